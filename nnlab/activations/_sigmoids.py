"""The S-shaped activations, and softplus, whose derivative is the sigmoid.

All of them are written with e = exp(−|x|), which lies in [0, 1] and cannot overflow.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from nnlab._validation import as_float_array

Floats = np.ndarray | np.floating


def sigmoid(x: ArrayLike) -> Floats:
    """Squeeze any number into the interval from 0 to 1: the logistic function.

    σ(x) = 1 / (1 + e⁻ˣ) where x ≥ 0, and the same thing multiplied out, eˣ / (1 + eˣ), elsewhere.

    Parameters
    ----------
    x : array_like
        Any shape.

    Returns
    -------
    ndarray
        Shape and precision of `x`.

    Notes
    -----
    One exponential an entry. Of the two forms each is used where its exponent is negative, so nothing
    overflows, and the values far below 0 keep all their digits.

    References
    ----------
    Goodfellow, Bengio and Courville, "Deep Learning", MIT Press 2016, section 3.10.

    Examples
    --------
    >>> sigmoid(np.array([-1000.0, 0.0, 2.0, 1000.0])).round(4)
    array([0.    , 0.5   , 0.8808, 1.    ])
    """
    x = as_float_array(x, "x", "sigmoid")
    e = np.exp(-np.abs(x))
    return np.where(x >= 0, 1, e) / (1 + e)


def sigmoid_gradient(x: ArrayLike) -> Floats:
    """Return the derivative of `sigmoid` at `x`.

    σ′(x) = σ(x) (1 − σ(x)) = e / (1 + e)² with e = exp(−abs(x))

    Parameters
    ----------
    x : array_like
        Any shape: the input of the sigmoid, not its output.

    Returns
    -------
    ndarray
        Shape and precision of `x`; at most 1/4.

    Notes
    -----
    The second form is used: 1 − σ(x) is exactly 0 from x = 37 on, while the derivative is not. This is where
    TensorFlow, which has only the activation to compute from, gives 0.

    References
    ----------
    Goodfellow, Bengio and Courville, "Deep Learning", MIT Press 2016, section 3.10.

    Examples
    --------
    >>> sigmoid_gradient(np.array([0.0, 2.0, 40.0]))
    array([2.50000000e-01, 1.04993585e-01, 4.24835426e-18])
    """
    x = as_float_array(x, "x", "sigmoid_gradient")
    e = np.exp(-np.abs(x))
    return e / (1 + e) ** 2


def tanh(x: ArrayLike) -> Floats:
    """Squeeze any number into the interval from −1 to 1: the hyperbolic tangent.

    tanh(x) = (eˣ − e⁻ˣ) / (eˣ + e⁻ˣ) = 2 σ(2x) − 1

    Parameters
    ----------
    x : array_like
        Any shape.

    Returns
    -------
    ndarray
        Shape and precision of `x`.

    Notes
    -----
    NumPy's own `tanh`: neither form of the formula is good both near 0 and far from it.

    References
    ----------
    Goodfellow, Bengio and Courville, "Deep Learning", MIT Press 2016, section 6.3.2.

    Examples
    --------
    >>> tanh(np.array([-1000.0, 0.0, 1.0])).round(4)
    array([-1.    ,  0.    ,  0.7616])
    """
    return np.tanh(as_float_array(x, "x", "tanh"))


def tanh_gradient(x: ArrayLike) -> Floats:
    """Return the derivative of `tanh` at `x`.

    tanh′(x) = 1 − tanh²(x) = 1 / cosh²(x) = (2e / (1 + e²))² with e = exp(−abs(x))

    Parameters
    ----------
    x : array_like
        Any shape: the input of tanh, not its output.

    Returns
    -------
    ndarray
        Shape and precision of `x`; at most 1.

    Notes
    -----
    The last form is used: 1 − tanh²(x) is exactly 0 from x = 19 on, while the derivative is not.

    Examples
    --------
    >>> tanh_gradient(np.array([0.0, 1.0, 20.0]))
    array([1.00000000e+00, 4.19974342e-01, 1.69934170e-17])
    """
    x = as_float_array(x, "x", "tanh_gradient")
    e = np.exp(-np.abs(x))
    return (2 * e / (1 + e * e)) ** 2


def softplus(x: ArrayLike) -> Floats:
    """Bend smoothly from 0 into a straight line: a relu without the corner.

    f(x) = log(1 + eˣ) = max(x, 0) + log(1 + e) with e = exp(−abs(x))

    Parameters
    ----------
    x : array_like
        Any shape.

    Returns
    -------
    ndarray
        Shape and precision of `x`.

    Notes
    -----
    The second form cannot overflow, and `log1p` keeps the digits of an e far below 1.

    References
    ----------
    Dugas, Bengio, Bélisle, Nadeau and Garcia, "Incorporating second-order functional knowledge for better
    option pricing", NIPS 2000. Goodfellow, Bengio and Courville, "Deep Learning",
    MIT Press 2016, section 3.10.

    Examples
    --------
    >>> softplus(np.array([-1.0, 0.0, 1000.0])).round(4)
    array([3.133e-01, 6.931e-01, 1.000e+03])
    """
    x = as_float_array(x, "x", "softplus")
    e = np.exp(-np.abs(x))
    return np.maximum(x, 0) + np.log1p(e)


def softplus_gradient(x: ArrayLike) -> Floats:
    """Return the derivative of `softplus` at `x`.

    f′(x) = σ(x)

    Parameters
    ----------
    x : array_like
        Any shape.

    Returns
    -------
    ndarray
        Shape and precision of `x`.

    References
    ----------
    Goodfellow, Bengio and Courville, "Deep Learning", MIT Press 2016, section 3.10.

    Examples
    --------
    >>> softplus_gradient(np.array([0.0, 2.0])).round(4)
    array([0.5   , 0.8808])
    """
    return sigmoid(as_float_array(x, "x", "softplus_gradient"))
