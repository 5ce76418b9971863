"""The end of a network: the output activation and the loss, forward and backward in one go.

Cross-entropy after its own activation is computed from the scores, as Keras does within a model: it is exact
for every score, and the gradient is as short as it can be. Any other pair of activation and loss takes the
general way: the layer's own passes and the loss's `gradient`.
"""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any

import numpy as np

from nnlab import activations, losses
from nnlab._validation import complaint
from nnlab.layers.activated import ActivatedLayer
from nnlab.layers.base import Layer
from nnlab.models._short_rules import ShortRule, short_rule

PROBABILITIES = {
    losses.BinaryCrossentropy: activations.sigmoid,
    losses.CategoricalCrossentropy: activations.softmax,
    losses.SparseCategoricalCrossentropy: activations.softmax,
}

KEPT = 4  # rules for as many shapes of batches
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
        self._total = 0.0

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

    def train(self, x: np.ndarray, y: np.ndarray, weight: np.ndarray | None) -> np.ndarray:
        """Compute the predictions of a batch, count its loss, and keep the gradient for `backward`."""
        y_pred = self.layer.forward(x, True)
        self._grad = self.loss.gradient(y, y_pred, weight)
        self._total += _one_number(self.loss(y, y_pred, weight)) * len(y)
        return y_pred

    def collect(self) -> float:
        """Return the sum of what `train` has counted since this was last asked for: every sample's share."""
        total, self._total = self._total, 0.0
        return total

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
        self._short_rule = short_rule(loss)
        self._rules: dict[tuple[int, ...], ShortRule] = {}  # by shape: the last batch may be short

    def train(self, x: np.ndarray, y: np.ndarray, weight: np.ndarray | None) -> np.ndarray:
        """Compute the predictions and dL/dz of a batch, and count its loss."""
        z = self.layer.scores(x, True)
        rule = self._rules.get(z.shape)
        if rule is None:
            if self._short_rule is None or z.ndim != 2:
                self._grad = self.loss.gradient(y, z, weight)
                self._total += _one_number(self.loss(y, z, weight)) * len(y)
                return z if self._activation is None else self._activation(z)
            if len(self._rules) == KEPT:
                self._forget_rules()
            rule = self._rules[z.shape] = self._short_rule(z, self.loss)
        p, self._grad = rule.train(z, y, weight), rule.grad
        return z if self._activation is None else p

    def collect(self) -> float:
        """Return the sum of what `train` has counted since this was last asked for: every sample's share."""
        return super().collect() + sum(rule.collect() for rule in self._rules.values())

    def _forget_rules(self) -> None:
        self._total = self.collect()
        self._rules = {}

    def __getstate__(self) -> dict[str, Any]:
        """Leave the rules out: their arrays share memory, which they would not in a copy."""
        self._forget_rules()
        return self.__dict__

    def backward(self, input_gradient: bool) -> np.ndarray | None:
        """Take dL/dz to the input of the last layer."""
        return self.layer.scores_backward(self._grad, input_gradient=input_gradient)

    def test(self, x: np.ndarray, y: np.ndarray, weight: np.ndarray | None) -> tuple[float, np.ndarray]:
        """Compute the loss and the predictions of a batch."""
        z = self.layer.scores(x)
        loss = _one_number(self.loss(y, z, weight))
        return loss, z if self._activation is None else self._activation(z)


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
