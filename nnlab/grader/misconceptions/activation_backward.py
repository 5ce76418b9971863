"""Wrong ways to take a gradient back through an activation."""

from functools import partial

import numpy as np

from nnlab import activations
from nnlab.grader.misconceptions._compose import compose
from nnlab.grader.spec import Misconception


def _sigmoid(z):
    return 1 / (1 + np.exp(-z))


def _backward(
    dA,
    Z,
    name,
    *,
    linear=lambda Z: 1.0,
    sigmoid=lambda s, Z: s * (1 - s),
    tanh=lambda t, Z: 1 - t**2,
    relu=lambda Z: Z > 0,
    s=_sigmoid,
    t=np.tanh,
    join=lambda dA, slope: dA * slope,
):
    """The chain rule with an exchangeable slope for each activation."""
    if name == "linear":
        return join(dA, linear(Z))
    if name == "sigmoid":
        return join(dA, sigmoid(s(Z), Z))
    if name == "tanh":
        return join(dA, tanh(t(Z), Z))
    return join(dA, relu(Z))


def _named(faults):
    return [(f"activation_backward.{name}", switches) for name, switches in faults]


def _in(branch, **slopes):
    """Wrong slopes of one activation, by the name of the fault."""
    return [(f"{branch}_{name}", {branch: slope}) for name, slope in slopes.items()]


#: The faults of which learners often have two at once.
_OFTEN = _named(
    (
        *_in(
            "sigmoid",
            value=lambda s, Z: s,
            rest_only=lambda s, Z: 1 - s,
            of_sums=lambda s, Z: Z * (1 - Z),
            twice=lambda s, Z: _sigmoid(s) * (1 - _sigmoid(s)),
        ),
        *_in(
            "tanh",
            value=lambda t, Z: t,
            not_squared=lambda t, Z: 1 - t,
            of_sums=lambda t, Z: 1 - Z**2,
            twice=lambda t, Z: 1 - np.tanh(t) ** 2,
            like_sigmoid=lambda t, Z: t * (1 - t),
        ),
        *_in(
            "relu",
            value=lambda Z: np.maximum(0, Z),
            ones=lambda Z: 1.0,
            exchanged=lambda Z: Z < 0,
        ),
        *_in("linear", value=lambda Z: Z),
        ("slope_only", {"join": lambda dA, slope: slope + np.zeros(np.shape(dA))}),
        ("negated", {"join": lambda dA, slope: -dA * slope}),
        ("over_m", {"join": lambda dA, slope: dA * slope / len(dA)}),
        # What only large sums show comes last: of two faults the first is told first.
        ("sigmoid_overflows", {"s": lambda z: np.exp(z) / (1 + np.exp(z))}),
        ("tanh_overflows", {"t": lambda z: (np.exp(z) - np.exp(-z)) / (np.exp(z) + np.exp(-z))}),
    )
)

_VALUES = {
    "sigmoid": lambda s, Z: s,
    "tanh": lambda t, Z: t,
    "relu": lambda Z: np.maximum(0, Z),
    "linear": lambda Z: Z,
}
_SELDOM = _named(
    (
        *_in(
            "sigmoid",
            squared=lambda s, Z: 1 - s**2,
            plus=lambda s, Z: s * (1 + s),
            reversed=lambda s, Z: s * (s - 1),
            mixed=lambda s, Z: s * (1 - Z),
            overflows=lambda s, Z: np.exp(-Z) / (1 + np.exp(-Z)) ** 2,
        ),
        *_in(
            "tanh",
            plus=lambda t, Z: 1 + t**2,
            square_of_difference=lambda t, Z: (1 - t) ** 2,
            reversed=lambda t, Z: t**2 - 1,
            square_only=lambda t, Z: t**2,
            overflows=lambda t, Z: 1 - ((np.exp(2 * Z) - 1) / (np.exp(2 * Z) + 1)) ** 2,
        ),
        *_in(
            "relu",
            leaky=lambda Z: np.where(Z > 0, 1.0, 0.01),
            sign=np.sign,
            half_at_zero=lambda Z: np.heaviside(Z, 0.5),
            divided=lambda Z: np.maximum(0, Z) / Z,
        ),
        ("relu_exchanged", {"relu": lambda Z: Z <= 0}),
        *_in("linear", zeros=lambda Z: 0.0),
        ("added", {"join": lambda dA, slope: dA + slope}),
        ("divided", {"join": lambda dA, slope: dA / slope}),
        ("values_for_slopes", _VALUES),
        ("values_for_slopes", {name: _VALUES[name] for name in ("sigmoid", "tanh", "relu")}),
        ("values_for_slopes", {name: _VALUES[name] for name in ("sigmoid", "tanh")}),
        ("values_only", {**_VALUES, "join": lambda dA, value: value + np.zeros(np.shape(dA))}),
        ("taken_for_activations", {"sigmoid": lambda s, Z: Z * (1 - Z), "tanh": lambda t, Z: 1 - Z**2}),
        (
            "activation_twice",
            {
                "sigmoid": lambda s, Z: _sigmoid(s) * (1 - _sigmoid(s)),
                "tanh": lambda t, Z: 1 - np.tanh(t) ** 2,
            },
        ),
        ("slopes_exchanged", {"sigmoid": lambda s, Z: 1 - s**2, "tanh": lambda t, Z: t * (1 - t)}),
        (
            "slopes_exchanged",
            {
                "sigmoid": lambda s, Z: 1 - np.tanh(Z) ** 2,
                "tanh": lambda t, Z: _sigmoid(Z) * (1 - _sigmoid(Z)),
            },
        ),
        ("sigmoid_overflows", {"sigmoid": lambda s, Z: np.exp(Z) / (1 + np.exp(Z)) ** 2}),
    )
)


def _instead(chosen, **answers):
    """One activation answered in a way of its own: ``answer(dA, Z)``."""
    (fault, answer), *_ = answers.items()

    def activation_backward(dA, Z, name):
        return answer(dA, Z) if name == chosen else _backward(dA, Z, name)

    return Misconception(f"activation_backward.{chosen}_{fault}", activation_backward)


def _raising(error):
    def answer(*_):
        raise error

    return answer


def _no_branch(chosen):
    """The name falls through to a branch that hands dA back."""
    return _instead(chosen, missing=lambda dA, Z: dA)


def _slopes_of(*names):
    """For several activations the result does not hold dA."""
    return lambda dA, Z, name: _backward(np.ones(np.shape(dA)) if name in names else dA, Z, name)


def _matrix_product(dA, Z, name):
    return dA @ _backward(np.ones(np.shape(Z)), Z, name)


def _matrix_products(*names):
    """The same for some of the names, from left to right: ``dA @ s * (1 - s)``."""

    def activation_backward(dA, Z, name):
        if name not in names:
            return _backward(dA, Z, name)
        first, second = {
            "sigmoid": (_sigmoid(Z), 1 - _sigmoid(Z)),
            "tanh": (1 - np.tanh(Z) ** 2, 1.0),
            "relu": (Z > 0, 1.0),
        }[name]
        return dA @ first * second

    return activation_backward


def _exchanged(at_zero):
    """The two arrays in each other's place; the slope of ReLU at 0 is 0 or 1."""

    def relu(Z):
        return Z >= 0 if at_zero else Z > 0

    return lambda dA, Z, name: _backward(Z, dA, name, relu=relu)


def _integer_slopes(dA, Z, name):
    slope = np.zeros_like(Z)
    slope[...] = _backward(np.ones(np.shape(Z)), Z, name)
    return dA * slope


def _integer_result(dA, Z, name):
    dZ = np.zeros_like(Z)
    dZ[...] = _backward(dA, Z, name)
    return dZ


def _always(chosen):
    return Misconception(f"activation_backward.always_{chosen}", lambda dA, Z, name: _backward(dA, Z, chosen))


#: In two activations at once these have a name of their own.
_IN_BOTH = tuple(
    (f"activation_backward.sigmoid_{fault}", f"activation_backward.tanh_{fault}")
    for fault in ("value", "of_sums", "twice")
)

ACTIVATION_BACKWARD = (
    *(entry for entry in compose(_backward, _OFTEN) if entry.ids not in _IN_BOTH),
    *(Misconception(name, partial(_backward, **switches)) for name, switches in _SELDOM),
    # The same where the slope of ReLU at exactly 0 is 1, which is right as well.
    *(
        Misconception(name, partial(_backward, **switches, relu=lambda Z: Z >= 0))
        for name, switches in (*_OFTEN, *_SELDOM)
        if "relu" not in switches
    ),
    # The same with the library's sigmoid, which makes float32 of whole numbers.
    *(
        Misconception(name, partial(_backward, **switches, s=activations.sigmoid))
        for name, switches in (*_OFTEN, *_SELDOM)
        if "s" not in switches
    ),
    _instead("relu", mask_of_gradient=lambda dA, Z: np.maximum(0, dA)),
    _instead("relu", mask_of_gradient=lambda dA, Z: np.maximum(0, Z) * (dA > 0)),
    _instead("relu", mask_of_gradient=lambda dA, Z: dA * ((dA > 0) & (Z > 0))),
    _instead("relu", slope_only=lambda dA, Z: np.where(Z > 0, 1.0, 0.0)),
    _instead("relu", slope_only=lambda dA, Z: np.where(Z >= 0, 1.0, 0.0)),
    _instead("relu", slope_only=lambda dA, Z: np.maximum(0, Z)),
    *map(_no_branch, ("sigmoid", "tanh")),
    *(
        Misconception("activation_backward.slope_only", _slopes_of(*names))
        for names in (
            ("sigmoid", "tanh"),
            ("sigmoid", "relu"),
            ("tanh", "relu"),
            ("sigmoid", "tanh", "relu"),
        )
    ),
    _instead("sigmoid", slope_only=lambda dA, Z: _sigmoid(Z) * (1 - _sigmoid(Z))),
    _instead("tanh", slope_only=lambda dA, Z: 1 - np.tanh(Z) ** 2),
    _instead("relu", of_product=lambda dA, Z: np.maximum(0, dA * Z)),
    _instead("relu", ones_above=lambda dA, Z: np.where(Z > 0, 1.0, dA)),
    _instead("linear", slope_only=lambda dA, Z: np.ones(np.shape(dA))),
    _instead("linear", missing=lambda dA, Z: None),
    *(
        _instead(chosen, missing=_raising(error))
        for chosen in ("linear", "sigmoid", "tanh", "relu")
        for error in (ValueError(), KeyError(), UnboundLocalError(), NotImplementedError())
    ),
    *map(_always, ("linear", "sigmoid", "tanh", "relu")),
    *(
        Misconception("activation_backward.matrix_product", _matrix_products(*names))
        for names in (("sigmoid", "tanh", "relu"), ("sigmoid",), ("tanh",), ("relu",), ("sigmoid", "tanh"))
    ),
    *(Misconception("activation_backward.exchanged", _exchanged(at_zero)) for at_zero in (False, True)),
    _instead("linear", sums=lambda dA, Z: Z),
    *(
        _instead("sigmoid", precedence=lambda dA, Z, s=s: dA * s(Z) * 1 - s(Z))
        for s in (_sigmoid, activations.sigmoid)
    ),
    _instead("tanh", precedence=lambda dA, Z: dA * 1 - np.tanh(Z) ** 2),
    Misconception("activation_backward.matrix_product", _matrix_product),
    Misconception("activation_backward.integer_slopes", _integer_slopes),
    Misconception("activation_backward.integer_slopes", _integer_result),
)
