"""Wrong ways to compute cross-entropy from one-hot labels and probabilities."""

from functools import partial

import numpy as np

from nnlab.grader.misconceptions._compose import placed
from nnlab.grader.misconceptions._manners import in_manners, pairs_in_manners
from nnlab.grader.misconceptions._probabilities import BIG_EPSILONS, EPSILONS, clip, keras_clip, same, softmax
from nnlab.grader.spec import Misconception


def _rows(entries):
    return np.sum(entries, axis=1)


def _picked(y, p, log):
    """One-hot rows taken for labels."""
    return log(p[np.arange(len(y)), y])


#: ``form(y, p, log)`` gives one number for each sample, or for each entry.
_FORMS = {
    "right": lambda y, p, log: _rows(y * log(p)),
    "entries": lambda y, p, log: y * log(p),
    "log_of_rows": lambda y, p, log: log(_rows(y * p)),
    "mean_of_rows": lambda y, p, log: log(np.mean(_rows(y * p))),
    "binary": lambda y, p, log: _rows(y * log(p) + (1 - y) * log(1 - p)),
    "binary_entries": lambda y, p, log: y * log(p) + (1 - y) * log(1 - p),
    "complement": lambda y, p, log: _rows(y * log(1 - p)),
    "other_classes": lambda y, p, log: _rows((1 - y) * log(p)),
    "all_classes": lambda y, p, log: _rows(log(p)),
    "of_prediction": lambda y, p, log: _rows(p * log(p)),
    "exchanged": lambda y, p, log: _rows(p * log(y)),
    "largest": lambda y, p, log: log(np.max(p, axis=1)),
    "labels": _picked,
    "whole_labels": lambda y, p, log: _picked(y.astype(int), p, log),
    "flat_labels": lambda y, p, log: _picked(np.ravel(y).astype(int), p, log),
    "no_log": lambda y, p, log: _rows(y * p),
    "one_minus": lambda y, p, log: _rows(y * p) - 1,
    "squared": lambda y, p, log: -_rows((y - p) ** 2),
    "squared_entries": lambda y, p, log: -((y - p) ** 2),
    "mistakes": lambda y, p, log: -(np.argmax(y, axis=1) != np.argmax(p, axis=1)).astype(float),
    "hits": lambda y, p, log: -(np.argmax(y, axis=1) == np.argmax(p, axis=1)).astype(float),
    "pairs": lambda y, p, log: np.dot(y, log(p).T),
    "columns": lambda y, p, log: np.sum(y * log(p), axis=0),
    "without_first": lambda y, p, log: _rows(y * log(p))[1:],
    "without_last": lambda y, p, log: _rows(y * log(p))[:-1],
    "from_class_1": lambda y, p, log: _rows((y * log(p))[:, 1:]),
    "without_last_class": lambda y, p, log: _rows((y * log(p))[:, :-1]),
    "first_sample": lambda y, p, log: _rows(y * log(p))[:1],
    "last_sample": lambda y, p, log: _rows(y * log(p))[-1:],
}
#: ``reduce(losses, y)``.
_REDUCTIONS = {
    "mean": lambda losses, y: np.mean(losses),
    "sum": lambda losses, y: np.sum(losses),
    "none": lambda losses, y: losses,
    "by_rows": lambda losses, y: np.sum(losses) / y.shape[0],
    "vector_by_rows": lambda losses, y: losses / y.shape[0],
    "by_classes": lambda losses, y: np.sum(losses) / y.shape[1],
    "by_all": lambda losses, y: np.sum(losses) / y.size,
    "one_less": lambda losses, y: np.sum(losses) / (y.shape[0] - 1),
    "half": lambda losses, y: np.sum(losses) / (2 * y.shape[0]),
    "largest": lambda losses, y: np.max(losses),
    "exponential": lambda losses, y: np.exp(np.mean(losses)),
    "log_of_mean": lambda losses, y: -np.log(np.mean(np.exp(-losses))),
    "log_of_total": lambda losses, y: -np.log(np.sum(np.exp(-losses))),
}


def _categorical(
    y_true,
    y_pred,
    *,
    safe=keras_clip,
    before=same,
    form="right",
    log=np.log,
    sign=-1,
    each=same,
    reduce="mean",
    after=same,
):
    """Cross-entropy of one-hot labels, right as long as no switch is set."""
    losses = sign * each(_FORMS[form](y_true, safe(before(y_pred)), log))
    return after(_REDUCTIONS[reduce](losses, y_true))


def _log_of_products(y_true, y_pred, *, safe):
    """Every entry of the product in a logarithm, the zeros of the wrong classes too."""
    return -np.mean(_rows(np.log(safe(y_true * y_pred))))


def _exchanged(y_true, y_pred, *, safe):
    return _categorical(y_pred, y_true, safe=safe)


_C = "categorical_crossentropy."
_NAIVE = {"safe": same}
#: Manners of writing: clipped, not, or the logarithm of 0 made a very large number.
_MANNERS = ({}, _NAIVE, {"safe": same, "log": lambda p: np.nan_to_num(np.log(p))})

_SINGLE = (
    (_C + "sum_all", {"reduce": "sum"}),
    (_C + "divide_by_classes", {"reduce": "by_classes"}),
    (_C + "divide_by_all", {"reduce": "by_all"}),
    (_C + "one_less", {"reduce": "one_less"}),
    (_C + "half", {"reduce": "half"}),
    (_C + "largest_loss", {"reduce": "largest"}),
    (_C + "exponential", {"reduce": "exponential"}),
    (_C + "log_of_sum", {"reduce": "log_of_mean"}),
    (_C + "log_of_sum", {"reduce": "log_of_total"}),
    (_C + "log_of_sum", {"form": "mean_of_rows"}),
    (_C + "sample_left_out", {"form": "without_first", "reduce": "by_rows"}),
    (_C + "sample_left_out", {"form": "without_last", "reduce": "by_rows"}),
    (_C + "class_left_out", {"form": "from_class_1"}),
    (_C + "class_left_out", {"form": "without_last_class"}),
    (_C + "per_example", {"reduce": "none"}),
    (_C + "per_entry", {"form": "entries", "reduce": "none"}),
    (_C + "per_class", {"form": "columns", "reduce": "none"}),
    (_C + "per_class", {"form": "columns", "reduce": "vector_by_rows"}),
    (_C + "binary_form", {"form": "binary"}),
    (_C + "binary_form", {"form": "binary_entries"}),
    (_C + "binary_form", {"form": "binary", "reduce": "sum"}),
    (_C + "complement", {"form": "complement"}),
    (_C + "other_classes", {"form": "other_classes"}),
    (_C + "no_labels", {"form": "all_classes"}),
    (_C + "no_labels", {"form": "all_classes", "reduce": "by_all"}),
    (_C + "entropy_of_prediction", {"form": "of_prediction"}),
    (_C + "exchanged", {"form": "exchanged"}),
    (_C + "largest_probability", {"form": "largest"}),
    (_C + "labels_expected", {"form": "labels"}),
    (_C + "labels_expected", {"form": "whole_labels"}),
    (_C + "labels_expected", {"form": "flat_labels"}),
    (_C + "no_log", {"form": "no_log"}),
    (_C + "one_minus", {"form": "one_minus"}),
    (_C + "squared_error", {"form": "squared"}),
    (_C + "squared_error", {"form": "squared_entries"}),
    (_C + "error_rate", {"form": "mistakes"}),
    (_C + "accuracy", {"form": "hits"}),
    (_C + "all_pairs", {"form": "pairs"}),
    (_C + "all_pairs", {"form": "pairs", "reduce": "sum"}),
    (_C + "all_pairs", {"form": "pairs", "reduce": "by_rows"}),
    (_C + "all_pairs", {"form": "pairs", "reduce": "none"}),
    (_C + "all_pairs", {"form": "pairs", "reduce": "vector_by_rows"}),
    (_C + "first_sample_only", {"form": "first_sample"}),
    (_C + "first_sample_only", {"form": "first_sample", "reduce": "by_rows"}),
    (_C + "last_sample_only", {"form": "last_sample"}),
    (_C + "last_sample_only", {"form": "last_sample", "reduce": "by_rows"}),
    (_C + "wrong_sign", {"sign": 1}),
    (_C + "log2", {"log": np.log2}),
    (_C + "log10", {"log": np.log10}),
    (_C + "log1p", {"log": np.log1p}),
    (_C + "softmax_again", {"before": softmax}),
    (_C + "rounded_predictions", {"before": np.round}),
)
#: Faults of scale: how large the loss of a probability of 0 is depends on the clip as well.
_SCALED = (
    (_C + "half", {"reduce": "half"}),
    (_C + "divide_by_classes", {"reduce": "by_classes"}),
    (_C + "divide_by_all", {"reduce": "by_all"}),
    (_C + "log2", {"log": np.log2}),
    (_C + "log10", {"log": np.log10}),
)
_TIGHT = tuple({"safe": clip(e)} for e in (1e-10, 1e-15))
_PAIRED = (
    (_C + "binary_form", {"form": "binary"}),
    (_C + "other_classes", {"form": "other_classes"}),
    (_C + "complement", {"form": "complement"}),
    (_C + "wrong_sign", {"sign": 1}),
    (_C + "log2", {"log": np.log2}),
    (_C + "log10", {"log": np.log10}),
    (_C + "softmax_again", {"before": softmax}),
    (_C + "sum_all", {"reduce": "sum"}),
    (_C + "divide_by_classes", {"reduce": "by_classes"}),
    (_C + "divide_by_all", {"reduce": "by_all"}),
    (_C + "per_example", {"reduce": "none"}),
    (_C + "half", {"reduce": "half"}),
)
#: Ways to meet a probability of 0 that fall short.
_ENDS = (
    (_C + "no_clip", _NAIVE),
    (_C + "no_clip", {**_NAIVE, "form": "log_of_rows"}),
    (_C + "clip_too_big", {"safe": clip(1e-3)}),
    *((_C + "clip_too_big", {"safe": clip(low, 1)}) for low in (0.2, 0.1, 0.05)),
    *((_C + "clip_too_big", {"safe": clip(low)}) for low in (0.2, 0.1, 0.05)),
    *((_C + "clip_too_big", {"safe": partial(np.add, e)}) for e in BIG_EPSILONS),
    *(
        (_C + "nan_to_num", {"safe": same, "form": "entries", "each": hide, "reduce": "by_rows"})
        for hide in (np.nan_to_num, lambda t: np.nan_to_num(t, nan=0.0, posinf=0.0, neginf=0.0))
    ),
    (_C + "nan_to_num", {"safe": same, "each": lambda t: np.nan_to_num(t, nan=0.0, posinf=0, neginf=0)}),
    (_C + "nan_to_num", {"safe": same, "each": np.nan_to_num}),
    (_C + "nan_to_num", {"safe": same, "each": lambda t: t[np.isfinite(t)]}),
    (_C + "nan_to_num", {"safe": same, "after": np.nan_to_num}),
    (_C + "nan_to_num", {"safe": same, "after": lambda t: np.nan_to_num(t, nan=0.0, posinf=0.0)}),
    (_C + "nan_to_num", {"safe": lambda p: np.where(p > 0, p, 1.0)}),
)

_WRONG = (
    *in_manners(_categorical, _MANNERS, _SINGLE),
    *in_manners(_categorical, _TIGHT, _SCALED),
    *in_manners(_categorical, ({},), _ENDS),
    *(
        Misconception(_C + "exchanged", partial(_exchanged, safe=safe))
        for safe in (*map(clip, EPSILONS), *(partial(np.add, e) for e in EPSILONS))
    ),
    *(
        Misconception(_C + "log_of_products", partial(_log_of_products, safe=safe))
        for safe in (*map(clip, EPSILONS), *(partial(np.add, e) for e in EPSILONS))
    ),
    *pairs_in_manners(_categorical, _MANNERS, _PAIRED),
)
#: Where lab 06 explains a fault.
_PLACES = {
    **dict.fromkeys(("no_clip", "clip_too_big", "nan_to_num"), "concept-certain"),
    **dict.fromkeys(
        (
            "complement", "other_classes", "largest_probability", "no_log", "one_minus", "squared_error",
            "error_rate", "accuracy", "wrong_sign", "log2", "log10", "log1p", "softmax_again",
            "rounded_predictions",
        ),
        "concept-cases",
    ),
}  # fmt: skip

CATEGORICAL_CROSSENTROPY = placed(_WRONG, _PLACES, elsewhere="concept-one-hot")
