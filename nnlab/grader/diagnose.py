"""Name the fault: which known mistake, if any, gives exactly what the learner's function gave.

A name is claimed only when the wrong implementation reproduces every reply. When none does, simple
patterns are tried on every call that does not hold.
"""

import warnings
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from nnlab.calls.batches import drained
from nnlab.calls.capture import capture
from nnlab.calls.cases import Case, fresh_arguments
from nnlab.calls.reply import Fault, Reply
from nnlab.grader.compare import Finding, same_reply
from nnlab.grader.models import describe
from nnlab.grader.patterns import find_pattern
from nnlab.grader.spec import Exercise

#: Replies of the learner and of a known mistake are the same within this; far tighter than a pass.
_RTOL, _ATOL = 1e-6, 1e-9
#: Gates at which the fault has been said already, precisely, so that no name is looked for.
_SAID = frozenset({"changed", "state", "overwritten"})
#: What NumPy says to work in place on an argument that is read-only or holds whole numbers.
_IN_PLACE = ("read-only", "Cannot cast ufunc")


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
    calls, replies = _telling(calls, replies)
    with np.errstate(all="ignore"), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        fits = [
            m for m in exercise.misconceptions if _reproduces(m.function, exercise, calls, replies, functions)
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


def _telling(calls: Sequence[Case], replies: Sequence[Reply]) -> tuple[Sequence[Case], Sequence[Reply]]:
    """Where arguments are changed, leave out the calls that stopped at it: that fault is said by itself."""
    if not any(reply.changed for reply in replies):
        return calls, replies
    kept = [
        (case, reply)
        for case, reply in zip(calls, replies, strict=True)
        if reply.status != "raised" or not any(text in reply.fault.message for text in _IN_PLACE)
    ]
    return [case for case, _ in kept], [reply for _, reply in kept]


def _reproduces(
    function: Any, exercise: Exercise, calls: Sequence[Case], replies: Sequence[Reply], functions: Mapping
) -> bool:
    if exercise.returns == "model":
        return all(
            reply.value.kind == "model" and describe(reply.value.data) == function(*case.args)
            for case, reply in zip(calls, replies, strict=True)
        )
    return all(
        same_reply(imitate(function, case, functions), reply, _RTOL, _ATOL)
        for case, reply in zip(calls, replies, strict=True)
    )


def imitate(function: Any, case: Case, functions: Mapping[str, Any]) -> Reply:
    """Run a catalogued wrong implementation as the learner's function was run; it is trusted code."""
    arguments = fresh_arguments(case, functions)
    try:
        return Reply("returned", capture(drained(function)(*arguments)))
    except Exception as error:
        return Reply("raised", fault=Fault(type(error).__name__, ""))
