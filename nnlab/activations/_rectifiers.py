"""The identity and the rectifiers made of straight pieces, which hold back what is negative."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from nnlab._validation import as_float_array, as_number

Floats = np.ndarray | np.floating


def linear(x: ArrayLike) -> Floats:
    """Return the input unchanged: the activation of a layer that has none.

    f(x) = x

    Parameters
    ----------
    x : array_like
        Any shape.

    Returns
    -------
    ndarray
        A view of `x`, not a copy, if `x` is an array of floats.

    Examples
    --------
    >>> linear(np.array([-1.5, 2.0]))
    array([-1.5,  2. ])
    """
    return as_float_array(x, "x", "linear")[()]


def linear_gradient(x: ArrayLike) -> Floats:
    """Return the derivative of `linear` at `x`.

    f′(x) = 1

    Parameters
    ----------
    x : array_like
        Any shape.

    Returns
    -------
    ndarray
        Ones, in the shape and precision of `x`; NaN where `x` is NaN.

    Examples
    --------
    >>> linear_gradient(np.array([-1.5, 2.0]))
    array([1., 1.])
    """
    x = as_float_array(x, "x", "linear_gradient")
    return _keep_nan(x, np.ones_like(x))


def relu(
    x: ArrayLike, negative_slope: float = 0.0, max_value: float | None = None, threshold: float = 0.0
) -> Floats:
    """Keep what is positive, replace the rest by zero: the rectified linear unit.

    f(x) = max(x, 0), and with all its options::

        f(x) = min(x, max_value)                  where x > threshold
        f(x) = negative_slope · (x − threshold)   elsewhere

    Parameters
    ----------
    x : array_like
        Any shape.
    negative_slope : float, default 0
        Slope at and below the threshold.
    max_value : float, optional
        The largest value that comes out, at least 0; ``max_value=6`` is ReLU6.
    threshold : float, default 0
        Where the function switches on.

    Returns
    -------
    ndarray
        Shape and precision of `x`.

    Notes
    -----
    With its defaults a single pass over the array, and exact: no rounding, no overflow.

    References
    ----------
    Nair and Hinton, "Rectified linear units improve restricted Boltzmann machines", ICML 2010, section 2.

    Examples
    --------
    >>> relu(np.array([-2.0, 0.0, 3.0]))
    array([0., 0., 3.])
    >>> relu(np.array([-2.0, 0.0, 8.0]), negative_slope=0.5, max_value=6)
    array([-1.,  0.,  6.])
    """
    x = as_float_array(x, "x", "relu")
    negative_slope, max_value, threshold = _relu_options(negative_slope, max_value, threshold, "relu")
    if negative_slope == 0 and threshold == 0:
        y = np.maximum(x, 0)
    else:
        # 0 · (−inf) would be NaN, so no slope means a plain 0. NaN fails the comparison and comes out as x.
        below = negative_slope * (x - threshold) if negative_slope else 0.0
        y = np.where(x <= threshold, below, x)[()]
    return y if max_value is None else np.minimum(y, max_value)


def relu_gradient(
    x: ArrayLike, negative_slope: float = 0.0, max_value: float | None = None, threshold: float = 0.0
) -> Floats:
    """Return the derivative of `relu` at `x`.

    f′(x) = 1 where x > 0, else 0; and with all its options::

        f′(x) = negative_slope   where x ≤ threshold
        f′(x) = 0                where x ≥ max_value, above the threshold
        f′(x) = 1                elsewhere

    Parameters
    ----------
    x : array_like
        Any shape.
    negative_slope, max_value, threshold : float
        As in `relu`.

    Returns
    -------
    ndarray
        Shape and precision of `x`.

    Notes
    -----
    At the corners themselves there is no derivative. As in TensorFlow, the gradient at exactly 0 is 0.

    Examples
    --------
    >>> relu_gradient(np.array([-2.0, 0.0, 3.0]))
    array([0., 0., 1.])
    """
    x = as_float_array(x, "x", "relu_gradient")
    options = _relu_options(negative_slope, max_value, threshold, "relu_gradient")
    negative_slope, max_value, threshold = options
    above = 1.0 if max_value is None else np.where(x >= max_value, 0.0, 1.0)
    return _keep_nan(x, np.where(x <= threshold, negative_slope, above))


def leaky_relu(x: ArrayLike, negative_slope: float = 0.2) -> Floats:
    """Keep what is positive, let a little of the rest leak through.

    f(x) = x where x > 0, else negative_slope · x

    Parameters
    ----------
    x : array_like
        Any shape.
    negative_slope : float, default 0.2
        Slope below zero. Keras's default; the paper used 0.01.

    Returns
    -------
    ndarray
        Shape and precision of `x`.

    Notes
    -----
    TensorFlow holds the slope in float32, so with 0.2 its float64 results are off by 1.5e-8 relative; these
    are not.

    References
    ----------
    Maas, Hannun and Ng, "Rectifier nonlinearities improve neural network acoustic models", ICML 2013, section
    2.

    Examples
    --------
    >>> leaky_relu(np.array([-2.0, 0.0, 3.0]))
    array([-0.4,  0. ,  3. ])
    """
    x = as_float_array(x, "x", "leaky_relu")
    negative_slope = as_number(negative_slope, "negative_slope", "leaky_relu")
    return relu(x, negative_slope=negative_slope)


def leaky_relu_gradient(x: ArrayLike, negative_slope: float = 0.2) -> Floats:
    """Return the derivative of `leaky_relu` at `x`.

    f′(x) = 1 where x > 0, else negative_slope

    Parameters
    ----------
    x : array_like
        Any shape.
    negative_slope : float, default 0.2
        As in `leaky_relu`.

    Returns
    -------
    ndarray
        Shape and precision of `x`.

    Examples
    --------
    >>> leaky_relu_gradient(np.array([-2.0, 0.0, 3.0]))
    array([0.2, 0.2, 1. ])
    """
    x = as_float_array(x, "x", "leaky_relu_gradient")
    negative_slope = as_number(negative_slope, "negative_slope", "leaky_relu_gradient")
    return relu_gradient(x, negative_slope=negative_slope)


def _relu_options(
    negative_slope: object, max_value: object, threshold: object, function: str
) -> tuple[float, float | None, float]:
    return (
        as_number(negative_slope, "negative_slope", function),
        None if max_value is None else as_number(max_value, "max_value", function, minimum=0),
        as_number(threshold, "threshold", function),
    )


def _keep_nan(x: np.ndarray, gradient: np.ndarray) -> Floats:
    """Give a gradient made of constants the precision of `x`, and NaN where `x` is NaN."""
    return np.where(np.isnan(x), x, gradient.astype(x.dtype))[()]
