"""Softmax and its logarithm: scores of any size into probabilities that sum to one."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from nnlab._validation import as_axes, as_float_array, complaint

Axis = int | tuple[int, ...] | None


def softmax(x: ArrayLike, axis: Axis = -1) -> np.ndarray:
    """Turn scores into probabilities.

    softmax(x)ⱼ = exp(xⱼ − c) / Σₖ exp(xₖ − c), with c = max x; the result is the same for every c.

    Parameters
    ----------
    x : array_like, at least one dimension
        Scores (logits). One sample ``(classes,)``, a batch ``(m, classes)``, or any other shape.
    axis : int, tuple of int or None, default -1
        The axis or axes over which the probabilities sum to one; None for the whole array.

    Returns
    -------
    ndarray
        Shape and precision of `x`; entries in [0, 1].

    Raises
    ------
    ValueError
        If `x` has no dimension, or `axis` is not one of its axes.

    Notes
    -----
    With the maximum taken off, the largest exponential is 1: none can overflow, and the sum cannot vanish. A
    score of −∞ gets probability 0. A row of nothing but −∞, or with +∞ in it, has no softmax and gives NaN,
    as in TensorFlow.

    References
    ----------
    Goodfellow, Bengio and Courville, "Deep Learning", MIT Press 2016, equation 6.29 and section 4.1.

    Examples
    --------
    >>> softmax(np.array([1.0, 2.0, 3.0])).round(4)
    array([0.09  , 0.2447, 0.6652])
    >>> softmax(np.array([[1000.0, 1001.0], [0.0, -np.inf]])).round(4)
    array([[0.2689, 0.7311],
           [1.    , 0.    ]])
    """
    x, axes = _rows(x, axis, "softmax")
    e = np.exp(_shifted(x, axes))
    return e / e.sum(axis=axes, keepdims=True)


def softmax_gradient(grad_output: ArrayLike, x: ArrayLike, axis: Axis = -1) -> np.ndarray:
    """Take a gradient back through `softmax`.

    grad_inputⱼ = sⱼ (gⱼ − Σₖ gₖ sₖ), with s = softmax(x) and g = grad_output

    This is g times the Jacobian matrix ∂sₖ/∂xⱼ = sₖ (δₖⱼ − sⱼ), which is never built.

    Parameters
    ----------
    grad_output : array_like
        Gradient of the loss with respect to ``softmax(x, axis)``, in the shape of `x`.
    x : array_like, at least one dimension
        The input of the softmax, not its output.
    axis : int, tuple of int or None, default -1
        As in `softmax`.

    Returns
    -------
    ndarray
        Gradient of the loss with respect to `x`, in the shape and precision of `x`; it sums to zero along
        `axis`.

    Raises
    ------
    ValueError
        If the shapes differ, `x` has no dimension, or `axis` is not one of its axes.

    References
    ----------
    Bishop, "Pattern Recognition and Machine Learning", Springer 2006, equation 4.106.

    Examples
    --------
    >>> softmax_gradient(np.array([1.0, 0.0, 0.0]), np.array([1.0, 2.0, 3.0])).round(4)
    array([ 0.0819, -0.022 , -0.0599])
    """
    x, axes = _rows(x, axis, "softmax_gradient")
    g = _incoming(grad_output, x, "softmax_gradient")
    s = softmax(x, axes)
    return s * (g - (g * s).sum(axis=axes, keepdims=True))


def log_softmax(x: ArrayLike, axis: Axis = -1) -> np.ndarray:
    """Turn scores into logarithms of probabilities.

    log_softmax(x)ⱼ = (xⱼ − c) − log Σₖ exp(xₖ − c), with c = max x; the result is the same for every c.

    Parameters
    ----------
    x : array_like, at least one dimension
        Scores (logits). One sample ``(classes,)``, a batch ``(m, classes)``, or any other shape.
    axis : int, tuple of int or None, default -1
        The axis or axes over which the probabilities sum to one; None for the whole array.

    Returns
    -------
    ndarray
        Shape and precision of `x`; entries at most 0.

    Raises
    ------
    ValueError
        If `x` has no dimension, or `axis` is not one of its axes.

    Notes
    -----
    Not ``log(softmax(x))``, which is −∞ as soon as a probability is too small to be stored. Two finite scores
    can lie so far apart that their difference is beyond the largest float; only then is the result −∞. Rows
    that have no softmax give NaN.

    References
    ----------
    Goodfellow, Bengio and Courville, "Deep Learning", MIT Press 2016, equation 6.30.

    Examples
    --------
    >>> log_softmax(np.array([0.0, -1000.0]))
    array([    0., -1000.])
    """
    x, axes = _rows(x, axis, "log_softmax")
    shifted = _shifted(x, axes)
    total = np.exp(shifted).sum(axis=axes, keepdims=True)
    return shifted - np.log(np.maximum(total, 1))  # it is at least 1, but for rows with no score at all


def log_softmax_gradient(grad_output: ArrayLike, x: ArrayLike, axis: Axis = -1) -> np.ndarray:
    """Take a gradient back through `log_softmax`.

    grad_inputⱼ = gⱼ − sⱼ Σₖ gₖ, with s = softmax(x) and g = grad_output

    Parameters
    ----------
    grad_output : array_like
        Gradient of the loss with respect to ``log_softmax(x, axis)``, in the shape of `x`.
    x : array_like, at least one dimension
        The input of the log-softmax, not its output.
    axis : int, tuple of int or None, default -1
        As in `log_softmax`.

    Returns
    -------
    ndarray
        Gradient of the loss with respect to `x`, in the shape and precision of `x`; it sums to zero along
        `axis`.

    Raises
    ------
    ValueError
        If the shapes differ, `x` has no dimension, or `axis` is not one of its axes.

    Examples
    --------
    >>> log_softmax_gradient(np.array([1.0, 0.0, 0.0]), np.array([1.0, 2.0, 3.0])).round(4)
    array([ 0.91  , -0.2447, -0.6652])
    """
    x, axes = _rows(x, axis, "log_softmax_gradient")
    g = _incoming(grad_output, x, "log_softmax_gradient")
    return g - softmax(x, axes) * g.sum(axis=axes, keepdims=True)


def _rows(x: ArrayLike, axis: Axis, function: str) -> tuple[np.ndarray, tuple[int, ...]]:
    x = as_float_array(x, "x", function)
    if x.ndim == 0:
        rule, way_out = (
            "have at least one dimension",
            "Pass all scores of a sample, e.g. np.array([2.0, 1.0]).",
        )
        raise ValueError(complaint(function, "x", rule, x, way_out))
    return x, as_axes(axis, x, "axis", function)


def _incoming(grad_output: ArrayLike, x: np.ndarray, function: str) -> np.ndarray:
    g = as_float_array(grad_output, "grad_output", function)
    if g.shape != x.shape:
        # Broadcasting would give an answer, and it would be the gradient of something else.
        rule, way_out = f"have the shape of x, {x.shape}", "Pass one gradient for each output."
        raise ValueError(complaint(function, "grad_output", rule, g, way_out))
    return g.astype(x.dtype, copy=False)


def _shifted(x: np.ndarray, axes: tuple[int, ...]) -> np.ndarray:
    """Take the maximum off every row."""
    # The difference of two huge finite scores may overflow to −∞, whose exponential, 0, is right.
    with np.errstate(over="ignore"):
        return x - x.max(axis=axes, keepdims=True, initial=-np.inf)
