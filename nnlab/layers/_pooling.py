"""What MaxPooling1D and MaxPooling2D share."""

from __future__ import annotations

from typing import Any, ClassVar

import numpy as np

from nnlab.layers._channels import as_data_format, from_last, shape_from_last, shape_to_last, to_last
from nnlab.layers._windows import Sizes, Windows, windows
from nnlab.layers._windows_arguments import as_padding, as_sizes, check_axes, output_sizes
from nnlab.layers.base import Layer, Shape


class MaxPooling(Layer):
    """Base class of the poolings: the largest value of each window, channel by channel.

    The gradient of an output goes to the input that it came from: the first one of the window, row by row,
    where several are equally large, as in TensorFlow.
    """

    rank: ClassVar[int]

    def __init__(
        self,
        pool_size: int | Sizes,
        strides: int | Sizes | None,
        padding: str,
        data_format: str | None,
        **options: Any,
    ):
        super().__init__(**options)
        name = type(self).__name__
        self.pool_size = as_sizes(pool_size, self.rank, "pool_size", name)
        self.strides = self.pool_size if strides is None else as_sizes(strides, self.rank, "strides", name)
        self.padding = as_padding(padding, name)
        self.data_format = as_data_format(data_format, name)

    def compute_output_shape(self, input_shape: Shape) -> Shape:
        """(m, …, channels) → (m, …, channels), with fewer places in between."""
        check_axes(input_shape, self.rank, self.data_format, self.name)
        shape = shape_to_last(input_shape, self.data_format)
        steps = (self.pool_size, self.strides, (1,) * self.rank, self.padding)
        shape = (shape[0], *output_sizes(shape, *steps, self.name), shape[-1])
        return shape_from_last(shape, self.data_format)

    def forward(self, x: np.ndarray, training: bool = False) -> np.ndarray:
        """Compute y = max over the cells of the window."""
        x = to_last(x, self.data_format)
        sizes, taps = self._windows(x.shape)
        shape = (len(x), *sizes, x.shape[-1])
        y = self.buffer("y", shape) if training else np.empty(shape, self.dtype)
        y.fill(-np.inf)
        for tap in taps:
            there = y[tap.output]
            np.maximum(there, x[tap.input], out=there)
        if training:
            self._x, self._y = x, y
        return from_last(y, self.data_format)

    def backward(self, grad_output: np.ndarray, *, input_gradient: bool = True) -> np.ndarray | None:
        """Give dL/dy to the input that was the largest; dL/dx is 0 elsewhere."""
        if not input_gradient:
            return None
        grad_output = to_last(grad_output, self.data_format)
        grad_x = self.buffer("grad_x", self._x.shape)
        grad_x.fill(0)
        waiting = self.buffer("waiting", grad_output.shape, bool)  # outputs whose input is not found yet
        waiting.fill(True)
        for tap in self._windows(grad_x.shape).taps:
            found = self._x[tap.input] == self._y[tap.output]
            found &= waiting[tap.output]
            waiting[tap.output] ^= found
            grad_x[tap.input] += grad_output[tap.output] * found
        return from_last(grad_x, self.data_format)

    def _windows(self, shape: Sizes) -> Windows:
        return windows(shape[1:-1], self.pool_size, self.strides, (1,) * self.rank, self.padding)
