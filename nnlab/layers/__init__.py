"""Layers with Keras's names, arguments and results, one a file; `base.Layer` says what every layer is.

A layer works on its own: ``Dense(3, activation="relu")(x)`` makes the weights for `x` and computes. In a
`Sequential` model it is built and trained. Samples are the rows of the first axis; channels come last.

As in Keras, a layer computes in its own dtype, float32 unless told otherwise, whatever its input's.
"""

from nnlab.layers.activation import Activation
from nnlab.layers.base import Layer
from nnlab.layers.conv1d import Conv1D
from nnlab.layers.conv2d import Conv2D
from nnlab.layers.dense import Dense
from nnlab.layers.dropout import Dropout
from nnlab.layers.flatten import Flatten
from nnlab.layers.input import Input, InputLayer
from nnlab.layers.max_pooling1d import MaxPooling1D
from nnlab.layers.max_pooling2d import MaxPooling2D
from nnlab.layers.normalization import Normalization
from nnlab.layers.rescaling import Rescaling

__all__ = [
    "Activation",
    "Conv1D",
    "Conv2D",
    "Dense",
    "Dropout",
    "Flatten",
    "Input",
    "InputLayer",
    "Layer",
    "MaxPooling1D",
    "MaxPooling2D",
    "Normalization",
    "Rescaling",
]
