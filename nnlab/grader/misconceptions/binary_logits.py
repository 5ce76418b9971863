"""Wrong ways to compute binary cross-entropy from logits, made from one implementation."""

from functools import partial

import numpy as np

from nnlab.grader.misconceptions._compose import compose, singly
from nnlab.grader.spec import Misconception


def _stable(z):
    return -np.logaddexp(0, -z), -np.logaddexp(0, z)


def _sigmoid(z):
    return 1 / (1 + np.exp(-z))


def _of_probability(change=lambda p: p, probability=_sigmoid):
    """Logarithms of a probability and of its complement."""

    def logs(z):
        p = change(probability(z))
        return np.log(p), np.log(1 - p)

    return logs


def _with_epsilon(epsilon):
    def logs(z):
        return np.log(_sigmoid(z) + epsilon), np.log(1 - _sigmoid(z) + epsilon)

    return logs


def _both(y, positive, negative, _z):
    return -(y * positive + (1 - y) * negative)


def _loss(y_true, logits, *, flat=True, logs=_stable, join=_both, reduce=np.mean, as_floats=True):
    y, z = (np.ravel(y_true), np.ravel(logits)) if flat is True else (y_true, logits)
    if flat == "labels":
        y = np.reshape(y, np.shape(z))
    if as_floats:
        y = np.asarray(y, dtype=float)
    return reduce(join(y, *logs(z), z))


#: Right on ordinary logits, wrong on extreme ones.
_FRAGILE = (
    ("log_of_sigmoid", {"logs": _of_probability()}),
    *(
        ("clipped_sigmoid", {"logs": _of_probability(lambda p, e=e: np.clip(p, e, 1 - e))})
        for e in (1e-7, 1e-8, 1e-10, 1e-12, 1e-15, 1e-6, 1e-5, float(np.finfo(np.float64).eps))
    ),
    *(
        ("clipped_sigmoid", {"logs": _of_probability(probability=lambda z, c=c: _sigmoid(np.clip(z, -c, c)))})
        for c in (500, 700, 709, 100, 50, 30, 20)
    ),
    *(
        ("clipped_sigmoid", {"logs": _with_epsilon(e)})
        for e in (1e-8, 1e-7, 1e-9, 1e-10, 1e-12, 1e-15, 1e-16)
    ),
)
_OVERFLOW = (
    lambda y, p, n, z: np.log(1 + np.exp(z)) - y * z,
    lambda y, p, n, z: np.log1p(np.exp(z)) - y * z,
    lambda y, p, n, z: np.log(1 + np.exp(-z)) + (1 - y) * z,
    lambda y, p, n, z: y * np.log(1 + np.exp(-z)) + (1 - y) * np.log(1 + np.exp(z)),
    lambda y, p, n, z: np.where(y == 1, np.log(1 + np.exp(-z)), np.log(1 + np.exp(z))),
    lambda y, p, n, z: np.log(1 + np.exp((1 - 2 * y) * z)),
    lambda y, p, n, z: np.log(1 + np.exp(-z)) + z - y * z,
)
_HIDDEN = (
    lambda y, p, n, z: np.nan_to_num(_both(y, *_of_probability()(z), z)),
    lambda y, p, n, z: np.nan_to_num(np.log(1 + np.exp(z)) - y * z),
)
_JOINS = (
    ("only_positive_term", lambda y, p, n, z: -y * p),
    ("only_negative_term", lambda y, p, n, z: -(1 - y) * n),
    ("swapped_terms", lambda y, p, n, z: -(y * n + (1 - y) * p)),
    ("minus_missing", lambda y, p, n, z: y * p + (1 - y) * n),
    ("minus_on_one_term", lambda y, p, n, z: -y * p + (1 - y) * n),
    ("label_one_always", lambda y, p, n, z: -p + 0 * y),
    ("label_zero_always", lambda y, p, n, z: -n + 0 * y),
    ("both_terms_in_full", lambda y, p, n, z: -(p + n) + 0 * y),
)


def _tail(z):
    return np.log1p(np.exp(-np.abs(z)))


#: Formulas of the logits themselves.
_FORMULAS = (
    (
        "no_sigmoid",
        lambda y, p, n, z: _both(
            y, *_of_probability(lambda p: np.clip(p, 1e-7, 1 - 1e-7), lambda z: z)(z), z
        ),
    ),
    (
        "no_sigmoid",
        lambda y, p, n, z: _both(
            y, *_of_probability(lambda p: np.clip(p, 1e-15, 1 - 1e-15), lambda z: z)(z), z
        ),
    ),
    (
        "no_sigmoid",
        lambda y, p, n, z: _both(
            y, *_of_probability(lambda p: np.clip(p, 1e-8, 1 - 1e-8), lambda z: z)(z), z
        ),
    ),
    ("no_sigmoid", lambda y, p, n, z: _both(y, *_of_probability(probability=lambda z: z)(z), z)),
    ("no_sigmoid", lambda y, p, n, z: -(y * np.log(z + 1e-8) + (1 - y) * np.log(1 - z + 1e-8))),
    ("sigmoid_twice", lambda y, p, n, z: _both(y, *_of_probability(_sigmoid)(z), z)),
    ("sigmoid_twice", lambda y, p, n, z: _both(y, *_stable(_sigmoid(z)), z)),
    ("softmax_for_sigmoid", lambda y, p, n, z: -y * np.log(np.exp(z) / np.sum(np.exp(z)))),
    (
        "softmax_for_sigmoid",
        lambda y, p, n, z: _both(
            y, *_of_probability(probability=lambda z: np.exp(z) / np.sum(np.exp(z)))(z), z
        ),
    ),
    ("plus_yz", lambda y, p, n, z: np.maximum(z, 0) + z * y + _tail(z)),
    ("plus_yz", lambda y, p, n, z: np.log(1 + np.exp(z)) + y * z),
    ("max_missing", lambda y, p, n, z: _tail(z) - z * y),
    ("log_term_missing", lambda y, p, n, z: np.maximum(z, 0) - z * y),
    ("abs_missing", lambda y, p, n, z: np.maximum(z, 0) - z * y + np.log1p(np.exp(-z))),
    ("abs_missing", lambda y, p, n, z: np.maximum(z, 0) - z * y + np.log1p(np.exp(z))),
    ("abs_for_max", lambda y, p, n, z: np.abs(z) - z * y + _tail(z)),
    ("largest_for_each", lambda y, p, n, z: np.max(z, 0) - z * y + _tail(z)),
    ("min_for_max", lambda y, p, n, z: np.minimum(z, 0) - z * y + _tail(z)),
    ("one_added_twice", lambda y, p, n, z: np.maximum(z, 0) - z * y + np.log1p(1 + np.exp(-np.abs(z)))),
    ("one_added_twice", lambda y, p, n, z: np.log1p(1 + np.exp(z)) - z * y),
    ("sign_of_abs", lambda y, p, n, z: np.maximum(z, 0) - z * y + np.log1p(np.exp(np.abs(z)))),
    ("log_without_1", lambda y, p, n, z: np.maximum(z, 0) - z * y - np.abs(z)),
    ("tail_subtracted", lambda y, p, n, z: np.maximum(z, 0) - z * y - _tail(z)),
    ("plus_minus_labels", lambda y, p, n, z: np.log(1 + np.exp(-y * z))),
    ("plus_minus_labels", lambda y, p, n, z: np.logaddexp(0, -y * z)),
    ("log_base", lambda y, p, n, z: _both(y, p, n, z) / np.log(2)),
    ("log_base", lambda y, p, n, z: _both(y, p, n, z) / np.log(10)),
    ("squared_error", lambda y, p, n, z: (y - _sigmoid(z)) ** 2),
    ("squared_error", lambda y, p, n, z: (y - z) ** 2),
    ("absolute_error", lambda y, p, n, z: np.abs(y - _sigmoid(z))),
    ("hinge", lambda y, p, n, z: np.maximum(0, 1 - (2 * y - 1) * z)),
)
_REDUCTIONS = (
    ("sum_not_mean", np.sum),
    ("per_example", lambda x: x),
    ("halved", lambda x: np.mean(x) / 2),
    ("twice_the_mean", lambda x: 2 * np.mean(x)),
    ("largest", np.max),
    ("first_entry", lambda x: np.ravel(x)[0] / np.size(x)),
    ("first_entry", lambda x: np.ravel(x)[0]),
    ("rounded", lambda x: np.round(np.mean(x), 2)),
    ("rounded", lambda x: np.round(np.mean(x), 3)),
    ("rounded", lambda x: np.round(np.mean(x), 4)),
    ("integer_output", lambda x: int(np.mean(x))),
)


#: Faults that flat arrays do not show.
_BY_ROW = (
    ("mean_of_axis", lambda x: np.mean(x, axis=-1)),
    ("mean_of_axis", lambda x: np.mean(x, axis=0)),
    ("divided_by_rows", lambda x: np.sum(x) / len(x)),
    ("divided_by_rows", lambda x: np.mean(np.sum(x, axis=-1))),
)


def _by_dot(logs, turned):
    """A sum of products as a matrix product, which rows and columns make a matrix or an error."""

    def loss(y, z):
        positive, negative = logs(z)
        first, second = (y.T, (1 - y).T) if turned else (y, 1 - y)
        return -(np.dot(first, positive) + np.dot(second, negative)) / len(y)

    return loss


def _faults(ways):
    return [(f"binary_crossentropy_from_logits.{name}", switches) for name, switches in ways]


_ROBUST = _faults(
    [
        *_FRAGILE,
        # One switch for logarithms and join: what one of them does to the other is of no interest.
        *(("log1p_exp_overflow", {"join": join, "logs": _stable}) for join in _OVERFLOW),
        *(("nan_hidden", {"join": join, "logs": _stable}) for join in _HIDDEN),
        ("broadcast", {"flat": False}),
    ]
)
_UNSIGNED = {"as_floats": False, "join": lambda y, p, n, z: -y * p - (1 - y) * n}
_UNSIGNED_FORMULA = {
    "as_floats": False,
    "join": lambda y, p, n, z: np.maximum(z, 0) + (-y) * z + _tail(z),
}
_UNSIGNED_SIGN = {"as_floats": False, "join": lambda y, p, n, z: np.logaddexp(0, (1 - 2 * y) * z)}
_FAULTS = _faults(
    [
        *((name, {"join": join}) for name, join in _JOINS),
        *((name, {"reduce": reduce}) for name, reduce in _REDUCTIONS),
    ]
)
#: Both made flat, both as they are, or the labels brought to the shape of the logits.
_SHAPES = (True, False, "labels")
_MANNERS = (
    {"logs": _stable},
    {"logs": _of_probability()},
    {"logs": _FRAGILE[1][1]["logs"]},
    {"logs": _with_epsilon(1e-8)},
    {"logs": _stable, "join": _OVERFLOW[0]},
)
_OFTEN = [
    *_faults((name, {"join": join}) for name, join in _JOINS[:5]),
    *_faults((name, {"reduce": reduce}) for name, reduce in _REDUCTIONS[:2]),
]

_OF_UNSIGNED = "binary_crossentropy_from_logits.unsigned_labels"
_TABLE = "binary_crossentropy_from_logits.broadcast"

BINARY_CROSSENTROPY_FROM_LOGITS = (
    *singly(_loss, _ROBUST),
    *singly(
        _loss,
        _faults(("unsigned_labels", way) for way in (_UNSIGNED, _UNSIGNED_SIGN, _UNSIGNED_FORMULA)),
    ),
    # The minus before the labels meets every other fault.
    *(
        Misconception(
            name,
            partial(_loss, flat=flat, **switches, **_UNSIGNED),
            also=_OF_UNSIGNED if flat else (_TABLE, _OF_UNSIGNED),
        )
        for flat in _SHAPES
        for name, switches in _faults(_FRAGILE)
    ),
    Misconception(_TABLE, partial(_loss, flat=False, **_UNSIGNED), also=_OF_UNSIGNED),
    *(
        entry
        for flat in _SHAPES
        for manner in _MANNERS
        for entry in singly(partial(_loss, flat=flat, **manner), _FAULTS)
    ),
    *(
        entry
        for flat in _SHAPES[1:]
        for manner in _MANNERS
        for entry in singly(
            partial(_loss, flat=flat, **manner),
            _faults((name, {"reduce": reduce}) for name, reduce in _BY_ROW),
        )
    ),
    *(
        entry
        for flat in _SHAPES
        for entry in singly(partial(_loss, flat=flat), _faults((name, {"join": f}) for name, f in _FORMULAS))
    ),
    *(
        Misconception("binary_crossentropy_from_logits.matrix_product", _by_dot(manner["logs"], turned))
        for manner in _MANNERS[:4]
        for turned in (True, False)
    ),
    *(entry for entry in compose(_loss, [*_ROBUST, *_OFTEN]) if entry.also),
)
