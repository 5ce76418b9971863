"""Input: what says how large one sample is, before there is any data."""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import DTypeLike

from nnlab._validation import as_count, complaint
from nnlab.layers.base import Layer, Shape, as_shape


class InputLayer(Layer):
    """The place where samples enter a model; made by `Input`.

    Parameters
    ----------
    shape, batch_size, dtype, sparse, ragged, batch_shape, input_tensor, optional, name : optional
        As in `Input`.
    input_shape : tuple of int, optional
        Keras's old name of `shape`.
    """

    sparse = ragged = False

    def __init__(
        self,
        shape: Sequence[int | None] | None = None,
        batch_size: int | None = None,
        dtype: DTypeLike = None,
        sparse: bool | None = None,
        ragged: bool | None = None,
        batch_shape: Sequence[int | None] | None = None,
        input_tensor: Any = None,
        optional: bool = False,
        name: str | None = None,
        input_shape: Sequence[int | None] | None = None,
    ):
        if input_shape is not None:
            warnings.warn("Argument `input_shape` is deprecated. Use `shape` instead.", stacklevel=2)
            shape = input_shape
        off = {"sparse": sparse or None, "ragged": ragged or None, "optional": optional or None}
        super().__init__(name=name, dtype=dtype, input_tensor=input_tensor, **off)
        way_out = "Pass shape=(2,) for samples of two numbers."
        if batch_shape is not None and (shape is not None or batch_size is not None):
            other = "batch_size" if shape is None else "shape"
            rule = f"stand alone: you cannot pass both `{other}` and `batch_shape`"
            raise ValueError(complaint("Input", "batch_shape", rule, batch_shape, way_out))
        if shape is None and batch_shape is None:
            raise ValueError(complaint("Input", "shape", "be given: pass a `shape` argument", shape, way_out))
        if batch_shape is None:
            batch_size = None if batch_size is None else as_count(batch_size, "batch_size", "Input")
            self.batch_shape = (batch_size, *as_shape(shape, "Input", "shape"))
        else:
            self.batch_shape = as_shape(batch_shape, "Input", "batch_shape")
        self.sample_shape = self.batch_shape[1:]

    @property
    def shape(self) -> Shape:
        """Batch size and shape of a sample."""
        return self.batch_shape

    def get_config(self) -> dict[str, Any]:
        """Arguments that make another object like this one."""
        return {"batch_shape": self.batch_shape, "dtype": self.dtype.name, "name": self.name}

    def __repr__(self) -> str:
        return f"Input(batch_shape={self.batch_shape}, name={self.name!r})"

    def forward(self, x: np.ndarray, training: bool = False) -> np.ndarray:  # noqa: ARG002
        """Give the samples on, unchanged."""
        return x

    def backward(self, grad_output: np.ndarray, *, input_gradient: bool = True) -> np.ndarray:  # noqa: ARG002
        """Give the gradient on, unchanged."""
        return grad_output


def Input(
    shape: Sequence[int | None] | None = None,
    batch_size: int | None = None,
    dtype: DTypeLike = None,
    sparse: bool | None = None,
    ragged: bool | None = None,
    batch_shape: Sequence[int | None] | None = None,
    name: str | None = None,
    tensor: Any = None,
    optional: bool = False,
) -> InputLayer:
    """Say the shape of one sample, as the first entry of a `Sequential`; its weights are then made at once.

    Parameters
    ----------
    shape : tuple of int, optional
        Shape of one sample, without the batch size; None where a size is open.
    batch_size : int, optional
        Noted; batches of another size are taken all the same.
    dtype : str or dtype, optional
        Noted; each layer converts to its own dtype.
    sparse, ragged : bool, optional
        Must be off: nnlab has dense arrays only.
    batch_shape : tuple of int, optional
        ``(batch_size, *shape)``, in the place of both.
    name : str, optional
        By default ``input_layer``.
    tensor : None, optional
        Must be None: nnlab has no symbolic tensors.
    optional : bool, default False
        Must be False.

    Returns
    -------
    InputLayer
        For the list of a `Sequential`. Keras returns a symbolic tensor, of which it makes this layer.

    Examples
    --------
    >>> Input(shape=(2,), batch_size=32, name="roasts")
    Input(batch_shape=(32, 2), name='roasts')
    """
    return InputLayer(shape, batch_size, dtype, sparse, ragged, batch_shape, tensor, optional, name)
