"""Flatten: each sample as one row of numbers."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from nnlab.layers._channels import as_data_format
from nnlab.layers.base import Layer, Shape


class Flatten(Layer):
    """Lay the axes of each sample end to end.

    ``(m, height, width, channels)`` → ``(m, height · width · channels)``

    Parameters
    ----------
    data_format : {"channels_last", "channels_first"}, optional
        With ``"channels_first"`` the first axis of a sample is moved to the end before, as in Keras.
    **options
        `name`, `dtype` and `input_shape`, as for every `Layer`.

    Notes
    -----
    A view, not a copy, wherever NumPy can give one. Single numbers, ``(m,)``, become ``(m, 1)``.

    Examples
    --------
    >>> Flatten()(np.zeros((32, 28, 28))).shape
    (32, 784)
    """

    def __init__(self, data_format: str | None = None, **options: Any):
        super().__init__(**options)
        self.data_format = as_data_format(data_format, "Flatten")

    def compute_output_shape(self, input_shape: Shape) -> Shape:
        """Turn (m, …) into (m, product of the others)."""
        sample = input_shape[1:]
        return (input_shape[0], None if None in sample else math.prod(sample))

    def forward(self, x: np.ndarray, training: bool = False) -> np.ndarray:
        """Give the samples as rows."""
        if self.data_format == "channels_first" and x.ndim > 2:
            x = np.moveaxis(x, 1, -1)
        if training:
            self._shape = x.shape
        return x.reshape(self.compute_output_shape(x.shape))

    def backward(self, grad_output: np.ndarray, *, input_gradient: bool = True) -> np.ndarray:  # noqa: ARG002
        """Give the gradient in the shape of the input."""
        grad_input = grad_output.reshape(self._shape)
        if self.data_format == "channels_first" and grad_input.ndim > 2:
            grad_input = np.moveaxis(grad_input, -1, 1)
        return grad_input
