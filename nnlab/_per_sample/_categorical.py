"""Categorical cross-entropy: one of several classes, told by a row of probabilities (one-hot)."""

from __future__ import annotations

import warnings

import numpy as np
from numpy.typing import ArrayLike

from nnlab._per_sample._binary import EPSILON
from nnlab._per_sample._pairs import as_pair, incoming, quiet, refuse_other_shape
from nnlab._validation import as_axis, as_number
from nnlab.activations import softmax


@quiet
def categorical_crossentropy(
    y_true: ArrayLike,
    y_pred: ArrayLike,
    from_logits: bool = False,
    label_smoothing: float = 0.0,
    axis: int = -1,
) -> np.ndarray:
    """Compute the cross-entropy of each sample's classes, the labels given as one-hot rows.

    loss = −Σₖ yₖ log pₖ, with p = y_pred / Σ y_pred clipped to [ε, 1 − ε]

    from_logits: p = softmax(x), with x = y_pred and unclipped, so that
    loss = Σₖ yₖ (log Σⱼ exp(xⱼ − c) + (c − xₖ)), with c = max x

    Parameters
    ----------
    y_true : array_like
        A row of probabilities for each sample; a single 1 in each where the class is certain.
    y_pred : array_like, shape of `y_true`
        Probabilities, which are divided by their sum; logits if `from_logits`.
    from_logits : bool, default False
        Whether `y_pred` holds raw scores of any size.
    label_smoothing : float, default 0
        From 0 to 1: the labels are drawn towards each other, y ← y (1 − s) + s / classes.
    axis : int, default -1
        The axis of the classes.

    Returns
    -------
    ndarray
        Shape of `y_pred` without `axis`, precision of `y_pred`.

    Raises
    ------
    ValueError
        If the shapes differ, the axis does not exist, or the smoothing is not from 0 to 1.

    Notes
    -----
    A class whose label is 0 adds nothing, even where its logit is −∞. As in Keras, smoothing takes the length
    of the last axis for the number of classes, whatever `axis` is; and a single class, of which every
    prediction is certain, is warned of.

    References
    ----------
    Goodfellow, Bengio and Courville, "Deep Learning", MIT Press 2016, section 6.2.2.3.

    Examples
    --------
    >>> y_true = np.array([[0.0, 1.0, 0.0], [0.0, 0.0, 1.0]])
    >>> y_pred = np.array([[0.05, 0.95, 0.0], [0.1, 0.8, 0.1]])
    >>> categorical_crossentropy(y_true, y_pred).round(4)
    array([0.0513, 2.3026])
    >>> categorical_crossentropy(y_true, np.array([[0, 1000, 0], [0, 1000, 0.0]]), from_logits=True)
    array([   0., 1000.])
    """
    y, x, axis, dtype = _rows(y_true, y_pred, label_smoothing, axis, "categorical_crossentropy")
    if from_logits:
        log_sum, half = log_sum_and_halves(x, axis)
        # Halves, because the difference of two finite logits may exceed the largest float, its share not.
        terms = y * log_sum - 2 * (y * half)
        return np.where((y == 0) & (half == -np.inf), 0, terms).sum(axis).astype(dtype)
    p = np.clip(x / x.sum(axis, keepdims=True), EPSILON, 1 - EPSILON)
    return -(y * np.log(p)).sum(axis).astype(dtype)


@quiet
def categorical_crossentropy_gradient(
    y_true: ArrayLike,
    y_pred: ArrayLike,
    from_logits: bool = False,
    label_smoothing: float = 0.0,
    axis: int = -1,
    grad_output: ArrayLike = 1.0,
) -> np.ndarray:
    """Take a gradient back through `categorical_crossentropy`.

    grad_inputⱼ = grad_output · (gⱼ − Σₖ gₖ pₖ) / S, with S = Σ y_pred, p = y_pred / S, and gₖ = −yₖ / pₖ, but
    0 where pₖ was clipped

    from_logits: grad_inputⱼ = grad_output · (softmax(x)ⱼ Σₖ yₖ − yⱼ)

    Parameters
    ----------
    y_true, y_pred : array_like
        As in `categorical_crossentropy`.
    from_logits : bool, default False
        As in `categorical_crossentropy`.
    label_smoothing : float, default 0
        As in `categorical_crossentropy`.
    axis : int, default -1
        As in `categorical_crossentropy`.
    grad_output : array_like, default 1
        Gradient with respect to each sample's loss, in the shape of the losses.

    Returns
    -------
    ndarray
        Gradient with respect to `y_pred`, in its shape and precision.

    Notes
    -----
    TensorFlow leaves the factor Σₖ yₖ out, which makes no difference to labels that sum to 1.

    Examples
    --------
    >>> categorical_crossentropy_gradient(np.array([[0.0, 1.0]]), np.array([[0.0, 0.0]]), from_logits=True)
    array([[ 0.5, -0.5]])
    """
    name = "categorical_crossentropy_gradient"
    y, x, axis, dtype = _rows(y_true, y_pred, label_smoothing, axis, name)
    g_out = incoming(grad_output, x.shape[:axis] + x.shape[axis + 1 :], (axis,), x, name)
    if from_logits:
        return (g_out * (softmax(x, axis) * y.sum(axis, keepdims=True) - y)).astype(dtype)
    total = x.sum(axis, keepdims=True)
    p = x / total
    g = np.where((p < EPSILON) | (p > 1 - EPSILON), 0, -y / p)
    return (g_out * (g - (g * p).sum(axis, keepdims=True)) / total).astype(dtype)


def log_sum_and_halves(x: np.ndarray, axis: int) -> tuple[np.ndarray, np.ndarray]:
    """Return log Σ exp(x − c) and (x − c) / 2, with c = max x along the axis, which is kept."""
    half = x / 2 - x.max(axis, keepdims=True, initial=-np.inf) / 2
    return np.log(np.exp(2 * half).sum(axis, keepdims=True)), half


def _rows(
    y_true: ArrayLike, y_pred: ArrayLike, label_smoothing: float, axis: int, function: str
) -> tuple[np.ndarray, np.ndarray, int, np.dtype]:
    """Return smoothed labels, predictions, the axis of the classes, and the dtype of the result."""
    y, x, dtype = as_pair(y_true, y_pred, function)
    refuse_other_shape(y, x, function)
    if x.shape[-1] == 1 and not function.endswith("gradient"):
        warnings.warn(
            f"{function}: with a single class every prediction is certain. Received: y_pred of shape "
            f"{x.shape}. For a yes-or-no question use binary_crossentropy.",
            SyntaxWarning,
            stacklevel=4,
        )
    smoothing = as_number(label_smoothing, "label_smoothing", function, minimum=0, maximum=1)
    if smoothing:
        y = y * (1 - smoothing) + smoothing / max(1, y.shape[-1])
    return y, x, as_axis(axis, x, "axis", function), dtype
