"""`dense_batch`: one dense layer for a batch of samples."""

import numpy as np

from nnlab.calls.cases import Case
from nnlab.grader.exercises._layers import (
    COFFEE,
    LINEAR,
    NUMPY_ONLY,
    RELU,
    SIGMOID,
    SOFTMAX,
    TANH,
    layer,
    numbers,
    single,
    tensorflow_batch,
)
from nnlab.grader.misconceptions.dense_batch import DENSE_BATCH as WRONG
from nnlab.grader.spec import Criterion, Exercise


def dense_batch(A_in, W, b, g):
    """One dense layer for samples as rows: ``g(A_in @ W + b)``, `A_in` ``(m, n)``, `W` ``(n, units)``."""
    return g(A_in @ W + b)


def _fresh_dense_batch(rng: np.random.Generator) -> tuple:
    m, n, units = (int(size) for size in rng.choice(np.arange(2, 9), size=3, replace=False))
    W, b = rng.uniform(-1, 1, (n, units)), rng.uniform(-1, 1, units)
    return rng.uniform(-2, 2, (m, n)), W, b, SIGMOID


_W, _b = layer(38, 3, 3)

DENSE_BATCH = Exercise(
    id="03.dense_batch",
    reference=dense_batch,
    tensorflow=tensorflow_batch,
    criteria=(
        Criterion(
            "formula",
            4,
            (
                Case("four samples, two inputs, three units", (numbers(31, 4, 2), *layer(32, 2, 3), SIGMOID)),
                Case("two samples, three inputs, five units", (numbers(33, 2, 3), *layer(34, 3, 5), TANH)),
                Case("five samples, four inputs, two units", (numbers(35, 5, 4), *layer(36, 4, 2), LINEAR)),
                # The bias makes the results small, so that digits that are rounded away are missed.
                Case("three of each", (numbers(37, 3, 3), _W, _b - 8, SIGMOID)),
            ),
        ),
        Criterion(
            "any_batch",
            2,
            (
                Case("one sample", (numbers(39, 1, 3), *layer(40, 3, 4), TANH)),
                Case("one unit", (numbers(41, 4, 3), *layer(42, 3, 1), RELU)),
                Case("one input", (numbers(43, 3, 1), *layer(44, 1, 2), SIGMOID)),
                Case("one of each", (numbers(45, 1, 1), *layer(46, 1, 1), LINEAR)),
                Case("as many samples as units", (numbers(47, 3, 2), *layer(48, 2, 3), TANH)),
                Case("as many samples as inputs", (numbers(49, 4, 4), *layer(50, 4, 2), SIGMOID)),
                Case("eleven samples", (numbers(51, 11, 2), *layer(52, 2, 6), SIGMOID)),
            ),
        ),
        Criterion(
            "whole_rows",
            1,
            (
                Case("softmax, three units", (numbers(53, 4, 2), *layer(54, 2, 3), SOFTMAX)),
                Case("softmax, one sample", (numbers(55, 1, 2), *layer(56, 2, 4), SOFTMAX)),
                Case("softmax, as many samples as units", (numbers(57, 3, 4), *layer(58, 4, 3), SOFTMAX)),
            ),
        ),
        Criterion(
            "purity",
            2,
            (
                # The shape of an earlier case: a result kept by shape is no longer right.
                Case("read-only", (numbers(59, 4, 2), *layer(60, 2, 3), TANH), layout="readonly"),
                Case("views with gaps", (numbers(61, 2, 4), *layer(62, 4, 3), SIGMOID), layout="strided"),
            ),
            rule="purity",
        ),
        Criterion(
            "integers",
            1,
            (
                Case("one roast", (np.array([[200, 17]]), *COFFEE, SIGMOID)),
                Case("whole numbers", (np.array([[2, 1], [-1, 0], [0, 1], [1, 2]]), *COFFEE, SIGMOID)),
                Case(
                    "whole numbers, broken biases",
                    (np.array([[1, 2], [0, -1]]), COFFEE[0], _b, SIGMOID),
                ),
                Case("whole inputs", (np.array([[3, -2], [1, 4], [2, 2]]), *layer(63, 2, 4), TANH)),
                Case("float32", (*single(numbers(64, 2, 3), *layer(65, 3, 4)), SIGMOID)),
            ),
        ),
    ),
    misconceptions=WRONG,
    minutes=15,
    difficulty=2,
    fresh=_fresh_dense_batch,
    forbidden=NUMPY_ONLY,
)  # fmt: skip
