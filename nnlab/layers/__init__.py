"""Layers with Keras's names, arguments and results, one a file; `base.Layer` says what every layer is.

A layer works on its own: ``Dense(3, activation="relu")(x)`` makes the weights for `x` and computes. In a
`Sequential` model it is built and trained. Samples are the rows of the first axis; channels come last.
"""

from nnlab.layers.base import Layer

__all__ = ["Layer"]
