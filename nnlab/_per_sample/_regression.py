"""The losses of regression, one value a sample, and their gradients."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from nnlab._per_sample._pairs import (
    as_pair,
    incoming,
    match_ranks,
    mean_along,
    quiet,
    refuse_scalar,
    sum_to_shape,
)
from nnlab._validation import complaint


@quiet
def mean_squared_error(y_true: ArrayLike, y_pred: ArrayLike) -> np.ndarray:
    """Average the squared differences of each sample.

    loss = mean over the last axis of (y_pred − y_true)²

    Parameters
    ----------
    y_true, y_pred : array_like, shape (m, …, d)
        Targets and predictions. A column beside a vector means the same samples; other shapes are broadcast.

    Returns
    -------
    ndarray, shape (m, …)
        One loss a sample, in the precision of `y_pred`.

    Raises
    ------
    ValueError
        If the shapes cannot be broadcast, or `y_pred` is a lone number.

    Examples
    --------
    >>> mean_squared_error(np.array([[1.0, 2.0], [3.0, 4.0]]), np.array([[1.0, 4.0], [3.0, 4.0]]))
    array([2., 0.])
    """
    difference, _, dtype = _differences(y_true, y_pred, "mean_squared_error")
    return mean_along(np.square(difference), (-1,)).astype(dtype)


@quiet
def mean_squared_error_gradient(
    y_true: ArrayLike, y_pred: ArrayLike, grad_output: ArrayLike = 1.0
) -> np.ndarray:
    """Take a gradient back through `mean_squared_error`.

    grad_input = grad_output · 2 (y_pred − y_true) / d

    Parameters
    ----------
    y_true, y_pred : array_like, shape (m, …, d)
        As in `mean_squared_error`.
    grad_output : array_like, default 1
        Gradient with respect to each sample's loss, in the shape of the losses.

    Returns
    -------
    ndarray
        Gradient with respect to `y_pred`, in its shape and precision.

    Examples
    --------
    >>> mean_squared_error_gradient(np.array([[1.0, 2.0]]), np.array([[1.0, 4.0]]))
    array([[0., 2.]])
    """
    difference, shape, dtype = _differences(y_true, y_pred, "mean_squared_error_gradient")
    g = incoming(grad_output, difference.shape[:-1], (-1,), difference, "mean_squared_error_gradient")
    gradient = g * (2 * (difference / max(1, difference.shape[-1])))
    return sum_to_shape(gradient, shape).reshape(np.shape(y_pred)).astype(dtype)


@quiet
def mean_absolute_error(y_true: ArrayLike, y_pred: ArrayLike) -> np.ndarray:
    """Average the absolute differences of each sample.

    loss = mean over the last axis of abs(y_pred − y_true)

    Parameters
    ----------
    y_true, y_pred : array_like, shape (m, …, d)
        Targets and predictions. A column beside a vector means the same samples; other shapes are broadcast.

    Returns
    -------
    ndarray, shape (m, …)
        One loss a sample, in the precision of `y_pred`.

    Raises
    ------
    ValueError
        If the shapes cannot be broadcast, or `y_pred` is a lone number.

    Examples
    --------
    >>> mean_absolute_error(np.array([[1.0, 2.0], [3.0, 4.0]]), np.array([[1.0, 4.0], [3.0, 4.0]]))
    array([1., 0.])
    """
    difference, _, dtype = _differences(y_true, y_pred, "mean_absolute_error")
    return mean_along(np.abs(difference), (-1,)).astype(dtype)


@quiet
def mean_absolute_error_gradient(
    y_true: ArrayLike, y_pred: ArrayLike, grad_output: ArrayLike = 1.0
) -> np.ndarray:
    """Take a gradient back through `mean_absolute_error`.

    grad_input = grad_output · sign(y_pred − y_true) / d, and 0 where the two are equal

    Parameters
    ----------
    y_true, y_pred : array_like, shape (m, …, d)
        As in `mean_absolute_error`.
    grad_output : array_like, default 1
        Gradient with respect to each sample's loss, in the shape of the losses.

    Returns
    -------
    ndarray
        Gradient with respect to `y_pred`, in its shape and precision.

    Examples
    --------
    >>> mean_absolute_error_gradient(np.array([[1.0, 2.0]]), np.array([[1.0, 4.0]]))
    array([[0. , 0.5]])
    """
    difference, shape, dtype = _differences(y_true, y_pred, "mean_absolute_error_gradient")
    g = incoming(grad_output, difference.shape[:-1], (-1,), difference, "mean_absolute_error_gradient")
    gradient = g * (np.sign(difference) / max(1, difference.shape[-1]))
    return sum_to_shape(gradient, shape).reshape(np.shape(y_pred)).astype(dtype)


def _differences(
    y_true: ArrayLike, y_pred: ArrayLike, function: str
) -> tuple[np.ndarray, tuple[int, ...], np.dtype]:
    """Return y_pred − y_true, the shape that y_pred took part in it with, and the dtype of the result."""
    y_true, y_pred, dtype = as_pair(y_true, y_pred, function)
    y_true, y_pred = match_ranks(y_true, y_pred)
    try:
        difference = y_pred - y_true
    except ValueError:
        rule, way_out = f"fit the shape of y_pred, {y_pred.shape}", "Pass one target for each prediction."
        raise ValueError(complaint(function, "y_true", rule, y_true, way_out)) from None
    if difference.ndim == 0:
        refuse_scalar(y_pred, function)
    return difference, y_pred.shape, dtype
