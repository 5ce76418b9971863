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


EXACT = losses.BinaryCrossentropy, losses.CategoricalCrossentropy  # which broadcast nothing, as Keras's


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

    def check_targets(
        self, y: np.ndarray, weight: np.ndarray | None, output_shape: tuple[int | None, ...], function: str
    ) -> None:
        """Check all targets and weights of a data set at once, before the first batch."""
        if type(self.loss).__name__ not in losses.__all__:
            return  # a loss of the user's own may compare what it likes
        shape = (len(y), *output_shape[1:])
        axis = self.loss.axis if isinstance(getattr(self.loss, "axis", None), int) else -1
        each = tuple(size for at, size in enumerate(shape) if at != axis % len(shape))
        sparse = isinstance(self.loss, losses.SparseCategoricalCrossentropy)
        if sparse:
            fits = y.shape in (each, (*each, 1))
        else:
            fits = _fits(y, shape, exactly=y.ndim == 1 or isinstance(self.loss, EXACT))
        if not fits:
            needed = each if sparse else shape
            rule = f"have the shape {needed}: the output has the shape {shape}, the loss is {self.loss.name}"
            way_out = "Check the targets, the loss, and the units of the last layer."
            if sparse:
                way_out = 'It wants class numbers; for one-hot rows there is "categorical_crossentropy".'
            elif isinstance(self.loss, losses.CategoricalCrossentropy):
                way_out = (
                    'It wants one-hot rows; for class numbers there is "sparse_categorical_crossentropy".'
                )
            raise ValueError(complaint(function, "y", rule, y, way_out))
        if weight is not None and not _fits(weight, each):
            rule = f"have the shape {each}: one weight for each loss"
            raise ValueError(complaint(function, "sample_weight", rule, weight, "Pass one for each sample."))
        if sparse and y.size:
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
        self._work: Work | None = None

    def train(self, x: np.ndarray, y: np.ndarray, weight: np.ndarray | None) -> tuple[float, np.ndarray]:
        """Compute the loss, the predictions and dL/dz of a batch."""
        z = self.layer.scores(x, True)
        if self._rule is None or z.ndim != 2:
            loss, self._grad = _one_number(self.loss(y, z, weight)), self.loss.gradient(y, z, weight)
            return loss, z if self._activation is None else self._activation(z)
        if self._work is None or self._work.shape != z.shape:
            self._work = Work(z)
        work = self._work
        if weight is not None:
            factor = _factors(self.loss, weight, z)
        else:
            factor = work.factor = _factors(self.loss, None, z) if work.factor is None else work.factor
        loss, self._grad, p = self._rule(z, y, factor, work)
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
# Each takes the scores z (m, k), the targets y, the factor of every sample's loss, one number or (m,), and
# arrays to work in. It returns the loss, dL/dz and the probabilities.


class Work:
    """Arrays of the size of a batch, kept from one batch to the next."""

    def __init__(self, z: np.ndarray):
        m, k = z.shape
        self.shape = (m, k)
        self.grad, self.a, self.b = (np.empty_like(z) for _ in range(3))
        # Upside down, one row a class: NumPy is several times faster along long rows than along short ones.
        self.classes = np.empty((k, m), z.dtype)
        self.row, self.log = np.empty(m, z.dtype), np.empty(m, z.dtype)
        self.samples = np.arange(m)
        self.factor: np.ndarray | None = None


def _binary(z: np.ndarray, y: np.ndarray, factor: np.ndarray, work: Work) -> tuple:
    one, zero, grad = ONE[z.dtype], ZERO[z.dtype], work.grad
    y = y.reshape(z.shape)
    if factor.ndim:
        factor = factor[:, np.newaxis]
    e = np.abs(z, out=work.a)
    np.negative(e, out=e)
    np.exp(e, out=e)  # e^−|z|, at most 1
    each = np.maximum(z, zero, out=grad)
    np.subtract(each, np.multiply(z, y, out=work.b), out=each)
    np.add(each, np.log1p(e, out=work.b), out=each)
    loss = _total(each, factor)
    # σ(z) is 1 / (1 + e) right of 0, and e / (1 + e) left of it.
    p = np.exp(np.minimum(z, zero, out=work.b), out=work.b)
    np.add(e, one, out=e)
    np.divide(p, e, out=p)
    np.subtract(p, y, out=grad)
    np.multiply(grad, factor, out=grad)
    return loss, grad, p


def _shifted(z: np.ndarray, work: Work) -> np.ndarray:
    """Return z − max z, upside down."""
    shifted = work.classes
    np.copyto(shifted, z.T)
    np.maximum.reduce(shifted, 0, None, work.row)
    np.subtract(shifted, work.row, out=shifted)
    return shifted


def _categorical(z: np.ndarray, y: np.ndarray, factor: np.ndarray, work: Work) -> tuple:
    y = y.reshape(z.shape)
    shifted = _shifted(z, work)
    targets = np.ascontiguousarray(y.T)
    mass = targets.sum(axis=0)  # 1 for a one-hot row
    # 0 · (−inf) counts as 0: a score of −inf is a class that cannot be, and is not.
    product = np.multiply(shifted, targets, where=targets != 0, out=np.zeros_like(shifted))
    e = np.exp(shifted, out=shifted)
    total = np.add.reduce(e, 0, None, work.row)
    each = np.log(total, out=work.log) * mass - product.sum(axis=0)
    p = np.divide(e, total, out=e)
    np.copyto(work.grad, ((p * mass - targets) * factor).T)
    return _total(each, factor), work.grad, p.T


def _sparse(z: np.ndarray, y: np.ndarray, factor: np.ndarray, work: Work) -> tuple:
    m = len(z)
    label = y.reshape(-1).astype(np.intp, copy=False) * m  # whole numbers may come as bytes, or as floats
    np.add(label, work.samples, out=label)  # now the places of the labels' scores in `classes`
    shifted = _shifted(z, work)
    of_label = shifted.take(label)
    e = np.exp(shifted, out=shifted)
    total = np.add.reduce(e, 0, None, work.row)
    each = np.log(total, out=work.log)
    np.subtract(each, of_label, out=each)
    p = np.divide(e, total, out=e)
    grad = np.multiply(p, factor)
    of_label = np.subtract(grad.take(label), factor, out=of_label)
    grad.put(label, of_label)
    np.copyto(work.grad, grad.T)
    return _total(each, factor), work.grad, p.T


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


def _factors(loss: losses.Loss, weight: np.ndarray | None, z: np.ndarray) -> np.ndarray:
    """Return what each sample's loss is multiplied by: one number for all, or (m,)."""
    m, k = z.shape
    questions = k if type(loss) is losses.BinaryCrossentropy else 1
    share = 1 / questions if loss.reduction == "sum" else 1 / max(m * questions, 1)
    return np.asarray(share, z.dtype) if weight is None else (weight.reshape(-1) * share).astype(z.dtype)


def _total(each: np.ndarray, factor: np.ndarray) -> float:
    if factor.ndim:
        return float((each * factor).sum())
    return float(np.add.reduce(each, None) * factor)


def _fits(array: np.ndarray, shape: tuple[int | None, ...], *, exactly: bool = False) -> bool:
    """Whether Keras takes an array for one of this shape: it adds or takes away a last axis of size 1."""
    have = array.shape
    if len(have) == len(shape) + 1 and have[-1] == 1:
        have = have[:-1]
    elif len(have) == len(shape) - 1:
        have = (*have, 1)
    wanted = tuple(own if size is None else size for own, size in zip(have, shape, strict=False))
    if len(have) != len(shape) or exactly:
        return have == wanted and len(have) == len(shape)
    return all(one == other or 1 in (one, other) for one, other in zip(have, wanted, strict=True))


def _range_without(y: np.ndarray, ignored: int) -> tuple[float, float]:
    counted = y[y != ignored]
    return (counted.min(), counted.max()) if counted.size else (0, 0)


def _one_number(loss: np.ndarray) -> float:
    """Losses that are not reduced count by their mean, as in Keras's logs."""
    return float(loss) if np.ndim(loss) == 0 else float(np.mean(loss))
