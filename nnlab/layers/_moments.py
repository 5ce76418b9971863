"""Mean and variance of data that comes in batches, which need not fit into memory together."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

import numpy as np

from nnlab._validation import as_float_array, complaint


def batches_of(data: Any) -> Iterator[np.ndarray]:
    """Yield the batches of a generator or a list of arrays, or pairs (x, y); an array is one batch."""
    one = isinstance(data, np.ndarray) or not isinstance(data, Iterable)
    if isinstance(data, list | tuple) and not (data and isinstance(data[0], np.ndarray | tuple)):
        one = True  # rows of numbers, not a list of batches
    for batch in [data] if one else data:
        yield as_float_array(batch[0] if isinstance(batch, tuple) else batch, "data", "adapt")


def moments(
    batches: Iterable[np.ndarray], axes: Callable[[int], tuple[int, ...]]
) -> tuple[np.ndarray, np.ndarray]:
    """Return the mean and the variance over some axes, in float64.

    Two sets are joined as Chan, Golub and LeVeque do: sums of squares, which lose all digits when the mean is
    large, are never formed.
    """
    total, mean, squares = 0, 0.0, 0.0
    for x in batches:
        others = axes(x.ndim)
        n = int(np.prod([x.shape[axis] for axis in others]))
        if not x.size:
            continue
        shift = x.mean(axis=others, dtype=np.float64) - mean
        squares = squares + x.var(axis=others, dtype=np.float64) * n + shift**2 * (total * n / (total + n))
        total, mean = total + n, mean + shift * (n / (total + n))
    if not total:
        rule = "hold at least one sample, not be an empty iterable"
        raise ValueError(complaint("adapt", "data", rule, batches, "Pass an array."))
    return mean, squares / total
