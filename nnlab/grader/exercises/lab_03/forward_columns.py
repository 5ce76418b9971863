"""`forward_columns`: a chain of dense layers for samples as columns."""

from typing import Any

import numpy as np

from nnlab.calls.cases import Case
from nnlab.grader.exercises._layers import LINEAR, NUMPY_ONLY, RELU, SIGMOID, TANH, layer, numbers
from nnlab.grader.exercises.lab_03.sequential_batch import FIVE, fresh_layers, tensorflow_sequential_batch
from nnlab.grader.misconceptions.forward_columns import FORWARD_COLUMNS as WRONG
from nnlab.grader.spec import Criterion, Exercise


def forward_columns(X, layers):
    """Dense layers for samples as columns: ``g(W @ A + b)``, `b` ``(units, 1)``, `W` ``(units, n)``."""
    A = X
    for W, b, g in layers:
        A = g(W @ A + b)
    return A


def _tensorflow_forward_columns(tf: Any, X, layers):
    rows = [(W.T, b[:, 0], g) for W, b, g in layers]
    return tf.transpose(tensorflow_sequential_batch(tf, X.T, rows))


def _column_layer(seed: int, inputs: int, units: int) -> tuple[np.ndarray, np.ndarray]:
    """The weights of `layer` for samples as columns."""
    W, b = layer(seed, inputs, units)
    return np.ascontiguousarray(W.T), b[:, np.newaxis]


def _fresh_forward_columns(rng: np.random.Generator) -> tuple:
    X, layers = fresh_layers(rng)
    return X.T.copy(), [(W.T.copy(), b[:, np.newaxis], g) for W, b, g in layers]


_TWO = [(*_column_layer(121, 2, 3), SIGMOID), (*_column_layer(122, 3, 1), LINEAR)]
_THREE = [
    (*_column_layer(123, 4, 3), TANH),
    (*_column_layer(124, 3, 5), RELU),
    (*_column_layer(125, 5, 2), SIGMOID),
]
_W, _b = _column_layer(127, 3, 3)
# The bias makes the results small, so that digits that are rounded away are missed.
_SQUARE = [(*_column_layer(126, 3, 3), TANH), (_W, _b - 8, SIGMOID)]

FORWARD_COLUMNS = Exercise(
    id="03.forward_columns",
    reference=forward_columns,
    tensorflow=_tensorflow_forward_columns,
    criteria=(
        Criterion(
            "formula",
            5,
            (
                Case("two layers", (numbers(131, 2, 4), _TWO)),
                Case("three samples, two square layers", (numbers(132, 3, 3), _SQUARE)),
                Case("three layers, three activations", (numbers(133, 4, 6), _THREE)),
            ),
        ),
        Criterion(
            "depths",
            3,
            (
                Case("one layer", (numbers(134, 3, 5), [(*_column_layer(135, 3, 2), TANH)])),
                Case("one sample", (numbers(136, 4, 1), _THREE)),
                Case("one input, one unit", (numbers(137, 1, 3), [(*_column_layer(138, 1, 1), SIGMOID)])),
                Case("as many samples as units", (numbers(139, 2, 3), [(*_column_layer(140, 2, 3), LINEAR)])),
                Case(
                    "five layers",
                    (numbers(141, 2, 7), [(W.T.copy(), b[:, np.newaxis], g) for W, b, g in FIVE]),
                ),
                Case(
                    "whole numbers",
                    (
                        np.array([[2, 0, 1, -1], [-1, 3, 1, 2]]),
                        [(np.array([[1, -2], [-3, 4], [5, -6]]), np.array([[-1], [1], [2]]), TANH)],
                    ),
                ),
            ),
        ),
        Criterion(
            "purity",
            2,
            (
                # The shape of an earlier case: a result kept by shape is no longer right.
                Case("read-only", (numbers(142, 4, 6), _THREE), layout="readonly"),
                Case("views with gaps", (numbers(143, 4, 3), _THREE), layout="strided"),
            ),
            rule="purity",
        ),
    ),
    misconceptions=WRONG,
    minutes=10,
    difficulty=2,
    fresh=_fresh_forward_columns,
    forbidden=NUMPY_ONLY,
)
