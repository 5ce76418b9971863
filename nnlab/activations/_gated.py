"""The gated activations: the input times a smooth switch of the input that goes from 0 to 1."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import ArrayLike

from nnlab._validation import as_float_array
from nnlab.activations._sigmoids import sigmoid, sigmoid_gradient

Floats = np.ndarray | np.floating

# Beyond ±40 the normal density and its tail are 0, also in float64. Holding x there keeps its powers from
# overflowing, and keeps 0 · inf, which would be NaN, out of the products.
_TAIL = 40.0

_erfc = np.vectorize(math.erfc, otypes=[np.float64])


def silu(x: ArrayLike) -> Floats:
    """Multiply the input by its own sigmoid; also known as swish.

    f(x) = x σ(x)

    Parameters
    ----------
    x : array_like
        Any shape.

    Returns
    -------
    ndarray
        Shape and precision of `x`; never below −0.2785.

    Notes
    -----
    At −∞ the value is the limit, 0, where TensorFlow gives NaN.

    References
    ----------
    Elfwing, Uchibe and Doya, "Sigmoid-weighted linear units for neural network function approximation in
    reinforcement learning", Neural Networks 107 (2018), section 2. Ramachandran, Zoph and Le, "Searching for
    activation functions", 2017, section 4.

    Examples
    --------
    >>> silu(np.array([-2.0, 0.0, 2.0])).round(4)
    array([-0.2384,  0.    ,  1.7616])
    """
    x = as_float_array(x, "x", "silu")
    lowest = np.finfo(x.dtype).min  # for −inf, since −inf · 0 is NaN
    return np.maximum(x, lowest) * sigmoid(x)


def silu_gradient(x: ArrayLike) -> Floats:
    """Return the derivative of `silu` at `x`.

    f′(x) = σ(x) (1 + x (1 − σ(x))), where 1 − σ(x) = σ(−x)

    Parameters
    ----------
    x : array_like
        Any shape.

    Returns
    -------
    ndarray
        Shape and precision of `x`.

    Examples
    --------
    >>> silu_gradient(np.array([-2.0, 0.0, 2.0])).round(4)
    array([-0.0908,  0.5   ,  1.0908])
    """
    x = as_float_array(x, "x", "silu_gradient")
    limits = np.finfo(x.dtype)  # for ±inf, since inf · 0 is NaN
    return sigmoid(x) * (1 + np.clip(x, limits.min, limits.max) * sigmoid(-x))


# The name of Ramachandran, Zoph and Le, under which the labs meet it.
swish = silu
swish_gradient = silu_gradient


def gelu(x: ArrayLike, approximate: bool = False) -> Floats:
    """Multiply the input by the probability that a standard normal number is smaller.

    f(x) = x Φ(x), with Φ(x) = erfc(−x / √2) / 2, or approximately

    f(x) ≈ x (1 + tanh u(x)) / 2 = x σ(2 u(x)), with u(x) = √(2/π) x (1 + 0.044715 x²)

    Parameters
    ----------
    x : array_like
        Any shape.
    approximate : bool, default False
        Whether to use the second formula, which is off by at most 5e-4 and about six times faster here.

    Returns
    -------
    ndarray
        Shape and precision of `x`; never below −0.17.

    Notes
    -----
    NumPy has no erfc, so the exact form calls that of the `math` module entry by entry, about 0.1 µs each, in
    float64 and correct to the last bits. `erfc` rather than 1 + erf keeps the digits far below 0. At −∞ the
    value is the limit, 0, where TensorFlow gives NaN.

    References
    ----------
    Hendrycks and Gimpel, "Gaussian error linear units (GELUs)", 2016, section 2.

    Examples
    --------
    >>> gelu(np.array([-1.0, 0.0, 1.0])).round(4)
    array([-0.1587,  0.    ,  0.8413])
    >>> gelu(np.array([-1.0, 0.0, 1.0]), approximate=True).round(4)
    array([-0.1588,  0.    ,  0.8412])
    """
    x = as_float_array(x, "x", "gelu")
    switch = sigmoid(2 * _tanh_argument(x)) if approximate else _normal_cdf(x)
    return np.maximum(x, -_TAIL) * switch


def gelu_gradient(x: ArrayLike, approximate: bool = False) -> Floats:
    """Return the derivative of `gelu` at `x`.

    f′(x) = Φ(x) + x φ(x), with φ(x) = exp(−x²/2) / √(2π), or for the approximate form

    f′(x) = σ(2u) + 2 x u′ σ′(2u), with u′(x) = √(2/π) (1 + 3 · 0.044715 x²)

    Parameters
    ----------
    x : array_like
        Any shape.
    approximate : bool, default False
        As in `gelu`.

    Returns
    -------
    ndarray
        Shape and precision of `x`.

    Examples
    --------
    >>> gelu_gradient(np.array([-1.0, 0.0, 1.0])).round(4)
    array([-0.0833,  0.5   ,  1.0833])
    """
    x = as_float_array(x, "x", "gelu_gradient")
    near = np.clip(x, -_TAIL, _TAIL)
    if approximate:
        u = _tanh_argument(x)
        slope = math.sqrt(2 / math.pi) * (1 + 3 * 0.044715 * near**2)
        return sigmoid(2 * u) + 2 * near * slope * sigmoid_gradient(2 * u)
    density = np.exp(-(near**2) / 2) / math.sqrt(2 * math.pi)
    return _normal_cdf(x) + near * density


def _normal_cdf(x: np.ndarray) -> Floats:
    """Φ(x), computed in float64 and rounded once to the precision of `x`."""
    return (_erfc(x.astype(np.float64) / -math.sqrt(2)) / 2).astype(x.dtype)


def _tanh_argument(x: np.ndarray) -> Floats:
    """u(x) of the approximate form; tanh has long reached ±1 where x is held."""
    near = np.clip(x, -_TAIL, _TAIL)
    return math.sqrt(2 / math.pi) * near * (1 + 0.044715 * near**2)
