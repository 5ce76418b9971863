"""Which cell of the lab explains which of its known mistakes."""

from nnlab.grader.exercises.places import placer

#: The cell that explains the function; by the first half of a fault's id.
_HOMES = {
    "relu": "concept-three",
    "tanh": "concept-tanh",
    "sigmoid_gradient": "concept-sigmoid-slope",
    "relu_gradient": "concept-relu-slope",
    "leaky_relu": "concept-leaky",
    "swish": "concept-swish",
    "collapse_linear_layers": "concept-collapse",
}
#: Cells that explain what can go wrong in any of them; by the second half.
_COMMON = {
    "concept-relu": ("batches_only", "one_number", "vectors_only", "whole_array_if"),
    "concept-maximum": ("np_max", "python_max"),
    "concept-overflow": ("clipped", "math_overflow", "naive_overflow", "nan_hidden", "overflow"),
    "concept-whole-numbers": ("integer_in_place", "integer_output", "whole_numbers"),
}
_OWN = {
    "relu.step": "concept-relu-slope",
    "relu_gradient.clipped": "concept-relu-slope",
    "tanh.clipped": "concept-tanh",
    "leaky_relu.gradient": "concept-slope",
    "swish.gradient": "concept-slope",
    "tanh.gradient": "concept-slope",
    "sigmoid_gradient.measured": "concept-sigmoid-slope",
    "relu_gradient.measured": "concept-relu-slope",
}

#: Gives each misconception of the lab the cell that explains it.
placed = placer(_HOMES, _COMMON, _OWN)
