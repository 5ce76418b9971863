"""Losses and their gradients, with Keras's names, defaults and results.

Each loss has three faces:

- a function, ``mean_squared_error(y_true, y_pred)``, gives one loss a sample;
- ``mean_squared_error_gradient(y_true, y_pred, …, grad_output=1.0)`` takes a gradient back through it;
- a class, ``MeanSquaredError()(y_true, y_pred, sample_weight)``, weighs the samples and reduces their losses
  to one number; its ``gradient(y_true, y_pred, sample_weight)`` is that number's, with respect to `y_pred`.

What holds for all of them:

- The precision is that of `y_pred`: float64 stays float64. Whole numbers become float32. The classes compute
  float16 in float32, as Keras's do, the functions give float16 back.
- Every finite logit, however large, gives a correct loss and gradient without a warning. NaN goes through.
- Arguments are never changed.

`tests/library/test_losses_tensorflow.py` compares all of it with TensorFlow, `test_losses_gradients.py` with
finite differences.
"""

from nnlab._per_sample import (
    binary_crossentropy,
    binary_crossentropy_gradient,
    categorical_crossentropy,
    categorical_crossentropy_gradient,
    mean_absolute_error,
    mean_absolute_error_gradient,
    mean_squared_error,
    mean_squared_error_gradient,
    sparse_categorical_crossentropy,
    sparse_categorical_crossentropy_gradient,
)
from nnlab.losses._base import Loss
from nnlab.losses._crossentropy import (
    BinaryCrossentropy,
    CategoricalCrossentropy,
    SparseCategoricalCrossentropy,
)
from nnlab.losses._registry import get
from nnlab.losses._regression import MeanAbsoluteError, MeanSquaredError

__all__ = [
    "BinaryCrossentropy",
    "CategoricalCrossentropy",
    "Loss",
    "MeanAbsoluteError",
    "MeanSquaredError",
    "SparseCategoricalCrossentropy",
    "binary_crossentropy",
    "binary_crossentropy_gradient",
    "categorical_crossentropy",
    "categorical_crossentropy_gradient",
    "get",
    "mean_absolute_error",
    "mean_absolute_error_gradient",
    "mean_squared_error",
    "mean_squared_error_gradient",
    "sparse_categorical_crossentropy",
    "sparse_categorical_crossentropy_gradient",
]
