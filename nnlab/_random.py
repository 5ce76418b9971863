"""The one generator behind everything random that was given no seed of its own."""

from __future__ import annotations

import numpy as np

from nnlab._validation import as_generator

_shared = np.random.default_rng()


def set_seed(seed: int) -> None:
    """Start the shared generator anew: what `nnlab.utils.set_random_seed` does to nnlab."""
    global _shared  # noqa: PLW0603 - the state of the module is what it is for
    _shared = np.random.default_rng(seed)


def generator(seed: object, name: str, function: str) -> np.random.Generator:
    """Return the shared generator for None, else what `as_generator` makes of `seed`."""
    return _shared if seed is None else as_generator(seed, name, function)
