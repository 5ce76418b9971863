"""Binary cross-entropy: each entry is a yes-or-no question with its own probability."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import ArrayLike

from nnlab._per_sample._pairs import as_pair, incoming, mean_along, quiet, refuse_other_shape
from nnlab._validation import as_axes, as_number

Axis = int | tuple[int, ...] | None

# Keras's epsilon: probabilities are kept this far from 0 and 1, so that no logarithm is infinite.
EPSILON = 1e-7


@quiet
def binary_crossentropy(
    y_true: ArrayLike,
    y_pred: ArrayLike,
    from_logits: bool = False,
    label_smoothing: float = 0.0,
    axis: Axis = -1,
) -> np.ndarray:
    """Average the binary cross-entropy of each sample's entries.

    loss = mean over `axis` of −(y log p + (1 − y) log(1 − p)), with p = y_pred clipped to [ε, 1 − ε]

    from_logits: p = σ(x), with x = y_pred and unclipped, so that
    loss = mean over `axis` of log(1 + e) + abs(x) · (1 − y where x > 0, else y), with e = exp(−abs(x))

    Parameters
    ----------
    y_true : array_like
        Labels, 0 or 1, or probabilities between them.
    y_pred : array_like, shape of `y_true`
        Probabilities; logits if `from_logits`.
    from_logits : bool, default False
        Whether `y_pred` holds raw scores of any size.
    label_smoothing : float, default 0
        From 0 to 1: the labels are drawn towards 1/2, y ← y (1 − s) + s/2.
    axis : int, tuple of int or None, default -1
        The axis or axes of the mean; None for all.

    Returns
    -------
    ndarray
        Shape of `y_pred` without `axis`, precision of `y_pred`.

    Raises
    ------
    ValueError
        If the shapes differ, an axis does not exist, or the smoothing is not from 0 to 1.

    Notes
    -----
    The form for logits is the first one with p = σ(x) put in. Both of its terms are at least 0, so nothing
    cancels, and nothing overflows. An infinite logit gives 0 where it is right and ∞ where it is wrong.

    References
    ----------
    Goodfellow, Bengio and Courville, "Deep Learning", MIT Press 2016, section 6.2.2.2.

    Examples
    --------
    >>> y_true = np.array([[0.0, 1.0], [0.0, 0.0]])
    >>> binary_crossentropy(y_true, np.array([[0.6, 0.4], [0.4, 0.6]])).round(4)
    array([0.9163, 0.7136])
    >>> binary_crossentropy(y_true, np.array([[1000.0, 0.0], [0.0, 0.0]]), from_logits=True).round(4)
    array([500.3466,   0.6931])
    """
    name = "binary_crossentropy"
    y, x, axes, dtype = _entries(y_true, y_pred, label_smoothing, axis, name)
    if from_logits:
        wrong = np.where(x > 0, 1 - y, y)
        distance = np.where(wrong == 0, 0, np.abs(x) * wrong)  # 0, not ∞ · 0, for an infinite logit
        return mean_along(np.log1p(np.exp(-np.abs(x))) + distance, axes).astype(dtype)
    p = np.clip(x, EPSILON, 1 - EPSILON)
    return mean_along(-(y * np.log(p) + (1 - y) * np.log(1 - p)), axes).astype(dtype)


@quiet
def binary_crossentropy_gradient(
    y_true: ArrayLike,
    y_pred: ArrayLike,
    from_logits: bool = False,
    label_smoothing: float = 0.0,
    axis: Axis = -1,
    grad_output: ArrayLike = 1.0,
) -> np.ndarray:
    """Take a gradient back through `binary_crossentropy`.

    grad_input = grad_output / n · ((1 − y) / (1 − p) − y / p), and 0 where p was clipped

    from_logits: grad_input = grad_output / n · (σ(x) − y), written with q = e / (1 + e), e = exp(−abs(x)), as
    (1 − y) − q where x ≥ 0, else q − y

    Parameters
    ----------
    y_true, y_pred : array_like
        As in `binary_crossentropy`.
    from_logits : bool, default False
        As in `binary_crossentropy`.
    label_smoothing : float, default 0
        As in `binary_crossentropy`.
    axis : int, tuple of int or None, default -1
        As in `binary_crossentropy`; n is the number of entries along it.
    grad_output : array_like, default 1
        Gradient with respect to each sample's loss, in the shape of the losses.

    Returns
    -------
    ndarray
        Gradient with respect to `y_pred`, in its shape and precision.

    Notes
    -----
    The form for logits keeps all digits where σ(x) is so near to the label that the difference would be 0.

    Examples
    --------
    >>> binary_crossentropy_gradient(np.array([1.0, 0.0]), np.array([0.5, 0.5]))
    array([-1.,  1.])
    >>> binary_crossentropy_gradient(np.array([1.0, 0.0]), np.array([0.0, 1000.0]), from_logits=True)
    array([-0.25,  0.5 ])
    """
    name = "binary_crossentropy_gradient"
    y, x, axes, dtype = _entries(y_true, y_pred, label_smoothing, axis, name)
    losses_shape = tuple(size for number, size in enumerate(x.shape) if number not in axes)
    g = incoming(grad_output, losses_shape, axes, x, name)
    g = g / max(1, math.prod(x.shape[number] for number in axes))
    if from_logits:
        e = np.exp(-np.abs(x))
        q = e / (1 + e)
        return (g * np.where(x >= 0, (1 - y) - q, q - y)).astype(dtype)
    clipped = (x < EPSILON) | (x > 1 - EPSILON)
    return np.where(clipped, 0, g * ((1 - y) / (1 - x) - y / x)).astype(dtype)


def _entries(
    y_true: ArrayLike, y_pred: ArrayLike, label_smoothing: float, axis: Axis, function: str
) -> tuple[np.ndarray, np.ndarray, tuple[int, ...], np.dtype]:
    """Return smoothed labels, predictions, the axes of the mean, and the dtype of the result."""
    y, x, dtype = as_pair(y_true, y_pred, function)
    refuse_other_shape(y, x, function)
    smoothing = as_number(label_smoothing, "label_smoothing", function, minimum=0, maximum=1)
    if smoothing:
        y = y * (1 - smoothing) + 0.5 * smoothing
    return y, x, as_axes(axis, x, "axis", function), dtype
