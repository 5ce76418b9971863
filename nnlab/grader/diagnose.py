"""Name the fault: which known mistake, if any, gives exactly what the learner's function gave.

A name is claimed only when the wrong implementation reproduces every reply. When none does, simple
patterns (a constant factor, exchanged axes, cut-off decimals) are tried on every call that does not hold.
"""

import warnings
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from nnlab.calls.capture import as_array, capture
from nnlab.calls.cases import Case, fresh_arguments
from nnlab.calls.reply import Fault, Reply
from nnlab.grader.compare import Finding, same_reply
from nnlab.grader.models import describe
from nnlab.grader.spec import Exercise

#: Replies of the learner and of a known mistake are the same within this; far tighter than a pass.
_RTOL, _ATOL = 1e-6, 1e-9
#: Gates at which the fault has been said already, precisely, so that no name is looked for.
_SAID = frozenset({"changed", "state"})


@dataclass(frozen=True)
class Diagnosis:
    """What is known about a fault.

    Parameters
    ----------
    misconceptions : tuple of str
        Ids, the most likely first; empty when no known mistake fits.
    place : str
        Id of the lab cell that explains the matter.
    pattern : str
        Id of a pattern in the numbers, when no misconception fits.
    detail : dict
        What the pattern's sentence needs.
    """

    misconceptions: tuple[str, ...] = ()
    place: str = ""
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
        fits = [
            m for m in exercise.misconceptions if _reproduces(m.function, exercise, calls, replies, functions)
        ]
    if fits:
        return Diagnosis(tuple(dict.fromkeys(m.id for m in fits)), fits[0].place)
    if exercise.returns == "model":
        return Diagnosis()
    values = [finding for finding in findings if finding.gate == "value"]
    if len(values) < len(findings) or not _enough(exercise, values):
        return Diagnosis()
    return _pattern(values)


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
        return Reply("returned", capture(function(*arguments)))
    except Exception as error:
        return Reply("raised", fault=Fault(type(error).__name__, ""))


def _enough(exercise: Exercise, findings: Sequence[Finding]) -> bool:
    """Whether there are numbers enough for a pattern: any one number is a multiple of any other."""
    numbers = {float(x) for finding in findings for x in np.ravel(finding.expected)}
    return len(numbers) >= 3 and (exercise.returns != "labels" or len(findings) > 1)


def _pattern(findings: Sequence[Finding]) -> Diagnosis:
    """A pattern that all failing calls share."""
    pairs = [(np.asarray(as_array(f.reply.value), float), np.asarray(f.expected, float)) for f in findings]
    numbers = tuple(np.concatenate([part.ravel() for part in side]) for side in zip(*pairs, strict=True))
    for name, test in _OF_NUMBERS.items():
        detail = test(*numbers)
        if detail is not None:
            return Diagnosis(pattern=name, detail=detail)
    for name, test in _OF_PLACES.items():
        if all(test(got, expected) for got, expected in pairs):
            return Diagnosis(pattern=name)
    return Diagnosis()


def _negated(got: np.ndarray, expected: np.ndarray) -> dict | None:
    return {} if np.allclose(got, -expected) else None


def _ratio(got: np.ndarray, expected: np.ndarray) -> dict | None:
    nonzero = np.abs(expected) > 1e-12
    if not nonzero.any() or not np.allclose(got[~nonzero], 0):
        return None
    ratios = got[nonzero] / expected[nonzero]
    constant = np.allclose(ratios, ratios[0], rtol=1e-6) and abs(ratios[0]) > 1e-9
    text = f"{ratios[0]:.6g}"
    return {"ratio": text} if constant and text != "1" else None


def _shifted(got: np.ndarray, expected: np.ndarray) -> dict | None:
    offset = got - expected
    return (
        {"offset": f"{offset.flat[0]:.6g}"}
        if np.allclose(offset, offset.flat[0], rtol=1e-6, atol=0)
        else None
    )


def _transposed(got: np.ndarray, expected: np.ndarray) -> bool:
    return got.ndim == 2 and got.shape[0] == got.shape[1] > 1 and np.allclose(got.T, expected)


def _reversed(got: np.ndarray, expected: np.ndarray) -> bool:
    axes = (*range(got.ndim), None) if got.ndim else ()
    return any(np.allclose(np.flip(got, axis), expected) for axis in axes)


def _cut_off(got: np.ndarray, expected: np.ndarray) -> dict | None:
    return {} if np.array_equal(got, np.trunc(expected)) else None


def _rounded(got: np.ndarray, expected: np.ndarray) -> dict | None:
    """Rounding to so many digits; 0 digits would be a kind of label or step."""
    if np.array_equal(expected, np.round(expected)):
        return None  # whole numbers have no digits to lose
    for digits in range(1, 13):
        if np.allclose(got, np.round(expected, digits), rtol=1e-6, atol=1e-15):
            return {"digits": digits}
    return None


#: Patterns that the numbers of all failing calls show together, and those that each call shows by its shape.
_OF_NUMBERS = {
    "integer_rounding": _cut_off,
    "rounded": _rounded,
    "negated": _negated,
    "ratio": _ratio,
    "shifted": _shifted,
}
_OF_PLACES = {"transposed": _transposed, "reversed": _reversed}
