"""`two_layer_gradients`: both weight gradients of a sigmoid-softmax network."""

from typing import Any

import numpy as np

from nnlab import activations
from nnlab.calls.cases import Case
from nnlab.grader.exercises.lab_09._places import placed
from nnlab.grader.misconceptions import two_layer_gradients as wrong
from nnlab.grader.spec import Criterion, Exercise


def two_layer_gradients(X, Y, W, V):
    """``(dW, dV)`` of the mean cross-entropy of ``softmax(sigmoid(X @ W) @ V)``, with one-hot `Y`.

    `X` ``(m, n)`` has a column of ones; `Y` ``(m, classes)``, `W` ``(n, units)``, `V` ``(units, classes)``.
    """
    X, Y, W, V = (np.asarray(x, dtype=np.float64) for x in (X, Y, W, V))
    Z = X @ W
    S = activations.sigmoid(Z)
    D = (activations.softmax(S @ V) - Y) / len(X)
    return X.T @ (D @ V.T * S * activations.sigmoid(-Z)), S.T @ D


def _tensorflow(tf: Any, X, Y, W, V):
    X, Y, W, V = (tf.constant(x, tf.float64) for x in (X, Y, W, V))
    with tf.GradientTape() as tape:
        tape.watch([W, V])
        logits = tf.matmul(tf.sigmoid(tf.matmul(X, W)), V)
        loss = tf.reduce_mean(tf.nn.softmax_cross_entropy_with_logits(labels=Y, logits=logits))
    return tuple(tape.gradient(loss, [W, V]))


def _network(seed: int, m: int, n: int, units: int, classes: int) -> tuple[np.ndarray, ...]:
    """Inputs with a column of ones, labels that are not in order, weights that saturate nothing."""
    rng = np.random.default_rng(seed)
    X = np.hstack([np.ones((m, 1)), rng.uniform(0.1, 1, (m, n - 1)).round(3)])
    Y = np.eye(classes)[rng.integers(0, classes, m)]
    W, V = rng.uniform(-1, 1, (n, units)).round(3), rng.uniform(-2, 2, (units, classes)).round(3)
    return X, Y, W, V


def _fresh(rng: np.random.Generator) -> tuple:
    m, n, units, classes = (int(k) for k in rng.choice(np.arange(2, 8), size=4, replace=False))
    return _network(int(rng.integers(2**32)), m, n, units, classes)


_X, _Y, _W, _V = _network(20, 3, 4, 2, 3)
_LARGE = np.array([[900.0, -1500.0, 300.0], [1800.0, 600.0, -1200.0]])
# The first sample's logits are of ordinary size; the second is right for certain, so that its flat slope,
# of which float32 keeps few digits, does not count.
_FAR = (
    np.array([[1.0, 0.0], [1.0, 1.0], [1.0, 0.5]]),
    np.array([[0.0, 1.0, 0.0], [1.0, 0.0, 0.0], [0.0, 0.0, 1.0]]),
    np.array([[-8.0], [16.0]]),
    np.array([[3000.0, -1000.0, 1500.0]]),
)
_WHOLE = (
    np.array([[1, 0, 2], [1, 3, -1], [1, 1, 1], [1, -2, 0]]),
    np.array([[0, 1], [1, 0], [0, 1], [0, 1]]),
    np.array([[1, 0, -1], [0, 1, 1], [-1, 1, 0]]),
    np.array([[1, -1], [0, 2], [-1, 1]]),
)

TWO_LAYER_GRADIENTS = Exercise(
    id="09.two_layer_gradients",
    reference=two_layer_gradients,
    tensorflow=_tensorflow,
    criteria=(
        Criterion(
            "formula",
            5,
            (
                Case("two samples, three inputs, four units, five classes", _network(1, 2, 3, 4, 5)),
                Case("five samples, four inputs, three units, two classes", _network(2, 5, 4, 3, 2)),
                Case("three samples, inputs, units and classes", _network(3, 3, 3, 3, 3)),
            ),
        ),
        Criterion(
            "shapes",
            2,
            (
                Case("one sample", _network(4, 1, 3, 2, 4)),
                Case("one hidden unit", _network(5, 4, 3, 1, 2)),
                Case("nothing but the column of ones", _network(6, 3, 1, 4, 2)),
                Case("seven samples, two inputs, five units, three classes", _network(7, 7, 2, 5, 3)),
            ),
        ),
        Criterion(
            "integers",
            1,
            (
                Case("whole numbers", _WHOLE),
                Case("whole inputs, broken weights", (*_WHOLE[:2], *_network(8, 4, 3, 3, 2)[2:])),
                Case("float32", tuple(x.astype(np.float32) for x in _network(9, 4, 2, 3, 5))),
            ),
        ),
        Criterion(
            "saturated",
            1,
            (
                Case("large logits", (_X, _Y, _W, _LARGE)),
                Case("very negative logits", (_X, _Y, _W, -2000.0 - np.abs(_LARGE))),
                Case("rows far apart", _FAR),
                Case("units far from 0", (_X, _Y, np.array([[1500.0, -1500.0]] + [[0.5, 0.25]] * 3), _V)),
            ),
        ),
        Criterion(
            "purity",
            1,
            (
                Case("read-only", _network(10, 3, 4, 2, 5), layout="readonly"),
                Case("views with gaps", _network(11, 4, 3, 5, 2), layout="strided"),
            ),
            rule="purity",
        ),
    ),
    misconceptions=placed(wrong.TWO_LAYER_GRADIENTS),
    minutes=15,
    difficulty=3,
    outputs=("dW", "dV"),
    atol=1e-7,
    tolerance_reason="sums of both signs in float32 err by a few 1e-8; a wrong term is far larger",
    fresh=_fresh,
    forbidden=(
        "tensorflow",
        "keras",
        "torch",
        "jax",
        "scipy",
        "sklearn",
        "nnlab.losses",
        "nnlab.layers",
        "nnlab.Sequential",
        "nnlab.models",
        "nnlab.gradcheck",
    ),
)
