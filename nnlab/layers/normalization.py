"""Normalization: bring every feature to mean 0 and variance 1."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from nnlab._validation import complaint
from nnlab.layers._moments import batches_of, moments
from nnlab.layers._normalization_arguments import as_kept, as_moments, kept_axes
from nnlab.layers._weights import Weight
from nnlab.layers.base import Layer, Shape

EPSILON = 1e-7  # Keras's backend.epsilon(): the least standard deviation that is divided by


class Normalization(Layer):
    """Shift and scale each feature by the mean and variance that `adapt` found in the data.

    y = (x − mean) / max(√variance, 10⁻⁷)

    Parameters
    ----------
    axis : int, tuple of int or None, default -1
        Axes that are kept: each position along them has a mean and a variance of its own. None: one for all.
    mean, variance : float or array_like, optional
        Known ones, in the place of `adapt`; both or none.
    invert : bool, default False
        Whether to undo the normalization: y = mean + x · max(√variance, 10⁻⁷).
    **options
        `name`, `dtype` and `input_shape`, as for every `Layer`.

    Attributes
    ----------
    adapt_mean, adapt_variance, count : ndarray, or None
        The weights, unless `mean` and `variance` were given. They are not trained. Keras keeps `count` for
        old files only; it is 0.

    Notes
    -----
    Population variance, as in Keras: divided by the number of values.

    Examples
    --------
    >>> layer = Normalization(axis=-1)
    >>> layer.adapt(np.array([[200.0, 12.0], [240.0, 16.0]]))
    >>> layer([[240.0, 14.0]])
    array([[1., 0.]], dtype=float32)
    """

    adapt_mean = Weight()
    adapt_variance = Weight()
    count = Weight()

    def __init__(
        self,
        axis: int | tuple[int, ...] | None = -1,
        mean: ArrayLike | None = None,
        variance: ArrayLike | None = None,
        invert: bool = False,
        **options: Any,
    ):
        super().__init__(**options)
        self.axis = as_kept(axis)
        self.invert = bool(invert)
        self._given = as_moments(mean, variance, len(self.axis))

    def build(self, input_shape: Shape) -> None:
        """Make room for a mean and a variance of each position along `axis`."""
        self._kept = kept_axes(input_shape, self.axis, self.name)
        self._sizes = tuple(input_shape[axis] for axis in self._kept)
        # What is broadcast against the input: size 1 where an axis is averaged over.
        self._broadcast = tuple(size if axis in self._kept else 1 for axis, size in enumerate(input_shape))
        if self._given is None:
            self.add_weight("adapt_mean", self._sizes, np.zeros, trainable=False)
            self.add_weight("adapt_variance", self._sizes, np.ones, trainable=False)
            self.add_weight("count", (), np.zeros, trainable=False)
        super().build(input_shape)

    @property
    def mean(self) -> np.ndarray | None:
        """The mean, in a shape that is broadcast against the input; None until the layer is built."""
        return self._broadcasted(0, self.adapt_mean)

    @property
    def variance(self) -> np.ndarray | None:
        """The variance, likewise."""
        return self._broadcasted(1, self.adapt_variance)

    def _broadcasted(self, which: int, weight: np.ndarray | None) -> np.ndarray | None:
        if not self.built:
            return None
        if self._given is None:
            return weight.reshape(self._broadcast)
        # Axes of a given mean belong to the kept axes from the right.
        given, shape = self._given[which].astype(self.dtype), [1] * len(self._broadcast)
        for axis, size in zip(reversed(self._kept), reversed(given.shape), strict=False):
            shape[axis] = size
        return np.broadcast_to(given.reshape(shape), self._broadcast)

    def get_config(self) -> dict[str, Any]:
        """Arguments that make another layer like this one, without what `adapt` found."""
        mean, variance = self._given or (None, None)
        return super().get_config() | {"mean": mean, "variance": variance}

    def adapt(self, data: ArrayLike | Iterable[ArrayLike]) -> None:
        """Find the mean and the variance of data: an array, or batches of it from a generator or list."""
        self.adapt_mean, self.adapt_variance = moments(self._checked_batches(data), self._others)

    def _others(self, ndim: int) -> tuple[int, ...]:
        return tuple(axis for axis in range(ndim) if axis not in self._kept)

    def _checked_batches(self, data: ArrayLike | Iterable[ArrayLike]) -> Iterator[np.ndarray]:
        for x in batches_of(data):
            if not self.built:
                self.build(x.shape)
            fits = x.ndim == len(self._broadcast) and self._sizes == tuple(
                x.shape[axis] for axis in self._kept
            )
            if self._given is not None or not fits:
                rule = "fit the layer, which has an incompatible shape or was given its mean and variance"
                raise ValueError(complaint("adapt", "data", rule, x, "Adapt a new layer."))
            yield x

    def forward(self, x: np.ndarray, training: bool = False) -> np.ndarray:  # noqa: ARG002
        """Compute (x − mean) / deviation, or the inverse."""
        if self.invert:
            return self.mean + x * self._deviation()
        return (x - self.mean) / self._deviation()

    def backward(self, grad_output: np.ndarray, *, input_gradient: bool = True) -> np.ndarray:  # noqa: ARG002
        """Compute dL/dx = dL/dy / deviation, or times it."""
        return grad_output * self._deviation() if self.invert else grad_output / self._deviation()

    def _deviation(self) -> np.ndarray:
        return np.maximum(np.sqrt(self.variance), self.dtype.type(EPSILON))
