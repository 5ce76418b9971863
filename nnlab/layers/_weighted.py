"""The part of a layer that holds its weights, and their gradients."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

import numpy as np
from numpy.typing import ArrayLike

from nnlab import initializers
from nnlab._validation import complaint
from nnlab.layers._weights import Weight, WeightArray, checked, order_of

Shape = tuple[int | None, ...]


class Weighted:
    """Base of `Layer`: makes weights by name, lists them in Keras's order, reads, writes and moves them."""

    name: str
    dtype: np.dtype
    trainable: bool

    def _start_without_weights(self) -> None:
        self._trainable_names: list[str] = []
        self._non_trainable_names: list[str] = []
        for cls in type(self).__mro__:  # a weight that is not made yet, or never, is None
            self.__dict__ |= {name: None for name, one in vars(cls).items() if isinstance(one, Weight)}

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
        self.__dict__[name] = values.view(WeightArray)
        if trainable:
            self._trainable_names.append(name)
            self.__dict__[f"{name}_gradient"] = np.zeros_like(values)
        else:
            self._non_trainable_names.append(name)
        return self.__dict__[name]

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
    def variables(self) -> list[np.ndarray]:
        """The `weights`, by Keras's other name for them."""
        return self.weights

    @property
    def trainable_variables(self) -> list[np.ndarray]:
        """The `trainable_weights`."""
        return self.trainable_weights

    @property
    def non_trainable_variables(self) -> list[np.ndarray]:
        """The `non_trainable_weights`."""
        return self.non_trainable_weights

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
        return [np.array(weight) for weight in self.weights]

    def set_weights(self, weights: Sequence[ArrayLike]) -> None:
        """Copy values into the weights; those of a Keras layer fit as they are."""
        places, weights = self.weights, list(weights) if isinstance(weights, Iterable) else weights
        if not isinstance(weights, list) or len(weights) != len(places):
            rule = f"hold {len(places)} arrays, one for each weight of {self.name}"
            way_out = "Pass what get_weights() of such a layer gives."
            raise ValueError(complaint("set_weights", "weights", rule, weights, way_out))
        pairs = zip(weights, places, strict=True)
        fitting = [checked(values, place, "weights", self.name) for values, place in pairs]
        for place, values in zip(places, fitting, strict=True):
            place[...] = values

    def live_in(self, parameters: np.ndarray, gradients: np.ndarray) -> None:
        """Move the `homed_weights` and their gradients into two flat arrays, keeping the values."""
        start = 0
        for name in self._trainable_names:
            weight, gradient = self.__dict__[name], self.__dict__[f"{name}_gradient"]
            stop = start + weight.size
            self.__dict__[name] = WeightArray.within(parameters, start, weight)
            self.__dict__[f"{name}_gradient"] = gradients[start:stop].reshape(
                gradient.shape, order=order_of(gradient)
            )
            self.__dict__[f"{name}_gradient"][...] = gradient
            start = stop
