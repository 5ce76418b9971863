"""`sparse_categorical_crossentropy_from_logits`."""

from typing import Any

import numpy as np

from nnlab.calls.cases import Case
from nnlab.grader.exercises._logits import far_rows
from nnlab.grader.exercises.lab_08._arguments import (
    NO_LOG_SOFTMAX,
    NUMPY_ONLY,
    ROWS_FAR_APART,
    TOLERANCE,
    labels,
    logits,
    near,
)
from nnlab.grader.exercises.lab_08._places import placed
from nnlab.grader.exercises.lab_08.vectors import log_sum_exp
from nnlab.grader.misconceptions.sparse_logits import (
    SPARSE_CATEGORICAL_CROSSENTROPY_FROM_LOGITS as WRONG,
)
from nnlab.grader.spec import Criterion, Exercise


def sparse_categorical_crossentropy_from_logits(y_true, logits):
    """Mean of ``log_sum_exp(z) - z[y]`` over the rows of ``(m, classes)``; labels ``(m,)`` or ``(m, 1)``."""
    y = np.ravel(y_true).astype(int)
    return np.mean(log_sum_exp(logits) - logits[np.arange(len(y)), y])


def _sparse(tf: Any, y_true, logits):
    labels = tf.constant(np.ravel(y_true), tf.int64)
    z = tf.constant(logits, tf.float64)
    return tf.reduce_mean(tf.nn.sparse_softmax_cross_entropy_with_logits(labels=labels, logits=z))


def _fresh_sparse(rng: np.random.Generator) -> tuple:
    m, classes = (int(n) for n in rng.choice(np.arange(3, 8), size=2, replace=False))
    return np.append([1, 0], rng.integers(0, classes, m - 2)), rng.uniform(-3, 3, (m, classes))


def _far_sparse(rng: np.random.Generator) -> tuple:
    (z,) = far_rows(rng)
    return rng.integers(0, z.shape[1], len(z)), z


_FAR_BELOW = np.array([[-1000.0, 0.0, 3.0], [1.0, 2.0, 0.5]])

SPARSE_CATEGORICAL_CROSSENTROPY_FROM_LOGITS = Exercise(
    id="08.sparse_categorical_crossentropy_from_logits",
    reference=sparse_categorical_crossentropy_from_logits,
    tensorflow=_sparse,
    criteria=(
        Criterion(
            "formula",
            4,
            (
                Case(
                    "two samples, three classes",
                    (np.array([2, 0]), np.array([[2.0, 1.0, 0.1], [0.5, 2.5, 0.3]])),
                ),
                Case("five samples, four classes", (labels(31, 5, 4), logits(32, 5, 4))),
                Case("three samples, three classes", (np.array([2, 0, 1]), logits(33, 3, 3))),
                Case("six samples, two classes", (labels(34, 6), logits(35, 6, 2))),
                Case(
                    "sure and right",
                    (np.array([1, 3]), np.array([[-2.5, 4.1, -1.5, 0.2], [-3.0, 0.3, -0.7, 5.4]])),
                ),
            ),
        ),
        Criterion(
            "shapes",
            1,
            (
                Case("one sample", (np.array([3]), logits(36, 1, 5))),
                Case("one class", (np.zeros(3, int), logits(37, 3, 1))),
                Case("more classes than samples", (np.array([6, 2]), logits(38, 2, 9))),
            ),
        ),
        Criterion(
            "labels",
            1,
            (
                Case("labels in a column", (labels(39, 4, 3)[:, np.newaxis], logits(40, 4, 3))),
                Case("labels as floats", (labels(41, 5, 3).astype(float), logits(42, 5, 3))),
                Case("a column of floats", (labels(43, 3, 4).astype(float)[:, np.newaxis], logits(44, 3, 4))),
                Case("unsigned labels", (labels(45, 4, 5).astype(np.uint8), logits(46, 4, 5))),
                Case("whole logits", (np.array([1, 0, 2]), np.array([[3, 0, -1], [1, 1, 4], [0, 2, 2]]))),
                Case("float32", (labels(47, 4, 3), logits(48, 4, 3).astype(np.float32))),
            ),
        ),
        Criterion(
            "extremes",
            3,
            (
                Case("the true class far below", (np.array([0, 1]), _FAR_BELOW)),
                Case(
                    "large logits",
                    (np.array([1, 2]), np.array([[1000.0, 1001.0, 1002.0], [-1000.0, 0.0, 1000.0]])),
                ),
                Case("rows far apart", (np.array([0, 1, 2]), ROWS_FAR_APART)),
                Case("large whole numbers", (np.array([0, 2]), np.array([[800, 802, 801], [-900, 3, 1]]))),
            ),
            judge=near,
            fresh=_far_sparse,
        ),
        Criterion(
            "purity",
            1,
            (
                Case("read-only", (labels(49, 4, 3), logits(50, 4, 3)), layout="readonly"),
                Case("views with gaps", (labels(51, 3, 5), logits(52, 3, 5)), layout="strided"),
            ),
            rule="purity",
        ),
    ),
    misconceptions=placed(WRONG),
    minutes=15,
    difficulty=2,
    returns="number",
    **TOLERANCE,
    fresh=_fresh_sparse,
    forbidden=(*NUMPY_ONLY, NO_LOG_SOFTMAX),
)
