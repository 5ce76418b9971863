"""Lab 02, forward propagation: `dense` and `sequential`."""

from typing import Any

import numpy as np

from nnlab.calls.cases import Case, Function
from nnlab.grader.misconceptions import dense as wrong
from nnlab.grader.spec import Criterion, Exercise

SIGMOID, RELU, TANH, LINEAR = map(Function, ("sigmoid", "relu", "tanh", "linear"))


def dense(a_in, W, b, g):
    """One dense layer for one sample: ``g(a_in @ W + b)``, `a_in` ``(n,)``, `W` ``(n, units)``."""
    return g(a_in @ W + b)


def sequential(x, layers):
    """Several dense layers, each fed with the result of the one before."""
    a = x
    for W, b, g in layers:
        a = dense(a, W, b, g)
    return a


def _tensorflow_dense(tf: Any, a_in, W, b, g):
    row = tf.constant(a_in, tf.float64)[tf.newaxis, :]
    return g(tf.matmul(row, tf.constant(W, tf.float64)) + tf.constant(b, tf.float64))[0]


def _tensorflow_sequential(tf: Any, x, layers):
    a = tf.constant(x, tf.float64)
    for W, b, g in layers:
        a = _tensorflow_dense(tf, a, W, b, g)
    return a


def _layer(seed: int, inputs: int, units: int) -> tuple[np.ndarray, np.ndarray]:
    """Weights and bias that are all different, of both signs and of a size that saturates nothing."""
    rng = np.random.default_rng(seed)
    return rng.uniform(-1, 1, (inputs, units)).round(3), rng.uniform(-1, 1, units).round(3)


def _x(seed: int, inputs: int) -> np.ndarray:
    return np.random.default_rng(seed).uniform(-2, 2, inputs).round(3)


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
        for n, units, g in zip(sizes, sizes[1:], (TANH, RELU, SIGMOID), strict=False)
    ]
    return rng.uniform(-2, 2, sizes[0]), layers


_SEED_W = np.array([[1.0, -3.0, 5.0], [2.0, 4.0, -6.0]])
_SEED_B = np.array([-1.0, 1.0, 2.0])

DENSE = Exercise(
    id="02.dense",
    reference=dense,
    tensorflow=_tensorflow_dense,
    criteria=(
        Criterion(
            "formula",
            4,
            (
                Case("two inputs, three units, linear", (np.array([-2.0, 4.0]), _SEED_W, _SEED_B, LINEAR)),
                Case("two inputs, three units, sigmoid", (np.array([0.2, 2.1]), _SEED_W, _SEED_B, SIGMOID)),
                Case("three inputs, two units", (_x(1, 3), *_layer(2, 3, 2), TANH)),
                Case("three inputs, three units", (_x(3, 3), *_layer(4, 3, 3), SIGMOID)),
            ),
        ),
        Criterion(
            "shapes",
            2,
            (
                Case("one input, one unit", (_x(5, 1), *_layer(6, 1, 1), LINEAR)),
                Case("four inputs, one unit", (_x(7, 4), *_layer(8, 4, 1), RELU)),
                Case("one input, four units", (_x(9, 1), *_layer(10, 1, 4), TANH)),
                Case("two inputs, seven units", (_x(11, 2), *_layer(12, 2, 7), SIGMOID)),
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
                    "whole inputs, broken weights",
                    (
                        np.array([3, -2]),
                        np.array([[0.5, -0.25, 0.125], [0.3, 0.7, -0.6]]),
                        np.array([0.1, 0.2, 0.3]),
                        LINEAR,
                    ),
                ),
                Case(
                    "float32", tuple(a.astype(np.float32) for a in (_x(13, 3), *_layer(14, 3, 2))) + (TANH,)
                ),
            ),
        ),
        Criterion(
            "purity",
            2,
            (
                Case("read-only", (_x(15, 3), *_layer(16, 3, 4), SIGMOID), layout="readonly"),
                Case("view with gaps", (_x(17, 4), *_layer(18, 4, 3), TANH), layout="strided"),
            ),
            rule="purity",
        ),
    ),
    misconceptions=wrong.DENSE,
    minutes=15,
    difficulty=1,
    fresh=_fresh_dense,
    forbidden=("tensorflow", "keras", "torch", "jax", "sklearn"),
)

_TWO = [(_SEED_W, _SEED_B, SIGMOID), (np.array([[-7.0], [8.0], [9.0]]), np.array([3.0]), LINEAR)]
# The bias makes the results small, so that digits that are rounded away are missed.
_SQUARE = [(*_layer(51, 3, 3), TANH), (_layer(52, 3, 3)[0], _layer(52, 3, 3)[1] - 8, SIGMOID)]
_THREE = [(*_layer(21, 4, 3), TANH), (*_layer(22, 3, 5), RELU), (*_layer(23, 5, 2), SIGMOID)]

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
                Case("two square layers", (_x(53, 3), _SQUARE)),
                Case("three layers, three activations", (_x(24, 4), _THREE)),
            ),
        ),
        Criterion(
            "depths",
            3,
            (
                Case("one layer", (_x(25, 3), [(*_layer(26, 3, 2), TANH)])),
                Case(
                    "five layers",
                    (
                        _x(27, 2),
                        [
                            (*_layer(30 + i, n, units), g)
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
                Case("read-only", (_x(29, 4), _THREE), layout="readonly"),
                Case("view with gaps", (_x(31, 4), _THREE), layout="strided"),
            ),
            rule="purity",
        ),
    ),
    misconceptions=wrong.SEQUENTIAL,
    minutes=10,
    difficulty=1,
    fresh=_fresh_sequential,
    forbidden=("tensorflow", "keras", "torch", "jax", "sklearn"),
)

EXERCISES = (DENSE, SEQUENTIAL)
