"""Accuracies: the share of predictions that are right."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, DTypeLike

from nnlab._per_sample._pairs import match_ranks
from nnlab._validation import as_float_array, as_number, complaint
from nnlab.metrics._mean import MeanMetricWrapper


def binary_accuracy(y_true: ArrayLike, y_pred: ArrayLike, threshold: float = 0.5) -> np.ndarray:
    """Tell which labels, 0 or 1, are predicted: 1 where y_true = [y_pred > threshold], else 0.

    Parameters
    ----------
    y_true, y_pred : array_like
        Labels and predictions. A column beside a vector means the same samples.
    threshold : float, default 0.5
        What lies above it is a prediction of 1; for logits the threshold is 0.

    Returns
    -------
    ndarray of float32
        One value an entry.

    Examples
    --------
    >>> binary_accuracy([1, 1, 0, 0], [0.98, 1.0, 0.0, 0.6])
    array([1., 1., 1., 0.], dtype=float32)
    """
    threshold = as_number(threshold, "threshold", "binary_accuracy")
    y_true, y_pred = _pair(y_true, y_pred, "binary_accuracy")
    return _compare(y_true, y_pred > threshold, "binary_accuracy")


def categorical_accuracy(y_true: ArrayLike, y_pred: ArrayLike) -> np.ndarray:
    """Tell which classes are predicted: 1 where argmax y_true = argmax y_pred along the last axis, else 0.

    Parameters
    ----------
    y_true, y_pred : array_like, shape (…, classes)
        One-hot rows; probabilities or logits.

    Returns
    -------
    ndarray of float32, shape (…)
        One value a sample.

    Examples
    --------
    >>> categorical_accuracy([[0, 0, 1], [0, 1, 0]], [[0.1, 0.9, 0.8], [0.05, 0.95, 0.0]])
    array([0., 1.], dtype=float32)
    """
    name = "categorical_accuracy"
    y_true = as_float_array(y_true, "y_true", name)
    return _class_matches(_argmax(y_true, "y_true", name), y_pred, name)


def sparse_categorical_accuracy(y_true: ArrayLike, y_pred: ArrayLike) -> np.ndarray:
    """Tell which classes are predicted: 1 where y_true = argmax y_pred along the last axis, else 0.

    Parameters
    ----------
    y_true : array_like, shape (…) or (…, 1)
        Class numbers.
    y_pred : array_like, shape (…, classes)
        Probabilities or logits.

    Returns
    -------
    ndarray of float32, shape (…)
        One value a sample.

    Examples
    --------
    >>> sparse_categorical_accuracy([[2], [1]], [[0.1, 0.6, 0.3], [0.05, 0.95, 0.0]])
    array([0., 1.], dtype=float32)
    """
    name = "sparse_categorical_accuracy"
    return _class_matches(as_float_array(y_true, "y_true", name, np.dtype("float64")), y_pred, name)


def accuracy(y_true: ArrayLike, y_pred: ArrayLike) -> np.ndarray:
    """Tell which predictions are right: 1 where y_true = y_pred, else 0.

    Parameters
    ----------
    y_true, y_pred : array_like
        Labels and predicted labels. A column beside a vector means the same samples.

    Returns
    -------
    ndarray of float32
        One value an entry.

    Examples
    --------
    >>> accuracy([1, 2, 3, 4], [0, 2, 3, 4])
    array([0., 1., 1., 1.], dtype=float32)
    """
    return _compare(*_pair(y_true, y_pred, "accuracy"), "accuracy")


class Accuracy(MeanMetricWrapper):
    """Share of predictions that equal their labels.

    Parameters
    ----------
    name : str, default "accuracy"
        Shown in logs.
    dtype : str or dtype, optional
        Precision of the result, by default float32.

    Examples
    --------
    >>> Accuracy()([[1], [2], [3], [4]], [[0], [2], [3], [4]])
    np.float32(0.75)
    """

    def __init__(self, name: str = "accuracy", dtype: DTypeLike = None):
        super().__init__(accuracy, name, dtype)


class BinaryAccuracy(MeanMetricWrapper):
    """Share of labels, 0 or 1, that are predicted.

    Parameters
    ----------
    name : str, default "binary_accuracy"
        Shown in logs.
    dtype : str or dtype, optional
        Precision of the result, by default float32.
    threshold : float, default 0.5
        What lies above it is a prediction of 1; for logits the threshold is 0.

    Examples
    --------
    >>> BinaryAccuracy()([[1], [1], [0], [0]], [[0.98], [1.0], [0.0], [0.6]])
    np.float32(0.75)
    """

    def __init__(self, name: str = "binary_accuracy", dtype: DTypeLike = None, threshold: float = 0.5):
        self.threshold = as_number(threshold, "threshold", "BinaryAccuracy")
        super().__init__(binary_accuracy, name, dtype, threshold=self.threshold)


class CategoricalAccuracy(MeanMetricWrapper):
    """Share of samples whose class, told by a one-hot row, is predicted.

    Parameters
    ----------
    name : str, default "categorical_accuracy"
        Shown in logs.
    dtype : str or dtype, optional
        Precision of the result, by default float32.

    Examples
    --------
    >>> CategoricalAccuracy()([[0, 0, 1], [0, 1, 0]], [[0.1, 0.9, 0.8], [0.05, 0.95, 0.0]])
    np.float32(0.5)
    """

    def __init__(self, name: str = "categorical_accuracy", dtype: DTypeLike = None):
        super().__init__(categorical_accuracy, name, dtype)


class SparseCategoricalAccuracy(MeanMetricWrapper):
    """Share of samples whose class, told by its number, is predicted.

    Parameters
    ----------
    name : str, default "sparse_categorical_accuracy"
        Shown in logs.
    dtype : str or dtype, optional
        Precision of the result, by default float32.

    Examples
    --------
    >>> SparseCategoricalAccuracy()([[2], [1]], [[0.1, 0.6, 0.3], [0.05, 0.95, 0.0]])
    np.float32(0.5)
    """

    def __init__(self, name: str = "sparse_categorical_accuracy", dtype: DTypeLike = None):
        super().__init__(sparse_categorical_accuracy, name, dtype)


def _pair(y_true: ArrayLike, y_pred: ArrayLike, function: str) -> tuple[np.ndarray, np.ndarray]:
    y_pred = as_float_array(y_pred, "y_pred", function)
    return match_ranks(as_float_array(y_true, "y_true", function, y_pred.dtype), y_pred)


def _class_matches(labels: np.ndarray, y_pred: ArrayLike, function: str) -> np.ndarray:
    predicted = _argmax(as_float_array(y_pred, "y_pred", function), "y_pred", function)
    if labels.shape == (*predicted.shape, 1):
        predicted = predicted[..., np.newaxis]  # a column of labels
    matches = _compare(labels, predicted, function)
    return matches[..., 0] if matches.ndim > 1 and matches.shape[-1] == 1 else matches


def _compare(y_true: np.ndarray, predicted: np.ndarray, function: str) -> np.ndarray:
    try:
        return np.asarray(y_true == predicted).astype(np.float32)
    except ValueError:
        rule, way_out = f"fit predictions of shape {predicted.shape}", "Pass one label for each prediction."
        raise ValueError(complaint(function, "y_true", rule, y_true, way_out)) from None


def _argmax(x: np.ndarray, name: str, function: str) -> np.ndarray:
    if x.ndim == 0 or x.shape[-1] == 0:
        rule, way_out = "have at least one class along the last axis", "Pass one row for each sample."
        raise ValueError(complaint(function, name, rule, x, way_out))
    return x.argmax(axis=-1)
