"""Wrong ways to train a two-layer network for one epoch."""

from functools import partial

import numpy as np

from nnlab.activations import sigmoid, softmax
from nnlab.grader.misconceptions._compose import compose
from nnlab.grader.spec import Misconception


def _train_epoch(
    X,
    Y,
    W,
    V,
    learning_rate,
    *,
    samples=range,
    hidden=sigmoid,
    output=softmax,
    error=lambda z, y: z - y,
    slope=lambda s, z: s * (1 - s),
    back=lambda d, V, slope: d @ V.T * slope,
    first="both",
    scale=lambda m: 1.0,
    sign=-1.0,
    learn=("W", "V"),
    finish=lambda W, V: (W, V),
):
    """A step after each sample; right as long as no part is exchanged."""
    X, W, V = np.asarray(X, float), np.array(W, float), np.array(V, float)
    step = sign * learning_rate * scale(len(X))
    for i in samples(len(X)):
        x, y = X[i : i + 1], Y[i : i + 1]
        z = x @ W
        s = hidden(z)
        d = error(output(s @ V), y)
        grad_V = s.T @ d
        if first == "V":
            V = V + step * grad_V
        W = W + step * (x.T @ back(d, V, slope(s, z))) * ("W" in learn)
        if first == "W":
            s = hidden(x @ W)
            grad_V = s.T @ error(output(s @ V), y)
        if first != "V":
            V = V + step * grad_V * ("V" in learn)
    return finish(W, V)


def _softmax_down(z):
    """Softmax along axis 0, where a single sample gives ones."""
    return np.ones_like(z)


#: These meet in pairs.
_OFTEN = (
    ("train_epoch.no_sigmoid_derivative", {"slope": lambda s, z: 1.0}),
    ("train_epoch.gradient_ascent", {"sign": 1.0}),
    ("train_epoch.averaged", {"scale": lambda m: 1 / m}),
    ("train_epoch.output_updated_first", {"first": "V"}),
    ("train_epoch.hidden_updated_first", {"first": "W"}),
    ("train_epoch.no_softmax", {"output": lambda z: z}),
    ("train_epoch.swapped", {"finish": lambda W, V: (V, W)}),
    ("train_epoch.last_sample_left_out", {"samples": lambda m: range(m - 1)}),
)
#: These stand alone: the other ways to commit them, and the seldom ones.
_ALONE = (
    ("train_epoch.slope_of_slope", {"slope": lambda s, z: sigmoid(s) * (1 - sigmoid(s))}),
    ("train_epoch.slope_from_sum", {"slope": lambda s, z: z * (1 - z)}),
    ("train_epoch.half_slope", {"slope": lambda s, z: s}),
    ("train_epoch.half_slope", {"slope": lambda s, z: 1 - s}),
    ("train_epoch.tanh_slope", {"slope": lambda s, z: 1 - s**2}),
    ("train_epoch.relu_slope", {"slope": lambda s, z: z > 0}),
    ("train_epoch.relu_slope", {"slope": lambda s, z: s > 0}),
    (
        "train_epoch.slope_without_parentheses",
        {"slope": lambda s, z: s, "back": lambda d, V, s: d @ V.T * s - s},
    ),
    (
        "train_epoch.slope_without_parentheses",
        {"slope": lambda s, z: s, "back": lambda d, V, s: d @ V.T * s + 1 - s},
    ),
    ("train_epoch.relu_hidden", {"hidden": lambda z: np.maximum(z, 0), "slope": lambda s, z: z > 0}),
    ("train_epoch.tanh_hidden", {"hidden": np.tanh, "slope": lambda s, z: 1 - s**2}),
    ("train_epoch.no_hidden_activation", {"hidden": lambda z: z, "slope": lambda s, z: 1.0}),
    ("train_epoch.sigmoid_output", {"output": sigmoid}),
    ("train_epoch.softmax_axis0", {"output": _softmax_down}),
    ("train_epoch.output_slope", {"error": lambda z, y: (z - y) * z * (1 - z)}),
    ("train_epoch.over_classes", {"error": lambda z, y: (z - y) / y.size}),
    (
        "train_epoch.squared_error",
        {"output": sigmoid, "error": lambda z, y: (z - y) * z * (1 - z)},
    ),
    ("train_epoch.doubled", {"error": lambda z, y: 2 * (z - y)}),
    ("train_epoch.only_hidden", {"learn": ("W",)}),
    ("train_epoch.only_output", {"learn": ("V",)}),
    ("train_epoch.unchanged", {"learn": ()}),
    ("train_epoch.first_sample_only", {"samples": lambda m: [0]}),
    ("train_epoch.last_sample_only", {"samples": lambda m: [m - 1]}),
    ("train_epoch.first_sample_left_out", {"samples": lambda m: range(1, m)}),
    ("train_epoch.first_sample_every_time", {"samples": lambda m: [0] * m}),
    ("train_epoch.reversed", {"samples": lambda m: range(m)[::-1]}),
    ("train_epoch.two_epochs", {"samples": lambda m: [*range(m), *range(m)]}),
)


def _full_batch(reduction):
    """One step with the gradient of all samples."""

    def train_epoch(X, Y, W, V, learning_rate):
        S = sigmoid(X @ W)
        D = (softmax(S @ V) - Y) / reduction(len(X))
        return W - learning_rate * X.T @ (D @ V.T * S * (1 - S)), V - learning_rate * S.T @ D

    return train_epoch


def _steps_of_the_batch(X, Y, W, V, learning_rate):
    """As many steps as samples, each with all of them."""
    for _ in range(len(X)):
        W, V = _full_batch(lambda m: m)(X, Y, W, V, learning_rate)
    return W, V


def _gradients(X, Y, W, V, learning_rate):  # noqa: ARG001
    """The gradients of the mean loss in place of the weights."""
    W2, V2 = _full_batch(lambda m: m)(X, Y, W, V, 1.0)
    return W - W2, V - V2


def _last_gradients(X, Y, W, V, learning_rate):
    """The gradients of the last step in place of the weights."""
    m = len(X) - 1
    W, V = _train_epoch(X[:m], Y[:m], W, V, learning_rate)
    return _gradients(X[m:], Y[m:], W, V, learning_rate)


def _rate_ignored(rate):
    return lambda X, Y, W, V, learning_rate: _train_epoch(X, Y, W, V, rate)


TRAIN_EPOCH = (
    *compose(_train_epoch, _OFTEN),
    *(Misconception(name, partial(_train_epoch, **switches)) for name, switches in _ALONE),
    Misconception("train_epoch.full_batch", _full_batch(lambda m: m)),
    Misconception("train_epoch.full_batch", _full_batch(lambda m: 1)),
    Misconception("train_epoch.full_batch", _steps_of_the_batch),
    Misconception("train_epoch.returns_gradients", _gradients),
    Misconception("train_epoch.returns_gradients", _last_gradients),
    Misconception("train_epoch.learning_rate_ignored", _rate_ignored(0.01)),
    Misconception("train_epoch.learning_rate_ignored", _rate_ignored(0.1)),
    Misconception("train_epoch.learning_rate_ignored", _rate_ignored(1.0)),
)
