"""Lab 01, neurons and layers: `sigmoid`, `neuron`, `classify`."""

from typing import Any

import numpy as np

from nnlab.calls.cases import Case
from nnlab.grader.exercises._layers import LINEAR, NUMPY_ONLY, RELU, SIGMOID, TANH, numbers, single
from nnlab.grader.misconceptions.classify import CLASSIFY as WRONG_CLASSIFY
from nnlab.grader.misconceptions.neuron import NEURON as WRONG_NEURON
from nnlab.grader.misconceptions.sigmoid import SIGMOID as WRONG_SIGMOID
from nnlab.grader.spec import Criterion, Exercise


def sigmoid(z):
    """``1 / (1 + exp(-z))`` of each entry, for `z` of any shape; no exponent is above 0."""
    z = np.asarray(z, dtype=np.float64)
    e = np.exp(-np.abs(z))
    return np.where(z >= 0, 1, e) / (1 + e)


def neuron(x, w, b, g):
    """One unit: the number ``g(w · x + b)``, for `x` and `w` of shape ``(n,)``."""
    return g(np.dot(w, x) + b)


def classify(a, threshold=0.5):
    """1 where `a` is at least `threshold`, 0 elsewhere; the shape of `a`."""
    return (np.asarray(a) >= threshold).astype(int)


def _tensorflow_neuron(tf: Any, x, w, b, g):
    return g(tf.tensordot(tf.constant(w, tf.float64), tf.constant(x, tf.float64), 1) + b)


def _tensorflow_classify(tf: Any, a, threshold=0.5):
    return tf.cast(tf.greater_equal(tf.constant(a, tf.float64), threshold), tf.int64)


_SIGMOID = Exercise(
    id="01.sigmoid",
    reference=sigmoid,
    tensorflow=lambda tf, z: tf.sigmoid(tf.constant(z, tf.float64)),
    criteria=(
        Criterion(
            "formula",
            4,
            (
                Case("five values", (np.array([-3.0, -0.5, 0.0, 1.25, 4.0]),)),
                Case("near 0 and near 1", (np.array([-9.1, -5.5, 8.0, 10.5]),)),
                Case("one value", (np.array([0.7]),)),
            ),
        ),
        Criterion(
            "any_shape",
            2,
            (
                Case("a number", (np.float64(-1.5),)),
                Case("two rows", (numbers(1, 2, 3),)),
                Case("a column", (numbers(2, 4, 1),)),
            ),
        ),
        Criterion(
            "extremes",
            2,
            (
                Case("very large and very small", (np.array([1000.0, -1000.0]),)),
                Case("far apart", (np.array([-800.0, 30.0, -0.25, 800.0, -30.0, 0.5]),)),
                Case("whole numbers that are large", (np.array([-1000, 1000, 2]),)),
            ),
            fresh=lambda rng: (rng.uniform(-1000, 1000, int(rng.integers(3, 9))),),
        ),
        Criterion(
            "purity",
            1,
            (
                # The shape of an earlier case: a result kept by shape is no longer right.
                Case("read-only", (numbers(3, 5),), layout="readonly"),
                Case("view with gaps", (numbers(4, 6),), layout="strided"),
            ),
            rule="purity",
        ),
        Criterion(
            "integers",
            1,
            (
                Case("whole numbers", (np.array([-2, 0, 1, 3]),)),
                Case("whole numbers of one sign", (np.array([4, 2, 5]),)),
                Case("float32", single(numbers(5, 4))),
            ),
        ),
    ),
    misconceptions=WRONG_SIGMOID,
    minutes=10,
    difficulty=1,
    elementwise=True,
    rtol=1e-6,  # at the usual 1e-5, the digits 2.71828 would pass for e
    tolerance_reason="float32 arithmetic passes, and so does any clipping that float32 cannot tell from none",
    fresh=lambda rng: (rng.uniform(-4, 4, int(rng.integers(3, 9))),),
    forbidden=(*NUMPY_ONLY, "scipy", "nnlab.activations.sigmoid"),
)


def _fresh_neuron(rng: np.random.Generator) -> tuple:
    """Random arguments whose sum stays away from 0, where float32's rounding is not small any more."""
    n = int(rng.integers(4, 9))
    x, w, b = rng.uniform(-2, 2, n), rng.uniform(-1, 1, n), float(rng.uniform(-1, 1))
    b += float(np.copysign(0.3, np.dot(x, w) + b))
    return x, w, b, (SIGMOID, TANH, LINEAR)[rng.integers(3)]


_NEURON = Exercise(
    id="01.neuron",
    reference=neuron,
    tensorflow=_tensorflow_neuron,
    criteria=(
        Criterion(
            "formula",
            5,
            (
                Case("two inputs, sigmoid", (np.array([0.5, -1.5]), np.array([1.0, 2.0]), 0.75, SIGMOID)),
                Case("two inputs, linear", (np.array([2.0, 3.0]), np.array([-0.5, 1.5]), -1.25, LINEAR)),
                Case("three inputs, tanh", (numbers(11, 3), np.array([0.3, -0.8, 0.6]), -0.4, TANH)),
                Case(
                    "four inputs, ReLU",
                    (np.array([1.5, -0.5, 2.0, 0.25]), np.array([0.8, -1.2, 0.4, 2.4]), 0.7, RELU),
                ),
                Case(
                    "below 0, ReLU",
                    (np.array([1.0, -2.0, 0.5]), np.array([-0.5, 0.25, 1.5]), -0.9, RELU),
                ),
            ),
        ),
        Criterion(
            "any_length",
            2,
            (
                Case("one input", (np.array([1.5]), np.array([-0.4]), 0.25, LINEAR)),
                Case("seven inputs", (numbers(12, 7), numbers(13, 7) / 4, 0.35, SIGMOID)),
                Case("no bias to speak of", (np.array([1.25, -0.75]), np.array([0.8, 0.6]), 0.0, TANH)),
            ),
        ),
        Criterion(
            "purity",
            2,
            (
                Case("read-only", (numbers(14, 4), numbers(15, 4), 0.2, SIGMOID), layout="readonly"),
                Case("view with gaps", (numbers(16, 3), numbers(17, 3), -0.3, TANH), layout="strided"),
            ),
            rule="purity",
        ),
        Criterion(
            "integers",
            1,
            (
                Case("whole numbers", (np.array([2, -1]), np.array([1, 3]), 2, SIGMOID)),
                Case(
                    "whole inputs, broken weights", (np.array([200, 17]), np.array([0.01, -0.2]), 1.5, TANH)
                ),
                Case("float32", (*single(numbers(18, 3), numbers(19, 3)), 0.45, SIGMOID)),
            ),
        ),
    ),
    misconceptions=WRONG_NEURON,
    minutes=10,
    difficulty=1,
    returns="number",
    fresh=_fresh_neuron,
    forbidden=NUMPY_ONLY,
)

#: None of them is among the activations of the random cases.
_THRESHOLDS = (0.2, 0.35, 0.65, 0.8)

_CLASSIFY = Exercise(
    id="01.classify",
    reference=classify,
    tensorflow=_tensorflow_classify,
    criteria=(
        Criterion(
            "formula",
            2,
            (
                Case("the usual threshold", (np.array([0.12, 0.93, 0.48, 0.51, 0.77]),)),
                Case("a high threshold", (np.array([0.91, 0.6, 0.85, 0.79, 0.2, 0.99]), 0.8)),
                Case("a low threshold", (np.array([0.05, 0.45, 0.252, 0.32]), 0.255)),
                # Rounded to five digits or fewer, the first two would be 1.
                Case("nearly there", (np.array([0.499999, 0.4996, 0.500001, 0.44]), 0.5)),
                Case("a threshold of no probability", (np.array([-1.5, 2.25, 0.75, 1.5, 3.0]), 1.25)),
            ),
        ),
        Criterion(
            "ties",
            1,
            (
                Case("exactly one half", (np.array([0.5, 0.25, 0.75]),)),
                Case("exactly the threshold", (np.array([0.3, 0.7, 0.1, 0.29]), 0.3)),
                Case("exactly 0 and 1", (np.array([1.0, 0.0]), 1.0)),
                Case("threshold 0", (np.array([0.0, -0.5, 0.5]), 0.0)),
            ),
        ),
        Criterion(
            "any_shape",
            1,
            (
                Case("a number", (np.float64(0.64),)),
                Case("a number below", (np.float64(0.64), 0.9)),
                Case("a column", (np.array([[0.9], [0.2], [0.6], [0.4]]),)),
                Case("two rows", (np.array([[0.7, 0.1, 0.4], [0.3, 0.95, 0.65]]), 0.35)),
            ),
        ),
        Criterion(
            "purity",
            1,
            (
                # The shape of an earlier case: a result kept by shape is no longer right.
                Case("read-only", (np.array([0.8, 0.3, 0.9, 0.1, 0.45]),), layout="readonly"),
                Case("view with gaps", (np.array([0.2, 0.6, 0.9, 0.7, 0.1, 0.3]), 0.4), layout="strided"),
                Case("whole numbers", (np.array([0, 1, 3, -2]), 1)),
                Case("float32", (np.array([0.125, 0.5, 0.875], dtype=np.float32), 0.5)),
            ),
            rule="purity",
        ),
    ),
    misconceptions=WRONG_CLASSIFY,
    minutes=5,
    difficulty=1,
    returns="labels",
    rtol=0.0,
    atol=0.0,
    tolerance_reason="decisions are 0 or 1: they agree or they do not",
    fresh=lambda rng: (
        rng.permutation(np.linspace(0.03, 0.97, int(rng.integers(5, 10)))),
        float(rng.choice(_THRESHOLDS)),
    ),
    forbidden=NUMPY_ONLY,
)

EXERCISES = (_SIGMOID, _NEURON, _CLASSIFY)
