"""Lab 10, gradient descent and Adam: `gradient_descent_step`, `momentum_step`, `adam_step`."""

from nnlab.grader.exercises.lab_10.adam import ADAM_STEP
from nnlab.grader.exercises.lab_10.descent import GRADIENT_DESCENT_STEP, MOMENTUM_STEP

EXERCISES = (GRADIENT_DESCENT_STEP, MOMENTUM_STEP, ADAM_STEP)
