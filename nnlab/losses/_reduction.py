"""From the losses of samples to one number: masks, weights and the kinds of mean, as Keras has them."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import ArrayLike

from nnlab._per_sample._pairs import match_ranks, quiet, sum_over, sum_to_shape
from nnlab._validation import as_float_array, complaint

REDUCTIONS = ("sum_over_batch_size", "sum", "mean", "mean_with_sample_weight", "none", None)


@quiet
def reduce(
    losses: np.ndarray, sample_weight: ArrayLike | None, mask: ArrayLike | None, reduction: str | None
) -> np.ndarray:
    """Weigh the losses, leave out what is masked, and add up or average the rest.

    sum_over_batch_size, mean     Σᵢ wᵢ lossᵢ / n, with n the number of losses, or of unmasked ones
    mean_with_sample_weight       Σᵢ wᵢ lossᵢ / Σᵢ wᵢ
    sum                           Σᵢ wᵢ lossᵢ
    none, None                    wᵢ lossᵢ, unreduced

    A mean over nothing is 0; a single loss, or a batch of no sample, is left as it is.
    """
    weights = _weights(losses, sample_weight, mask, reduction)
    values = losses
    if weights is not None:
        values, weights = _fit(values, weights)
        values = values * weights
    if _stays(values.shape, reduction):
        return values[()]
    divisor = _divisor(values.shape, weights, reduction)
    if divisor == 0:
        return values.dtype.type(0)
    return sum_over(values, tuple(range(values.ndim)), divisor)


@quiet
def reduce_gradient(
    losses: np.ndarray, sample_weight: ArrayLike | None, mask: ArrayLike | None, reduction: str | None
) -> np.ndarray:
    """Return the derivative of `reduce` with respect to each loss; without reduction, of the sum."""
    weights = _weights(losses, sample_weight, mask, reduction)
    fitted = losses
    if weights is None:
        shape, shares = losses.shape, np.ones_like(losses)
    else:
        fitted, weights = _fit(losses, weights)
        shape = np.broadcast_shapes(fitted.shape, weights.shape)
        shares = np.broadcast_to(weights, shape)
    if not _stays(shape, reduction):
        divisor = _divisor(shape, weights, reduction)
        shares = shares / losses.dtype.type(divisor) if divisor else np.zeros_like(shares)
    return sum_to_shape(shares, fitted.shape).reshape(losses.shape)


def _stays(shape: tuple[int, ...], reduction: str | None) -> bool:
    return reduction in ("none", None) or shape in ((), (0,))


def _divisor(shape: tuple[int, ...], weights: np.ndarray | None, reduction: str | None) -> float:
    if reduction == "sum":
        return 1
    if reduction == "mean_with_sample_weight" and weights is not None:
        return weights.sum()
    return math.prod(shape)


def _weights(
    losses: np.ndarray, sample_weight: ArrayLike | None, mask: ArrayLike | None, reduction: str | None
) -> np.ndarray | None:
    """Merge mask and weights. A mask in a plain mean counts n / valid, so that the mean is over the valid."""
    weights = None
    if sample_weight is not None:
        weights = as_float_array(sample_weight, "sample_weight", "loss", losses.dtype)
    if mask is not None:
        kept = as_float_array(mask, "mask", "loss", losses.dtype) != 0
        share = 1
        if reduction in ("mean", "sum_over_batch_size"):
            share = kept.size / max(1, np.count_nonzero(kept))
        kept = kept * losses.dtype.type(share)
        weights = kept if weights is None else np.multiply(*_fit(kept, weights))
    return weights


def _fit(values: np.ndarray, weights: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Match the ranks of losses and weights, and complain where they cannot be multiplied."""
    values, weights = match_ranks(values, weights)
    try:
        np.broadcast_shapes(values.shape, weights.shape)
    except ValueError:
        rule, way_out = f"fit losses of shape {values.shape}", "Pass one weight a sample, or one for all."
        raise ValueError(complaint("loss", "sample_weight", rule, weights, way_out)) from None
    return values, weights
