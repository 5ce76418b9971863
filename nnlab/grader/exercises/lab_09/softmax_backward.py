"""`softmax_crossentropy_backward`: the gradient of the mean cross-entropy with respect to the logits."""

from typing import Any

import numpy as np

from nnlab import activations
from nnlab.calls.cases import Case
from nnlab.grader.exercises._logits import far_rows
from nnlab.grader.exercises.lab_09._places import placed
from nnlab.grader.misconceptions import softmax_backward as wrong
from nnlab.grader.spec import Criterion, Exercise


def softmax_crossentropy_backward(logits, y_true):
    """``(softmax(logits) - one_hot(y_true)) / m`` for `logits` ``(m, classes)`` and labels ``(m,)``."""
    gradient = activations.softmax(np.asarray(logits, dtype=np.float64))
    m = len(gradient)
    gradient[np.arange(m), y_true] -= 1
    return gradient / m


def _tensorflow(tf: Any, logits, y_true):
    logits, labels = tf.constant(logits, tf.float64), tf.constant(y_true, tf.int64)
    with tf.GradientTape() as tape:
        tape.watch(logits)
        losses = tf.nn.sparse_softmax_cross_entropy_with_logits(labels=labels, logits=logits)
        loss = tf.reduce_mean(losses)
    return tape.gradient(loss, logits)


def _case(name: str, seed: int, classes: int, labels: list[int], layout: str = "plain") -> Case:
    """Logits so near to each other that p - 1 keeps its digits in float32."""
    logits = np.random.default_rng(seed).uniform(-2, 2, (len(labels), classes)).round(3)
    return Case(name, (logits, np.array(labels)), layout)


def _fresh(rng: np.random.Generator) -> tuple:
    m, classes = (int(n) for n in rng.choice(np.arange(3, 8), size=2, replace=False))
    return rng.uniform(-2, 2, (m, classes)), rng.integers(0, classes, m)


def _far(rng: np.random.Generator) -> tuple:
    (z,) = far_rows(rng)
    return z, rng.integers(0, z.shape[1], len(z))


_FAR = np.array([[1000.0, 1002.0, 1001.0], [-1.0, 0.5, 0.25], [-1002.0, -1000.0, -1001.0]])

SOFTMAX_CROSSENTROPY_BACKWARD = Exercise(
    id="09.softmax_crossentropy_backward",
    reference=softmax_crossentropy_backward,
    tensorflow=_tensorflow,
    criteria=(
        Criterion(
            "formula",
            4,
            (
                _case("two samples, three classes", 1, 3, [2, 0]),
                _case("four samples, three classes", 2, 3, [1, 2, 2, 0]),
                _case("three samples, three classes", 3, 3, [2, 0, 0]),
                # Class 3 is nobody's: its column has to be there all the same.
                _case("two samples, four classes", 4, 4, [0, 2]),
                # The true class is the likely one in no sample.
                Case(
                    "small probabilities",
                    (
                        np.array([[0.5, -8.25, 1.0], [-10.5, 0.25, -9.0], [2.0, 1.5, -7.5]]),
                        np.array([0, 2, 1]),
                    ),
                ),
            ),
        ),
        Criterion(
            "shapes",
            2,
            (
                _case("one sample", 5, 4, [1]),
                Case("one class", (np.array([[0.0], [0.5], [-2.0], [1.0]]), np.array([0, 0, 0, 0]))),
                _case("six samples, two classes", 6, 2, [0, 1, 1, 0, 1, 1]),
            ),
        ),
        Criterion(
            "integers",
            1,
            (
                Case(
                    "whole logits",
                    (np.array([[3, 0, -1, 2], [1, 1, 4, 0], [0, 2, 1, -1]]), np.array([3, 0, 1])),
                ),
                Case(
                    "labels as small integers",
                    (_case("", 7, 3, [0] * 5).args[0], np.array([2, 0, 1, 1, 0], dtype=np.uint8)),
                ),
                Case("float32", (_case("", 8, 5, [0] * 3).args[0].astype(np.float32), np.array([4, 2, 0]))),
            ),
        ),
        Criterion(
            "large_logits",
            2,
            (
                Case("large logits", (np.array([[1000.0, 1001.0, 1002.0]]), np.array([1]))),
                Case("very negative logits", (np.array([[-1000.0, -1002.0, -1001.0]]), np.array([2]))),
                Case("rows far apart", (_FAR, np.array([0, 2, 1]))),
                Case(
                    "far apart in one row",
                    (np.array([[-1000.0, 0.0, 1000.0], [900.0, -900.0, 0.0]]), np.array([0, 0])),
                ),
            ),
            fresh=_far,
        ),
        Criterion(
            "purity",
            1,
            (
                _case("read-only", 9, 4, [3, 1, 0], "readonly"),
                _case("views with gaps", 10, 3, [1, 1, 2, 0, 2], "strided"),
            ),
            rule="purity",
        ),
    ),
    misconceptions=placed(wrong.SOFTMAX_CROSSENTROPY_BACKWARD),
    minutes=10,
    difficulty=3,
    atol=2e-8,
    tolerance_reason="an epsilon of 1e-8 in a denominator does no harm; digits rounded away at 1e-7 do",
    fresh=_fresh,
    forbidden=(
        "tensorflow",
        "keras",
        "torch",
        "jax",
        "scipy",
        "sklearn",
        "nnlab.losses",
        "nnlab.activations.softmax_gradient",
        "nnlab.activations.log_softmax_gradient",
    ),
)
