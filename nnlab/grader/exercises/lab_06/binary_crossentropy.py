"""Exercise 06.binary_crossentropy."""

from typing import Any

import numpy as np

from nnlab.calls.cases import Case
from nnlab.grader.exercises.lab_06._numbers import (
    NUMPY_ONLY,
    clipped,
    column_beside,
    labels_and_probabilities,
)
from nnlab.grader.loss_judges import finite_and_large, nearly
from nnlab.grader.misconceptions.binary_crossentropy import BINARY_CROSSENTROPY as WRONG
from nnlab.grader.spec import Criterion, Exercise


def binary_crossentropy(y_true, y_pred):
    """Mean of ``-y log(p) - (1 - y) log(1 - p)`` over all entries of any equal shapes."""
    y, p = np.asarray(y_true, dtype=np.float64).ravel(), clipped(y_pred).ravel()
    return np.mean(-y * np.log(p) - (1 - y) * np.log(1 - p))


def _tensorflow(tf: Any, y_true, y_pred):
    y, p = (tf.constant(x, tf.float64) for x in (y_true, y_pred))
    return tf.reduce_mean(tf.keras.losses.binary_crossentropy(tf.reshape(y, p.shape), p))


def _fresh(rng: np.random.Generator) -> tuple:
    m = int(rng.integers(4, 10))
    return rng.permutation(np.arange(m) % 2), rng.uniform(0.1, 0.9, m)


BINARY_CROSSENTROPY = Exercise(
    id="06.binary_crossentropy",
    reference=binary_crossentropy,
    tensorflow=_tensorflow,
    criteria=(
        Criterion(
            "formula",
            5,
            (
                Case("one sample of class 1", (np.array([1]), np.array([0.8]))),
                Case("one sample of class 0", (np.array([0.0]), np.array([0.3]))),
                Case("two samples", (np.array([1, 0]), np.array([0.9, 0.2]))),
                Case("five samples", (np.array([1, 0, 0, 1, 1]), np.array([0.7, 0.4, 0.15, 0.85, 0.35]))),
                Case("eight samples", labels_and_probabilities(1, 8)),
                Case("all of class 1", (np.ones(4), np.array([0.6, 0.75, 0.45, 0.9]))),
                Case("all of class 0", (np.zeros(3, int), np.array([0.1, 0.55, 0.25]))),
                Case(
                    "float32",
                    (np.array([0, 1, 1], np.float32), np.array([0.25, 0.625, 0.375], np.float32)),
                ),
            ),
        ),
        Criterion(
            "tables",
            1,
            (
                Case("four samples, three labels each", labels_and_probabilities(2, 4, 3)),
                Case("two samples, five labels each", labels_and_probabilities(3, 2, 5)),
                Case("three samples, three labels each", labels_and_probabilities(4, 3, 3)),
                Case("columns", labels_and_probabilities(5, 6, 1)),
                Case("one sample, four labels", labels_and_probabilities(6, 1, 4)),
            ),
        ),
        Criterion(
            "columns",
            1,
            (
                Case(
                    "a column of labels, a vector of probabilities",
                    column_beside(np.array([1, 0, 0, 1]), np.array([0.8, 0.3, 0.6, 0.45])),
                ),
                Case(
                    "a vector of labels, a column of probabilities",
                    (np.array([0.0, 1.0, 1.0]), np.array([[0.2], [0.7], [0.4]])),
                ),
            ),
        ),
        Criterion(
            "certain",
            1,
            (
                Case("certain and right", (np.array([1, 0, 1]), np.array([1.0, 0.0, 0.7]))),
                Case("certain and right, each one", (np.array([0.0, 1.0]), np.array([0.0, 1.0]))),
                Case(
                    "nearly certain",
                    (np.array([1, 0, 1, 0]), np.array([0.001, 0.9995, 0.00002, 0.3])),
                ),
            ),
            judge=nearly(1e-2, 1e-5),
            property_only=True,
        ),
        Criterion(
            "mistaken",
            1,
            (
                Case("certain of 0, and 1 is right", (np.array([1, 0, 1]), np.array([0.0, 0.25, 0.6]))),
                Case("certain of 1, and 0 is right", (np.array([0.0, 1.0]), np.array([1.0, 0.5]))),
                Case("certain and wrong, each one", (np.array([1, 0]), np.array([0.0, 1.0]))),
            ),
            judge=finite_and_large,
            property_only=True,
        ),
        Criterion(
            "purity",
            1,
            (
                Case("read-only", labels_and_probabilities(7, 5), layout="readonly"),
                Case("view with gaps", labels_and_probabilities(8, 3, 4), layout="strided"),
            ),
            rule="purity",
        ),
    ),
    misconceptions=WRONG,
    minutes=15,
    difficulty=2,
    returns="number",
    atol=1e-7,
    tolerance_reason="an epsilon of 1e-6 or less in the logarithm, and float32, pass; a wrong term does not",
    fresh=_fresh,
    forbidden=NUMPY_ONLY,
)
