"""Checks of what Normalization is given."""

from __future__ import annotations

import numbers

import numpy as np
from numpy.typing import ArrayLike

from nnlab._validation import as_float_array, complaint
from nnlab.exceptions import WrongType
from nnlab.layers.base import Shape

Moments = tuple[np.ndarray, np.ndarray]


def as_kept(axis: object) -> tuple[int, ...]:
    """Return the axes that are kept, one, several or None, as a tuple."""
    axes = () if axis is None else tuple(axis) if isinstance(axis, tuple | list) else (axis,)
    if not all(isinstance(one, numbers.Integral) and not isinstance(one, bool) for one in axes):
        rule, way_out = "be an int, a tuple of ints, or None", "Pass axis=-1 for the last axis."
        raise WrongType(complaint("Normalization", "axis", rule, axis, way_out))
    return axes


def as_moments(mean: ArrayLike | None, variance: ArrayLike | None, kept: int) -> Moments | None:
    """Return a known mean and variance, for so many axes that are kept, or None for neither."""
    if (mean is None) != (variance is None):
        name, value = ("variance", variance) if variance is None else ("mean", mean)
        rule = "be given together with the other: both `mean` and `variance` must be set, or none"
        raise ValueError(complaint("Normalization", name, rule, value, "Pass both, or call adapt(data)."))
    if mean is None:
        return None
    mean = as_float_array(mean, "mean", "Normalization")
    variance = as_float_array(variance, "variance", "Normalization")
    if mean.shape != variance.shape or mean.ndim > kept:
        rule = f"have the shape of `mean`, {mean.shape}, and at most {kept} axes"
        way_out = "Pass one value, or one for each position along `axis`."
        raise ValueError(complaint("Normalization", "variance", rule, variance, way_out))
    return mean, variance


def kept_axes(input_shape: Shape, axes: tuple[int, ...], function: str) -> tuple[int, ...]:
    """Return the axes that are kept, counted from the front, for inputs of this shape."""
    ndim = len(input_shape)
    way_out = "Pass axis=-1 for a mean and variance of each feature."
    if any(not -ndim <= axis < ndim for axis in axes):
        rule = f"name axes of the input: All `axis` values must be in the range [-{ndim}, {ndim})"
        raise ValueError(complaint(function, "axis", rule, axes, way_out))
    kept = tuple(sorted(axis % ndim for axis in axes))
    if any(input_shape[axis] is None for axis in kept):
        rule = f"have known sizes: All `axis` values to be kept must have one, in {tuple(input_shape)}"
        raise ValueError(complaint(function, "axis", rule, axes, way_out))
    return kept
