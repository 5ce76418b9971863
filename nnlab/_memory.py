"""Arrays that begin where a line of the processor's cache begins: passes over them are faster for it."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import DTypeLike

LINE = 64  # bytes


def aligned_zeros(shape: int | tuple[int, ...], dtype: DTypeLike) -> np.ndarray:
    """Return what `numpy.zeros` returns, at such a place; NumPy itself begins arrays at multiples of 16."""
    dtype = np.dtype(dtype)
    size = math.prod(shape) if isinstance(shape, tuple) else shape
    room = bytearray(size * dtype.itemsize + LINE)
    start = -np.frombuffer(room, np.uint8).ctypes.data % LINE
    return np.ndarray(shape, dtype, room, start)
