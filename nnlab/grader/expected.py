"""What a reference gives for the cases of an exercise."""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from nnlab.calls.batches import drained
from nnlab.calls.cases import Case, fresh_arguments
from nnlab.grader.functions import FUNCTIONS
from nnlab.grader.spec import Exercise


def expectations(exercise: Exercise, reference: Callable, cases: Sequence[Case]) -> dict[str, Any]:
    """The reference's value for each case, by name.

    Parameters
    ----------
    exercise : Exercise
    reference : callable
        The exercise's own, or that of one of its conventions.
    cases : sequence of Case

    Returns
    -------
    dict
        Arrays, or tuples of arrays where there are several results. Float32 inputs are widened first: the
        truth has no rounding of its own.
    """
    return {case.name: _expected(exercise, reference, case) for case in cases}


def _expected(exercise: Exercise, reference: Callable, case: Case) -> Any:
    arguments = fresh_arguments(Case(case.name, _widened(case.args)), FUNCTIONS)
    if exercise.returns == "batches":
        return drained(reference)(*arguments)
    value = reference(*arguments)
    if exercise.outputs:
        return tuple(np.asarray(part) for part in value)
    return value if exercise.returns == "model" else np.asarray(value)


def _widened(value: Any) -> Any:
    if isinstance(value, list | tuple):
        return type(value)(_widened(item) for item in value)
    narrow = isinstance(value, np.ndarray) and value.dtype in (np.float32, np.float16)
    return value.astype(np.float64) if narrow else value
