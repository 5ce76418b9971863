"""The smooth functions: `tanh`, `swish`, `sigmoid_gradient`."""

from typing import Any

import numpy as np

from nnlab import activations
from nnlab.calls.cases import Case
from nnlab.grader.exercises.lab_04 import _cases as common
from nnlab.grader.exercises.lab_04._cases import FRAMEWORKS, vector
from nnlab.grader.exercises.lab_04._places import placed
from nnlab.grader.misconceptions import sigmoid_gradient as wrong_gradient
from nnlab.grader.misconceptions import swish as wrong_swish
from nnlab.grader.misconceptions import tanh as wrong_tanh
from nnlab.grader.spec import Criterion, Exercise

_FLOAT32 = "1 minus a number near 1 keeps seven digits after the point in float32; a wrong term shows before"


def tanh(z):
    """Hyperbolic tangent, entry by entry; any shape."""
    return np.tanh(z)


def swish(z):
    """``z * sigmoid(z)``, entry by entry; any shape (Ramachandran, Zoph & Le 2017, section 4, beta = 1)."""
    return activations.swish(np.asarray(z, dtype=np.float64))


def sigmoid_gradient(z):
    """Derivative of the sigmoid at `z`, ``sigmoid(z) * (1 - sigmoid(z))``; any shape."""
    return activations.sigmoid_gradient(np.asarray(z, dtype=np.float64))


def _tensorflow_sigmoid_gradient(tf: Any, z):
    x = tf.constant(z, tf.float64)
    with tf.GradientTape() as tape:
        tape.watch(x)
        y = tf.sigmoid(x)
    return tape.gradient(y, x)


def _formula(points: int, small: np.ndarray) -> Criterion:
    """Ordinary numbers, and some whose result is `small`: digits rounded away are missed there."""
    return Criterion(
        "formula",
        points,
        (
            Case("both signs", (vector(-2.0, 0.75, 0.0, -0.5, 3.0),)),
            Case("all negative", (vector(-3.25, -0.125, -1.5),)),
            Case("all positive", (vector(0.5, 4.5, 0.03125, 2.25),)),
            Case("between 0 and 1, as activations are", (vector(0.9, 0.15, 0.4),)),
            Case("one number", (vector(-0.7),)),
            Case("small results", (small,)),
        ),
    )


#: Where exp overflows: far to both sides, in one row, as whole numbers.
_EXTREMES = Criterion(
    "extremes",
    1,
    (
        Case("large", (vector(1000.0, 400.0, 800.0, 30.0),)),
        Case("very negative", (vector(-1000.0, -400.0, -800.0, -30.0),)),
        Case("rows far apart", (np.array([[1000.0, 720.0], [-0.25, 0.5], [-720.0, -1000.0]]),)),
        Case("whole numbers that are large", (np.array([-900, 2, 900]),)),
    ),
    fresh=lambda rng: (rng.uniform(-1000, 1000, int(rng.integers(3, 9))),),
)

TANH = Exercise(
    id="04.tanh",
    reference=tanh,
    tensorflow=lambda tf, z: tf.math.tanh(tf.constant(z, tf.float64)),
    criteria=(
        _formula(2, vector(1.5e-6, -0.02, 3.5e-6, -2.5e-6)),
        common.batches(1),
        common.integers(1),
        _EXTREMES,
        common.purity(1),
    ),
    misconceptions=placed(wrong_tanh.TANH),
    minutes=5,
    difficulty=1,
    elementwise=True,
    atol=3e-7,
    tolerance_reason=_FLOAT32,
    fresh=common.fresh,
    forbidden=(*FRAMEWORKS, "nnlab.activations.tanh"),
)

SWISH = Exercise(
    id="04.swish",
    reference=swish,
    tensorflow=lambda tf, z: tf.nn.silu(tf.constant(z, tf.float64)),
    criteria=(
        _formula(2, vector(3e-6, -0.02, 7e-6, -5e-6)),
        common.batches(1),
        common.integers(1),
        _EXTREMES,
        common.purity(1),
    ),
    misconceptions=placed(wrong_swish.SWISH),
    minutes=5,
    difficulty=1,
    elementwise=True,
    atol=3e-7,
    tolerance_reason=_FLOAT32,
    fresh=common.fresh,
    forbidden=(*FRAMEWORKS, "nnlab.activations.swish", "nnlab.activations.silu"),
)

SIGMOID_GRADIENT = Exercise(
    id="04.sigmoid_gradient",
    reference=sigmoid_gradient,
    tensorflow=_tensorflow_sigmoid_gradient,
    criteria=(
        _formula(2, vector(-14.5, 13.4, -13.0, 9.0)),
        common.batches(1),
        common.integers(1),
        _EXTREMES,
        common.purity(1),
    ),
    misconceptions=placed(wrong_gradient.SIGMOID_GRADIENT),
    minutes=5,
    difficulty=1,
    elementwise=True,
    atol=2e-7,
    tolerance_reason=_FLOAT32,
    fresh=common.fresh,
    forbidden=(*FRAMEWORKS, "nnlab.activations.sigmoid_gradient"),
)
