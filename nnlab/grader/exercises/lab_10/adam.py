"""`adam_step`: both published places of epsilon are right."""

from typing import Any

import numpy as np

from nnlab.calls.cases import Case
from nnlab.grader.exercises.lab_10._keras import exact, step
from nnlab.grader.exercises.lab_10.descent import FORBIDDEN
from nnlab.grader.misconceptions.adam import ADAM_STEP as WRONG
from nnlab.grader.spec import Convention, Criterion, Exercise


def adam_step(w, grad, m, v, t, learning_rate, beta_1, beta_2, epsilon):
    """One step of Adam, `w`, `grad`, `m`, `v` of one shape; returns ``(w, m, v)``.

    Kingma & Ba 2015, section 2, last paragraph ("epsilon hat"): the form of Keras.
    """
    m, v = _moments(grad, m, v, beta_1, beta_2)
    rate = learning_rate * np.sqrt(1 - beta_2**t) / (1 - beta_1**t)
    return w - rate * m / (np.sqrt(v) + epsilon), m, v


def textbook(w, grad, m, v, t, learning_rate, beta_1, beta_2, epsilon):
    """Kingma & Ba 2015, Algorithm 1: epsilon is added to the root of the corrected moment."""
    m, v = _moments(grad, m, v, beta_1, beta_2)
    m_hat, v_hat = m / (1 - beta_1**t), v / (1 - beta_2**t)
    return w - learning_rate * m_hat / (np.sqrt(v_hat) + epsilon), m, v


def _moments(grad, m, v, beta_1, beta_2):
    return beta_1 * m + (1 - beta_1) * grad, beta_2 * v + (1 - beta_2) * grad**2


def _keras(tf: Any, w, grad, m, v, t, learning_rate, beta_1, beta_2, epsilon):
    # NumPy's numbers: TensorFlow would make float32 of Python's.
    numbers = map(np.float64, (beta_1, beta_2, epsilon))
    optimizer = tf.keras.optimizers.Adam(exact(tf, learning_rate), *numbers)

    def prepare(optimizer):
        optimizer.iterations.assign(t - 1)
        for slot, value in zip(optimizer.variables[-2:], (m, v), strict=True):
            slot.assign(tf.constant(value, tf.float64))

    w = step(tf, optimizer, w, grad, prepare)
    return (w, *optimizer.variables[-2:])


def _arrays(seed: int, *shape: int) -> tuple[np.ndarray, ...]:
    """Weights, gradient and moments, all different, with weights that a step makes no smaller.

    So no digits are lost: float32 arithmetic stays right.
    """
    rng = np.random.default_rng(seed)
    sign = rng.choice([-1.0, 1.0], shape)
    w, grad, m = (sign * rng.uniform(0.2, 2, shape).round(3) for _ in range(3))
    turned = rng.random(shape) < 0.3  # some gradients point against the momentum, weakly
    grad = np.where(turned, -grad.round(1) / 4, grad)
    return -w, grad, m, rng.uniform(0.1, 3, shape).round(3)


def _start(seed: int, *shape: int) -> tuple[np.ndarray, ...]:
    w, grad, _, _ = _arrays(seed, *shape)
    return -np.abs(w) * np.sign(grad), grad, np.zeros(shape), np.zeros(shape)


def _later(seed: int, *shape: int) -> tuple[np.ndarray, ...]:
    """A gradient far below the mean of those before."""
    w, grad, m, v = _arrays(seed, *shape)
    return w, grad * 0.05, m, v


def _fresh(rng: np.random.Generator) -> tuple:
    numbers = float(rng.uniform(0.01, 1)), float(rng.uniform(0.5, 0.95)), float(rng.uniform(0.9, 0.998))
    return *_arrays(int(rng.integers(1 << 32)), 4), int(rng.integers(1, 50)), *numbers, 1e-7


_ZERO = np.zeros(4)
_TINY = np.array([2e-6, -5e-7, 3e-8, -4e-9])
_SOME_ZERO = np.array([0.0, 0.3, 0.0, -0.02])
_WHOLE = np.array([3, -1, 2, 5])

ADAM_STEP = Exercise(
    id="10.adam_step",
    reference=adam_step,
    tensorflow=_keras,
    criteria=(
        Criterion(
            "formula",
            4,
            # One shape, so that what is kept from call to call shows in the numbers, not as an error.
            (
                Case("the first step", (*_start(1, 4), 1, 0.001, 0.9, 0.999, 1e-8)),
                Case(
                    "the first step, from zero weights", (_ZERO, *_start(2, 4)[1:], 1, 0.3, 0.8, 0.95, 1e-8)
                ),
                Case("the second step", (*_arrays(3, 4), 2, 0.01, 0.9, 0.999, 1e-7)),
                Case("the tenth step, other betas", (*_arrays(4, 4), 10, 0.5, 0.7, 0.98, 1e-8)),
                Case("after a thousand steps", (*_arrays(5, 4), 1000, 0.2, 0.95, 0.998, 1e-8)),
                Case("gradients that became small", (*_later(20, 4), 300, 0.1, 0.9, 0.95, 1e-8)),
                Case("small weights", (_arrays(6, 4)[0] * 1e-5, *_arrays(7, 4)[1:], 3, 0.1, 0.6, 0.9, 1e-8)),
            ),
        ),
        Criterion(
            "epsilon",
            2,
            (
                Case("tiny gradients", (_ZERO, _TINY, _ZERO, _ZERO, 1, 0.001, 0.9, 0.999, 1e-8)),
                Case(
                    "gradients that are 0", (np.ones(4), _SOME_ZERO, _ZERO, _ZERO, 1, 0.5, 0.9, 0.999, 1e-7)
                ),
                Case("a large epsilon", (*_arrays(8, 4), 3, 0.5, 0.9, 0.99, 0.1)),
                Case("a large epsilon, late", (*_arrays(9, 4), 400, 0.25, 0.8, 0.995, 0.5)),
            ),
        ),
        Criterion(
            "shapes",
            1,
            (
                Case("one weight", (*_arrays(10, 1), 2, 0.1, 0.9, 0.99, 1e-7)),
                Case("three weights", (*_arrays(11, 3), 5, 0.1, 0.9, 0.99, 1e-7)),
                Case("a matrix", (*_arrays(12, 3, 2), 4, 0.2, 0.8, 0.99, 1e-7)),
                Case("a square matrix", (*_arrays(13, 2, 2), 7, 0.2, 0.8, 0.99, 1e-7)),
            ),
        ),
        Criterion(
            "numbers",
            1,
            (
                Case(
                    "whole gradients",
                    (_arrays(14, 4)[0], _WHOLE, *_arrays(15, 4)[2:], 6, 0.1, 0.9, 0.99, 1e-7),
                ),
                Case("float32", (*(x.astype(np.float32) for x in _arrays(16, 4)), 8, 0.1, 0.9, 0.99, 1e-7)),
            ),
        ),
        Criterion(
            "purity",
            2,
            (
                Case("read-only", (*_arrays(17, 4), 9, 0.1, 0.9, 0.99, 1e-7), layout="readonly"),
                Case("views with gaps", (*_arrays(18, 2, 3), 2, 0.1, 0.9, 0.99, 1e-7), layout="strided"),
                Case("Fortran order", (*_arrays(19, 3, 2), 2, 0.1, 0.9, 0.99, 1e-7), layout="fortran"),
                # Here, for what works in place stops at whole numbers: one fault, one criterion.
                Case(
                    "whole weights and moments",
                    (-_WHOLE, _WHOLE * 0.25, np.zeros(4, int), np.zeros(4, int), 1, 0.5, 0.9, 0.99, 1e-7),
                ),
            ),
            rule="purity",
        ),
    ),
    misconceptions=WRONG,
    minutes=25,
    difficulty=3,
    outputs=("w", "m", "v"),
    conventions=(Convention("textbook_epsilon", textbook),),
    rtol=1e-4,
    atol=1e-22,
    tolerance_reason="1 - 0.999 in float32 is off by 3e-5; relative, for moments of tiny gradients are tiny",
    fresh=_fresh,
    forbidden=FORBIDDEN,
)
