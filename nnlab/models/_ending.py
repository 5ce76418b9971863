"""The end of a network: the output activation and the loss, forward and backward in one go.

Cross-entropy after its own activation is computed from the scores z, as Keras does within a model: it is
exact for every z, and the gradient is as short as it can be, with n losses that are averaged::

    sigmoid and binary:        loss = max(z, 0) − z y + log(1 + e^−|z|)      dL/dz = (σ(z) − y) / n
    softmax and categorical:   loss = log Σ e^z − Σ y z                      dL/dz = (softmax(z) − y) / n

Any other pair of activation and loss takes the general way: the layer's own passes and the loss's `gradient`.
"""

from __future__ import annotations

import copy
from collections.abc import Callable

import numpy as np

from nnlab import activations, losses
from nnlab._validation import complaint
from nnlab.layers.activated import ONE, ZERO, ActivatedLayer
from nnlab.layers.base import Layer

PROBABILITIES = {
    losses.BinaryCrossentropy: activations.sigmoid,
    losses.CategoricalCrossentropy: activations.softmax,
    losses.SparseCategoricalCrossentropy: activations.softmax,
}


def make_ending(layer: Layer, loss: losses.Loss) -> Ending:
    """Choose how the last layer and the loss are taken together."""
    activation = PROBABILITIES.get(type(loss))
    if activation is None or not isinstance(layer, ActivatedLayer):
        return Ending(layer, loss)
    if loss.from_logits and layer.activation is activations.linear:
        return ScoresEnding(layer, loss, None)
    if not loss.from_logits and layer.activation is activation and loss.axis in (-1, None):
        on_scores = copy.copy(loss)
        on_scores.from_logits = True
        return ScoresEnding(layer, on_scores, activation)
    return Ending(layer, loss)


class Ending:
    """The general way."""

    def __init__(self, layer: Layer, loss: losses.Loss):
        self.layer, self.loss = layer, loss

    def check_targets(self, y: np.ndarray, output_shape: tuple[int | None, ...], function: str) -> None:
        """Check all targets of a data set at once, before the first batch."""
        if isinstance(self.loss, losses.SparseCategoricalCrossentropy) and y.size:
            classes, ignored = output_shape[self.loss.axis], self.loss.ignore_class
            low, high = (y.min(), y.max()) if ignored is None else _range_without(y, ignored)
            if not (low >= 0 and high < classes):
                rule = f"hold class numbers from 0 to {classes - 1}, as the output has {classes} classes"
                way_out = "Check the labels, or the units of the last layer."
                raise ValueError(complaint(function, "y", rule, y, way_out))

    def train(self, x: np.ndarray, y: np.ndarray, weight: np.ndarray | None) -> tuple[float, np.ndarray]:
        """Compute the loss and the predictions of a batch, and keep the gradient for `backward`."""
        y_pred = self.layer.forward(x, True)
        self._grad = self.loss.gradient(y, y_pred, weight)
        return _one_number(self.loss(y, y_pred, weight)), y_pred

    def backward(self, input_gradient: bool) -> np.ndarray | None:
        """Take the gradient to the input of the last layer."""
        return self.layer.backward(self._grad, input_gradient=input_gradient)

    def test(self, x: np.ndarray, y: np.ndarray, weight: np.ndarray | None) -> tuple[float, np.ndarray]:
        """Compute the loss and the predictions of a batch."""
        y_pred = self.layer.forward(x)
        return _one_number(self.loss(y, y_pred, weight)), y_pred


class ScoresEnding(Ending):
    """Cross-entropy from the scores."""

    def __init__(self, layer: ActivatedLayer, loss: losses.Loss, activation: Callable | None):
        super().__init__(layer, loss)
        self._activation = activation
        self._rule = RULES[type(loss)] if _is_plain(loss) else None
        self._work: tuple[np.ndarray, ...] | None = None

    def train(self, x: np.ndarray, y: np.ndarray, weight: np.ndarray | None) -> tuple[float, np.ndarray]:
        """Compute the loss, the predictions and dL/dz of a batch."""
        z = self.layer.scores(x, True)
        if self._rule is None or z.ndim != 2:
            loss, self._grad = _one_number(self.loss(y, z, weight)), self.loss.gradient(y, z, weight)
            return loss, z if self._activation is None else self._activation(z)
        if self._work is None or self._work[0].shape != z.shape:
            self._work = _work(z)
        loss, self._grad, p = self._rule(z, y, _factors(self.loss, weight, len(z), z.dtype), self._work)
        return loss, z if self._activation is None else p

    def backward(self, input_gradient: bool) -> np.ndarray | None:
        """Take dL/dz to the input of the last layer."""
        return self.layer.scores_backward(self._grad, input_gradient=input_gradient)

    def test(self, x: np.ndarray, y: np.ndarray, weight: np.ndarray | None) -> tuple[float, np.ndarray]:
        """Compute the loss and the predictions of a batch."""
        z = self.layer.scores(x)
        loss = _one_number(self.loss(y, z, weight))
        return loss, z if self._activation is None else self._activation(z)


# ---------------------------------------------------------------------- the short rules
# Each takes z (m, k), y, the factor of each sample's loss (or one for all), and arrays to work in:
# p (m, k), grad (m, k), column (m, 1), ones (k,), the number of each row's first entry (m,).


def _binary(z: np.ndarray, y: np.ndarray, factor: np.ndarray, work: tuple[np.ndarray, ...]) -> tuple:
    p, grad, _, _, _ = work
    one, k = ONE[z.dtype], z.shape[1]
    y = y.reshape(z.shape)
    e = np.abs(z, out=p)
    np.negative(e, out=e)
    np.exp(e, out=e)  # e^−|z|, at most 1
    each = np.maximum(z, ZERO[z.dtype], out=grad)
    each -= z * y
    each += np.log1p(e)
    loss = _total(each, factor) / k
    # σ(z) is 1 / (1 + e) on the right of 0, and e / (1 + e) on the left.
    below = e / (e + one)
    np.copyto(p, np.where(z < ZERO[z.dtype], below, one - below))
    np.subtract(p, y, out=grad)
    np.multiply(grad, factor / z.dtype.type(k), out=grad)
    return loss, grad, p


def _categorical(z: np.ndarray, y: np.ndarray, factor: np.ndarray, work: tuple[np.ndarray, ...]) -> tuple:
    p, grad, column, ones, _ = work
    y = y.reshape(z.shape)
    shifted = np.subtract(z, z.max(axis=1, keepdims=True), out=grad)
    np.exp(shifted, out=p)
    p.dot(ones, out=column[:, 0])
    weight = y.dot(ones)[:, np.newaxis]  # 1 for a one-hot row
    each = np.log(column) * weight
    each -= np.multiply(shifted, y, where=y != 0, out=np.zeros_like(z)).dot(ones)[:, np.newaxis]
    np.divide(p, column, out=p)
    np.multiply(p, weight, out=grad)
    np.subtract(grad, y, out=grad)
    np.multiply(grad, factor, out=grad)
    return _total(each, factor), grad, p


def _sparse(z: np.ndarray, y: np.ndarray, factor: np.ndarray, work: tuple[np.ndarray, ...]) -> tuple:
    p, grad, column, ones, first = work
    chosen = first + y.reshape(-1).astype(np.intp, copy=False)
    shifted = np.subtract(z, z.max(axis=1, keepdims=True), out=p)
    of_label = shifted.take(chosen)
    np.exp(shifted, out=p)
    p.dot(ones, out=column[:, 0])
    np.divide(p, column, out=p)
    np.log(column, out=column)
    loss = _total(column[:, 0] - of_label, factor)
    np.multiply(p, factor, out=grad)
    flat = grad.reshape(-1)
    flat[chosen] -= factor.reshape(-1)
    return loss, grad, p


RULES = {
    losses.BinaryCrossentropy: _binary,
    losses.CategoricalCrossentropy: _categorical,
    losses.SparseCategoricalCrossentropy: _sparse,
}


def _is_plain(loss: losses.Loss) -> bool:
    """Whether a short rule does what this loss asks for."""
    return (
        loss.reduction in ("sum_over_batch_size", "mean", "sum")
        and not getattr(loss, "label_smoothing", 0)
        and getattr(loss, "ignore_class", None) is None
        and loss.axis == -1
        and loss.dtype == "float32"
    )


def _work(z: np.ndarray) -> tuple[np.ndarray, ...]:
    m, k = z.shape
    column, ones = np.empty((m, 1), z.dtype), np.ones(k, z.dtype)
    return np.empty_like(z), np.empty_like(z), column, ones, np.arange(0, m * k, k)


def _factors(loss: losses.Loss, weight: np.ndarray | None, m: int, dtype: np.dtype) -> np.ndarray:
    """Return what each sample's loss is multiplied by: a column (m, 1), or one number for all."""
    share = dtype.type(1 if loss.reduction == "sum" else 1 / max(m, 1))
    return np.asarray(share) if weight is None else (weight * share).astype(dtype).reshape(-1, 1)


def _total(each: np.ndarray, factor: np.ndarray) -> float:
    return float((each * factor).sum() if factor.ndim else each.sum() * factor)


def _range_without(y: np.ndarray, ignored: int) -> tuple[float, float]:
    counted = y[y != ignored]
    return (counted.min(), counted.max()) if counted.size else (0, 0)


def _one_number(loss: np.ndarray) -> float:
    """Losses that are not reduced count by their mean, as in Keras's logs."""
    return float(loss) if np.ndim(loss) == 0 else float(np.mean(loss))
