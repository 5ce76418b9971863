"""Lab 07, softmax: `softmax`, `predict_class`, `build_softmax_model`."""

from collections.abc import Callable
from typing import Any

import numpy as np

from nnlab import activations
from nnlab.calls.capture import Value, as_array
from nnlab.calls.cases import Case
from nnlab.grader.compare import Finding, examine
from nnlab.grader.exercises._logits import far_rows
from nnlab.grader.misconceptions import softmax as wrong
from nnlab.grader.misconceptions import softmax_model as wrong_model
from nnlab.grader.models import ModelSpec, model_judge
from nnlab.grader.spec import Criterion, Exercise

_NUMPY_ONLY = ("tensorflow", "keras", "torch", "jax", "scipy", "sklearn")


def softmax(z):
    """Softmax along the last axis of ``(classes,)`` or ``(m, classes)``."""
    return activations.softmax(np.asarray(z, dtype=np.float64))


def predict_class(probabilities):
    """Index of the largest probability along the last axis."""
    return np.argmax(probabilities, axis=-1)


def build_softmax_model(num_classes):
    """25 and 15 ReLU units, `num_classes` logits, and a loss that knows that they are logits."""
    return ModelSpec(
        units=(25, 15, num_classes),
        activations=("relu", "relu", "linear"),
        loss="SparseCategoricalCrossentropy(from_logits=True)",
        optimizer="Adam",
        learning_rate=0.001,
    )


def _keras_softmax_model(tf: Any, num_classes: int) -> Any:
    layers = tf.keras.layers
    model = tf.keras.Sequential(
        [
            layers.Dense(25, activation="relu"),
            layers.Dense(15, activation="relu"),
            layers.Dense(num_classes, activation="linear"),
        ]
    )
    model.compile(
        loss=tf.keras.losses.SparseCategoricalCrossentropy(from_logits=True),
        optimizer=tf.keras.optimizers.Adam(0.001),
    )
    return model


def _logits(seed: int, *shape: int) -> np.ndarray:
    return np.random.default_rng(seed).uniform(-3, 3, shape).round(3)


def _probabilities(seed: int, *shape: int) -> np.ndarray:
    """Rounded: processors differ in the last bit of an exponential, and inputs are known by their bits."""
    return activations.softmax(_logits(seed, *shape)).round(4)


SOFTMAX = Exercise(
    id="07.softmax",
    reference=softmax,
    tensorflow=lambda tf, z: tf.nn.softmax(tf.constant(z, tf.float64), axis=-1),
    criteria=(
        Criterion(
            "formula",
            4,
            (
                Case("two logits", (np.array([0.5, -1.0]),)),
                Case("four logits", (np.array([2.0, 1.0, 0.1, -1.0]),)),
                Case("the lab's four probabilities", (np.log([0.30, 0.20, 0.15, 0.35]).round(6),)),
                Case("one class", (np.array([0.7]),)),
                Case("seven logits, with a tie", (np.array([1.5, -2.25, 0.0, 1.5, 0.75, -0.5, 2.0]),)),
                Case("small probabilities", (np.array([0.0, -12.5, 3.0, -30.0]),)),
            ),
        ),
        Criterion(
            "batches",
            2,
            (
                Case("two samples, three classes", (_logits(1, 2, 3),)),
                Case("five samples, four classes", (_logits(2, 5, 4),)),
                Case("three samples, three classes", (_logits(3, 3, 3),)),
                Case("one sample", (_logits(4, 1, 6),)),
                Case("one class each, twelve samples", (_logits(5, 12, 1),)),
            ),
        ),
        Criterion(
            "integers",
            1,
            (
                Case("whole numbers", (np.array([1, 2, 3]),)),
                Case("a batch of whole numbers", (np.array([[3, 0, -1, 2], [1, 1, 4, 0]]),)),
                Case("float32", (_logits(6, 3, 5).astype(np.float32),)),
            ),
        ),
        Criterion(
            "extremes",
            2,
            (
                Case("large logits", (np.array([1000.0, 1001.0, 1002.0]),)),
                Case("very negative logits", (np.array([-1002.0, -1000.0, -1001.0]),)),
                Case("far apart in one row", (np.array([-1000.0, 0.0, 1000.0]),)),
                # Beyond the range of extended precision too, which is no way around the shift.
                Case(
                    "huge logits",
                    (np.array([[2e4, 20001.0, 20002.0], [-2e4, 0.0, 2e4], [-20001.0, -20002.0, -2e4]]),),
                ),
                Case("some far below", (np.array([1.0, -40.0, 2.0, -800.0]),)),
                Case(
                    "rows far apart",
                    (np.array([[1000.0, 1002.0, 1001.0], [-1.0, 0.5, 0.25], [-1002.0, -1000.0, -1001.0]]),),
                ),
                Case("whole numbers that are large", (np.array([800, 802, 801]),)),
            ),
            fresh=far_rows,
        ),
        Criterion(
            "purity",
            1,
            (
                Case("read-only", (_logits(7, 4, 3),), layout="readonly"),
                Case("view with gaps", (_logits(8, 3, 4),), layout="strided"),
            ),
            rule="purity",
        ),
    ),
    misconceptions=wrong.SOFTMAX,
    minutes=20,
    difficulty=2,
    atol=1e-20,
    tolerance_reason="relative, so that a small probability counts: one cut off or raised to 1e-8 is wrong",
    fresh=lambda rng: (rng.uniform(-4, 4, int(rng.integers(3, 9))),),
    forbidden=(*_NUMPY_ONLY, "nnlab.activations.softmax", "nnlab.activations.log_softmax"),
)


def _one_of(allowed: tuple[set[int], ...]) -> Callable[[Value, np.ndarray], Finding | None]:
    """Of a tie any class is right, but it is one class."""

    def judge(value: Value, expected: np.ndarray) -> Finding | None:
        finding = examine(value, expected, 0.0, np.inf)
        if finding is None and not all(map(set.__contains__, allowed, as_array(value).tolist())):
            return examine(value, expected, 0.0, 0.0)
        return finding

    return judge


PREDICT_CLASS = Exercise(
    id="07.predict_class",
    reference=predict_class,
    tensorflow=lambda tf, probabilities: tf.argmax(tf.constant(probabilities, tf.float64), axis=-1),
    criteria=(
        Criterion(
            "formula",
            2,
            (
                Case("four samples, three classes", (_probabilities(11, 4, 3),)),
                Case("the lab's four probabilities, as a batch", (np.array([[0.30, 0.20, 0.15, 0.35]]),)),
                Case("three samples, three classes", (_probabilities(12, 3, 3),)),
                Case("two samples, ten classes", (_probabilities(13, 2, 10),)),
                Case("class 0 wins", (np.array([[0.8, 0.2], [0.1, 0.9], [0.6, 0.4]]),)),
                # Rounded to five digits or fewer, class 0 would win.
                Case("nearly tied", (np.array([[0.250001, 0.249996, 0.250004, 0.249999]]),)),
                Case("one class each, twelve samples", (np.ones((12, 1)),)),
            ),
        ),
        Criterion(
            "ties",
            1,
            (Case("two largest probabilities", (np.array([[0.4, 0.2, 0.4], [0.1, 0.45, 0.45]]),)),),
            judge=_one_of(({0, 2}, {1, 2})),
            property_only=True,
        ),
        Criterion(
            "one_sample",
            1,
            (
                Case("one sample as a vector", (np.array([0.30, 0.20, 0.15, 0.35]),)),
                Case("ten classes as a vector", (_probabilities(14, 10),)),
            ),
        ),
        Criterion(
            "purity",
            1,
            (
                # The shape of an earlier case: a result kept by shape is no longer right.
                Case("read-only", (_probabilities(15, 4, 3),), layout="readonly"),
                Case("view with gaps", (_probabilities(16, 4, 6),), layout="strided"),
            ),
            rule="purity",
        ),
    ),
    misconceptions=wrong.PREDICT_CLASS,
    minutes=5,
    difficulty=1,
    returns="labels",
    rtol=0.0,
    atol=0.0,
    tolerance_reason="class indices are whole numbers: they agree or they do not",
    fresh=lambda rng: (activations.softmax(rng.uniform(-3, 3, (int(rng.integers(4, 9)), 3))),),
    forbidden=_NUMPY_ONLY,
)

_FOUR, _SEVEN = Case("four classes", (4,)), Case("seven classes", (7,))

BUILD_SOFTMAX_MODEL = Exercise(
    id="07.build_softmax_model",
    reference=build_softmax_model,
    tensorflow=_keras_softmax_model,
    criteria=(
        Criterion("layers", 3, (_FOUR, _SEVEN), judge=model_judge("units")),
        Criterion("activations", 2, (_FOUR,), judge=model_judge("activations")),
        Criterion("loss", 2, (_FOUR,), judge=model_judge("loss")),
        Criterion("optimizer", 2, (_FOUR,), judge=model_judge("optimizer", "learning_rate")),
        Criterion("training", 1, (_FOUR,), judge=model_judge("training")),
    ),
    misconceptions=wrong_model.BUILD_SOFTMAX_MODEL,
    minutes=15,
    difficulty=2,
    returns="model",
    purpose="classes",
    tolerance_reason="layers, loss and optimizer are read off what the model computes, to 1e-3 in float32",
    time_limit=120.0,
)

EXERCISES = (SOFTMAX, PREDICT_CLASS, BUILD_SOFTMAX_MODEL)
