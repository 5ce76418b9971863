"""The data of a fit, checked once and then handed out batch by batch; it is never copied as a whole."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

from nnlab._random import generator
from nnlab._validation import as_count, as_number, complaint
from nnlab.exceptions import WrongType

READ = 1 << 16  # bytes of samples that are read at a time, or a batch if it is larger

Batch = tuple[np.ndarray, np.ndarray | None, np.ndarray | None]


def as_data(data: Any, name: str, function: str) -> np.ndarray:
    """Return numbers of any kind as an array, in the precision and layout they have."""
    way_out = f"Pass one array as {name}, the samples along its first axis."
    if data is None:
        raise ValueError(complaint(function, name, "be given", data, way_out))
    try:
        array = np.asarray(data)
    except ValueError as error:
        rule = "be a rectangular array: all samples of the same shape"
        raise ValueError(complaint(function, name, rule, data, way_out)) from error
    if array.dtype.kind not in "fiub":
        raise WrongType(complaint(function, name, "hold real numbers", data, way_out))
    if array.ndim == 0:
        raise ValueError(complaint(function, name, "have one entry for each sample", array, way_out))
    return array


class Batches:
    """Inputs, targets and weights of the samples, in step.

    Batches are views of the data where that is possible; shuffled or converted ones live in buffers that
    later batches overwrite.
    """

    def __init__(
        self, x: Any, y: Any, sample_weight: Any, batch_size: int | None, dtype: np.dtype, function: str
    ):
        self.x = as_data(x, "x", function)
        self.y = None if y is None else as_data(y, "y", function)
        self.weight = None if sample_weight is None else as_data(sample_weight, "sample_weight", function)
        self.samples = len(self.x)
        for name, array in (("y", self.y), ("sample_weight", self.weight)):
            if array is not None and len(array) != self.samples:
                rule = f"have one entry for each of the {self.samples} samples in x"
                raise ValueError(complaint(function, name, rule, array, "Check the shapes of the data."))
        self.batch_size = 32 if batch_size is None else as_count(batch_size, "batch_size", function)
        self.dtype = dtype
        # Small batches are read many at a time.
        self._at_once = self.batch_size * max(1, READ // max(1, self.batch_size * self.x[:1].nbytes))
        self._readers = [None if one is None else self._reader(one) for one in (self.x, self.y, self.weight)]

    def __len__(self) -> int:
        return math.ceil(self.samples / self.batch_size)

    def batches(self, shuffle: bool = False) -> Iterator[Batch]:
        """Yield all samples once, in order or shuffled; the last batch may be short."""
        shuffle = shuffle and self.samples > self.batch_size  # a single batch has no order
        order = generator(None, "seed", "fit").permutation(self.samples) if shuffle else None
        size, (x, y, weight) = self.batch_size, self._readers
        for start in range(0, self.samples, self._at_once):
            stop = start + self._at_once
            rows = slice(start, stop) if order is None else order[start:stop]
            x_rows, y_rows, weights = x(rows), y and y(rows), weight and weight(rows)
            for first in range(0, len(x_rows), size):
                batch = slice(first, first + size)
                yield x_rows[batch], y and y_rows[batch], weight and weights[batch]

    def _reader(self, source: np.ndarray) -> Callable[[slice | np.ndarray], np.ndarray]:
        """Return a function that gives rows of an array, contiguous and in the model's precision."""
        wanted = source.dtype if source is self.y and source.dtype.kind in "iu" else self.dtype
        fits, in_order = source.dtype == wanted, source.flags.c_contiguous
        size = min(self._at_once, self.samples)
        taken = np.empty((size, *source.shape[1:]), source.dtype)
        converted = None if fits else np.empty(taken.shape, wanted)

        def read(rows: slice | np.ndarray) -> np.ndarray:
            if type(rows) is slice or not in_order:  # `take` would copy all of such an array first
                part = source[rows]
            else:
                room = taken if len(rows) == size else taken[: len(rows)]
                part = source.take(rows, 0, room, "clip")  # "raise", the default, would copy once more
            if fits:
                return part if in_order else np.ascontiguousarray(part)
            room = converted[: len(part)]
            np.copyto(room, part, casting="unsafe")
            return room

        return read


def split_off(arrays: list[Any], share: float, function: str) -> tuple[list, list]:
    """Split the last `share` of the samples off, as views: what is left, and what was split off."""
    share = as_number(share, "validation_split", function)
    way_out = "Pass e.g. validation_split=0.2."
    if not 0 < share < 1:
        raise ValueError(complaint(function, "validation_split", "lie between 0 and 1", share, way_out))
    given = [None if array is None else as_data(array, "x", function) for array in arrays]
    samples = len(given[0])
    at = int(samples * (1 - share))
    if at in (0, samples):
        rule = f"leave at least one of the {samples} samples on each side"
        raise ValueError(complaint(function, "validation_split", rule, share, way_out))
    return (
        [None if array is None else array[:at] for array in given],
        [None if array is None else array[at:] for array in given],
    )
