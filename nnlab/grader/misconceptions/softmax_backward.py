"""Wrong gradients of the mean softmax cross-entropy with respect to the logits."""

from functools import partial

import numpy as np

from nnlab import activations
from nnlab.grader.misconceptions._compose import compose
from nnlab.grader.spec import Misconception


def softmax(z, axis=-1, keepdims=True):
    """Softmax by the largest logit along `axis`."""
    e = np.exp(z - np.max(z, axis=axis, keepdims=True))
    return e / np.sum(e, axis=axis, keepdims=keepdims)


def _naive(z, axis=-1):
    return np.exp(z) / np.sum(np.exp(z), axis=axis, keepdims=True)


def _by_largest_of_all(z, axis=-1):
    e = np.exp(z - np.max(z))
    return e / np.sum(e, axis=axis, keepdims=True)


def _at_label(change):
    """Apply `change` to the probability of each sample's true class."""

    def subtract(p, y):
        p = p.copy()
        rows = np.arange(len(p))
        p[rows, y] = change(p[rows, y])
        return p

    return subtract


_LESS_ONE = _at_label(lambda p: p - 1)


def _one_hot(p, y):
    return (np.asarray(y)[:, np.newaxis] == np.arange(p.shape[1])) * 1.0


def _indexed(index, amount=1):
    """``p[index(p, y)] -= 1``."""

    def subtract(p, y):
        p = p.copy()
        p[index(p, y)] -= amount
        return p

    return subtract


def _backward(
    logits,
    y_true,
    *,
    p=softmax,
    subtract=_LESS_ONE,
    over=lambda m, classes: m,
    sign=1,
):
    probabilities = p(logits)
    m, classes = np.shape(logits)
    return sign * subtract(probabilities, y_true) / over(m, classes)


def _named(*faults):
    return [(f"softmax_crossentropy_backward.{name}", switches) for name, switches in faults]


#: The faults of which learners often have two at once.
_OFTEN = _named(
    ("axis0", {"p": partial(softmax, axis=0)}),
    ("axis0", {"p": partial(_naive, axis=0)}),
    ("global_sum", {"p": partial(softmax, axis=None)}),
    ("global_sum", {"p": partial(_naive, axis=None)}),
    ("no_minus_one", {"subtract": lambda p, y: p}),
    ("one_undivided", {"subtract": lambda p, y: p - len(p) * _one_hot(p, y)}),
    ("all_columns", {"subtract": _indexed(lambda p, y: (slice(None), y))}),
    ("counted_from_one", {"subtract": _indexed(lambda p, y: (np.arange(len(p)), y - 1))}),
    ("plus_one", {"subtract": _at_label(lambda p: p + 1)}),
    ("not_over_m", {"over": lambda m, classes: 1}),
    ("over_classes", {"over": lambda m, classes: classes}),
    ("over_all", {"over": lambda m, classes: m * classes}),
    ("negated", {"sign": -1}),
    # What only large logits show comes last: of two faults the first is told first.
    ("no_max_shift", {"p": _naive}),
    ("global_max", {"p": _by_largest_of_all}),
)

_SELDOM = _named(
    ("axis0", {"p": partial(_by_largest_of_all, axis=0)}),
    ("global_sum", {"p": lambda z: np.exp(z - np.max(z, -1, keepdims=True)) / np.sum(np.exp(z))}),
    ("no_max_shift", {"p": lambda z: np.exp(z - np.log(np.sum(np.exp(z), axis=-1, keepdims=True)))}),
    ("no_max_shift", {"p": lambda z: np.exp(z) / (np.sum(np.exp(z), axis=-1, keepdims=True) + 1e-8)}),
    ("no_max_shift", {"p": lambda z: np.exp(z) / (np.sum(np.exp(z), axis=-1, keepdims=True) + 1e-12)}),
    ("nan_hidden", {"p": lambda z: np.nan_to_num(_naive(z))}),
    ("clipped_logits", {"p": lambda z: _naive(np.clip(z, -700, 700))}),
    ("clipped_logits", {"p": lambda z: _naive(np.clip(z, -500, 500))}),
    ("clipped_logits", {"p": lambda z: _naive(np.clip(z, -100, 100))}),
    ("no_softmax", {"p": lambda z: np.array(z, dtype=float)}),
    ("sigmoid", {"p": lambda z: 1 / (1 + np.exp(-z))}),
    ("softmax_twice", {"p": lambda z: softmax(softmax(z))}),
    ("exponentials", {"p": np.exp}),
    ("no_keepdims", {"p": partial(softmax, keepdims=False)}),
    ("no_keepdims", {"p": lambda z: np.exp(z) / np.sum(np.exp(z), axis=1)}),
    ("no_keepdims", {"p": lambda z: softmax(z - np.max(z, axis=1))}),
    ("log_probabilities", {"p": lambda z: np.log(softmax(z))}),
    ("rows", {"subtract": _indexed(lambda p, y: y)}),
    ("index_exchanged", {"subtract": _indexed(lambda p, y: (y, np.arange(len(p))))}),
    ("everywhere", {"subtract": lambda p, y: p - 1}),
    ("labels_subtracted", {"subtract": lambda p, y: p - np.asarray(y)[:, np.newaxis]}),
    ("labels_subtracted", {"subtract": lambda p, y: p - y}),
    ("label_value", {"subtract": lambda p, y: p - np.asarray(y)[:, np.newaxis] * _one_hot(p, y)}),
    ("predicted_class", {"subtract": lambda p, y: p - _one_hot(p, np.argmax(p, axis=1))}),
    ("first_class", {"subtract": _indexed(lambda p, y: (slice(None), 0))}),
    ("set_to_minus_one", {"subtract": _at_label(lambda p: -1.0)}),
    ("set_to_zero", {"subtract": _at_label(lambda p: 0.0)}),
    ("true_class_only", {"subtract": lambda p, y: (p - 1) * _one_hot(p, y)}),
    ("true_class_only", {"subtract": lambda p, y: p[np.arange(len(p)), y] - 1}),
    ("to_probabilities", {"subtract": lambda p, y: -_one_hot(p, y) / p}),
    ("to_probabilities", {"subtract": lambda p, y: -_one_hot(p, y) / (p + 1e-12)}),
    ("softmax_slope", {"subtract": lambda p, y: p * (1 - p)}),
    ("to_probabilities", {"subtract": lambda p, y: np.where(_one_hot(p, y), -1 / p, 0.0)}),
    ("slope_again", {"subtract": lambda p, y: (p - _one_hot(p, y)) * p * (1 - p)}),
    ("square_size", {"subtract": lambda p, y: p - np.eye(len(p))[y]}),
    ("labels_seen", {"subtract": lambda p, y: p - np.eye(np.max(y) + 1)[y]}),
    ("labels_seen", {"subtract": lambda p, y: p - np.eye(len(np.unique(y)))[y]}),
    ("precedence_eq", {"subtract": lambda p, y: p - np.arange(p.shape[1]) == np.asarray(y)[:, np.newaxis]}),
    ("over_m_twice", {"over": lambda m, classes: m**2}),
    ("times_m", {"over": lambda m, classes: 1 / m}),
    ("left_zero", {"subtract": lambda p, y: np.zeros(p.shape)}),
    ("summed", {"subtract": lambda p, y: np.sum(p - _one_hot(p, y), axis=0)}),
    ("transposed", {"subtract": lambda p, y: (p - _one_hot(p, y)).T}),
    ("first_sample_only", {"subtract": _indexed(lambda p, y: (0, y[0]))}),
)


def _loss(p, reduce=np.mean, epsilon=0.0):
    return lambda logits, y: -reduce(np.log(p(logits)[np.arange(len(y)), y] + epsilon))


def _exact_loss(reduce):
    return lambda logits, y: -reduce(activations.log_softmax(logits)[np.arange(len(y)), y])


def _integer_output(p):
    def softmax_crossentropy_backward(logits, y_true):
        gradient = np.zeros_like(logits)
        gradient[...] = _backward(logits, y_true, p=p)
        return gradient

    return softmax_crossentropy_backward


def _integer_probabilities(p):
    """The probabilities are cut off, the rest is right."""

    def cut(logits):
        probabilities = np.zeros_like(logits)
        probabilities[...] = p(logits)
        return probabilities

    return partial(_backward, p=cut)


_OTHERS = {
    "loss_returned": [
        *(
            _loss(p, reduce, e)
            for p in (softmax, _naive, activations.softmax)
            for reduce in (np.mean, np.sum)
            for e in (0, 1e-12)
        ),
        *(_exact_loss(reduce) for reduce in (np.mean, np.sum)),
    ],
    "integer_output": [
        make(p) for make in (_integer_output, _integer_probabilities) for p in (softmax, _naive)
    ],
}

SOFTMAX_CROSSENTROPY_BACKWARD = (
    *compose(_backward, _OFTEN),
    *(Misconception(name, partial(_backward, **switches)) for name, switches in _SELDOM),
    # The same without the shift: two faults.
    *(
        Misconception(
            name, partial(_backward, **switches, p=_naive), also="softmax_crossentropy_backward.no_max_shift"
        )
        for name, switches in _SELDOM
        if "p" not in switches
    ),
    # The same with the library's softmax, which makes float32 of whole numbers.
    *(
        Misconception(name, partial(_backward, **switches, p=activations.softmax))
        for name, switches in (*_OFTEN, *_SELDOM)
        if "p" not in switches
    ),
    *(
        Misconception(f"softmax_crossentropy_backward.{fault}", function)
        for fault, functions in _OTHERS.items()
        for function in functions
    ),
)
