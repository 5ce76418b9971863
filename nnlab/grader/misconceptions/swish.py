"""Wrong ways to compute swish, z times its own sigmoid."""

import math

import numpy as np

from nnlab.grader.misconceptions._elementwise import vectors_only
from nnlab.grader.misconceptions._sigmoids import on_every_sigmoid, one_sigmoid, ratio, robustness, textbook
from nnlab.grader.spec import Misconception


def _swish(z, sigmoid):
    return z * sigmoid(z)


def _clipped_swish(limit):
    def swish(z):
        z = np.clip(z, -limit, limit)
        return z * textbook(z)

    return swish


_SWISH_FORMULAS = (
    ("swish.sigmoid", lambda z, sigmoid: sigmoid(z)),
    ("swish.wrong_exponent_sign", lambda z, sigmoid: z * sigmoid(-z)),
    ("swish.wrong_exponent_sign", lambda z, sigmoid: z * (1 - sigmoid(z))),
    ("swish.added", lambda z, sigmoid: z + sigmoid(z)),
    ("swish.divided", lambda z, sigmoid: z / sigmoid(z)),
    ("swish.tanh", lambda z, sigmoid: z * np.tanh(z)),
    ("swish.tanh", lambda z, sigmoid: z * (2 * sigmoid(2 * z) - 1)),
    ("swish.squared", lambda z, sigmoid: z**2 * sigmoid(z)),
    ("swish.squared", lambda z, sigmoid: z * sigmoid(z) ** 2),
    ("swish.relu_inside", lambda z, sigmoid: np.maximum(0, z) * sigmoid(z)),
    ("swish.relu", lambda z, sigmoid: np.maximum(0, z)),
    ("swish.gelu", lambda z, sigmoid: z * sigmoid(1.702 * z)),
    ("swish.gelu", lambda z, sigmoid: z / 2 * (1 + np.tanh(np.sqrt(2 / np.pi) * (z + 0.044715 * z**3)))),
    ("swish.beta", lambda z, sigmoid: z * sigmoid(2 * z)),
    ("swish.beta", lambda z, sigmoid: z * sigmoid(z / 2)),
    ("swish.beta", lambda z, sigmoid: z * sigmoid(z * z)),
    ("swish.beta", lambda z, sigmoid: 2 * z * sigmoid(z)),
    ("swish.gradient", lambda z, sigmoid: sigmoid(z) * (1 + z * (1 - sigmoid(z)))),
    ("swish.sigmoid_gradient", lambda z, sigmoid: sigmoid(z) * (1 - sigmoid(z))),
    ("swish.sigmoid_gradient", lambda z, sigmoid: z * sigmoid(z) * (1 - sigmoid(z))),
    ("swish.sigmoid_of_product", lambda z, sigmoid: sigmoid(z * sigmoid(z))),
    ("swish.sigmoid_of_product", lambda z, sigmoid: sigmoid(z * z)),
    ("swish.of_the_sigmoid", lambda z, sigmoid: sigmoid(z) * sigmoid(sigmoid(z))),
    ("swish.inner_product", lambda z, sigmoid: np.dot(z, sigmoid(z))),
    ("swish.inner_product", lambda z, sigmoid: np.sum(z * sigmoid(z))),
    ("swish.negated", lambda z, sigmoid: -z * sigmoid(z)),
    ("swish.negated", lambda z, sigmoid: -z * sigmoid(-z)),
    ("swish.absolute", lambda z, sigmoid: np.abs(z) * sigmoid(z)),
    ("swish.sign_only", lambda z, sigmoid: np.sign(z) * sigmoid(z)),
    ("swish.rounded", lambda z, sigmoid: np.round(z * sigmoid(z), 2)),
    ("swish.rounded", lambda z, sigmoid: np.round(z * sigmoid(z), 3)),
    ("swish.rounded", lambda z, sigmoid: np.round(z * sigmoid(z), 4)),
)

SWISH = (
    *robustness("swish", _swish),
    Misconception("swish.overflow", lambda z: z * np.exp(z) / (1 + np.exp(z))),
    Misconception("swish.nan_hidden", lambda z: np.nan_to_num(z * ratio(z))),
    Misconception("swish.nan_hidden", lambda z: z * np.nan_to_num(ratio(z))),
    *(Misconception("swish.clipped", _clipped_swish(limit)) for limit in (100, 250, 500, 700, 709)),
    *on_every_sigmoid("swish", _SWISH_FORMULAS),
    Misconception("swish.precedence", lambda z: z / 1 + np.exp(-z)),
    Misconception("swish.precedence", lambda z: z * 1 / 1 + np.exp(-z)),
    Misconception("swish.hard", lambda z: z * np.clip(z + 3, 0, 6) / 6),
    Misconception("swish.hard", lambda z: z * np.clip(0.2 * z + 0.5, 0, 1)),
    Misconception("swish.mish", lambda z: z * np.tanh(np.logaddexp(0, z))),
    Misconception("swish.mish", lambda z: z * np.tanh(np.log(1 + np.exp(z)))),
    Misconception("swish.mish", lambda z: z * np.tanh(np.log1p(np.exp(z)))),
    Misconception("swish.softplus", lambda z: np.logaddexp(0, z)),
    Misconception("swish.softplus", lambda z: np.log(1 + np.exp(z))),
    Misconception("swish.one_plus_missing", lambda z: z * np.exp(-z)),
    Misconception("swish.one_plus_missing", lambda z: z * np.exp(z)),
    Misconception("swish.one_plus_missing", lambda z: z / np.exp(-z)),
    Misconception("swish.softsign", lambda z: z / (1 + np.abs(z))),
    Misconception("swish.minus_in_denominator", lambda z: z / (1 - np.exp(-z))),
    Misconception("swish.one_number", lambda z: z * one_sigmoid(z)),
    Misconception("swish.one_number", lambda z: z / (1 + math.exp(-z))),
    *vectors_only("swish.vectors_only", lambda v: v * one_sigmoid(v), lambda v: v / (1 + math.exp(-v))),
)
