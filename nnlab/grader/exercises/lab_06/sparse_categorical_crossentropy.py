"""Exercise 06.sparse_categorical_crossentropy."""

from typing import Any

import numpy as np

from nnlab.calls.cases import Case
from nnlab.grader.exercises.lab_06._numbers import (
    FLOAT32_ROWS,
    NEARLY_RIGHT,
    NUMPY_ONLY,
    classes_and_probabilities,
    clipped,
    column_beside,
)
from nnlab.grader.loss_judges import finite_and_large, nearly
from nnlab.grader.misconceptions.sparse_categorical_crossentropy import (
    SPARSE_CATEGORICAL_CROSSENTROPY as WRONG,
)
from nnlab.grader.spec import Criterion, Exercise


def sparse_categorical_crossentropy(y_true, y_pred):
    """Mean of ``-log(p[i, y_i])``; class numbers ``(m,)`` or ``(m, 1)``, probabilities ``(m, classes)``."""
    labels = np.asarray(y_true).ravel().astype(int)
    return np.mean(-np.log(clipped(y_pred)[np.arange(labels.size), labels]))


def _tensorflow(tf: Any, y_true, y_pred):
    y, p = tf.constant(y_true), tf.constant(y_pred, tf.float64)
    return tf.reduce_mean(tf.keras.losses.sparse_categorical_crossentropy(y, p))


_batch = classes_and_probabilities


def _with_labels(*labels, seed: int, classes: int) -> tuple[np.ndarray, np.ndarray]:
    return np.array(labels), _batch(seed, len(labels), classes)[1]


def _floats(y_true, y_pred) -> tuple[np.ndarray, np.ndarray]:
    return y_true.astype(float), y_pred


def _fresh(rng: np.random.Generator) -> tuple:
    m, classes = (int(n) for n in rng.choice(np.arange(3, 8), size=2, replace=False))
    shares = rng.uniform(1, 8, (m, classes))
    return rng.integers(0, classes, m), shares / shares.sum(axis=1, keepdims=True)


# Keras divides the rows by their sum after it has clipped, which shows where a probability is exactly 0 or 1.
SPARSE_CATEGORICAL_CROSSENTROPY = Exercise(
    id="06.sparse_categorical_crossentropy",
    reference=sparse_categorical_crossentropy,
    tensorflow=_tensorflow,
    criteria=(
        Criterion(
            "formula",
            4,
            (
                Case("nearly right", (np.array([3, 1]), NEARLY_RIGHT)),
                Case("two samples, three classes", _with_labels(0, 2, seed=1, classes=3)),
                Case("four samples, three classes", _with_labels(2, 0, 1, 1, seed=2, classes=3)),
                Case("three samples, five classes", _with_labels(1, 3, 0, seed=3, classes=5)),
                Case("three samples, three classes", _with_labels(1, 2, 1, seed=4, classes=3)),
            ),
        ),
        Criterion(
            "sizes",
            1,
            (
                Case("one sample, four classes", (np.array([3]), np.array([[0.30, 0.20, 0.15, 0.35]]))),
                Case("seven samples, two classes", _with_labels(1, 0, 0, 1, 1, 0, 1, seed=5, classes=2)),
                Case("two samples, ten classes", _with_labels(7, 4, seed=6, classes=10)),
                Case("float32", (np.array([0, 3, 2]), FLOAT32_ROWS)),
            ),
        ),
        Criterion(
            "columns",
            1,
            (
                Case("a column of labels", column_beside(*_with_labels(2, 0, 1, 1, seed=9, classes=3))),
                Case(
                    "a column of labels, as many samples as classes",
                    column_beside(*_with_labels(1, 2, 1, seed=10, classes=3)),
                ),
            ),
        ),
        Criterion(
            "float_labels",
            1,
            (
                Case("labels stored as floats", _floats(*_with_labels(1, 0, 3, 2, 1, seed=11, classes=4))),
                Case(
                    "a column of labels stored as floats",
                    column_beside(*_floats(*_with_labels(0, 2, 1, seed=12, classes=4))),
                ),
            ),
        ),
        Criterion(
            "certain",
            1,
            (
                Case(
                    "a wrong class of probability 0",
                    (np.array([2]), np.array([[0.0, 0.25, 0.75]])),
                    tensorflow=False,
                ),
                Case(
                    "certain and right",
                    (np.array([0, 1]), np.array([[1.0, 0.0, 0.0], [0.3, 0.6, 0.1]])),
                    tensorflow=False,
                ),
                Case("nearly certain and right", (np.array([2]), np.array([[0.0001, 0.0001, 0.9998]]))),
                Case(
                    "a small probability",
                    (np.array([0, 3]), np.array([[0.00002, 0.00198, 0.5, 0.498], [0.2, 0.05, 0.749, 0.001]])),
                ),
            ),
            judge=nearly(1e-2, 1e-5),
            property_only=True,
        ),
        Criterion(
            "mistaken",
            1,
            (
                Case(
                    "probability 0 for the true class",
                    (np.array([1]), np.array([[0.75, 0.0, 0.25]])),
                    tensorflow=False,
                ),
                Case(
                    "probability 0 for two true classes",
                    (np.array([0, 2, 1]), np.array([[0.0, 1.0, 0.0], [0.5, 0.5, 0.0], [0.2, 0.7, 0.1]])),
                    tensorflow=False,
                ),
            ),
            judge=finite_and_large,
            property_only=True,
        ),
        Criterion(
            "purity",
            1,
            (
                Case("read-only", _batch(13, 4, 3), layout="readonly"),
                Case("view with gaps", _batch(14, 3, 5), layout="strided"),
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
