"""Wrong ways to turn logits into probabilities, and probabilities into a class."""

import math

import numpy as np

from nnlab.grader.misconceptions import _shifts as shifts
from nnlab.grader.misconceptions._compose import compose, singly
from nnlab.grader.spec import Misconception

_FORMULA, _STABLE, _BATCH, _TRAP, _CLASS = (
    "concept-formula",
    "concept-stability",
    "concept-batch",
    "predict-integers",
    "predict-argmax",
)


def _softmax(z, *, shift=shifts.by_row, axis=-1, keepdims=True, out=None):
    t = np.exp(shift(z)[0])
    p = t / np.sum(t, axis=axis, keepdims=keepdims)
    return p if out is None else out(p, z)


def _shifted(z):
    return np.exp(z - np.max(z, axis=-1, keepdims=True))


def _sum(x):
    return np.sum(x, axis=-1, keepdims=True)


def _into_zeros_like(exp_of):
    """The lecture's loop, into an array of the input's dtype; rows of a batch one after the other."""

    def softmax(z):
        out = np.zeros_like(z)
        for i in range(len(z)):
            out[i] = exp_of(z)[i] / np.sum(exp_of(z)) if np.ndim(z) == 1 else softmax(z[i])
        return out

    return softmax


def _lecture_loop(z):
    """The loop over len(z): the samples of a batch, so that columns add up to 1, in an array of z's dtype."""
    a = np.zeros_like(z)
    for j in range(len(z)):
        a[j] = np.exp(z[j]) / sum(np.exp(z[k]) for k in range(len(z)))
    return a


def _one_sample_loop(exp_of):
    """A loop over the logits of one vector: of a batch, every turn takes a whole row."""

    def softmax(z):
        e, a = exp_of(z), np.zeros(len(z))
        for j in range(len(z)):
            a[j] = e[j] / sum(e[k] for k in range(len(z)))
        return a

    return softmax


def _by_math(z):
    """With Python's own `max` and `exp`, which take numbers."""
    largest = max(z)
    e = [math.exp(v - largest) for v in z]
    return [v / sum(e) for v in e]


def _four_classes(exp_of):
    def softmax(z):
        e = exp_of(z)
        return e / (e[..., 0] + e[..., 1] + e[..., 2] + e[..., 3])[..., np.newaxis]

    return softmax


def _of_base(base):
    """Powers of another number than e."""

    def softmax(z):
        t = np.power(base, z - np.max(z, axis=-1, keepdims=True))
        return t / _sum(t)

    return softmax


def _cut_logits(exp_of):
    def softmax(z):
        t = exp_of(np.asarray(z).astype(int))
        return t / _sum(t)

    return softmax


def _row_by_row(exp_of):
    """A loop over the rows of a batch; each number of a vector is a row to it."""
    return lambda z: np.array([exp_of(row) / np.sum(exp_of(row)) for row in z])


def _one_hot(z):
    return (z == np.max(z, axis=-1, keepdims=True)).astype(float)


def _log(z):
    return z - np.log(np.sum(np.exp(z), axis=-1, keepdims=True))


def _stable_log(z):
    s = z - np.max(z, axis=-1, keepdims=True)
    return s - np.log(np.sum(np.exp(s), axis=-1, keepdims=True))


_FRAGILE = [(f"softmax.{name}", {"shift": way}) for name, way in shifts.FRAGILE]
_AXES = [
    *(
        ("softmax.global_sum", {"shift": way, "axis": None})
        for way in (shifts.by_all, shifts.none, shifts.by_row, shifts.by_column)
    ),
    *(
        ("softmax.axis0", {"shift": way, "axis": 0})
        for way in (shifts.by_column, shifts.none, shifts.by_all, shifts.by_row)
    ),
    *(
        ("softmax.axis1_only", {"shift": way, "axis": 1})
        for way in (shifts.by_axis1, shifts.none, shifts.by_all)
    ),
    *(
        ("softmax.no_keepdims", {"shift": way, "keepdims": False})
        for way in (shifts.without_keepdims, shifts.by_row, shifts.by_all, shifts.none)
    ),
]
_OUT = [
    *(("softmax.rounded", {"out": lambda p, _, n=n: np.round(p, n)}) for n in (2, 3, 4)),
    ("softmax.integer_output", {"out": lambda p, z: p.astype(z.dtype)}),
]
_HALF_KEPT = [
    ("softmax.no_keepdims", {"shift": shifts.without_keepdims, "axis": -1, "keepdims": True}),
    ("softmax.no_keepdims", {"shift": shifts.without_keepdims, "axis": 1, "keepdims": False}),
    ("softmax.no_keepdims", {"shift": shifts.none, "axis": 1, "keepdims": False}),
]
#: Formulas that have little in common with the right one.
_FORMULAS = (
    ("shift_below_only", lambda z: np.exp(z) / _sum(_shifted(z))),
    ("shift_above_only", lambda z: _shifted(z) / _sum(np.exp(z))),
    ("exp_of_sum", lambda z: np.exp(z) / np.exp(_sum(z))),
    ("no_exp", lambda z: z / _sum(z)),
    ("sigmoid", lambda z: 1 / (1 + np.exp(-z))),
    ("power_of_two", lambda z: np.power(2.0, z) / _sum(np.power(2.0, z))),
    ("power_of_two", _of_base(2.0)),
    *(("short_e", _of_base(e)) for e in (2.7, 2.71, 2.72, 2.718, 2.7183, 2.71828)),
    ("scaled_by_maximum", lambda z: _softmax(z / np.max(z, axis=-1, keepdims=True))),
    ("upside_down", lambda z: _sum(_shifted(z)) / _shifted(z)),
    ("upside_down", lambda z: _sum(np.exp(z)) / np.exp(z)),
    ("class_index", lambda z: np.argmax(z, axis=-1)),
    ("negative_exponent", lambda z: np.exp(-z) / _sum(np.exp(-z))),
    ("negative_exponent", lambda z: _shifted(-z) / _sum(_shifted(-z))),
    ("negative_exponent", lambda z: (1 / _shifted(z)) / _sum(1 / _shifted(z))),
    ("not_divided", np.exp),
    ("not_divided", _shifted),
    ("denominator_only", lambda z: _sum(np.exp(z))),
    ("logarithm", _stable_log),
    ("logarithm", _log),
    ("one_hot", _one_hot),
    ("mean_for_sum", lambda z: _shifted(z) / np.mean(_shifted(z), axis=-1, keepdims=True)),
    ("norm_for_sum", lambda z: _shifted(z) / np.linalg.norm(_shifted(z), axis=-1, keepdims=True)),
    ("sigmoid_normalised", lambda z: 1 / (1 + np.exp(-z)) / _sum(1 / (1 + np.exp(-z)))),
    ("divided_by_maximum", lambda z: np.exp(z) / np.max(np.exp(z), axis=-1, keepdims=True)),
    ("divided_by_length", lambda z: np.exp(z) / np.shape(z)[-1]),
    ("divided_by_length", lambda z: _shifted(z) / np.shape(z)[-1]),
    ("squared", lambda z: z**2 / _sum(z**2)),
)
_PLACES = dict.fromkeys(
    ("softmax.global_sum", "softmax.axis0", "softmax.axis1_only", "softmax.no_keepdims"), _BATCH
)
_PLACES |= dict.fromkeys((name for name, _ in _FRAGILE), _STABLE)
_PLACES |= {"softmax.rounded": _FORMULA, "softmax.integer_output": _TRAP}

SOFTMAX = (
    *singly(_softmax, [*_FRAGILE, *_AXES, *_HALF_KEPT, *_OUT], _PLACES),
    Misconception("softmax.no_max_shift", lambda z: np.exp(z) / (_sum(np.exp(z)) + 1e-8), _STABLE),
    Misconception(
        "softmax.shift_added",
        lambda z: _softmax(z, shift=lambda z: (z + np.max(z, axis=-1, keepdims=True),)),
        _STABLE,
    ),
    Misconception("softmax.nan_hidden", lambda z: np.nan_to_num(np.exp(z) / _sum(np.exp(z))), _STABLE),
    *(Misconception(f"softmax.{name}", wrong, _FORMULA) for name, wrong in _FORMULAS),
    Misconception("softmax.integer_output", _into_zeros_like(lambda z: np.exp(z - np.max(z))), _TRAP),
    Misconception("softmax.integer_output", _into_zeros_like(np.exp), _TRAP),
    Misconception("softmax.loop_over_samples", _lecture_loop, _BATCH),
    Misconception("softmax.one_sample_loop", _one_sample_loop(np.exp), _BATCH),
    Misconception("softmax.one_sample_loop", _one_sample_loop(lambda z: np.exp(z - np.max(z))), _BATCH),
    Misconception("softmax.one_sample_loop", _by_math, _BATCH),
    *(
        Misconception("softmax.rows_of_vector", _row_by_row(exp_of), _BATCH)
        for exp_of in (lambda z: np.exp(z - np.max(z)), np.exp)
    ),
    *(Misconception("softmax.cut_logits", _cut_logits(exp_of), _TRAP) for exp_of in (_shifted, np.exp)),
    Misconception("softmax.four_classes", _four_classes(_shifted), _FORMULA),
    Misconception("softmax.four_classes", _four_classes(np.exp), _FORMULA),
    *(
        entry
        for entry in compose(_softmax, [*_FRAGILE[:3], *_AXES, *_OUT], _PLACES)
        if entry.also and {"softmax.rounded", "softmax.integer_output"} & set(entry.ids)
    ),
)


def _last_axis_one_hot(probabilities):
    return np.eye(np.shape(probabilities)[-1])[np.argmax(probabilities, axis=-1)]


PREDICT_CLASS = (
    Misconception("predict_class.axis0", lambda p: np.argmax(p, axis=0), _CLASS),
    Misconception("predict_class.flattened", np.argmax, _CLASS),
    Misconception("predict_class.axis1_only", lambda p: np.argmax(p, axis=1), _CLASS),
    Misconception("predict_class.value", lambda p: np.max(p, axis=-1), _CLASS),
    Misconception("predict_class.smallest", lambda p: np.argmin(p, axis=-1), _CLASS),
    Misconception("predict_class.counted_from_one", lambda p: np.argmax(p, axis=-1) + 1, _CLASS),
    Misconception("predict_class.one_hot", _last_axis_one_hot, _CLASS),
    Misconception("predict_class.threshold", lambda p: (p >= 0.5).astype(int), _CLASS),
    Misconception("predict_class.threshold", np.round, _CLASS),
    Misconception("predict_class.keepdims", lambda p: np.argmax(p, axis=-1, keepdims=True), _CLASS),
    *(
        Misconception(f"predict_class.{name}", wrong, _CLASS)
        for name, wrong in (
            ("counted_from_one", lambda p: np.argmax(p, axis=0) + 1),
            ("axis0", lambda p: np.argmax(p, axis=0).reshape(-1, 1)),
            ("value", np.max),
            ("value", lambda p: np.max(p, axis=1)),
            ("value", lambda p: np.max(p, axis=0)),
            ("threshold", lambda p: p > 0.5),
            ("threshold", lambda p: np.where(p >= 0.5, 1, 0)),
            ("smallest", np.argmin),
            ("places_of_maximum", lambda p: np.where(p == np.max(p))),
            ("places_of_maximum", lambda p: np.where(p == np.max(p))[0]),
            ("places_of_maximum", lambda p: np.argwhere(p == np.max(p))),
            ("places_of_maximum", lambda p: np.where(p == np.max(p, axis=-1, keepdims=True))[-1]),
            ("places_of_maximum", lambda p: np.where(p == np.max(p, axis=-1, keepdims=True))[1]),
            ("last_place", lambda p: np.argmax(np.sort(p, axis=-1), axis=-1)),
            ("last_place", lambda p: np.full(np.shape(p)[:-1], np.shape(p)[-1] - 1)),
            ("class_left_out", lambda p: np.argmax(p[..., : max(1, np.shape(p)[-1] - 1)], axis=-1)),
            ("batches_only", lambda p: np.array([np.argmax(row) for row in p])),
            ("places_of_maximum", lambda p: np.where(p == np.max(p, axis=-1, keepdims=True))),
            ("batches_only", lambda p: [list(row).index(max(row)) for row in p]),
            ("batches_only", lambda p: [np.argmax(p[i, :]) for i in range(len(p))]),
            ("sorted", lambda p: np.argsort(p, axis=-1)[..., ::-1]),
            ("first_sample", lambda p: np.argmax(np.atleast_2d(p)[0])),
            ("second_class", lambda p: (p[..., 1] >= 0.5).astype(int)),
            ("second_class", lambda p: (p[..., 1] > p[..., 0]).astype(int)),
        )
    ),
    Misconception("predict_class.sorted", lambda p: np.argsort(p, axis=-1), _CLASS),
)
