"""Batches, and a part of the samples held back for testing."""

from __future__ import annotations

import math
import numbers
from collections.abc import Iterator

import numpy as np
from numpy.typing import ArrayLike

from nnlab._random import generator
from nnlab._validation import as_count, as_number, complaint
from nnlab.exceptions import WrongType


def minibatches(
    X: ArrayLike,
    y: ArrayLike,
    batch_size: int = 32,
    rng: int | np.random.Generator | None = None,
    shuffle: bool = True,
) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    """Go through the samples once, in batches, in random order.

    Parameters
    ----------
    X, y : array_like
        Samples and targets along the first axis.
    batch_size : int, default 32
        Samples in a batch; the last one has what is left.
    rng : int, numpy.random.Generator or None, optional
        Decides the order. By default nnlab's own generator, see `nnlab.utils.set_random_seed`.
    shuffle : bool, default True
        Whether to change the order at all.

    Returns
    -------
    iterator of (ndarray, ndarray)
        The batches, each a copy; without shuffling, a view.

    Raises
    ------
    ValueError
        If `X` and `y` have not the same length.

    Examples
    --------
    >>> for X_batch, y_batch in minibatches(np.arange(5) * 10, np.arange(5), 2, rng=0):
    ...     print(X_batch, y_batch)
    [20 40] [2 4]
    [30  0] [3 0]
    [10] [1]
    """
    X, y = _same_length((X, y), ("X", "y"), "minibatches")
    batch_size = as_count(batch_size, "batch_size", "minibatches")
    rng = generator(rng, "rng", "minibatches")
    order = rng.permutation(len(X)) if shuffle else None

    def batches() -> Iterator[tuple[np.ndarray, np.ndarray]]:
        for start in range(0, len(X), batch_size):
            chosen = slice(start, start + batch_size)
            chosen = chosen if order is None else order[chosen]
            yield X[chosen], y[chosen]

    return batches()


def train_test_split(
    X: ArrayLike,
    y: ArrayLike,
    test_size: float = 0.25,
    seed: int | np.random.Generator | None = None,
    shuffle: bool = True,
) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Hold part of the samples back for testing.

    Parameters
    ----------
    X, y : array_like
        Samples and targets along the first axis.
    test_size : float or int, default 0.25
        The part to hold back, between 0 and 1, rounded up; or a number of samples, a whole number.
    seed : int, numpy.random.Generator or None, optional
        Decides which. By default nnlab's own generator, see `nnlab.utils.set_random_seed`.
    shuffle : bool, default True
        Whether to draw at random; otherwise the last samples are held back.

    Returns
    -------
    X_train, X_test, y_train, y_test : ndarray
        In scikit-learn's order.

    Raises
    ------
    ValueError
        If `X` and `y` have not the same length, or one of the two parts would be empty.

    Examples
    --------
    >>> X_train, X_test, y_train, y_test = train_test_split(np.arange(8) * 10, np.arange(8), seed=0)
    >>> X_train, y_test
    (array([20, 40, 30, 60, 50,  0]), array([1, 7]))
    """
    name = "train_test_split"
    X, y = _same_length((X, y), ("X", "y"), name)
    share = as_number(test_size, "test_size", name)
    is_count = isinstance(test_size, numbers.Integral) and not isinstance(test_size, bool)
    held_back = int(share) if is_count else math.ceil(len(X) * share)
    if not 0 < held_back < len(X) or not (is_count or share < 1):
        rule = f"leave at least one of the {len(X)} samples on each side"
        raise ValueError(complaint(name, "test_size", rule, test_size, "Pass test_size=0.25."))
    rng = generator(seed, "seed", name)
    order = rng.permutation(len(X)) if shuffle else np.arange(len(X))
    train, test = order[:-held_back], order[-held_back:]
    return X[train], X[test], y[train], y[test]


def _same_length(
    arrays: tuple[ArrayLike, ...], names: tuple[str, ...], function: str
) -> tuple[np.ndarray, ...]:
    """Return arrays of any dtype with as many rows each."""
    found = tuple(np.asarray(array) for array in arrays)
    for name, array in zip(names, found, strict=True):
        if array.ndim == 0:
            rule, way_out = "have samples along its first axis", "Pass an array."
            raise WrongType(complaint(function, name, rule, array, way_out))
        if len(array) != len(found[0]):
            rule, way_out = f"have as many samples as {names[0]}, {len(found[0])}", "Pass one for each."
            raise ValueError(complaint(function, name, rule, array, way_out))
    return found
