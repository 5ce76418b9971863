"""Scaling of columns, so that all inputs are of one size."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from nnlab._validation import as_float_array, complaint

# An infinity leaves nothing to scale by: NaN is the answer, and there is nothing to warn of.
quiet = np.errstate(all="ignore")


@quiet
def min_max_scale(X: ArrayLike) -> np.ndarray:
    """Scale each column to the interval from 0 to 1.

    column ← (column − min) / (max − min), and 0 where all of it is equal

    Parameters
    ----------
    X : array_like, shape (m, …)
        Samples along the first axis.

    Returns
    -------
    ndarray
        Shape and precision of `X`; float32 for whole numbers.

    Examples
    --------
    >>> min_max_scale(np.array([[200.0, 17.0], [260.0, 17.0], [230.0, 17.0]]))
    array([[0. , 0. ],
           [1. , 0. ],
           [0.5, 0. ]])
    """
    X = _samples(X, "min_max_scale")
    if not len(X):
        return X.copy()
    low, high = X.min(axis=0), X.max(axis=0)
    # Halves where the range of finite numbers exceeds the largest float; elsewhere the smallest would vanish.
    unit = np.where(np.isinf(high - low), 0.5, 1).astype(X.dtype)
    scaled = X * unit
    scaled -= low * unit
    scaled /= np.where(low == high, 1, high * unit - low * unit)
    return scaled


@quiet
def standardize(X: ArrayLike) -> np.ndarray:
    """Shift and scale each column to mean 0 and standard deviation 1.

    column ← (column − mean) / √(mean of (column − mean)²), and 0 where all of it is equal

    Parameters
    ----------
    X : array_like, shape (m, …)
        Samples along the first axis.

    Returns
    -------
    ndarray
        Shape and precision of `X`; float32 for whole numbers.

    Notes
    -----
    The mean of the squares divides by m, not by m − 1. Computes in float64.

    Examples
    --------
    >>> standardize(np.array([[200.0, 17.0], [260.0, 17.0], [230.0, 17.0]])).round(4)
    array([[-1.2247,  0.    ],
           [ 1.2247,  0.    ],
           [ 0.    ,  0.    ]])
    """
    X = _samples(X, "standardize")
    if not len(X):
        return X.copy()
    same = X.min(axis=0) == X.max(axis=0)  # the mean of equal numbers may differ from them by rounding
    shifted = X - np.where(same, X[0], X.mean(axis=0, dtype=np.float64))
    largest = np.maximum(shifted.max(axis=0), -shifted.min(axis=0))
    shifted /= np.where(same, 1, largest)  # so that no square overflows or vanishes
    deviation = np.sqrt(np.einsum("i...,i...->...", shifted, shifted) / len(X))
    shifted /= np.where(same, 1, deviation)
    return shifted.astype(X.dtype, copy=False)


def _samples(X: ArrayLike, function: str) -> np.ndarray:
    X = as_float_array(X, "X", function)
    if X.ndim == 0:
        rule, way_out = "have at least one dimension", "Pass one row for each sample."
        raise ValueError(complaint(function, "X", rule, X, way_out))
    return X
