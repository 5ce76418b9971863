"""Ways to keep exponentials small, the right one and those that fail somewhere, for softmax and its kin.

Each takes the logits and gives them shifted, and the shift. Under one name stand all ways of one fault.
"""

import numpy as np


def by_row(z):
    """The right way: no exponent is above 0, and one in each row is 0."""
    c = np.max(z, axis=-1, keepdims=True)
    return z - c, c


def none(z):
    """No shift at all."""
    return z, 0.0


def by_column(z):
    c = np.max(z, axis=0, keepdims=True)
    return z - c, c


def by_axis1(z):
    c = np.max(z, axis=1, keepdims=True)
    return z - c, c


def by_all(z):
    return z - np.max(z), np.max(z)


def without_keepdims(z):
    c = np.max(z, axis=-1)
    return z - c, c


def _never_below_zero(z):
    c = np.maximum(0, np.max(z, axis=-1, keepdims=True))
    return z - c, c


def _by_minimum(z):
    c = np.min(z, axis=-1, keepdims=True)
    return z - c, c


def _by_mean(z):
    c = np.mean(z, axis=-1, keepdims=True)
    return z - c, c


def _by_absolute(z):
    c = np.max(np.abs(z), axis=-1, keepdims=True)
    return z - c, c


#: Right on ordinary logits, wrong on extreme ones: (name of the fault, way).
FRAGILE = (
    ("no_max_shift", none),
    ("global_max", by_all),
    ("max_with_zero", _never_below_zero),
    ("min_shift", _by_minimum),
    ("mean_shift", _by_mean),
    ("absolute_shift", _by_absolute),
    ("clipped", lambda z: (np.clip(z, -500, 500), 0.0)),
    ("clipped", lambda z: (np.clip(z, -700, 700), 0.0)),
    ("clipped", lambda z: (np.clip(z, -100, 100), 0.0)),
    ("clipped", lambda z: (np.clip(z, None, 700), 0.0)),
)
