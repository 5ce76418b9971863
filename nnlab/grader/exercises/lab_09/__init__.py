"""Lab 09, backpropagation: from finite differences to the gradients of a network."""

from nnlab.grader.exercises.lab_09.activation_backward import ACTIVATION_BACKWARD
from nnlab.grader.exercises.lab_09.dense_backward import DENSE_BACKWARD
from nnlab.grader.exercises.lab_09.numerical_gradient import NUMERICAL_GRADIENT
from nnlab.grader.exercises.lab_09.softmax_backward import SOFTMAX_CROSSENTROPY_BACKWARD
from nnlab.grader.exercises.lab_09.two_layer_gradients import TWO_LAYER_GRADIENTS

EXERCISES = (
    NUMERICAL_GRADIENT,
    DENSE_BACKWARD,
    ACTIVATION_BACKWARD,
    SOFTMAX_CROSSENTROPY_BACKWARD,
    TWO_LAYER_GRADIENTS,
)
