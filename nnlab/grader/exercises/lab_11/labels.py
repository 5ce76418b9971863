"""`one_hot` and `accuracy`: class labels as rows, and how many of them are right."""

from typing import Any

import numpy as np

from nnlab.calls.cases import Case
from nnlab.grader.exercises.lab_11._data import NUMPY_ONLY
from nnlab.grader.exercises.lab_11._places import placed
from nnlab.grader.misconceptions import labels as wrong
from nnlab.grader.spec import Criterion, Exercise


def one_hot(y, num_classes):
    """Rows ``(m, num_classes)`` with a 1 in the column of each label of `y` ``(m,)``."""
    rows = np.zeros((len(y), num_classes))
    rows[np.arange(len(y)), np.asarray(y).astype(int)] = 1.0
    return rows


def accuracy(y_true, y_pred):
    """Share of equal labels; a column ``(m, 1)`` and a vector ``(m,)`` mean the same samples."""
    return np.mean(np.ravel(y_true) == np.ravel(y_pred))


def _tensorflow_one_hot(tf: Any, y, num_classes):
    return tf.one_hot(tf.cast(tf.constant(y), tf.int32), num_classes, dtype=tf.float64)


def _tensorflow_accuracy(tf: Any, y_true, y_pred):
    y_true, y_pred = (tf.reshape(tf.cast(tf.constant(y), tf.float64), [-1]) for y in (y_true, y_pred))
    return tf.reduce_mean(tf.cast(tf.equal(y_true, y_pred), tf.float64))


ONE_HOT = Exercise(
    id="11.one_hot",
    reference=one_hot,
    tensorflow=_tensorflow_one_hot,
    criteria=(
        Criterion(
            "formula",
            3,
            (
                Case("four samples, three classes", (np.array([2, 0, 1, 0]), 3)),
                Case("two samples, five classes", (np.array([3, 1]), 5)),
                Case("three samples, three classes", (np.array([1, 2, 1]), 3)),
                Case("classes that do not occur", (np.array([0, 2, 2, 0, 1]), 6)),
                Case("ten classes, the largest label missing", (np.array([7, 3, 0, 8, 3, 1]), 10)),
            ),
        ),
        Criterion(
            "sizes",
            1,
            (
                Case("one sample", (np.array([1]), 4)),
                Case("one class", (np.array([0, 0, 0]), 1)),
                Case("twelve samples, two classes", (np.array([1, 0, 0, 1, 1, 1, 0, 1, 0, 0, 0, 1]), 2)),
            ),
        ),
        Criterion(
            "labels",
            1,
            (
                Case("whole numbers stored as floats", (np.array([2.0, 0.0, 1.0, 3.0, 1.0]), 4)),
                Case("whole numbers stored as float32", (np.array([1.0, 0.0], dtype=np.float32), 3)),
                Case("labels in one byte each", (np.array([9, 0, 4, 4], dtype=np.uint8), 10)),
            ),
        ),
        Criterion(
            "purity",
            1,
            (
                Case("read-only", (np.array([0, 2, 1, 2]), 3), layout="readonly"),
                Case("view with gaps", (np.array([3, 0, 1]), 4), layout="strided"),
            ),
            rule="purity",
        ),
    ),
    misconceptions=placed(wrong.ONE_HOT),
    minutes=5,
    difficulty=1,
    rtol=0.0,
    atol=0.0,
    tolerance_reason="zeros and ones: they agree or they do not",
    fresh=lambda rng: (rng.integers(0, 5, int(rng.integers(6, 12))), 5),
    forbidden=(*NUMPY_ONLY, "nnlab.preprocessing.one_hot"),
)

_TRUE, _PRED = np.array([3, 0, 2, 1, 2, 4, 0]), np.array([3, 1, 2, 2, 2, 4, 1])

ACCURACY = Exercise(
    id="11.accuracy",
    reference=accuracy,
    tensorflow=_tensorflow_accuracy,
    criteria=(
        Criterion(
            "formula",
            3,
            (
                Case("four of seven", (_TRUE, _PRED)),
                Case("two of three", (np.array([2, 1, 0]), np.array([2, 0, 0]))),
                Case("none", (np.array([1, 2, 0, 1]), np.array([0, 1, 2, 2]))),
                Case("all", (np.array([0, 2, 1, 1, 0]), np.array([0, 2, 1, 1, 0]))),
                Case(
                    "zeros and ones", (np.array([0, 1, 1, 0, 0, 1, 0, 0]), np.array([0, 1, 0, 0, 1, 1, 0, 1]))
                ),
                Case("one sample", (np.array([4]), np.array([4]))),
                Case("one sample, wrong", (np.array([4]), np.array([3]))),
            ),
        ),
        Criterion(
            "columns",
            2,
            (
                Case("a column beside a vector", (_TRUE[:, np.newaxis], _PRED)),
                Case("a vector beside a column", (_TRUE[:5], _PRED[:5, np.newaxis])),
                Case("two columns", (_TRUE[1:, np.newaxis], _PRED[1:, np.newaxis])),
            ),
        ),
        Criterion(
            "labels",
            1,
            (
                Case("whole numbers stored as floats", (_TRUE.astype(float), _PRED.astype(float))),
                Case("floats beside integers", (_TRUE[:6].astype(np.float32), _PRED[:6])),
                Case("labels in one byte each", (_TRUE[:3].astype(np.uint8), _PRED[:3])),
            ),
        ),
        Criterion(
            "purity",
            1,
            (
                Case("read-only", (_TRUE[::-1], _PRED), layout="readonly"),
                Case("view with gaps", (_TRUE[2:], _PRED[2:]), layout="strided"),
            ),
            rule="purity",
        ),
    ),
    misconceptions=placed(wrong.ACCURACY),
    minutes=5,
    difficulty=1,
    returns="number",
    rtol=1e-6,
    atol=1e-12,
    tolerance_reason="a ratio of two whole numbers; float32 keeps seven digits of it",
    fresh=lambda rng: tuple(rng.integers(0, 3, (2, int(rng.integers(15, 30))))),
    forbidden=(*NUMPY_ONLY, "nnlab.metrics"),
)
