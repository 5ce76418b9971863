"""Repeatable randomness for a whole program."""

from __future__ import annotations

import random

import numpy as np

from nnlab._random import set_seed
from nnlab._validation import as_count, complaint

__all__ = ["set_random_seed"]


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
