"""The operations of a computation graph: each one's value, and its derivative by each of its inputs."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from nnlab.activations import sigmoid


class Rule(NamedTuple):
    """Value and local derivatives of an operation; both take its inputs, then its exponent."""

    value: Callable[..., float]
    local: Callable[..., tuple[float, ...]]


def _sigmoid(a: float) -> float:
    return float(sigmoid(np.float64(a)))


RULES = {
    "add": Rule(lambda a, b, _: a + b, lambda a, b, _: (1.0, 1.0)),
    "sub": Rule(lambda a, b, _: a - b, lambda a, b, _: (1.0, -1.0)),
    "mul": Rule(lambda a, b, _: a * b, lambda a, b, _: (b, a)),
    "div": Rule(lambda a, b, _: a / b, lambda a, b, _: (1 / b, -a / b**2)),
    "neg": Rule(lambda a, _: -a, lambda a, _: (-1.0,)),
    "pow": Rule(lambda a, n: a**n, lambda a, n: (n * a ** (n - 1),)),
    "exp": Rule(lambda a, _: np.exp(a), lambda a, _: (np.exp(a),)),
    "log": Rule(lambda a, _: np.log(a), lambda a, _: (1 / a,)),
    "sigmoid": Rule(lambda a, _: _sigmoid(a), lambda a, _: (_sigmoid(a) * (1 - _sigmoid(a)),)),
    "tanh": Rule(lambda a, _: np.tanh(a), lambda a, _: (1 - np.tanh(a) ** 2,)),
    "relu": Rule(lambda a, _: max(a, 0.0), lambda a, _: (float(a > 0),)),
}
FUNCTIONS = ("exp", "log", "sigmoid", "tanh", "relu")
# Python's names for what a formula writes with signs.
OPERATORS = {"Add": "add", "Sub": "sub", "Mult": "mul", "Div": "div"}
