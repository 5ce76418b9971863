"""Wrong gradients of a network with a sigmoid hidden layer and a softmax output."""

from functools import partial

import numpy as np

from nnlab import activations
from nnlab.grader.misconceptions._compose import compose
from nnlab.grader.misconceptions.softmax_backward import softmax
from nnlab.grader.spec import Misconception


def _sigmoid(z):
    return 1 / (1 + np.exp(-z))


def _naive(z, axis=-1):
    return np.exp(z) / np.sum(np.exp(z), axis=axis, keepdims=True)


def _by_largest_of_all(z):
    e = np.exp(z - np.max(z))
    return e / np.sum(e, axis=-1, keepdims=True)


def _gradients(
    X,
    Y,
    W,
    V,
    *,
    hidden=_sigmoid,
    output=softmax,
    error=lambda P, Y: P - Y,
    slope=lambda S, Z: S * (1 - S),
    back=lambda D, V: D @ V.T,
    to_W=lambda X, H, S: X.T @ H,
    to_V=lambda S, D, X, Z: S.T @ D,
    over_W=lambda m, classes: m,
    over_V=lambda m, classes: m,
    pack=lambda dW, dV: (dW, dV),
):
    m, classes = np.shape(Y)
    Z = X @ W
    S = hidden(Z)
    D = error(output(S @ V), Y)
    H = back(D, V) * slope(S, Z)
    return pack(to_W(X, H, S) / over_W(m, classes), to_V(S, D, X, Z) / over_V(m, classes))


def _named(*faults):
    return [(f"two_layer_gradients.{name}", switches) for name, switches in faults]


def _both(over):
    return {"over_W": over, "over_V": over}


#: The faults of which learners often have two at once.
_OFTEN = _named(
    ("axis0", {"output": partial(softmax, axis=0)}),
    ("axis0", {"output": partial(_naive, axis=0)}),
    ("global_sum", {"output": partial(softmax, axis=None)}),
    ("global_sum", {"output": partial(_naive, axis=None)}),
    ("sigmoid_output", {"output": _sigmoid}),
    ("not_over_m", _both(lambda m, classes: 1)),
    ("over_all", _both(lambda m, classes: m * classes)),
    ("over_classes", _both(lambda m, classes: classes)),
    ("negated", {"error": lambda P, Y: Y - P}),
    ("no_hidden_slope", {"slope": lambda S, Z: 1.0}),
    ("slope_half", {"slope": lambda S, Z: S}),
    ("slope_half", {"slope": lambda S, Z: 1 - S}),
    ("slope_of_tanh", {"slope": lambda S, Z: 1 - S**2}),
    ("slope_twice", {"slope": lambda S, Z: _sigmoid(S) * (1 - _sigmoid(S))}),
    ("slope_of_sums", {"slope": lambda S, Z: Z * (1 - Z)}),
    ("order", {"pack": lambda dW, dV: (dV, dW)}),
    # What only large numbers show comes last: of two faults the first is told first.
    ("no_max_shift", {"output": _naive}),
    ("global_max", {"output": _by_largest_of_all}),
    ("hidden_overflows", {"hidden": lambda z: np.exp(z) / (1 + np.exp(z))}),
)

_SELDOM = _named(
    (
        "axis0",
        {"output": lambda z: np.exp(z - np.max(z)) / np.sum(np.exp(z - np.max(z)), axis=0, keepdims=True)},
    ),
    ("no_softmax", {"output": lambda z: z}),
    ("no_keepdims", {"output": partial(softmax, keepdims=False)}),
    ("no_keepdims", {"output": lambda z: np.exp(z) / np.sum(np.exp(z), axis=1)}),
    ("dW_not_over_m", {"over_W": lambda m, classes: 1}),
    ("dV_not_over_m", {"over_V": lambda m, classes: 1}),
    ("dW_over_m_twice", {"over_W": lambda m, classes: m**2}),
    ("over_m_twice", _both(lambda m, classes: m**2)),
    ("squared_error", {"error": lambda P, Y: (P - Y) * P * (1 - P)}),
    ("squared_error", {"error": lambda P, Y: 2 * (P - Y)}),
    ("no_labels", {"error": lambda P, Y: P}),
    ("labels_subtracted", {"error": lambda P, Y: P - np.argmax(Y, axis=1)}),
    ("labels_subtracted", {"error": lambda P, Y: P - np.argmax(Y, axis=1)[:, np.newaxis]}),
    ("true_class_only", {"error": lambda P, Y: (P - 1) * Y}),
    ("to_probabilities", {"error": lambda P, Y: -Y / P}),
    ("linear_hidden", {"hidden": lambda z: z}),
    ("linear_hidden", {"hidden": lambda z: z, "slope": lambda S, Z: 1.0}),
    ("tanh_hidden", {"hidden": np.tanh, "slope": lambda S, Z: 1 - S**2}),
    ("relu_hidden", {"hidden": lambda z: np.maximum(0, z), "slope": lambda S, Z: Z > 0}),
    ("softmax_hidden", {"hidden": softmax}),
    ("slope_of_relu", {"slope": lambda S, Z: Z > 0}),
    ("back_not_transposed", {"back": lambda D, V: D @ V}),
    ("back_without_V", {"back": lambda D, V: D}),
    ("back_without_V", {"back": lambda D, V: np.sum(D, axis=1, keepdims=True)}),
    ("dW_transposed", {"to_W": lambda X, H, S: H.T @ X}),
    ("dV_transposed", {"to_V": lambda S, D, X, Z: D.T @ S}),
    ("dW_transposed", {"to_W": lambda X, H, S: H.T @ X, "to_V": lambda S, D, X, Z: D.T @ S}),
    ("not_transposed", {"to_W": lambda X, H, S: X @ H}),
    ("not_transposed", {"to_V": lambda S, D, X, Z: S @ D}),
    ("dV_from_inputs", {"to_V": lambda S, D, X, Z: X.T @ D}),
    ("dV_from_sums", {"to_V": lambda S, D, X, Z: Z.T @ D}),
    ("dW_from_hidden", {"to_W": lambda X, H, S: S.T @ H}),
    ("dV_with_slope", {"to_V": lambda S, D, X, Z: (S * (1 - S)).T @ D}),
    ("no_bias_gradient", {"to_W": lambda X, H, S: X[:, 1:].T @ H}),
    ("left_out", {"pack": lambda dW, dV: dW}),
    ("left_out", {"pack": lambda dW, dV: dV}),
)


def _one_sample(k):
    """The gradients of one sample, as a loop that keeps nothing or returns at once."""
    return lambda X, Y, W, V: _gradients(X[k], Y[k], W, V)


def _updated(X, Y, W, V, output=softmax, hidden=_sigmoid, rate=1.0):
    dW, dV = _gradients(X, Y, W, V, output=output, hidden=hidden)
    return W - rate * dW, V - rate * dV


def _updated_on_the_way(X, Y, W, V, output=softmax, hidden=_sigmoid, rate=1.0):
    """V takes its step before W's gradient is computed."""
    dV = _gradients(X, Y, W, V, output=output, hidden=hidden)[1]
    S = hidden(X @ W)
    D = output(S @ V) - Y
    return X.T @ (D @ (V - rate * dV).T * S * (1 - S)) / len(X), dV


def _without_brackets(X, Y, W, V, output=softmax, hidden=_sigmoid):
    """``X.T @ D @ V.T * S * (1 - S)``: the product with X comes first."""
    S = hidden(X @ W)
    D = (output(S @ V) - Y) / len(X)
    return X.T @ D @ V.T * S * (1 - S), S.T @ D


def _product_for_slope(X, Y, W, V, output=softmax, hidden=_sigmoid):
    """``D @ V.T * S @ (1 - S)``."""
    S = hidden(X @ W)
    D = (output(S @ V) - Y) / len(X)
    return X.T @ (D @ V.T * S @ (1 - S)), S.T @ D


def _ones_again(X, Y, W, V):
    return _gradients(np.hstack([np.ones((len(X), 1)), X]), Y, W, V)


def _over_inputs(X, Y, W, V, output=softmax, hidden=_sigmoid):
    return _gradients(X, Y, W, V, output=output, hidden=hidden, **_both(lambda m, classes: X.shape[1]))


#: Where the two activations come from; the library's make float32 of whole numbers.
_SOURCES = (
    {},
    {"output": _naive},
    {"output": activations.softmax, "hidden": activations.sigmoid},
    {"output": activations.softmax},
)
_RATES = (1.0, 0.1, 0.01)


def _from_all(*functions):
    return [partial(function, **source) for function in functions for source in _SOURCES]


def _loss(X, Y, W, V):
    return -np.mean(np.sum(Y * np.log(softmax(_sigmoid(X @ W) @ V)), axis=1))


def _integer_output(X, Y, W, V, output=softmax):
    dW, dV = np.zeros_like(W), np.zeros_like(V)
    dW[...], dV[...] = _gradients(X, Y, W, V, output=output)
    return dW, dV


def _integer_sum(X, Y, W, V, output=softmax):
    dW, dV = np.zeros_like(W), np.zeros_like(V)
    for k in range(len(X)):
        one_W, one_V = _gradients(X[k : k + 1], Y[k : k + 1], W, V, output=output)
        dW += one_W / len(X)
        dV += one_V / len(X)
    return dW, dV


_OTHERS = {
    "one_sample": [_one_sample(slice(0, 1)), _one_sample(slice(-1, None))],
    "updated_weights": _from_all(*(partial(_updated, rate=rate) for rate in _RATES)),
    "updated_on_the_way": _from_all(*(partial(_updated_on_the_way, rate=rate) for rate in _RATES)),
    "brackets_missing": _from_all(_without_brackets),
    "product_for_slope": _from_all(_product_for_slope),
    "over_inputs": _from_all(_over_inputs),
    "ones_again": [_ones_again],
    "loss_returned": [_loss],
    "integer_output": [
        make for f in (_integer_output, _integer_sum) for make in (f, partial(f, output=_naive))
    ],
}

#: What comes from the library, and the fault that stands beside it.
_LIBRARY = (
    ({"hidden": activations.sigmoid, "output": activations.softmax}, ""),
    ({"hidden": activations.sigmoid}, ""),
    ({"hidden": activations.sigmoid, "output": _naive}, "two_layer_gradients.no_max_shift"),
)

TWO_LAYER_GRADIENTS = (
    *compose(_gradients, _OFTEN),
    *(Misconception(name, partial(_gradients, **switches)) for name, switches in _SELDOM),
    # The same without the shift: two faults.
    *(
        Misconception(
            name, partial(_gradients, **switches, output=_naive), also="two_layer_gradients.no_max_shift"
        )
        for name, switches in _SELDOM
        if "output" not in switches
    ),
    # The same with the library's functions, which make float32 of whole numbers.
    *(
        Misconception(name, partial(_gradients, **library, **switches), also=also)
        for library, also in _LIBRARY
        for name, switches in (*_OFTEN, *_SELDOM)
        if not library.keys() & switches.keys()
    ),
    *(
        Misconception(f"two_layer_gradients.{fault}", function)
        for fault, functions in _OTHERS.items()
        for function in functions
    ),
)
