"""Name the fault: which known mistake, if any, gives exactly what the learner's function gave.

A name is claimed only when the wrong implementation reproduces every reply: its numbers, or, where only
a property is asked of them, the finding. When none does, simple patterns are tried on every call that does
not hold.
"""

import warnings
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

import numpy as np

from nnlab.calls.batches import drained
from nnlab.calls.capture import capture
from nnlab.calls.cases import Case, fresh_arguments
from nnlab.calls.reply import Fault, Reply
from nnlab.grader.compare import Finding, same_reply
from nnlab.grader.expected import expectations
from nnlab.grader.models import describe
from nnlab.grader.patterns import find_pattern
from nnlab.grader.spec import Exercise

#: Replies of the learner and of a known mistake are the same within this; far tighter than a pass.
_RTOL, _ATOL = 1e-6, 1e-9
#: Gates at which the fault has been said already, precisely, so that no name is looked for.
_SAID = frozenset({"changed", "state", "overwritten"})


@dataclass(frozen=True)
class Diagnosis:
    """What is known about a fault.

    Parameters
    ----------
    misconceptions : tuple of str
        Ids, the most likely first; empty when no known mistake fits.
    place : str
        Id of the lab cell that explains the matter.
    together : int
        How many of them it takes to reproduce the results.
    pattern : str
        Id of a pattern in the numbers, when no misconception fits.
    detail : dict
        What the pattern's sentence needs.
    """

    misconceptions: tuple[str, ...] = ()
    place: str = ""
    together: int = 1
    pattern: str = ""
    detail: dict[str, Any] = field(default_factory=dict)


def diagnose(
    exercise: Exercise,
    calls: Sequence[Case],
    replies: Sequence[Reply],
    findings: Sequence[Finding],
    functions: Mapping[str, Any],
) -> Diagnosis:
    """Find the known mistakes that reproduce all replies.

    Parameters
    ----------
    exercise : Exercise
    calls : sequence of Case
    replies : sequence of Reply
        What the learner's function gave, one for each call.
    findings : sequence of Finding
        The calls that do not hold.
    functions : mapping
        What `Function` arguments stand for.

    Returns
    -------
    Diagnosis
    """
    if all(finding.gate in _SAID for finding in findings):
        return Diagnosis()
    with np.errstate(all="ignore"), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        alike = _alike(exercise, calls)
        fits = [
            m
            for m in exercise.misconceptions
            if _reproduces(m.function, exercise, calls, replies, functions, alike)
        ]
    if fits:
        # One fault that explains everything comes before two; the first is the one to show, whole.
        best = min(fits, key=lambda m: len(m.ids))
        named = dict.fromkeys([*best.ids, *(m.id for m in fits if not m.also)])
        return Diagnosis(tuple(named), best.place, together=len(best.ids))
    if exercise.returns in ("model", "batches"):
        return Diagnosis()
    found = find_pattern(exercise, findings)
    return Diagnosis(pattern=found[0], detail=found[1]) if found else Diagnosis()


def _alike(exercise: Exercise, calls: Sequence[Case]) -> dict[str, Callable[[Reply, Reply], bool]]:
    """How two replies are compared where only a property is asked, by the names of the calls."""
    judges = {
        case.name: criterion.judge
        for criterion in exercise.criteria
        if criterion.property_only
        for case in criterion.cases
    }
    expected = expectations(exercise, exercise.reference, [case for case in calls if case.name in judges])

    def compare(judge: Callable, wanted: Any, a: Reply, b: Reply) -> bool:
        if a.status != "returned" or b.status != "returned":
            return same_reply(a, b, _RTOL, _ATOL)
        findings = judge(a.value, wanted), judge(b.value, wanted)
        return len({finding and finding.gate for finding in findings}) == 1

    return {name: partial(compare, judge, expected[name]) for name, judge in judges.items()}


def _reproduces(
    function: Any,
    exercise: Exercise,
    calls: Sequence[Case],
    replies: Sequence[Reply],
    functions: Mapping,
    alike: Mapping[str, Callable[[Reply, Reply], bool]],
) -> bool:
    if exercise.returns == "model":
        return all(
            reply.value.kind == "model" and describe(reply.value.data) == function(*case.args)
            for case, reply in zip(calls, replies, strict=True)
        )
    exact = partial(same_reply, rtol=_RTOL, atol=_ATOL)
    return all(
        alike.get(case.name, exact)(imitate(function, case, functions), reply)
        for case, reply in zip(calls, replies, strict=True)
    )


def imitate(function: Any, case: Case, functions: Mapping[str, Any]) -> Reply:
    """Run a catalogued wrong implementation as the learner's function was run; it is trusted code."""
    arguments = fresh_arguments(case, functions)
    try:
        return Reply("returned", capture(drained(function)(*arguments)))
    except Exception as error:
        return Reply("raised", fault=Fault(type(error).__name__, ""))
