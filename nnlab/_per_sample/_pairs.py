"""Bring targets and predictions, or values and their weights, to one shape and precision."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import ArrayLike

from nnlab._validation import as_float_array, complaint

# What overflows, or comes from an infinity or a NaN, is right as it is: there is nothing to warn of.
quiet = np.errstate(all="ignore")


def as_pair(y_true: ArrayLike, y_pred: ArrayLike, function: str) -> tuple[np.ndarray, np.ndarray, np.dtype]:
    """Return both as floats of the precision to compute in, and the precision of the result, `y_pred`'s.

    float16 is computed in float32: the sums lose nothing, and the clipping bound 1 − 10⁻⁷ is not yet 1.
    """
    y_pred = as_float_array(y_pred, "y_pred", function)
    result = y_pred.dtype
    working = np.dtype("float32") if result == np.float16 else result
    y_true = as_float_array(y_true, "y_true", function, working)
    return y_true, y_pred.astype(working, copy=False), result


def match_ranks(a: np.ndarray, b: np.ndarray, expand_vectors: bool = True) -> tuple[np.ndarray, np.ndarray]:
    """Where one has a last axis of length 1 that the other lacks, take it off, or give it to a vector.

    A column ``(m, 1)`` beside a vector ``(m,)`` means the same samples; broadcasting would pair each entry
    of the one with every entry of the other.
    """
    if b.ndim > a.ndim:
        b, a = match_ranks(b, a, expand_vectors)
    elif a.ndim == b.ndim + 1 and a.shape[-1] == 1:
        if b.ndim == 1 and expand_vectors:
            b = b[:, np.newaxis]
        else:
            a = a[..., 0]
    return a, b


def refuse_other_shape(y_true: np.ndarray, y_pred: np.ndarray, function: str) -> None:
    """Complain unless both have the same shape, of at least one dimension."""
    refuse_scalar(y_pred, function)
    if y_true.shape != y_pred.shape:
        rule = f"have the shape of y_pred, {y_pred.shape}: both must have the same shape"
        raise ValueError(complaint(function, "y_true", rule, y_true, "Pass one target for each prediction."))


def refuse_scalar(y_pred: np.ndarray, function: str) -> None:
    """Complain about a lone number: the mean is taken along an axis."""
    if y_pred.ndim == 0:
        rule, way_out = "have at least one dimension", "Pass e.g. np.array([0.7]) for a single value."
        raise ValueError(complaint(function, "y_pred", rule, y_pred, way_out))


def mean_along(values: np.ndarray, axes: tuple[int, ...]) -> np.ndarray:
    """Σ values / n along some axes; the mean of nothing is NaN, as in Keras."""
    return sum_over(values, axes, math.prod(values.shape[axis] for axis in axes))


def sum_over(values: np.ndarray, axes: tuple[int, ...], divisor: float) -> np.ndarray:
    """Σ values / divisor, also where the sum alone would exceed the largest float."""
    divisor = values.dtype.type(divisor)
    quotient = values.sum(axes) / divisor
    if np.isfinite(quotient).all():
        return quotient
    peak = np.abs(values).max(axes, keepdims=True, initial=0)
    scaled = np.squeeze(peak, axes) * ((values / peak).sum(axes) / divisor)
    overflowed = ~np.isfinite(quotient) & np.isfinite(np.squeeze(peak, axes)) & (divisor != 0)
    return np.where(overflowed, scaled, quotient)[()]


def incoming(
    grad_output: ArrayLike, shape: tuple[int, ...], axes: tuple[int, ...], like: np.ndarray, function: str
) -> np.ndarray:
    """Return the gradient of each per-sample loss, ready to be multiplied with entries of `like`."""
    g = as_float_array(grad_output, "grad_output", function, like.dtype)
    try:
        g = np.broadcast_to(g, shape)
    except ValueError:
        rule = f"have the shape of the losses, {shape}"
        way_out = "Pass one number for each loss, or one for all."
        raise ValueError(complaint(function, "grad_output", rule, g, way_out)) from None
    return np.expand_dims(g, axes)


def sum_to_shape(gradient: np.ndarray, shape: tuple[int, ...]) -> np.ndarray:
    """Undo broadcasting: what was used several times gets the sum of its gradients."""
    gradient = gradient.sum(axis=tuple(range(gradient.ndim - len(shape))))
    stretched = tuple(axis for axis, size in enumerate(shape) if size == 1 and gradient.shape[axis] != 1)
    return gradient.sum(axis=stretched, keepdims=True) if stretched else gradient
