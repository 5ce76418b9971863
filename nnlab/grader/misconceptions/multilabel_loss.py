"""Wrong ways to compute the loss of several labels from logits."""

from functools import partial

import numpy as np

from nnlab.grader.misconceptions._compose import placed
from nnlab.grader.misconceptions._loss_of_logits import (
    added,
    both_terms,
    categorical,
    categorical_by_m,
    categorical_of_logits,
    exchanged,
    loss,
    one_by_one,
    one_plus_exp,
    plus,
    quotient,
    sigmoid,
    sum_over_size,
    to_zero,
)
from nnlab.grader.misconceptions._manners import in_manners, pairs_in_manners
from nnlab.grader.misconceptions._probabilities import EPSILONS, SOFTMAXES, clip, keras_clip, same
from nnlab.grader.spec import Misconception

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
    (_L + "last_left_out", {"reduce": "last_missing"}),
    (_L + "last_left_out", {"reduce": "last_left_out"}),
    (_L + "first_only", {"reduce": "first_over_size"}),
    (_L + "first_only", {"reduce": "first"}),
)
_OF_SIGMOID = (
    (_L + "same_log_twice", {"form": "same_log"}),
    (_L + "minus_on_first_only", {"form": "minus"}),
    (_L + "log2", {"form": "log2"}),
    (_L + "log10", {"form": "log10"}),
    (_L + "squared_error", {"form": "squared"}),
    (_L + "absolute_error", {"form": "absolute"}),
    (_L + "error_rate", {"form": "mistakes"}),
    (_L + "sigmoid_again", {"before": sigmoid}),
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
    (_L + "exponent_sign", {"form": "exponent_sign"}),
    (_L + "one_for_zero", {"form": "one_for_zero"}),
    (_L + "log2", {"each": lambda losses: losses / np.log(2)}),
    (_L + "log10", {"each": lambda losses: losses / np.log(10)}),
    (_L + "sigmoid_again", {"before": sigmoid}),
)
#: The same faults in a formula that overflows besides: the fault of the ordinary numbers is named.
_OF_TYPED = tuple(
    (_L + name, {"form": form, "stable": "typed"})
    for name, form in (
        ("swapped_terms", "swapped"),
        ("wrong_sign", "wrong_sign"),
        ("no_product", "no_product"),
        ("product_added", "product_added"),
        ("label_without_logit", "label_outside"),
        ("exponent_sign", "exponent_sign"),
    )
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
    (_L + "naive_sigmoid", {**_BARE, "squash": quotient}),
)
_OVERFLOWS = (one_plus_exp, partial(one_plus_exp, log=lambda z: np.log1p(np.exp(z))), both_terms)

MULTILABEL_LOSS = placed(
    (
        *in_manners(loss, _MANNERS, _ANY),
        *in_manners(loss, _BY_SIGMOID, _OF_SIGMOID),
        *in_manners(loss, _FLAT, (*_OF_LOGITS, *_OF_TYPED)),
        *in_manners(
            loss,
            tuple(
                {**how, **shape} for how in (_LOGITS, _CLIPPED, _TIGHT, _BARE) for shape in (_WIDE, _RESHAPED)
            ),
            _BY_AXIS,
        ),
        *in_manners(
            loss,
            tuple({**how, **_WIDE} for how in (_CLIPPED, _TIGHT, _BARE)),
            tuple((_L + "softmax", {"squash": squash}) for squash in SOFTMAXES),
        ),
        *(
            Misconception(_L + "softmax", partial(categorical, axis=axis, squash=squash, safe=safe))
            for axis in (-1, 1)
            for squash in SOFTMAXES[:4]
            for safe in (same, keras_clip, *map(plus, EPSILONS))
        ),
        *(
            Misconception(_L + "softmax", partial(categorical_by_m, squash=squash, safe=safe))
            for squash in SOFTMAXES[:2]
            for safe in (same, keras_clip, *map(plus, EPSILONS))
        ),
        Misconception(_L + "softmax", categorical_of_logits),
        Misconception(_L + "softmax", partial(categorical_of_logits, axis=1)),
        Misconception(_L + "broadcast", sum_over_size),
        *(
            Misconception(_L + "broadcast", partial(sum_over_size, **how), also=name)
            for how, name in ((_BARE, _L + "naive_sigmoid"), (_CLIPPED, _L + "clipped_sigmoid"))
        ),
        Misconception(_L + "exchanged", exchanged),
        Misconception(_L + "exchanged", partial(exchanged, ravel=False)),
        *(
            Misconception(_L + "exchanged", partial(exchanged, stable=False, safe=safe))
            for safe in (same, *map(clip, EPSILONS))
        ),
        *in_manners(loss, ({},), _ENDS),
        *(
            Misconception(_L + "broadcast", partial(loss, ravel=False, **end), also=name)
            for name, end in _ENDS
        ),
        Misconception(_L + "broadcast", partial(loss, ravel=False)),
        *(Misconception(_L + "clipped_sigmoid", partial(added, epsilon=e)) for e in EPSILONS),
        *in_manners(
            added,
            tuple({"epsilon": e, "ravel": ravel} for e in (1e-6, *EPSILONS) for ravel in (False, "labels")),
            _BY_AXIS[:3],
        ),
        *in_manners(
            added,
            tuple({"epsilon": e, "ravel": ravel} for e in (1e-6, *EPSILONS) for ravel in (True, False)),
            ((_L + "sum_not_mean", {"reduce": "sum"}), (_L + "per_example", {"reduce": "none"})),
        ),
        *(
            Misconception(
                _L + "broadcast", partial(added, epsilon=e, ravel=False), also=_L + "clipped_sigmoid"
            )
            for e in EPSILONS
        ),
        *(Misconception(_L + "log1p_exp_overflow", way) for way in _OVERFLOWS),
        *(
            Misconception(_L + "broadcast", partial(way, ravel=False), also=_L + "log1p_exp_overflow")
            for way in _OVERFLOWS
        ),
        Misconception(_L + "naive_sigmoid", one_by_one),
        *(
            Misconception(_L + "nan_to_num", partial(way, **flat, each=each))
            for way in (partial(loss, **_BARE), one_plus_exp)
            for flat in ({}, _RESHAPED)
            for each in (to_zero, np.nan_to_num)
        ),
        # Not made flat, a column meets a vector besides.
        *(
            Misconception(_L + "broadcast", partial(way, **_WIDE, each=each), also=_L + "nan_to_num")
            for way in (partial(loss, **_BARE), one_plus_exp)
            for each in (to_zero, np.nan_to_num)
        ),
        *pairs_in_manners(loss, (_CLIPPED, {**_BARE, **_WIDE}), _PAIRED),
    ),
    dict.fromkeys(
        (
            "clipped_sigmoid",
            "naive_sigmoid",
            "nan_to_num",
            "log1p_exp_overflow",
            "no_max_term",
            "no_absolute_value",
            "no_log_term",
            "no_product",
            "product_added",
            "label_without_logit",
            "exponent_sign",
            "one_for_zero",
        ),
        "concept-from-logits",
    )
    | dict.fromkeys(("no_sigmoid", "sigmoid_again", "tanh"), "concept-one-output")
    | {"softmax": "concept-softmax", "broadcast": "concept-column"},
    elsewhere="concept-loss",
)
