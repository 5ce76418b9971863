"""Wrong ways to turn logits into several labels."""

import math
from functools import partial

import numpy as np

from nnlab.grader.misconceptions._compose import placed
from nnlab.grader.misconceptions._probabilities import SOFTMAXES, same, sigmoid
from nnlab.grader.spec import Misconception


def _quotient(z):
    return np.exp(z) / (1 + np.exp(z))


def _labels(logits, threshold=0.5, *, squash=sigmoid, compare=np.greater_equal, as_number=int):
    """Labels by a threshold on probabilities, right as long as no switch is set."""
    return compare(squash(np.asarray(logits)), threshold).astype(as_number)


def _one_label(logits):
    z = np.atleast_2d(logits)
    return np.eye(z.shape[1], dtype=int)[np.argmax(z, axis=1)].reshape(np.shape(logits))


def _one_label_above(logits, threshold=0.5):
    return _one_label(logits) * _labels(logits, threshold)


def _math_sigmoid(z):
    return np.reshape([1 / (1 + math.exp(-x)) for x in np.ravel(z)], np.shape(z))


def _truncated(z):
    out = np.zeros_like(z)
    out[...] = sigmoid(z)
    return out


def _minus_one(logits, threshold=0.5):
    return np.where(sigmoid(logits) >= threshold, 1, -1)


def _kept(logits, threshold=0.5):
    p = sigmoid(logits)
    return np.where(p >= threshold, p, 0)


def _below_kept(logits, threshold=0.5):
    p = sigmoid(logits)
    return np.where(p >= threshold, 1, p)


_P = "multilabel_predict."
#: Manners of writing: the rule at a tie, and the sigmoid.
_RULES = tuple(
    {"squash": squash, "compare": compare}
    for squash in (sigmoid, _quotient, _math_sigmoid)
    for compare in (np.greater_equal, np.greater)
)

MULTILABEL_PREDICT = placed(
    (
        Misconception(_P + "strict", partial(_labels, compare=np.greater)),
        Misconception(_P + "overflow", partial(_labels, squash=_quotient)),
        Misconception(_P + "overflow", partial(_labels, squash=_math_sigmoid)),
        Misconception(
            _P + "strict", partial(_labels, squash=_quotient, compare=np.greater), also=_P + "overflow"
        ),
        Misconception(
            _P + "strict", partial(_labels, squash=_math_sigmoid, compare=np.greater), also=_P + "overflow"
        ),
        Misconception(_P + "ignores_threshold", lambda z, t=0.5: np.round(sigmoid(z))),
        *(
            Misconception(name, partial(_labels, squash=squash, compare=compare))
            for name, squash in (
                (_P + "no_sigmoid", same),
                *((_P + "softmax", softmax) for softmax in SOFTMAXES),
                (_P + "tanh", np.tanh),
                (_P + "sigmoid_again", lambda z: sigmoid(sigmoid(z))),
                (_P + "sign_of_exponent", lambda z: 1 / (1 + np.exp(z))),
                (_P + "integer_probabilities", _truncated),
            )
            for compare in (np.greater_equal, np.greater)
        ),
        Misconception(_P + "argmax", lambda z, t=0.5: _one_label(z)),
        Misconception(_P + "argmax", _one_label_above),
        Misconception(_P + "argmax", lambda z, t=0.5: np.argmax(z, axis=-1)),
        Misconception(_P + "argmax", lambda z, t=0.5: np.argmax(z, axis=1)),
        *(
            Misconception(_P + "ignores_threshold", lambda z, t=0.5, rule=rule: _labels(z, 0.5, **rule))
            for rule in _RULES
        ),
        Misconception(_P + "ignores_threshold", lambda z, t=0.5: (z > 0).astype(int)),
        *(
            Misconception(_P + "reversed", partial(_labels, squash=squash, compare=compare))
            for squash in (sigmoid, _quotient)
            for compare in (np.less, np.less_equal)
        ),
        Misconception(_P + "probabilities", lambda z, t=0.5: sigmoid(z)),
        Misconception(_P + "minus_one", _minus_one),
        Misconception(_P + "keeps_probabilities", _kept),
        Misconception(_P + "keeps_probabilities", _below_kept),
        Misconception(_P + "indices", lambda z, t=0.5: np.where(sigmoid(z) >= t)[0]),
        Misconception(_P + "indices", lambda z, t=0.5: np.where(sigmoid(z) >= t)[-1]),
        Misconception(_P + "indices", lambda z, t=0.5: np.where(sigmoid(z) >= t)),
        Misconception(_P + "indices", lambda z, t=0.5: np.argwhere(sigmoid(z) >= t)),
        Misconception(_P + "any_label", lambda z, t=0.5: int((sigmoid(z) >= t).any())),
        Misconception(_P + "any_label", lambda z, t=0.5: (sigmoid(z) >= t).any(axis=-1).astype(int)),
        Misconception(_P + "counts_labels", lambda z, t=0.5: (sigmoid(z) >= t).sum(axis=-1)),
        Misconception(_P + "counts_labels", lambda z, t=0.5: int((sigmoid(z) >= t).sum())),
        Misconception(_P + "flattened", lambda z, t=0.5: (sigmoid(np.ravel(z)) >= t).astype(int)),
        Misconception(_P + "no_default", lambda z, t: (sigmoid(z) >= t).astype(int)),
        Misconception(_P + "no_default", lambda z, t: (sigmoid(z) > t).astype(int), also=_P + "strict"),
    ),
    dict.fromkeys(
        ("no_sigmoid", "tanh", "sigmoid_again", "sign_of_exponent", "overflow"), "concept-one-output"
    )
    | {"softmax": "concept-softmax"},
    elsewhere="concept-threshold",
)
