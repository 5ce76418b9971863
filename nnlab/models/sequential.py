"""Sequential: a stack of layers, each fed with what the one before it gives."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from os import PathLike
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from nnlab._validation import as_float_array, complaint
from nnlab.exceptions import WrongType
from nnlab.layers.base import Layer, Shape
from nnlab.layers.input import InputLayer
from nnlab.models import _storage, _summary
from nnlab.models._stack import Stack, fits
from nnlab.models._training import Trainer


class Sequential(Trainer, Stack):
    """A stack of layers.

    y = fₙ(… f₂(f₁(x)))

    Parameters
    ----------
    layers : list of Layer, optional
        From the input to the output; an `Input` may come first. More can be added by `add`.
    trainable : bool, default True
        Whether training changes the weights.
    name : str, optional
        By default ``sequential``, ``sequential_1``, ….

    Attributes
    ----------
    layers : list of Layer
        Without the `Input`.
    optimizer, loss
        As set by `compile`.
    stop_training : bool
        A callback sets it to end `fit` after the epoch.

    Notes
    -----
    The weights are made when the shape of a sample is known: at once after an `Input`, else from the first
    data. While it is trained, all trainable weights are views into one flat array, and their gradients into
    another, so that an optimizer's step is a few operations on two arrays.

    Examples
    --------
    >>> from nnlab.layers import Dense, Input
    >>> model = Sequential([Input((2,)), Dense(3, activation="sigmoid"), Dense(1)])
    >>> model.count_params()
    13
    >>> model.predict(np.zeros((5, 2)), verbose=0).shape
    (5, 1)
    """

    def __init__(
        self, layers: Sequence[Layer] | None = None, trainable: bool = True, name: str | None = None
    ):
        super().__init__(name=name)
        self._layers: list[Layer] = []
        self._input: Shape | None = None
        self._start_training_state()
        if not isinstance(layers, Iterable | None):
            rule, way_out = "be a list of layers", "Pass e.g. [Dense(3), Dense(1)]."
            raise WrongType(complaint("Sequential", "layers", rule, layers, way_out))
        for layer in layers or ():
            self.add(layer)
        if not trainable:
            self.trainable = False

    # ------------------------------------------------------------------ computing

    def __call__(self, inputs: ArrayLike, training: bool = False) -> np.ndarray:
        """Compute the output for a batch of samples."""
        x = as_float_array(inputs, "inputs", self.name)
        x = self._build_for(x)
        with np.errstate(all="ignore"):  # what overflows shows in the result
            y = self.forward(x.astype(self.compute_dtype, copy=False), bool(training))
        # The result is the caller's own: neither a buffer nor a view of the inputs.
        return y.copy() if training or np.may_share_memory(y, x) else y

    call = __call__

    def forward(self, x: np.ndarray, training: bool = False) -> np.ndarray:
        """Run the layers, first to last."""
        for layer in self._layers:
            x = layer.forward(x, training)
        return x

    def backward(self, grad_output: np.ndarray, *, input_gradient: bool = True) -> np.ndarray | None:
        """Run their backward passes, last to first."""
        for layer in reversed(self._layers):
            needed = input_gradient or layer is not self._layers[0]
            grad_output = layer.backward(grad_output, input_gradient=needed)
        return grad_output

    def build(self, input_shape: Shape | None = None) -> None:
        """Make the weights of all layers, for inputs of this shape, batch size first."""
        super().build(input_shape)
        self._home_weights()

    def _build_for(self, x: np.ndarray) -> np.ndarray:
        """Build the model for data of this shape, or check that the data fits the built model.

        Returns the data: as in Keras, a last axis of size 1 that is missing is added, and one too many is
        taken away.
        """
        if not self._layers:
            raise ValueError(f"call: {self.name} has no layers. Use `add()` to add some.")
        if not self.built:
            self.build(x.shape)
            return x
        shape, known = x.shape, self._input
        if len(shape) == len(known) + 1 and shape[-1] == 1:
            x = x[..., 0]
        elif len(shape) == len(known) - 1 and known[-1] == 1:
            x = x[..., np.newaxis]
        if not fits(x.shape, known):
            rule = (
                f"have the shape (samples, {', '.join(map(str, known[1:]))}) that {self.name} was built for"
            )
            way_out = "One sample is x[np.newaxis]: the first axis counts the samples."
            raise ValueError(complaint(self.name, "inputs", rule, shape, way_out))
        return x

    # ------------------------------------------------------------------ weights

    @property
    def compute_dtype(self) -> np.dtype:
        """Precision of the layers; it is one for all."""
        dtypes = {layer.compute_dtype if isinstance(layer, Stack) else layer.dtype for layer in self._layers}
        if len(dtypes) > 1:
            names = ", ".join(sorted(dtype.name for dtype in dtypes))
            raise ValueError(f"{self.name}: all layers must have one dtype, not {names}.")
        return dtypes.pop() if dtypes else self.dtype

    @property
    def trainable(self) -> bool:
        """Whether training changes the weights; setting it sets it for all layers."""
        return self._trainable

    @trainable.setter
    def trainable(self, value: bool) -> None:
        self._trainable = bool(value)
        for layer in getattr(self, "_layers", ()):
            layer.trainable = self._trainable

    @property
    def weights(self) -> list[np.ndarray]:
        """The weights of all layers, layer by layer: the arrays themselves."""
        return [weight for layer in self._layers for weight in layer.weights]

    @property
    def trainable_weights(self) -> list[np.ndarray]:
        """Those that training changes."""
        return [weight for layer in self._layers for weight in layer.trainable_weights]

    @property
    def non_trainable_weights(self) -> list[np.ndarray]:
        """Those that it does not."""
        return [weight for layer in self._layers for weight in layer.non_trainable_weights]

    @property
    def gradients(self) -> list[np.ndarray]:
        """Gradients of the `trainable_weights`, as the last backward pass wrote them."""
        return [gradient for layer in self._layers for gradient in layer.gradients]

    @property
    def weight_names(self) -> list[str]:
        """Such as ``0.kernel``: the layer's place, since its own name counts the layers ever made."""
        return [f"{place}.{name}" for place, layer in enumerate(self._layers) for name in layer.weight_names]

    @property
    def homed_weights(self) -> list[np.ndarray]:
        """Weights that `live_in` moves: those made to be trained, also while they are not."""
        return [weight for layer in self._layers for weight in layer.homed_weights]

    def live_in(self, parameters: np.ndarray, gradients: np.ndarray) -> None:
        """Move the `homed_weights` and their gradients into two flat arrays, keeping the values."""
        start = 0
        for layer in self._layers:
            stop = start + layer.home_size
            layer.live_in(parameters[start:stop], gradients[start:stop])
            start = stop

    def __setstate__(self, state: dict[str, Any]) -> None:
        """Bring the weights of a copy, each of which was copied by itself, together again."""
        self.__dict__ |= state
        if self._flat is not None:
            self._home_weights()

    def save_weights(self, filepath: str | PathLike[str], overwrite: bool = True) -> None:
        """Write the weights to an ``.npz`` file, which holds numbers only: no pickle, no code."""
        _storage.save_weights(self, filepath, overwrite)

    def load_weights(self, filepath: str | PathLike[str]) -> None:
        """Read the weights that `save_weights` of a model with the same layers wrote."""
        _storage.load_weights(self, filepath)

    # ------------------------------------------------------------------ words

    def summary(
        self,
        line_length: int | None = None,
        positions: None = None,
        print_fn: Callable | None = None,
        **options: Any,
    ) -> None:
        """Print a table of the layers, their output shapes and numbers of weights."""
        self._refuse({"positions": positions} | {name: value or None for name, value in options.items()})
        (print_fn or _summary.show)(_summary.table(self, line_length))

    def get_config(self) -> dict[str, Any]:
        """Name and layers, for `from_config`."""
        layers = [(type(layer), layer.get_config()) for layer in self._layers]
        if self._input is not None:
            layers.insert(0, (InputLayer, {"batch_shape": self._input}))
        return {"name": self.name, "layers": layers}

    @classmethod
    def from_config(cls, config: dict[str, Any]) -> Sequential:
        """Make a model from what `get_config` gave, with weights of its own."""
        return cls([kind.from_config(own) for kind, own in config["layers"]], name=config["name"])

    def __repr__(self) -> str:
        return f"Sequential([{', '.join(map(repr, self._layers))}], name={self.name!r})"
