"""`numerical_gradient`: the gradient of a scalar function by central differences."""

from typing import Any

import numpy as np

from nnlab.calls.cases import Case, Function
from nnlab.grader.exercises.lab_09._places import placed
from nnlab.grader.misconceptions import numerical_gradient as wrong
from nnlab.grader.scalar_functions import weights
from nnlab.grader.spec import Criterion, Exercise

CUBES, VALLEY = Function("cubes"), Function("valley")
#: So small that nothing of it is left beside 1, and nothing is subtracted: no digit is lost.
_STEP = 1e-100


def numerical_gradient(f, x):
    """Gradient of `f` at `x`, any shape, exact to rounding by the complex step (Squire and Trapp 1998)."""
    x = np.asarray(x, dtype=complex)
    gradient = np.empty(x.shape)
    for index in np.ndindex(x.shape):
        moved = x.copy()
        moved[index] += 1j * _STEP
        gradient[index] = np.imag(f(moved)) / _STEP
    return gradient


def _tensorflow(tf: Any, f, x):
    x = tf.Variable(x, dtype=tf.float64)
    with tf.GradientTape() as tape:
        value = f(x)
    return tape.gradient(value, x)


def _x(seed: int, *shape: int) -> np.ndarray:
    """Entries of both signs, away from 0: a step of 1e-3 errs by 1e-6 of a cube's slope, 1e-2 by 1e-4."""
    rng = np.random.default_rng(seed)
    return (rng.uniform(0.7, 2.0, shape) * rng.choice([-1.0, 1.0], shape)).round(3)


def _fresh(rng: np.random.Generator) -> tuple:
    n = int(rng.integers(3, 6))
    x = rng.uniform(0.7, 2.0, n) * rng.choice([-1.0, 1.0], n)
    x[0] += (1.0 - x @ weights(x.shape)) / weights(x.shape)[0]  # the valley's floor is near
    return (CUBES, rng.uniform(0.7, 2.0, n)) if rng.integers(2) else (VALLEY, x)


NUMERICAL_GRADIENT = Exercise(
    id="09.numerical_gradient",
    reference=numerical_gradient,
    tensorflow=_tensorflow,
    criteria=(
        Criterion(
            "formula",
            4,
            (
                Case("two entries", (CUBES, np.array([1.5, -0.8]))),
                Case("one entry", (CUBES, np.array([1.25]))),
                Case("five entries", (CUBES, _x(1, 5))),
                # The slope is 0: what a one-sided difference adds, or an entry not put back, stands alone.
                Case("on the floor of a valley", (VALLEY, np.array([1.5, -1.25, 2.25, -1.5]))),
                Case("near the floor of a valley", (VALLEY, np.array([0.5, -0.9, 0.445]))),
                # A slope of 1e-4: rounding to a few digits shows.
                Case("just above the floor", (VALLEY, np.array([1.75, -0.25, -0.5, 2.0**-25]))),
            ),
        ),
        Criterion(
            "any_shape",
            3,
            (
                Case("two rows, three columns", (CUBES, _x(2, 2, 3))),
                Case("three rows, three columns", (VALLEY, _x(3, 3, 3))),
                Case("three axes", (CUBES, _x(4, 2, 3, 2))),
                Case("a column", (VALLEY, _x(7, 3, 1))),
                Case("no axes", (CUBES, np.array(-1.3))),
            ),
        ),
        Criterion(
            "float64",
            2,
            (
                Case("whole numbers", (CUBES, np.array([3, -2, 1]))),
                Case("whole numbers with a zero", (VALLEY, np.array([3, 0, -1, 2]))),
                Case("float32", (CUBES, _x(5, 4).astype(np.float32))),
            ),
        ),
        Criterion(
            "purity",
            1,
            (
                Case("view with gaps", (CUBES, _x(6, 4)), layout="strided"),
                Case("three entries", (VALLEY, _x(7, 3))),
            ),
            rule="purity",
        ),
    ),
    misconceptions=placed(wrong.NUMERICAL_GRADIENT),
    minutes=15,
    difficulty=2,
    rtol=3e-5,
    atol=1e-9,
    tolerance_reason="central differences with a step of 1e-3 to 1e-10 pass; one-sided ones, a step of 1e-2 "
    "or of 1e-12, and float32 do not",
    fresh=_fresh,
    forbidden=(
        "tensorflow",
        "keras",
        "torch",
        "jax",
        "scipy",
        "sklearn",
        "nnlab.gradcheck",
    ),
)
