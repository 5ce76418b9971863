"""Name the fault: which known mistake, if any, gives exactly what the learner's function gave.

A name is claimed only when the wrong implementation reproduces every reply: its numbers, or, where only
a property is asked of them, the finding. Where numbers are drawn at random, a judge tells by their law. When
no name fits, simple patterns are tried on every call that does not hold.
"""

import warnings
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from nnlab.calls.cases import Case
from nnlab.calls.reply import Reply
from nnlab.grader.compare import Finding
from nnlab.grader.imitate import Imitations
from nnlab.grader.patterns import find_pattern
from nnlab.grader.spec import Exercise

#: Faults of any function, by the gate that finds them; they say nothing about its numbers.
GENERAL = {
    "changed": "general.argument_changed",
    "state": "general.state_kept",
    "overwritten": "general.result_reused",
}


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
    if all(finding.gate in GENERAL for finding in findings):
        return Diagnosis()
    with np.errstate(all="ignore"), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        known = _known(exercise, calls, replies, findings, functions)
    if known is not None:
        return known
    recognised = _recognised(findings)
    if recognised:
        place = next((m.place for m in exercise.misconceptions if m.id == recognised[0]), "")
        return Diagnosis(recognised, place)
    if exercise.returns in ("model", "batches", "draws"):
        return Diagnosis()
    found = find_pattern(exercise, findings) or find_pattern(exercise, _ordinary(exercise, findings))
    return Diagnosis(pattern=found[0], detail=found[1]) if found else Diagnosis()


def _known(
    exercise: Exercise,
    calls: Sequence[Case],
    replies: Sequence[Reply],
    findings: Sequence[Finding],
    functions: Mapping[str, Any],
) -> Diagnosis | None:
    """The known mistakes that reproduce everything; one fault comes before two, then what comes closest."""
    failing = {f.case.name for f in findings if f.case is not None and f.gate not in GENERAL}
    imitations = Imitations(exercise, calls, replies, failing, functions)
    fits = [m for m in exercise.misconceptions if imitations.reproduced_by(m.function)]
    if not fits:
        return None
    best = min(fits, key=lambda m: (len(m.ids), imitations.gap(m.function)))
    named = dict.fromkeys([*best.ids, *(m.id for m in fits if not m.also)])
    return Diagnosis(tuple(named), best.place, together=len(best.ids))


def _ordinary(exercise: Exercise, findings: Sequence[Finding]) -> list[Finding]:
    """The ordinary calls among those that do not hold: elsewhere a second fault may hide the pattern."""
    elsewhere = {case.name for criterion in exercise.criteria[1:] for case in criterion.cases}
    return [f for f in findings if f.case is not None and f.case.name not in elsewhere]


def _recognised(findings: Sequence[Finding]) -> tuple[str, ...]:
    """What the judge suspects in the first call that fails and in all others that fail alike."""
    first, *others = findings
    alike = [finding for finding in others if finding.gate == first.gate]
    return tuple(name for name in first.suspects if all(name in other.suspects for other in alike))
