"""Scalar functions of an array, for exercises on gradients; analytic, so that a complex step goes through.

The weight of an entry follows from its index, so that exchanged, flattened or separate entries change the
value. TensorFlow's counterparts stand in `nnlab.grader.oracle.live`.
"""

from functools import cache
from typing import Any

import numpy as np


@cache
def weights(shape: tuple[int, ...]) -> np.ndarray:
    """1.25 + i + 2j + 3k for the entry at ``[i, j, k]``, for any number of axes; read-only."""
    w = np.full(shape, 1.25)  # slopes at whole numbers are not whole
    for axis, index in enumerate(np.indices(shape)):
        w += (axis + 1) * index
    w.flags.writeable = False
    return w


def cubes(x: Any) -> Any:
    """Σ w x³: a one-sided difference and a step that is too large show."""
    x = np.asarray(x)
    return np.sum(weights(x.shape) * x * x * x)


def valley(x: Any) -> np.ndarray:
    """1000 (Σ w x)²: steep, and each entry's slope depends on all others. The result is a 0-d array."""
    x = np.asarray(x)
    total = np.sum(weights(x.shape) * x)
    return np.asarray(1000.0 * total * total)


SCALAR_FUNCTIONS = {"cubes": cubes, "valley": valley}
