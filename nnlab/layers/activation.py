"""Activation: an activation function as a layer of its own."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from nnlab.layers.activated import ActivatedLayer


class Activation(ActivatedLayer):
    """Apply an activation function to what comes in.

    Parameters
    ----------
    activation : str or callable
        By its name, or as a function.
    **options
        `name`, `dtype` and `input_shape`, as for every `Layer`.

    Notes
    -----
    Input and output have the same shape. ``Dense(3), Activation("relu")`` is ``Dense(3, activation="relu")``.

    Examples
    --------
    >>> Activation("relu")([-1.0, 2.0])
    array([0., 2.], dtype=float32)
    """

    def __init__(self, activation: str | Callable, **options: Any):
        super().__init__(**options)
        self.activation = activation

    def scores(self, x: np.ndarray, training: bool = False) -> np.ndarray:
        """Copy the input, since the activation works in place."""
        if not training:
            return x.copy()
        z = self.buffer("z", x.shape)
        z[...] = x
        return z

    def scores_backward(self, grad_scores: np.ndarray, *, input_gradient: bool = True) -> np.ndarray:  # noqa: ARG002
        """Give the gradient on, unchanged."""
        return grad_scores
