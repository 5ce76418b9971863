"""Formulas that are the same in mathematics and differ in floating point; how many digits each gets right."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal, localcontext
from functools import cache
from typing import NamedTuple

import numpy as np

DTYPES = (np.float16, np.float32, np.float64)
#: Sizes of the logits. They are exact in float16, and so are their neighbours, so that no error comes from
#: the input; there are two of them near each place where a precision gives up.
_BREAKS = (7.5, 8, 10.5, 11, 16.5, 17, 36.5, 37, 88, 89, 103, 104, 709, 710, 745, 746)
SIZES = np.unique([*np.round(2 * np.geomspace(1, 1000, 28)) / 2, *_BREAKS])
SIGNS = (1, -1)
_CLASS = 2
#: More digits than float64 has are not told apart.
MOST_DIGITS = 16.0
#: What is counted for a formula that keeps to its precision: an exact result may be luck.
_HELD = (4.0, 8.0, 16.0)


class Formula(NamedTuple):
    """A quantity: two formulas of it, its value to many digits, and what the learner's function is given."""

    naive: Callable[[np.ndarray], np.ndarray]
    stable: Callable[[np.ndarray], np.ndarray]
    exact: Callable[[list[Decimal]], list[Decimal]]
    arguments: Callable[[np.ndarray], tuple[np.ndarray, ...]]
    binary: bool = False


def logits(size: float, sign: int, dtype: type, binary: bool) -> np.ndarray:
    """Return one logit, or three neighbouring ones, of about that size."""
    return (sign * size - np.arange(1 if binary else 3)).astype(dtype)


def _shifted(z: np.ndarray) -> np.ndarray:
    return z - np.max(z)


def _log_softmax(z: np.ndarray) -> np.ndarray:
    return _shifted(z) - np.log(np.sum(np.exp(_shifted(z))))


def _softmax_naive(z: np.ndarray) -> np.ndarray:
    return np.exp(z) / np.sum(np.exp(z))


def _cross_entropy_naive(z: np.ndarray) -> np.ndarray:
    return -np.log(1 - 1 / (1 + np.exp(-z)))[0]


def _exact_sum(z: list[Decimal]) -> Decimal:
    return sum(v.exp() for v in z).ln()


def _exact_log_softmax(z: list[Decimal]) -> list[Decimal]:
    total = _exact_sum(z)
    return [v - total for v in z]


def _exact_softplus(z: Decimal) -> Decimal:
    power = z.exp()
    return (
        power if power < Decimal("1e-25") else (1 + power).ln()
    )  # there the next term of the series is lost


FORMULAS: dict[str, Formula] = {
    "log_sum_exp": Formula(
        lambda z: np.log(np.sum(np.exp(z))),
        lambda z: np.max(z) + np.log(np.sum(np.exp(_shifted(z)))),
        lambda z: [_exact_sum(z)],
        lambda z: (z,),
    ),
    "softmax": Formula(
        _softmax_naive,
        lambda z: _softmax_naive(_shifted(z)),
        lambda z: [v.exp() for v in _exact_log_softmax(z)],
        lambda z: (z,),
    ),
    "log_softmax": Formula(
        lambda z: np.log(_softmax_naive(z)),
        _log_softmax,
        _exact_log_softmax,
        lambda z: (z,),
    ),
    "binary_crossentropy_from_logits": Formula(
        _cross_entropy_naive,
        lambda z: (np.maximum(z, 0) + np.log1p(np.exp(-np.abs(z))))[0],
        lambda z: [_exact_softplus(z[0])],
        lambda z: (np.zeros(1, z.dtype), z),
        binary=True,
    ),
    "sparse_categorical_crossentropy_from_logits": Formula(
        lambda z: -np.log(_softmax_naive(z)[_CLASS]),
        lambda z: -_log_softmax(z)[_CLASS],
        lambda z: [_exact_sum(z) - z[_CLASS]],
        lambda z: (np.array([_CLASS]), z[np.newaxis]),
    ),
}


@cache
def exact(name: str, size: float, sign: int) -> np.ndarray:
    """Return what the quantity is, computed with 40 digits and then rounded to float64."""
    formula = FORMULAS[name]
    with localcontext(prec=40):
        values = formula.exact([Decimal(float(v)) for v in logits(size, sign, np.float64, formula.binary)])
    array = np.array([float(v) for v in values])
    return array if name.endswith("softmax") else array[0]


def digits(value: np.ndarray, right: np.ndarray, dtype: type) -> float:
    """Return how many decimal digits of the worst entry are right: 0 to 16.

    The error is relative to the right value, or to the smallest normal number of the precision where that is
    larger: below it no number of that precision has all its digits.
    """
    with np.errstate(all="ignore"):
        scale = np.maximum(np.abs(right), float(np.finfo(dtype).tiny))
        error = np.max(np.abs(np.asarray(value, dtype=np.float64) - right) / scale)
    if not np.isfinite(error):
        return 0.0
    return float(np.clip(-np.log10(max(error, 1e-300)), 0, MOST_DIGITS))


def first_entry(value: np.ndarray | list) -> float | str:
    """Return the entry that stands for the value on the screen; a word where it is not finite, for JSON."""
    entry = float(np.ravel(value)[0])
    if np.isfinite(entry):
        return float(f"{entry:.6g}")
    return "nan" if np.isnan(entry) else ("inf" if entry > 0 else "-inf")


@cache
def table(name: str, which: str) -> dict[str, list]:
    """Return digits and first entries of the naive or the stable formula: [sign][dtype][size] each."""
    formula = FORMULAS[name]
    counted, shown = [], []
    with np.errstate(all="ignore"):
        for sign in SIGNS:
            rights = [exact(name, size, sign) for size in SIZES]
            values = [
                [getattr(formula, which)(logits(size, sign, dtype, formula.binary)) for size in SIZES]
                for dtype in DTYPES
            ]
            counted.append(
                [
                    [
                        min(round(digits(v, right, dtype), 1), held)
                        for v, right in zip(row, rights, strict=True)
                    ]
                    for dtype, held, row in zip(DTYPES, _HELD, values, strict=True)
                ]
            )
            shown.append([[first_entry(v) for v in row] for row in values])
    return {"digits": counted, "shown": shown}
