"""Wrong ways to compute one unit."""

import numpy as np

from nnlab.grader.misconceptions._compose import compose, singly
from nnlab.grader.misconceptions._layer import ACTIVATIONS, layer, no_activation, no_bias
from nnlab.grader.spec import Misconception

_FORMULA, _SIGN = "concept-several", "concept-bias-sign"

#: What goes wrong most often, in pairs too.
_OFTEN = (
    *((f"neuron.{name}", {"activation": wrong}) for name, wrong in ACTIVATIONS.items()),
    ("neuron.activation_on_input", {"inputs": lambda x, b, g: g(x), "activation": no_activation}),
    ("neuron.no_bias", {"bias": no_bias}),
    ("neuron.bias_subtracted", {"bias": lambda z, b, n: z - b}),
    ("neuron.bias_in_product", {"weights": lambda w, b: w + b, "bias": no_bias}),
    ("neuron.not_summed", {"product": lambda x, w: x * w}),
    ("neuron.one_input_short", {"product": lambda x, w: np.dot(x[:-1], w[:-1])}),
)

#: What goes wrong by itself.
_SELDOM = (
    ("neuron.tanh_always", {"activation": lambda g, z, add: np.tanh(add(z))}),
    ("neuron.negated_sum", {"activation": lambda g, z, add: g(-add(z))}),
    ("neuron.bias_twice", {"bias": lambda z, b, n: z + 2 * b}),
    ("neuron.bias_multiplied", {"bias": lambda z, b, n: z * b}),
    ("neuron.bias_for_each_input", {"bias": lambda z, b, n: z + n * b}),
    ("neuron.bias_on_input", {"inputs": lambda x, b, g: x + b, "bias": no_bias}),
    ("neuron.mean_of_products", {"product": lambda x, w: np.mean(x * w)}),
    ("neuron.first_product_only", {"product": lambda x, w: x[0] * w[0]}),
    ("neuron.last_product_only", {"product": lambda x, w: x[-1] * w[-1]}),
    ("neuron.first_input_left_out", {"product": lambda x, w: np.dot(x[1:], w[1:])}),
    ("neuron.fixed_inputs", {"product": lambda x, w: x[0] * w[0] + x[1] * w[1]}),
    ("neuron.fixed_inputs", {"product": lambda x, w: x[0] * w[0] + x[1] * w[1] + x[2] * w[2]}),
    ("neuron.fixed_inputs", {"product": lambda x, w: np.dot(x[:2], w[:2])}),
    ("neuron.fixed_inputs", {"product": lambda x, w: np.dot(x[:3], w[:3])}),
    ("neuron.decision", {"finish": lambda a, *_: int(a >= 0.5)}),
    ("neuron.decision", {"finish": lambda a, *_: int(a > 0.5)}),
    ("neuron.decision", {"activation": lambda g, z, add: int(add(z) > 0)}),
    ("neuron.decision", {"activation": lambda g, z, add: int(add(z) >= 0)}),
    ("neuron.outer_product", {"product": np.outer}),
    ("neuron.added_to_weights", {"product": lambda x, w: np.sum(x + w)}),
    ("neuron.sums_multiplied", {"product": lambda x, w: np.sum(x) * np.sum(w)}),
    ("neuron.no_weights", {"product": lambda x, w: np.sum(x)}),
    ("neuron.no_input", {"product": lambda x, w: np.sum(w)}),
    ("neuron.largest_product", {"product": lambda x, w: np.max(x * w)}),
    ("neuron.product_of_products", {"product": lambda x, w: np.prod(x * w)}),
    ("neuron.whole_number", {"finish": lambda a, *_: int(a)}),
    ("neuron.whole_number", {"activation": lambda g, z, add: g(int(add(z)))}),
    ("neuron.array_of_one", {"finish": lambda a, *_: np.array([a])}),
    ("neuron.array_of_one", {"finish": lambda a, *_: np.array([[a]])}),
)


def _sum_and_activation(x, w, b, g):
    z = np.dot(x, w) + b
    return z, g(z)


_PLACES = {name: _FORMULA for name, _ in (*_OFTEN, *_SELDOM)} | {
    "neuron.bias_subtracted": _SIGN,
    "neuron.negated_sum": _SIGN,
}

NEURON = (
    Misconception("neuron.sum_and_activation", _sum_and_activation, _FORMULA),
    Misconception(
        "neuron.sum_and_activation", lambda x, w, b, g: _sum_and_activation(x, w, b, g)[::-1], _FORMULA
    ),
    Misconception("neuron.activation_on_products", lambda x, w, b, g: np.sum(g(x * w + b)), _FORMULA),
    Misconception("neuron.activation_on_products", lambda x, w, b, g: np.sum(g(x * w)) + b, _FORMULA),
    Misconception("neuron.activation_on_products", lambda x, w, b, g: g(np.sum(g(x * w)) + b), _FORMULA),
    *singly(layer, _SELDOM, _PLACES),
    *compose(layer, _OFTEN, _PLACES),
)
