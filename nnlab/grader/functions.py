"""What a `Function` argument of a case stands for on NumPy's side."""

from collections.abc import Callable
from functools import wraps
from typing import Any

import numpy as np

from nnlab import activations
from nnlab.grader.scalar_functions import SCALAR_FUNCTIONS


def _exact(function: Callable) -> Callable:
    """An activation in float64 throughout, for whole numbers too."""

    @wraps(function)
    def g(z: Any) -> np.ndarray:
        return function(np.asarray(z, dtype=np.float64))

    return g


def _softmax(z: Any) -> np.ndarray:
    """Softmax along the last axis; of one number it is 1, as NumPy's arithmetic gives it."""
    return activations.softmax(np.reshape(z, np.shape(z) or 1)).reshape(np.shape(z))[()]


#: What a `Function` argument stands for on NumPy's side.
FUNCTIONS = {name: _exact(activations.get(name)) for name in ("linear", "sigmoid", "tanh", "relu")}
FUNCTIONS["softmax"] = _exact(_softmax)
FUNCTIONS |= SCALAR_FUNCTIONS
