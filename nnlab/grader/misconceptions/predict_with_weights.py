"""Wrong ways to run a network of two sigmoid layers with the weights that Keras learnt."""

import math
from functools import partial

import numpy as np

from nnlab.grader.misconceptions._compose import compose, placed
from nnlab.grader.misconceptions._sigmoids import by_math, ratio, textbook
from nnlab.grader.spec import Misconception


def _relu(z):
    return np.maximum(0, z)


def _linear(z):
    return z


def _softmax(z):
    e = np.exp(z - z.max(axis=-1, keepdims=True))
    return e / e.sum(axis=-1, keepdims=True)


def _wrong_sign(z):
    return 1 / (1 + np.exp(z))


def _network(
    weights,
    X,
    sigmoid=textbook,
    hidden=lambda z, sigmoid: sigmoid(z),
    output=lambda z, sigmoid: sigmoid(z),
    first=lambda X, W, b: X @ W + b,
    second=lambda A, W, b: A @ W + b,
    give=lambda P: P,
):
    """Both layers, with parts to exchange; right as it stands."""
    W1, b1, W2, b2 = weights
    return give(output(second(hidden(first(X, W1, b1), sigmoid), W2, b2), sigmoid))


def _without_bias(X, W, b):  # noqa: ARG001 - called as a layer is
    return X @ W


def _transposed(X, W, b):
    return X @ W.T + b


def _always(g):
    return lambda z, sigmoid: g(z)


_NAME = "predict_with_weights."
_FAULTS = (
    (_NAME + "overflow", {"sigmoid": ratio}),
    (_NAME + "math_overflow", {"sigmoid": by_math}),
    (_NAME + "sigmoid_sign", {"sigmoid": _wrong_sign}),
    (_NAME + "tanh", {"sigmoid": np.tanh}),
    (_NAME + "hidden_relu", {"hidden": _always(_relu)}),
    (_NAME + "tanh", {"hidden": _always(np.tanh)}),
    (_NAME + "no_hidden_activation", {"hidden": _always(_linear)}),
    (_NAME + "activation_twice", {"hidden": lambda z, sigmoid: sigmoid(sigmoid(z))}),
    (_NAME + "hidden_softmax", {"hidden": _always(_softmax)}),
    (_NAME + "no_output_activation", {"output": _always(_linear)}),
    (_NAME + "output_relu", {"output": _always(_relu)}),
    (_NAME + "tanh", {"output": _always(np.tanh)}),
    (_NAME + "output_softmax", {"output": _always(_softmax)}),
    (_NAME + "activation_twice", {"output": lambda z, sigmoid: sigmoid(sigmoid(z))}),
    (_NAME + "no_hidden_bias", {"first": _without_bias}),
    (_NAME + "no_output_bias", {"second": _without_bias}),
    (_NAME + "bias_subtracted", {"first": lambda X, W, b: X @ W - b}),
    (_NAME + "bias_subtracted", {"second": lambda A, W, b: A @ W - b}),
    (_NAME + "bias_in_product", {"first": lambda X, W, b: X @ (W + b)}),
    (_NAME + "bias_in_product", {"second": lambda A, W, b: A @ (W + b)}),
    (_NAME + "weights_transposed", {"first": _transposed}),
    (_NAME + "weights_transposed", {"second": _transposed}),
    (_NAME + "complement", {"give": lambda P: 1 - P}),
    (_NAME + "vector", {"give": lambda P: P[:, 0]}),
    (_NAME + "row", {"give": np.transpose}),
)


def _bias_after_activation(which):
    def predict(weights, X):
        W1, b1, W2, b2 = weights
        A = textbook(X @ W1) + b1 if 1 in which else textbook(X @ W1 + b1)
        return textbook(A @ W2) + b2 if 2 in which else textbook(A @ W2 + b2)

    return predict


def _other_order(i, j, k, n):
    """Weights taken by other places than W1, b1, W2, b2."""

    def predict(weights, X):
        return _network([weights[i], weights[j], weights[k], weights[n]], X)

    return predict


def _units(count):
    """Hidden units written out one by one."""

    def predict(weights, X):
        W1, b1, W2, b2 = weights
        A = np.column_stack([textbook(X @ W1[:, j] + b1[j]) for j in range(count)])
        return textbook(sum(A[:, [j]] * W2[j] for j in range(count)) + b2)

    return predict


def _units_in_zeros(count):
    """The hidden layer in an array of so many columns."""

    def predict(weights, X):
        W1, b1, W2, b2 = weights
        A = np.zeros((len(X), count))
        for j in range(count):
            A[:, j] = textbook(X @ W1[:, j] + b1[j])
        return textbook(A @ W2 + b2)

    return predict


def _pairs(weights, X):
    """`weights` taken for a list of (W, b)."""
    A = X
    for W, b in weights:
        A = textbook(A @ W + b)
    return A


def _two_inputs(weights, X):
    W1, b1, W2, b2 = weights
    A = textbook(X[:, [0]] * W1[0] + X[:, [1]] * W1[1] + b1)
    return textbook(A @ W2 + b2)


def _normalised(weights, X):
    return _network(weights, (X - X.mean(axis=0)) / X.std(axis=0))


def _normalised_with_a_guard(weights, X):
    std = X.std(axis=0)
    return _network(weights, (X - X.mean(axis=0)) / np.where(std == 0, 1, std))


def _one_by_one(weights, X):
    """A list of each sample's prediction as a float, or as an array of one."""
    return [float(p) for p in _network(weights, X)[:, 0]]


def _by_math(weights, X):
    """`math.exp` on whole arrays."""
    return _network(weights, X, sigmoid=lambda z: 1 / (1 + math.exp(-z)))


#: What is done to the right predictions in the end.
_LAST_STEPS = (
    ("vector", np.squeeze),
    ("first_sample_only", lambda P: P[0]),
    ("first_sample_only", lambda P: P[0, 0]),
    ("first_sample_only", lambda P: P[:1]),
    ("decisions", lambda P: (P >= 0.5).astype(int)),
    ("decisions", lambda P: (P[:, 0] >= 0.5).astype(int)),
    ("rounded", lambda P: np.round(P, 2)),
    ("rounded", lambda P: np.round(P, 3)),
    ("rounded", lambda P: np.round(P, 4)),
    ("mean", np.mean),
    ("mean", lambda P: P.mean(axis=0)),
)

PREDICT_WITH_WEIGHTS = placed(
    (
        *compose(_network, _FAULTS),
        Misconception(_NAME + "weights_transposed", partial(_network, first=_transposed, second=_transposed)),
        *(
            Misconception(_NAME + name, partial(_network, first=layer, second=layer))
            for name, layer in (
                ("bias_subtracted", lambda X, W, b: X @ W - b),
                ("bias_in_product", lambda X, W, b: X @ (W + b)),
            )
        ),
        *(Misconception(_NAME + name, partial(_network, give=step)) for name, step in _LAST_STEPS),
        Misconception(_NAME + "bias_after_activation", _bias_after_activation({1})),
        Misconception(_NAME + "bias_after_activation", _bias_after_activation({2})),
        Misconception(_NAME + "bias_after_activation", _bias_after_activation({1, 2})),
        Misconception(_NAME + "biases_swapped", _other_order(0, 3, 2, 1)),
        Misconception(_NAME + "wrong_order", _other_order(0, 2, 1, 3)),
        Misconception(_NAME + "wrong_order", _other_order(2, 3, 0, 1)),
        Misconception(_NAME + "three_hidden_units", _units(3)),
        Misconception(_NAME + "three_hidden_units", _units_in_zeros(3)),
        Misconception(_NAME + "wrong_order", _pairs),
        Misconception(_NAME + "two_inputs", _two_inputs),
        Misconception(_NAME + "normalised_inside", _normalised),
        Misconception(_NAME + "normalised_inside", _normalised_with_a_guard),
        Misconception(_NAME + "hidden_layer_only", lambda weights, X: textbook(X @ weights[0] + weights[1])),
        Misconception(_NAME + "vector", _one_by_one),
        Misconception(_NAME + "one_number", _by_math),
    ),
    {
        "normalised_inside": "concept-new-data",
    }
    | dict.fromkeys(("wrong_order", "biases_swapped"), "concept-weights"),
    "concept-two-layers",
)
