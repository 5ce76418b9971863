"""Patterns in wrong numbers that no known mistake explains: a factor, exchanged axes, cut-off decimals.

A pattern is told only when every call that does not hold shows it, and when there are numbers enough:
any one number is a multiple of any other.
"""

from collections.abc import Sequence
from typing import Any

import numpy as np

from nnlab.calls.capture import as_array
from nnlab.calls.cases import Case
from nnlab.grader.compare import Finding, differs
from nnlab.grader.spec import Exercise

#: So many different expected numbers make a pattern more than chance.
_ENOUGH = 3
_Pair = tuple[np.ndarray, np.ndarray]


def find_pattern(exercise: Exercise, findings: Sequence[Finding]) -> tuple[str, dict[str, Any]] | None:
    """The pattern that all failing calls share.

    Parameters
    ----------
    exercise : Exercise
    findings : sequence of Finding

    Returns
    -------
    (str, dict) or None
        Id of its sentence and what the sentence needs.
    """
    if not findings:
        return None
    more = _more_returned(exercise, findings)
    if more is not None:
        return "more_returned", more
    gates = {finding.gate for finding in findings}
    if gates <= {"shape", "value"} and _constant(exercise, findings):
        return "constant", {"what": "the result"}
    if not gates <= {"shape", "value"} or len({finding.output for finding in findings}) != 1:
        return None
    pairs = [(_number(f.value), np.asarray(f.expected, float)) for f in findings if f.value is not None]
    if len(pairs) < len(findings) or any(got is None for got, _ in pairs) or not _enough(exercise, pairs):
        return None
    found = None
    if gates == {"shape"}:
        found = next(((name, {}) for name, test in _OF_SHAPES.items() if all(test(*p) for p in pairs)), None)
    elif gates == {"shape", "value"}:  # rows and columns exchanged, and a square array among them
        found = ("transposed", {}) if all(_transposed(*pair) for pair in pairs) else None
    else:
        found = _of_numbers(pairs) or _by_dimension(exercise, findings, pairs) or _of_places(pairs)
    if found is None:
        return None
    name, detail = found
    return name, {"what": f"`{findings[0].output}`" if findings[0].output else "the result", **detail}


def _more_returned(exercise: Exercise, findings: Sequence[Finding]) -> dict[str, Any] | None:
    """Which part of a tuple is the result, where a tuple came in place of one result."""
    fitting = None
    for finding in findings:
        value, wanted = finding.value, finding.expected
        if value is None or value.kind != "sequence" or value.type_name != "tuple" or exercise.outputs:
            return None
        wanted = np.asarray(wanted, float)
        fits = {place for place, part in enumerate(value.data, 1) if _agrees(exercise, _number(part), wanted)}
        fitting = fits if fitting is None else fitting & fits
    return {"function": exercise.function, "place": min(fitting)} if fitting else None


def _constant(exercise: Exercise, findings: Sequence[Finding]) -> bool:
    """Whether the same came back in every call, though something else was expected in each."""
    if exercise.outputs:
        return False
    values = [_number(f.value) for f in findings if f.value is not None]
    if len(values) < max(len(findings), _ENOUGH) or any(x is None or not x.size for x in values):
        return False
    wanted = {np.asarray(f.expected, float).tobytes() for f in findings}
    return len(wanted) >= _ENOUGH and all(np.array_equal(x, values[0]) for x in values[1:])


def _agrees(exercise: Exercise, got: np.ndarray | None, wanted: np.ndarray) -> bool:
    if got is None or got.shape != wanted.shape:
        return False
    return not differs(got, wanted, exercise.rtol, exercise.atol).any()


def _number(value: Any) -> np.ndarray | None:
    x = as_array(value)
    return None if x is None or x.dtype.kind not in "buif" else np.asarray(x, float)


def _enough(exercise: Exercise, pairs: Sequence[_Pair]) -> bool:
    numbers = {float(x) for _, expected in pairs for x in np.ravel(expected)}
    return len(numbers) >= _ENOUGH and (exercise.returns != "labels" or len(pairs) > 1)


def _of_numbers(pairs: Sequence[_Pair]) -> tuple[str, dict[str, Any]] | None:
    got, expected = (np.concatenate([side.ravel() for side in sides]) for sides in zip(*pairs, strict=True))
    for name, test in _OF_NUMBERS.items():
        detail = test(got, expected)
        if detail is not None:
            return name, detail
    return None


def _of_places(pairs: Sequence[_Pair]) -> tuple[str, dict[str, Any]] | None:
    return next(((name, {}) for name, test in _OF_PLACES.items() if all(test(*pair) for pair in pairs)), None)


def _by_dimension(
    exercise: Exercise, findings: Sequence[Finding], pairs: Sequence[_Pair]
) -> tuple[str, dict[str, Any]] | None:
    """Every number is n times the expected one, or 1/n of it, where n is the length of one axis."""
    ratios = [_constant_ratio(got, expected) for got, expected in pairs]
    if len(ratios) < 2 or None in ratios or len({round(ratio, 9) for ratio in ratios}) < 2:
        return None
    axes = [_axes(exercise, finding.case) for finding in findings]
    for (argument, axis), _ in axes[0].items():
        lengths = [known.get((argument, axis), 0) for known in axes]
        detail = {"argument": argument, "axis": axis}
        if np.allclose(ratios, lengths, rtol=1e-6):
            return "times_dimension", detail
        if all(lengths) and np.allclose(ratios, [1 / n for n in lengths], rtol=1e-6):
            return "over_dimension", detail
    return None


def _axes(exercise: Exercise, case: Case | None) -> dict[tuple[str, int], int]:
    arguments = zip(exercise.parameters, case.args if case else (), strict=False)
    return {
        (name, axis): length
        for name, x in arguments
        if isinstance(x, np.ndarray)
        for axis, length in enumerate(x.shape)
    }


def _negated(got: np.ndarray, expected: np.ndarray) -> dict | None:
    return {} if np.allclose(got, -expected) else None


def _constant_ratio(got: np.ndarray, expected: np.ndarray) -> float | None:
    nonzero = np.abs(expected) > 1e-12
    if not nonzero.any() or not np.allclose(got[~nonzero], 0):
        return None
    ratios = got[nonzero] / expected[nonzero]
    constant = np.allclose(ratios, ratios[0], rtol=1e-6) and abs(ratios[0]) > 1e-9
    return float(ratios[0]) if constant else None


def _ratio(got: np.ndarray, expected: np.ndarray) -> dict | None:
    ratio = _constant_ratio(got, expected)
    text = "1" if ratio is None else f"{ratio:.6g}"
    return None if text == "1" else {"ratio": text}


def _shifted(got: np.ndarray, expected: np.ndarray) -> dict | None:
    offset = got - expected
    same = np.allclose(offset, offset.flat[0], rtol=1e-6, atol=0)
    return {"offset": f"{offset.flat[0]:.6g}"} if same else None


def _shifted_down(got: np.ndarray, expected: np.ndarray) -> dict | None:
    return _shifted(expected, got) if np.all(got < expected) else None


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


def _transposed(got: np.ndarray, expected: np.ndarray) -> bool:
    return got.ndim == 2 and got.shape[::-1] == expected.shape and np.allclose(got.T, expected)


def _swapped(got: np.ndarray, expected: np.ndarray) -> bool:
    """Two neighbouring axes exchanged, as height and width."""
    turned = [np.swapaxes(got, i, i + 1) for i in range(got.ndim - 1)] if got.ndim > 2 else []
    return any(x.shape == expected.shape and np.allclose(x, expected) for x in turned)


def _unfilled(got: np.ndarray, expected: np.ndarray) -> bool:
    """Right up to a place, and 0 behind it: along each axis, or in the order of the loops."""
    if got.shape != expected.shape or got.ndim == 0:
        return False
    right = np.isclose(got, expected)
    if right.all() or got[~right].any():
        return False
    return _begins(right, got) or _begins(right.ravel(), got.ravel())


def _begins(right: np.ndarray, got: np.ndarray) -> bool:
    """Whether the numbers that are not 0 lie in one block of right ones, which begins where the array begins.

    A 0 outside of it may be right by chance, as the smallest number of a scaled column.
    """
    filled = np.nonzero(got)
    block = tuple(slice(int(places.max(initial=-1)) + 1) for places in filled)
    return filled[0].size > 0 and bool(right[block].all())


def _reversed(got: np.ndarray, expected: np.ndarray) -> bool:
    axes = (*range(got.ndim), None) if got.ndim else ()
    return any(np.allclose(np.flip(got, axis), expected) for axis in axes)


def _permuted(got: np.ndarray, expected: np.ndarray) -> bool:
    return got.size > 2 and np.allclose(np.sort(got, axis=None), np.sort(expected, axis=None))


def _one_shape(got: np.ndarray, expected: np.ndarray) -> bool:
    return got.size == expected.size and np.allclose(got.ravel(), expected.ravel())


#: Patterns that the numbers of all failing calls show together, and those that each call shows by its shape.
_OF_NUMBERS = {
    "integer_rounding": _cut_off,
    "rounded": _rounded,
    "negated": _negated,
    "ratio": _ratio,
    "shifted_down": _shifted_down,
    "shifted": _shifted,
}
_OF_PLACES = {
    "unfilled": _unfilled,
    "transposed": _transposed,
    "swapped": _swapped,
    "reversed": _reversed,
    "permuted": _permuted,
}
_OF_SHAPES = {"transposed": _transposed, "swapped": _swapped, "reshaped": _one_shape}
