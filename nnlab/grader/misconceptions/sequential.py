"""Wrong ways to carry a sample through a chain of layers."""

import numpy as np

from nnlab.grader.misconceptions._compose import compose
from nnlab.grader.misconceptions._layer import chain, linear, no_bias, relu, sigmoid
from nnlab.grader.spec import Misconception

_CHAIN = "concept-chain"


def _at(number):
    """The activation of one layer for all."""
    return lambda layers, i: layers[number][2]


def _is_last(layers, i):
    return i == len(layers) - 1


#: Faults that a chain of layers has, for one sample and for a batch.
CHAIN_FAULTS = (
    ("sequential.first_layer_only", {"pick": lambda layers: layers[:1]}),
    ("sequential.skips_last", {"pick": lambda layers: layers[:-1]}),
    ("sequential.skips_first", {"pick": lambda layers: layers[1:]}),
    ("sequential.reversed", {"pick": lambda layers: layers[::-1]}),
    ("sequential.two_layers", {"pick": lambda layers: [layers[0], layers[1]]}),
    ("sequential.two_layers", {"pick": lambda layers: layers[:2]}),
    ("sequential.three_layers", {"pick": lambda layers: [layers[0], layers[1], layers[2]]}),
    ("sequential.three_layers", {"pick": lambda layers: layers[:3]}),
    ("sequential.same_input", {"feed": lambda x, a: x}),
    (
        "sequential.activation_last_only",
        {"choose": lambda layers, i: layers[i][2] if _is_last(layers, i) else linear},
    ),
    (
        "sequential.no_last_activation",
        {"choose": lambda layers, i: linear if _is_last(layers, i) else layers[i][2]},
    ),
    ("sequential.no_activation", {"choose": lambda layers, i: linear}),
    ("sequential.first_activation", {"choose": _at(0)}),
    ("sequential.last_activation", {"choose": _at(-1)}),
    ("sequential.sigmoid_always", {"choose": lambda layers, i: sigmoid}),
    ("sequential.relu_always", {"choose": lambda layers, i: relu}),
    (
        "sequential.relu_then_sigmoid",
        {"choose": lambda layers, i: sigmoid if _is_last(layers, i) else relu},
    ),
    ("sequential.no_bias", {"bias": no_bias}),
    ("sequential.bias_subtracted", {"bias": lambda z, b, n: z - b}),
    ("sequential.activation_before_bias", {"activation": lambda g, z, add: add(g(z))}),
    ("sequential.weights_transposed", {"weights": lambda W, b: W.T}),
)


_ONE_SAMPLE_FAULTS = (
    *CHAIN_FAULTS,
    ("sequential.first_unit", {"last": lambda a: a[0]}),
    ("sequential.row_result", {"last": lambda a: np.reshape(a, (1, -1))}),
    ("sequential.decision", {"last": lambda a: (a >= 0.5).astype(int)}),
)


def all_layers(x, layers):
    """The results of all layers, where that of the last one is asked."""
    return [chain(x, layers[:i]) for i in range(1, len(layers) + 1)]


SEQUENTIAL = (
    Misconception("sequential.all_layers", all_layers, _CHAIN),
    Misconception("sequential.all_layers", lambda x, layers: [x, *all_layers(x, layers)], _CHAIN),
    *compose(chain, _ONE_SAMPLE_FAULTS, {name: _CHAIN for name, _ in _ONE_SAMPLE_FAULTS}),
)
