"""Activation functions and their gradients, with Keras's names, defaults and results.

Each activation takes an array of any shape and gives an array of the same shape and precision. Beside it
stands its gradient, in one of two forms:

- *Element-wise* (`linear relu leaky_relu elu sigmoid tanh softplus silu gelu`): ``f_gradient(x)`` is the
  derivative at each entry of `x`, the input, not the activation. By the chain rule a layer multiplies it by
  the gradient that comes in: ``grad_input = grad_output * f_gradient(x)``.
- *Whole-row* (`softmax log_softmax`): each output depends on every input of its row, so the derivative is a
  matrix. ``f_gradient(grad_output, x, axis=-1)`` gives its product with the gradient that comes in, which is
  `grad_input` itself, without ever building the matrix.

What holds for all of them:

- float16, float32 and float64 arrays keep their precision. Whole numbers become float32, as in Keras; Python
  floats are float64, as in NumPy. A scalar gives a NumPy scalar.
- Every finite input gives a correct value without a warning, however large it is. NaN goes through as NaN,
  and an infinity gives the limit wherever there is one.
- Arguments are never changed. What is not made of real numbers is refused with a `TypeError`.

`tests/library/test_activations_tensorflow.py` compares every one of them with TensorFlow, and the gradients
with `tf.GradientTape`.
"""

from nnlab.activations._elu import elu, elu_gradient
from nnlab.activations._gated import gelu, gelu_gradient, silu, silu_gradient, swish, swish_gradient
from nnlab.activations._rectifiers import (
    leaky_relu,
    leaky_relu_gradient,
    linear,
    linear_gradient,
    relu,
    relu_gradient,
)
from nnlab.activations._registry import get
from nnlab.activations._sigmoids import (
    sigmoid,
    sigmoid_gradient,
    softplus,
    softplus_gradient,
    tanh,
    tanh_gradient,
)
from nnlab.activations._softmax import log_softmax, log_softmax_gradient, softmax, softmax_gradient

__all__ = [
    "elu",
    "elu_gradient",
    "gelu",
    "gelu_gradient",
    "get",
    "leaky_relu",
    "leaky_relu_gradient",
    "linear",
    "linear_gradient",
    "log_softmax",
    "log_softmax_gradient",
    "relu",
    "relu_gradient",
    "sigmoid",
    "sigmoid_gradient",
    "silu",
    "silu_gradient",
    "softmax",
    "softmax_gradient",
    "softplus",
    "softplus_gradient",
    "swish",
    "swish_gradient",
    "tanh",
    "tanh_gradient",
]
