"""`log_sum_exp` and `log_softmax`: one set of cases serves both."""

import numpy as np

from nnlab.calls.cases import Case
from nnlab.grader.exercises._logits import far_rows
from nnlab.grader.exercises.lab_08._arguments import NO_LOG_SOFTMAX, NUMPY_ONLY, ROWS_FAR_APART, logits, near
from nnlab.grader.exercises.lab_08._places import placed
from nnlab.grader.misconceptions.log_softmax import LOG_SOFTMAX as WRONG_LOG_SOFTMAX
from nnlab.grader.misconceptions.log_sum_exp import LOG_SUM_EXP as WRONG_LOG_SUM_EXP
from nnlab.grader.spec import Criterion, Exercise

_ROUNDING = "float32 arithmetic on ordinary logits is off by 4e-7; a digit that is cut off is missed"


def log_sum_exp(z):
    """Logarithm of the sum of exponentials along the last axis of ``(n,)`` or ``(m, n)``."""
    largest = np.max(z, axis=-1, keepdims=True)
    return np.log(np.sum(np.exp(z - largest), axis=-1)) + largest[..., 0]


def log_softmax(z):
    """Logarithm of softmax along the last axis of ``(classes,)`` or ``(m, classes)``."""
    return z - np.expand_dims(log_sum_exp(z), -1)


_VECTORS = (
    Case("two numbers", (np.array([0.5, -1.0]),)),
    Case("four numbers", (np.array([2.0, 1.0, 0.1, -1.0]),)),
    Case("one number", (np.array([0.7654325]),)),
    Case("seven numbers, with a tie", (np.array([1.5, -2.25, 0.4, 1.5, 0.75, -0.5, 2.0]),)),
    Case("one far above the others", (np.array([0.3, 5.2, -0.4]),)),
    Case("all negative", (np.array([-2.5, -1.75, -3.0]),)),
)
_BATCHES = (
    Case("two rows of three", (logits(1, 2, 3),)),
    Case("five rows of four", (logits(2, 5, 4),)),
    Case("three rows of three", (logits(3, 3, 3),)),
    Case("one row", (logits(4, 1, 6),)),
    Case("twelve rows of one", (logits(5, 12, 1),)),
)
_NUMBERS = (
    Case("whole numbers", (np.array([1, 2, 4]),)),
    Case("a batch of whole numbers", (np.array([[3, 0, -1, 2], [1, 1, 4, 0]]),)),
    Case("float32", (logits(6, 3, 5).astype(np.float32),)),
)
_EXTREMES = (
    Case("large numbers", (np.array([1000.0, 1001.0, 1002.0]),)),
    Case("very negative numbers", (np.array([-1002.0, -1000.0, -1001.0]),)),
    Case("far apart in one row", (np.array([-1000.0, 0.0, 1000.0]),)),
    Case("some far below", (np.array([1.0, -40.0, 2.0, -800.0]),)),
    Case("rows far apart", (ROWS_FAR_APART,)),
    Case("large whole numbers", (np.array([800, 802, 801]),)),
)
_PURITY = (
    Case("read-only", (logits(7, 4, 3),), layout="readonly"),
    Case("view with gaps", (logits(8, 3, 4),), layout="strided"),
)


def _fresh_vector(rng: np.random.Generator) -> tuple:
    return (rng.uniform(-3, 3, int(rng.integers(3, 9))),)


LOG_SUM_EXP = Exercise(
    id="08.log_sum_exp",
    reference=log_sum_exp,
    tensorflow=lambda tf, z: tf.reduce_logsumexp(tf.constant(z, tf.float64), axis=-1),
    criteria=(
        Criterion("formula", 3, _VECTORS),
        Criterion("batches", 2, _BATCHES),
        Criterion("integers", 1, _NUMBERS),
        Criterion("extremes", 3, _EXTREMES, fresh=far_rows),
        Criterion("purity", 1, _PURITY, rule="purity"),
    ),
    misconceptions=placed(WRONG_LOG_SUM_EXP),
    minutes=15,
    difficulty=2,
    rtol=2.5e-7,
    atol=2e-7,
    tolerance_reason=_ROUNDING,
    fresh=_fresh_vector,
    forbidden=(*NUMPY_ONLY, NO_LOG_SOFTMAX),
)

LOG_SOFTMAX = Exercise(
    id="08.log_softmax",
    reference=log_softmax,
    tensorflow=lambda tf, z: tf.nn.log_softmax(tf.constant(z, tf.float64), axis=-1),
    criteria=(
        Criterion("formula", 3, _VECTORS),
        Criterion("batches", 2, _BATCHES),
        Criterion("integers", 1, _NUMBERS),
        Criterion("extremes", 3, _EXTREMES, judge=near, fresh=far_rows),
        Criterion("purity", 1, _PURITY, rule="purity"),
    ),
    misconceptions=placed(WRONG_LOG_SOFTMAX),
    minutes=10,
    difficulty=2,
    rtol=5e-5,
    atol=1e-6,
    tolerance_reason="float32 is off by 4e-7, a needless epsilon of 1e-7 in the logarithm by 3e-5 of it",
    fresh=_fresh_vector,
    forbidden=(*NUMPY_ONLY, NO_LOG_SOFTMAX),
)
