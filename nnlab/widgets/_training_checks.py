"""Checks of what `training_live` is given."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from nnlab._validation import complaint
from nnlab.widgets._arguments import as_numbers

_MOST_SAMPLES = 500


def check_samples(X: ArrayLike, y: ArrayLike) -> tuple[np.ndarray, np.ndarray]:
    """Return samples `(m, 2)` and labels `(m,)`, or raise the error that says what is wrong with them."""
    way_out = "Pass X of shape (m, 2) and y of shape (m,), or leave both out."
    X = as_numbers(X, "X", "training_live", "be an array of numbers", way_out).astype(np.float64)
    y = as_numbers(y, "y", "training_live", "be an array of numbers", way_out)
    if X.ndim != 2 or X.shape[1] != 2 or not 2 <= len(X) <= _MOST_SAMPLES or not np.all(np.isfinite(X)):
        rule = f"hold 2 to {_MOST_SAMPLES} rows of two finite numbers"
        raise ValueError(complaint("training_live", "X", rule, X, way_out))
    if np.any(X.std(axis=0) == 0):
        raise ValueError(complaint("training_live", "X", "vary in both columns", X, way_out))
    if y.size != len(X) or not np.all((y == 0) | (y == 1)):
        rule = f"hold a 0 or 1 for each of the {len(X)} rows of X"
        raise ValueError(complaint("training_live", "y", rule, y, way_out))
    return X, y.ravel().astype(np.int64)


def check_number(name: str, value: object, low: float, high: float, way_out: str) -> float:
    """Return a number between two others, or raise the error that says what is wrong with it."""
    array = as_numbers(value, name, "training_live", "be a number", way_out)
    if array.ndim or not low <= array <= high:
        rule = f"be a number from {low:g} to {high:g}"
        raise ValueError(complaint("training_live", name, rule, value, way_out))
    return float(array)


def check_whole(name: str, value: object, low: int, high: int, way_out: str) -> int:
    """Return a whole number between two others, or raise the error that says what is wrong with it."""
    number = check_number(name, value, low, high, way_out)
    if number != int(number):
        raise ValueError(complaint("training_live", name, "be a whole number", value, way_out))
    return int(number)
