"""What every initializer is: a thing that, called with a shape, gives an array of that shape."""

from __future__ import annotations

import numbers
from collections.abc import Sequence
from typing import Self

import numpy as np
from numpy.typing import DTypeLike

from nnlab._config import Configured
from nnlab._random import generator
from nnlab._validation import as_count, as_float_dtype, complaint
from nnlab.exceptions import WrongType

Shape = int | Sequence[int]
Seed = int | np.random.Generator | None


class Initializer(Configured):
    """Base class of initializers: to make your own, write ``__call__(self, shape, dtype=None)``.

    Examples
    --------
    >>> class Diagonal(Initializer):
    ...     def __call__(self, shape, dtype=None):
    ...         return np.eye(*shape, dtype=dtype)
    >>> Diagonal()((2, 2), "float32")
    array([[1., 0.],
           [0., 1.]], dtype=float32)
    """

    def __call__(self, shape: Shape, dtype: DTypeLike = None) -> np.ndarray:
        """Make an array.

        Parameters
        ----------
        shape : int or sequence of int
            Its shape.
        dtype : str or dtype, default "float32"
            Its precision. The values drawn are the same in every precision, but for rounding.

        Returns
        -------
        ndarray
            A new array.
        """
        raise NotImplementedError(f"{type(self).__name__} has no __call__(shape, dtype)")

    def clone(self) -> Self:
        """Make another initializer from the same arguments."""
        return type(self).from_config(self.get_config())


class RandomInitializer(Initializer):
    """What initializers that draw random numbers share: the seed.

    As in Keras, one made with a seed, or with none, gives the same values at every call; one made with a
    generator moves on. Without a seed, the one it takes comes from `nnlab.utils.set_random_seed`'s generator.
    """

    def __init__(self, seed: Seed = None):
        shared = generator(seed, "seed", type(self).__name__)  # checks it, too
        self.seed = int(shared.integers(2**31)) if seed is None else seed
        self._given_seed = seed

    def draw_from(self) -> np.random.Generator:
        """Return the generator to draw the next values from."""
        return generator(self.seed, "seed", type(self).__name__)

    def get_config(self) -> dict[str, object]:
        """Arguments that make another initializer like this one; without a seed it draws one of its own."""
        return super().get_config() | {"seed": self._given_seed}


def checked(shape: Shape, dtype: DTypeLike, function: str) -> tuple[tuple[int, ...], np.dtype]:
    """Return a shape as a tuple of ints, and a dtype, float32 for None."""
    if isinstance(shape, numbers.Integral):
        shape = (shape,)
    if isinstance(shape, str) or not isinstance(shape, Sequence | np.ndarray):
        rule, way_out = "be a tuple of whole numbers", "Pass e.g. shape=(784, 25)."
        raise WrongType(complaint(function, "shape", rule, shape, way_out))
    sizes = tuple(as_count(size, "shape", function, minimum=0) for size in shape)
    return sizes, as_float_dtype(dtype, "dtype", function) or np.dtype("float32")
