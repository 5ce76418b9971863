"""Lab 06, losses and cost: mean squared error and three cross-entropies."""

from nnlab.grader.exercises.lab_06.binary_crossentropy import BINARY_CROSSENTROPY
from nnlab.grader.exercises.lab_06.categorical_crossentropy import CATEGORICAL_CROSSENTROPY
from nnlab.grader.exercises.lab_06.mean_squared_error import MEAN_SQUARED_ERROR
from nnlab.grader.exercises.lab_06.sparse_categorical_crossentropy import SPARSE_CATEGORICAL_CROSSENTROPY

EXERCISES = (
    MEAN_SQUARED_ERROR,
    BINARY_CROSSENTROPY,
    CATEGORICAL_CROSSENTROPY,
    SPARSE_CATEGORICAL_CROSSENTROPY,
)
