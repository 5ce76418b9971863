"""Sparse categorical cross-entropy: one of several classes, told by its number."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from nnlab._per_sample._binary import EPSILON
from nnlab._per_sample._categorical import log_sum_and_halves
from nnlab._per_sample._pairs import as_pair, incoming, quiet, refuse_scalar
from nnlab._validation import as_axis, as_count, complaint
from nnlab.activations import softmax


@quiet
def sparse_categorical_crossentropy(
    y_true: ArrayLike,
    y_pred: ArrayLike,
    from_logits: bool = False,
    ignore_class: int | None = None,
    axis: int = -1,
) -> np.ndarray:
    """Compute the cross-entropy of each sample's classes, the labels given as class numbers.

    loss = log Σⱼ exp(xⱼ − c) + (c − x[y]), with x = log p, p = y_pred clipped to [ε, 1 − ε], and c = max x

    from_logits: the same with x = y_pred

    Parameters
    ----------
    y_true : array_like
        Class numbers, from 0 to classes − 1, in the shape of `y_pred` without `axis`, or with an `axis` of
        length 1. Whole numbers may be stored as floats.
    y_pred : array_like
        Probabilities; logits if `from_logits`.
    from_logits : bool, default False
        Whether `y_pred` holds raw scores of any size.
    ignore_class : int, optional
        Samples with this label, which need not be a class, have loss 0.
    axis : int, default -1
        The axis of the classes.

    Returns
    -------
    ndarray
        Shape of `y_pred` without `axis`, precision of `y_pred`.

    Raises
    ------
    ValueError
        If the shapes do not fit, or a label is not the number of a class.

    Notes
    -----
    With probabilities that sum to 1 this is −log p[y]; taking their logarithms for logits divides them by
    their sum. A class with logit −∞ is never predicted: no loss, unless it is the right one. Keras on
    TensorFlow offers the last axis only.

    References
    ----------
    Goodfellow, Bengio and Courville, "Deep Learning", MIT Press 2016, section 6.2.2.3.

    Examples
    --------
    >>> y_pred = np.array([[0.05, 0.95, 0.0], [0.1, 0.8, 0.1]])
    >>> sparse_categorical_crossentropy(np.array([1, 2]), y_pred).round(4)
    array([0.0513, 2.3026])
    >>> sparse_categorical_crossentropy([0, 9], np.array([[0, 1000.0], [0, 0]]), True, ignore_class=9)
    array([1000.,    0.])
    """
    name = "sparse_categorical_crossentropy"
    labels, x, valid, axis, dtype = _labelled(y_true, y_pred, ignore_class, axis, name)
    if not from_logits:
        x = np.log(np.clip(x, EPSILON, 1 - EPSILON))
    log_sum, half = log_sum_and_halves(x, axis)
    loss = log_sum - 2 * np.take_along_axis(half, labels, axis)
    return np.where(valid, loss, 0).squeeze(axis).astype(dtype)


@quiet
def sparse_categorical_crossentropy_gradient(
    y_true: ArrayLike,
    y_pred: ArrayLike,
    from_logits: bool = False,
    ignore_class: int | None = None,
    axis: int = -1,
    grad_output: ArrayLike = 1.0,
) -> np.ndarray:
    """Take a gradient back through `sparse_categorical_crossentropy`.

    grad_inputⱼ = grad_output · (softmax(x)ⱼ − [j = y]) / pⱼ, with x = log p, and 0 where pⱼ was clipped

    from_logits: grad_inputⱼ = grad_output · (softmax(x)ⱼ − [j = y])

    Parameters
    ----------
    y_true, y_pred : array_like
        As in `sparse_categorical_crossentropy`.
    from_logits : bool, default False
        As in `sparse_categorical_crossentropy`.
    ignore_class : int, optional
        As in `sparse_categorical_crossentropy`; the gradient of such a sample is 0.
    axis : int, default -1
        As in `sparse_categorical_crossentropy`.
    grad_output : array_like, default 1
        Gradient with respect to each sample's loss, in the shape of the losses.

    Returns
    -------
    ndarray
        Gradient with respect to `y_pred`, in its shape and precision.

    Examples
    --------
    >>> sparse_categorical_crossentropy_gradient([1], np.array([[0.0, 0.0]]), from_logits=True)
    array([[ 0.5, -0.5]])
    """
    name = "sparse_categorical_crossentropy_gradient"
    labels, p, valid, axis, dtype = _labelled(y_true, y_pred, ignore_class, axis, name)
    g = incoming(grad_output, p.shape[:axis] + p.shape[axis + 1 :], (axis,), p, name)
    clipped = np.clip(p, EPSILON, 1 - EPSILON)
    s = softmax(p if from_logits else np.log(clipped), axis)
    np.put_along_axis(s, labels, np.take_along_axis(s, labels, axis) - 1, axis)
    if not from_logits:
        s = np.where(p == clipped, s, np.where(np.isnan(p), p, 0)) / clipped
    return np.where(valid, g * s, 0).astype(dtype)


def valid_labels(y_true: ArrayLike, y_pred: np.ndarray, ignore_class: int | None, axis: int) -> np.ndarray:
    """Tell which labels count, in the shape of the losses: those that are not `ignore_class`."""
    name = "sparse_categorical_crossentropy"
    _, _, valid, axis, _ = _labelled(y_true, y_pred, ignore_class, axis, name)
    return valid.squeeze(axis)


def _labelled(
    y_true: ArrayLike, y_pred: ArrayLike, ignore_class: int | None, axis: int, function: str
) -> tuple[np.ndarray, np.ndarray, np.ndarray, int, np.dtype]:
    """Return labels, predictions and which labels count, the class axis kept, that axis, and the dtype."""
    way_out = "Pass whole numbers in y_true, one for each row of y_pred; one-hot rows are for categorical_…"
    _, x, dtype = as_pair(y_true, y_pred, function)
    y = np.asarray(y_true)
    refuse_scalar(x, function)
    axis = as_axis(axis, x, "axis", function)
    shape = x.shape[:axis] + (1,) + x.shape[axis + 1 :]
    if y.shape not in (shape, shape[:axis] + shape[axis + 1 :]):
        rule = f"have the same shape as y_pred, {x.shape}, without axis {axis}"
        raise ValueError(complaint(function, "y_true", rule, y, way_out))
    labels = y.reshape(shape)
    valid = np.ones(shape, bool)
    if ignore_class is not None:
        ignored = as_count(ignore_class, "ignore_class", function, minimum=-(2**63))
        valid = labels != ignored
        labels, x = np.where(valid, labels, 0), np.where(valid, x, 0)  # what is ignored may even be NaN
    whole = labels.astype(np.int64)
    if ((whole != labels) | (whole < 0) | (whole >= x.shape[axis])).any():
        rule = f"hold class numbers from 0 to {x.shape[axis] - 1}"
        raise ValueError(complaint(function, "y_true", rule, y, way_out))
    return whole, x, valid, axis, dtype
