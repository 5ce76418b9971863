"""Wrong ways to compute binary cross-entropy from probabilities."""

import math
from functools import partial

import numpy as np

from nnlab.grader.misconceptions._binary_forms import FORMS, REDUCTIONS
from nnlab.grader.misconceptions._compose import placed
from nnlab.grader.misconceptions._manners import in_manners, pairs_in_manners
from nnlab.grader.misconceptions._probabilities import BIG_EPSILONS, EPSILONS, clip, keras_clip, same, sigmoid
from nnlab.grader.misconceptions._turns import TOO_FEW
from nnlab.grader.spec import Misconception


def _binary(
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


def _added(y_true, y_pred, *, epsilon, ravel=True, both=True):
    """An epsilon is added inside the logarithms."""
    y, p = (np.ravel(y_true), np.ravel(y_pred)) if ravel else (y_true, y_pred)
    return np.mean(-(y * np.log(p + epsilon) + (1 - y) * np.log(1 - p + epsilon * both)))


def _exchanged(y_true, y_pred, **switches):
    """The labels where the probabilities belong, clipped."""
    return _binary(y_pred, y_true, **switches)


def _exchanged_added(y_true, y_pred, **switches):
    return _added(y_pred, y_true, **switches)


def _by_cases(y_true, y_pred, *, ravel=True):
    """Each sample's own term, so that 0 times infinity never comes up, but nothing is clipped."""
    y, p = (np.ravel(y_true), np.ravel(y_pred)) if ravel else (y_true, y_pred)
    return np.mean(-np.log(np.where(y == 1, p, 1 - p)))


def _sum_over_size(y_true, y_pred, *, safe):
    """Right for equal shapes; of a broadcast table the sum is divided by m alone."""
    return np.sum(-FORMS["right"](y_true, safe(y_pred), np.log)) / y_true.size


def _if_in_loop(y_true, y_pred, *, safe=same, log=np.log):
    """A loop over the rows with an `if`, which wants one label at a time."""
    total = 0.0
    for i in range(len(y_true)):
        p = safe(y_pred[i])
        total -= log(p) if y_true[i] == 1 else log(1 - p)
    return total / len(y_true)


def _one_by_one(y_true, y_pred):
    """With Python's own logarithm, which refuses 0."""
    y, p = np.ravel(y_true), np.ravel(y_pred)
    return -sum(y[i] * math.log(p[i]) + (1 - y[i]) * math.log(1 - p[i]) for i in range(len(y))) / len(y)


def _floats_by_zip(y_true, y_pred):
    """A sum over the rows, each made a float, which a row of a table is not."""
    total = 0.0
    for y, p in zip(y_true, y_pred, strict=False):
        p = _clip_in_loop(float(p))
        total -= y * math.log(p) + (1 - y) * math.log(1 - p)
    return total / len(y_true)


def _rows(y_true, y_pred, *, safe=same, form="right", log=np.log, sign=-1, divide=len, turns=slice(None)):
    """A loop over the rows; in a table each row is an array."""
    total = 0.0
    for i in range(len(y_true))[turns]:
        total += sign * FORMS[form](y_true[i], safe(y_pred[i]), log)
    return total / divide(y_true)


def _some_entries(y_true, y_pred, *, safe, turns):
    """A loop over the entries that does not make every turn."""
    losses = -FORMS["right"](np.ravel(y_true), safe(np.ravel(y_pred)), np.log)
    return np.sum(losses[turns]) / len(losses)


def _one_reshaped(y_true, y_pred, *, shape, which, safe):
    """One of the two is made flat, or a column, and the other one is left as it is."""
    pair = [y_true, y_pred]
    pair[which] = np.reshape(pair[which], shape)
    return np.mean(-FORMS["right"](pair[0], safe(pair[1]), np.log))


def _dot(y_true, y_pred, *, safe=same):
    p = safe(y_pred)
    return -(np.dot(y_true, np.log(p)) + np.dot(1 - y_true, np.log(1 - p))) / len(y_true)


def _columns(y_true, y_pred, *, safe=same, inner=False):
    """Samples counted along axis 1, as where they are columns."""
    m, p = y_true.shape[1], safe(y_pred)
    return _inner(y_true, p) / m if inner else -np.sum(FORMS["right"](y_true, p, np.log)) / m


def _columns_counted_last(y_true, y_pred, *, safe=same):
    """As by one expression, which divides at its end."""
    return _inner(y_true, safe(y_pred)) / y_true.shape[1]


def _inner(y, p):
    return np.squeeze(-np.dot(y, np.log(p).T) - np.dot(1 - y, np.log(1 - p).T))


def _clip_in_loop(p):
    return min(max(p, 1e-7), 1 - 1e-7)


_B = "binary_crossentropy."
_NAIVE = {"ravel": False, "safe": same}
#: Manners of writing: both traps avoided, one of them, none.
_MANNERS = ({}, {"safe": same}, {"ravel": False}, _NAIVE)

_SINGLE = (
    (_B + "swapped_terms", {"form": "swapped"}),
    (_B + "only_positive_term", {"form": "positive"}),
    (_B + "only_negative_term", {"form": "negative"}),
    (_B + "same_log_twice", {"form": "same_log"}),
    (_B + "same_label_twice", {"form": "same_label"}),
    (_B + "minus_on_first_only", {"form": "minus"}),
    (_B + "one_minus_log", {"form": "one_minus_log"}),
    (_B + "terms_multiplied", {"form": "times"}),
    (_B + "no_labels", {"form": "all_logs"}),
    (_B + "label_missing", {"form": "label_missing"}),
    (_B + "no_log", {"form": "no_log"}),
    (_B + "entropy_of_prediction", {"form": "of_prediction"}),
    (_B + "exchanged", {"form": "exchanged"}),
    (_B + "absolute_error", {"form": "absolute"}),
    (_B + "squared_error", {"form": "squared"}),
    (_B + "error_rate", {"form": "mistakes"}),
    (_B + "accuracy", {"form": "hits"}),
    (_B + "wrong_sign", {"sign": 1}),
    (_B + "log2", {"log": np.log2}),
    (_B + "log10", {"log": np.log10}),
    (_B + "log1p", {"log": np.log1p}),
    (_B + "sum_not_mean", {"reduce": "sum"}),
    (_B + "per_example", {"reduce": "none"}),
    (_B + "divide_by_rows", {"reduce": "by_rows"}),
    (_B + "one_less", {"reduce": "one_less"}),
    (_B + "half", {"reduce": "half"}),
    (_B + "half", {"reduce": "half_by_rows"}),
    (_B + "doubled", {"reduce": "doubled"}),
    (_B + "largest_loss", {"reduce": "largest"}),
    (_B + "root", {"reduce": "root"}),
    (_B + "exponential", {"reduce": "exponential"}),
    (_B + "log_of_mean", {"reduce": "log_of_mean"}),
    (_B + "sigmoid_again", {"before": sigmoid}),
    # Clipped: without that nothing but nan comes out, which tells no mistake from another.
    (_B + "rounded_predictions", {"before": np.round, "safe": keras_clip}),
    (_B + "labels_of_one_and_minus_one", {"labels": lambda y: 2 * y - 1}),
)
#: Faults of scale: how large the loss of a probability of 0 is depends on the clip as well.
_SCALED = (
    (_B + "half", {"reduce": "half"}),
    (_B + "half", {"reduce": "half_by_rows"}),
    (_B + "divide_by_rows", {"reduce": "by_rows"}),
    (_B + "log2", {"log": np.log2}),
    (_B + "log10", {"log": np.log10}),
)
_TIGHT = tuple({"safe": clip(e), **flat} for e in (1e-10, 1e-15) for flat in ({}, {"ravel": False}))
_BY_AXIS = (
    (_B + "per_column", {"reduce": "axis_0"}),
    (_B + "per_row", {"reduce": "axis_1"}),
    (_B + "per_row", {"reduce": "last_axis"}),
)
_PAIRED = (
    (_B + "only_positive_term", {"form": "positive"}),
    (_B + "swapped_terms", {"form": "swapped"}),
    (_B + "same_log_twice", {"form": "same_log"}),
    (_B + "minus_on_first_only", {"form": "minus"}),
    (_B + "wrong_sign", {"sign": 1}),
    (_B + "log2", {"log": np.log2}),
    (_B + "log10", {"log": np.log10}),
    (_B + "sum_not_mean", {"reduce": "sum"}),
    (_B + "per_example", {"reduce": "none"}),
    (_B + "divide_by_rows", {"reduce": "by_rows"}),
    (_B + "half", {"reduce": "half"}),
)
#: Ways to meet a probability of 0 or 1 that fall short; each by itself, and beside the broadcast.
_ENDS = (
    (_B + "no_clip", {"safe": same}),
    (_B + "clip_one_side", {"safe": lambda p: np.maximum(p, 1e-7)}),
    (_B + "clip_one_side", {"safe": clip(1e-7, 1)}),
    (_B + "clip_one_side", {"safe": clip(0, 1 - 1e-7)}),
    (_B + "clip_one_side", {"safe": lambda p: p + 1e-7}),
    (_B + "clip_too_big", {"safe": clip(1e-3)}),
    *((_B + "clip_too_big", {"safe": clip(low)}) for low in (0.2, 0.15, 0.1, 0.05)),
    (_B + "nan_to_num", {"safe": same, "each": lambda t: np.nan_to_num(t, nan=0.0, posinf=0.0)}),
    (_B + "nan_to_num", {"safe": same, "each": np.nan_to_num}),
    (_B + "nan_to_num", {"safe": same, "after": lambda t: np.nan_to_num(t, nan=0.0, posinf=0.0)}),
    (_B + "nan_to_num", {"safe": same, "after": np.nan_to_num}),
    (_B + "nan_to_num", {"safe": same, "each": lambda t: t[np.isfinite(t)]}),
    (_B + "nan_to_num", {"safe": same, "each": lambda t: t[~np.isnan(t)]}),
    (_B + "nan_to_num", {"safe": same, "log": lambda p: np.log(np.where(p > 0, p, 1.0))}),
    (_B + "nan_to_num", {"safe": same, "log": lambda p: np.nan_to_num(np.log(p), neginf=0.0)}),
)
_WRONG = (
    *in_manners(_binary, _MANNERS, _SINGLE),
    *in_manners(_binary, _TIGHT, _SCALED),
    *in_manners(_binary, ({"ravel": False}, _NAIVE), _BY_AXIS),
    *in_manners(_binary, ({},), _ENDS),
    *(
        Misconception(_B + "broadcast", partial(_binary, ravel=False, **fault), also=name)
        for name, fault in _ENDS
    ),
    Misconception(_B + "broadcast", partial(_binary, ravel=False)),
    Misconception(_B + "no_clip", _by_cases),
    Misconception(_B + "broadcast", partial(_by_cases, ravel=False), also=_B + "no_clip"),
    Misconception(_B + "no_clip", _one_by_one),
    Misconception(_B + "broadcast", partial(_sum_over_size, safe=keras_clip)),
    Misconception(_B + "broadcast", partial(_sum_over_size, safe=same), also=_B + "no_clip"),
    Misconception(_B + "clip_one_side", partial(_added, epsilon=1e-8, both=False)),
    *(
        Misconception(_B + "exchanged", partial(_exchanged, safe=safe, ravel=ravel))
        for safe in map(clip, EPSILONS)
        for ravel in (True, False)
    ),
    *(
        Misconception(_B + "exchanged", partial(_exchanged_added, epsilon=e, ravel=ravel))
        for e in EPSILONS
        for ravel in (True, False)
    ),
    *(Misconception(_B + "clip_too_big", partial(_added, epsilon=e)) for e in BIG_EPSILONS),
    *(
        Misconception(_B + "clip_too_big", partial(_added, epsilon=e, ravel=False), also=_B + "broadcast")
        for e in BIG_EPSILONS
    ),
    Misconception(_B + "loop_over_rows", partial(_rows, safe=keras_clip)),
    Misconception(_B + "loop_over_rows", _rows, also=_B + "no_clip"),
    Misconception(_B + "loop_over_rows", partial(_rows, safe=_clip_in_loop)),
    *(
        Misconception(_B + "loop_over_rows", partial(_if_in_loop, log=log), also=_B + "no_clip")
        for log in (np.log, math.log)
    ),
    *(
        Misconception(_B + "loop_over_rows", partial(_if_in_loop, safe=safe))
        for safe in (keras_clip, _clip_in_loop)
    ),
    Misconception(_B + "loop_over_rows", partial(_rows, log=math.log), also=_B + "no_clip"),
    Misconception(_B + "loop_over_rows", _floats_by_zip),
    *(
        Misconception(
            _B + "sum_not_mean",
            lambda y, p, safe=safe: _dot(y, p, safe=safe) * len(y),
            also=_B + "vectors_only",
        )
        for safe in (same, keras_clip)
    ),
    *(
        Misconception(_B + "samples_as_columns", partial(_columns, safe=safe, inner=inner))
        for safe in (same, keras_clip)
        for inner in (False, True)
    ),
    *(
        Misconception(_B + "samples_as_columns", partial(_columns_counted_last, safe=safe))
        for safe in (same, keras_clip)
    ),
    Misconception(_B + "vectors_only", partial(_dot, safe=keras_clip)),
    Misconception(_B + "vectors_only", _dot, also=_B + "no_clip"),
    *(
        Misconception(name, partial(_rows, safe=safe, **fault))
        for name, fault in (
            (_B + "sum_not_mean", {"divide": lambda y: 1}),
            (_B + "wrong_sign", {"sign": 1}),
            (_B + "only_positive_term", {"form": "positive"}),
            (_B + "swapped_terms", {"form": "swapped"}),
        )
        for safe in (same, keras_clip)
    ),
    *(
        Misconception(_B + name, partial(loop, turns=turns, safe=safe))
        for name, turns in TOO_FEW
        for loop in (_some_entries, _rows)
        for safe in (same, keras_clip)
    ),
    *(
        Misconception(_B + "one_reshaped", partial(_one_reshaped, shape=shape, which=which, safe=safe))
        for shape in (-1, (-1, 1))
        for which in (0, 1)
        for safe in (same, keras_clip)
    ),
    *pairs_in_manners(_binary, ({}, _NAIVE), _PAIRED),
)
#: Where lab 06 explains a fault.
_PLACES = {
    **dict.fromkeys(
        (
            "sum_not_mean", "per_example", "divide_by_rows", "one_less", "half", "doubled", "largest_loss",
            "first_sample_only", "sample_left_out",
        ),
        "concept-cost",
    ),
    **dict.fromkeys(
        ("broadcast", "one_reshaped", "loop_over_rows", "vectors_only", "samples_as_columns"),
        "concept-broadcast",
    ),
    **dict.fromkeys(("no_clip", "clip_one_side", "clip_too_big", "nan_to_num"), "concept-certain"),
    **dict.fromkeys(
        (
            "swapped_terms", "only_positive_term", "only_negative_term", "same_log_twice", "same_label_twice",
            "minus_on_first_only", "one_minus_log", "terms_multiplied", "no_labels", "label_missing",
            "entropy_of_prediction", "exchanged", "labels_of_one_and_minus_one",
        ),
        "concept-switch",
    ),
}  # fmt: skip

BINARY_CROSSENTROPY = placed(_WRONG, _PLACES, elsewhere="concept-binary")
