"""Initializers that draw from a distribution that does not depend on the shape."""

from __future__ import annotations

import numpy as np
from numpy.typing import DTypeLike

from nnlab._validation import as_number, complaint
from nnlab.initializers._base import RandomInitializer, Seed, Shape, checked


class RandomNormal(RandomInitializer):
    """Normal distribution.

    value = mean + stddev · z, with z standard normal

    Parameters
    ----------
    mean : float, default 0
        Mean of the values.
    stddev : float, default 0.05
        Their standard deviation.
    seed : int, numpy.random.Generator or None, optional
        With a whole number, or None, every call gives the same values; a generator moves on.

    Examples
    --------
    >>> RandomNormal(seed=0)((2, 2)).round(4)
    array([[ 0.0063, -0.0066],
           [ 0.032 ,  0.0052]], dtype=float32)
    """

    def __init__(self, mean: float = 0.0, stddev: float = 0.05, seed: Seed = None):
        self.mean = as_number(mean, "mean", type(self).__name__)
        self.stddev = as_number(stddev, "stddev", type(self).__name__, minimum=0)
        super().__init__(seed)

    def __call__(self, shape: Shape, dtype: DTypeLike = None) -> np.ndarray:
        """Draw an array."""
        shape, dtype = checked(shape, dtype, type(self).__name__)
        z = self.draw_from().standard_normal(shape)
        return np.asarray(self.mean + self.stddev * z, dtype)


class TruncatedNormal(RandomInitializer):
    """Normal distribution without what is more than two standard deviations from the mean.

    value = mean + stddev · z, with z standard normal, drawn again where abs(z) > 2

    Parameters
    ----------
    mean : float, default 0
        Mean of the values.
    stddev : float, default 0.05
        Their standard deviation before truncation, which makes it 12 % smaller.
    seed : int, numpy.random.Generator or None, optional
        With a whole number, or None, every call gives the same values; a generator moves on.

    Examples
    --------
    >>> TruncatedNormal(seed=0)((2, 2)).round(4)
    array([[ 0.0063, -0.0066],
           [ 0.032 ,  0.0052]], dtype=float32)
    """

    def __init__(self, mean: float = 0.0, stddev: float = 0.05, seed: Seed = None):
        self.mean = as_number(mean, "mean", type(self).__name__)
        self.stddev = as_number(stddev, "stddev", type(self).__name__, minimum=0)
        super().__init__(seed)

    def __call__(self, shape: Shape, dtype: DTypeLike = None) -> np.ndarray:
        """Draw an array."""
        shape, dtype = checked(shape, dtype, type(self).__name__)
        return np.asarray(self.mean + self.stddev * truncated_normal(self.draw_from(), shape), dtype)


class RandomUniform(RandomInitializer):
    """Uniform distribution.

    value = minval + (maxval − minval) · u, with u uniform in [0, 1)

    Parameters
    ----------
    minval : float, default -0.05
        Lower end, included.
    maxval : float, default 0.05
        Upper end, not included.
    seed : int, numpy.random.Generator or None, optional
        With a whole number, or None, every call gives the same values; a generator moves on.

    Examples
    --------
    >>> RandomUniform(0, 1, seed=0)((2, 2)).round(4)
    array([[0.637 , 0.2698],
           [0.041 , 0.0165]], dtype=float32)
    """

    def __init__(self, minval: float = -0.05, maxval: float = 0.05, seed: Seed = None):
        self.minval = as_number(minval, "minval", type(self).__name__)
        self.maxval = as_number(maxval, "maxval", type(self).__name__)
        if self.maxval < self.minval:
            rule = f"be at least minval, {self.minval:g}"
            raise ValueError(complaint(type(self).__name__, "maxval", rule, maxval, "Exchange the two."))
        super().__init__(seed)

    def __call__(self, shape: Shape, dtype: DTypeLike = None) -> np.ndarray:
        """Draw an array."""
        shape, dtype = checked(shape, dtype, type(self).__name__)
        values = np.asarray(self.draw_from().uniform(self.minval, self.maxval, shape), dtype)
        # Rounding to a lower precision may reach the upper end.
        below = np.nextafter(dtype.type(self.maxval), dtype.type(self.minval))
        return np.minimum(values, below, out=values)


def truncated_normal(rng: np.random.Generator, shape: tuple[int, ...]) -> np.ndarray:
    """Draw from the standard normal distribution, again where it is more than 2 from 0."""
    z = np.asarray(rng.standard_normal(shape))
    while (far := np.abs(z) > 2).any():
        z[far] = rng.standard_normal(np.count_nonzero(far))
    return z
