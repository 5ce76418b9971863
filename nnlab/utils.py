"""Repeatable randomness for a whole program, and one-hot rows under the name that Keras has for them."""

from __future__ import annotations

import random

import numpy as np
from numpy.typing import ArrayLike

from nnlab._random import set_seed
from nnlab._validation import as_count, complaint
from nnlab.preprocessing._one_hot import encode

__all__ = ["set_random_seed", "to_categorical"]


def set_random_seed(seed: int) -> None:
    """Seed everything random: nnlab, NumPy's `numpy.random`, and Python's `random`.

    From here on a program gives the same numbers each time it runs. What was given a seed or a generator of
    its own is not touched.

    Parameters
    ----------
    seed : int
        From 0 to 2³² − 1.

    Returns
    -------
    None

    Raises
    ------
    TypeError, ValueError
        If it is not such a number.

    Examples
    --------
    >>> from nnlab.initializers import GlorotUniform
    >>> set_random_seed(1)
    >>> first = GlorotUniform()((2, 2))
    >>> set_random_seed(1)
    >>> bool((GlorotUniform()((2, 2)) == first).all())
    True
    """
    seed = as_count(seed, "seed", "set_random_seed", minimum=0)
    if seed >= 2**32:
        rule, way_out = "be below 2**32, the most that numpy.random takes", "Pass seed=0."
        raise ValueError(complaint("set_random_seed", "seed", rule, seed, way_out))
    set_seed(seed)
    np.random.seed(seed)  # noqa: NPY002 - for programs that draw from numpy.random themselves, as in Keras
    random.seed(seed)


def to_categorical(x: ArrayLike, num_classes: int | None = None) -> np.ndarray:
    """Turn class numbers into rows with a single 1: `nnlab.preprocessing.one_hot`, in float64 as in Keras.

    rowⱼ = 1 where j = x, else 0

    Parameters
    ----------
    x : array_like
        Class numbers from 0, in any shape; a column ``(m, 1)`` means the same as a vector ``(m,)``.
    num_classes : int, optional
        Length of the rows; by default one more than the largest number.

    Returns
    -------
    ndarray, shape (…, num_classes), float64
        One row for each number.

    Raises
    ------
    TypeError, ValueError
        If a number is not a whole one from 0 to num_classes − 1.

    Examples
    --------
    >>> to_categorical([0, 2])
    array([[1., 0., 0.],
           [0., 0., 1.]])
    """
    return encode(x, num_classes, np.float64, "x", "to_categorical")
