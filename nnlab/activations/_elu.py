"""The exponential linear unit: a rectifier without a corner, whose negative values level off."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from nnlab._validation import as_float_array, as_number

Floats = np.ndarray | np.floating


def elu(x: ArrayLike, alpha: float = 1.0) -> Floats:
    """Keep what is positive, bend the rest smoothly towards −alpha.

    f(x) = x where x > 0, else alpha · (eˣ − 1)

    Parameters
    ----------
    x : array_like
        Any shape.
    alpha : float, default 1
        Minus the limit at −∞.

    Returns
    -------
    ndarray
        Shape and precision of `x`.

    Notes
    -----
    `expm1` keeps all digits near 0, where eˣ − 1 would lose them. The exponential is taken of min(x, 0) only,
    since the branch that `where` discards is computed all the same and must not overflow.

    References
    ----------
    Clevert, Unterthiner and Hochreiter, "Fast and accurate deep network learning by exponential linear
    units", ICLR 2016, equation 15.

    Examples
    --------
    >>> elu(np.array([-100.0, -1.0, 3.0])).round(4)
    array([-1.    , -0.6321,  3.    ])
    """
    x = as_float_array(x, "x", "elu")
    alpha = as_number(alpha, "alpha", "elu")
    return np.where(x > 0, x, alpha * np.expm1(np.minimum(x, 0)))[()]


def elu_gradient(x: ArrayLike, alpha: float = 1.0) -> Floats:
    """Return the derivative of `elu` at `x`.

    f′(x) = 1 where x > 0, else alpha · eˣ

    Parameters
    ----------
    x : array_like
        Any shape.
    alpha : float, default 1
        As in `elu`.

    Returns
    -------
    ndarray
        Shape and precision of `x`.

    Examples
    --------
    >>> elu_gradient(np.array([-100.0, -1.0, 3.0])).round(4)
    array([0.    , 0.3679, 1.    ])
    """
    x = as_float_array(x, "x", "elu_gradient")
    alpha = as_number(alpha, "alpha", "elu_gradient")
    return np.where(x > 0, 1, alpha * np.exp(np.minimum(x, 0)))[()]
