"""Losses of single samples, and their gradients: what `nnlab.losses` averages and `nnlab.metrics` counts.

Keras shows these functions under both names, `keras.losses` and `keras.metrics`; so does nnlab, and here is
where both find them.
"""

from nnlab._per_sample._binary import binary_crossentropy, binary_crossentropy_gradient
from nnlab._per_sample._categorical import categorical_crossentropy, categorical_crossentropy_gradient
from nnlab._per_sample._regression import (
    mean_absolute_error,
    mean_absolute_error_gradient,
    mean_squared_error,
    mean_squared_error_gradient,
)
from nnlab._per_sample._sparse import (
    sparse_categorical_crossentropy,
    sparse_categorical_crossentropy_gradient,
    valid_labels,
)

__all__ = [
    "binary_crossentropy",
    "binary_crossentropy_gradient",
    "categorical_crossentropy",
    "categorical_crossentropy_gradient",
    "mean_absolute_error",
    "mean_absolute_error_gradient",
    "mean_squared_error",
    "mean_squared_error_gradient",
    "sparse_categorical_crossentropy",
    "sparse_categorical_crossentropy_gradient",
    "valid_labels",
]
