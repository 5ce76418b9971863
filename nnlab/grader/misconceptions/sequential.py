"""Wrong ways to carry a sample, or a batch of samples, through a chain of layers."""

import numpy as np

from nnlab.grader.misconceptions._compose import compose, singly
from nnlab.grader.misconceptions._layer import chain, linear, no_bias, relu, sigmoid
from nnlab.grader.misconceptions.dense_batch import ACTIVATIONS_OF_A_BATCH, PLACES_OF_A_BATCH
from nnlab.grader.spec import Misconception

_CHAIN, _BATCH_CHAIN = "concept-chain", "concept-layers"


def _at(number):
    """The activation of one layer for all."""
    return lambda layers, i: layers[number][2]


def _is_last(layers, i):
    return i == len(layers) - 1


def _two(layers):
    """As an assignment to two names takes them, which fails for any other number."""
    first, second = layers
    return [first, second]


def _three(layers):
    first, second, third = layers
    return [first, second, third]


#: What goes wrong most often, in pairs too, for one sample and for a batch.
OFTEN = (
    ("sequential.first_layer_only", {"pick": lambda layers: layers[:1]}),
    ("sequential.skips_last", {"pick": lambda layers: layers[:-1]}),
    ("sequential.skips_first", {"pick": lambda layers: layers[1:]}),
    ("sequential.reversed", {"pick": lambda layers: layers[::-1]}),
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
    ("sequential.sigmoid_always", {"choose": lambda layers, i: sigmoid}),
    ("sequential.relu_always", {"choose": lambda layers, i: relu}),
    ("sequential.no_bias", {"bias": no_bias}),
)
#: What goes wrong by itself.
SELDOM = (
    ("sequential.two_layers", {"pick": lambda layers: [layers[0], layers[1]]}),
    ("sequential.two_layers", {"pick": lambda layers: layers[:2]}),
    ("sequential.two_layers", {"pick": _two}),
    ("sequential.three_layers", {"pick": _three}),
    ("sequential.three_layers", {"pick": lambda layers: [layers[0], layers[1], layers[2]]}),
    ("sequential.three_layers", {"pick": lambda layers: layers[:3]}),
    ("sequential.first_activation", {"choose": _at(0)}),
    ("sequential.last_activation", {"choose": _at(-1)}),
    (
        "sequential.relu_then_sigmoid",
        {"choose": lambda layers, i: sigmoid if _is_last(layers, i) else relu},
    ),
    ("sequential.tanh_always", {"choose": lambda layers, i: np.tanh}),
    (
        "sequential.tanh_then_sigmoid",
        {"choose": lambda layers, i: sigmoid if _is_last(layers, i) else np.tanh},
    ),
    ("sequential.bias_subtracted", {"bias": lambda z, b, n: z - b}),
    ("sequential.activation_before_bias", {"activation": lambda g, z, add: add(g(z))}),
    ("sequential.activation_twice", {"activation": lambda g, z, add: g(g(add(z)))}),
    ("sequential.decision", {"last": lambda a: (a >= 0.5).astype(int)}),
)


def all_layers(x, layers, forward=chain):
    """The results of all layers, where that of the last one is asked."""
    return [forward(x, layers[:i]) for i in range(1, len(layers) + 1)]


#: The network that lab 02 writes out by hand.
_BY_HAND = [
    (np.array([[1, -3, 5], [2, 4, -6]]), np.array([-1, 1, 2]), sigmoid),
    (np.array([[-7], [8], [9]]), np.array([3]), sigmoid),
]

_SELDOM = (
    *SELDOM,
    ("dense.first_bias", {"bias": lambda z, b, n: z + b[0]}),
    ("sequential.global_layers", {"pick": lambda layers: _BY_HAND}),
    ("sequential.weights_transposed", {"weights": lambda W, b: W.T}),
    ("sequential.first_unit", {"last": lambda a: a[0]}),
    ("sequential.row_result", {"last": lambda a: np.reshape(a, (1, -1))}),
)
_PLACES = {name: _CHAIN for name, _ in (*OFTEN, *_SELDOM)}

SEQUENTIAL = (
    Misconception("sequential.all_layers", all_layers, _CHAIN),
    Misconception("sequential.all_layers", lambda x, layers: [x, *all_layers(x, layers)], _CHAIN),
    *singly(chain, _SELDOM, _PLACES),
    *compose(chain, OFTEN, _PLACES),
)

_BATCH_OFTEN = (*OFTEN, *ACTIVATIONS_OF_A_BATCH, ("dense_batch.first_sample_only", {"last": lambda a: a[0]}))
_BATCH_SELDOM = (
    *SELDOM,
    ("sequential.weights_transposed", {"weights": lambda W, b: W.T}),
    ("sequential.first_unit", {"last": lambda a: a[:, 0]}),
    ("dense.first_bias", {"bias": lambda z, b, n: z + b[0]}),
    ("dense_batch.bias_column", {"bias": lambda z, b, n: z + np.reshape(b, (-1, 1))}),
    ("dense_batch.first_sample_only", {"last": lambda a: a[:1]}),
    ("dense_batch.last_sample_only", {"last": lambda a: a[-1]}),
    ("dense_batch.one_sample_short", {"last": lambda a: a[:-1]}),
    ("dense_batch.columns_result", {"last": np.transpose}),
    ("dense_batch.mean_of_samples", {"last": lambda a: np.mean(a, axis=0)}),
    ("dense_batch.summed_samples", {"last": lambda a: np.sum(a, axis=0)}),
    ("dense_batch.flattened", {"last": np.ravel}),
    ("dense_batch.squeezed", {"last": np.squeeze}),
)


def _some_samples(m):
    return lambda X, layers: chain(X[:m], layers)


_BATCH_PLACES = {name: _BATCH_CHAIN for name, _ in (*_BATCH_OFTEN, *_BATCH_SELDOM)} | PLACES_OF_A_BATCH

SEQUENTIAL_BATCH = (
    Misconception("sequential.all_layers", all_layers, _BATCH_CHAIN),
    Misconception("sequential.all_layers", lambda X, layers: [X, *all_layers(X, layers)], _BATCH_CHAIN),
    *(Misconception("dense_batch.hardcoded_m", _some_samples(m), _BATCH_CHAIN) for m in (2, 3, 4, 5)),
    *singly(chain, _BATCH_SELDOM, _BATCH_PLACES),
    *compose(chain, _BATCH_OFTEN, _BATCH_PLACES),
)
