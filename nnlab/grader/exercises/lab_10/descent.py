"""`gradient_descent_step` and `momentum_step`: the caller's arrays stay as they were."""

from typing import Any

import numpy as np

from nnlab.calls.cases import Case
from nnlab.grader.exercises.lab_10._keras import exact, step
from nnlab.grader.misconceptions import descent as wrong
from nnlab.grader.spec import Criterion, Exercise

FORBIDDEN = ("tensorflow", "keras", "torch", "jax", "scipy", "sklearn", "nnlab.optimizers")
_TOLERANCE = {
    "rtol": 1e-5,
    "atol": 1e-12,
    "tolerance_reason": "float32 arithmetic passes: no case takes away nearly all of a weight",
}


def gradient_descent_step(w, grad, learning_rate):
    """One step against the gradient, `w` and `grad` of one shape."""
    return w - learning_rate * grad


def momentum_step(w, grad, velocity, learning_rate, momentum):
    """One step of gradient descent with momentum, in Keras's form; returns ``(w, velocity)``."""
    velocity = momentum * velocity - learning_rate * grad
    return w + velocity, velocity


def _keras_descent(tf: Any, w, grad, learning_rate):
    return step(tf, tf.keras.optimizers.SGD(exact(tf, learning_rate)), w, grad)


def _keras_momentum(tf: Any, w, grad, velocity, learning_rate, momentum):
    # NumPy's number: TensorFlow would make float32 of Python's.
    optimizer = tf.keras.optimizers.SGD(exact(tf, learning_rate), momentum=np.float64(momentum))

    def prepare(optimizer):
        optimizer.variables[-1].assign(tf.constant(velocity, tf.float64))

    w = step(tf, optimizer, w, grad, prepare)
    return w, optimizer.variables[-1]


def _numbers(seed: int, *shape: int) -> np.ndarray:
    rng = np.random.default_rng(seed)
    return (rng.choice([-1.0, 1.0], shape) * rng.uniform(0.3, 3, shape)).round(3)


def _fresh_descent(rng: np.random.Generator) -> tuple:
    """Weights that the step makes no smaller, so that float32 loses no digits."""
    grad = rng.uniform(-3, 3, 5)
    return -np.copysign(rng.uniform(0.3, 3, 5), grad), grad, float(rng.uniform(0.01, 1))


def _fresh_momentum(rng: np.random.Generator) -> tuple:
    w, grad, rate = _fresh_descent(rng)
    velocity = -np.copysign(rng.uniform(0.3, 1, 5), grad)
    return w, grad, velocity, rate, float(rng.uniform(0.3, 0.95))


_WHOLE, _WHOLE_GRAD = np.array([4, -3, 7]), np.array([-2, 5, 1])

GRADIENT_DESCENT_STEP = Exercise(
    id="10.gradient_descent_step",
    reference=gradient_descent_step,
    tensorflow=_keras_descent,
    criteria=(
        Criterion(
            "formula",
            2,
            (
                Case("three weights", (np.array([1.0, -2.0, 0.5]), np.array([0.5, 4.0, -3.0]), 0.1)),
                Case("another rate", (_numbers(1, 4), _numbers(2, 4), 0.03)),
                Case("a rate above 1", (_numbers(3, 4), _numbers(4, 4), 2.5)),
                Case("small weights, small gradients", (_numbers(5, 5) * 1e-6, _numbers(6, 5) * 1e-5, 0.01)),
                Case("large gradients", (np.zeros(3), np.array([1234.5, -98765.4, 0.0]), 0.001)),
            ),
        ),
        Criterion(
            "shapes",
            1,
            (
                Case("one weight", (_numbers(7, 1), _numbers(8, 1), 0.2)),
                Case("a matrix", (_numbers(9, 3, 2), _numbers(10, 3, 2), 0.2)),
                Case("a square matrix", (_numbers(11, 3, 3), _numbers(12, 3, 3), 0.7)),
                Case("whole gradients", (_numbers(13, 3), _WHOLE_GRAD, 0.25)),
                Case(
                    "float32", (_numbers(15, 4).astype(np.float32), _numbers(16, 4).astype(np.float32), 0.2)
                ),
            ),
        ),
        Criterion(
            "purity",
            2,
            (
                Case("read-only", (_numbers(17, 3), _numbers(18, 3), 0.3), layout="readonly"),
                Case("views with gaps", (_numbers(19, 2, 4), _numbers(20, 2, 4), 0.3), layout="strided"),
                Case("Fortran order", (_numbers(21, 4, 2), _numbers(22, 4, 2), 0.3), layout="fortran"),
                # Here, for what works in place stops at whole numbers: one fault, one criterion.
                Case("whole weights", (_WHOLE, _WHOLE_GRAD, 0.5)),
            ),
            rule="purity",
        ),
    ),
    misconceptions=wrong.GRADIENT_DESCENT_STEP,
    minutes=5,
    difficulty=1,
    fresh=_fresh_descent,
    forbidden=FORBIDDEN,
    **_TOLERANCE,
)

MOMENTUM_STEP = Exercise(
    id="10.momentum_step",
    reference=momentum_step,
    tensorflow=_keras_momentum,
    criteria=(
        Criterion(
            "formula",
            4,
            # One shape, so that what is kept from call to call shows in the numbers, not as an error.
            (
                Case("at rest", (_numbers(31, 4), _numbers(32, 4), np.zeros(4), 0.1, 0.9)),
                Case("moving", (_numbers(33, 4), _numbers(34, 4), _numbers(35, 4), 0.05, 0.9)),
                Case("less momentum", (_numbers(36, 4), _numbers(37, 4), _numbers(38, 4), 0.7, 0.3)),
                Case("no gradient", (_numbers(39, 4), np.zeros(4), _numbers(40, 4), 0.1, 0.6)),
                Case("small numbers", (*(_numbers(41 + i, 4) * 1e-6 for i in range(3)), 0.2, 0.8)),
            ),
        ),
        Criterion(
            "shapes",
            2,
            (
                Case("one weight", (_numbers(45, 1), _numbers(46, 1), _numbers(47, 1), 0.2, 0.8)),
                Case("two weights", (_numbers(48, 2), _numbers(49, 2), _numbers(50, 2), 0.2, 0.8)),
                Case("a matrix", (_numbers(51, 3, 2), _numbers(52, 3, 2), _numbers(53, 3, 2), 0.3, 0.5)),
                Case(
                    "a square matrix", (_numbers(54, 2, 2), _numbers(55, 2, 2), _numbers(56, 2, 2), 0.3, 0.5)
                ),
                Case(
                    "no momentum",
                    (_numbers(57, 3), _numbers(58, 3), _numbers(59, 3), 0.5, 0.0),
                    tensorflow=False,
                ),
            ),
        ),
        Criterion(
            "numbers",
            1,
            (
                Case("whole gradients", (_numbers(60, 3), _WHOLE_GRAD, _numbers(61, 3), 0.25, 0.75)),
                Case("float32", (*(_numbers(62 + i, 4).astype(np.float32) for i in range(3)), 0.2, 0.8)),
            ),
        ),
        Criterion(
            "purity",
            2,
            (
                Case("read-only", (*(_numbers(66 + i, 3) for i in range(3)), 0.2, 0.8), layout="readonly"),
                Case(
                    "views with gaps",
                    (*(_numbers(70 + i, 2, 3) for i in range(3)), 0.2, 0.8),
                    layout="strided",
                ),
                Case(
                    "Fortran order", (*(_numbers(74 + i, 3, 2) for i in range(3)), 0.2, 0.8), layout="fortran"
                ),
                # Here, for what works in place stops at whole numbers: one fault, one criterion.
                Case(
                    "whole weights and velocities", (_WHOLE, _numbers(78, 3), np.array([1, 0, -2]), 0.5, 0.25)
                ),
            ),
            rule="purity",
        ),
    ),
    misconceptions=wrong.MOMENTUM_STEP,
    minutes=10,
    difficulty=2,
    outputs=("w", "velocity"),
    fresh=_fresh_momentum,
    forbidden=FORBIDDEN,
    **_TOLERANCE,
)
