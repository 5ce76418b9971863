"""What a model is, in comparable terms."""

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class ModelSpec:
    """What a model is.

    Parameters
    ----------
    units : tuple of int
        Units of each dense layer; of a convolutional model those of the last one.
    activations : tuple of str
        Activation after each of these layers.
    loss : str
        As Keras writes it, such as ``"SparseCategoricalCrossentropy(from_logits=True)"``.
    optimizer : str
        Class name, such as ``"Adam"``.
    learning_rate : float
    names : tuple of str
        Names of the layers that have weights; asked for by a criterion of their own, if at all.
    filters : tuple of int
        Filters of each convolution.
    length : int
        Length of the signals that the model takes; 0 when it takes any.
    inputs : int
        Numbers in one sample; asked for by a criterion of its own, if at all.
    """

    units: tuple[int, ...]
    activations: tuple[str, ...]
    loss: str
    optimizer: str
    learning_rate: float
    names: tuple[str, ...] = field(default=(), compare=False)
    filters: tuple[int, ...] = ()
    length: int = 0
    inputs: int = field(default=0, compare=False)

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> "ModelSpec":
        """The description that `dataclasses.asdict` and JSON made into lists."""
        return cls(**{key: tuple(value) if isinstance(value, list) else value for key, value in data.items()})
