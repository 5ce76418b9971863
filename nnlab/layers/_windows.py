"""Where the windows of a convolution or a pooling lie on their input.

A window of `kernel` cells, `dilation` apart, moves over the input in steps of `stride`. With padding "valid"
it stays inside. With "same" it starts at every stride-th cell, and hangs over the border as far as needed, by
half on each side (the larger half at the end); with "causal" it hangs over the beginning only, so that no
output sees a later input. Cells beyond the border are zeros to a convolution and nothing to a pooling.

Everything is computed a *tap* at a time: the one cell of every window that lies at the same place in it. A
tap is a strided slice of the input and, beside it, the slice of the output whose windows have that cell
inside the border. So nothing is copied into a padded array, and a 3 by 3 window takes nine array operations,
however many samples, positions and channels there are.
"""

from __future__ import annotations

import functools
import itertools
from typing import NamedTuple

Sizes = tuple[int, ...]


class Tap(NamedTuple):
    """One cell of the windows: its place in them, and the slices of output and input that it stands for."""

    cell: tuple[int, ...]
    output: tuple[slice, ...]
    input: tuple[slice, ...]


class Windows(NamedTuple):
    """The windows on an input of one size: how many there are along each axis, and their cells."""

    sizes: Sizes
    taps: tuple[Tap, ...]


@functools.lru_cache(maxsize=64)
def windows(sizes: Sizes, kernel: Sizes, strides: Sizes, dilation: Sizes, padding: str) -> Windows:
    """Lay windows on an input of the given sizes, batch and channels not counted."""
    out, axes = [], []
    for size, cells, stride, apart in zip(sizes, kernel, strides, dilation, strict=True):
        span = (cells - 1) * apart + 1
        count = output_size(size, cells, stride, apart, padding)
        beyond = max((count - 1) * stride + span - size, 0)
        before = {"valid": 0, "same": beyond // 2, "causal": span - 1}[padding]
        out.append(count)
        axes.append([(k, *_slices(k * apart - before, stride, size, count)) for k in range(cells)])
    # Every slice starts with all samples; the channels, last, need none.
    taps = []
    for parts in itertools.product(*axes):
        cell, outputs, inputs = zip(*parts, strict=True)
        taps.append(Tap(cell, (slice(None), *outputs), (slice(None), *inputs)))
    return Windows(tuple(out), tuple(taps))


def output_size(size: int, cells: int, stride: int, apart: int, padding: str) -> int:
    """Return how many windows an axis has."""
    if padding == "valid":
        return (size - (cells - 1) * apart - 1) // stride + 1
    return -(-size // stride)


def _slices(start: int, stride: int, size: int, count: int) -> tuple[slice, slice]:
    """Slices of output and input for a cell that is at `start + i · stride` in the i-th window."""
    first = max(-(start // stride), 0)  # the first i that has it inside the border
    stop = min((size - 1 - start) // stride, count - 1) + 1
    if stop <= first:
        return slice(0, 0), slice(0, 0)
    return slice(first, stop), slice(start + first * stride, start + (stop - 1) * stride + 1, stride)
