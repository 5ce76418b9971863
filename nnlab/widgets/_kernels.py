"""Convolution in arrays: what a window makes of a signal or an image, and the kernels to choose from."""

from __future__ import annotations

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

_ROW = np.array([-1.0, 0.0, 1.0])


def convolve(x: np.ndarray, kernel: np.ndarray, bias: float = 0.0, stride: int = 1) -> np.ndarray:
    """Slide `kernel` over `x` and return the sum of products at each place, plus the bias.

    Parameters
    ----------
    x : ndarray, one or two axes
    kernel : ndarray, as many axes as `x`, none longer than that of `x`
    bias : float
    stride : int
        How far the window moves from one place to the next, along every axis.

    Returns
    -------
    ndarray
        One number for each place at which the window lies wholly on `x`.
    """
    windows = sliding_window_view(x, kernel.shape)[(slice(None, None, stride),) * x.ndim]
    return np.tensordot(windows, kernel, axes=kernel.ndim) + bias


def largest(x: np.ndarray, size: int) -> np.ndarray:
    """Return the largest value of each window of `size` by `size`; an incomplete border is dropped."""
    return sliding_window_view(x, (size, size))[::size, ::size].max(axis=(2, 3))


def signal_kernels(size: int) -> dict[str, list[float]]:
    """Return kernels of `size` weights, by what they do to a signal."""
    middle = size // 2
    copy = np.zeros(size)
    copy[middle] = 1
    slope = np.linspace(-1, 1, size) if size > 1 else np.ones(1)
    spike = np.full(size, -1 / max(size - 1, 1))
    spike[middle] = 1
    named = {"average": np.full(size, 1 / size), "slope": slope, "spike": spike, "copy": copy}
    return {name: [round(float(w), 2) for w in weights] for name, weights in named.items()}


def image_kernels() -> dict[str, list[list[float]]]:
    """Return 3 by 3 kernels, by what they do to an image."""
    outline = np.full((3, 3), -1.0)
    outline[1, 1] = 8
    copy = np.zeros((3, 3))
    copy[1, 1] = 1
    named = {
        "left to right": np.tile(_ROW, (3, 1)),
        "top to bottom": np.tile(_ROW[:, np.newaxis], (1, 3)),
        "outline": outline,
        "blur": np.full((3, 3), 0.11),
        "copy": copy,
    }
    return {name: weights.tolist() for name, weights in named.items()}
