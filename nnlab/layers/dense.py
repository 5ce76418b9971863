"""Dense: every unit looks at every input."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from nnlab import initializers
from nnlab._validation import as_count, complaint
from nnlab.layers._weights import Weight
from nnlab.layers.activated import ActivatedLayer
from nnlab.layers.base import Shape

NARROW = 32  # units


class Dense(ActivatedLayer):
    """A layer of `units` neurons, each with a weight for every input and a bias.

    y = g(x · kernel + bias)

    Parameters
    ----------
    units : int
        Number of neurons, which is the number of outputs.
    activation : str or callable, optional
        g, by its name or as a function; None is the identity.
    use_bias : bool, default True
        Whether there is a bias.
    kernel_initializer : str or callable, default "glorot_uniform"
        What the kernel starts from.
    bias_initializer : str or callable, default "zeros"
        What the bias starts from.
    **options
        `name`, `dtype`, `trainable` and `input_shape`, as for every `Layer`.

    Attributes
    ----------
    kernel : ndarray of shape (inputs, units)
        Column j holds the weights of neuron j. None until the layer is built.
    bias : ndarray of shape (units,), or None

    Notes
    -----
    Input ``(m, inputs)``, output ``(m, units)``; more axes in between count as more samples. Back from
    dL/dz, with z = x · kernel + bias::

        dL/dkernel = xᵀ · dL/dz      dL/dbias = Σ dL/dz over the samples      dL/dx = dL/dz · kernelᵀ

    Examples
    --------
    >>> layer = Dense(2, activation="relu")
    >>> layer.build((None, 2))
    >>> layer.set_weights([[[1.0, -2.0], [3.0, -4.0]], [5.0, -6.0]])
    >>> layer([[-1.0, 2.0]])
    array([[10.,  0.]], dtype=float32)
    """

    kernel = Weight()
    bias = Weight()

    def __init__(
        self,
        units: int,
        activation: str | Callable | None = None,
        use_bias: bool = True,
        kernel_initializer: str | Callable = "glorot_uniform",
        bias_initializer: str | Callable = "zeros",
        **options: Any,
    ):
        super().__init__(**options)
        self.units = as_count(units, "units", "Dense")
        self.activation = activation
        self.use_bias = bool(use_bias)
        self.kernel_initializer = initializers.get(kernel_initializer)
        self.bias_initializer = initializers.get(bias_initializer)

    def build(self, input_shape: Shape) -> None:
        """Make the kernel and the bias."""
        if len(input_shape) < 2 or input_shape[-1] is None:
            rule = "have at least two axes, the last of a known size"
            way_out = "Samples are rows: pass (m, n); one sample of n numbers is x[np.newaxis]."
            raise ValueError(complaint(self.name, "input_shape", rule, tuple(input_shape), way_out))
        shape = input_shape[-1], self.units
        # OpenBLAS multiplies small batches by a long and narrow kernel faster if its columns are contiguous.
        self._by_columns = shape[1] < NARROW <= shape[0] // 4
        self.add_weight("kernel", shape, self.kernel_initializer, order="F" if self._by_columns else "C")
        if self.use_bias:
            self.add_weight("bias", (self.units,), self.bias_initializer)
        super().build(input_shape)

    def compute_output_shape(self, input_shape: Shape) -> Shape:
        """Turn (…, inputs) into (…, units)."""
        if self.built and (len(input_shape) < 2 or input_shape[-1] != len(self.kernel)):
            rule = f"end in {len(self.kernel)}, the inputs that {self.name} was built for"
            way_out = "The layer is incompatible with this input; check the shape of the data."
            raise ValueError(complaint(self.name, "input_shape", rule, tuple(input_shape), way_out))
        return (*input_shape[:-1], self.units)

    def scores(self, x: np.ndarray, training: bool = False) -> np.ndarray:
        """Compute z = x · kernel + bias."""
        rows = x if x.ndim == 2 else x.reshape(-1, x.shape[-1])
        if training:
            self._rows = rows
            z = rows.dot(self.kernel, self.buffer("z", (len(rows), self.units)))
        else:
            z = rows.dot(self.kernel)
        if self.use_bias:
            # NumPy adds one number faster if it has no axis.
            np.add(z, self.bias if self.units > 1 else self.bias.reshape(()), z)
        return z if x.ndim == 2 else z.reshape(*x.shape[:-1], self.units)

    def scores_backward(self, grad_scores: np.ndarray, *, input_gradient: bool = True) -> np.ndarray | None:
        """Take the three products of the gradient dL/dz."""
        shape, rows = grad_scores.shape, self._rows
        grad_z = grad_scores if grad_scores.ndim == 2 else grad_scores.reshape(-1, self.units)
        if self._by_columns:
            grad_z.T.dot(rows, out=self.kernel_gradient.T)
        else:
            rows.T.dot(grad_z, out=self.kernel_gradient)
        if self.use_bias:
            self._ones(len(grad_z)).dot(grad_z, out=self.bias_gradient)
        if not input_gradient:
            return None
        grad_x = grad_z.dot(self.kernel.T, out=self.buffer("grad_x", rows.shape))
        return grad_x if len(shape) == 2 else grad_x.reshape(*shape[:-1], rows.shape[-1])

    def _ones(self, m: int) -> np.ndarray:
        """Return ones; their product with dL/dz is the sum over the samples, at the speed of a product."""
        ones = self._buffers.get("ones")
        if ones is None or len(ones) != m:
            ones = self._buffers["ones"] = np.ones(m, self.dtype)
        return ones
