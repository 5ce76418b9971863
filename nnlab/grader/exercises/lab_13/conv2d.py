"""`conv2d`: a window that slides over an image."""

from typing import Any

import numpy as np

from nnlab.calls.cases import Case
from nnlab.grader.exercises.lab_13._data import NUMPY_ONLY, layer, mixed, positive
from nnlab.grader.misconceptions import conv2d as wrong
from nnlab.grader.spec import Criterion, Exercise


def conv2d(x, kernel, bias):
    """Valid cross-correlation of ``(height, width, channels)`` with ``(kh, kw, channels, filters)``."""
    kh, kw, _, filters = np.shape(kernel)
    height, width, _ = np.shape(x)
    out = np.empty((height - kh + 1, width - kw + 1, filters))
    for i, j in np.ndindex(out.shape[:2]):
        window = x[i : i + kh, j : j + kw]
        out[i, j] = np.tensordot(window, kernel, axes=3) + bias
    return out


def _tensorflow(tf: Any, x, kernel, bias):
    x, kernel, bias = (tf.constant(a, tf.float64) for a in (x, kernel, bias))
    return tf.nn.bias_add(tf.nn.conv2d(x[tf.newaxis], kernel, 1, "VALID"), bias)[0]


def _fresh(rng: np.random.Generator) -> tuple:
    kh, kw, channels, filters = (int(n) for n in rng.choice(np.arange(1, 5), size=4, replace=False))
    height, width = kh + int(rng.integers(1, 4)), kw + int(rng.integers(1, 4))
    return positive(rng, (height, width, channels), (kh, kw, channels, filters), (filters,))


_WHOLE = np.array([[[[2, -1]], [[1, 3]]]]), np.array([1, -2])
_WHOLE_IMAGE = np.array([[1, 3, -2], [5, 0, 4]])[..., np.newaxis]

CONV2D = Exercise(
    id="13.conv2d",
    reference=conv2d,
    tensorflow=_tensorflow,
    criteria=(
        Criterion(
            "formula",
            5,
            (
                Case("one channel, one filter", (mixed(41, 3, 4, 1), *layer(42, 2, 2, 1, 1))),
                Case("two channels, three filters", (mixed(4043, 4, 5, 2), *layer(4044, 2, 3, 2, 3))),
                Case("a tall kernel", (mixed(300145, 5, 4, 2), *layer(300146, 3, 2, 2, 4))),
                Case("a square image", (mixed(147, 4, 4, 3), *layer(148, 2, 2, 3, 2))),
                Case("as many channels as filters", (mixed(2249, 3, 5, 2), *layer(2250, 2, 2, 2, 2))),
            ),
        ),
        Criterion(
            "sizes",
            2,
            (
                Case("a window as large as the image", (mixed(51, 3, 2, 2), *layer(52, 3, 2, 2, 3))),
                Case("a window of one pixel", (mixed(553, 3, 4, 3), *layer(554, 1, 1, 3, 2))),
                Case("a window of one row", (mixed(55, 3, 5, 1), *layer(56, 1, 3, 1, 2))),
                Case("a window of one column", (mixed(257, 5, 3, 1), *layer(258, 4, 1, 1, 2))),
                Case(
                    "a faint image",
                    (mixed(59, 3, 4, 1) * 1e-5, layer(60, 2, 2, 1, 2)[0], np.full(2, 1e-6)),
                ),
            ),
        ),
        Criterion(
            "integers",
            1,
            (
                Case("whole numbers", (_WHOLE_IMAGE, *_WHOLE)),
                Case("an image of whole numbers", (_WHOLE_IMAGE, *layer(62, 2, 2, 1, 3))),
                Case("a kernel of whole numbers", (mixed(63, 2, 4, 1), _WHOLE[0], np.array([0.5, -0.25]))),
                Case(
                    "float32",
                    tuple(a.astype(np.float32) for a in (mixed(1864, 4, 3, 2), *layer(1865, 2, 2, 2, 3))),
                ),
            ),
        ),
        Criterion(
            "purity",
            2,
            (
                Case("read-only", (mixed(1566, 4, 5, 2), *layer(1567, 2, 3, 2, 3)), layout="readonly"),
                Case("view with gaps", (mixed(1368, 4, 3, 3), *layer(1369, 3, 2, 3, 2)), layout="strided"),
            ),
            rule="purity",
        ),
    ),
    misconceptions=wrong.CONV2D,
    minutes=15,
    difficulty=3,
    atol=1e-11,
    tolerance_reason="relative: the sums are kept away from 0, and those of a faint image count as well",
    fresh=_fresh,
    forbidden=NUMPY_ONLY,
)
