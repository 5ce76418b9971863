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
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, DTypeLike

from nnlab import initializers
from nnlab._config import Configured, unique_name
from nnlab._validation import as_count, as_float_array, as_float_dtype, complaint

Shape = tuple[int | None, ...]


class Weight:
    """Guards an attribute that holds a weight: assigning to it copies the values into the array it has.

    The array itself must stay where it is, because the model and its optimizer hold it too. Reading the
    attribute costs nothing extra: without a ``__get__``, Python takes it from the layer's ``__dict__``.
    """

    def __set_name__(self, owner: type, name: str):
        self.name = name

    def __set__(self, layer: Layer, values: ArrayLike) -> None:
        place = layer.__dict__.get(self.name)
        if place is None:
            raise AttributeError(f"{layer.name} has no {self.name} to assign to: build the layer first")
        place[...] = layer._checked(values, place, self.name)


class Layer(Configured):
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
        self._trainable_names: list[str] = []
        self._non_trainable_names: list[str] = []
        self._buffers: dict[str, np.ndarray] = {}
        for cls in type(self).__mro__:  # a weight that is not made yet, or never, is None
            self.__dict__ |= {name: None for name, one in vars(cls).items() if isinstance(one, Weight)}
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
                raise TypeError(complaint(type(self).__name__, name, rule, value, way_out))

    # ------------------------------------------------------------------ weights

    def add_weight(
        self,
        name: str,
        shape: Shape,
        initializer: Callable | None,
        trainable: bool = True,
        *,
        order: str = "C",
    ) -> np.ndarray:
        """Make a weight, ``self.<name>``, and for a trainable one its gradient, ``self.<name>_gradient``.

        Without an initializer, it starts as `initializers.GlorotUniform` says. With order="F", both lie in
        memory column by column.
        """
        if name in self.weight_names:
            rule = f"be new: {self.name} has been built, and has this weight"
            raise ValueError(complaint("add_weight", "name", rule, name, "Make another layer."))
        initializer = initializers.get("glorot_uniform") if initializer is None else initializer
        values = np.array(initializer(shape, dtype=self.dtype), dtype=self.dtype, order=order)
        self.__dict__[name] = values
        if trainable:
            self._trainable_names.append(name)
            self.__dict__[f"{name}_gradient"] = np.zeros_like(values)
        else:
            self._non_trainable_names.append(name)
        return values

    @property
    def trainable_weights(self) -> list[np.ndarray]:
        """Weights that training changes."""
        return [self.__dict__[name] for name in self._trainable_names] if self.trainable else []

    @property
    def non_trainable_weights(self) -> list[np.ndarray]:
        """Weights that it does not change."""
        frozen = [] if self.trainable else self._trainable_names
        return [self.__dict__[name] for name in [*frozen, *self._non_trainable_names]]

    @property
    def weights(self) -> list[np.ndarray]:
        """All weights: those made to be trained first, as in Keras."""
        return [self.__dict__[name] for name in self.weight_names]

    @property
    def gradients(self) -> list[np.ndarray]:
        """Gradients of the `trainable_weights`, as the last backward pass wrote them."""
        return [self.__dict__[f"{name}_gradient"] for name in self._trainable_names] if self.trainable else []

    @property
    def homed_weights(self) -> list[np.ndarray]:
        """Weights that `live_in` moves: those made to be trained, also while they are not."""
        return [self.__dict__[name] for name in self._trainable_names]

    @property
    def home_size(self) -> int:
        """How many numbers they are."""
        return sum(weight.size for weight in self.homed_weights)

    @property
    def weight_names(self) -> list[str]:
        """Names of the `weights`, such as ``kernel`` and ``bias``."""
        return [*self._trainable_names, *self._non_trainable_names]

    def count_params(self) -> int:
        """Number of weights, counted one by one."""
        return sum(weight.size for weight in self.weights)

    def get_weights(self) -> list[np.ndarray]:
        """Copies of the weights, in Keras's order."""
        return [weight.copy() for weight in self.weights]

    def set_weights(self, weights: Sequence[ArrayLike]) -> None:
        """Copy values into the weights; those of a Keras layer fit as they are."""
        places, weights = self.weights, list(weights)
        if len(weights) != len(places):
            rule = f"hold {len(places)} arrays, one for each weight of {self.name}"
            way_out = "Pass what get_weights() of such a layer gives."
            raise ValueError(complaint("set_weights", "weights", rule, weights, way_out))
        checked = [
            self._checked(values, place, "weights") for values, place in zip(weights, places, strict=True)
        ]
        for place, values in zip(places, checked, strict=True):
            place[...] = values

    def live_in(self, parameters: np.ndarray, gradients: np.ndarray) -> None:
        """Move the `homed_weights` and their gradients into two flat arrays, keeping the values."""
        start = 0
        for name in self._trainable_names:
            for key, home in ((name, parameters), (f"{name}_gradient", gradients)):
                old = self.__dict__[key]
                self.__dict__[key] = home[start : start + old.size].reshape(old.shape, order=order_of(old))
                self.__dict__[key][...] = old
            start += old.size

    def buffer(self, name: str, shape: tuple[int, ...], dtype: DTypeLike = None) -> np.ndarray:
        """Return an uninitialized array that is kept, so that the next batch of this shape gets it again."""
        kept = self._buffers.get(name)
        if kept is None or kept.shape != shape:
            kept = self._buffers[name] = np.empty(shape, self.dtype if dtype is None else dtype)
        return kept

    def _checked(self, values: ArrayLike, place: np.ndarray, argument: str) -> np.ndarray:
        values = as_float_array(values, argument, self.name)
        if values.shape != place.shape:
            rule = f"have the shape {place.shape} of the weight it is for"
            raise ValueError(complaint(self.name, argument, rule, values, "Check the order of the weights."))
        return values


def order_of(array: np.ndarray) -> str:
    """Return "F" for an array that lies in memory column by column, else "C"."""
    return "F" if array.flags.fnc else "C"


def as_shape(shape: object, function: str, name: str = "input_shape") -> Shape:
    """Return a shape as a tuple of Python ints, with None for what is not known."""
    if isinstance(shape, str) or not isinstance(shape, Sequence):
        rule = "be a tuple of whole numbers or None"
        raise TypeError(complaint(function, name, rule, shape, f"Pass e.g. {name}=(784,)."))
    return tuple(None if size is None else as_count(size, name, function) for size in shape)


def _plain(value: Any) -> Any:
    """Return the name of a function in its place; it reads well, and the constructor takes it."""
    return value.__name__ if inspect.isfunction(value) else value
