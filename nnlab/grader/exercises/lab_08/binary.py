"""`binary_crossentropy_from_logits`."""

from typing import Any

import numpy as np

from nnlab.calls.cases import Case
from nnlab.grader.exercises.lab_08._arguments import NUMPY_ONLY, TOLERANCE, labels, logits
from nnlab.grader.exercises.lab_08._places import placed
from nnlab.grader.misconceptions.binary_logits import BINARY_CROSSENTROPY_FROM_LOGITS as WRONG
from nnlab.grader.spec import Criterion, Exercise


def binary_crossentropy_from_logits(y_true, logits):
    """Mean of ``max(z, 0) - y z + log(1 + exp(-|z|))`` over all entries; a column counts as a vector."""
    y, z = np.ravel(y_true), np.ravel(logits)
    return np.mean(np.maximum(z, 0) - z * y + np.log1p(np.exp(-np.abs(z))))


def _binary(tf: Any, y_true, logits):
    labels, z = (tf.constant(np.ravel(x), tf.float64) for x in (y_true, logits))
    return tf.reduce_mean(tf.nn.sigmoid_cross_entropy_with_logits(labels=labels, logits=z))


# Small losses, for digits that are cut off; float32 gets them right to 1e-7.
_SURE = np.array([4.6, -5.1, 5.3, -4.9]), np.array([1, 0, 1, 0])
_M, _COLUMN = logits(11, 5), logits(12, 4, 1)
_LABELS_5, _LABELS_4 = labels(13, 5), labels(14, 4)


def _fresh_binary(rng: np.random.Generator) -> tuple:
    m = int(rng.integers(4, 9))
    return np.append([1, 0], rng.integers(0, 2, m - 2)), rng.uniform(-4, 4, m)


def _far_binary(rng: np.random.Generator) -> tuple:
    """Two logits far on the wrong side, some on any; float32 holds them exactly."""
    m = int(rng.integers(3, 8))
    side = np.append([1, -1], rng.choice([-1, 1], m - 2))
    return np.append([0, 1], rng.integers(0, 2, m - 2)), side * rng.integers(45 * 64, 1000 * 64, m) / 64


BINARY_CROSSENTROPY_FROM_LOGITS = Exercise(
    id="08.binary_crossentropy_from_logits",
    reference=binary_crossentropy_from_logits,
    tensorflow=_binary,
    criteria=(
        Criterion(
            "formula",
            4,
            (
                Case("two samples", (np.array([1, 0]), np.array([0.5, -1.5]))),
                Case("three samples", (np.array([0, 1, 1]), np.array([0.7, -0.3, 2.0]))),
                Case("five samples", (_LABELS_5, _M)),
                Case("sure and right", (_SURE[1], _SURE[0])),
                Case("labels as floats", (labels(15, 6).astype(float), logits(16, 6))),
            ),
        ),
        Criterion(
            "shapes",
            2,
            (
                Case("one sample", (np.array([1]), np.array([-0.8]))),
                Case(
                    "three labels for each of four samples",
                    (labels(17, 12).reshape(4, 3), logits(18, 4, 3)),
                ),
                Case("two columns", (_LABELS_4[:, np.newaxis], _COLUMN)),
                Case("labels in a vector, logits in a column", (_LABELS_4, _COLUMN)),
                Case("labels in a column, logits in a vector", (_LABELS_5[:, np.newaxis], _M)),
            ),
        ),
        Criterion(
            "numbers",
            1,
            (
                Case("whole logits", (np.array([1, 0, 1]), np.array([2, 1, -3]))),
                Case("unsigned labels", (_LABELS_5.astype(np.uint8), _M)),
                Case("float32", (_LABELS_4.astype(np.float32), logits(19, 4).astype(np.float32))),
            ),
        ),
        Criterion(
            "extremes",
            2,
            (
                Case("large and wrong", (np.array([0, 0]), np.array([800.0, 3.0]))),
                Case("very negative and wrong", (np.array([1, 1]), np.array([-1000.0, -2.0]))),
                Case("rather large and wrong", (np.array([0, 1]), np.array([45.0, -45.0]))),
                Case("large and right", (np.array([1, 0, 1]), np.array([1000.0, -900.0, 40.0]))),
                Case(
                    "large ones among others", (np.array([1, 0, 0, 1]), np.array([-45.0, 0.5, 1000.0, 2.0]))
                ),
                Case("large whole numbers", (np.array([0, 1, 0]), np.array([900, 750, -3]))),
            ),
            fresh=_far_binary,
        ),
        Criterion(
            "purity",
            1,
            (
                Case("read-only", (labels(20, 4), logits(21, 4)), layout="readonly"),
                Case("views with gaps", (labels(22, 6).reshape(2, 3), logits(23, 2, 3)), layout="strided"),
            ),
            rule="purity",
        ),
    ),
    misconceptions=placed(WRONG),
    minutes=15,
    difficulty=3,
    returns="number",
    **TOLERANCE,
    fresh=_fresh_binary,
    forbidden=NUMPY_ONLY,
)
