"""`dense_backward`: the gradients of a dense layer's sums with respect to input, weights and bias."""

from typing import Any

import numpy as np

from nnlab.calls.cases import Case
from nnlab.grader.exercises.lab_09._places import placed
from nnlab.grader.misconceptions import dense_backward as wrong
from nnlab.grader.spec import Criterion, Exercise


def dense_backward(dZ, A_in, W):
    """Gradients ``(m, n)``, ``(n, units)``, ``(units,)`` of ``A_in @ W + b``, from `dZ` ``(m, units)``."""
    dZ, A_in, W = (np.asarray(x, dtype=np.float64) for x in (dZ, A_in, W))
    return dZ @ W.T, A_in.T @ dZ, dZ.sum(axis=0)


def _tensorflow(tf: Any, dZ, A_in, W):
    dZ, A_in, W = (tf.constant(x, tf.float64) for x in (dZ, A_in, W))
    b = tf.zeros(W.shape[1], tf.float64)
    with tf.GradientTape() as tape:
        tape.watch([A_in, W, b])
        Z = tf.matmul(A_in, W) + b
    return tuple(tape.gradient(Z, [A_in, W, b], output_gradients=dZ))


def _layer(seed: int, m: int, n: int, units: int, scale: float = 1.0) -> tuple[np.ndarray, ...]:
    """Arguments of both signs, more of them positive, so that no sum nearly cancels in float32."""
    rng = np.random.default_rng(seed)
    shapes = ((m, units), (m, n), (n, units))
    dZ, A_in, W = (rng.uniform(-0.6, 2, shape).round(3) for shape in shapes)
    return dZ * scale, A_in, W


def _fresh(rng: np.random.Generator) -> tuple:
    m, n, units = (int(k) for k in rng.choice(np.arange(2, 8), size=3, replace=False))
    return tuple(rng.uniform(0.2, 2, shape) for shape in ((m, units), (m, n), (n, units)))


def _whole(seed: int, *shape: int) -> np.ndarray:
    return np.random.default_rng(seed).integers(-3, 5, shape)


DENSE_BACKWARD = Exercise(
    id="09.dense_backward",
    reference=dense_backward,
    tensorflow=_tensorflow,
    criteria=(
        Criterion(
            "formula",
            5,
            (
                Case("two samples, three inputs, four units", _layer(61, 2, 3, 4)),
                Case("five samples, three inputs, two units", _layer(42, 5, 3, 2)),
                Case("three samples, three inputs, three units", _layer(63, 3, 3, 3)),
                # As small as gradients often are: digits that are rounded away are missed.
                Case("small gradients", _layer(4, 4, 2, 3, 2.0**-17)),
            ),
        ),
        Criterion(
            "shapes",
            2,
            (
                Case("one sample", _layer(5, 1, 3, 2)),
                Case("one unit", _layer(6, 4, 3, 1)),
                Case("one input", _layer(7, 3, 1, 5)),
                Case("seven samples, two inputs, three units", _layer(28, 7, 2, 3)),
            ),
        ),
        Criterion(
            "integers",
            2,
            (
                Case("whole numbers", (_whole(9, 4, 2), _whole(10, 4, 3), _whole(11, 3, 2))),
                Case(
                    "whole inputs and weights", (_layer(12, 3, 2, 4)[0], _whole(13, 3, 2), _whole(14, 2, 4))
                ),
                Case("float32", tuple(x.astype(np.float32) for x in _layer(15, 3, 4, 2))),
            ),
        ),
        Criterion(
            "purity",
            1,
            (
                Case("read-only", _layer(36, 3, 2, 4), layout="readonly"),
                Case("views with gaps", _layer(17, 2, 4, 3), layout="strided"),
            ),
            rule="purity",
        ),
    ),
    misconceptions=placed(wrong.DENSE_BACKWARD),
    minutes=10,
    difficulty=2,
    outputs=("dA_in", "dW", "db"),
    atol=1e-12,
    tolerance_reason="relative: small gradients count as much as large ones, and no sum nearly cancels",
    fresh=_fresh,
    forbidden=("tensorflow", "keras", "torch", "jax", "scipy", "sklearn"),
)
