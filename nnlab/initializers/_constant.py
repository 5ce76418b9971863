"""Initializers that draw nothing: the same value everywhere."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, DTypeLike

from nnlab._validation import as_float_array, complaint
from nnlab.initializers._base import Initializer, Shape, checked


class Constant(Initializer):
    """One value everywhere.

    Parameters
    ----------
    value : array_like, default 0
        A number, or an array that broadcasts to the shape asked for.

    Examples
    --------
    >>> Constant(10.0)((2, 2))
    array([[10., 10.],
           [10., 10.]], dtype=float32)
    """

    def __init__(self, value: ArrayLike = 0.0):
        as_float_array(value, "value", "Constant")
        self.value = value

    def __call__(self, shape: Shape, dtype: DTypeLike = None) -> np.ndarray:
        """Make an array of this value."""
        shape, dtype = checked(shape, dtype, "Constant")
        value = as_float_array(self.value, "value", "Constant", dtype)
        try:
            return np.broadcast_to(value, shape).copy()
        except ValueError:
            rule, way_out = f"fit the shape {shape}", "Pass a number, or an array of that shape."
            raise ValueError(complaint("Constant", "value", rule, value, way_out)) from None


class Zeros(Initializer):
    """Zeros everywhere: what biases start with.

    Examples
    --------
    >>> Zeros()(3)
    array([0., 0., 0.], dtype=float32)
    """

    def __call__(self, shape: Shape, dtype: DTypeLike = None) -> np.ndarray:
        """Make an array of 0."""
        return np.zeros(*checked(shape, dtype, "Zeros"))


class Ones(Initializer):
    """Ones everywhere.

    Examples
    --------
    >>> Ones()(3)
    array([1., 1., 1.], dtype=float32)
    """

    def __call__(self, shape: Shape, dtype: DTypeLike = None) -> np.ndarray:
        """Make an array of 1."""
        return np.ones(*checked(shape, dtype, "Ones"))
