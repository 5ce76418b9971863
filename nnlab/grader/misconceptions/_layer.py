"""A unit, a layer and a chain of layers, each step of which can be exchanged for a wrong one."""

from collections.abc import Callable

import numpy as np


def layer(
    A, W, b, g, *,
    inputs=None, weights=None, product=np.matmul, bias=lambda z, b, n: z + b,
    activation=lambda g, z, add: g(add(z)), finish=None,
):  # fmt: skip
    """One layer for `A` ``(n,)`` or ``(m, n)``; with `W` ``(n,)`` and a number `b`, one unit.

    Right as long as no step is exchanged: the inputs and the weights are changed first, then come the
    product, the bias, the activation, which is handed the function that adds the bias, and what is done to
    the result.
    """
    x = inputs(A, b, g) if inputs else A
    w = weights(W, b) if weights else W
    a = activation(g, product(x, w), lambda z: bias(z, b, np.shape(A)[-1]))
    return finish(a, A, W, b) if finish else a


def chain(
    x, layers, *,
    pick=None, feed=lambda x, a: a, choose=lambda layers, i: layers[i][2], last=None, **steps,
):  # fmt: skip
    """Several layers, each with the `steps` of `layer`.

    Exchanged can be which layers there are, what each is fed with, which activation it applies, and what is
    done to the result of the last one.
    """
    layers = pick(layers) if pick else layers
    a = x
    for i, (W, b, _) in enumerate(layers):
        a = layer(feed(x, a), W, b, choose(layers, i), **steps)
    return last(a) if last else a


def linear(z):
    """No activation."""
    return z


def sigmoid(z):
    """The sigmoid, as learners write it."""
    return 1 / (1 + np.exp(-z))


def relu(z):
    """ReLU, as learners write it."""
    return np.maximum(0, z)


def no_bias(z, *_):
    """The bias left out."""
    return z


def no_activation(_, z, add):
    """The activation left out."""
    return add(z)


#: Wrong ways to apply the activation, the same for a unit, a layer and a batch.
ACTIVATIONS: dict[str, Callable] = {
    "no_activation": no_activation,
    "activation_before_bias": lambda g, z, add: add(g(z)),
    "activation_twice": lambda g, z, add: g(g(add(z))),
    "sigmoid_always": lambda g, z, add: sigmoid(add(z)),
    "relu_always": lambda g, z, add: relu(add(z)),
}
