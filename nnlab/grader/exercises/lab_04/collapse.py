"""A network of linear layers is one linear layer: `collapse_linear_layers`."""

from itertools import pairwise
from typing import Any

import numpy as np

from nnlab.calls.cases import Case
from nnlab.grader.exercises.lab_04._cases import FRAMEWORKS
from nnlab.grader.exercises.lab_04._places import placed
from nnlab.grader.misconceptions import collapse as wrong
from nnlab.grader.spec import Criterion, Exercise


def collapse_linear_layers(layers):
    """The one pair ``(W, b)`` that does what all `layers` do in turn; samples are rows, ``A @ W + b``.

    Goodfellow, Bengio & Courville 2016, section 6.1: a composition of linear functions is linear.
    """
    W, b = layers[0]
    for W_next, b_next in layers[1:]:
        W, b = W @ W_next, b @ W_next + b_next
    return W, b


def _tensorflow_collapse(tf: Any, layers):
    """Read W and b off the network's own answers: b is the answer to 0, and row i of W + b that to e_i."""

    def network(a):
        for W, b in layers:
            a = tf.nn.bias_add(tf.matmul(a, tf.constant(W, tf.float64)), tf.constant(b, tf.float64))
        return a

    inputs = len(layers[0][0])
    zero = tf.zeros((1, inputs), tf.float64)
    return network(tf.eye(inputs, dtype=tf.float64)) - network(zero), network(zero)[0]


def _stack(rng: np.random.Generator, step: int, *sizes: int) -> list[tuple[np.ndarray, np.ndarray]]:
    """Layers of these sizes whose numbers are all multiples of 1/step and not 0.

    Sums and products of so few of them are exact in float32, in any order.
    """

    def numbers(*shape: int) -> np.ndarray:
        return rng.integers(1, 2 * step, shape) * rng.choice([-1, 1], shape) / step

    return [(numbers(n, units), numbers(units)) for n, units in pairwise(sizes)]


def _fixed(seed: int, step: int, *sizes: int) -> list[tuple[np.ndarray, np.ndarray]]:
    return _stack(np.random.default_rng(seed), step, *sizes)


def _fresh(rng: np.random.Generator) -> tuple:
    sizes = rng.choice(np.arange(2, 7), size=int(rng.integers(3, 5)), replace=False)
    return (_stack(rng, 4, *map(int, sizes)),)


_WHOLE = [
    (np.array([[1, -2, 3], [4, 5, -6]]), np.array([2, -1, 3])),
    (np.array([[2], [-3], [1]]), np.array([4])),
]

COLLAPSE_LINEAR_LAYERS = Exercise(
    id="04.collapse_linear_layers",
    reference=collapse_linear_layers,
    tensorflow=_tensorflow_collapse,
    criteria=(
        Criterion(
            "formula",
            4,
            (
                Case("two layers", (_fixed(1, 4, 2, 3, 4),)),
                Case("two square layers", (_fixed(2, 4, 3, 3, 3),)),
                Case("three layers", (_fixed(3, 8, 4, 3, 5, 2),)),
                Case("three square layers", (_fixed(4, 8, 2, 2, 2, 2),)),
            ),
        ),
        Criterion(
            "depths",
            2,
            (
                Case("one layer", (_fixed(5, 4, 3, 2),)),
                Case("one number each", (_fixed(6, 4, 1, 1, 1),)),
                Case("one output", (_fixed(7, 4, 4, 2, 1),)),
                Case("one hidden unit", (_fixed(8, 4, 3, 1, 2),)),
                Case("five layers", (_fixed(9, 2, 2, 4, 3, 3, 5, 1),)),
            ),
        ),
        Criterion(
            "integers",
            1,
            (
                Case("whole numbers", (_WHOLE,)),
                Case(
                    "float32",
                    ([tuple(x.astype(np.float32) for x in pair) for pair in _fixed(10, 4, 2, 4, 3)],),
                ),
            ),
        ),
        Criterion(
            "purity",
            1,
            (
                Case("read-only", (_fixed(11, 4, 3, 4, 2),), layout="readonly"),
                Case("views with gaps", (_fixed(12, 4, 2, 3, 4),), layout="strided"),
            ),
            rule="purity",
        ),
    ),
    misconceptions=placed(wrong.COLLAPSE_LINEAR_LAYERS),
    minutes=15,
    difficulty=2,
    outputs=("W", "b"),
    rtol=1e-6,
    atol=1e-9,
    tolerance_reason="the numbers are multiples of a small fraction, so float32 is exact in any order",
    fresh=_fresh,
    forbidden=FRAMEWORKS,
)
