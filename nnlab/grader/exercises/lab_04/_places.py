"""Which cell of the lab explains which of its known mistakes."""

from collections.abc import Sequence
from dataclasses import replace

from nnlab.grader.spec import Misconception

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
}
_PLACES = {fault: cell for cell, faults in _COMMON.items() for fault in faults}


def placed(misconceptions: Sequence[Misconception]) -> tuple[Misconception, ...]:
    """Return `misconceptions`, each with the cell that explains it."""
    return tuple(replace(known, place=_place(known.id)) for known in misconceptions)


def _place(name: str) -> str:
    family, _, fault = name.partition(".")
    return _OWN.get(name) or _PLACES.get(fault) or _HOMES[family]
