"""Wrong ways to make one linear layer of several."""

from itertools import pairwise

import numpy as np

from nnlab.grader.misconceptions._compose import compose
from nnlab.grader.spec import Misconception


def _by_products(
    layers, weights=lambda W, V: W @ V, bias=lambda b, V, c: b @ V + c, last=lambda b, layers: b
):
    """Layer by layer, ``W``, ``b`` so far and ``V``, ``c`` of the next one, with parts to exchange."""
    W, b = layers[0]
    for V, c in layers[1:]:
        W, b = weights(W, V), bias(b, V, c)
    return W, last(b, layers)


def _bias_by_all_weights(layers):
    """As when W is replaced before b needs the next layer's own weights."""
    W, b = layers[0]
    for V, c in layers[1:]:
        W = W @ V
        b = b @ W + c
    return W, b


def _each_bias_by_all_weights(layers):
    W = np.linalg.multi_dot([W for W, _ in layers]) if len(layers) > 1 else layers[0][0]
    return W, sum(b @ W for _, b in layers)


def _each_bias_by_its_own_weights(layers):
    """From the back, where W already holds the layer's own weights when its bias is multiplied."""
    W, b = layers[-1]
    for V, c in reversed(layers[:-1]):
        W = V @ W
        b = c @ W + b
    return W, b


def _again_from_the_first(layers):
    """Begins with the first layer, and its loop begins with it once more."""
    W, b = layers[0]
    for V, c in layers:
        W, b = W @ V, b @ V + c
    return W, b


def _return_in_loop(layers):
    return _by_products(layers[:2]) if len(layers) > 1 else None


def _previous_only(layers):
    """As a loop that looks at the layer before, not at what has been collapsed so far."""
    W, b = layers[0]
    for (U, a), (V, c) in pairwise(layers):
        W, b = U @ V, a @ V + c
    return W, b


def _previous_bias(layers):
    W, b = layers[0]
    for (_, a), (V, c) in pairwise(layers):
        W, b = W @ V, a @ V + c
    return W, b


def _previous_weights(layers):
    W, b = layers[0]
    for (U, _), (V, c) in pairwise(layers):
        W, b = U @ V, b @ V + c
    return W, b


def _part(start, stop):
    return lambda layers: _by_products(layers[start:stop] or layers)


def _written_out(count):
    """Written out for exactly `count` layers."""

    def collapse(layers):
        return _by_products([layers[i] for i in range(count)])

    return collapse


def _unpacked_two(layers):
    (W, b), (V, c) = layers
    return W @ V, b @ V + c


def _right(layers):
    return _by_products(layers)


_WEIGHTS = (
    ("collapse_linear_layers.weights_reversed", {"weights": lambda W, V: V @ W}),
    ("collapse_linear_layers.elementwise", {"weights": lambda W, V: W * V}),
    ("collapse_linear_layers.weights_added", {"weights": lambda W, V: W + V}),
    ("collapse_linear_layers.weights_transposed", {"weights": lambda W, V: W.T @ V}),
    ("collapse_linear_layers.weights_transposed", {"weights": lambda W, V: W @ V.T}),
)
_BIASES = (
    ("collapse_linear_layers.bias_not_carried", {"bias": lambda b, V, c: c}),
    ("collapse_linear_layers.biases_added", {"bias": lambda b, V, c: b + c}),
    ("collapse_linear_layers.next_bias_missing", {"bias": lambda b, V, c: b @ V}),
    ("collapse_linear_layers.bias_subtracted", {"bias": lambda b, V, c: b @ V - c}),
    ("collapse_linear_layers.columns", {"bias": lambda b, V, c: V @ b + c}),
    ("collapse_linear_layers.biases_multiplied", {"bias": lambda b, V, c: b * c}),
    ("collapse_linear_layers.bias_elementwise", {"bias": lambda b, V, c: b * V + c}),
    ("collapse_linear_layers.first_bias_kept", {"bias": lambda b, V, c: b}),
    ("collapse_linear_layers.bias_in_product", {"bias": lambda b, V, c: (b + c) @ V}),
    ("collapse_linear_layers.bias_not_carried", {"last": lambda b, layers: layers[-1][1]}),
    ("collapse_linear_layers.no_bias", {"last": lambda b, layers: np.zeros(layers[-1][0].shape[1])}),
    ("collapse_linear_layers.no_bias", {"last": lambda b, layers: np.zeros(layers[0][0].shape[1])}),
    ("collapse_linear_layers.biases_added", {"last": lambda b, layers: sum(b for _, b in layers)}),
    ("collapse_linear_layers.first_bias_kept", {"last": lambda b, layers: layers[0][1]}),
)

COLLAPSE_LINEAR_LAYERS = (
    *compose(_by_products, (*_WEIGHTS, *_BIASES)),
    Misconception(
        "collapse_linear_layers.columns",
        lambda layers: _by_products(layers, lambda W, V: V @ W, lambda b, V, c: V @ b + c),
    ),
    Misconception("collapse_linear_layers.bias_by_all_weights", _bias_by_all_weights),
    Misconception("collapse_linear_layers.bias_by_all_weights", _each_bias_by_all_weights),
    Misconception("collapse_linear_layers.bias_by_all_weights", _each_bias_by_its_own_weights),
    Misconception("collapse_linear_layers.first_layer_twice", _again_from_the_first),
    Misconception("collapse_linear_layers.return_in_loop", _return_in_loop),
    Misconception("collapse_linear_layers.previous_only", _previous_only),
    Misconception("collapse_linear_layers.previous_only", _previous_bias),
    Misconception("collapse_linear_layers.previous_only", _previous_weights),
    Misconception("collapse_linear_layers.first_layer_only", lambda layers: layers[0]),
    Misconception("collapse_linear_layers.first_layer_only", _part(0, 1)),
    Misconception("collapse_linear_layers.last_layer_only", lambda layers: layers[-1]),
    Misconception("collapse_linear_layers.skips_first", _part(1, None)),
    Misconception("collapse_linear_layers.skips_last", _part(0, -1)),
    Misconception("collapse_linear_layers.two_layers", _written_out(2)),
    Misconception("collapse_linear_layers.two_layers", lambda layers: _by_products(layers[:2])),
    Misconception("collapse_linear_layers.two_layers", _unpacked_two),
    Misconception("collapse_linear_layers.two_layers", _written_out(3)),
    Misconception("collapse_linear_layers.reversed", lambda layers: _by_products(layers[::-1])),
    Misconception(
        "collapse_linear_layers.result_transposed", lambda layers: (_right(layers)[0].T, _right(layers)[1])
    ),
    Misconception(
        "collapse_linear_layers.row_bias",
        lambda layers: (_right(layers)[0], _right(layers)[1][np.newaxis, :]),
    ),
    Misconception(
        "collapse_linear_layers.column_bias",
        lambda layers: (_right(layers)[0], _right(layers)[1][:, np.newaxis]),
    ),
    Misconception("collapse_linear_layers.weights_only", lambda layers: _right(layers)[0]),
    Misconception("collapse_linear_layers.swapped_pair", lambda layers: _right(layers)[::-1]),
    Misconception("collapse_linear_layers.list_of_pairs", lambda layers: [_right(layers)]),
)
