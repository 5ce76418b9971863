"""Rescaling: bring inputs to another scale, such as pixels from 0…255 to 0…1."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from nnlab._validation import as_float_array, complaint
from nnlab.layers.base import Layer, Shape


class Rescaling(Layer):
    """Multiply by a factor and add an offset.

    y = x · scale + offset

    Parameters
    ----------
    scale : float or array_like
        Factor; an array is broadcast against the input, so that it may hold one factor a channel.
    offset : float or array_like, default 0.0
        What is added, likewise.
    **options
        `name`, `dtype` and `input_shape`, as for every `Layer`.

    Examples
    --------
    >>> Rescaling(1 / 255)(np.array([[0, 51, 255]], dtype=np.uint8)).round(3)
    array([[0. , 0.2, 1. ]], dtype=float32)
    """

    def __init__(self, scale: ArrayLike, offset: ArrayLike = 0.0, **options: Any):
        super().__init__(**options)
        self.scale, self.offset = scale, offset
        self._scale = as_float_array(scale, "scale", "Rescaling").astype(self.dtype)
        self._offset = as_float_array(offset, "offset", "Rescaling").astype(self.dtype)

    def compute_output_shape(self, input_shape: Shape) -> Shape:
        """Shape of the input, which `scale` and `offset` must fit."""
        for name, factor in (("scale", self._scale), ("offset", self._offset)):
            pairs = zip(reversed(input_shape), reversed(factor.shape), strict=False)
            if factor.ndim > len(input_shape) or any(b not in (1, a) and a is not None for a, b in pairs):
                rule = f"fit inputs of shape {tuple(input_shape)} from the last axis on"
                raise ValueError(complaint(self.name, name, rule, factor, "Pass one number a channel."))
        return tuple(input_shape)

    def forward(self, x: np.ndarray, training: bool = False) -> np.ndarray:  # noqa: ARG002
        """Compute x · scale + offset."""
        y = x * self._scale
        y += self._offset
        return y

    def backward(self, grad_output: np.ndarray, *, input_gradient: bool = True) -> np.ndarray:  # noqa: ARG002
        """Compute dL/dx = dL/dy · scale."""
        return grad_output * self._scale
