"""Mean and variance of data that comes in batches, which need not fit into memory together."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

import numpy as np

from nnlab._validation import as_float_array, complaint
from nnlab.exceptions import WrongType


def batches_of(data: Any) -> Iterator[np.ndarray]:
    """Yield the batches of a generator or a list of arrays, or pairs (x, y); an array is one batch.

    A data set with ``len(data)`` batches ``data[i]``, such as Keras's PyDataset, is taken too.
    """
    one = isinstance(data, np.ndarray) or not isinstance(data, Iterable)
    if isinstance(data, list | tuple) and not (data and isinstance(data[0], np.ndarray | tuple)):
        one = True  # rows of numbers, not a list of batches
    indexed = hasattr(data, "__getitem__") and hasattr(data, "__len__") and not hasattr(data, "__array__")
    if indexed and not isinstance(data, list | tuple | str | Mapping):
        data, one = map(data.__getitem__, range(len(data))), False
    for batch in [data] if one else data:
        x = as_float_array(batch[0] if isinstance(batch, tuple) else batch, "data", "adapt")
        if x.ndim == 0:
            rule = "be an array of samples, or hold such: something with a `.shape`"
            raise WrongType(complaint("adapt", "data", rule, x, "Pass e.g. np.ones((100, 3))."))
        yield x


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
