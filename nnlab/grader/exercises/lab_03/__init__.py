"""Lab 03, vectorization: `matmul`, `dense_batch`, `sequential_batch`, `forward_columns`."""

from nnlab.grader.exercises.lab_03.dense_batch import DENSE_BATCH
from nnlab.grader.exercises.lab_03.forward_columns import FORWARD_COLUMNS
from nnlab.grader.exercises.lab_03.matmul import MATMUL
from nnlab.grader.exercises.lab_03.sequential_batch import SEQUENTIAL_BATCH

EXERCISES = (MATMUL, DENSE_BATCH, SEQUENTIAL_BATCH, FORWARD_COLUMNS)
