"""Wrong ways to compute binary cross-entropy from probabilities."""

import math
from functools import partial

import numpy as np

from nnlab.grader.misconceptions._binary_ways import (
    added,
    binary_loss,
    by_cases,
    clip_in_loop,
    columns,
    columns_counted_last,
    dot_loss,
    exchanged,
    exchanged_added,
    floats_by_zip,
    if_in_loop,
    one_by_one,
    one_reshaped,
    rows,
    some_entries,
    sum_over_size,
)
from nnlab.grader.misconceptions._compose import placed
from nnlab.grader.misconceptions._manners import in_manners, pairs_in_manners
from nnlab.grader.misconceptions._probabilities import BIG_EPSILONS, EPSILONS, clip, keras_clip, same, sigmoid
from nnlab.grader.misconceptions._turns import TOO_FEW
from nnlab.grader.spec import Misconception

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
    *in_manners(binary_loss, _MANNERS, _SINGLE),
    *in_manners(binary_loss, _TIGHT, _SCALED),
    *in_manners(binary_loss, ({"ravel": False}, _NAIVE), _BY_AXIS),
    *in_manners(binary_loss, ({},), _ENDS),
    *(
        Misconception(_B + "broadcast", partial(binary_loss, ravel=False, **fault), also=name)
        for name, fault in _ENDS
    ),
    Misconception(_B + "broadcast", partial(binary_loss, ravel=False)),
    Misconception(_B + "no_clip", by_cases),
    Misconception(_B + "broadcast", partial(by_cases, ravel=False), also=_B + "no_clip"),
    Misconception(_B + "no_clip", one_by_one),
    Misconception(_B + "broadcast", partial(sum_over_size, safe=keras_clip)),
    Misconception(_B + "broadcast", partial(sum_over_size, safe=same), also=_B + "no_clip"),
    Misconception(_B + "clip_one_side", partial(added, epsilon=1e-8, both=False)),
    *(
        Misconception(_B + "exchanged", partial(exchanged, safe=safe, ravel=ravel))
        for safe in map(clip, EPSILONS)
        for ravel in (True, False)
    ),
    *(
        Misconception(_B + "exchanged", partial(exchanged_added, epsilon=e, ravel=ravel))
        for e in EPSILONS
        for ravel in (True, False)
    ),
    *(Misconception(_B + "clip_too_big", partial(added, epsilon=e)) for e in BIG_EPSILONS),
    *(
        Misconception(_B + "clip_too_big", partial(added, epsilon=e, ravel=False), also=_B + "broadcast")
        for e in BIG_EPSILONS
    ),
    Misconception(_B + "loop_over_rows", partial(rows, safe=keras_clip)),
    Misconception(_B + "loop_over_rows", rows, also=_B + "no_clip"),
    Misconception(_B + "loop_over_rows", partial(rows, safe=clip_in_loop)),
    *(
        Misconception(_B + "loop_over_rows", partial(if_in_loop, log=log), also=_B + "no_clip")
        for log in (np.log, math.log)
    ),
    *(
        Misconception(_B + "loop_over_rows", partial(if_in_loop, safe=safe))
        for safe in (keras_clip, clip_in_loop)
    ),
    Misconception(_B + "loop_over_rows", partial(rows, log=math.log), also=_B + "no_clip"),
    Misconception(_B + "loop_over_rows", floats_by_zip),
    *(
        Misconception(
            _B + "sum_not_mean",
            lambda y, p, safe=safe: dot_loss(y, p, safe=safe) * len(y),
            also=_B + "vectors_only",
        )
        for safe in (same, keras_clip)
    ),
    *(
        Misconception(_B + "samples_as_columns", partial(columns, safe=safe, inner=inner))
        for safe in (same, keras_clip)
        for inner in (False, True)
    ),
    *(
        Misconception(_B + "samples_as_columns", partial(columns_counted_last, safe=safe))
        for safe in (same, keras_clip)
    ),
    Misconception(_B + "vectors_only", partial(dot_loss, safe=keras_clip)),
    Misconception(_B + "vectors_only", dot_loss, also=_B + "no_clip"),
    *(
        Misconception(name, partial(rows, safe=safe, **fault))
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
        for loop in (some_entries, rows)
        for safe in (same, keras_clip)
    ),
    *(
        Misconception(_B + "one_reshaped", partial(one_reshaped, shape=shape, which=which, safe=safe))
        for shape in (-1, (-1, 1))
        for which in (0, 1)
        for safe in (same, keras_clip)
    ),
    *pairs_in_manners(binary_loss, ({}, _NAIVE), _PAIRED),
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
