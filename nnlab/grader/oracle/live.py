"""Ask TensorFlow itself."""

from functools import cache
from typing import Any

import numpy as np

from nnlab.calls.cases import Case, fresh_arguments
from nnlab.grader.models import describe, probe_model
from nnlab.grader.scalar_functions import weights
from nnlab.grader.spec import Exercise


@cache
def tensorflow() -> Any:
    """Import TensorFlow, once; about three seconds."""
    import tensorflow

    return tensorflow


def version() -> str:
    """TensorFlow's version."""
    return tensorflow().__version__


def functions() -> dict[str, Any]:
    """What a `Function` argument stands for on TensorFlow's side."""
    tf = tensorflow()
    return {
        "linear": tf.identity,
        "sigmoid": tf.sigmoid,
        "tanh": tf.tanh,
        "relu": tf.nn.relu,
        "softmax": tf.nn.softmax,
        "cubes": lambda x: tf.reduce_sum(tf.constant(weights(tuple(x.shape))) * tf.pow(x, 3)),
        "valley": lambda x: 1000.0 * tf.square(tf.reduce_sum(tf.constant(weights(tuple(x.shape))) * x)),
    }


def compute(exercise: Exercise, case: Case) -> Any:
    """TensorFlow's value for one case.

    Parameters
    ----------
    exercise : Exercise
    case : Case

    Returns
    -------
    numpy.ndarray, tuple of numpy.ndarray, or ModelSpec
        A model is described by what it computes.
    """
    tf = tensorflow()
    plain = Case(case.name, case.args)
    value = exercise.tensorflow(tf, *fresh_arguments(plain, functions()))
    if exercise.returns == "model":
        return describe(probe_model(value, exercise.purpose).data)
    if exercise.outputs:
        return tuple(np.asarray(part) for part in value)
    return np.asarray(value)
