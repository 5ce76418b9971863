"""Lab 02, forward propagation: `dense` and `sequential`."""

from typing import Any

import numpy as np

from nnlab.calls.cases import Case
from nnlab.grader.exercises._layers import (
    LINEAR,
    NUMPY_ONLY,
    RELU,
    SIGMOID,
    TANH,
    layer,
    numbers,
    single,
    tensorflow_dense,
)
from nnlab.grader.misconceptions.dense import DENSE as WRONG_DENSE
from nnlab.grader.misconceptions.sequential import SEQUENTIAL as WRONG_SEQUENTIAL
from nnlab.grader.spec import Criterion, Exercise


def dense(a_in, W, b, g):
    """One dense layer for one sample: ``g(a_in @ W + b)``, `a_in` ``(n,)``, `W` ``(n, units)``."""
    return g(a_in @ W + b)


def sequential(x, layers):
    """Several dense layers, each fed with the result of the one before."""
    a = x
    for W, b, g in layers:
        a = dense(a, W, b, g)
    return a


def _tensorflow_sequential(tf: Any, x, layers):
    a = tf.constant(x, tf.float64)
    for W, b, g in layers:
        a = tensorflow_dense(tf, a, W, b, g)
    return a


def _fresh_dense(rng: np.random.Generator) -> tuple:
    """Random arguments whose sums stay away from 0, where float32's rounding is not small any more."""
    inputs, units = (int(n) for n in rng.choice(np.arange(2, 8), size=2, replace=False))
    a_in, W, b = rng.uniform(-2, 2, inputs), rng.uniform(-1, 1, (inputs, units)), rng.uniform(-1, 1, units)
    b += np.copysign(0.3, a_in @ W + b)
    return a_in, W, b, (SIGMOID, TANH, LINEAR)[rng.integers(3)]


def _fresh_sequential(rng: np.random.Generator) -> tuple:
    sizes = [int(n) for n in rng.choice(np.arange(2, 8), size=4, replace=False)]
    layers = [
        (rng.uniform(-1, 1, (n, units)), rng.uniform(-1, 1, units), g)
        for n, units, g in zip(sizes, sizes[1:], (SIGMOID, RELU, TANH), strict=False)
    ]
    return rng.uniform(-2, 2, sizes[0]), layers


_SEED_W = np.array([[1.0, -3.0, 5.0], [2.0, 4.0, -6.0]])
_SEED_B = np.array([-1.0, 1.0, 2.0])

DENSE = Exercise(
    id="02.dense",
    reference=dense,
    tensorflow=tensorflow_dense,
    criteria=(
        Criterion(
            "formula",
            4,
            (
                Case("two inputs, three units, linear", (np.array([-2.0, 4.0]), _SEED_W, _SEED_B, LINEAR)),
                Case("two inputs, three units, sigmoid", (np.array([0.2, 2.1]), _SEED_W, _SEED_B, SIGMOID)),
                Case("three inputs, two units", (numbers(1, 3), *layer(2, 3, 2), TANH)),
                Case("three inputs, three units", (numbers(3, 3), *layer(4, 3, 3), SIGMOID)),
            ),
        ),
        Criterion(
            "shapes",
            2,
            (
                Case("one input, one unit", (numbers(5, 1), *layer(6, 1, 1), LINEAR)),
                Case("four inputs, one unit", (numbers(7, 4), *layer(8, 4, 1), RELU)),
                Case("one input, four units", (numbers(9, 1), *layer(10, 1, 4), TANH)),
                Case("two inputs, seven units", (numbers(11, 2), *layer(12, 2, 7), SIGMOID)),
            ),
        ),
        Criterion(
            "integers",
            2,
            (
                Case(
                    "whole numbers",
                    (np.array([2, 1]), np.array([[1, -3, 5], [2, 4, -6]]), np.array([-1, 1, 2]), SIGMOID),
                ),
                Case(
                    "whole numbers, broken biases",
                    (np.array([1, -1]), np.array([[1, 0, -2], [1, 3, 1]]), np.array([0.5, -0.25, 0.1]), TANH),
                ),
                Case(
                    "whole inputs, broken weights",
                    (
                        np.array([3, -2]),
                        np.array([[0.5, -0.25, 0.125], [0.3, 0.7, -0.6]]),
                        np.array([0.1, 0.2, 0.3]),
                        LINEAR,
                    ),
                ),
                Case("float32", (*single(numbers(13, 3), *layer(14, 3, 2)), TANH)),
            ),
        ),
        Criterion(
            "purity",
            2,
            (
                Case("read-only", (numbers(15, 3), *layer(16, 3, 4), SIGMOID), layout="readonly"),
                Case("view with gaps", (numbers(17, 4), *layer(18, 4, 3), TANH), layout="strided"),
            ),
            rule="purity",
        ),
    ),
    misconceptions=WRONG_DENSE,
    minutes=15,
    difficulty=1,
    fresh=_fresh_dense,
    forbidden=NUMPY_ONLY,
)

_TWO = [(_SEED_W, _SEED_B, SIGMOID), (np.array([[-7.0], [8.0], [9.0]]), np.array([3.0]), LINEAR)]
# The bias makes the results small, so that digits that are rounded away are missed.
_SQUARE = [(*layer(51, 3, 3), TANH), (layer(52, 3, 3)[0], layer(52, 3, 3)[1] - 8, SIGMOID)]
_THREE = [(*layer(21, 4, 3), TANH), (*layer(22, 3, 5), RELU), (*layer(23, 5, 2), SIGMOID)]

SEQUENTIAL = Exercise(
    id="02.sequential",
    reference=sequential,
    tensorflow=_tensorflow_sequential,
    criteria=(
        Criterion(
            "formula",
            5,
            (
                Case("two layers", (np.array([0.2, 0.17]), _TWO)),
                Case("two square layers", (numbers(53, 3), _SQUARE)),
                Case("three layers, three activations", (numbers(24, 4), _THREE)),
            ),
        ),
        Criterion(
            "depths",
            3,
            (
                Case("one layer", (numbers(25, 3), [(*layer(26, 3, 2), TANH)])),
                Case(
                    "five layers",
                    (
                        numbers(27, 2),
                        [
                            (*layer(30 + i, n, units), g)
                            for i, (n, units, g) in enumerate(
                                [(2, 4, TANH), (4, 3, RELU), (3, 3, TANH), (3, 5, LINEAR), (5, 1, SIGMOID)]
                            )
                        ],
                    ),
                ),
                Case(
                    "whole numbers",
                    (np.array([2, -1]), [(np.array([[1, 2], [3, -4]]), np.array([1, 0]), TANH)]),
                ),
            ),
        ),
        Criterion(
            "purity",
            2,
            (
                Case("read-only", (numbers(29, 4), _THREE), layout="readonly"),
                Case("view with gaps", (numbers(31, 4), _THREE), layout="strided"),
            ),
            rule="purity",
        ),
    ),
    misconceptions=WRONG_SEQUENTIAL,
    minutes=10,
    difficulty=1,
    fresh=_fresh_sequential,
    forbidden=NUMPY_ONLY,
)

EXERCISES = (DENSE, SEQUENTIAL)
