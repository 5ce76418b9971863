"""Wrong ways to compute the hyperbolic tangent."""

import math

import numpy as np

from nnlab.grader.misconceptions._elementwise import into_zeros_like, vectors_only
from nnlab.grader.misconceptions._sigmoids import ratio, textbook
from nnlab.grader.spec import Misconception


def _quotient(above, below):
    """The quotient of two expressions in p = e^z and q = e^-z."""

    def tanh(z):
        p, q = np.exp(z), np.exp(-z)
        return above(p, q) / below(p, q)

    return tanh


_NAIVE = _quotient(lambda p, q: p - q, lambda p, q: p + q)
_TWICE = (
    lambda z: (np.exp(2 * z) - 1) / (np.exp(2 * z) + 1),
    lambda z: (1 - np.exp(-2 * z)) / (1 + np.exp(-2 * z)),
    lambda z: 2 * ratio(2 * z) - 1,
    lambda z: np.sinh(z) / np.cosh(z),
)
_BY_MATH = (
    lambda v: (math.exp(v) - math.exp(-v)) / (math.exp(v) + math.exp(-v)),
    lambda v: (math.exp(2 * v) - 1) / (math.exp(2 * v) + 1),
    lambda v: 2 / (1 + math.exp(-2 * v)) - 1,
)

_TANH_FORMULAS = (
    ("tanh.sigmoid", textbook),
    ("tanh.sigmoid", ratio),
    ("tanh.sigmoid", lambda z: textbook(2 * z)),
    ("tanh.half_argument", lambda z: 2 * textbook(z) - 1),
    ("tanh.half_argument", lambda z: np.tanh(z / 2)),
    ("tanh.half_argument", lambda z: (np.exp(z) - 1) / (np.exp(z) + 1)),
    ("tanh.half_argument", lambda z: (1 - np.exp(-z)) / (1 + np.exp(-z))),
    ("tanh.double_argument", lambda z: np.tanh(2 * z)),
    ("tanh.double_argument", lambda z: 2 * textbook(4 * z) - 1),
    ("tanh.not_shifted", lambda z: 2 * textbook(2 * z)),
    ("tanh.not_scaled", lambda z: textbook(2 * z) - 1),
    ("tanh.negated", lambda z: np.tanh(-z)),
    ("tanh.negated", _quotient(lambda p, q: q - p, lambda p, q: p + q)),
    ("tanh.negated", lambda z: 2 / (1 + np.exp(2 * z)) - 1),
    ("tanh.upside_down", lambda z: 1 / np.tanh(z)),
    ("tanh.upside_down", _quotient(lambda p, q: p + q, lambda p, q: p - q)),
    ("tanh.upside_down", lambda z: (np.exp(2 * z) + 1) / (np.exp(2 * z) - 1)),
    ("tanh.upside_down", lambda z: (1 + np.exp(-2 * z)) / (1 - np.exp(-2 * z))),
    ("tanh.upside_down", lambda z: np.cosh(z) / np.sinh(z)),
    ("tanh.no_denominator", np.sinh),
    ("tanh.no_denominator", lambda z: np.exp(z) - np.exp(-z)),
    ("tanh.denominator_only", np.cosh),
    ("tanh.denominator_only", lambda z: np.exp(z) + np.exp(-z)),
    ("tanh.halved", lambda z: np.tanh(z) / 2),
    ("tanh.halved", _quotient(lambda p, q: p - q, lambda p, q: 2 * (p + q))),
    ("tanh.same_signs", _quotient(lambda p, q: p - q, lambda p, q: p - q)),
    ("tanh.same_signs", _quotient(lambda p, q: p + q, lambda p, q: p + q)),
    ("tanh.same_exponents", _quotient(lambda p, q: p - q, lambda p, q: p + p)),
    ("tanh.same_exponents", _quotient(lambda p, q: p - q, lambda p, q: q + q)),
    ("tanh.precedence", lambda z: np.exp(z) - np.exp(-z) / (np.exp(z) + np.exp(-z))),
    ("tanh.precedence", lambda z: (np.exp(z) - np.exp(-z)) / np.exp(z) + np.exp(-z)),
    ("tanh.precedence", lambda z: np.exp(z) - np.exp(-z) / np.exp(z) + np.exp(-z)),
    ("tanh.gradient", lambda z: 1 - np.tanh(z) ** 2),
    ("tanh.tangent", np.tan),
    ("tanh.arctangent", np.arctan),
    ("tanh.arctangent", np.arctanh),
    ("tanh.clipped", lambda z: np.clip(z, -1, 1)),
    ("tanh.clipped", lambda z: np.tanh(np.clip(z, -1, 1))),
    ("tanh.softsign", lambda z: z / (1 + np.abs(z))),
    ("tanh.sine", np.sin),
    ("tanh.relu", lambda z: np.maximum(0, z)),
    ("tanh.rounded", lambda z: np.round(np.tanh(z), 2)),
    ("tanh.rounded", lambda z: np.round(np.tanh(z), 3)),
    ("tanh.rounded", lambda z: np.round(np.tanh(z), 4)),
)

TANH = (
    *(Misconception("tanh.naive_overflow", naive) for naive in (_NAIVE, *_TWICE)),
    *(
        Misconception("tanh.integer_output", into_zeros_like(naive), also="tanh.naive_overflow")
        for naive in (_NAIVE, *_TWICE)
    ),
    *(Misconception("tanh.math_overflow", np.vectorize(way, otypes=[float])) for way in _BY_MATH),
    *(
        Misconception("tanh.nan_hidden", lambda z, way=way, nan=nan: np.nan_to_num(way(z), nan=nan))
        for nan, ways in ((0.0, (_NAIVE, *_TWICE)), (1.0, (_NAIVE, _TWICE[1], _TWICE[3])))
        for way in ways  # the two others give nan on the right side alone, where 1 is the limit
    ),
    Misconception("tanh.integer_output", into_zeros_like(np.tanh)),
    *(Misconception(name, function) for name, function in _TANH_FORMULAS),
    *(
        Misconception(name, into_zeros_like(function), also="tanh.integer_output")
        for name, function in _TANH_FORMULAS
    ),
    Misconception("tanh.one_number", math.tanh),
    Misconception("tanh.one_number", _BY_MATH[0]),
    *vectors_only("tanh.vectors_only", math.tanh, *_BY_MATH),
)
