"""Lab 05, training with TensorFlow: scaling, the coffee model, and its weights in NumPy."""

from typing import Any

import numpy as np

from nnlab.activations import sigmoid
from nnlab.calls.cases import Case
from nnlab.grader.exercises.coffee_model import BUILD_COFFEE_MODEL
from nnlab.grader.misconceptions import predict_with_weights as wrong_prediction
from nnlab.grader.misconceptions import scaling as wrong
from nnlab.grader.spec import Criterion, Exercise

_FRAMEWORKS = ("tensorflow", "keras", "torch", "jax", "sklearn", "scipy.stats")
_EPSILON = "float32 passes, and so does an epsilon of 1e-6 or less in the denominator"


def min_max_scale(X):
    """Each column of `X` ``(m, n)`` shifted and scaled to [0, 1]; a constant column gives zeros."""
    X = np.asarray(X, dtype=np.float64)
    low, high = X.min(axis=0), X.max(axis=0)
    return (X - low) / np.where(high > low, high - low, 1.0)


def standardize(X):
    """Each column of `X` ``(m, n)`` to mean 0 and (population) deviation 1; a constant one to zeros."""
    X = np.asarray(X, dtype=np.float64)
    centred = X - X.mean(axis=0)
    deviation = np.sqrt(np.mean(centred**2, axis=0))
    return centred / np.where(deviation > 0, deviation, 1.0)


def predict_with_weights(weights, X):
    """Two sigmoid layers on `X` ``(m, n)``; `weights` are W1 ``(n, h)``, b1, W2 ``(h, 1)``, b2."""
    W1, b1, W2, b2 = (np.asarray(part, dtype=np.float64) for part in weights)
    return sigmoid(sigmoid(X @ W1 + b1) @ W2 + b2)


def _tensorflow_min_max_scale(tf: Any, X):
    X = tf.constant(X, tf.float64)
    low = tf.reduce_min(X, axis=0)
    return tf.math.divide_no_nan(X - low, tf.reduce_max(X, axis=0) - low)


def _tensorflow_standardize(tf: Any, X):
    X = tf.constant(X, tf.float64)
    mean, variance = tf.nn.moments(X, axes=[0])
    return tf.math.divide_no_nan(X - mean, tf.sqrt(variance))


def _keras_predict(tf: Any, weights, X):
    layers = [tf.keras.layers.Dense(W.shape[1], "sigmoid", dtype="float64") for W in weights[::2]]
    model = tf.keras.Sequential([tf.keras.Input((X.shape[1],), dtype="float64"), *layers])
    model.set_weights([part.astype(np.float64) for part in weights])
    return model(tf.constant(X, tf.float64))


def _table(rng: np.random.Generator, m: int, n: int) -> np.ndarray:
    """Columns of different scale and place, no number twice in one of them.

    All numbers are multiples of 1/4, so that sums are exact in float32, and means too where `m` is 4 or 8.
    """
    columns = [
        rng.choice(np.arange(-20, 21), m, replace=False) * 2.0 ** (j % 4) / 4 + 5 * (j + 1) for j in range(n)
    ]
    return np.column_stack(columns)


def _fixed(seed: int, m: int, n: int) -> np.ndarray:
    return _table(np.random.default_rng(seed), m, n)


def _fresh_table(rng: np.random.Generator) -> tuple[np.ndarray]:
    return (_table(rng, int(rng.choice([4, 8])), int(rng.choice([2, 3, 5, 6]))),)


def _table_criteria(formula: int, constant: int, scales: int, integers: int, purity: int) -> tuple:
    """What both ways of scaling are called with; the points of each criterion."""
    varied, flat = _fixed(11, 4, 3), _fixed(12, 8, 4)
    varied[:, 1] = 7.0
    flat[:, :2] = 0.0, -2.5
    return (
        Criterion(
            "formula",
            formula,
            (
                Case("four samples, two columns", (_fixed(1, 4, 2),)),
                Case("eight samples, three columns", (_fixed(2, 8, 3),)),
                Case("four samples, four columns", (_fixed(3, 4, 4),)),
                Case("one column", (_fixed(4, 8, 1),)),
                Case("four samples, seven columns", (_fixed(5, 4, 7),)),
            ),
        ),
        Criterion(
            "constant_column",
            constant,
            (
                Case("one constant column of three", (varied,)),
                Case("two constant columns of four", (flat,)),
                Case("nothing but a constant", (np.full((2, 1), 3.0),)),
                Case("one sample", (np.array([[2.0, -5.0, 0.5]]),)),
            ),
        ),
        Criterion(
            "scales",
            scales,
            (
                # Each column's mean is a short number. In the first and the last, some results are tiny.
                Case(
                    "columns of far-apart scale",
                    (
                        np.array(
                            [
                                [0.0, 1048576.0, 0.0, 1048576.0],
                                [1.0, 1048579.0, 0.75, -1048576.0],
                                [1048576.0, 1048581.0, 0.25, 2.0],
                                [524287.0, 1048588.0, 0.5, 2.0],
                            ]
                        ),
                    ),
                ),
                Case(
                    "a small column, one of range 1, one of deviation 1",
                    (np.array([[0.25, 1.0, -1.0], [0.75, 0.25, 1.0], [0.0, 0.0, 1.0], [0.5, 0.75, -1.0]]),),
                ),
            ),
        ),
        Criterion(
            "integers",
            integers,
            (
                Case("whole numbers", (np.array([[3, 100], [-1, 400], [6, 200], [0, 700]]),)),
                # Short numbers, so that a wrong formula gives the same in float32 and, converted, in float64.
                Case("float32", (np.array([[1, 8], [4, 2], [3.25, 6], [1.5, 4]], dtype=np.float32),)),
            ),
        ),
        Criterion(
            "purity",
            purity,
            (
                Case("read-only", (_fixed(14, 8, 3),), layout="readonly"),
                # The shape of an earlier case: a result kept by shape is no longer right.
                Case("view with gaps", (_fixed(15, 4, 2),), layout="strided"),
                Case("by columns", (_fixed(16, 8, 5),), layout="fortran"),
            ),
            rule="purity",
        ),
    )


MIN_MAX_SCALE = Exercise(
    id="05.min_max_scale",
    reference=min_max_scale,
    tensorflow=_tensorflow_min_max_scale,
    criteria=_table_criteria(3, 2, 1, 1, 1),
    misconceptions=wrong.MIN_MAX_SCALE,
    minutes=10,
    difficulty=1,
    tolerance_reason=_EPSILON,
    fresh=_fresh_table,
    forbidden=(*_FRAMEWORKS, "nnlab.preprocessing.min_max_scale"),
)

STANDARDIZE = Exercise(
    id="05.standardize",
    reference=standardize,
    tensorflow=_tensorflow_standardize,
    criteria=_table_criteria(3, 2, 1, 1, 1),
    misconceptions=wrong.STANDARDIZE,
    minutes=10,
    difficulty=1,
    tolerance_reason=_EPSILON,
    fresh=_fresh_table,
    forbidden=(*_FRAMEWORKS, "nnlab.preprocessing.standardize"),
)


def _weights(rng: np.random.Generator, n: int, hidden: int, last_bias: float | None = None) -> list:
    """As Keras's `get_weights()` gives them: float32, of both signs and of a size that saturates nothing."""
    shapes = (n, hidden), (hidden,), (hidden, 1), (1,)
    weights = [rng.uniform(-1.5, 1.5, shape).round(3).astype(np.float32) for shape in shapes]
    if last_bias is not None:
        weights[3][:] = last_bias
    return weights


def _network(seed: int, m: int, n: int, hidden: int, last_bias: float | None = None) -> tuple:
    rng = np.random.default_rng(seed)
    return _weights(rng, n, hidden, last_bias), rng.uniform(-2, 2, (m, n)).round(3)


def _fresh_network(rng: np.random.Generator) -> tuple:
    m, n, hidden = (int(size) for size in rng.choice(np.arange(2, 8), size=3, replace=False))
    return _weights(rng, n, hidden), rng.uniform(-2, 2, (m, n))


_UNSCALED = np.array([[200.0, 13.9], [200.0, 17.0], [260.0, 11.0], [150.0, 20.0]])
_STEEP = [
    np.array([[9.0, -8.0, 7.0], [-60.0, -70.0, -130.0]], dtype=np.float32),
    np.array([-700.0, 30.0, 200.0], dtype=np.float32),
    np.array([[1200.0], [-900.0], [1500.0]], dtype=np.float32),
    np.array([-800.0], dtype=np.float32),
]
_WHOLE = np.array([[2, -1, 3], [0, 4, -2], [-3, 1, 1], [1, 2, -4], [5, 0, 2]])

PREDICT_WITH_WEIGHTS = Exercise(
    id="05.predict_with_weights",
    reference=predict_with_weights,
    tensorflow=_keras_predict,
    criteria=(
        Criterion(
            "formula",
            4,
            (
                Case("the coffee network's shape, four samples", _network(21, 4, 2, 3)),
                Case("three inputs, five hidden units, two samples", _network(22, 2, 3, 5)),
                Case("three of everything", _network(23, 3, 3, 3)),
                Case("small predictions", _network(24, 5, 2, 3, last_bias=-9.25)),
            ),
        ),
        Criterion(
            "sizes",
            2,
            (
                Case("one sample", _network(25, 1, 2, 3)),
                Case("one hidden unit", _network(26, 3, 2, 1)),
                Case("one input", _network(27, 4, 1, 2)),
                Case("one input, one hidden unit", _network(34, 5, 1, 1)),
                Case("seven hidden units", _network(28, 6, 5, 7)),
            ),
        ),
        Criterion(
            "integers",
            1,
            (
                Case("whole numbers", (_network(29, 1, 3, 4)[0], _WHOLE)),
                Case("float32", (_network(30, 1, 2, 3)[0], _network(31, 5, 2, 3)[1].astype(np.float32))),
            ),
        ),
        Criterion("extremes", 1, (Case("steep weights and unscaled inputs", (_STEEP, _UNSCALED)),)),
        Criterion(
            "purity",
            1,
            (
                Case("read-only", _network(32, 4, 2, 3), layout="readonly"),
                Case("views with gaps", _network(33, 3, 4, 2), layout="strided"),
            ),
            rule="purity",
        ),
    ),
    misconceptions=wrong_prediction.PREDICT_WITH_WEIGHTS,
    minutes=15,
    difficulty=2,
    atol=2e-7,
    tolerance_reason="the weights are float32, and float32 arithmetic passes; a wrong term shows before",
    fresh=_fresh_network,
    forbidden=("tensorflow", "keras", "torch", "jax", "sklearn", "nnlab.models", "nnlab.layers"),
)

EXERCISES = (MIN_MAX_SCALE, STANDARDIZE, BUILD_COFFEE_MODEL, PREDICT_WITH_WEIGHTS)
