"""Exercise 06.categorical_crossentropy."""

from typing import Any

import numpy as np

from nnlab.calls.cases import Case
from nnlab.grader.exercises.lab_06._numbers import (
    FLOAT32_ROWS,
    NEARLY_RIGHT,
    NUMPY_ONLY,
    classes_and_probabilities,
    clipped,
    one_hot,
)
from nnlab.grader.loss_judges import finite_and_large, nearly
from nnlab.grader.misconceptions.categorical_crossentropy import CATEGORICAL_CROSSENTROPY as WRONG
from nnlab.grader.spec import Criterion, Exercise


def categorical_crossentropy(y_true, y_pred):
    """Mean over the rows of ``-sum_j y_j log(p_j)``; one-hot labels and probabilities ``(m, classes)``."""
    y = np.asarray(y_true, dtype=np.float64)
    return np.mean(-np.sum(y * np.log(clipped(y_pred)), axis=1))


def _tensorflow(tf: Any, y_true, y_pred):
    y, p = (tf.constant(x, tf.float64) for x in (y_true, y_pred))
    return tf.reduce_mean(tf.keras.losses.categorical_crossentropy(y, p))


def _batch(seed: int, m: int, classes: int) -> tuple[np.ndarray, np.ndarray]:
    labels, probabilities = classes_and_probabilities(seed, m, classes)
    return one_hot(labels, classes), probabilities


def _fresh(rng: np.random.Generator) -> tuple:
    m, classes = (int(n) for n in rng.choice(np.arange(3, 8), size=2, replace=False))
    shares = rng.uniform(1, 8, (m, classes))
    return one_hot(rng.integers(0, classes, m), classes), shares / shares.sum(axis=1, keepdims=True)


CATEGORICAL_CROSSENTROPY = Exercise(
    id="06.categorical_crossentropy",
    reference=categorical_crossentropy,
    tensorflow=_tensorflow,
    criteria=(
        Criterion(
            "formula",
            5,
            (
                Case("nearly right", (one_hot([3, 1], 4), NEARLY_RIGHT)),
                Case("two samples, three classes", _batch(1, 2, 3)),
                Case("four samples, three classes", _batch(2, 4, 3)),
                Case("three samples, five classes", _batch(3, 3, 5)),
                Case("three samples, three classes", _batch(4, 3, 3)),
            ),
        ),
        Criterion(
            "sizes",
            1,
            (
                Case("one sample, four classes", (one_hot([2], 4), np.array([[0.30, 0.20, 0.15, 0.35]]))),
                Case("seven samples, two classes", _batch(5, 7, 2)),
                Case("two samples, ten classes", _batch(6, 2, 10)),
                Case("whole-number labels", (one_hot([1, 0], 3).astype(int), _batch(7, 2, 3)[1])),
                Case("float32", (one_hot([2, 0, 1], 4).astype(np.float32), FLOAT32_ROWS)),
            ),
        ),
        Criterion(
            "certain",
            2,
            (
                Case("a wrong class of probability 0", (one_hot([2], 3), np.array([[0.0, 0.25, 0.75]]))),
                Case(
                    "certain and right",
                    (one_hot([0, 1], 3), np.array([[1.0, 0.0, 0.0], [0.3, 0.6, 0.1]])),
                ),
                Case("nearly certain and right", (one_hot([2], 3), np.array([[0.0001, 0.0001, 0.9998]]))),
                Case(
                    "a small probability",
                    (
                        one_hot([0, 3], 4),
                        np.array([[0.00002, 0.00198, 0.5, 0.498], [0.25, 0.0, 0.749, 0.001]]),
                    ),
                ),
            ),
            judge=nearly(1e-2, 1e-5),
            property_only=True,
        ),
        Criterion(
            "mistaken",
            1,
            (
                Case("probability 0 for the true class", (one_hot([1], 3), np.array([[0.75, 0.0, 0.25]]))),
                Case(
                    "probability 0 for two true classes",
                    (one_hot([0, 2, 1], 3), np.array([[0.0, 1.0, 0.0], [0.5, 0.5, 0.0], [0.2, 0.7, 0.1]])),
                ),
            ),
            judge=finite_and_large,
            property_only=True,
        ),
        Criterion(
            "purity",
            1,
            (
                Case("read-only", _batch(9, 4, 3), layout="readonly"),
                Case("view with gaps", _batch(10, 3, 5), layout="strided"),
            ),
            rule="purity",
        ),
    ),
    misconceptions=WRONG,
    minutes=15,
    difficulty=2,
    returns="number",
    atol=1e-7,
    tolerance_reason="an epsilon of 1e-7 or less in the logarithm, and float32, pass; a wrong term does not",
    fresh=_fresh,
    forbidden=NUMPY_ONLY,
)
