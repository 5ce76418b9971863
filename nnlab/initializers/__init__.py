"""Initializers with Keras's names and defaults: what a layer's weights are before training.

An initializer is called with a shape and a dtype, float32 by default, and gives an array. The distributions
are Keras's; the numbers drawn are NumPy's, so they differ from Keras's for the same seed.
"""

from nnlab.initializers._base import Initializer
from nnlab.initializers._constant import Constant, Ones, Zeros
from nnlab.initializers._matrices import Identity, Orthogonal
from nnlab.initializers._presets import (
    GlorotNormal,
    GlorotUniform,
    HeNormal,
    HeUniform,
    LecunNormal,
    LecunUniform,
)
from nnlab.initializers._random import RandomNormal, RandomUniform, TruncatedNormal
from nnlab.initializers._registry import get
from nnlab.initializers._scaled import VarianceScaling, compute_fans

__all__ = [
    "Constant",
    "GlorotNormal",
    "GlorotUniform",
    "HeNormal",
    "HeUniform",
    "Identity",
    "Initializer",
    "LecunNormal",
    "LecunUniform",
    "Ones",
    "Orthogonal",
    "RandomNormal",
    "RandomUniform",
    "TruncatedNormal",
    "VarianceScaling",
    "Zeros",
    "compute_fans",
    "get",
]
