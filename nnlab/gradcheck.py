"""Gradients by finite differences: slow, and right unless the function itself is wrong."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import ArrayLike

from nnlab._validation import as_float_array, as_number, complaint
from nnlab.exceptions import WrongType

__all__ = ["numerical_gradient"]


def numerical_gradient(
    f: Callable[[np.ndarray], ArrayLike], x: ArrayLike, step: float | None = None
) -> np.ndarray:
    """Estimate the gradient of a scalar function by central differences.

    ∂f/∂xᵢ ≈ (f(x + h eᵢ) − f(x − h eᵢ)) / 2h, with eᵢ the unit vector along coordinate i

    Parameters
    ----------
    f : callable
        A function of an array, which gives one number.
    x : array_like, any shape
        Where to take the gradient. It is not changed, whatever `f` does to its argument.
    step : float, optional
        h, above 0. By default ∛ε · max(1, abs(xᵢ)) with ε the distance from 1 to the next float64: about
        6e-6, where the error of the formula, h², and that of rounding, ε/h, are alike.

    Returns
    -------
    ndarray of float64, shape of `x`
        The gradient, right to about ten digits if `f` is smooth and computes in float64.

    Raises
    ------
    TypeError
        If `f` is not a function, or `x` is not made of real numbers.
    ValueError
        If `f` gives more than one number, `x` is not finite, or the step is not above 0 or too small for `x`.

    Notes
    -----
    Two calls of `f` for each entry of `x`, with a float64 array each.

    References
    ----------
    Press, Teukolsky, Vetterling and Flannery, "Numerical Recipes", third edition, section 5.7.

    Examples
    --------
    >>> numerical_gradient(lambda x: (x**2).sum(), np.array([1.0, -3.0])).round(6)
    array([ 2., -6.])
    """
    name = "numerical_gradient"
    if not callable(f):
        raise WrongType(complaint(name, "f", "be a function", f, "Pass e.g. lambda x: (x**2).sum()."))
    x = as_float_array(x, "x", name, np.dtype("float64"))
    if not np.isfinite(x).all():
        rule, way_out = "be finite: there are no differences at infinity or NaN", "Check the values."
        raise ValueError(complaint(name, "x", rule, x, way_out))
    if step is not None and as_number(step, "step", name) <= 0:
        raise ValueError(complaint(name, "step", "be above 0", step, "Leave it out, or pass step=1e-5."))
    gradient = np.empty(x.shape)
    for index in np.ndindex(x.shape):
        h = np.cbrt(np.finfo(np.float64).eps) * max(1.0, abs(x[index])) if step is None else float(step)
        above, below = x.copy(), x.copy()
        above[index] += h
        below[index] -= h
        distance = above[index] - below[index]  # 2h as it came out of rounding
        if distance == 0:
            rule, way_out = f"be large enough to move x away from {x[index]}", "Leave it out."
            raise ValueError(complaint(name, "step", rule, step, way_out))
        gradient[index] = (_number(f(above)) - _number(f(below))) / distance
    return gradient


def _number(value: ArrayLike) -> float:
    result = as_float_array(value, "f", "numerical_gradient")
    if result.size != 1:
        rule, way_out = "give one number", "Sum or average inside f."
        raise ValueError(complaint("numerical_gradient", "f", rule, result, way_out))
    return float(result.reshape(()))
