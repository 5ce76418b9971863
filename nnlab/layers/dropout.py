"""Dropout: in training, leave out inputs at random."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from nnlab._random import generator
from nnlab._validation import as_number, complaint
from nnlab.layers.base import Layer, as_shape


class Dropout(Layer):
    """Set each input to 0 with probability `rate` while training, and let the others make up for it.

    y = x · k / (1 − rate), with k = 1 for an input that is kept and 0 for one that is dropped

    The expected value of y is x, so that nothing is changed outside of training.

    Parameters
    ----------
    rate : float
        Share of the inputs to drop, from 0 to 1.
    noise_shape : tuple of int or None, optional
        Shape of k, which is broadcast: ``(None, 1, None)`` drops whole columns of each sample. None stands
        for the size of the input.
    seed : int or numpy.random.Generator, optional
        For masks that can be repeated.
    **options
        `name`, `dtype` and `input_shape`, as for every `Layer`.

    References
    ----------
    Srivastava, Hinton, Krizhevsky, Sutskever and Salakhutdinov, "Dropout: a simple way to prevent neural
    networks from overfitting", JMLR 15, 2014, section 4; in the form that rescales in training, section 10.

    Examples
    --------
    >>> layer = Dropout(0.5, seed=0)
    >>> layer(np.ones((1, 4)))
    array([[1., 1., 1., 1.]], dtype=float32)
    >>> sorted(set(layer(np.ones((1, 100)), training=True)[0].tolist()))
    [0.0, 2.0]
    """

    def __init__(
        self,
        rate: float,
        noise_shape: Sequence[int | None] | None = None,
        seed: int | np.random.Generator | None = None,
        **options: Any,
    ):
        super().__init__(**options)
        self.rate = as_number(rate, "rate", "Dropout")
        if not 0 <= self.rate <= 1:
            rule, way_out = "be a number from 0 to 1", "Pass e.g. rate=0.5 to drop half of the inputs."
            raise ValueError(complaint("Dropout", "rate", rule, rate, way_out))
        self.noise_shape = None if noise_shape is None else as_shape(noise_shape, "Dropout", "noise_shape")
        self.seed = seed
        # Without a seed, the shared generator is asked for at each pass: `set_random_seed` replaces it.
        self._rng = None if seed is None else generator(seed, "seed", "Dropout")

    def forward(self, x: np.ndarray, training: bool = False) -> np.ndarray:
        """Drop inputs when training; give them on as they are otherwise."""
        if not training or self.rate == 0:
            self._factor = None
            return x
        shape = tuple(size or x.shape[axis] for axis, size in enumerate(self.noise_shape or x.shape))
        rng = self._rng or generator(None, "seed", "Dropout")
        kept = rng.random(shape) >= self.rate
        self._factor = kept * self.dtype.type(1 / (1 - self.rate) if self.rate < 1 else 0)
        return np.multiply(x, self._factor, out=self.buffer("y", x.shape))

    def backward(self, grad_output: np.ndarray, *, input_gradient: bool = True) -> np.ndarray:  # noqa: ARG002
        """Compute dL/dx = dL/dy · k / (1 − rate)."""
        return grad_output if self._factor is None else grad_output * self._factor
