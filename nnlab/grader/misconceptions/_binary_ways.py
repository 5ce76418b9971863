"""Ways in which learners write binary cross-entropy, right and wrong; switches commit the faults."""

import math

import numpy as np

from nnlab.grader.misconceptions._binary_forms import FORMS, REDUCTIONS
from nnlab.grader.misconceptions._probabilities import keras_clip, same


def binary_loss(
    y_true,
    y_pred,
    *,
    ravel=True,
    safe=keras_clip,
    before=same,
    labels=same,
    form="right",
    log=np.log,
    sign=-1,
    each=same,
    reduce="mean",
    after=same,
):
    """Binary cross-entropy, right as long as no switch is set."""
    y, p = (np.ravel(y_true), np.ravel(y_pred)) if ravel else (y_true, y_pred)
    losses = sign * FORMS[form](labels(y), safe(before(p)), log)
    return after(REDUCTIONS[reduce](each(losses), len(y_true)))


def added(y_true, y_pred, *, epsilon, ravel=True, both=True):
    """An epsilon is added inside the logarithms."""
    y, p = (np.ravel(y_true), np.ravel(y_pred)) if ravel else (y_true, y_pred)
    return np.mean(-(y * np.log(p + epsilon) + (1 - y) * np.log(1 - p + epsilon * both)))


def exchanged(y_true, y_pred, **switches):
    """The labels where the probabilities belong, clipped."""
    return binary_loss(y_pred, y_true, **switches)


def exchanged_added(y_true, y_pred, **switches):
    return added(y_pred, y_true, **switches)


def by_cases(y_true, y_pred, *, ravel=True):
    """Each sample's own term, so that 0 times infinity never comes up, but nothing is clipped."""
    y, p = (np.ravel(y_true), np.ravel(y_pred)) if ravel else (y_true, y_pred)
    return np.mean(-np.log(np.where(y == 1, p, 1 - p)))


def sum_over_size(y_true, y_pred, *, safe):
    """Right for equal shapes; of a broadcast table the sum is divided by m alone."""
    return np.sum(-FORMS["right"](y_true, safe(y_pred), np.log)) / y_true.size


def if_in_loop(y_true, y_pred, *, safe=same, log=np.log):
    """A loop over the rows with an `if`, which wants one label at a time."""
    total = 0.0
    for i in range(len(y_true)):
        p = safe(y_pred[i])
        total -= log(p) if y_true[i] == 1 else log(1 - p)
    return total / len(y_true)


def one_by_one(y_true, y_pred):
    """With Python's own logarithm, which refuses 0."""
    y, p = np.ravel(y_true), np.ravel(y_pred)
    return -sum(y[i] * math.log(p[i]) + (1 - y[i]) * math.log(1 - p[i]) for i in range(len(y))) / len(y)


def floats_by_zip(y_true, y_pred):
    """A sum over the rows, each made a float, which a row of a table is not."""
    total = 0.0
    for y, p in zip(y_true, y_pred, strict=False):
        p = clip_in_loop(float(p))
        total -= y * math.log(p) + (1 - y) * math.log(1 - p)
    return total / len(y_true)


def rows(y_true, y_pred, *, safe=same, form="right", log=np.log, sign=-1, divide=len, turns=slice(None)):
    """A loop over the rows; in a table each row is an array."""
    total = 0.0
    for i in range(len(y_true))[turns]:
        total += sign * FORMS[form](y_true[i], safe(y_pred[i]), log)
    return total / divide(y_true)


def some_entries(y_true, y_pred, *, safe, turns):
    """A loop over the entries that does not make every turn."""
    losses = -FORMS["right"](np.ravel(y_true), safe(np.ravel(y_pred)), np.log)
    return np.sum(losses[turns]) / len(losses)


def one_reshaped(y_true, y_pred, *, shape, which, safe):
    """One of the two is made flat, or a column, and the other one is left as it is."""
    pair = [y_true, y_pred]
    pair[which] = np.reshape(pair[which], shape)
    return np.mean(-FORMS["right"](pair[0], safe(pair[1]), np.log))


def dot_loss(y_true, y_pred, *, safe=same):
    p = safe(y_pred)
    return -(np.dot(y_true, np.log(p)) + np.dot(1 - y_true, np.log(1 - p))) / len(y_true)


def columns(y_true, y_pred, *, safe=same, inner=False):
    """Samples counted along axis 1, as where they are columns."""
    m, p = y_true.shape[1], safe(y_pred)
    return inner(y_true, p) / m if inner else -np.sum(FORMS["right"](y_true, p, np.log)) / m


def columns_counted_last(y_true, y_pred, *, safe=same):
    """As by one expression, which divides at its end."""
    return inner(y_true, safe(y_pred)) / y_true.shape[1]


def inner(y, p):
    return np.squeeze(-np.dot(y, np.log(p).T) - np.dot(1 - y, np.log(1 - p).T))


def clip_in_loop(p):
    return min(max(p, 1e-7), 1 - 1e-7)
