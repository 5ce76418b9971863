"""`conv1d`: a window that slides over a signal."""

from typing import Any

import numpy as np

from nnlab.calls.cases import Case
from nnlab.grader.exercises.lab_13._data import NUMPY_ONLY, layer, mixed, positive
from nnlab.grader.misconceptions import conv1d as wrong
from nnlab.grader.spec import Criterion, Exercise


def conv1d(x, kernel, bias, stride=1):
    """Valid cross-correlation: `x` ``(length, channels)``, `kernel` ``(size, channels, filters)``."""
    size, _, filters = np.shape(kernel)
    out = np.empty(((len(x) - size) // stride + 1, filters))
    for i in range(len(out)):
        window = x[i * stride : i * stride + size]
        out[i] = np.tensordot(window, kernel, axes=2) + bias
    return out


def _tensorflow(tf: Any, x, kernel, bias, stride=1):
    x, kernel, bias = (tf.constant(a, tf.float64) for a in (x, kernel, bias))
    return tf.nn.bias_add(tf.nn.conv1d(x[tf.newaxis], kernel, stride, "VALID"), bias)[0]


def _fresh(rng: np.random.Generator) -> tuple:
    size, channels, filters = (int(n) for n in rng.choice(np.arange(2, 6), size=3, replace=False))
    length = int(rng.integers(size + 5, size + 10))
    return *positive(rng, (length, channels), (size, channels, filters), (filters,)), int(rng.integers(1, 4))


_WHOLE = np.array([[[2, -1]], [[1, 3]]]), np.array([1, -2])

CONV1D = Exercise(
    id="13.conv1d",
    reference=conv1d,
    tensorflow=_tensorflow,
    criteria=(
        Criterion(
            "formula",
            5,
            (
                Case("one channel, one filter", (mixed(101, 6, 1), *layer(102, 3, 1, 1), 1)),
                Case("two channels, three filters", (mixed(103, 7, 2), *layer(104, 3, 2, 3), 1)),
                Case("stride 2", (mixed(5, 9, 2), *layer(6, 3, 2, 4), 2)),
                Case("stride 3, the rest is dropped", (mixed(607, 12, 3), *layer(608, 4, 3, 2), 3)),
                Case("as many channels as filters", (mixed(109, 8, 2), *layer(110, 4, 2, 2), 2)),
            ),
        ),
        Criterion(
            "sizes",
            2,
            (
                Case("stride left out", (mixed(211, 5, 2), *layer(212, 2, 2, 3))),
                Case("a window as long as the signal", (mixed(13, 5, 2), *layer(14, 5, 2, 3), 2)),
                Case("a window of one", (mixed(315, 6, 3), *layer(316, 1, 3, 2), 1)),
                Case("windows with gaps between them", (mixed(517, 12, 2), *layer(518, 2, 2, 3), 4)),
                Case("nine filters on a heartbeat", (mixed(70019, 24, 1), *layer(70020, 7, 1, 9), 2)),
                Case("a faint signal", (mixed(21, 6, 1) * 1e-5, layer(22, 2, 1, 2)[0], np.full(2, 1e-6), 1)),
            ),
        ),
        Criterion(
            "integers",
            1,
            (
                Case("whole numbers", (np.array([[1], [3], [-2], [5]]), *_WHOLE, 1)),
                Case("a signal of whole numbers", (np.array([[1], [3], [-2], [5]]), *layer(24, 2, 1, 3), 1)),
                Case("a kernel of whole numbers", (mixed(25, 5, 1), _WHOLE[0], np.array([0.5, -0.25]), 2)),
                Case(
                    "float32",
                    (*(a.astype(np.float32) for a in (mixed(126, 7, 2), *layer(127, 3, 2, 4))), 2),
                ),
            ),
        ),
        Criterion(
            "purity",
            2,
            (
                Case("read-only", (mixed(428, 7, 2), *layer(429, 3, 2, 3), 2), layout="readonly"),
                Case("view with gaps", (mixed(30, 7, 3), *layer(31, 4, 3, 2), 1), layout="strided"),
            ),
            rule="purity",
        ),
    ),
    misconceptions=wrong.CONV1D,
    minutes=20,
    difficulty=2,
    atol=1e-11,
    tolerance_reason="relative: the sums are kept away from 0, and those of a faint signal count as well",
    fresh=_fresh,
    forbidden=NUMPY_ONLY,
)
