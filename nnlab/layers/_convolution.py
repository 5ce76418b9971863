"""What Conv1D and Conv2D share: filters that look at one window of the input after the other."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any, ClassVar

import numpy as np

from nnlab import initializers
from nnlab._validation import as_count
from nnlab.layers._channels import as_data_format, from_last, shape_from_last, shape_to_last, to_last
from nnlab.layers._groups import Group
from nnlab.layers._weights import Weight
from nnlab.layers._windows import Sizes, Windows, windows
from nnlab.layers._windows_arguments import (
    as_dilation,
    as_groups,
    as_padding,
    as_sizes,
    check_axes,
    check_channels,
    output_sizes,
)
from nnlab.layers.activated import ActivatedLayer
from nnlab.layers.base import Shape

# Windows are laid out for a part of the samples at a time, 4 MB of them in float32, and used while they are
# in the processor's cache. Only training keeps them all.
_VALUES_AT_A_TIME = 2**20


class Convolution(ActivatedLayer):
    """Base class of the convolutions.

    The windows are laid out as the rows of a matrix, the columns of which are the cells of a window. One
    matrix product with the kernel then computes every filter on every window of every sample::

        z = windows · kernel + bias          (m · positions, cells · channels) · (cells · channels, filters)

    and back from dL/dz::

        dL/dkernel = windowsᵀ · dL/dz        dL/dbias = Σ dL/dz over samples and positions
        dL/dx = Σ over the cells: dL/dz · kernel[cell]ᵀ, added to where the cell was taken from

    With several groups, all of this is done for each group's channels and filters, as for a layer of its own.
    """

    kernel = Weight()
    bias = Weight()
    rank: ClassVar[int]
    paddings: ClassVar[tuple[str, ...]] = ()

    def __init__(
        self,
        filters: int,
        kernel_size: int | Sizes,
        strides: int | Sizes,
        padding: str,
        data_format: str | None,
        dilation_rate: int | Sizes,
        groups: int,
        activation: str | Callable | None,
        use_bias: bool,
        kernel_initializer: str | Callable,
        bias_initializer: str | Callable,
        **options: Any,
    ):
        super().__init__(**options)
        name = type(self).__name__
        self.filters = as_count(filters, "filters", name)
        self.kernel_size = as_sizes(kernel_size, self.rank, "kernel_size", name)
        self.strides = as_sizes(strides, self.rank, "strides", name)
        self.padding = as_padding(padding, name, *self.paddings)
        self.data_format = as_data_format(data_format, name)
        self.dilation_rate = as_dilation(dilation_rate, self.strides, name)
        self.groups = as_groups(groups, self.filters, name)
        self.activation = activation
        self.use_bias = bool(use_bias)
        self.kernel_initializer = initializers.get(kernel_initializer)
        self.bias_initializer = initializers.get(bias_initializer)
        self._layouts: dict[str, Shape] = {}

    def build(self, input_shape: Shape) -> None:
        """Make the kernel and the bias."""
        self.compute_output_shape(input_shape)
        channels = shape_to_last(input_shape, self.data_format)[-1]
        shape = (*self.kernel_size, channels // self.groups, self.filters)
        self.add_weight("kernel", shape, self.kernel_initializer)
        if self.use_bias:
            self.add_weight("bias", (self.filters,), self.bias_initializer)
        self._groups = Group.divide(channels, self.filters, self.groups)
        super().build(input_shape)

    def compute_output_shape(self, input_shape: Shape) -> Shape:
        """(m, …, channels) → (m, …, filters), where … are the sizes of the axes in between."""
        check_axes(input_shape, self.rank, self.data_format, self.name)
        shape = shape_to_last(input_shape, self.data_format)
        known = self.kernel.shape[-2] * self.groups if self.built else None
        check_channels(input_shape, shape[-1], self.groups, known, self.name)
        steps = (self.kernel_size, self.strides, self.dilation_rate, self.padding)
        shape = (shape[0], *output_sizes(shape, *steps, self.name), self.filters)
        return shape_from_last(shape, self.data_format)

    def scores(self, x: np.ndarray, training: bool = False) -> np.ndarray:
        """Compute z = windows · kernel + bias."""
        x = to_last(x, self.data_format)
        sizes, taps = self._windows(x.shape)
        window, shape = (math.prod(self.kernel_size), x.shape[-1]), (len(x), *sizes, self.filters)
        step = max(1, _VALUES_AT_A_TIME // (math.prod(sizes) * math.prod(window)))
        kernel = self.kernel.reshape(-1, self.filters)
        z = self.buffer("z", shape) if training else np.empty(shape, self.dtype)
        many = ("all windows", len(x)) if training else ("some windows", min(step, len(x)))
        cells = self._cells(*many, sizes, x.shape[1:])
        for start in range(0, len(x), step):
            part = slice(start, start + step)
            laid = cells[part] if training else cells[: len(x) - start]  # training needs all of them again
            for tap in taps:
                laid[(..., *tap.cell, slice(None))][tap.output] = x[part][tap.input]
            for group in self._groups:
                group.scores(laid.reshape(-1, *window), kernel, z[part].reshape(-1, self.filters))
        if self.use_bias:
            np.add(z, self.bias, out=z)
        if training:
            self._input_shape, self._rows = x.shape, cells.reshape(-1, *window)
        return from_last(z, self.data_format)

    def scores_backward(self, grad_scores: np.ndarray, *, input_gradient: bool = True) -> np.ndarray | None:
        """Take the three products of the gradient dL/dz."""
        grad_scores = to_last(grad_scores, self.data_format)
        grad_z = grad_scores.reshape(-1, self.filters)
        for group in self._groups:
            group.kernel_gradient(self._rows, grad_z, self.kernel_gradient.reshape(-1, self.filters))
        if self.use_bias:
            # A product with ones sums along the first axis several times faster than np.sum does.
            np.dot(np.ones(len(grad_z), self.dtype), grad_z, out=self.bias_gradient)
        if not input_gradient:
            return None
        grad_x = self.buffer("grad_x", self._input_shape)
        grad_x.fill(0)
        part = self.buffer("part", (*grad_scores.shape[:-1], grad_x.shape[-1]))
        grad_cells = part.reshape(-1, grad_x.shape[-1])
        for tap in self._windows(grad_x.shape).taps:
            for group in self._groups:
                group.cell_gradient(grad_z, self.kernel[tap.cell], grad_cells)
            grad_x[tap.input] += part[tap.output]
        return from_last(grad_x, self.data_format)

    def _windows(self, shape: Sizes) -> Windows:
        return windows(shape[1:-1], self.kernel_size, self.strides, self.dilation_rate, self.padding)

    def _cells(self, name: str, samples: int, sizes: Sizes, sample_shape: Sizes) -> np.ndarray:
        """Room for the windows of so many samples, kept for the next batch; zeros beyond the border."""
        layout = (samples, *sample_shape)
        cells = self.buffer(name, (samples, *sizes, *self.kernel_size, sample_shape[-1]))
        if self._layouts.get(name) != layout:
            cells.fill(0)
            self._layouts[name] = layout
        return cells
