"""Lab 12, multilabel classification: `multilabel_loss`, `multilabel_predict`, `build_multilabel_model`."""

from typing import Any

import numpy as np

from nnlab.calls.cases import Case
from nnlab.grader.exercises.multilabel_model import BUILD_MULTILABEL_MODEL
from nnlab.grader.loss_judges import not_capped
from nnlab.grader.misconceptions.multilabel_loss import MULTILABEL_LOSS as WRONG_LOSSES
from nnlab.grader.misconceptions.multilabel_predict import MULTILABEL_PREDICT as WRONG_PREDICTIONS
from nnlab.grader.spec import Criterion, Exercise

_NUMPY_ONLY = ("tensorflow", "keras", "torch", "jax", "scipy", "sklearn")


def multilabel_loss(y_true, logits):
    """Mean of ``log(1 + e^z) - y z`` over all entries of any equal shapes, without overflow."""
    y, z = (np.asarray(x, dtype=np.float64).ravel() for x in (y_true, logits))
    return np.mean(np.logaddexp(0, z) - y * z)


def multilabel_predict(logits, threshold=0.5):
    """1 where ``sigmoid(logits) >= threshold``, else 0, in the shape of `logits`."""
    half = np.tanh(0.5 * np.asarray(logits, dtype=np.float64))
    return (0.5 * (1 + half) >= threshold).astype(int)


def _tensorflow_loss(tf: Any, y_true, logits):
    y, z = (tf.constant(x, tf.float64) for x in (y_true, logits))
    return tf.reduce_mean(tf.nn.sigmoid_cross_entropy_with_logits(tf.reshape(y, z.shape), z))


def _tensorflow_predict(tf: Any, logits, threshold=0.5):
    return tf.cast(tf.sigmoid(tf.constant(logits, tf.float64)) >= threshold, tf.int64)


def _labels_and_logits(seed: int, *shape: int) -> tuple[np.ndarray, np.ndarray]:
    """Labels 0 and 1, and logits of a size at which the plain formula works as well."""
    rng = np.random.default_rng(seed)
    return rng.integers(0, 2, shape).astype(float), rng.uniform(-4, 4, shape).round(3)


def _fresh_loss(rng: np.random.Generator) -> tuple:
    m, labels = (int(n) for n in rng.choice(np.arange(2, 7), size=2, replace=False))
    return rng.integers(0, 2, (m, labels)), rng.uniform(-4, 4, (m, labels))


def _near(seed: int, threshold: float, *shape: int) -> tuple[np.ndarray, float]:
    """Logits on both sides of a threshold, none so near to it that rounding decides."""
    rng = np.random.default_rng(seed)
    away = rng.uniform(0.1, 2.5, shape) * rng.choice([-1, 1], shape)
    return (np.log(threshold / (1 - threshold)) + away).round(3), threshold


def _fresh_predict(rng: np.random.Generator) -> tuple:
    m, labels = (int(n) for n in rng.choice(np.arange(3, 7), size=2, replace=False))
    threshold = float(rng.choice([0.2, 0.35, 0.65, 0.8]))
    return _near(int(rng.integers(1 << 32)), threshold, m, labels)


MULTILABEL_LOSS = Exercise(
    id="12.multilabel_loss",
    reference=multilabel_loss,
    tensorflow=_tensorflow_loss,
    criteria=(
        Criterion(
            "formula",
            5,
            (
                Case(
                    "one movie, four genres", (np.array([[1, 0, 0, 1]]), np.array([[2.0, -1.5, 0.5, -0.25]]))
                ),
                Case("two samples, three labels", _labels_and_logits(1, 2, 3)),
                Case("five samples, three labels", _labels_and_logits(2, 5, 3)),
                Case("three samples, three labels", _labels_and_logits(3, 3, 3)),
                Case("two samples, six labels", _labels_and_logits(4, 2, 6)),
                Case("logits of 0", (np.array([[1.0, 0.0], [0.0, 0.0]]), np.zeros((2, 2)))),
            ),
        ),
        Criterion(
            "shapes",
            1,
            (
                Case("a vector", _labels_and_logits(5, 4)),
                Case("columns", _labels_and_logits(6, 5, 1)),
                Case("whole numbers", (np.array([[1, 0, 1], [0, 0, 1]]), np.array([[2, -1, 0], [1, 3, -2]]))),
                Case("float32", tuple(x.astype(np.float32) for x in _labels_and_logits(7, 3, 4))),
            ),
        ),
        Criterion(
            "columns",
            1,
            (
                Case(
                    "a column of labels, a vector of logits",
                    (np.array([[1], [0], [0], [1]]), np.array([1.5, -0.5, 2.0, -1.0])),
                ),
                Case(
                    "a vector of labels, a column of logits",
                    (np.array([0.0, 1.0, 1.0]), np.array([[0.75], [2.5], [-1.25]])),
                ),
            ),
        ),
        Criterion(
            "extremes",
            2,
            (
                Case("huge and wrong", (np.array([[1.0, 0.0]]), np.array([[-800.0, 900.0]]))),
                Case("huge and right", (np.array([[1.0, 0.0, 1.0]]), np.array([[1000.0, -1000.0, 0.5]]))),
                Case("large", (np.array([[1, 0], [1, 0]]), np.array([[-50.0, 40.0], [0.5, -1.0]]))),
                Case("rather large", (np.array([0.0, 1.0]), np.array([20.0, -20.0]))),
                Case("whole numbers that are large", (np.array([[0, 1]]), np.array([[750, 2]]))),
            ),
            judge=not_capped,
            property_only=True,
        ),
        Criterion(
            "purity",
            1,
            (
                Case("read-only", _labels_and_logits(8, 4, 3), layout="readonly"),
                Case("view with gaps", _labels_and_logits(9, 3, 5), layout="strided"),
            ),
            rule="purity",
        ),
    ),
    misconceptions=WRONG_LOSSES,
    minutes=15,
    difficulty=2,
    returns="number",
    atol=1e-6,
    tolerance_reason="float32, and a sigmoid clipped at 1e-7, pass on ordinary logits; a wrong term does not",
    fresh=_fresh_loss,
    forbidden=(*_NUMPY_ONLY, "nnlab.losses"),
)

MULTILABEL_PREDICT = Exercise(
    id="12.multilabel_predict",
    reference=multilabel_predict,
    tensorflow=_tensorflow_predict,
    criteria=(
        Criterion(
            "formula",
            5,
            (
                Case("one movie, three genres", (np.array([[1.2, -0.4, 0.3]]), 0.5)),
                Case("a low threshold", _near(11, 0.3, 4, 3)),
                Case("a high threshold", _near(12, 0.7, 2, 5)),
                Case("all labels, and none", (np.array([[2.0, 1.5, 0.75], [-2.0, -1.0, -0.5]]), 0.5)),
                Case("a very low threshold", _near(13, 0.1, 3, 3)),
                # Last, so that a threshold that is kept for the next call gives itself away.
                Case("a very high threshold", _near(14, 0.9, 5, 2)),
            ),
        ),
        Criterion(
            "default",
            1,
            (
                Case("no threshold given", (np.array([[0.8, -0.6], [-1.5, 2.0], [0.25, 0.4]]),)),
                Case("no threshold given, a vector", (np.array([-0.2, 0.1, 3.0, -4.0]),)),
            ),
        ),
        Criterion(
            "shapes",
            1,
            (
                Case("a vector", _near(15, 0.4, 6)),
                Case("one label each", _near(16, 0.6, 4, 1)),
                Case("one number in a vector", (np.array([0.9]), 0.8)),
                Case("whole numbers", (np.array([[3, -1, 2], [-2, 1, -3]]), 0.6)),
                Case("float32", (_near(17, 0.25, 3, 4)[0].astype(np.float32), 0.25)),
            ),
        ),
        Criterion(
            "ties",
            1,
            (
                Case("exactly 0.5", (np.array([[0.0, 1.0], [-1.0, 0.0]]), 0.5)),
                Case("exactly 0.5, whole numbers, no threshold given", (np.array([0, 2, -3]),)),
            ),
        ),
        Criterion(
            "extremes",
            1,
            (
                Case("huge logits", (np.array([[1000.0, -1000.0], [-800.0, 800.0]]), 0.5)),
                Case("thresholds near 0", (np.array([-9.0, -5.0, 0.5, -1000.0]), 0.001)),
                Case("thresholds near 1", (np.array([9.0, 5.0, -0.5, 1000.0]), 0.999)),
                Case("huge whole numbers", (np.array([900, -900, 1]), 0.75)),
            ),
        ),
        Criterion(
            "purity",
            1,
            (
                Case("read-only", _near(18, 0.45, 4, 3), layout="readonly"),
                Case("view with gaps", _near(19, 0.55, 3, 5), layout="strided"),
            ),
            rule="purity",
        ),
    ),
    misconceptions=WRONG_PREDICTIONS,
    minutes=10,
    difficulty=1,
    returns="labels",
    rtol=0.0,
    atol=0.0,
    tolerance_reason="labels are 0 or 1: they agree or they do not",
    fresh=_fresh_predict,
    forbidden=_NUMPY_ONLY,
)

EXERCISES = (MULTILABEL_LOSS, MULTILABEL_PREDICT, BUILD_MULTILABEL_MODEL)
