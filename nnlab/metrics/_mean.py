"""Sums and means over all batches, weighted; most other metrics are means of something."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, DTypeLike

from nnlab._per_sample._pairs import match_ranks, quiet
from nnlab._validation import as_float_array, complaint
from nnlab.metrics._base import Metric


class Sum(Metric):
    """Weighted sum of values over all batches.

    sum = Σᵢ wᵢ xᵢ

    Parameters
    ----------
    name : str, default "sum"
        Shown in logs.
    dtype : str or dtype, optional
        Precision of the result. By default float32, or float64 once float64 values were counted.

    Examples
    --------
    >>> Sum()([1, 3, 5, 7], sample_weight=[1, 1, 0, 0])
    np.float32(4.0)
    """

    def __init__(self, name: str = "sum", dtype: DTypeLike = None):
        super().__init__(name=name, dtype=dtype)
        self.total = self.add_variable(name="total", dtype="float64")

    @quiet
    def update_state(self, values: ArrayLike, sample_weight: ArrayLike | None = None) -> None:
        """Count a batch of values."""
        values = as_float_array(values, "values", type(self).__name__)
        self._counts(values.dtype)
        samples, _ = sample_values(values, sample_weight, np.sum, type(self).__name__)
        self.total.assign_add(samples.sum())

    def result(self) -> np.ndarray:
        """Return the sum over all batches since the last `reset_state`."""
        return self._as_result(self.total.value)


class Mean(Metric):
    """Weighted mean of values over all batches.

    mean = Σᵢ wᵢ xᵢ / Σᵢ wᵢ, and 0 before anything was counted

    Parameters
    ----------
    name : str, default "mean"
        Shown in logs.
    dtype : str or dtype, optional
        Precision of the result. By default float32, or float64 once float64 values were counted.

    Notes
    -----
    Counts in float64: in float32, as Keras has it, a count stands still at 2²⁴ = 16 777 216.

    Examples
    --------
    >>> mean = Mean()
    >>> mean.update_state([1, 3, 5, 7])
    >>> mean.result(), mean([9])
    (np.float32(4.0), np.float32(5.0))
    >>> mean.reset_state()
    >>> mean([1, 3, 5, 7], sample_weight=[1, 1, 0, 0])
    np.float32(2.0)
    """

    def __init__(self, name: str = "mean", dtype: DTypeLike = None):
        super().__init__(name=name, dtype=dtype)
        self.total = self.add_variable(name="total", dtype="float64")
        self.count = self.add_variable(name="count", dtype="float64")

    @quiet
    def update_state(self, values: ArrayLike, sample_weight: ArrayLike | None = None) -> None:
        """Count a batch of values."""
        values = as_float_array(values, "values", type(self).__name__)
        self._counts(values.dtype)
        samples, weights = sample_values(values, sample_weight, np.mean, type(self).__name__)
        self.total.assign_add(samples.sum())
        self.count.assign_add(samples.size if weights is None else weights.sum())

    @quiet
    def result(self) -> np.ndarray:
        """Return the mean over all batches since the last `reset_state`."""
        return self._as_result(self.total / self.count if self.count != 0 else self.total.value * 0)


class MeanMetricWrapper(Mean):
    """Mean over all samples of what a function of targets and predictions gives.

    Parameters
    ----------
    fn : callable
        ``fn(y_true, y_pred, **kwargs)``, one value a sample, or several, which are averaged.
    name : str, optional
        Shown in logs; by default made from the class.
    dtype : str or dtype, optional
        Precision of the result. By default float32, or float64 once float64 values were counted.
    **kwargs
        Options of the function.

    Examples
    --------
    >>> largest = MeanMetricWrapper(lambda y_true, y_pred: np.abs(y_true - y_pred).max(axis=-1))
    >>> largest(np.array([[1.0, 2.0], [3.0, 4.0]]), np.array([[1.0, 4.0], [2.0, 4.0]]))
    np.float64(1.5)
    """

    def __init__(
        self, fn: Callable[..., ArrayLike], name: str | None = None, dtype: DTypeLike = None, **kwargs: Any
    ):
        super().__init__(name=name, dtype=dtype)
        self.name = name or self.name
        self.fn = fn
        self._options = kwargs

    def update_state(
        self, y_true: ArrayLike, y_pred: ArrayLike, sample_weight: ArrayLike | None = None
    ) -> None:
        """Count a batch; a mask that `y_pred` carries as `_keras_mask` leaves samples out."""
        mask = getattr(y_pred, "_keras_mask", None)
        if mask is not None:
            kept = as_float_array(mask, "mask", type(self).__name__)
            if sample_weight is not None:
                kept = np.multiply(*match_ranks(kept, np.asarray(sample_weight)))
            sample_weight = kept
        super().update_state(self.fn(y_true, y_pred, **self._options), sample_weight)

    def get_config(self) -> dict[str, Any]:
        """Arguments that make another metric like this one, without what it has counted."""
        return super().get_config() | self._options


def sample_values(
    values: np.ndarray, sample_weight: ArrayLike | None, reduce: Callable[..., np.ndarray], function: str
) -> tuple[np.ndarray, np.ndarray | None]:
    """Return one weighted value a sample, and one weight a sample.

    Values with more axes than the weights are reduced to the weights' first; then both are reduced to the
    first axis. This is Keras's order, and for means it makes a difference.
    """
    values, weights = values.astype(np.float64), None
    if sample_weight is not None:
        weights = as_float_array(sample_weight, "sample_weight", function, np.dtype("float64"))
        values, weights = match_ranks(values, weights)
        if values.ndim > weights.ndim:
            values = reduce(values, axis=tuple(range(weights.ndim, values.ndim)))
        dimensions = weights.ndim
        try:
            weights = np.broadcast_to(weights, values.shape)
        except ValueError:
            rule, way_out = f"fit values of shape {values.shape}", "Pass one weight a sample, or one for all."
            raise ValueError(complaint(function, "sample_weight", rule, weights, way_out)) from None
        values = values * weights
        if dimensions > 1:
            weights = reduce(weights, axis=tuple(range(1, dimensions)))
    if values.ndim > 1:
        values = reduce(values, axis=tuple(range(1, values.ndim)))
    return values, weights
