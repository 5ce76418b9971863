"""Right and wrong among the predicted and the actual: true and false positives and negatives."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, DTypeLike

from nnlab._per_sample._pairs import match_ranks
from nnlab._validation import as_float_array, as_number, complaint
from nnlab.exceptions import WrongType
from nnlab.metrics._base import Metric

Thresholds = float | Sequence[float] | None


class Confusion(Metric):
    """What metrics that count hits and misses share; a count is kept for each threshold.

    A prediction is positive where it lies above the threshold. A subclass names what it counts in `counts`.
    """

    counts: tuple[str, ...] = ()
    top_k: int | None = None
    class_id: int | None = None

    def __init__(self, thresholds: Thresholds = None, name: str | None = None, dtype: DTypeLike = None):
        super().__init__(name=name, dtype=dtype)
        self._init_thresholds = thresholds
        # Among the k most likely everything counts as predicted, whatever its score.
        default = 0.5 if self.top_k is None else -np.inf
        self.thresholds = (
            [default] if thresholds is None else _in_unit_interval(thresholds, type(self).__name__)
        )
        for count in self.counts:
            setattr(self, count, self.add_variable((len(self.thresholds),), dtype="float64", name=count))

    def update_state(
        self, y_true: ArrayLike, y_pred: ArrayLike, sample_weight: ArrayLike | None = None
    ) -> None:
        """Count a batch.

        Parameters
        ----------
        y_true : array_like
            Labels: whatever is not 0 is positive.
        y_pred : array_like
            Probabilities, in the shape of `y_true`.
        sample_weight : array_like, optional
            Factors that broadcast to that shape; one a sample is one for each row.
        """
        name = type(self).__name__
        y_pred = as_float_array(y_pred, "y_pred", name)
        y_true = as_float_array(y_true, "y_true", name)
        y_pred, y_true = match_ranks(y_pred, y_true)
        if y_pred.shape != y_true.shape:
            rule, way_out = (
                f"have the same shape as y_pred, {y_pred.shape}",
                "Pass one label for each prediction.",
            )
            raise ValueError(complaint(name, "y_true", rule, y_true, way_out))
        weights = _weights(y_true, sample_weight, name)
        if self.top_k is not None:
            y_pred = _only_top(y_pred, self.top_k, name)
        if self.class_id is not None:
            y_true, y_pred = _column(y_true, self.class_id, name), _column(y_pred, self.class_id, name)
        try:
            weights = np.broadcast_to(weights, y_pred.shape).ravel()
        except ValueError:
            rule, way_out = f"fit labels of shape {y_pred.shape}", "Pass one weight a sample, or one for all."
            raise ValueError(complaint(name, "sample_weight", rule, weights, way_out)) from None
        thresholds = np.array(self.thresholds, y_pred.dtype)[:, np.newaxis]
        predicted, actual = y_pred.ravel() > thresholds, y_true.ravel() != 0
        groups = {
            "true_positives": predicted & actual,
            "false_positives": predicted & ~actual,
            "false_negatives": ~predicted & actual,
            "true_negatives": ~predicted & ~actual,
        }
        for count in self.counts:
            getattr(self, count).assign_add(np.where(groups[count], weights, 0).sum(axis=1))

    def get_config(self) -> dict[str, Any]:
        """Arguments that make another metric like this one, without what it has counted."""
        return super().get_config() | {"thresholds": self._init_thresholds}

    def one_or_all(self, value: np.ndarray) -> np.ndarray:
        return self._as_result(value[0] if len(self.thresholds) == 1 else value)


def _in_unit_interval(thresholds: Thresholds, function: str) -> list[float]:
    several = list(thresholds) if isinstance(thresholds, Sequence | np.ndarray) else [thresholds]
    if isinstance(thresholds, str) or not several or None in several:
        rule, way_out = "hold at least one number from 0 to 1", "Pass thresholds=0.5."
        kind = WrongType if isinstance(thresholds, str) else ValueError
        raise kind(complaint(function, "thresholds", rule, thresholds, way_out))
    return [as_number(one, "thresholds", function, minimum=0, maximum=1) for one in several]


def _weights(y_true: np.ndarray, sample_weight: ArrayLike | None, function: str) -> np.ndarray:
    """Return weights in a form that broadcasts to `y_true`: one a sample is one for each row."""
    if sample_weight is None:
        return np.ones(())
    weights = as_float_array(sample_weight, "sample_weight", function, np.dtype("float64"))
    return match_ranks(y_true, weights[..., np.newaxis], expand_vectors=False)[1]


def _only_top(y_pred: np.ndarray, k: int, function: str) -> np.ndarray:
    """Put −∞ for all but the k highest scores of each row; of equal ones the first count as higher."""
    if y_pred.ndim == 0 or k > y_pred.shape[-1]:
        rule = f"have at least top_k={k} classes along the last axis"
        raise ValueError(complaint(function, "y_pred", rule, y_pred, "Pass one score for each class."))
    best = np.argsort(-y_pred, axis=-1, kind="stable")[..., :k]
    top = np.full_like(y_pred, -np.inf)
    np.put_along_axis(top, best, np.take_along_axis(y_pred, best, axis=-1), axis=-1)
    return top


def _column(x: np.ndarray, class_id: int, function: str) -> np.ndarray:
    if x.ndim < 2 or class_id >= x.shape[-1]:
        rule = f"have the shape (samples, classes), with a class {class_id}"
        raise ValueError(
            complaint(function, "y_pred", rule, x, "Leave class_id out, or pass one row a sample.")
        )
    return x[..., class_id, np.newaxis]
