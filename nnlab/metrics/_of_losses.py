"""Losses as metrics: their mean over all samples of all batches."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, DTypeLike

from nnlab import _per_sample
from nnlab._per_sample._pairs import match_ranks, quiet
from nnlab._validation import as_float_array, as_number, complaint
from nnlab.metrics._mean import Mean, MeanMetricWrapper


class MeanSquaredError(MeanMetricWrapper):
    """Mean of the squared differences of targets and predictions.

    Parameters
    ----------
    name : str, default "mean_squared_error"
        Shown in logs.
    dtype : str or dtype, optional
        Precision of the result. By default float32, or float64 once float64 values were counted.

    Examples
    --------
    >>> MeanSquaredError()([[0, 1], [0, 0]], [[1, 1], [0, 0]])
    np.float32(0.25)
    """

    def __init__(self, name: str = "mean_squared_error", dtype: DTypeLike = None):
        super().__init__(_per_sample.mean_squared_error, name, dtype)


class MeanAbsoluteError(MeanMetricWrapper):
    """Mean of the absolute differences of targets and predictions.

    Parameters
    ----------
    name : str, default "mean_absolute_error"
        Shown in logs.
    dtype : str or dtype, optional
        Precision of the result. By default float32, or float64 once float64 values were counted.

    Examples
    --------
    >>> MeanAbsoluteError()([[0, 1], [0, 0]], [[1, 1], [0, 0]])
    np.float32(0.25)
    """

    def __init__(self, name: str = "mean_absolute_error", dtype: DTypeLike = None):
        super().__init__(_per_sample.mean_absolute_error, name, dtype)


class RootMeanSquaredError(Mean):
    """Square root of the mean of the squared differences of targets and predictions.

    Parameters
    ----------
    name : str, default "root_mean_squared_error"
        Shown in logs.
    dtype : str or dtype, optional
        Precision of the result. By default float32, or float64 once float64 values were counted.

    Examples
    --------
    >>> RootMeanSquaredError()([[0, 1], [0, 0]], [[1, 1], [0, 0]])
    np.float32(0.5)
    """

    def __init__(self, name: str = "root_mean_squared_error", dtype: DTypeLike = None):
        super().__init__(name, dtype)

    @quiet
    def update_state(
        self, y_true: ArrayLike, y_pred: ArrayLike, sample_weight: ArrayLike | None = None
    ) -> None:
        """Count a batch."""
        y_pred = as_float_array(y_pred, "y_pred", "RootMeanSquaredError")
        y_true = as_float_array(y_true, "y_true", "RootMeanSquaredError", y_pred.dtype)
        y_true, y_pred = match_ranks(y_true, y_pred)
        try:
            squares = np.square(y_pred - y_true)
        except ValueError:
            rule, way_out = f"fit the shape of y_pred, {y_pred.shape}", "Pass one target for each prediction."
            raise ValueError(complaint("RootMeanSquaredError", "y_true", rule, y_true, way_out)) from None
        super().update_state(squares, sample_weight)

    def result(self) -> np.ndarray:
        """Return the root of the mean over all batches since the last `reset_state`."""
        return np.sqrt(super().result())


class BinaryCrossentropy(MeanMetricWrapper):
    """Mean cross-entropy of yes-or-no questions.

    Parameters
    ----------
    name : str, default "binary_crossentropy"
        Shown in logs.
    dtype : str or dtype, optional
        Precision of the result. By default float32, or float64 once float64 values were counted.
    from_logits : bool, default False
        Whether predictions are raw scores.
    label_smoothing : float, default 0
        From 0 to 1: the labels are drawn towards 1/2.

    Examples
    --------
    >>> BinaryCrossentropy()([[0, 1], [0, 0]], [[0.6, 0.4], [0.4, 0.6]]).round(4)
    np.float64(0.8149)
    """

    def __init__(
        self,
        name: str = "binary_crossentropy",
        dtype: DTypeLike = None,
        from_logits: bool = False,
        label_smoothing: float = 0,
    ):
        self.from_logits = from_logits
        self.label_smoothing = _smoothing(label_smoothing, "BinaryCrossentropy")
        options = {"from_logits": from_logits, "label_smoothing": self.label_smoothing}
        super().__init__(_per_sample.binary_crossentropy, name, dtype, **options)


class CategoricalCrossentropy(MeanMetricWrapper):
    """Mean cross-entropy of one class out of several, told by one-hot rows.

    Parameters
    ----------
    name : str, default "categorical_crossentropy"
        Shown in logs.
    dtype : str or dtype, optional
        Precision of the result. By default float32, or float64 once float64 values were counted.
    from_logits : bool, default False
        Whether predictions are raw scores.
    label_smoothing : float, default 0
        From 0 to 1: the labels are drawn towards each other.
    axis : int, default -1
        The axis of the classes.

    Examples
    --------
    >>> CategoricalCrossentropy()([[0, 1, 0], [0, 0, 1]], [[0.05, 0.95, 0], [0.1, 0.8, 0.1]]).round(4)
    np.float64(1.1769)
    """

    def __init__(
        self,
        name: str = "categorical_crossentropy",
        dtype: DTypeLike = None,
        from_logits: bool = False,
        label_smoothing: float = 0,
        axis: int = -1,
    ):
        self.from_logits, self.axis = from_logits, axis
        self.label_smoothing = _smoothing(label_smoothing, "CategoricalCrossentropy")
        options = {"from_logits": from_logits, "label_smoothing": self.label_smoothing, "axis": axis}
        super().__init__(_per_sample.categorical_crossentropy, name, dtype, **options)


class SparseCategoricalCrossentropy(MeanMetricWrapper):
    """Mean cross-entropy of one class out of several, told by class numbers.

    Parameters
    ----------
    name : str, default "sparse_categorical_crossentropy"
        Shown in logs.
    dtype : str or dtype, optional
        Precision of the result. By default float32, or float64 once float64 values were counted.
    from_logits : bool, default False
        Whether predictions are raw scores.
    ignore_class : int, optional
        Samples with this label have loss 0.
    axis : int, default -1
        The axis of the classes.

    Notes
    -----
    As in Keras, ignored samples are taken out of the number that the mean divides by only where there are
    sample weights.

    Examples
    --------
    >>> SparseCategoricalCrossentropy()([1, 2], [[0.05, 0.95, 0], [0.1, 0.8, 0.1]]).round(4)
    np.float64(1.1769)
    """

    def __init__(
        self,
        name: str = "sparse_categorical_crossentropy",
        dtype: DTypeLike = None,
        from_logits: bool = False,
        ignore_class: int | None = None,
        axis: int = -1,
    ):
        self.from_logits, self.ignore_class, self.axis = from_logits, ignore_class, axis
        options = {"from_logits": from_logits, "ignore_class": ignore_class, "axis": axis}
        super().__init__(_per_sample.sparse_categorical_crossentropy, name, dtype, **options)

    def update_state(
        self, y_true: ArrayLike, y_pred: ArrayLike, sample_weight: ArrayLike | None = None
    ) -> None:
        """Count a batch."""
        if sample_weight is not None and self.ignore_class is not None:
            valid = _per_sample.valid_labels(y_true, y_pred, self.ignore_class, self.axis)
            sample_weight = np.multiply(*match_ranks(valid, np.asarray(sample_weight)))
        super().update_state(y_true, y_pred, sample_weight)


def _smoothing(label_smoothing: float, function: str) -> float:
    return as_number(label_smoothing, "label_smoothing", function, minimum=0, maximum=1)
