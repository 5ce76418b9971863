"""Lab 04, activation functions: six of them and their gradients, and why linear layers collapse into one."""

from nnlab.grader.exercises.lab_04.collapse import COLLAPSE_LINEAR_LAYERS
from nnlab.grader.exercises.lab_04.rectifiers import LEAKY_RELU, RELU, RELU_GRADIENT
from nnlab.grader.exercises.lab_04.smooth import SIGMOID_GRADIENT, SWISH, TANH

EXERCISES = (RELU, TANH, LEAKY_RELU, SWISH, SIGMOID_GRADIENT, RELU_GRADIENT, COLLAPSE_LINEAR_LAYERS)
