"""The functions with a kink: `relu`, `leaky_relu`, `relu_gradient`."""

from typing import Any

import numpy as np

from nnlab.calls.cases import Case
from nnlab.grader.exercises.lab_04 import _cases as common
from nnlab.grader.exercises.lab_04._cases import FRAMEWORKS, vector
from nnlab.grader.exercises.lab_04._places import placed
from nnlab.grader.misconceptions import rectifiers as wrong
from nnlab.grader.spec import Convention, Criterion, Exercise

_EXACT = "relative alone: a maximum rounds nothing, and a product only in its last digit"


def relu(z):
    """The larger of 0 and `z`, entry by entry; any shape (Nair & Hinton 2010)."""
    return np.maximum(0.0, z)


def leaky_relu(z, negative_slope=0.2):
    """`z` where it is positive, ``negative_slope * z`` elsewhere; any shape (Maas et al. 2013, eq. 2)."""
    return np.where(z > 0, z, negative_slope * z)


def relu_gradient(z):
    """Derivative of `relu` at `z`: 1 where `z` is positive, 0 elsewhere; any shape."""
    return np.where(z > 0, 1.0, 0.0)


def _one_at_zero(z):
    """The same with 1 at exactly 0."""
    return np.where(z >= 0, 1.0, 0.0)


def _tensorflow_leaky_relu(tf: Any, z, negative_slope=0.2):
    """PReLU with this slope in float64; `tf.nn.leaky_relu` itself keeps the slope in float32."""

    def slope(shape, dtype):
        return tf.fill(shape, tf.constant(negative_slope, dtype))

    layer = tf.keras.layers.PReLU(alpha_initializer=slope, dtype="float64")
    return layer(tf.constant(z, tf.float64)[tf.newaxis])[0]


def _tensorflow_relu_gradient(tf: Any, z):
    x = tf.constant(z, tf.float64)
    with tf.GradientTape() as tape:
        tape.watch(x)
        y = tf.nn.relu(x)
    return tape.gradient(y, x)


RELU = Exercise(
    id="04.relu",
    reference=relu,
    tensorflow=lambda tf, z: tf.nn.relu(tf.constant(z, tf.float64)),
    criteria=(
        Criterion(
            "formula",
            2,
            (
                Case("both signs", (vector(-2.0, 0.75, 0.0, -0.5, 3.0),)),
                Case("all negative", (vector(-3.25, -0.125, -40.0),)),
                Case("all positive", (vector(0.5, 6.5, 0.03125, 12.0),)),
                Case("one number", (vector(-0.7),)),
                Case("tiny and huge", (vector(3e-9, -2e-9, 1.5e6, -4e6, 0.25),)),
            ),
        ),
        common.batches(1),
        common.integers(1),
        common.purity(1),
    ),
    misconceptions=placed(wrong.RELU),
    minutes=5,
    difficulty=1,
    elementwise=True,
    atol=0.0,
    tolerance_reason=_EXACT,
    fresh=common.fresh,
    forbidden=(*FRAMEWORKS, "nnlab.activations.relu"),
)

LEAKY_RELU = Exercise(
    id="04.leaky_relu",
    reference=leaky_relu,
    tensorflow=_tensorflow_leaky_relu,
    criteria=(
        Criterion(
            "formula",
            2,
            (
                Case("slope 0.1", (vector(-2.0, 0.75, 0.0, -0.5, 3.0), 0.1)),
                Case("the slope left out", (vector(-2.5, 1.25, -0.75, 0.5),)),
                Case("all negative, slope 0.5", (vector(-3.0, -0.25, -40.0), 0.5)),
                Case("positive but below the slope", (vector(0.05, -0.03, 0.3, 7.5), 0.4)),
                Case("slope 0, which is ReLU", (vector(-1.5, 0.5, 2.0), 0.0)),
                Case("one number", (vector(-0.7), 0.3)),
                Case("tiny and huge", (vector(3e-9, -2e-9, 1.5e6, -4e6), 0.25)),
            ),
        ),
        common.batches(1, 0.3),
        common.integers(1, 0.1),
        common.purity(1),
    ),
    misconceptions=placed(wrong.LEAKY_RELU),
    minutes=5,
    difficulty=1,
    elementwise=True,
    atol=0.0,
    tolerance_reason=_EXACT,
    fresh=lambda rng: (*common.fresh(rng), float(rng.uniform(0.05, 0.6))),
    forbidden=(*FRAMEWORKS, "nnlab.activations.leaky_relu"),
)

RELU_GRADIENT = Exercise(
    id="04.relu_gradient",
    reference=relu_gradient,
    tensorflow=_tensorflow_relu_gradient,
    criteria=(
        Criterion(
            "formula",
            2,
            (
                Case("both signs", (vector(-2.0, 0.75, -0.5, 3.0, 1.0),)),
                Case("all negative", (vector(-3.25, -0.125, -40.0),)),
                Case("all positive", (vector(0.5, 6.5, 0.03125),)),
                Case("one number", (vector(0.7),)),
                Case("tiny and huge", (vector(3e-9, -2e-9, 1.5e6, -4e6, 0.25),)),
            ),
        ),
        Criterion(
            "zero",
            1,
            (
                Case("zeros among others", (vector(0.0, -1.5, 0.0, 2.5),)),
                Case("nothing but zeros", (np.zeros((2, 3)),)),
                Case("zeros as whole numbers", (np.array([[0, -2], [3, 0], [-1, 0]]),)),
            ),
        ),
        common.batches(1),
        common.integers(1),
        common.purity(1),
    ),
    misconceptions=placed(wrong.RELU_GRADIENT),
    minutes=5,
    difficulty=1,
    elementwise=True,
    conventions=(Convention("relu_gradient.one_at_zero", _one_at_zero),),
    atol=0.0,
    tolerance_reason="a slope is 0 or 1, exactly",
    fresh=common.fresh,
    forbidden=(*FRAMEWORKS, "nnlab.activations.relu_gradient"),
)
