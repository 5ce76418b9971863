"""Lab 08, numerical stability: log-sum-exp, log-softmax and two losses on logits."""

from nnlab.grader.exercises.lab_08.binary import BINARY_CROSSENTROPY_FROM_LOGITS
from nnlab.grader.exercises.lab_08.sparse import SPARSE_CATEGORICAL_CROSSENTROPY_FROM_LOGITS
from nnlab.grader.exercises.lab_08.vectors import LOG_SOFTMAX, LOG_SUM_EXP

EXERCISES = (
    LOG_SUM_EXP,
    LOG_SOFTMAX,
    BINARY_CROSSENTROPY_FROM_LOGITS,
    SPARSE_CATEGORICAL_CROSSENTROPY_FROM_LOGITS,
)
