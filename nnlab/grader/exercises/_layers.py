"""What the exercises on units and layers share: activations, weights, inputs, and TensorFlow's layer."""

from typing import Any

import numpy as np

from nnlab.calls.cases import Function

SIGMOID, RELU, TANH, LINEAR, SOFTMAX = map(Function, ("sigmoid", "relu", "tanh", "linear", "softmax"))
NUMPY_ONLY = ("tensorflow", "keras", "torch", "jax", "sklearn")
#: The lecture's layer for one roast, in whole numbers.
COFFEE = (np.array([[1, -3, 5], [-2, 4, -6]]), np.array([-1, 1, 2]))


def layer(seed: int, inputs: int, units: int) -> tuple[np.ndarray, np.ndarray]:
    """Weights and bias that are all different, of both signs and of a size that saturates nothing."""
    rng = np.random.default_rng(seed)
    return rng.uniform(-1, 1, (inputs, units)).round(3), rng.uniform(-1, 1, units).round(3)


def numbers(seed: int, *shape: int) -> np.ndarray:
    """Inputs of both signs, all different."""
    return np.random.default_rng(seed).uniform(-2, 2, shape).round(3)


def single(*arrays: np.ndarray) -> tuple[np.ndarray, ...]:
    """The same numbers in float32."""
    return tuple(x.astype(np.float32) for x in arrays)


def tensorflow_batch(tf: Any, A_in: Any, W: Any, b: Any, g: Any) -> Any:
    """A dense layer for samples as rows, in float64."""
    z = tf.matmul(tf.constant(A_in, tf.float64), tf.constant(W, tf.float64))
    return g(tf.nn.bias_add(z, tf.constant(b, tf.float64)))


def tensorflow_dense(tf: Any, a_in: Any, W: Any, b: Any, g: Any) -> Any:
    """A dense layer for one sample, as a batch of one."""
    return tensorflow_batch(tf, tf.constant(a_in, tf.float64)[tf.newaxis, :], W, b, g)[0]
