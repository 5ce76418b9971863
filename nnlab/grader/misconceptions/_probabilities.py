"""What learners do to probabilities before they take logarithms, and to logits that should stay apart."""

from collections.abc import Callable
from functools import partial

import numpy as np

#: Where people clip, besides 1e-7.
EPSILONS = (1e-7, 1e-8, 1e-9, 1e-10, 1e-12, 1e-15)
#: Epsilons so large that the loss itself is off.
BIG_EPSILONS = (1e-5, 1e-4, 1e-3, 1e-2, 0.05, 0.1, 0.5)


def same(p):
    """Leave them as they are."""
    return p


def clip(low: float, high: float | None = None) -> Callable:
    """Keep them between `low` and `high`, by default 1 - `low`."""
    return lambda p: np.clip(p, low, 1 - low if high is None else high)


keras_clip = clip(1e-7)


def sigmoid(p):
    """Take them for logits."""
    return 1 / (1 + np.exp(-p))


def softmax(p):
    """Take rows of them for rows of logits."""
    e = np.exp(p)
    return e / np.sum(e, axis=1, keepdims=True)


def _shifted_softmax(z, axis, shift):
    e = np.exp(z - shift(z, axis=axis, keepdims=True))
    return e / np.sum(e, axis=axis, keepdims=True)


def _no_shift(z, axis, keepdims):
    return np.zeros_like(np.max(z, axis=axis, keepdims=keepdims))


#: Softmax of logits as people write it: along the last axis with and without a shift, and along others.
SOFTMAXES = tuple(
    partial(_shifted_softmax, axis=axis, shift=shift)
    for axis in (-1, 1, 0, None)
    for shift in (np.max, _no_shift)
)
