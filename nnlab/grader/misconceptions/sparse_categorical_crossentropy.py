"""Wrong ways to compute cross-entropy from whole-number labels and probabilities."""

import math
from functools import partial

import numpy as np

from nnlab.grader.misconceptions._compose import placed
from nnlab.grader.misconceptions._manners import in_manners, pairs_in_manners
from nnlab.grader.misconceptions._probabilities import BIG_EPSILONS, clip, keras_clip, same, softmax
from nnlab.grader.spec import Misconception


def _rows(entries):
    return np.sum(entries, axis=1)


def _own(y, p):
    return p[np.arange(len(p)), y]


def _numbered(y, p, log):
    """Labels multiplied as if they were one-hot: label 3 counts three times, label 0 not at all."""
    return _rows(np.reshape(y, (-1, 1)) * log(p))


def _assigned(y, p, log):
    """Ones assigned into zeros; a column of labels sets them in every row."""
    one_hot = np.zeros_like(p)
    one_hot[np.arange(len(y)), y] = 1
    return _rows(one_hot * log(p))


#: ``form(y, p, log)`` gives one number for each sample, or for each entry.
_FORMS = {
    "right": lambda y, p, log: log(_own(y, p)),
    "one_lower": lambda y, p, log: log(_own(y - 1, p)),
    "one_higher": lambda y, p, log: log(_own(y + 1, p)),
    "next_round": lambda y, p, log: log(_own((y + 1) % p.shape[1], p)),
    "column_as_one_hot": lambda y, p, log: log(_own(y, p) if y.ndim == 1 else _rows(p * y)),
    "columns": lambda y, p, log: log(p[:, y]),
    "rows": lambda y, p, log: log(p[y]),
    "exchanged": lambda y, p, log: log(p[y, np.arange(len(y))]),
    "first_row": lambda y, p, log: log(np.take(p, y)),
    "largest": lambda y, p, log: log(np.max(p, axis=1)),
    "all_classes": lambda y, p, log: _rows(log(p)),
    "all_entries": lambda y, p, log: log(p),
    "numbered": _numbered,
    "number_entries": lambda y, p, log: np.reshape(y, (-1, 1)) * log(p),
    "bare_numbers": lambda y, p, log: np.sum(y * log(p), axis=-1),
    "bare_entries": lambda y, p, log: y * log(p),
    "one_hot": lambda y, p, log: _rows(np.eye(p.shape[1])[y] * log(p)),
    "one_hot_last": lambda y, p, log: np.sum(np.eye(p.shape[1])[y] * log(p), axis=-1),
    "largest_label": lambda y, p, log: _rows(np.eye(np.max(y) + 1)[y] * log(p)),
    "labels_seen": lambda y, p, log: _rows(np.eye(len(np.unique(y)))[y] * log(p)),
    "three_classes": lambda y, p, log: _rows(np.eye(3)[y] * log(p)),
    "four_classes": lambda y, p, log: _rows(np.eye(4)[y] * log(p)),
    "ten_classes": lambda y, p, log: _rows(np.eye(10)[y] * log(p)),
    "samples_as_classes": lambda y, p, log: _rows(np.eye(len(p))[y] * log(p)),
    "binary": lambda y, p, log: _rows(
        np.eye(p.shape[1])[y] * log(p) + (1 - np.eye(p.shape[1])[y]) * log(1 - p)
    ),
    "numbers_as_binary": lambda y, p, log: (
        np.reshape(y, (-1, 1)) * log(p) + (1 - np.reshape(y, (-1, 1))) * log(1 - p)
    ),
    "one_hot_assigned": _assigned,
    "complement": lambda y, p, log: log(1 - _own(y, p)),
    "of_prediction": lambda y, p, log: _rows(p * log(p)),
    "no_log": lambda y, p, log: _own(y, p),
    "one_minus": lambda y, p, log: _own(y, p) - 1,
    "guess": lambda y, p, log: -((y - np.argmax(p, axis=1)) ** 2).astype(float),
    "mistakes": lambda y, p, log: -(np.argmax(p, axis=1) != y).astype(float),
    "hits": lambda y, p, log: -(np.argmax(p, axis=1) == y).astype(float),
    "without_first": lambda y, p, log: log(_own(y, p))[1:],
    "without_last": lambda y, p, log: log(_own(y, p))[:-1],
    "first_sample": lambda y, p, log: log(_own(y, p))[:1],
    "last_sample": lambda y, p, log: log(_own(y, p))[-1:],
}
#: ``reduce(losses, p)``.
_REDUCTIONS = {
    "mean": lambda losses, p: np.mean(losses),
    "sum": lambda losses, p: np.sum(losses),
    "none": lambda losses, p: losses,
    "by_samples": lambda losses, p: np.sum(losses) / len(p),
    "by_classes": lambda losses, p: np.sum(losses) / p.shape[1],
    "by_all": lambda losses, p: np.sum(losses) / p.size,
    "one_less": lambda losses, p: np.sum(losses) / (len(p) - 1),
    "half": lambda losses, p: np.sum(losses) / (2 * len(p)),
    "largest": lambda losses, p: np.max(losses),
    "exponential": lambda losses, p: np.exp(np.mean(losses)),
    "log_of_mean": lambda losses, p: -np.log(np.mean(np.exp(-losses))),
    "log_of_total": lambda losses, p: -np.log(np.sum(np.exp(-losses))),
}


def _flat(y):
    return np.ravel(y)


def _whole(y):
    return y.astype(int)


def _flat_whole(y):
    return np.ravel(y).astype(int)


def _sparse(
    y_true,
    y_pred,
    *,
    labels=_flat_whole,
    safe=keras_clip,
    before=same,
    form="right",
    log=np.log,
    sign=-1,
    each=same,
    reduce="mean",
    after=same,
):
    """Cross-entropy of whole-number labels, right as long as no switch is set."""
    losses = sign * each(_FORMS[form](labels(y_true), safe(before(y_pred)), log))
    return after(_REDUCTIONS[reduce](losses, y_pred))


def _loop(y_true, y_pred, *, index=same, safe=same, log=np.log, sign=-1, divide=len):
    """A loop over the samples, with the labels as they come."""
    total, p = 0.0, safe(y_pred)
    for i in range(len(y_true)):
        total += sign * log(p[i, index(y_true[i])])
    return total / divide(y_true)


_S = "sparse_categorical_crossentropy."
_BARE = {"labels": same, "safe": same}
#: Manners of writing: labels made flat and whole or taken as they are, probabilities clipped or not.
_MANNERS = ({}, {"safe": same}, {"labels": same}, _BARE)

_SINGLE = (
    (_S + "off_by_one_label", {"form": "one_lower"}),
    (_S + "off_by_one_label", {"form": "one_higher"}),
    (_S + "off_by_one_label", {"form": "next_round"}),
    (_S + "columns_for_entries", {"form": "columns"}),
    (_S + "rows_for_entries", {"form": "rows"}),
    (_S + "indices_exchanged", {"form": "exchanged"}),
    (_S + "first_row_for_all", {"form": "first_row"}),
    (_S + "largest_probability", {"form": "largest"}),
    (_S + "no_labels", {"form": "all_classes"}),
    (_S + "no_labels", {"form": "all_entries"}),
    (_S + "treats_as_onehot", {"form": "numbered"}),
    (_S + "treats_as_onehot", {"form": "number_entries"}),
    (_S + "treats_as_onehot", {"form": "numbered", "reduce": "sum"}),
    (_S + "treats_as_onehot", {"form": "bare_numbers"}),
    (_S + "treats_as_onehot", {"form": "bare_numbers", "reduce": "sum"}),
    (_S + "treats_as_onehot", {"form": "bare_entries"}),
    (_S + "treats_as_onehot", {"form": "bare_entries", "reduce": "by_samples"}),
    (_S + "classes_from_labels", {"form": "largest_label"}),
    (_S + "classes_from_labels", {"form": "labels_seen"}),
    (_S + "classes_from_labels", {"form": "samples_as_classes"}),
    (_S + "fixed_classes", {"form": "three_classes"}),
    (_S + "fixed_classes", {"form": "four_classes"}),
    (_S + "fixed_classes", {"form": "ten_classes"}),
    (_S + "sample_left_out", {"form": "without_first", "reduce": "by_samples"}),
    (_S + "sample_left_out", {"form": "without_last", "reduce": "by_samples"}),
    (_S + "binary_form", {"form": "binary"}),
    (_S + "binary_form", {"form": "binary", "reduce": "by_all"}),
    (_S + "binary_form", {"form": "numbers_as_binary"}),
    (_S + "binary_form", {"form": "numbers_as_binary", "reduce": "by_samples"}),
    (_S + "complement", {"form": "complement"}),
    (_S + "entropy_of_prediction", {"form": "of_prediction"}),
    (_S + "no_log", {"form": "no_log"}),
    (_S + "one_minus", {"form": "one_minus"}),
    (_S + "squared_error", {"form": "guess"}),
    (_S + "error_rate", {"form": "mistakes"}),
    (_S + "accuracy", {"form": "hits"}),
    (_S + "first_sample_only", {"form": "first_sample"}),
    (_S + "first_sample_only", {"form": "first_sample", "reduce": "by_samples"}),
    (_S + "last_sample_only", {"form": "last_sample"}),
    (_S + "last_sample_only", {"form": "last_sample", "reduce": "by_samples"}),
    (_S + "sum_not_mean", {"reduce": "sum"}),
    (_S + "per_example", {"reduce": "none"}),
    (_S + "divide_by_classes", {"reduce": "by_classes"}),
    (_S + "divide_by_all", {"reduce": "by_all"}),
    (_S + "one_less", {"reduce": "one_less"}),
    (_S + "half", {"reduce": "half"}),
    (_S + "largest_loss", {"reduce": "largest"}),
    (_S + "exponential", {"reduce": "exponential"}),
    (_S + "log_of_mean", {"reduce": "log_of_mean"}),
    (_S + "log_of_mean", {"reduce": "log_of_total"}),
    (_S + "wrong_sign", {"sign": 1}),
    (_S + "log2", {"log": np.log2}),
    (_S + "log10", {"log": np.log10}),
    (_S + "log1p", {"log": np.log1p}),
    (_S + "softmax_again", {"before": softmax}),
)
#: Faults of scale: how large the loss of a probability of 0 is depends on the clip as well.
_SCALED = (
    (_S + "half", {"reduce": "half"}),
    (_S + "divide_by_classes", {"reduce": "by_classes"}),
    (_S + "divide_by_all", {"reduce": "by_all"}),
    (_S + "log2", {"log": np.log2}),
    (_S + "log10", {"log": np.log10}),
)
_TIGHT = tuple({"safe": clip(e), **how} for e in (1e-10, 1e-15) for how in ({}, {"labels": same}))
_PAIRED = (
    (_S + "off_by_one_label", {"form": "one_lower"}),
    (_S + "columns_for_entries", {"form": "columns"}),
    (_S + "complement", {"form": "complement"}),
    (_S + "wrong_sign", {"sign": 1}),
    (_S + "log2", {"log": np.log2}),
    (_S + "log10", {"log": np.log10}),
    (_S + "softmax_again", {"before": softmax}),
    (_S + "sum_not_mean", {"reduce": "sum"}),
    (_S + "divide_by_classes", {"reduce": "by_classes"}),
    (_S + "per_example", {"reduce": "none"}),
    (_S + "half", {"reduce": "half"}),
)
#: Ways to meet a probability of 0 that fall short.
_ENDS = (
    (_S + "no_clip", {"safe": same}),
    (_S + "no_clip", {"safe": same, "log": lambda q: np.array([math.log(x) for x in q])}),
    (_S + "clip_too_big", {"safe": clip(1e-3)}),
    *((_S + "clip_too_big", {"safe": clip(low, 1)}) for low in (0.2, 0.1, 0.05)),
    *((_S + "clip_too_big", {"safe": clip(low)}) for low in (0.2, 0.1, 0.05)),
    *((_S + "clip_too_big", {"safe": partial(np.add, e)}) for e in BIG_EPSILONS),
    (_S + "nan_to_num", {"safe": same, "each": lambda t: np.nan_to_num(t, neginf=0.0)}),
    (_S + "nan_to_num", {"safe": same, "each": np.nan_to_num}),
    (_S + "nan_to_num", {"safe": same, "each": lambda t: t[np.isfinite(t)]}),
    (_S + "nan_to_num", {"safe": same, "after": lambda t: np.nan_to_num(t, posinf=0.0)}),
)
#: Right ways to pick, that a column of labels breaks in ways of their own.
_ONE_HOT = tuple(
    {"form": form, "reduce": reduce, "safe": safe}
    for form in ("one_hot", "one_hot_last", "one_hot_assigned", "column_as_one_hot")
    for reduce in ("mean", "by_samples")
    for safe in (keras_clip, same)
)
_COLUMN, _FLOAT = _S + "column_labels", _S + "float_index"

_WRONG = (
    *in_manners(_sparse, _MANNERS, _SINGLE),
    *in_manners(_sparse, _TIGHT, _SCALED),
    *in_manners(_sparse, ({},), _ENDS),
    Misconception(_FLOAT, partial(_sparse, labels=_flat)),
    Misconception(_COLUMN, partial(_sparse, labels=_whole)),
    *(Misconception(_FLOAT, partial(_sparse, labels=_flat, **end), also=name) for name, end in _ENDS),
    *(Misconception(_COLUMN, partial(_sparse, labels=_whole, **end), also=name) for name, end in _ENDS),
    Misconception(_COLUMN, partial(_sparse, labels=same), also=_FLOAT),
    *(Misconception(_COLUMN, partial(_sparse, labels=same, **end), also=_FLOAT) for _, end in _ENDS),
    *(
        Misconception(_COLUMN, partial(_sparse, labels=labels, **way), also=also)
        for labels, also in ((_whole, ""), (same, _FLOAT))
        for way in _ONE_HOT
    ),
    *(
        Misconception(_COLUMN, partial(_loop, index=index, safe=safe, log=log), also=also)
        for log in (np.log, math.log)
        for safe in (clip(1e-7), same)
        for index, also in ((same, _FLOAT), (int, ""))
    ),
    *(
        Misconception(name, partial(_loop, index=index, safe=safe, **fault))
        for name, fault in ((_S + "sum_not_mean", {"divide": lambda y: 1}), (_S + "wrong_sign", {"sign": 1}))
        for safe in (clip(1e-7), same)
        for index in (same, int)
    ),
    *pairs_in_manners(_sparse, ({}, _BARE), _PAIRED),
)
#: Where lab 06 explains a fault.
_PLACES = {
    **dict.fromkeys(("no_clip", "clip_too_big", "nan_to_num"), "concept-certain"),
    **dict.fromkeys(
        (
            "sum_not_mean", "per_example", "one_less", "half", "largest_loss", "first_sample_only",
            "sample_left_out",
        ),
        "concept-cost",
    ),
    **dict.fromkeys(
        (
            "off_by_one_label", "largest_probability", "no_labels", "complement", "entropy_of_prediction",
            "no_log", "one_minus", "squared_error", "error_rate", "accuracy", "wrong_sign", "log2", "log10",
            "log1p", "softmax_again", "binary_form",
        ),
        "concept-cases",
    ),
}  # fmt: skip

SPARSE_CATEGORICAL_CROSSENTROPY = placed(_WRONG, _PLACES, elsewhere="concept-picking")
