"""Wrong ways to compute sparse categorical cross-entropy from logits, made from one implementation."""

import math
from functools import partial

import numpy as np

from nnlab.grader.misconceptions import _shifts as shifts
from nnlab.grader.misconceptions._compose import compose, singly
from nnlab.grader.spec import Misconception


def _logs(shift=shifts.by_row, axis=-1, keepdims=True):
    """Logarithms of softmax by a difference."""

    def logs(z):
        s, _ = shift(z)
        return s - np.log(np.sum(np.exp(s), axis=axis, keepdims=keepdims))

    return logs


def _softmax(z, shift=shifts.by_row, axis=-1):
    s, _ = shift(z)
    return np.exp(s) / np.sum(np.exp(s), axis=axis, keepdims=True)


def _logs_of(change=lambda p: p, shift=shifts.by_row, axis=-1):
    """Logarithms of softmax itself."""
    return lambda z: np.log(change(_softmax(z, shift, axis)))


_stable = _logs()


def _whole(y):
    return np.ravel(y).astype(int)


def _by_index(y, x):
    return x[np.arange(len(x)), y]


def _by_loop(y, x):
    return np.array([x[i, y[i]] for i in range(len(x))])


def _by_one_hot(y, x):
    return np.sum(np.eye(x.shape[1])[y] * x, axis=-1)


def _filled(y, x):
    hot = np.zeros_like(x)
    hot[np.arange(len(x)), y] = 1
    return hot


def _by_hand(shifted, flat):
    """With Python's own functions, which refuse to overflow and to take the logarithm of 0."""

    def loss(y_true, logits):
        total = 0.0
        for label, row in zip(np.ravel(y_true) if flat else y_true, logits, strict=True):
            top = max(row) if shifted else 0.0
            e = [math.exp(z - top) for z in row]
            total -= math.log(e[int(label)] / sum(e))
        return total / len(logits)

    return loss


def _returned_in_the_loop(pick):
    """The first sample's share of the mean; a label is made a whole number by `int`, or not at all."""
    return lambda y, z: (np.logaddexp.reduce(z[0]) - z[0, pick(y[0])]) / len(z)


def _total(x):
    """A mean by adding up: a column of labels leaves an axis."""
    return sum(x) / len(x)


def _loss(y_true, logits, *, labels=_whole, logs=_stable, pick=_by_index, join=None, reduce=np.mean):
    y = labels(y_true)
    if join is not None:
        return reduce(join(y, logits, logs))
    return reduce(-pick(y, logs(logits)))


#: Right on ordinary logits, wrong on extreme ones.
_FRAGILE = (
    ("log_of_softmax", _logs_of()),
    ("no_max_shift", _logs_of(shift=shifts.none)),
    ("no_max_shift", _logs(shift=shifts.none)),
    ("global_max", _logs(shift=shifts.by_all)),
    ("global_max", _logs_of(shift=shifts.by_all)),
    *(
        ("clipped", _logs_of(lambda p, e=e: np.clip(p, e, 1 - e), shift))
        for shift in (shifts.by_row, shifts.none)
        for e in (1e-7, 1e-8, 1e-10, 1e-12, 1e-15)
    ),
    *(("clipped", _logs_of(lambda p, e=e: np.clip(p, e, None))) for e in (1e-7, 1e-12, 1e-15)),
    *(
        ("clipped", _logs_of(lambda p, e=e: p + e, shift))
        for shift in (shifts.by_row, shifts.none)
        for e in (1e-7, 1e-8, 1e-9, 1e-10, 1e-12, 1e-15)
    ),
    ("inf_hidden", lambda z: np.nan_to_num(_logs_of()(z))),
    ("inf_hidden", lambda z: np.nan_to_num(_logs_of(shift=shifts.none)(z))),
    ("clipped_logits", _logs(lambda z: (np.clip(z, -500, 500), 0.0))),
    ("clipped_logits", _logs(lambda z: (np.clip(z, -700, 700), 0.0))),
    *((name, _logs(shift)) for name, shift in shifts.FRAGILE[2:6]),
)
#: Ways to use the labels as they come: a column, or floats, then break the index.
_LABELS = (
    ("column_labels", {"labels": lambda y: y.astype(int)}),
    ("column_labels", {"labels": lambda y: y.astype(int), "reduce": lambda x: np.sum(x) / len(x)}),
    ("column_labels", {"labels": lambda y: y.astype(int), "pick": _by_loop, "reduce": _total}),
    ("column_labels", {"labels": lambda y: y.astype(int), "pick": _by_one_hot}),
    ("float_index", {"labels": np.ravel}),
    ("float_index", {"labels": np.ravel, "pick": _by_loop}),
    ("float_index", {"labels": np.ravel, "pick": _by_one_hot}),
)
_RAW = (
    {"labels": lambda y: y},
    {"labels": lambda y: y, "reduce": lambda x: np.sum(x) / len(x)},
    {"labels": lambda y: y, "pick": _by_loop, "reduce": _total},
    {"labels": lambda y: y, "pick": _by_one_hot},
    {"labels": lambda y: y, "pick": lambda y, x: np.sum(np.eye(x.shape[1])[y] * x, axis=1)},
    {
        "labels": lambda y: y,
        "pick": lambda y, x: np.eye(x.shape[1])[y] * x,
        "reduce": lambda x: np.sum(x) / len(x),
    },
)
#: The index has another place: ones filled in, or labels that may be rows of 0 and 1 as well.
_FILLED = (
    {"labels": lambda y: y, "pick": lambda y, x: np.sum(_filled(y, x) * x, axis=1)},
    {"labels": lambda y: y, "pick": lambda y, x: _by_index(y.argmax(axis=1) if y.size == x.size else y, x)},
    {
        "labels": lambda y: y,
        "pick": lambda y, x: _by_index(y.argmax(axis=1) if y.size == x.size else y, x),
        "reduce": lambda x: np.sum(x) / x.shape[0],
    },
)
_SUMS = (
    ("global_max_axis", _logs(shifts.by_all, axis=0)),
    ("global_max_axis", _logs(shifts.by_column, axis=0)),
    ("global_max_axis", _logs(shifts.none, axis=0)),
    ("global_max_axis", _logs_of(shift=shifts.by_all, axis=0)),
    ("global_max_axis", _logs_of(shift=shifts.none, axis=0)),
    ("global_sum", _logs(shifts.by_all, axis=None)),
    ("global_sum", _logs(shifts.none, axis=None)),
    ("global_sum", _logs_of(shift=shifts.by_all, axis=None)),
    ("global_sum", _logs_of(shift=shifts.none, axis=None)),
    ("no_keepdims", _logs(shifts.by_row, keepdims=False)),
    ("no_keepdims", _logs(shifts.none, keepdims=False)),
    ("no_keepdims", _logs(shifts.without_keepdims, keepdims=False)),
    ("shift_forgotten", lambda z: z - np.log(np.sum(np.exp(shifts.by_row(z)[0]), axis=-1, keepdims=True))),
    ("exp_missing", lambda z: z - np.log(np.sum(z, axis=-1, keepdims=True))),
    ("sum_inside_wrong", lambda z: z - np.sum(z, axis=-1, keepdims=True)),
    ("sigmoid_for_softmax", lambda z: -np.logaddexp(0, -z)),
    ("sigmoid_for_softmax", lambda z: np.log(1 / (1 + np.exp(-z)))),
    ("softmax_twice", lambda z: _stable(_softmax(z))),
    ("softmax_twice", lambda z: _logs_of()(_softmax(z))),
    ("missing_lse", lambda z: z),
    ("no_softmax", np.log),
    *(("no_softmax", lambda z, e=e: np.log(np.clip(z, e, None))) for e in (1e-7, 1e-8, 1e-12, 1e-15)),
    *(("no_softmax", lambda z, e=e: np.log(np.clip(z, e, 1 - e))) for e in (1e-7, 1e-15)),
    *(("no_softmax", lambda z, e=e: np.log(z + e)) for e in (1e-8, 1e-7)),
    ("one_minus", lambda z: _softmax(z) - 1),
    ("log_missing", _softmax),
    ("log_base", lambda z: _stable(z) / np.log(2)),
    ("log_base", lambda z: _stable(z) / np.log(10)),
)
_PICKS = (
    ("minus_missing", {"pick": lambda y, x: -_by_index(y, x)}),
    ("off_by_one_label", {"pick": lambda y, x: _by_index(y - 1, x)}),
    ("off_by_one_label", {"pick": lambda y, x: _by_index(y + 1, x)}),
    ("largest_class", {"pick": lambda _, x: np.max(x, axis=-1)}),
    ("all_classes", {"pick": lambda _, x: np.sum(x, axis=-1)}),
    ("all_classes", {"pick": lambda _, x: x}),
    ("every_pair", {"pick": lambda y, x: x[:, y]}),
    ("first_class", {"pick": lambda _, x: x[:, 0]}),
    ("rows_by_label", {"pick": lambda y, x: x[y]}),
    ("first_sample", {"pick": lambda y, x: x[0, y[0]]}),
    ("first_sample", {"pick": lambda y, x: x[0, y[0]] / len(x)}),
    ("treats_as_onehot", {"pick": lambda y, x: np.sum(y[:, np.newaxis] * x, axis=-1)}),
    ("treats_as_onehot", {"pick": lambda y, x: y * x}),
    ("treats_as_onehot", {"pick": lambda y, x: y[:, np.newaxis] * x}),
)
_REDUCTIONS = (
    ("sum_not_mean", {"reduce": np.sum}),
    ("per_example", {"reduce": lambda x: x}),
    ("halved", {"reduce": lambda x: np.mean(x) / 2}),
    ("largest", {"reduce": np.max}),
    ("rounded", {"reduce": lambda x: np.round(np.mean(x), 2)}),
    ("rounded", {"reduce": lambda x: np.round(np.mean(x), 3)}),
    ("rounded", {"reduce": lambda x: np.round(np.mean(x), 4)}),
    ("integer_output", {"reduce": lambda x: int(np.mean(x))}),
)
_BY_CLASSES = (
    (
        "divided_by_classes",
        {"join": lambda y, z, logs: -np.sum(_by_index(y, logs(z))) / z.shape[1], "reduce": float},
    ),
    (
        "divided_by_entries",
        {"join": lambda y, z, logs: -np.sum(_by_index(y, logs(z))) / z.size, "reduce": float},
    ),
    ("lse_only", {"join": lambda y, z, logs: np.mean(np.logaddexp.reduce(z, axis=-1)), "reduce": float}),
    ("binary_form", {"join": lambda y, z, logs: _binary(y, z, logs, np.sum)}),
    ("binary_form", {"join": lambda y, z, logs: _binary(y, z, logs, np.mean)}),
)


def _binary(y, z, logs, over_classes):
    hot = np.eye(z.shape[1])[y]
    with np.errstate(all="ignore"):
        terms = hot * logs(z) + (1 - hot) * np.log(1 - np.exp(logs(z)))
    return -over_classes(terms, axis=-1)


def _faults(ways):
    return [(f"sparse_categorical_crossentropy_from_logits.{name}", switches) for name, switches in ways]


_FAMILY = "sparse_categorical_crossentropy_from_logits"
_ROBUST = _faults(
    [
        *((name, {"logs": logs}) for name, logs in _FRAGILE),
        # With one-hot labels 0 times inf is nan in every row that has a probability of 0.
        *((name, {"logs": logs, "pick": _by_one_hot}) for name, logs in _FRAGILE[:3]),
    ]
)
_FAULTS = _faults([*_PICKS, *_REDUCTIONS, *_BY_CLASSES])
_WRONG_LOGS = _faults((name, {"logs": logs}) for name, logs in _SUMS)
_MANNERS = [_stable, _FRAGILE[0][1], _FRAGILE[1][1], _logs_of(lambda p: p + 1e-8)]
_OFTEN = [
    *_WRONG_LOGS[:1],
    *_ROBUST[:2],
    *_faults([*_PICKS[:2], *_REDUCTIONS[:2], *_LABELS[:1], *_LABELS[4:5]]),
]


_COLUMNS = f"{_FAMILY}.column_labels"
#: What else goes wrong in code that is fragile and takes the labels raw.
_ON_TOP = _faults([*_REDUCTIONS[:2], *_PICKS[:1]])


def _as_they_come(function, faults, also=_COLUMNS, ways=_RAW):
    """Faults of a function that uses the labels as they come."""
    return [
        Misconception(name, partial(function, **raw, **switches), also=also)
        for raw in ways
        for name, switches in faults
        if not raw.keys() & switches.keys()
    ]


SPARSE_CATEGORICAL_CROSSENTROPY_FROM_LOGITS = (
    *singly(_loss, [*_ROBUST, *_faults(_LABELS)]),
    *_as_they_come(_loss, [(_COLUMNS, {})], f"{_FAMILY}.float_index"),
    *_as_they_come(_loss, [f for f in _ROBUST if "clip" not in f[0]]),
    *_as_they_come(_loss, [f for f in _ROBUST if "clip" in f[0]], ways=(*_RAW[:2], *_FILLED)),
    *(
        entry
        for name, switches in _ROBUST[:5]
        for entry in _as_they_come(partial(_loss, **switches), _ON_TOP, (name, _COLUMNS), _RAW[:1])
    ),
    *_as_they_come(_loss, [(_COLUMNS, {})], f"{_FAMILY}.float_index", _FILLED),
    *(
        Misconception(f"{_FAMILY}.{name}", _by_hand(shifted, flat), also="" if flat else _COLUMNS)
        for name, shifted in (("log_of_softmax", True), ("no_max_shift", False))
        for flat in (True, False)
    ),
    *(
        Misconception(
            name, partial(_loss, reduce=np.sum, **switches, **labels), also=f"{_FAMILY}.sum_not_mean"
        )
        for labels in ({}, _RAW[0])
        for name, switches in _WRONG_LOGS[:9]
    ),
    *(
        Misconception(f"{_FAMILY}.first_sample", _returned_in_the_loop(pick))
        for pick in (int, lambda label: label)
    ),
    *singly(_loss, _WRONG_LOGS),
    *singly(partial(_loss, **_RAW[0]), _WRONG_LOGS),
    *(
        entry
        for labels in (_whole, lambda y: y)
        for logs in _MANNERS
        for entry in singly(partial(_loss, labels=labels, logs=logs), _FAULTS)
    ),
    *(entry for entry in compose(_loss, _OFTEN) if entry.also),
)
