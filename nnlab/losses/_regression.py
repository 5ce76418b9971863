"""The losses of regression as classes: the formulas are in the functions of the same name."""

from __future__ import annotations

from numpy.typing import DTypeLike

from nnlab import _per_sample
from nnlab.losses._base import FunctionLoss


class MeanSquaredError(FunctionLoss):
    """Mean of the squared differences of targets and predictions.

    loss = mean of (y_pred − y_true)²

    Parameters
    ----------
    reduction : str or None, default "sum_over_batch_size"
        How the losses of the samples become one number; see `Loss`.
    name : str, default "mean_squared_error"
        Shown in logs.
    dtype : str or dtype, optional
        Precision to compute in. By default float64 for float64 predictions, else float32.

    Examples
    --------
    >>> mse = MeanSquaredError()
    >>> y_true, y_pred = [[1.0, 2.0], [3.0, 4.0]], [[1.0, 4.0], [3.0, 4.0]]
    >>> mse(y_true, y_pred), mse(y_true, y_pred, sample_weight=[0.5, 1.0])
    (np.float64(1.0), np.float64(0.5))
    >>> mse.gradient(y_true, y_pred)
    array([[0., 1.],
           [0., 0.]])
    """

    function = staticmethod(_per_sample.mean_squared_error)
    function_gradient = staticmethod(_per_sample.mean_squared_error_gradient)

    def __init__(
        self,
        reduction: str | None = "sum_over_batch_size",
        name: str = "mean_squared_error",
        dtype: DTypeLike = None,
    ):
        super().__init__(name=name, reduction=reduction, dtype=dtype)


class MeanAbsoluteError(FunctionLoss):
    """Mean of the absolute differences of targets and predictions.

    loss = mean of abs(y_pred − y_true)

    Parameters
    ----------
    reduction : str or None, default "sum_over_batch_size"
        How the losses of the samples become one number; see `Loss`.
    name : str, default "mean_absolute_error"
        Shown in logs.
    dtype : str or dtype, optional
        Precision to compute in. By default float64 for float64 predictions, else float32.

    Examples
    --------
    >>> mae = MeanAbsoluteError()
    >>> y_true, y_pred = [[1.0, 2.0], [3.0, 4.0]], [[1.0, 4.0], [3.0, 4.0]]
    >>> mae(y_true, y_pred)
    np.float64(0.5)
    >>> mae.gradient(y_true, y_pred)
    array([[0.  , 0.25],
           [0.  , 0.  ]])
    """

    function = staticmethod(_per_sample.mean_absolute_error)
    function_gradient = staticmethod(_per_sample.mean_absolute_error_gradient)

    def __init__(
        self,
        reduction: str | None = "sum_over_batch_size",
        name: str = "mean_absolute_error",
        dtype: DTypeLike = None,
    ):
        super().__init__(name=name, reduction=reduction, dtype=dtype)
