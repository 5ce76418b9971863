"""Layers that end in an activation, and the passes through an activation: forward, and back again.

A layer computes scores z and then y = g(z). Training needs both ways fast, so the common activations work in
place, and take their derivative from y, which is there already, as TensorFlow does:

    relu     dL/dz = dL/dy · [y > 0]
    sigmoid  dL/dz = dL/dy · y (1 − y)
    tanh     dL/dz = dL/dy · (1 − y²)
    softmax  dL/dz = y · (dL/dy − Σ dL/dy · y)

Every other activation keeps z and uses its gradient in `nnlab.activations`.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from nnlab import activations
from nnlab._validation import complaint
from nnlab.exceptions import WrongType
from nnlab.layers.base import Layer


class ActivatedLayer(Layer):
    """Base class of layers that compute ``activation(scores(x))``.

    A subclass has an attribute `activation` and the methods `scores` and `scores_backward`, which are to the
    scores what `forward` and `backward` are to the output. A model calls these two directly at its end, where
    the activation and the loss are taken together.
    """

    @property
    def activation(self) -> Callable:
        """The function applied to the scores; assigning a name or None does what the constructor does."""
        return self._activation

    @activation.setter
    def activation(self, identifier: str | Callable | None) -> None:
        self._activation = activations.get(identifier)

    def scores(self, x: np.ndarray, training: bool = False) -> np.ndarray:
        """Compute what the activation is applied to; it may be overwritten, and so must not be `x`."""
        raise NotImplementedError(f"{type(self).__name__} has no forward pass")

    def scores_backward(self, grad_scores: np.ndarray, *, input_gradient: bool = True) -> np.ndarray | None:
        """Take the gradient from the scores to the input."""
        raise NotImplementedError(f"{type(self).__name__} has no backward pass")

    def forward(self, x: np.ndarray, training: bool = False) -> np.ndarray:
        """Compute y = g(z)."""
        z = self.scores(x, training)
        if self._activation in IN_PLACE:
            IN_PLACE[self._activation](z)
            y = z
        else:
            y = apply(self._activation, z)
        if training:
            self._z, self._y = z, y
        return y

    def backward(self, grad_output: np.ndarray, *, input_gradient: bool = True) -> np.ndarray | None:
        """dL/dz = dL/dy · g′(z), and on to the input."""
        if self._activation is not activations.linear:
            grad_output = self.activation_backward(grad_output)
        return self.scores_backward(grad_output, input_gradient=input_gradient)

    def activation_backward(self, grad_output: np.ndarray) -> np.ndarray:
        """Take the gradient from the output to the scores."""
        if self._activation in FROM_OUTPUT:
            grad_scores = self.buffer("grad_scores", grad_output.shape)
            FROM_OUTPUT[self._activation](grad_output, self._y, grad_scores)
            return grad_scores
        return gradient(self._activation, grad_output, self._z)


# ---------------------------------------------------------------------- in place
# The last argument of `np.add` and the like is where the result goes.


def _relu(z: np.ndarray) -> None:
    z.clip(ZERO[z.dtype], INFINITY[z.dtype], z)  # NumPy is several times slower in maximum(z, 0)


def _sigmoid(z: np.ndarray) -> None:
    # exp(−z) is infinite for a z far below 0, and 1 / (1 + inf) is 0: the right limit.
    one = ONE[z.dtype]
    np.negative(z, z)
    np.exp(z, z)
    np.add(z, one, z)
    np.divide(one, z, z)


def _tanh(z: np.ndarray) -> None:
    np.tanh(z, z)


def _softmax(z: np.ndarray) -> None:
    np.subtract(z, z.max(axis=-1, keepdims=True), z)
    np.exp(z, z)
    np.divide(z, z.sum(axis=-1, keepdims=True), z)


def _relu_back(g: np.ndarray, y: np.ndarray, out: np.ndarray) -> None:
    out[...] = y > ZERO[y.dtype]
    np.multiply(out, g, out)


def _sigmoid_back(g: np.ndarray, y: np.ndarray, out: np.ndarray) -> None:
    np.subtract(ONE[y.dtype], y, out)
    np.multiply(out, y, out)
    np.multiply(out, g, out)


def _tanh_back(g: np.ndarray, y: np.ndarray, out: np.ndarray) -> None:
    np.multiply(y, y, out)
    np.subtract(ONE[y.dtype], out, out)
    np.multiply(out, g, out)


def _softmax_back(g: np.ndarray, y: np.ndarray, out: np.ndarray) -> None:
    np.multiply(g, y, out)
    total = out.sum(axis=-1, keepdims=True)
    np.subtract(g, total, out)
    np.multiply(out, y, out)


# Arrays without a dimension keep the precision of what they meet, and NumPy takes them faster than 0 and 1.
ZERO = {np.dtype(name): np.zeros((), name) for name in ("float16", "float32", "float64")}
ONE = {np.dtype(name): np.ones((), name) for name in ("float16", "float32", "float64")}
INFINITY = {np.dtype(name): np.full((), np.inf, name) for name in ("float16", "float32", "float64")}

IN_PLACE = {
    activations.linear: lambda z: None,
    activations.relu: _relu,
    activations.sigmoid: _sigmoid,
    activations.tanh: _tanh,
    activations.softmax: _softmax,
}
FROM_OUTPUT = {
    activations.relu: _relu_back,
    activations.sigmoid: _sigmoid_back,
    activations.tanh: _tanh_back,
    activations.softmax: _softmax_back,
}

# ---------------------------------------------------------------------- any other


def apply(activation: Callable, z: np.ndarray) -> np.ndarray:
    """Compute y = g(z), checking what a function of the caller's own returns."""
    y = np.asarray(activation(z))
    if y.shape != z.shape:
        rule, way_out = f"return an array of the shape it is given, {z.shape}", "Check the function."
        raise ValueError(complaint("activation", "activation", rule, y, way_out))
    return y.astype(z.dtype, copy=False)


def gradient(activation: Callable, grad_output: np.ndarray, z: np.ndarray) -> np.ndarray:
    """Compute dL/dz from dL/dy for an activation of `nnlab.activations`, or one that has a `gradient`."""
    if activation is activations.log_softmax:
        return activations.log_softmax_gradient(grad_output, z)
    own = getattr(activation, "gradient", None)
    known = getattr(activations, f"{getattr(activation, '__name__', '')}_gradient", None)
    if own is None and getattr(activations, getattr(activation, "__name__", ""), None) is not activation:
        rule = "have a derivative to be trained with"
        way_out = "Set `f.gradient = lambda z: …`, the derivative of f at z, on your function f."
        raise WrongType(complaint("backward", "activation", rule, activation, way_out))
    return (grad_output * (own or known)(z)).astype(z.dtype, copy=False)
