"""Accuracies that are content when the right class is among the k most likely ones."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, DTypeLike

from nnlab._validation import as_count, as_float_array, complaint
from nnlab.metrics._mean import MeanMetricWrapper


def top_k_categorical_accuracy(y_true: ArrayLike, y_pred: ArrayLike, k: int = 5) -> np.ndarray:
    """Tell whether the class of a one-hot row is among the k most likely: 1 if so, else 0.

    Parameters
    ----------
    y_true, y_pred : array_like, shape (…, classes)
        One-hot rows; probabilities or logits.
    k : int, default 5
        How many classes may be guessed.

    Returns
    -------
    ndarray of float32, shape (…)
        One value a sample.

    Examples
    --------
    >>> top_k_categorical_accuracy([[0, 0, 1], [1, 0, 0]], [[0.1, 0.9, 0.8], [0.05, 0.95, 0.1]], k=2)
    array([1., 0.], dtype=float32)
    """
    name = "top_k_categorical_accuracy"
    y_true = as_float_array(y_true, "y_true", name)
    if y_true.ndim == 0 or y_true.shape[-1] == 0:
        rule, way_out = "hold one-hot rows", "Pass one row for each sample."
        raise ValueError(complaint(name, "y_true", rule, y_true, way_out))
    return _among_top(y_true.argmax(axis=-1), y_pred, k, False, name)


def sparse_top_k_categorical_accuracy(
    y_true: ArrayLike, y_pred: ArrayLike, k: int = 5, from_sorted_ids: bool = False
) -> np.ndarray:
    """Tell whether a class number is among the k most likely: 1 if so, else 0.

    1 where fewer than k classes have a higher score than y_true; a row that is not finite there gives 0

    Parameters
    ----------
    y_true : array_like, shape (…)
        Class numbers.
    y_pred : array_like, shape (…, classes)
        Probabilities or logits; class numbers, the likeliest first, if `from_sorted_ids`.
    k : int, default 5
        How many classes may be guessed.
    from_sorted_ids : bool, default False
        Whether `y_pred` holds class numbers.

    Returns
    -------
    ndarray of float32, shape (…)
        One value a sample.

    Examples
    --------
    >>> sparse_top_k_categorical_accuracy([2, 0], [[0.1, 0.9, 0.8], [0.05, 0.95, 0.1]], k=2)
    array([1., 0.], dtype=float32)
    """
    return _among_top(y_true, y_pred, k, from_sorted_ids, "sparse_top_k_categorical_accuracy")


class TopKCategoricalAccuracy(MeanMetricWrapper):
    """Share of samples whose class, told by a one-hot row, is among the k most likely.

    Parameters
    ----------
    k : int, default 5
        How many classes may be guessed.
    name : str, default "top_k_categorical_accuracy"
        Shown in logs.
    dtype : str or dtype, optional
        Precision of the result, by default float32.

    Examples
    --------
    >>> TopKCategoricalAccuracy(k=2)([[0, 0, 1], [1, 0, 0]], [[0.1, 0.9, 0.8], [0.05, 0.95, 0.1]])
    np.float32(0.5)
    """

    def __init__(self, k: int = 5, name: str = "top_k_categorical_accuracy", dtype: DTypeLike = None):
        self.k = as_count(k, "k", "TopKCategoricalAccuracy")
        super().__init__(top_k_categorical_accuracy, name, dtype, k=self.k)


class SparseTopKCategoricalAccuracy(MeanMetricWrapper):
    """Share of samples whose class, told by its number, is among the k most likely.

    Parameters
    ----------
    k : int, default 5
        How many classes may be guessed.
    name : str, default "sparse_top_k_categorical_accuracy"
        Shown in logs.
    dtype : str or dtype, optional
        Precision of the result, by default float32.
    from_sorted_ids : bool, default False
        Whether predictions are class numbers, the likeliest first.

    Examples
    --------
    >>> SparseTopKCategoricalAccuracy(k=2)([2, 0], [[0.1, 0.9, 0.8], [0.05, 0.95, 0.1]])
    np.float32(0.5)
    """

    def __init__(
        self,
        k: int = 5,
        name: str = "sparse_top_k_categorical_accuracy",
        dtype: DTypeLike = None,
        from_sorted_ids: bool = False,
    ):
        self.k = as_count(k, "k", "SparseTopKCategoricalAccuracy")
        self.from_sorted_ids = from_sorted_ids
        options = {"k": self.k, "from_sorted_ids": from_sorted_ids}
        super().__init__(sparse_top_k_categorical_accuracy, name, dtype, **options)


def _among_top(
    y_true: ArrayLike, y_pred: ArrayLike, k: int, from_sorted_ids: bool, function: str
) -> np.ndarray:
    k = as_count(k, "k", function)
    labels = as_float_array(y_true, "y_true", function, np.dtype("float64"))
    y_pred = as_float_array(y_pred, "y_pred", function)
    if y_pred.ndim == 0 or labels.size != y_pred[..., 0].size:
        rule, way_out = f"hold one label for each row of y_pred, {y_pred.shape}", "Pass class numbers."
        raise ValueError(complaint(function, "y_true", rule, labels, way_out))
    rows, flat = y_pred.reshape(-1, y_pred.shape[-1]), labels.reshape(-1, 1)
    if from_sorted_ids:
        return (rows[:, :k] == flat).any(axis=1).astype(np.float32).reshape(labels.shape)
    known = (flat >= 0) & (flat < rows.shape[1])
    own = np.take_along_axis(rows, np.where(known, flat, 0).astype(np.int64), axis=1)
    among = (rows > own).sum(axis=1) < k
    return (among & known[:, 0] & np.isfinite(own[:, 0])).astype(np.float32).reshape(labels.shape)
