"""Wrong ways to compute a dense layer and a chain of layers."""

import numpy as np

from nnlab import activations
from nnlab.grader.spec import Misconception

_COLUMNS, _FORMULA, _CHAIN = "concept-mistake", "concept-loop", "concept-chain"
_SHAPES = "concept-stacking"


def _unit_loop(units_of, unit):
    """A layer as a loop over units, as the lecture writes it, with one part exchanged."""

    def dense(a_in, W, b, g):
        units = units_of(W)
        a_out = np.zeros(units)
        for j in range(units):
            a_out[j] = unit(a_in, W, b, j)
        return g(a_out)

    return dense


def _column(a_in, W, b, j):
    return np.dot(a_in, W[:, j]) + b[j]


def _first_unit_only(a_in, W, b, g):
    """As a loop that returns after its first round would."""
    a_out = np.zeros(W.shape[1])
    a_out[0] = g(np.dot(a_in, W[:, 0]) + b[0])
    return a_out


def _first_sum_only(a_in, W, b, g):
    """The same, with the activation applied on the way out."""
    z = np.zeros(W.shape[1])
    z[0] = np.dot(a_in, W[:, 0]) + b[0]
    return g(z)


def _sums_piled_up(a_in, W, b, g):
    """As with a sum that is set to 0 before the loop over the units, not inside it."""
    return g(np.cumsum(a_in @ W + b))


def _whole_bias(a_in, W, b, g):
    a_out = np.zeros(W.shape[1])
    for j in range(W.shape[1]):
        a_out[j] = g(np.dot(a_in, W[:, j]) + b)
    return a_out


def _one_unit_short(a_in, W, b, g):
    a_out = np.zeros(W.shape[1])
    for j in range(W.shape[1] - 1):
        a_out[j] = g(np.dot(a_in, W[:, j]) + b[j])
    return a_out


def _integer_output(like):
    def dense(a_in, W, b, g):
        a_out = np.zeros(W.shape[1], dtype=like(a_in, W, b).dtype)
        for j in range(W.shape[1]):
            a_out[j] = g(np.dot(a_in, W[:, j]) + b[j])
        return a_out

    return dense


def _like_the_input(a_in, W, b, g):
    a_out = np.zeros_like(a_in)
    for j in range(W.shape[1]):
        a_out[j] = g(np.dot(a_in, W[:, j]) + b[j])
    return a_out


DENSE = (
    Misconception("dense.no_activation", lambda a_in, W, b, g: a_in @ W + b, _FORMULA),
    Misconception("dense.no_bias", lambda a_in, W, b, g: g(a_in @ W), _FORMULA),
    Misconception("dense.bias_in_product", lambda a_in, W, b, g: g(a_in @ (W + b)), _FORMULA),
    Misconception("dense.bias_on_input", lambda a_in, W, b, g: g((a_in + b) @ W), _FORMULA),
    Misconception("dense.bias_subtracted", lambda a_in, W, b, g: g(a_in @ W - b), _FORMULA),
    Misconception("dense.bias_summed", lambda a_in, W, b, g: g(a_in @ W + np.sum(b)), _FORMULA),
    Misconception("dense.whole_bias", _whole_bias, _FORMULA),
    Misconception("dense.first_bias", lambda a_in, W, b, g: g(a_in @ W + b[0]), _FORMULA),
    Misconception("dense.activation_before_bias", lambda a_in, W, b, g: g(a_in @ W) + b, _FORMULA),
    Misconception("dense.activation_on_input", lambda a_in, W, b, g: g(a_in) @ W + b, _FORMULA),
    Misconception("dense.bias_for_each_input", lambda a_in, W, b, g: g(a_in @ W + len(a_in) * b), _FORMULA),
    Misconception("dense.one_input_short", lambda a_in, W, b, g: g(a_in[:-1] @ W[:-1] + b), _FORMULA),
    Misconception("dense.first_input_left_out", lambda a_in, W, b, g: g(a_in[1:] @ W[1:] + b), _FORMULA),
    Misconception("dense.two_inputs", lambda a_in, W, b, g: g(a_in[0] * W[0] + a_in[1] * W[1] + b), _SHAPES),
    Misconception("dense.sums_piled_up", _sums_piled_up, _FORMULA),
    Misconception("dense.activation_twice", lambda a_in, W, b, g: g(g(a_in @ W + b)), _FORMULA),
    Misconception("dense.sigmoid_always", lambda a_in, W, b, g: activations.sigmoid(a_in @ W + b), _FORMULA),
    Misconception("dense.relu_always", lambda a_in, W, b, g: np.maximum(0, a_in @ W + b), _FORMULA),
    Misconception(
        "dense.row_for_column",
        _unit_loop(lambda W: W.shape[1], lambda a_in, W, b, j: np.dot(W[j], a_in) + b[j]),
        _COLUMNS,
    ),
    Misconception(
        "dense.row_for_column",
        _unit_loop(
            lambda W: W.shape[1], lambda a_in, W, b, j: np.dot(W[j], a_in) + b[j] if j < len(W) else 0.0
        ),
        _COLUMNS,
    ),
    Misconception("dense.row_for_column", lambda a_in, W, b, g: g(W @ a_in + b), _COLUMNS),
    Misconception(
        "dense.row_for_column",
        _unit_loop(lambda W: W.shape[0], lambda a_in, W, b, j: np.dot(W[j], a_in) + b[j]),
        _COLUMNS,
    ),
    Misconception("dense.units_from_rows", _unit_loop(lambda W: W.shape[0], _column), _SHAPES),
    Misconception("dense.units_from_rows", _unit_loop(len, _column), _SHAPES),
    Misconception("dense.fixed_units", _unit_loop(lambda W: 2, _column), _SHAPES),
    Misconception("dense.fixed_units", _unit_loop(lambda W: 3, _column), _SHAPES),
    Misconception("dense.first_unit_only", _first_unit_only, _FORMULA),
    Misconception("dense.first_unit_only", _first_sum_only, _FORMULA),
    Misconception("dense.first_unit_only", lambda a_in, W, b, g: g(np.dot(a_in, W[:, 0]) + b[0]), _FORMULA),
    Misconception("dense.last_unit_only", lambda a_in, W, b, g: g(np.dot(a_in, W[:, -1]) + b[-1]), _FORMULA),
    Misconception("dense.one_unit_short", _one_unit_short, _FORMULA),
    Misconception("dense.integer_output", _integer_output(lambda a_in, W, b: a_in), _FORMULA),
    Misconception("dense.integer_output", _integer_output(lambda a_in, W, b: b), _FORMULA),
    Misconception("dense.integer_output", _integer_output(lambda a_in, W, b: W), _FORMULA),
    Misconception("dense.like_the_input", _like_the_input, _SHAPES),
    Misconception("dense.row_result", lambda a_in, W, b, g: g(np.reshape(a_in, (1, -1)) @ W + b), _SHAPES),
    Misconception("dense.column_result", lambda a_in, W, b, g: g(np.reshape(a_in @ W + b, (-1, 1))), _SHAPES),
    Misconception("dense.summed_units", lambda a_in, W, b, g: g(np.sum(a_in @ W + b)), _SHAPES),
)


def _layer(a, W, b, g):
    return g(a @ W + b)


def _chain(layer, pick=lambda layers: layers):
    def sequential(x, layers):
        a = x
        for W, b, g in pick(layers):
            a = layer(a, W, b, g)
        return a

    return sequential


def _linear_but_last(x, layers):
    a = x
    for W, b, _ in layers:
        a = a @ W + b
    return layers[-1][2](a)


def _linear_last(x, layers):
    a = x
    for i, (W, b, g) in enumerate(layers):
        a = a @ W + b if i == len(layers) - 1 else g(a @ W + b)
    return a


def _same_input(x, layers):
    for W, b, g in layers:
        a = g(x @ W + b)
    return a


def _first_activation(x, layers):
    a, g = x, layers[0][2]
    for W, b, _ in layers:
        a = g(a @ W + b)
    return a


def _last_activation(x, layers):
    a, g = x, layers[-1][2]
    for W, b, _ in layers:
        a = g(a @ W + b)
    return a


def _two_layers(x, layers):
    (W1, b1, g1), (W2, b2, g2) = layers[0], layers[1]
    return g2(g1(x @ W1 + b1) @ W2 + b2)


def _first_unit(x, layers):
    return _chain(_layer)(x, layers)[0]


def _all_layers(x, layers):
    outputs = [x]
    for W, b, g in layers:
        outputs.append(g(outputs[-1] @ W + b))
    return outputs[1:]


SEQUENTIAL = (
    Misconception("sequential.first_layer_only", _chain(_layer, lambda layers: layers[:1]), _CHAIN),
    Misconception("sequential.skips_last", _chain(_layer, lambda layers: layers[:-1]), _CHAIN),
    Misconception("sequential.skips_first", _chain(_layer, lambda layers: layers[1:]), _CHAIN),
    Misconception("sequential.reversed", _chain(_layer, lambda layers: layers[::-1]), _CHAIN),
    Misconception("sequential.same_input", _same_input, _CHAIN),
    Misconception("sequential.activation_last_only", _linear_but_last, _CHAIN),
    Misconception("sequential.no_last_activation", _linear_last, _CHAIN),
    Misconception("sequential.no_activation", _chain(lambda a, W, b, g: a @ W + b), _CHAIN),
    Misconception("sequential.no_bias", _chain(lambda a, W, b, g: g(a @ W)), _CHAIN),
    Misconception("sequential.first_activation", _first_activation, _CHAIN),
    Misconception("sequential.last_activation", _last_activation, _CHAIN),
    Misconception(
        "sequential.sigmoid_always", _chain(lambda a, W, b, g: activations.sigmoid(a @ W + b)), _CHAIN
    ),
    Misconception("sequential.relu_always", _chain(lambda a, W, b, g: np.maximum(0, a @ W + b)), _CHAIN),
    Misconception("sequential.two_layers", _two_layers, _CHAIN),
    Misconception("sequential.first_unit", _first_unit, _CHAIN),
    Misconception("sequential.all_layers", _all_layers, _CHAIN),
)
