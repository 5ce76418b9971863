"""Wrong ways to compute the loss of several labels from logits."""

import math
from functools import partial

import numpy as np

from nnlab.grader.misconceptions._manners import in_manners, pairs_in_manners
from nnlab.grader.misconceptions._probabilities import EPSILONS, SOFTMAXES, clip, keras_clip, same
from nnlab.grader.spec import Misconception


def _sigmoid(z):
    return 1 / (1 + np.exp(-z))


def _quotient(z):
    return np.exp(z) / (1 + np.exp(z))


#: ``form(y, p)``: one loss for each entry, from probabilities.
_FORMS = {
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
_STABLE = {
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
}
#: ``reduce(losses, m)``, where `m` is ``len(y_true)``.
_REDUCTIONS = {
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
}


def _arranged(y_true, logits, ravel):
    """Both made flat, both as they are, or the labels brought to the shape of the logits."""
    if ravel == "labels":
        return np.reshape(y_true, np.shape(logits)), logits
    return (np.ravel(y_true), np.ravel(logits)) if ravel else (y_true, logits)


def _loss(
    y_true,
    logits,
    *,
    ravel=True,
    stable=True,
    squash=_sigmoid,
    safe=keras_clip,
    before=same,
    form="right",
    each=same,
    reduce="mean",
):
    """Binary cross-entropy from logits, right as long as no switch is set."""
    y, z = _arranged(y_true, logits, ravel)
    losses = _STABLE[form](y, before(z)) if stable else _FORMS[form](y, safe(squash(before(z))))
    return _REDUCTIONS[reduce](each(losses), len(y_true))


def _exchanged(y_true, logits, **switches):
    return _loss(logits, y_true, **switches)


def _added(y_true, logits, *, epsilon, ravel=True, reduce="mean"):
    """An epsilon is added inside the logarithms."""
    y, z = _arranged(y_true, logits, ravel)
    p = _sigmoid(z)
    losses = -(y * np.log(p + epsilon) + (1 - y) * np.log(1 - p + epsilon))
    return _REDUCTIONS[reduce](losses, len(y_true))


def _one_plus_exp(y_true, logits, *, ravel=True, log=lambda z: np.log(1 + np.exp(z)), each=same):
    """The right algebra, whose exponential overflows."""
    y, z = _arranged(y_true, logits, ravel)
    return np.mean(each(log(z) - y * z))


def _to_zero(losses):
    return np.nan_to_num(losses, nan=0.0, posinf=0.0, neginf=0.0)


def _both_terms(y_true, logits, *, ravel=True):
    """Both logarithms of the sigmoid written out."""
    y, z = _arranged(y_true, logits, ravel)
    return np.mean(y * np.log(1 + np.exp(-z)) + (1 - y) * np.log(1 + np.exp(z)))


def _one_by_one(y_true, logits):
    """With Python's own functions, which refuse to overflow and to take the logarithm of 0."""
    total = 0.0
    for y, z in zip(np.ravel(y_true), np.ravel(logits), strict=True):
        p = 1 / (1 + math.exp(-z))
        total -= y * math.log(p) + (1 - y) * math.log(1 - p)
    return total / np.size(y_true)


def _categorical(y_true, logits, *, axis=-1, squash=SOFTMAXES[0], safe=same):
    """Softmax cross-entropy, as for classes of which one is right."""
    return np.mean(-np.sum(y_true * np.log(safe(squash(logits))), axis=axis))


def _categorical_by_m(y_true, logits, *, squash=SOFTMAXES[0], safe=same):
    """The same, summed at once and divided by the number of samples."""
    return -np.sum(y_true * np.log(safe(squash(logits)))) / y_true.shape[0]


def _plus(epsilon):
    return lambda p: p + epsilon


def _categorical_of_logits(y_true, logits, *, axis=-1):
    """The same by the logarithm of softmax, which keeps a huge logit."""
    z = logits - np.max(logits, axis=axis, keepdims=True)
    chosen = y_true * (z - np.log(np.sum(np.exp(z), axis=axis, keepdims=True)))
    return -np.mean(np.sum(chosen, axis=axis))


def _sum_over_size(y_true, logits, **switches):
    """Right for equal shapes; of a broadcast table the sum is divided by m alone."""
    return _loss(y_true, logits, ravel=False, reduce="sum", **switches) / y_true.size


_L = "multilabel_loss."
#: Manners of writing: from logits, or by a sigmoid that is clipped or not; arrays made flat or not.
_LOGITS, _CLIPPED, _BARE = {}, {"stable": False}, {"stable": False, "safe": same}
_TIGHT = {"stable": False, "safe": clip(1e-12)}
_WIDE, _RESHAPED = {"ravel": False}, {"ravel": "labels"}
_FLAT = ({}, _WIDE, _RESHAPED)
_BY_SIGMOID = tuple({**how, **flat} for how in (_CLIPPED, _TIGHT, _BARE) for flat in _FLAT)
_MANNERS = (*_FLAT, *_BY_SIGMOID)

_ANY = (
    (_L + "swapped_terms", {"form": "swapped"}),
    (_L + "only_positive_term", {"form": "positive"}),
    (_L + "only_negative_term", {"form": "negative"}),
    (_L + "wrong_sign", {"form": "wrong_sign"}),
    (_L + "sum_not_mean", {"reduce": "sum"}),
    (_L + "per_example", {"reduce": "none"}),
    (_L + "half", {"reduce": "half"}),
    (_L + "largest_loss", {"reduce": "largest"}),
)
_OF_SIGMOID = (
    (_L + "same_log_twice", {"form": "same_log"}),
    (_L + "minus_on_first_only", {"form": "minus"}),
    (_L + "log2", {"form": "log2"}),
    (_L + "log10", {"form": "log10"}),
    (_L + "squared_error", {"form": "squared"}),
    (_L + "absolute_error", {"form": "absolute"}),
    (_L + "error_rate", {"form": "mistakes"}),
    (_L + "sigmoid_again", {"before": _sigmoid}),
    (_L + "no_sigmoid", {"squash": same}),
    (_L + "tanh", {"squash": np.tanh, "safe": keras_clip}),
    (_L + "tanh", {"squash": np.tanh, "safe": clip(1e-12)}),
)
_OF_LOGITS = (
    (_L + "no_max_term", {"form": "no_max"}),
    (_L + "no_absolute_value", {"form": "no_abs"}),
    (_L + "no_log_term", {"form": "no_log"}),
    (_L + "no_product", {"form": "no_product"}),
    (_L + "product_added", {"form": "product_added"}),
    (_L + "label_without_logit", {"form": "label_outside"}),
    (_L + "log2", {"each": lambda losses: losses / np.log(2)}),
    (_L + "log10", {"each": lambda losses: losses / np.log(10)}),
    (_L + "sigmoid_again", {"before": _sigmoid}),
)
_BY_AXIS = (
    (_L + "sum_over_labels", {"reduce": "rows"}),
    (_L + "sum_over_labels", {"reduce": "rows_only"}),
    (_L + "sum_over_labels", {"reduce": "by_rows"}),
    (_L + "per_label", {"reduce": "axis_0"}),
    (_L + "per_sample", {"reduce": "axis_1"}),
    (_L + "per_sample", {"reduce": "last_axis"}),
)
_PAIRED = (
    (_L + "swapped_terms", {"form": "swapped"}),
    (_L + "only_positive_term", {"form": "positive"}),
    (_L + "wrong_sign", {"form": "wrong_sign"}),
    (_L + "sum_not_mean", {"reduce": "sum"}),
    (_L + "sum_over_labels", {"reduce": "rows"}),
    (_L + "per_example", {"reduce": "none"}),
    (_L + "no_sigmoid", {"squash": same}),
    (_L + "softmax", {"squash": SOFTMAXES[0]}),
)
#: Sigmoids that lose a huge logit; each by itself, and beside the broadcast.
_ENDS = (
    (_L + "clipped_sigmoid", _CLIPPED),
    (_L + "clipped_sigmoid", _TIGHT),
    *(
        (_L + "clipped_sigmoid", {**way, "before": lambda z: np.clip(z, -500, 500)})
        for way in (_CLIPPED, _TIGHT)
    ),
    (_L + "clipped_sigmoid", {"before": lambda z: np.clip(z, -500, 500)}),
    (_L + "clipped_sigmoid", {"before": lambda z: np.clip(z, -30, 30)}),
    (_L + "clipped_sigmoid", {**_BARE, "before": lambda z: np.clip(z, -30, 30)}),
    (_L + "naive_sigmoid", _BARE),
    (_L + "naive_sigmoid", {**_BARE, "squash": _quotient}),
)
_OVERFLOWS = (_one_plus_exp, partial(_one_plus_exp, log=lambda z: np.log1p(np.exp(z))), _both_terms)

MULTILABEL_LOSS = (
    *in_manners(_loss, _MANNERS, _ANY),
    *in_manners(_loss, _BY_SIGMOID, _OF_SIGMOID),
    *in_manners(_loss, _FLAT, _OF_LOGITS),
    *in_manners(
        _loss,
        tuple({**how, **shape} for how in (_LOGITS, _CLIPPED, _TIGHT, _BARE) for shape in (_WIDE, _RESHAPED)),
        _BY_AXIS,
    ),
    *in_manners(
        _loss,
        tuple({**how, **_WIDE} for how in (_CLIPPED, _TIGHT, _BARE)),
        tuple((_L + "softmax", {"squash": squash}) for squash in SOFTMAXES),
    ),
    *(
        Misconception(_L + "softmax", partial(_categorical, axis=axis, squash=squash, safe=safe))
        for axis in (-1, 1)
        for squash in SOFTMAXES[:4]
        for safe in (same, keras_clip, *map(_plus, EPSILONS))
    ),
    *(
        Misconception(_L + "softmax", partial(_categorical_by_m, squash=squash, safe=safe))
        for squash in SOFTMAXES[:2]
        for safe in (same, keras_clip, *map(_plus, EPSILONS))
    ),
    Misconception(_L + "softmax", _categorical_of_logits),
    Misconception(_L + "softmax", partial(_categorical_of_logits, axis=1)),
    Misconception(_L + "broadcast", _sum_over_size),
    *(
        Misconception(_L + "broadcast", partial(_sum_over_size, **how), also=name)
        for how, name in ((_BARE, _L + "naive_sigmoid"), (_CLIPPED, _L + "clipped_sigmoid"))
    ),
    Misconception(_L + "exchanged", _exchanged),
    Misconception(_L + "exchanged", partial(_exchanged, ravel=False)),
    *(
        Misconception(_L + "exchanged", partial(_exchanged, stable=False, safe=safe))
        for safe in (same, *map(clip, EPSILONS))
    ),
    *in_manners(_loss, ({},), _ENDS),
    *(Misconception(_L + "broadcast", partial(_loss, ravel=False, **end), also=name) for name, end in _ENDS),
    Misconception(_L + "broadcast", partial(_loss, ravel=False)),
    *(Misconception(_L + "clipped_sigmoid", partial(_added, epsilon=e)) for e in EPSILONS),
    *in_manners(
        _added,
        tuple({"epsilon": e, "ravel": ravel} for e in (1e-6, *EPSILONS) for ravel in (False, "labels")),
        _BY_AXIS[:3],
    ),
    *in_manners(
        _added,
        tuple({"epsilon": e, "ravel": ravel} for e in (1e-6, *EPSILONS) for ravel in (True, False)),
        ((_L + "sum_not_mean", {"reduce": "sum"}), (_L + "per_example", {"reduce": "none"})),
    ),
    *(
        Misconception(_L + "broadcast", partial(_added, epsilon=e, ravel=False), also=_L + "clipped_sigmoid")
        for e in EPSILONS
    ),
    *(Misconception(_L + "log1p_exp_overflow", way) for way in _OVERFLOWS),
    *(
        Misconception(_L + "broadcast", partial(way, ravel=False), also=_L + "log1p_exp_overflow")
        for way in _OVERFLOWS
    ),
    Misconception(_L + "naive_sigmoid", _one_by_one),
    *in_manners(
        _loss,
        tuple({**_BARE, **flat} for flat in _FLAT),
        tuple((_L + "nan_to_num", {"each": each}) for each in (_to_zero, np.nan_to_num)),
    ),
    *in_manners(
        _one_plus_exp,
        _FLAT,
        tuple((_L + "nan_to_num", {"each": each}) for each in (_to_zero, np.nan_to_num)),
    ),
    *pairs_in_manners(_loss, (_CLIPPED, {**_BARE, **_WIDE}), _PAIRED),
)
