"""The cross-entropies as classes: the formulas are in the functions of the same name."""

from __future__ import annotations

import numpy as np
from numpy.typing import DTypeLike

from nnlab import _per_sample
from nnlab._per_sample._pairs import match_ranks
from nnlab._validation import as_count, as_number
from nnlab.losses._base import FunctionLoss


class BinaryCrossentropy(FunctionLoss):
    """Cross-entropy of yes-or-no questions, each answered by a probability of its own.

    loss = mean of −(y log p + (1 − y) log(1 − p))

    Parameters
    ----------
    from_logits : bool, default False
        Whether predictions are raw scores x, with p = σ(x), which is more accurate than probabilities.
    label_smoothing : float, default 0
        From 0 to 1: the labels are drawn towards 1/2.
    axis : int, tuple of int or None, default -1
        The axis of the questions asked of one sample.
    reduction : str or None, default "sum_over_batch_size"
        How the losses of the samples become one number; see `Loss`.
    name : str, default "binary_crossentropy"
        Shown in logs.
    dtype : str or dtype, optional
        Precision to compute in. By default float64 for float64 predictions, else float32.

    Examples
    --------
    >>> loss = BinaryCrossentropy(from_logits=True)
    >>> y_true, logits = np.array([[0, 1], [0, 0]]), np.array([[-18.6, 0.51], [2.94, -12.8]])
    >>> loss(y_true, logits).round(4), loss(y_true, logits, sample_weight=[0.8, 0.2]).round(4)
    (np.float64(0.8655), np.float64(0.2436))
    >>> loss.gradient(y_true, logits).round(4)
    array([[ 0.    , -0.0938],
           [ 0.2374,  0.    ]])
    """

    options = ("from_logits", "label_smoothing", "axis")
    function = staticmethod(_per_sample.binary_crossentropy)
    function_gradient = staticmethod(_per_sample.binary_crossentropy_gradient)

    def __init__(
        self,
        from_logits: bool = False,
        label_smoothing: float = 0.0,
        axis: int | tuple[int, ...] | None = -1,
        reduction: str | None = "sum_over_batch_size",
        name: str = "binary_crossentropy",
        dtype: DTypeLike = None,
    ):
        super().__init__(name=name, reduction=reduction, dtype=dtype)
        self.from_logits = from_logits
        self.label_smoothing = _smoothing(label_smoothing, "BinaryCrossentropy")
        self.axis = axis


class CategoricalCrossentropy(FunctionLoss):
    """Cross-entropy of one class out of several, the labels given as one-hot rows.

    loss = −Σₖ yₖ log pₖ

    Parameters
    ----------
    from_logits : bool, default False
        Whether predictions are raw scores x, with p = softmax(x), which is more accurate than probabilities.
    label_smoothing : float, default 0
        From 0 to 1: the labels are drawn towards each other.
    axis : int, default -1
        The axis of the classes.
    reduction : str or None, default "sum_over_batch_size"
        How the losses of the samples become one number; see `Loss`.
    name : str, default "categorical_crossentropy"
        Shown in logs.
    dtype : str or dtype, optional
        Precision to compute in. By default float64 for float64 predictions, else float32.

    Examples
    --------
    >>> loss = CategoricalCrossentropy()
    >>> y_true, y_pred = [[0, 1, 0], [0, 0, 1]], np.array([[0.05, 0.95, 0], [0.1, 0.8, 0.1]])
    >>> loss(y_true, y_pred).round(4), loss(y_true, y_pred, sample_weight=[0.3, 0.7]).round(4)
    (np.float64(1.1769), np.float64(0.8136))
    """

    options = ("from_logits", "label_smoothing", "axis")
    function = staticmethod(_per_sample.categorical_crossentropy)
    function_gradient = staticmethod(_per_sample.categorical_crossentropy_gradient)

    def __init__(
        self,
        from_logits: bool = False,
        label_smoothing: float = 0.0,
        axis: int = -1,
        reduction: str | None = "sum_over_batch_size",
        name: str = "categorical_crossentropy",
        dtype: DTypeLike = None,
    ):
        super().__init__(name=name, reduction=reduction, dtype=dtype)
        self.from_logits = from_logits
        self.label_smoothing = _smoothing(label_smoothing, "CategoricalCrossentropy")
        self.axis = axis


class SparseCategoricalCrossentropy(FunctionLoss):
    """Cross-entropy of one class out of several, the labels given as class numbers.

    loss = −log p[y]

    Parameters
    ----------
    from_logits : bool, default False
        Whether predictions are raw scores x, with p = softmax(x), which is more accurate than probabilities.
    ignore_class : int, optional
        Samples with this label do not count: not in the sum, and not in the number a mean divides by.
    reduction : str or None, default "sum_over_batch_size"
        How the losses of the samples become one number; see `Loss`.
    axis : int, default -1
        The axis of the classes.
    name : str, default "sparse_categorical_crossentropy"
        Shown in logs.
    dtype : str or dtype, optional
        Precision to compute in. By default float64 for float64 predictions, else float32.

    Examples
    --------
    >>> loss = SparseCategoricalCrossentropy(ignore_class=-1)
    >>> y_pred = np.array([[0.05, 0.95, 0], [0.1, 0.8, 0.1], [0.3, 0.3, 0.4]])
    >>> loss([1, 2, -1], y_pred).round(4), loss([1, 2, 0], y_pred).round(4)
    (np.float64(1.1769), np.float64(1.186))
    """

    options = ("from_logits", "ignore_class", "axis")
    function = staticmethod(_per_sample.sparse_categorical_crossentropy)
    function_gradient = staticmethod(_per_sample.sparse_categorical_crossentropy_gradient)

    def __init__(
        self,
        from_logits: bool = False,
        ignore_class: int | None = None,
        reduction: str | None = "sum_over_batch_size",
        axis: int = -1,
        name: str = "sparse_categorical_crossentropy",
        dtype: DTypeLike = None,
    ):
        super().__init__(name=name, reduction=reduction, dtype=dtype)
        self.from_logits = from_logits
        self.ignore_class = ignore_class
        if ignore_class is not None:
            as_count(ignore_class, "ignore_class", "SparseCategoricalCrossentropy", minimum=-(2**63))
        self.axis = axis

    def call_mask(self, y_true: np.ndarray, y_pred: np.ndarray) -> np.ndarray | None:
        """Tell which samples count: those whose label is not `ignore_class`."""
        if self.ignore_class is None:
            return None
        return _per_sample.valid_labels(*match_ranks(y_true, y_pred), self.ignore_class, self.axis)


def _smoothing(label_smoothing: float, function: str) -> float:
    return as_number(label_smoothing, "label_smoothing", function, minimum=0, maximum=1)
