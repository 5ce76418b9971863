"""Initializers that make matrices of a kind: the identity, or orthogonal ones."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import DTypeLike

from nnlab._validation import as_number, complaint
from nnlab.initializers._base import Initializer, RandomInitializer, Seed, Shape, checked


class Identity(Initializer):
    """A multiple of the identity matrix.

    W[i, j] = gain · [i = j]

    Parameters
    ----------
    gain : float, default 1
        What is on the diagonal.

    Examples
    --------
    >>> Identity()((2, 3))
    array([[1., 0., 0.],
           [0., 1., 0.]], dtype=float32)
    """

    def __init__(self, gain: float = 1.0):
        self.gain = as_number(gain, "gain", "Identity")

    def __call__(self, shape: Shape, dtype: DTypeLike = None) -> np.ndarray:
        """Make a matrix."""
        shape, dtype = checked(shape, dtype, "Identity")
        if len(shape) != 2:
            rule, way_out = "have two axes", "Only matrices have a diagonal: pass e.g. shape=(3, 3)."
            raise ValueError(complaint("Identity", "shape", rule, shape, way_out))
        return np.asarray(self.gain * np.eye(*shape), dtype)


class Orthogonal(RandomInitializer):
    """A random matrix whose columns, or rows if they are fewer, are orthogonal and of length `gain`.

    W = gain · Q, with Z = Q · R for a standard normal Z, and the diagonal of R made positive

    Parameters
    ----------
    gain : float, default 1
        Length of the columns or rows.
    seed : int, numpy.random.Generator or None, optional
        With a whole number, or None, every call gives the same values; a generator moves on.

    Notes
    -----
    With more than two axes, all but the last are taken together as the rows.

    References
    ----------
    Saxe, McClelland and Ganguli, "Exact solutions to the nonlinear dynamics of learning in deep linear neural
    networks", ICLR 2014, section 3.

    Examples
    --------
    >>> W = Orthogonal(seed=0)((3, 2))
    >>> abs(W.T @ W).round(4)
    array([[1., 0.],
           [0., 1.]], dtype=float32)
    """

    def __init__(self, gain: float = 1.0, seed: Seed = None):
        self.gain = as_number(gain, "gain", "Orthogonal")
        super().__init__(seed)

    def __call__(self, shape: Shape, dtype: DTypeLike = None) -> np.ndarray:
        """Draw a matrix."""
        shape, dtype = checked(shape, dtype, "Orthogonal")
        if len(shape) < 2:
            rule, way_out = "have at least two axes", "Pass e.g. shape=(784, 25)."
            raise ValueError(complaint("Orthogonal", "shape", rule, shape, way_out))
        rows, columns = math.prod(shape[:-1]), shape[-1]
        z = self.draw_from().standard_normal((max(rows, columns), min(rows, columns)))
        q, r = np.linalg.qr(z)
        q *= np.where(np.diag(r) < 0, -1, 1)
        return np.asarray(self.gain * (q if rows >= columns else q.T).reshape(shape), dtype)
