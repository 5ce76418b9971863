"""What `compile` was given, made ready: the loss as an object, the metrics that "accuracy" stands for."""

from __future__ import annotations

import copy
from typing import Any

import numpy as np

from nnlab import losses, metrics
from nnlab._validation import complaint
from nnlab.exceptions import WrongType

Shape = tuple[int | None, ...]


def as_loss(identifier: Any) -> losses.Loss | None:
    """Return a loss object for what `losses.get` knows; a function is wrapped, its results are averaged."""
    found = losses.get(identifier)
    if found is None or isinstance(found, losses.Loss):
        return found
    for name in losses.__all__:
        kind = getattr(losses, name)
        if isinstance(kind, type) and getattr(kind, "function", None) is found:
            return kind()
    return _LossOfFunction(found)


class _LossOfFunction(losses.Loss):
    """A loss function of the user's own; `f.gradient` must be set to train with it."""

    def __init__(self, function: Any):
        super().__init__(name=getattr(function, "__name__", "loss"))
        self._function = function

    def call(self, y_true: np.ndarray, y_pred: np.ndarray) -> np.ndarray:
        return self._function(y_true, y_pred)

    def call_gradient(self, y_true: np.ndarray, y_pred: np.ndarray, grad_output: np.ndarray) -> np.ndarray:
        own = getattr(self._function, "gradient", None)
        if own is None:
            rule = "have a gradient to be trained with"
            way_out = "Set `f.gradient = lambda y_true, y_pred: …`, dL/dy_pred of each sample's loss."
            raise WrongType(complaint("fit", "loss", rule, self._function, way_out))
        extra = y_pred.ndim - np.ndim(grad_output)
        return own(y_true, y_pred) * np.reshape(grad_output, np.shape(grad_output) + (1,) * extra)


def as_metrics(identifiers: Any) -> list[Any]:
    """Return what `compile(metrics=…)` was given as a list, checked as far as it can be without data."""
    if identifiers is None:
        return []
    if not isinstance(identifiers, list | tuple):
        rule, way_out = "be a list", 'Pass e.g. metrics=["accuracy"].'
        raise ValueError(complaint("compile", "metrics", rule, identifiers, way_out))
    for one in identifiers:
        if str(one).lower() not in ("accuracy", "acc"):
            metrics.get(one)
    return list(identifiers)


def make_metric(identifier: Any, y_shape: Shape, output_shape: Shape) -> metrics.Metric:
    """Return the metric; "accuracy" is the one that fits the shapes of targets and outputs."""
    if isinstance(identifier, str) and identifier.lower() in ("accuracy", "acc"):
        if output_shape[-1] == 1:
            found = metrics.BinaryAccuracy()
        elif len(y_shape) < len(output_shape) or y_shape[-1] == 1:
            found = metrics.SparseCategoricalAccuracy()
        else:
            found = metrics.CategoricalAccuracy()
    else:
        found = metrics.get(identifier)
        if not isinstance(found, metrics.Metric):
            found = metrics.MeanMetricWrapper(found, name=getattr(found, "__name__", None))
    if isinstance(identifier, str):
        found.name = identifier
    return found


class Scores:
    """Loss and metrics of the batches so far, each as a mean over the samples."""

    def __init__(self, identifiers: list[Any], y_shape: Shape, output_shape: Shape):
        self.metrics = [make_metric(one, y_shape, output_shape) for one in identifiers]
        self.names: list[str] = []  # in the logs: a name that is taken gets a number, as in Keras
        for metric in self.metrics:
            name, number = metric.name, 0
            while name in self.names:
                number += 1
                name = f"{metric.name}_{number}"
            self.names.append(name)
        self._total, self._samples = 0.0, 0

    def fresh(self) -> Scores:
        """The same metrics, with nothing counted: for validation within a fit."""
        other = copy.copy(self)
        other.metrics = copy.deepcopy(self.metrics)
        other.reset()
        return other

    def reset(self) -> None:
        """Forget what was counted."""
        self._total, self._samples = 0.0, 0
        for metric in self.metrics:
            metric.reset_state()

    def add_losses(self, total: float) -> None:
        """Add to the sum of the losses, in which each sample has the loss of its batch."""
        self._total += total

    def count(self, y: np.ndarray, y_pred: np.ndarray) -> None:
        """Count a batch. As in Keras, `metrics` are not weighted."""
        self._samples += len(y)
        for metric in self.metrics:
            metric.update_state(y, y_pred)

    def logs(self) -> dict[str, float]:
        """Name to mean, in alphabetical order as in Keras."""
        found = {name: float(metric.result()) for name, metric in zip(self.names, self.metrics, strict=True)}
        found["loss"] = self._total / max(1, self._samples)
        return dict(sorted(found.items()))
