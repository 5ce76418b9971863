"""Wrong ways to turn logits into probabilities, and probabilities into a class."""

import math

import numpy as np

from nnlab.grader.spec import Misconception

_FORMULA, _STABLE, _BATCH, _TRAP, _CLASS = (
    "concept-formula",
    "concept-stability",
    "concept-batch",
    "predict-integers",
    "predict-argmax",
)


def _normalised(exp_of, axis=-1, keepdims=True):
    def softmax(z):
        t = exp_of(z)
        return t / np.sum(t, axis=axis, keepdims=keepdims)

    return softmax


def _with_epsilon(exp_of):
    def softmax(z):
        return exp_of(z) / (np.sum(exp_of(z), axis=-1, keepdims=True) + 1e-8)

    return softmax


def _shifted(z):
    return np.exp(z - np.max(z, axis=-1, keepdims=True))


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


def _one_hot(z):
    return (z == np.max(z, axis=-1, keepdims=True)).astype(float)


def _log(z):
    return z - np.log(np.sum(np.exp(z), axis=-1, keepdims=True))


def _stable_log(z):
    s = z - np.max(z, axis=-1, keepdims=True)
    return s - np.log(np.sum(np.exp(s), axis=-1, keepdims=True))


SOFTMAX = (
    Misconception("softmax.no_max_shift", _normalised(np.exp), _STABLE),
    Misconception("softmax.no_max_shift", _with_epsilon(np.exp), _STABLE),
    Misconception(
        "softmax.global_sum", lambda z: np.exp(z - np.max(z)) / np.sum(np.exp(z - np.max(z))), _BATCH
    ),
    Misconception("softmax.global_sum", lambda z: np.exp(z) / np.sum(np.exp(z)), _BATCH),
    Misconception("softmax.global_sum", lambda z: _shifted(z) / np.sum(_shifted(z)), _BATCH),
    Misconception(
        "softmax.axis0", _normalised(lambda z: np.exp(z - np.max(z, axis=0, keepdims=True)), 0), _BATCH
    ),
    Misconception("softmax.axis0", _normalised(np.exp, 0), _BATCH),
    Misconception("softmax.axis0", _normalised(lambda z: np.exp(z - np.max(z)), 0), _BATCH),
    Misconception("softmax.axis0", _normalised(_shifted, 0), _BATCH),
    Misconception(
        "softmax.axis1_only", _normalised(lambda z: np.exp(z - np.max(z, axis=1, keepdims=True)), 1), _BATCH
    ),
    Misconception("softmax.axis1_only", _normalised(np.exp, 1), _BATCH),
    Misconception("softmax.axis1_only", _normalised(lambda z: np.exp(z - np.max(z)), 1), _BATCH),
    Misconception(
        "softmax.no_keepdims", _normalised(lambda z: np.exp(z - np.max(z, axis=-1)), -1, False), _BATCH
    ),
    Misconception("softmax.no_keepdims", _normalised(_shifted, -1, False), _BATCH),
    Misconception("softmax.no_keepdims", _normalised(lambda z: np.exp(z - np.max(z, axis=-1))), _BATCH),
    Misconception("softmax.no_keepdims", _normalised(lambda z: np.exp(z - np.max(z)), -1, False), _BATCH),
    Misconception("softmax.no_keepdims", _normalised(np.exp, -1, False), _BATCH),
    Misconception("softmax.global_max", _normalised(lambda z: np.exp(z - np.max(z))), _STABLE),
    Misconception(
        "softmax.max_with_zero",
        _normalised(lambda z: np.exp(z - np.maximum(0, np.max(z, axis=-1, keepdims=True)))),
        _STABLE,
    ),
    Misconception(
        "softmax.largest_magnitude",
        _normalised(lambda z: np.exp(z - np.max(np.abs(z), axis=-1, keepdims=True))),
        _STABLE,
    ),
    Misconception(
        "softmax.min_shift", _normalised(lambda z: np.exp(z - np.min(z, axis=-1, keepdims=True))), _STABLE
    ),
    Misconception(
        "softmax.mean_shift", _normalised(lambda z: np.exp(z - np.mean(z, axis=-1, keepdims=True))), _STABLE
    ),
    Misconception("softmax.clipped", _normalised(lambda z: np.exp(np.clip(z, -500, 500))), _STABLE),
    Misconception("softmax.clipped", _normalised(lambda z: np.exp(np.clip(z, -700, 700))), _STABLE),
    Misconception("softmax.nan_hidden", lambda z: np.nan_to_num(_normalised(np.exp)(z)), _STABLE),
    Misconception(
        "softmax.shift_below_only", lambda z: np.exp(z) / np.sum(_shifted(z), axis=-1, keepdims=True), _STABLE
    ),
    Misconception(
        "softmax.shift_above_only", lambda z: _shifted(z) / np.sum(np.exp(z), axis=-1, keepdims=True), _STABLE
    ),
    Misconception(
        "softmax.exp_of_sum", lambda z: np.exp(z) / np.exp(np.sum(z, axis=-1, keepdims=True)), _FORMULA
    ),
    Misconception("softmax.no_exp", lambda z: z / np.sum(z, axis=-1, keepdims=True), _FORMULA),
    Misconception("softmax.sigmoid", lambda z: 1 / (1 + np.exp(-z)), _FORMULA),
    Misconception("softmax.power_of_two", _normalised(lambda z: np.power(2.0, z)), _FORMULA),
    Misconception("softmax.negative_exponent", _normalised(lambda z: np.exp(-z)), _FORMULA),
    Misconception(
        "softmax.negative_exponent",
        _normalised(lambda z: np.exp(np.min(z, axis=-1, keepdims=True) - z)),
        _FORMULA,
    ),
    Misconception("softmax.not_divided", np.exp, _FORMULA),
    Misconception("softmax.not_divided", _shifted, _FORMULA),
    Misconception(
        "softmax.mean_for_sum", lambda z: _shifted(z) / np.mean(_shifted(z), axis=-1, keepdims=True), _FORMULA
    ),
    Misconception(
        "softmax.norm_for_sum",
        lambda z: _shifted(z) / np.linalg.norm(_shifted(z), axis=-1, keepdims=True),
        _FORMULA,
    ),
    Misconception("softmax.sigmoid_normalised", _normalised(lambda z: 1 / (1 + np.exp(-z))), _FORMULA),
    Misconception("softmax.denominator_only", lambda z: np.sum(np.exp(z), axis=-1, keepdims=True), _FORMULA),
    Misconception("softmax.logarithm", _stable_log, _FORMULA),
    Misconception("softmax.logarithm", _log, _FORMULA),
    Misconception("softmax.one_hot", _one_hot, _FORMULA),
    Misconception("softmax.rounded", lambda z: np.round(_normalised(_shifted)(z), 2), _FORMULA),
    Misconception("softmax.rounded", lambda z: np.round(_normalised(_shifted)(z), 3), _FORMULA),
    Misconception("softmax.rounded", lambda z: np.round(_normalised(_shifted)(z), 4), _FORMULA),
    Misconception("softmax.integer_output", _into_zeros_like(lambda z: np.exp(z - np.max(z))), _TRAP),
    Misconception("softmax.integer_output", _into_zeros_like(np.exp), _TRAP),
    Misconception("softmax.loop_over_samples", _lecture_loop, _BATCH),
    Misconception("softmax.one_sample_loop", _one_sample_loop(np.exp), _BATCH),
    Misconception("softmax.one_sample_loop", _by_math, _BATCH),
    Misconception("softmax.one_sample_loop", _one_sample_loop(lambda z: np.exp(z - np.max(z))), _BATCH),
    Misconception("softmax.four_classes", _four_classes(_shifted), _FORMULA),
    Misconception("softmax.four_classes", _four_classes(np.exp), _FORMULA),
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
    Misconception("predict_class.places_of_maximum", lambda p: np.where(p == np.max(p)), _CLASS),
    Misconception("predict_class.places_of_maximum", lambda p: np.where(p == np.max(p))[0], _CLASS),
    Misconception("predict_class.places_of_maximum", lambda p: np.argwhere(p == np.max(p)), _CLASS),
    Misconception(
        "predict_class.places_of_maximum", lambda p: np.where(p == np.max(p, axis=-1, keepdims=True)), _CLASS
    ),
    Misconception("predict_class.first_sample_only", lambda p: np.argmax(np.atleast_2d(p)[0]), _CLASS),
    Misconception("predict_class.batches_only", lambda p: [list(row).index(max(row)) for row in p], _CLASS),
    Misconception(
        "predict_class.batches_only", lambda p: [np.argmax(p[i, :]) for i in range(len(p))], _CLASS
    ),
    Misconception("predict_class.sorted", lambda p: np.argsort(p, axis=-1)[..., ::-1], _CLASS),
    Misconception("predict_class.sorted", lambda p: np.argsort(-p, axis=-1), _CLASS),
    Misconception("predict_class.sorted", lambda p: np.argsort(p, axis=-1), _CLASS),
)
