"""`max_pool2d`: the largest value of each window."""

from typing import Any

import numpy as np

from nnlab.calls.cases import Case
from nnlab.grader.exercises.lab_13._data import NUMPY_ONLY, mixed
from nnlab.grader.misconceptions import pooling as wrong
from nnlab.grader.spec import Criterion, Exercise


def max_pool2d(x, size):
    """Largest value in each window of `size` by `size` of ``(height, width, channels)``; no overlap."""
    height, width, channels = np.shape(x)
    rows, columns = height // size, width // size
    windows = x[: rows * size, : columns * size].reshape(rows, size, columns, size, channels)
    return windows.max(axis=(1, 3))


def _tensorflow(tf: Any, x, size):
    return tf.nn.max_pool2d(tf.constant(x, tf.float64)[tf.newaxis], size, size, "VALID")[0]


_FAR = np.repeat(10.0 ** np.array([2, 3, 4, 7, 12]), 2).reshape(1, 10, 1)


def _fresh(rng: np.random.Generator) -> tuple:
    """Whole windows only: the border is a criterion of its own."""
    size = int(rng.integers(2, 4))
    rows, columns = (int(n) for n in rng.choice(np.arange(1, 5), size=2, replace=False))
    return rng.uniform(-2, 2, (rows * size, columns * size, int(rng.integers(2, 4)))), size


MAX_POOL2D = Exercise(
    id="13.max_pool2d",
    reference=max_pool2d,
    tensorflow=_tensorflow,
    criteria=(
        Criterion(
            "formula",
            4,
            (
                Case("two by two", (mixed(71, 4, 6, 1), 2)),
                Case("two channels", (mixed(72, 6, 4, 2), 2)),
                Case("three by three", (mixed(73, 6, 9, 2), 3)),
                Case("a square image", (mixed(74, 6, 6, 3), 2)),
                Case("negative values only", (-np.abs(mixed(75, 4, 6, 2)) - 0.001, 2)),
            ),
        ),
        Criterion(
            "border",
            3,
            (
                Case("one row too many", (mixed(76, 5, 4, 2), 2)),
                Case("one column too many", (mixed(77, 4, 5, 1), 2)),
                Case("windows of three, two rows and a column too many", (mixed(78, 8, 7, 2), 3)),
                Case("windows of four", (mixed(79, 9, 11, 1), 4)),
                Case("one window and a border", (mixed(82, 3, 4, 1), 3)),
            ),
        ),
        Criterion(
            "sizes",
            1,
            (
                Case("windows of one pixel", (mixed(80, 2, 3, 2), 1)),
                Case("one window", (mixed(81, 3, 3, 2), 3)),
                Case(
                    "large and small values",
                    (mixed(83, 4, 4, 1) * 10.0 ** np.arange(-8, 8).reshape(4, 4, 1), 2),
                ),
                # One window for each number that people start a maximum from: all lie below it.
                Case("far below zero", (-(_FAR * (3 + mixed(87, 2, 10, 1))).round(), 2)),
            ),
        ),
        Criterion(
            "integers",
            1,
            (
                Case("whole numbers", (np.arange(24).reshape(4, 6, 1) * 7 % 25 - 12, 2)),
                Case(
                    "pixels in one byte each",
                    ((np.arange(24) * 37 % 256).reshape(6, 2, 2).astype(np.uint8), 2),
                ),
                Case("float32", (mixed(84, 6, 4, 2).astype(np.float32), 2)),
                Case("equal values", (np.zeros((4, 2, 1)), 2)),
            ),
        ),
        Criterion(
            "purity",
            1,
            (
                Case("read-only", (mixed(85, 4, 6, 2), 2), layout="readonly"),
                Case("view with gaps", (mixed(86, 6, 4, 2), 2), layout="strided"),
            ),
            rule="purity",
        ),
    ),
    misconceptions=wrong.MAX_POOL2D,
    minutes=10,
    difficulty=2,
    rtol=1e-6,
    atol=0.0,
    tolerance_reason="a maximum is one of the given numbers; float32 keeps seven digits of it",
    fresh=_fresh,
    forbidden=NUMPY_ONLY,
)
