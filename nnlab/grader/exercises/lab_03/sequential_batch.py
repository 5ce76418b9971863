"""`sequential_batch`: a chain of dense layers for a batch of samples."""

from typing import Any

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
    tensorflow_batch,
)
from nnlab.grader.misconceptions.sequential import SEQUENTIAL_BATCH as WRONG
from nnlab.grader.spec import Criterion, Exercise


def sequential_batch(X, layers):
    """Several dense layers for samples as rows, each fed with the result of the one before."""
    A = X
    for W, b, g in layers:
        A = g(A @ W + b)
    return A


def tensorflow_sequential_batch(tf: Any, X, layers):
    """Layer by layer in float64."""
    A = tf.constant(X, tf.float64)
    for W, b, g in layers:
        A = tensorflow_batch(tf, A, W, b, g)
    return A


def fresh_layers(rng: np.random.Generator) -> tuple:
    """A random batch and three layers, no two sizes alike."""
    m, *sizes = (int(size) for size in rng.choice(np.arange(2, 9), size=5, replace=False))
    layers = [
        (rng.uniform(-1, 1, (n, units)), rng.uniform(-1, 1, units), g)
        for n, units, g in zip(sizes, sizes[1:], (SIGMOID, RELU, TANH), strict=False)
    ]
    return rng.uniform(-2, 2, (m, sizes[0])), layers


_TWO = [(*layer(71, 2, 3), SIGMOID), (*layer(72, 3, 1), LINEAR)]
_THREE = [(*layer(73, 4, 3), TANH), (*layer(74, 3, 5), RELU), (*layer(75, 5, 2), SIGMOID)]
# The bias makes the results small, so that digits that are rounded away are missed.
_SQUARE = [(*layer(76, 3, 3), TANH), (layer(77, 3, 3)[0], layer(77, 3, 3)[1] - 8, SIGMOID)]
FIVE = [
    (*layer(80 + i, n, units), g)
    for i, (n, units, g) in enumerate(
        [(2, 4, TANH), (4, 3, RELU), (3, 3, TANH), (3, 5, LINEAR), (5, 1, SIGMOID)]
    )
]
_CLASSES = [(*layer(91, 2, 5), RELU), (*layer(92, 5, 3), SOFTMAX)]
_SOFT_INSIDE = [(*layer(93, 3, 4), SOFTMAX), (*layer(94, 4, 2), TANH)]

SEQUENTIAL_BATCH = Exercise(
    id="03.sequential_batch",
    reference=sequential_batch,
    tensorflow=tensorflow_sequential_batch,
    criteria=(
        Criterion(
            "formula",
            5,
            (
                Case("two layers", (numbers(101, 4, 2), _TWO)),
                Case("three samples, two square layers", (numbers(102, 3, 3), _SQUARE)),
                Case("three layers, three activations", (numbers(103, 6, 4), _THREE)),
            ),
        ),
        Criterion(
            "depths",
            2,
            (
                Case("one layer", (numbers(104, 5, 3), [(*layer(105, 3, 2), TANH)])),
                Case("one sample, five layers", (numbers(106, 1, 2), FIVE)),
                Case("five layers", (numbers(107, 7, 2), FIVE)),
                Case("whole numbers", (np.array([[2, -1], [0, 3], [1, 1]]), [(*COFFEE, TANH)])),
            ),
        ),
        Criterion(
            "whole_rows",
            1,
            (
                Case("softmax at the end", (numbers(108, 4, 2), _CLASSES)),
                Case("softmax at the end, one sample", (numbers(109, 1, 2), _CLASSES)),
                Case("softmax inside", (numbers(110, 4, 3), _SOFT_INSIDE)),
            ),
        ),
        Criterion(
            "purity",
            2,
            (
                # The shape of an earlier case: a result kept by shape is no longer right.
                Case("read-only", (numbers(111, 6, 4), _THREE), layout="readonly"),
                Case("views with gaps", (numbers(112, 3, 4), _THREE), layout="strided"),
            ),
            rule="purity",
        ),
    ),
    misconceptions=WRONG,
    minutes=10,
    difficulty=1,
    fresh=fresh_layers,
    forbidden=NUMPY_ONLY,
)
