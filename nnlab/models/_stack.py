"""The layers of a model, one on the other, and the shapes between them."""

from __future__ import annotations

from collections.abc import Sequence

from nnlab._validation import as_count, complaint
from nnlab.exceptions import WrongType
from nnlab.layers.base import Layer, Shape
from nnlab.layers.input import InputLayer


class Stack(Layer):
    """The part of `Sequential` that knows its layers."""

    _layers: list[Layer]
    _input: Shape | None  # with the batch size in front

    def add(self, layer: Layer) -> None:
        """Put a layer on top of the stack."""
        if not isinstance(layer, Layer):
            rule, way_out = "be a layer. Only instances of nnlab's Layer can be added", "Pass e.g. Dense(3)."
            raise WrongType(complaint("add", "layer", rule, layer, way_out))
        if isinstance(layer, InputLayer):
            if self._layers or self._input is not None:
                rule = f"come first, and once: {self.name} has already been configured"
                raise ValueError(complaint("add", "layer", rule, layer, "Make a new model."))
            self._input = layer.batch_shape
            return
        if any(layer.name == other.name for other in self._layers):
            rule = f"have a name of its own: layers should have unique names, and {self.name} has this one"
            raise ValueError(complaint("add", "layer", rule, layer, "Pass another name, or none."))
        if self._input is None and not self._layers and layer.sample_shape is not None:
            self._input = (None, *layer.sample_shape)
        if self._input is None and not self._layers and isinstance(layer, Stack) and layer.built:
            self._input = layer.input_shape
        self._layers.append(layer)
        self.built = False
        if self._input is not None:
            self.build(self._input)

    def pop(self, rebuild: bool = True) -> Layer | None:  # noqa: ARG002 - Keras's signature
        """Take the top layer off the stack, and return it."""
        layer = self._layers.pop() if self._layers else None
        self.built = self.built and bool(self._layers)
        return layer

    @property
    def layers(self) -> list[Layer]:
        """The layers, from the input to the output."""
        return list(self._layers)

    @layers.setter
    def layers(self, _: object) -> None:
        raise AttributeError(f"{self.name}.layers cannot be assigned to. Use `add()` and `pop()`.")

    def get_layer(self, name: str | None = None, index: int | None = None) -> Layer:
        """Return the layer of this name, or at this place."""
        if (name is None) == (index is None):
            rule, way_out = "be given, or an index in its place", 'Pass e.g. name="layer1".'
            raise ValueError(complaint("get_layer", "name", rule, name, way_out))
        if index is not None:
            if as_count(index, "index", "get_layer", minimum=0) >= len(self._layers):
                rule = f"be below {len(self._layers)}, the number of layers"
                raise ValueError(complaint("get_layer", "index", rule, index, "Counting starts at 0."))
            return self._layers[index]
        for layer in self._layers:
            if layer.name == name:
                return layer
        names = ", ".join(layer.name for layer in self._layers)
        raise ValueError(complaint("get_layer", "name", "name a layer", name, f"There are: {names}."))

    # ------------------------------------------------------------------ shapes

    def build(self, input_shape: Shape | None = None) -> None:
        """Make the weights of all layers, for inputs of this shape, batch size first."""
        if not isinstance(input_shape, Sequence | None) or isinstance(input_shape, str):
            rule, way_out = "be a tuple of whole numbers or None", "Pass e.g. (None, 784)."
            raise WrongType(complaint("build", "input_shape", rule, input_shape, way_out))
        shape = self._input if input_shape is None else tuple(input_shape)
        if shape is None:
            rule, way_out = "be given", "Pass (None, n), or begin the model with an Input."
            raise ValueError(complaint("build", "input_shape", rule, input_shape, way_out))
        if self._input is not None and len(shape) > 0 and not fits(shape, self._input):
            rule = f"fit {self._input}, for which {self.name} has already been configured"
            raise ValueError(complaint("build", "input_shape", rule, shape, "Make a new model."))
        if not self._layers and input_shape is not None:
            raise ValueError(f"build: {self.name} has no layers. Use `add()` to add some.")
        if self._input is None:
            self._input = (None, *shape[1:])
        for layer in self._layers:
            if not layer.built:
                layer.build(shape)
            shape = layer.compute_output_shape(shape)
        super().build(self._input)

    @property
    def input_shape(self) -> Shape:
        """Shape of the input, batch size first."""
        if self._input is None:
            raise AttributeError(f"{self.name} has no input_shape before it is built")
        return self._input

    @property
    def output_shape(self) -> Shape:
        """Shape of the output, batch size first."""
        return self.compute_output_shape(self.input_shape)

    def compute_output_shape(self, input_shape: Shape) -> Shape:
        """Shape of the output for inputs of this shape."""
        shape = tuple(input_shape)
        for layer in self._layers:
            shape = layer.compute_output_shape(shape)
        return shape


def fits(shape: Shape, known: Shape) -> bool:
    pairs = zip(shape[1:], known[1:], strict=False)
    return len(shape) == len(known) and all(a == b or a is None or b is None for a, b in pairs)
