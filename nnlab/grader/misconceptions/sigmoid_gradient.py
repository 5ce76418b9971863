"""Wrong ways to compute the derivative of the sigmoid."""

from functools import partial

import numpy as np

from nnlab.activations import sigmoid
from nnlab.grader.misconceptions._elementwise import vectors_only
from nnlab.grader.misconceptions._sigmoids import on_every_sigmoid, one_sigmoid, robustness, textbook
from nnlab.grader.spec import Misconception


def _sigmoid_gradient(z, sigmoid):
    return sigmoid(z) * (1 - sigmoid(z))


def _measured(z, sigmoid, h):
    return (sigmoid(z + h) - sigmoid(z - h)) / (2 * h)


_GRADIENT_FORMULAS = (
    ("sigmoid_gradient.sigmoid", lambda z, sigmoid: sigmoid(z)),
    ("sigmoid_gradient.one_minus", lambda z, sigmoid: 1 - sigmoid(z)),
    ("sigmoid_gradient.applied_twice", lambda z, sigmoid: _sigmoid_gradient(sigmoid(z), sigmoid)),
    ("sigmoid_gradient.one_minus_z", lambda z, sigmoid: sigmoid(z) * (1 - z)),
    ("sigmoid_gradient.z_times", lambda z, sigmoid: z * (1 - sigmoid(z))),
    ("sigmoid_gradient.z_times", lambda z, sigmoid: z * sigmoid(z) * (1 - sigmoid(z))),
    ("sigmoid_gradient.wrong_sign", lambda z, sigmoid: sigmoid(z) * (sigmoid(z) - 1)),
    ("sigmoid_gradient.plus", lambda z, sigmoid: sigmoid(z) * (1 + sigmoid(z))),
    ("sigmoid_gradient.tanh_rule", lambda z, sigmoid: 1 - sigmoid(z) ** 2),
    ("sigmoid_gradient.tanh_rule", lambda z, sigmoid: 1 - np.tanh(z) ** 2),
    ("sigmoid_gradient.squared", lambda z, sigmoid: sigmoid(z) ** 2),
    ("sigmoid_gradient.squared", lambda z, sigmoid: sigmoid(z) * (1 - sigmoid(z) ** 2)),
    ("sigmoid_gradient.squared", lambda z, sigmoid: sigmoid(z) * (1 - sigmoid(z)) ** 2),
    ("sigmoid_gradient.squared", lambda z, sigmoid: (sigmoid(z) * (1 - sigmoid(z))) ** 2),
    ("sigmoid_gradient.precedence", lambda z, sigmoid: sigmoid(z) * 1 - sigmoid(z)),
    ("sigmoid_gradient.inner_product", lambda z, sigmoid: np.dot(sigmoid(z), 1 - sigmoid(z))),
    ("sigmoid_gradient.inner_product", lambda z, sigmoid: np.sum(_sigmoid_gradient(z, sigmoid))),
    ("sigmoid_gradient.mean", lambda z, sigmoid: np.mean(_sigmoid_gradient(z, sigmoid))),
    ("sigmoid_gradient.swish", lambda z, sigmoid: z * sigmoid(z)),
    ("sigmoid_gradient.rounded", lambda z, sigmoid: np.round(_sigmoid_gradient(z, sigmoid), 2)),
    ("sigmoid_gradient.rounded", lambda z, sigmoid: np.round(_sigmoid_gradient(z, sigmoid), 3)),
    ("sigmoid_gradient.rounded", lambda z, sigmoid: np.round(_sigmoid_gradient(z, sigmoid), 4)),
)

SIGMOID_GRADIENT = (
    *robustness("sigmoid_gradient", _sigmoid_gradient),
    Misconception("sigmoid_gradient.overflow", lambda z: np.exp(-z) / (1 + np.exp(-z)) ** 2),
    Misconception("sigmoid_gradient.overflow", lambda z: np.exp(z) / (1 + np.exp(z)) ** 2),
    Misconception("sigmoid_gradient.overflow", lambda z: textbook(z) ** 2 * np.exp(-z)),
    Misconception("sigmoid_gradient.overflow", lambda z: np.exp(-z) * textbook(z) ** 2),
    Misconception("sigmoid_gradient.overflow", lambda z: textbook(z) * (np.exp(-z) / (1 + np.exp(-z)))),
    Misconception("sigmoid_gradient.one_minus", lambda z: np.exp(-z) / (1 + np.exp(-z))),
    Misconception("sigmoid_gradient.at_activation", lambda z: z * (1 - z)),
    *on_every_sigmoid("sigmoid_gradient", _GRADIENT_FORMULAS),
    *(
        Misconception("sigmoid_gradient.measured", partial(_measured, sigmoid=way, h=h))
        for way in (textbook, sigmoid)
        for h in (1e-1, 1e-2, 1e-3, 1e-4, 1e-5, 1e-6)
    ),
    Misconception("sigmoid_gradient.exponential", lambda z: np.exp(-z)),
    Misconception("sigmoid_gradient.exponential", lambda z: -np.exp(-z)),
    Misconception("sigmoid_gradient.exponential", lambda z: -np.exp(-z) / (1 + np.exp(-z)) ** 2),
    Misconception("sigmoid_gradient.relu_rule", lambda z: np.where(z > 0, 1.0, 0.0)),
    Misconception("sigmoid_gradient.relu_rule", lambda z: np.where(z >= 0, 1.0, 0.0)),
    Misconception("sigmoid_gradient.one_number", lambda z: one_sigmoid(z) * (1 - one_sigmoid(z))),
    *vectors_only("sigmoid_gradient.vectors_only", lambda v: one_sigmoid(v) * (1 - one_sigmoid(v))),
)
