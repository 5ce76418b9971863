"""What every layer is: weights, a forward pass, a backward pass.

A layer of your own says three things, each in a method that replaces one below:

    build(input_shape)          make the weights with `add_weight`, then call ``super().build(input_shape)``
    forward(x, training)        the output; when training, keep what the backward pass needs
    backward(grad_output)       write the weights' gradients, return the gradient of the input

and, if the output has another shape than the input, `compute_output_shape`. Shapes given to `build` and
`compute_output_shape` start with the batch size, None where it is not known, as in Keras.
"""

from __future__ import annotations

import inspect
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, DTypeLike

from nnlab._config import Configured, unique_name
from nnlab._validation import as_count, as_float_array, as_float_dtype, complaint
from nnlab.exceptions import WrongType
from nnlab.layers._weighted import Shape, Weighted


class Layer(Weighted, Configured):
    """Base class of all layers.

    Parameters
    ----------
    name : str, optional
        By default made from the class: ``dense``, ``dense_1``, ….
    dtype : str or dtype, optional
        Precision of the weights, of the computation and of the output; inputs are converted to it. By default
        float32.
    trainable : bool, default True
        Whether training changes the weights.
    input_shape : tuple of int, optional
        Shape of one sample; on the first layer of a model it does what an `Input` before it would do.
    input_dim : int, optional
        The same for samples of one axis: short for ``input_shape=(input_dim,)``.

    Attributes
    ----------
    weights, trainable_weights, non_trainable_weights : list of ndarray
        The arrays themselves, in Keras's order, not copies: writing into one changes the layer.
    gradients : list of ndarray
        Beside `trainable_weights`: the gradients that the last backward pass wrote.
    built : bool
        Whether the layer has its weights.
    """

    def __init__(
        self,
        *,
        name: str | None = None,
        dtype: DTypeLike = None,
        trainable: bool = True,
        input_shape: Sequence[int | None] | None = None,
        input_dim: int | None = None,
        **unsupported: Any,
    ):
        self._refuse(unsupported)
        self.name = unique_name(type(self).__name__) if name is None else str(name)
        self.dtype = as_float_dtype(dtype, "dtype", type(self).__name__) or np.dtype("float32")
        self.trainable = bool(trainable)
        if input_dim is not None:
            input_shape = (as_count(input_dim, "input_dim", type(self).__name__),)
        self.sample_shape = None if input_shape is None else as_shape(input_shape, type(self).__name__)
        self._start_without_weights()
        self._buffers: dict[str, np.ndarray] = {}
        self.built = type(self).build is Layer.build  # nothing to build

    def build(self, input_shape: Shape) -> None:  # noqa: ARG002 - what it is given is for the subclasses
        """Make the weights for inputs of this shape."""
        self.built = True

    def forward(self, x: np.ndarray, training: bool = False) -> np.ndarray:
        """Compute the output of a batch that has the layer's dtype.

        When training, the result may live in a buffer that the next training pass overwrites, and `x` must
        not be changed before the backward pass.
        """
        raise NotImplementedError(f"{type(self).__name__} has no forward pass")

    def backward(self, grad_output: np.ndarray, *, input_gradient: bool = True) -> np.ndarray | None:
        """Take the gradient of the loss from the output of the last training pass to its input.

        Overwrites `gradients`; leaves `grad_output` alone. With ``input_gradient=False``, which a model says
        to its first layer, the input's gradient may be left out (None).
        """
        raise NotImplementedError(f"{type(self).__name__} has no backward pass")

    def compute_output_shape(self, input_shape: Shape) -> Shape:
        """Shape of the output for inputs of this shape, batch size first."""
        return tuple(input_shape)

    def __call__(self, inputs: ArrayLike, training: bool = False) -> np.ndarray:
        """Check and convert the inputs, build the layer if need be, and run the forward pass."""
        x = as_float_array(inputs, "inputs", self.name).astype(self.dtype, copy=False)
        if not self.built:
            self.build(x.shape)
        self.compute_output_shape(x.shape)  # complains about a shape that does not fit
        with np.errstate(all="ignore"):  # what overflows shows in the result
            y = self.forward(x, bool(training))
        # The result is the caller's own: neither a buffer nor a view of the inputs.
        return y.copy() if training or np.may_share_memory(y, x) else y

    call = __call__  # Keras's name for what a layer computes

    def get_config(self) -> dict[str, Any]:
        """Arguments that make another layer like this one, without its weights."""
        config = {name: _plain(value) for name, value in super().get_config().items()}
        return config | {"name": self.name, "dtype": self.dtype.name, "trainable": self.trainable}

    def __repr__(self) -> str:
        defaults = inspect.signature(type(self)).parameters
        options = {"dtype": "float32", "trainable": True}
        shown = [
            f"{name}={value!r}"
            for name, value in self.get_config().items()
            if repr(value) != repr(_plain(defaults[name].default if name in defaults else options.get(name)))
        ]
        return f"{type(self).__name__}({', '.join(shown)})"

    def _refuse(self, unsupported: dict[str, Any]) -> None:
        """Complain about arguments that Keras has and nnlab does not; one that is off (None) does no harm."""
        for name, value in unsupported.items():
            if value is not None:
                rule, way_out = "be left out: nnlab does not have it", "Remove it, or use Keras for this."
                raise WrongType(complaint(type(self).__name__, name, rule, value, way_out))

    def buffer(self, name: str, shape: tuple[int, ...], dtype: DTypeLike = None) -> np.ndarray:
        """Return an uninitialized array that is kept, so that the next batch of this shape gets it again."""
        kept = self._buffers.get(name)
        if kept is None or kept.shape != shape:
            kept = self._buffers[name] = np.empty(shape, self.dtype if dtype is None else dtype)
        return kept


def as_shape(shape: object, function: str, name: str = "input_shape") -> Shape:
    """Return a shape as a tuple of Python ints, with None for what is not known."""
    if isinstance(shape, str) or not isinstance(shape, Sequence):
        rule = "be a tuple of whole numbers or None"
        raise WrongType(complaint(function, name, rule, shape, f"Pass e.g. {name}=(784,)."))
    return tuple(None if size is None else as_count(size, name, function) for size in shape)


def _plain(value: Any) -> Any:
    """Return the name of a function in its place; it reads well, and the constructor takes it."""
    return value.__name__ if inspect.isfunction(value) else value
