"""Exercise 06.mean_squared_error."""

from typing import Any

import numpy as np

from nnlab.calls.cases import Case
from nnlab.grader.exercises.lab_06._numbers import NUMPY_ONLY, column_beside
from nnlab.grader.misconceptions.mean_squared_error import MEAN_SQUARED_ERROR as WRONG
from nnlab.grader.spec import Criterion, Exercise


def mean_squared_error(y_true, y_pred):
    """Mean of ``(y_true - y_pred)**2`` over all entries; ``(m,)`` and ``(m, 1)`` are the same samples."""
    y, p = (np.asarray(x, dtype=np.float64).ravel() for x in (y_true, y_pred))
    return np.mean((y - p) ** 2)


def _tensorflow(tf: Any, y_true, y_pred):
    y, p = (tf.constant(x, tf.float64) for x in (y_true, y_pred))
    return tf.reduce_mean(tf.keras.losses.MSE(tf.reshape(y, p.shape), p))


def _numbers(seed: int, *shape: int) -> tuple[np.ndarray, np.ndarray]:
    """Targets and predictions of both signs that are never close, so that float32 tells them apart."""
    rng = np.random.default_rng(seed)
    y_true = rng.uniform(-3, 3, shape).round(3)
    gap = rng.uniform(0.2, 2, shape) * rng.choice([-1, 1], shape)
    return y_true, (y_true + gap).round(3)


def _fresh(rng: np.random.Generator) -> tuple:
    m = int(rng.integers(3, 9))
    y_true = rng.uniform(-3, 3, m)
    return y_true, y_true + rng.uniform(0.2, 2, m) * rng.choice([-1, 1], m)


MEAN_SQUARED_ERROR = Exercise(
    id="06.mean_squared_error",
    reference=mean_squared_error,
    tensorflow=_tensorflow,
    criteria=(
        Criterion(
            "formula",
            5,
            (
                Case("one sample", (np.array([2.0]), np.array([3.5]))),
                Case("two samples", (np.array([1.0, -2.0]), np.array([0.5, 1.0]))),
                Case("three prices", (np.array([310.0, 250.5, 480.25]), np.array([295.0, 262.0, 500.0]))),
                Case("five samples", _numbers(1, 5)),
                Case("eight samples", _numbers(2, 8)),
                Case("errors of one sign", (np.array([1.5, 2.5, 4.0, 0.5]), np.array([1.0, 0.25, 3, -1]))),
                Case("small errors", (np.array([0.01, -0.02, 0.03]), np.array([0.012, -0.017, 0.031]))),
                Case("all right", (np.array([1.5, -0.5, 2.0]), np.array([1.5, -0.5, 2.0]))),
            ),
        ),
        Criterion(
            "tables",
            1,
            (
                Case("four samples, three targets each", _numbers(3, 4, 3)),
                Case("two samples, five targets each", _numbers(4, 2, 5)),
                Case("three samples, three targets each", _numbers(5, 3, 3)),
                Case("one sample, four targets", _numbers(6, 1, 4)),
                Case("columns", _numbers(7, 6, 1)),
            ),
        ),
        Criterion(
            "columns",
            1,
            (
                Case("a column of targets, a vector of predictions", column_beside(*_numbers(8, 4))),
                Case("a vector of targets, a column of predictions", column_beside(*_numbers(9, 5))[::-1]),
            ),
        ),
        Criterion(
            "integers",
            2,
            (
                Case("whole numbers", (np.array([3, -1, 4, 10]), np.array([1, 2, 4, 7]))),
                Case("whole targets, broken predictions", (np.array([1, 0, 2]), np.array([0.75, 0.5, 2.25]))),
                Case("float32", tuple(x.astype(np.float32) for x in _numbers(10, 7))),
                Case(
                    "unsigned bytes, as pixels are",
                    (np.array([0, 20, 255, 7], np.uint8), np.array([20, 10, 230, 9], np.uint8)),
                ),
            ),
        ),
        Criterion(
            "purity",
            1,
            (
                Case("read-only", _numbers(11, 5), layout="readonly"),
                Case("view with gaps", _numbers(12, 3, 4), layout="strided"),
            ),
            rule="purity",
        ),
    ),
    misconceptions=WRONG,
    minutes=10,
    difficulty=1,
    returns="number",
    atol=1e-12,
    tolerance_reason="relative, so that a small error counts: one that is rounded to digits is wrong",
    fresh=_fresh,
    forbidden=NUMPY_ONLY,
)
