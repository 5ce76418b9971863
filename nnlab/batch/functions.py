"""Functions that cases pass as arguments, as text that the sandbox can make them of.

The text of each stands alone, and only those that an exercise's cases name are sent, with that exercise: an
activation that one lab hands out is what another lab asks for.
"""

import inspect
from collections.abc import Callable

import numpy as np

from nnlab.calls.cases import Case, Function
from nnlab.grader import scalar_functions
from nnlab.grader.spec import Exercise


def linear(z):
    """Z itself."""
    return np.asarray(z, dtype=np.float64)[()]


def sigmoid(z):
    """1 / (1 + exp(-z)), for any z."""
    z = np.asarray(z, dtype=np.float64)
    e = np.exp(-np.abs(z))
    return (np.where(z >= 0, 1.0, e) / (1.0 + e))[()]


def tanh(z):
    """The hyperbolic tangent."""
    return np.tanh(np.asarray(z, dtype=np.float64))


def relu(z):
    """The larger of z and 0."""
    return np.maximum(np.asarray(z, dtype=np.float64), 0.0)


def softmax(z, axis=-1):
    """exp(z) over its sum, along an axis."""
    z = np.asarray(z, dtype=np.float64)
    rows = z.reshape(z.shape or (1,))
    e = np.exp(rows - rows.max(axis=axis, keepdims=True))
    return (e / e.sum(axis=axis, keepdims=True)).reshape(z.shape)[()]


def log_softmax(z, axis=-1):
    """The logarithm of the softmax."""
    z = np.asarray(z, dtype=np.float64)
    shifted = z - z.max(axis=axis, keepdims=True)
    return shifted - np.log(np.exp(shifted).sum(axis=axis, keepdims=True))


def softplus(z):
    """log(1 + exp(z)), for any z."""
    return np.logaddexp(np.asarray(z, dtype=np.float64), 0.0)


_PLAIN: dict[str, Callable] = {
    f.__name__: f for f in (linear, sigmoid, tanh, relu, softmax, log_softmax, softplus)
}
#: What ``nnlab.activations`` may give a learner's function, where the task leaves it open.
OFFERED = tuple(_PLAIN)


def sources(names: set[str]) -> dict[str, str]:
    """The text that makes each of the named functions."""
    scalar = inspect.getsource(scalar_functions)
    return {name: inspect.getsource(_PLAIN[name]) if name in _PLAIN else scalar for name in sorted(names)}


def named_in(cases: list[Case]) -> set[str]:
    """Names of the functions that `cases` pass as arguments."""
    found: set[str] = set()

    def walk(value: object) -> None:
        if isinstance(value, Function):
            found.add(value.name)
        elif isinstance(value, list | tuple):
            for item in value:
                walk(item)

    for case in cases:
        walk(case.args)
    return found


def offered(exercise: Exercise) -> list[str]:
    """Names that ``nnlab.activations`` offers while this exercise is graded."""
    ruled_out = {name for name in OFFERED if _ruled_out(f"nnlab.activations.{name}", exercise.forbidden)}
    return [name for name in OFFERED if name != exercise.function and name not in ruled_out]


def _ruled_out(name: str, forbidden: tuple[str, ...]) -> bool:
    return any(name == rule or name.startswith(rule + ".") for rule in forbidden)
