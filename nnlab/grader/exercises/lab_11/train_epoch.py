"""`train_epoch`: one pass over the samples, a step of gradient descent after each."""

from typing import Any

import numpy as np

from nnlab.activations import sigmoid, softmax
from nnlab.calls.cases import Case
from nnlab.grader.exercises.lab_11._data import NUMPY_ONLY
from nnlab.grader.exercises.lab_11._places import placed
from nnlab.grader.misconceptions import train_epoch as wrong
from nnlab.grader.spec import Criterion, Exercise


def train_epoch(X, Y, W, V, learning_rate):
    """Per-sample descent: sigmoid layer `W` ``(n, hidden)``, softmax layer `V` ``(hidden, classes)``."""
    W, V = np.array(W, np.float64), np.array(V, np.float64)
    for x, y in zip(np.asarray(X, np.float64), np.asarray(Y, np.float64), strict=True):
        s = sigmoid(x @ W)
        error = softmax(s @ V) - y
        grad_W = np.outer(x, (V @ error) * s * (1 - s))
        grad_V = np.outer(s, error)
        W -= learning_rate * grad_W
        V -= learning_rate * grad_V
    return W, V


def _tensorflow(tf: Any, X, Y, W, V, learning_rate):
    """Gradients by `GradientTape`, the step by Keras's own SGD."""
    X, Y = tf.constant(X, tf.float64), tf.constant(Y, tf.float64)
    W, V = (tf.Variable(tf.constant(a, tf.float64)) for a in (W, V))
    for i in range(len(X)):
        with tf.GradientTape() as tape:
            logits = tf.sigmoid(X[i : i + 1] @ W) @ V
            loss = tf.nn.softmax_cross_entropy_with_logits(labels=Y[i : i + 1], logits=logits)
        for variable, gradient in zip((W, V), tape.gradient(loss, (W, V)), strict=True):
            variable.assign_sub(tf.constant(learning_rate, tf.float64) * gradient)
    return W.numpy(), V.numpy()


def _task(seed: int, m: int, n: int, hidden: int, classes: int, rate: float) -> tuple:
    """Inputs with the column of ones in front, one-hot rows, and weights away from 0."""
    rng = np.random.default_rng(seed)
    X = np.column_stack([np.ones(m), rng.uniform(0, 1, (m, n - 1)).round(3)])
    Y = np.eye(classes)[rng.permutation(np.arange(m) % classes)]
    signs = [rng.choice([-1.0, 1.0], shape) for shape in ((n, hidden), (hidden, classes))]
    W, V = (sign * rng.uniform(0.3, 1.2, sign.shape).round(3) for sign in signs)
    return X, Y, W, V, rate


def _whole(seed: int) -> tuple:
    X, Y, W, V, rate = _task(seed, 4, 3, 2, 3, 0.2)
    return np.rint(3 * X).astype(int), Y.astype(int), W, V, rate


def _pixels(seed: int) -> tuple:
    """Pixels from 0 to 255, as they are before scaling: every sum lies where the sigmoid is flat."""
    X, Y, W, V, rate = _task(seed, 4, 6, 3, 2, 0.5)
    return np.column_stack([X[:, :1], np.rint(255 * X[:, 1:])]), Y, W * 5, V, rate


def _narrow(args: tuple) -> tuple:
    return tuple(a.astype(np.float32) if isinstance(a, np.ndarray) else a for a in args)


def _fresh(rng: np.random.Generator) -> tuple:
    n, hidden, classes, m = (int(k) for k in rng.choice(np.arange(2, 7), size=4, replace=False))
    return _task(int(rng.integers(2**31)), m, n, hidden, classes, 0.25)


TRAIN_EPOCH = Exercise(
    id="11.train_epoch",
    reference=train_epoch,
    tensorflow=_tensorflow,
    criteria=(
        Criterion(
            "formula",
            5,
            (
                Case("two samples", _task(41, 2, 3, 4, 3, 0.5)),
                Case("five samples", _task(42, 5, 3, 4, 2, 0.5)),
                Case("six samples, small steps", _task(43, 6, 4, 2, 3, 0.1)),
                Case("three of everything", _task(44, 3, 3, 3, 3, 1.0)),
            ),
        ),
        Criterion(
            "sizes",
            1,
            (
                Case("one sample", _task(45, 1, 3, 2, 4, 0.5)),
                Case("one hidden unit", _task(46, 4, 2, 1, 3, 0.5)),
                Case("the column of ones alone", _task(47, 3, 1, 4, 2, 0.5)),
                Case("ten classes", _task(48, 12, 5, 3, 10, 0.3)),
                Case("learning rate 0", _task(49, 3, 2, 3, 4, 0.0)),
            ),
        ),
        Criterion(
            "integers",
            1,
            (Case("whole numbers", _whole(50)), Case("float32", _narrow(_task(51, 4, 3, 2, 3, 0.25)))),
        ),
        Criterion("pixels", 1, (Case("pixels that were not scaled", _pixels(53)),)),
        Criterion(
            "purity",
            2,
            (
                Case("read-only", _task(53, 4, 3, 2, 5, 0.5), layout="readonly"),
                Case("view with gaps", _task(54, 3, 4, 5, 2, 0.5), layout="strided"),
            ),
            rule="purity",
        ),
    ),
    misconceptions=placed(wrong.TRAIN_EPOCH),
    minutes=20,
    difficulty=3,
    outputs=("W", "V"),
    atol=2e-6,
    tolerance_reason="a weight of size 1 in float32 is exact to 1e-7, and each of the steps adds to that",
    fresh=_fresh,
    forbidden=NUMPY_ONLY,
)
