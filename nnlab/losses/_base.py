"""What every loss is: the losses of samples, their reduction to one number, and the gradient of that."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import ArrayLike, DTypeLike

from nnlab._config import Configured, unique_name
from nnlab._per_sample._pairs import match_ranks, quiet
from nnlab._validation import as_choice, as_float_array, as_float_dtype
from nnlab.losses._reduction import REDUCTIONS, reduce, reduce_gradient


class Loss(Configured):
    """Base class of losses: to make your own, write `call`, and `call_gradient` to train with it.

    Parameters
    ----------
    name : str, optional
        By default the class's name in snake case.
    reduction : str or None, default "sum_over_batch_size"
        How the losses of the samples become one number: ``"sum_over_batch_size"`` or ``"mean"`` averages
        them, ``"mean_with_sample_weight"`` divides by the sum of the weights instead, ``"sum"`` adds them
        up, ``"none"`` or None leaves them as they are.
    dtype : str or dtype, optional
        Precision to compute in. By default float64 for float64 predictions, else float32.

    Notes
    -----
    Keras computes in float32 unless told otherwise, float64 predictions included.

    Examples
    --------
    >>> class Largest(Loss):
    ...     def call(self, y_true, y_pred):
    ...         return np.abs(y_true - y_pred).max(axis=-1)
    >>> Largest()(np.array([[1.0, 2.0], [3.0, 4.0]]), np.array([[1.0, 4.0], [2.0, 4.0]]))
    np.float64(1.5)
    """

    def __init__(
        self,
        name: str | None = None,
        reduction: str | None = "sum_over_batch_size",
        dtype: DTypeLike = None,
    ):
        self.name = name or unique_name(type(self).__name__)
        self.reduction = as_choice(reduction, REDUCTIONS, "reduction", type(self).__name__)
        self._dtype = as_float_dtype(dtype, "dtype", type(self).__name__)

    @property
    def dtype(self) -> str:
        """Name of the precision to compute in."""
        return "float32" if self._dtype is None else self._dtype.name

    @quiet
    def __call__(
        self,
        y_true: ArrayLike,
        y_pred: ArrayLike,
        sample_weight: ArrayLike | None = None,
        *,
        mask: ArrayLike | None = None,
    ) -> np.ndarray:
        """Compute the reduced loss.

        Parameters
        ----------
        y_true, y_pred : array_like
            Targets and predictions, the samples along the first axis.
        sample_weight : array_like, optional
            Factors of the losses: one for all, one a sample, or any shape that broadcasts with the losses.
        mask : array_like of bool, optional
            False for losses that do not count. By default the mask that `y_pred` carries as `_keras_mask`.

        Returns
        -------
        number, or ndarray if nothing is reduced
            The loss.
        """
        mask = getattr(y_pred, "_keras_mask", None) if mask is None else mask
        y_true, y_pred = self._prepared(y_true, y_pred)
        losses = np.asarray(self.call(y_true, y_pred))
        return reduce(losses, sample_weight, self._merged(mask, y_true, y_pred), self.reduction)

    @quiet
    def gradient(
        self,
        y_true: ArrayLike,
        y_pred: ArrayLike,
        sample_weight: ArrayLike | None = None,
        *,
        mask: ArrayLike | None = None,
    ) -> np.ndarray:
        """Compute the gradient of the reduced loss with respect to the predictions.

        Parameters
        ----------
        y_true, y_pred : array_like
            As when the loss is called.
        sample_weight, mask : array_like, optional
            As when the loss is called.

        Returns
        -------
        ndarray
            Shape and precision of `y_pred`. Of losses that are not reduced it is the gradient of their sum.
        """
        mask = getattr(y_pred, "_keras_mask", None) if mask is None else mask
        given = as_float_array(y_pred, "y_pred", type(self).__name__)
        y_true, y_pred = self._prepared(y_true, y_pred)
        losses = np.asarray(self.call(y_true, y_pred))
        mask = self._merged(mask, y_true, y_pred)
        grad_output = reduce_gradient(losses, sample_weight, mask, self.reduction)
        gradient = self.call_gradient(y_true, y_pred, grad_output)
        return gradient.reshape(given.shape).astype(given.dtype, copy=False)

    def call(self, y_true: np.ndarray, y_pred: np.ndarray) -> np.ndarray:
        """Compute the loss of each sample; the arguments are arrays of floats."""
        raise NotImplementedError(f"{type(self).__name__} has no call(y_true, y_pred)")

    def call_gradient(self, y_true: np.ndarray, y_pred: np.ndarray, grad_output: np.ndarray) -> np.ndarray:
        """Take `grad_output`, one number for each loss of `call`, back to `y_pred`."""
        raise NotImplementedError(f"{type(self).__name__} has no call_gradient(y_true, y_pred, grad_output)")

    def call_mask(self, y_true: np.ndarray, y_pred: np.ndarray) -> np.ndarray | None:  # noqa: ARG002
        """Tell which losses of `call` count: None for all."""
        return None

    def get_config(self) -> dict[str, Any]:
        """Arguments that make another loss like this one; as in Keras, without the dtype."""
        return {name: value for name, value in super().get_config().items() if name != "dtype"}

    def _prepared(self, y_true: ArrayLike, y_pred: ArrayLike) -> tuple[np.ndarray, np.ndarray]:
        """Convert both to the precision to compute in."""
        name = type(self).__name__
        y_pred = as_float_array(y_pred, "y_pred", name, self._dtype)
        if self._dtype is None and y_pred.dtype == np.float16:
            y_pred = y_pred.astype(np.float32)
        return as_float_array(y_true, "y_true", name, y_pred.dtype), y_pred

    def _merged(self, mask: ArrayLike | None, y_true: np.ndarray, y_pred: np.ndarray) -> ArrayLike | None:
        """Leave out what is masked from outside or by the loss itself."""
        own = self.call_mask(y_true, y_pred)
        if mask is None or own is None:
            return own if mask is None else mask
        return np.logical_and(*match_ranks(np.asarray(mask, bool), own))


class FunctionLoss(Loss):
    """A loss whose formula and gradient are a pair of functions, called with the options it was made with."""

    options: tuple[str, ...] = ()

    @staticmethod
    def function(y_true: np.ndarray, y_pred: np.ndarray, **options: Any) -> np.ndarray:
        """Compute the loss of each sample."""
        raise NotImplementedError

    @staticmethod
    def function_gradient(y_true: np.ndarray, y_pred: np.ndarray, **options: Any) -> np.ndarray:
        """Take ``grad_output`` back to `y_pred`."""
        raise NotImplementedError

    def call(self, y_true: np.ndarray, y_pred: np.ndarray) -> np.ndarray:
        """Compute the loss of each sample; a column beside a vector means the same samples."""
        return self.function(*match_ranks(y_true, y_pred), **self._chosen())

    def call_gradient(self, y_true: np.ndarray, y_pred: np.ndarray, grad_output: np.ndarray) -> np.ndarray:
        """Take `grad_output`, one number for each loss, back to `y_pred`."""
        y_true, y_pred = match_ranks(y_true, y_pred)
        return self.function_gradient(y_true, y_pred, grad_output=grad_output, **self._chosen())

    def _chosen(self) -> dict[str, Any]:
        return {name: getattr(self, name) for name in self.options}
