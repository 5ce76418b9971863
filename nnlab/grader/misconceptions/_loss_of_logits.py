"""Binary cross-entropy of logits, with switches for what learners do otherwise."""

import math

import numpy as np

from nnlab.grader.misconceptions._probabilities import SOFTMAXES, keras_clip, same


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def quotient(z):
    return np.exp(z) / (1 + np.exp(z))


#: ``form(y, p)``: one loss for each entry, from probabilities.
FORMS = {
    "right": lambda y, p: -(y * np.log(p) + (1 - y) * np.log(1 - p)),
    "swapped": lambda y, p: -(y * np.log(1 - p) + (1 - y) * np.log(p)),
    "positive": lambda y, p: -y * np.log(p),
    "negative": lambda y, p: -(1 - y) * np.log(1 - p),
    "same_log": lambda y, p: -(y * np.log(p) + (1 - y) * np.log(p)),
    "minus": lambda y, p: -y * np.log(p) + (1 - y) * np.log(1 - p),
    "wrong_sign": lambda y, p: y * np.log(p) + (1 - y) * np.log(1 - p),
    "log2": lambda y, p: -(y * np.log2(p) + (1 - y) * np.log2(1 - p)),
    "log10": lambda y, p: -(y * np.log10(p) + (1 - y) * np.log10(1 - p)),
    "squared": lambda y, p: (y - p) ** 2,
    "absolute": lambda y, p: np.abs(y - p),
    "mistakes": lambda y, p: ((p >= 0.5) != y).astype(float),
}
#: The same from logits, as the stable formula is written, and with one part of it lost.
STABLE = {
    "right": lambda y, z: np.maximum(z, 0) - z * y + np.log1p(np.exp(-np.abs(z))),
    "swapped": lambda y, z: np.maximum(z, 0) - z * (1 - y) + np.log1p(np.exp(-np.abs(z))),
    "positive": lambda y, z: y * np.logaddexp(0, -z),
    "negative": lambda y, z: (1 - y) * np.logaddexp(0, z),
    "wrong_sign": lambda y, z: z * y - np.logaddexp(0, z),
    "no_max": lambda y, z: -z * y + np.log1p(np.exp(-np.abs(z))),
    "no_abs": lambda y, z: np.maximum(z, 0) - z * y + np.log1p(np.exp(-z)),
    "no_log": lambda y, z: np.maximum(z, 0) - z * y,
    "no_product": lambda y, z: np.logaddexp(0, z),
    "product_added": lambda y, z: np.maximum(z, 0) + z * y + np.log1p(np.exp(-np.abs(z))),
    "label_outside": lambda y, z: np.maximum(z, 0) - y + np.log1p(np.exp(-np.abs(z))),
    "exponent_sign": lambda y, z: np.logaddexp(0, -z) - y * z,
    "one_for_zero": lambda y, z: np.logaddexp(1, z) - y * z,
}
#: From logits, as the formula is typed before anybody thinks of overflow, and with one part of it lost.
TYPED = {
    "swapped": lambda y, z: np.log(1 + np.exp(z)) - (1 - y) * z,
    "wrong_sign": lambda y, z: y * z - np.log(1 + np.exp(z)),
    "no_product": lambda y, z: np.log(1 + np.exp(z)),
    "product_added": lambda y, z: np.log(1 + np.exp(z)) + y * z,
    "label_outside": lambda y, z: np.log(1 + np.exp(z)) - y,
    "exponent_sign": lambda y, z: np.log(1 + np.exp(-z)) - y * z,
}
#: ``reduce(losses, m)``, where `m` is ``len(y_true)``.
REDUCTIONS = {
    "mean": lambda losses, m: np.mean(losses),
    "sum": lambda losses, m: np.sum(losses),
    "none": lambda losses, m: losses,
    "by_rows": lambda losses, m: np.sum(losses) / m,
    "axis_0": lambda losses, m: np.mean(losses, axis=0),
    "axis_1": lambda losses, m: np.mean(losses, axis=1),
    "last_axis": lambda losses, m: np.mean(losses, axis=-1),
    "rows": lambda losses, m: np.mean(np.sum(losses, axis=-1)),
    "rows_only": lambda losses, m: np.mean(np.sum(losses, axis=1)),
    "half": lambda losses, m: np.mean(losses) / 2,
    "largest": lambda losses, m: np.max(losses),
    "last_missing": lambda losses, m: np.sum(np.ravel(losses)[:-1]) / np.size(losses),
    "last_left_out": lambda losses, m: np.mean(np.ravel(losses)[:-1]),
    "first_over_size": lambda losses, m: np.ravel(losses)[0] / np.size(losses),
    "first": lambda losses, m: np.ravel(losses)[0],
}


def arranged(y_true, logits, ravel):
    """Both made flat, both as they are, or the labels brought to the shape of the logits."""
    if ravel == "labels":
        return np.reshape(y_true, np.shape(logits)), logits
    return (np.ravel(y_true), np.ravel(logits)) if ravel else (y_true, logits)


def loss(
    y_true,
    logits,
    *,
    ravel=True,
    stable=True,
    squash=sigmoid,
    safe=keras_clip,
    before=same,
    form="right",
    each=same,
    reduce="mean",
):
    """Binary cross-entropy from logits, right as long as no switch is set."""
    y, z = arranged(y_true, logits, ravel)
    if stable == "typed":
        losses = TYPED[form](y, before(z))
    else:
        losses = STABLE[form](y, before(z)) if stable else FORMS[form](y, safe(squash(before(z))))
    return REDUCTIONS[reduce](each(losses), len(y_true))


def exchanged(y_true, logits, **switches):
    return loss(logits, y_true, **switches)


def added(y_true, logits, *, epsilon, ravel=True, reduce="mean"):
    """An epsilon is added inside the logarithms."""
    y, z = arranged(y_true, logits, ravel)
    p = sigmoid(z)
    losses = -(y * np.log(p + epsilon) + (1 - y) * np.log(1 - p + epsilon))
    return REDUCTIONS[reduce](losses, len(y_true))


def one_plus_exp(y_true, logits, *, ravel=True, log=lambda z: np.log(1 + np.exp(z)), each=same):
    """The right algebra, whose exponential overflows."""
    y, z = arranged(y_true, logits, ravel)
    return np.mean(each(log(z) - y * z))


def to_zero(losses):
    return np.nan_to_num(losses, nan=0.0, posinf=0.0, neginf=0.0)


def both_terms(y_true, logits, *, ravel=True):
    """Both logarithms of the sigmoid written out."""
    y, z = arranged(y_true, logits, ravel)
    return np.mean(y * np.log(1 + np.exp(-z)) + (1 - y) * np.log(1 + np.exp(z)))


def one_by_one(y_true, logits):
    """With Python's own functions, which refuse to overflow and to take the logarithm of 0."""
    total = 0.0
    for y, z in zip(np.ravel(y_true), np.ravel(logits), strict=True):
        p = 1 / (1 + math.exp(-z))
        total -= y * math.log(p) + (1 - y) * math.log(1 - p)
    return total / np.size(y_true)


def categorical(y_true, logits, *, axis=-1, squash=SOFTMAXES[0], safe=same):
    """Softmax cross-entropy, as for classes of which one is right."""
    return np.mean(-np.sum(y_true * np.log(safe(squash(logits))), axis=axis))


def categorical_by_m(y_true, logits, *, squash=SOFTMAXES[0], safe=same):
    """The same, summed at once and divided by the number of samples."""
    return -np.sum(y_true * np.log(safe(squash(logits)))) / y_true.shape[0]


def plus(epsilon):
    return lambda p: p + epsilon


def categorical_of_logits(y_true, logits, *, axis=-1):
    """The same by the logarithm of softmax, which keeps a huge logit."""
    z = logits - np.max(logits, axis=axis, keepdims=True)
    chosen = y_true * (z - np.log(np.sum(np.exp(z), axis=axis, keepdims=True)))
    return -np.mean(np.sum(chosen, axis=axis))


def sum_over_size(y_true, logits, **switches):
    """Right for equal shapes; of a broadcast table the sum is divided by m alone."""
    return loss(y_true, logits, ravel=False, reduce="sum", **switches) / y_true.size
