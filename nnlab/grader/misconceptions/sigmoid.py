"""Wrong ways to compute the sigmoid."""

import math

import numpy as np

from nnlab.grader.misconceptions._compose import compose, singly
from nnlab.grader.spec import Misconception

_FORMULA, _ARRAYS, _PARENTHESES = "concept-sigmoid", "concept-arrays", "concept-parentheses"


def _right(z):
    return 1 / (1 + np.exp(-z))


def _sigmoid(z, *, inputs=None, form=_right, finish=None):
    a = form(inputs(z) if inputs else z)
    return finish(a, z) if finish else a


def _clipped(limit):
    return lambda z: np.clip(z, -limit, limit)


def _rounded(digits):
    return lambda a, z: np.round(a, digits)


def _share(z):
    return np.exp(z) / np.sum(np.exp(z), axis=-1, keepdims=True)


#: What goes wrong most often, in pairs too.
_OFTEN = (
    ("sigmoid.sign_error", {"form": lambda z: 1 / (1 + np.exp(z))}),
    ("sigmoid.sign_error", {"form": lambda z: np.exp(-z) / (1 + np.exp(-z))}),
    ("sigmoid.tanh_confusion", {"form": np.tanh}),
    ("sigmoid.minus_in_denominator", {"form": lambda z: 1 / (1 - np.exp(-z))}),
    ("sigmoid.not_inverted", {"form": lambda z: 1 + np.exp(-z)}),
    ("sigmoid.one_left_out", {"form": np.exp}),
    ("sigmoid.exponential_only", {"form": lambda z: np.exp(-z)}),
    ("sigmoid.power_of_two", {"form": lambda z: 1 / (1 + 2.0 ** (-z))}),
    ("sigmoid.gradient", {"form": lambda z: _right(z) * (1 - _right(z))}),
    ("sigmoid.sign_error", {"form": lambda z: 1 - _right(z)}),
    ("sigmoid.softmax", {"form": _share}),
    ("sigmoid.softmax", {"form": lambda z: np.exp(z) / np.sum(np.exp(z))}),
    ("sigmoid.relu", {"form": lambda z: np.maximum(0, z)}),
    ("sigmoid.stretched", {"form": lambda z: 2 * _right(z) - 1}),
    ("sigmoid.overflow", {"form": lambda z: np.exp(z) / (1 + np.exp(z))}),
    ("sigmoid.overflow", {"form": lambda z: np.nan_to_num(np.exp(z) / (1 + np.exp(z)))}),
    *(("sigmoid.rounded", {"finish": _rounded(digits)}) for digits in (2, 3, 4)),
    ("sigmoid.integer_output", {"finish": lambda a, z: a.astype(z.dtype)}),
)


#: What goes wrong by itself.
_SELDOM = (
    ("sigmoid.rough_e", {"form": lambda z: 1 / (1 + 2.718 ** (-z * 1.0))}),
    *(
        ("sigmoid.rough_e", {"form": lambda z, e=e: 1 / (1 + e ** (-z * 1.0))})
        for e in (2.7, 2.71, 2.72, 2.7182, 2.7183, 2.71828)
    ),
    ("sigmoid.straight_line", {"form": lambda z: np.clip(0.2 * z + 0.5, 0, 1)}),
    ("sigmoid.straight_line", {"form": lambda z: np.clip(z / 6 + 0.5, 0, 1)}),
    ("sigmoid.logarithm", {"form": lambda z: np.log(_right(z))}),
    ("sigmoid.logarithm", {"form": lambda z: np.log(z / (1 - z))}),
    ("sigmoid.softplus", {"form": lambda z: np.log(1 + np.exp(z))}),
    ("sigmoid.step", {"finish": lambda a, z: (a >= 0.5).astype(int)}),
    ("sigmoid.step", {"finish": lambda a, z: (a > 0.5).astype(int)}),
    ("sigmoid.square", {"inputs": lambda z: z**2}),
    ("sigmoid.absolute", {"inputs": np.abs}),
    *(
        ("sigmoid.clip_too_tight", {"inputs": _clipped(limit)})
        for limit in (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 15)
    ),
)


def _one(v):
    return 1 / (1 + math.exp(-v))


def _stable(v):
    return _one(v) if v >= 0 else math.exp(v) / (1 + math.exp(v))


def _by_len(one):
    """The loop over len(z), as one writes it for a vector."""

    def sigmoid(z):
        a = np.zeros(len(z))
        for i in range(len(z)):
            a[i] = one(z[i])
        return a

    return sigmoid


def _by_shape(one):
    """The same with the length read from the shape, which a number has none of."""

    def sigmoid(z):
        a = np.zeros(z.shape[0])
        for i in range(z.shape[0]):
            a[i] = one(z[i])
        return a

    return sigmoid


def _like_the_input(one):
    """The same into an array of the dtype of z."""

    def sigmoid(z):
        a = np.zeros_like(z)
        for i in range(len(z)):
            a[i] = one(z[i])
        return a

    return sigmoid


def _listed(one):
    return lambda z: [one(v) for v in z]


_WAYS = (_by_len, _by_shape, _listed)
_PLACES = {name: _FORMULA for name, _ in (*_OFTEN, *_SELDOM)} | {
    "sigmoid.not_inverted": _PARENTHESES,
    "sigmoid.overflow": _ARRAYS,
    "sigmoid.integer_output": _ARRAYS,
}

SIGMOID = (
    Misconception("sigmoid.not_inverted", lambda z: 1 + np.exp(z), _PARENTHESES, "sigmoid.sign_error"),
    Misconception("sigmoid.math_exp", _one, _ARRAYS),
    Misconception("sigmoid.math_exp", _stable, _ARRAYS),
    Misconception("sigmoid.math_overflow", np.vectorize(_one), _ARRAYS),
    *(Misconception("sigmoid.vector_only", way(one), _ARRAYS) for way in _WAYS for one in (_right, _stable)),
    *(Misconception("sigmoid.vector_only", way(_one), _ARRAYS, "sigmoid.math_overflow") for way in _WAYS),
    *(Misconception("sigmoid.integer_output", _like_the_input(one), _ARRAYS) for one in (_right, _stable)),
    *singly(_sigmoid, _SELDOM, _PLACES),
    *compose(_sigmoid, _OFTEN, _PLACES),
)
