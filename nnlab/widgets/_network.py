"""The small network behind `forward_pass`: arrays in, arrays out, no widget in sight."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from nnlab import activations
from nnlab._validation import complaint
from nnlab.widgets._arguments import as_numbers

# What the page can compute as well.
ACTIVATIONS = ("linear", "relu", "sigmoid", "tanh")
INPUTS = 2
_MOST_LAYERS, _MOST_UNITS = 3, 6


@dataclass(frozen=True)
class Layer:
    """Weights `(n, units)`, biases `(units,)`, and the activation's name."""

    W: np.ndarray
    b: np.ndarray
    g: str


@dataclass(frozen=True)
class Network:
    """Layers, and the normalization of what enters the first."""

    layers: tuple[Layer, ...]
    mean: np.ndarray = field(default_factory=lambda: np.zeros(INPUTS))
    deviation: np.ndarray = field(default_factory=lambda: np.ones(INPUTS))

    def to_dict(self) -> dict[str, Any]:
        """Give the network as plain data, for the page."""
        layers = [{"W": layer.W.tolist(), "b": layer.b.tolist(), "g": layer.g} for layer in self.layers]
        return {"layers": layers, "mean": self.mean.tolist(), "deviation": self.deviation.tolist()}


def forward(network: Network, x: np.ndarray) -> list[np.ndarray]:
    """Return the normalized input and what each layer makes of it.

    Parameters
    ----------
    network : Network
    x : ndarray, shape (2,) or (m, 2)

    Returns
    -------
    list of ndarray
    """
    stages = [(x - network.mean) / network.deviation]
    for layer in network.layers:
        stages.append(activations.get(layer.g)(stages[-1] @ layer.W + layer.b))
    return stages


def read_layers(layers: Sequence[tuple]) -> tuple[Layer, ...]:
    """Check a list of (W, b, g) and return it as layers; raise the error that says what is wrong with it."""
    way_out = "Pass layers=[(W1, b1, sigmoid), (W2, b2, sigmoid)] with W1 of shape (2, units)."
    if not isinstance(layers, list | tuple) or not all(isinstance(entry, list | tuple) for entry in layers):
        raise TypeError(complaint("forward_pass", "layers", "be a list of (W, b, g)", layers, way_out))
    if not 1 <= len(layers) <= _MOST_LAYERS or any(len(entry) != 3 for entry in layers):
        rule = f"hold 1 to {_MOST_LAYERS} triples (W, b, g)"
        raise ValueError(complaint("forward_pass", "layers", rule, layers, way_out))
    read: list[Layer] = []
    for W, b, g in layers:
        inputs = len(read[-1].b) if read else INPUTS
        W, b = _numbers(W, "W", way_out), _numbers(b, "b", way_out)
        if W.ndim != 2 or W.shape[0] != inputs or not 1 <= W.shape[1] <= _MOST_UNITS:
            rule = f"have {inputs} rows and 1 to {_MOST_UNITS} columns in layer {len(read) + 1}"
            raise ValueError(complaint("forward_pass", "W", rule, W, way_out))
        if b.shape != W.shape[1:]:
            rule = f"have the shape {W.shape[1:]}, a number for each column of W, in layer {len(read) + 1}"
            raise ValueError(complaint("forward_pass", "b", rule, b, way_out))
        read.append(Layer(W, b, _activation_name(g)))
    return tuple(read)


def _numbers(value: object, name: str, way_out: str) -> np.ndarray:
    array = as_numbers(value, name, "forward_pass", "be an array of numbers", way_out)
    if not np.all(np.isfinite(array)):
        raise ValueError(complaint("forward_pass", name, "hold finite numbers", value, way_out))
    return array.astype(np.float64)


def _activation_name(g: object) -> str:
    name = g if isinstance(g, str) else getattr(g, "__name__", None)
    known = name in ACTIVATIONS and (isinstance(g, str) or g is activations.get(name))
    if not known:
        rule = f"be one of {', '.join(ACTIVATIONS)} of nnlab.activations"
        raise ValueError(
            complaint("forward_pass", "g", rule, g, "Import it: from nnlab.activations import sigmoid.")
        )
    return str(name)
