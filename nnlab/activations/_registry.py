"""Activations by name: what `Dense(25, activation="relu")` asks."""

from __future__ import annotations

from collections.abc import Callable

from nnlab._validation import complaint
from nnlab.activations._elu import elu
from nnlab.activations._gated import gelu, silu
from nnlab.activations._rectifiers import leaky_relu, linear, relu
from nnlab.activations._sigmoids import sigmoid, softplus, tanh
from nnlab.activations._softmax import log_softmax, softmax
from nnlab.exceptions import WrongType, did_you_mean

_BY_NAME = {
    activation.__name__: activation
    for activation in (
        linear,
        sigmoid,
        tanh,
        relu,
        leaky_relu,
        silu,
        elu,
        gelu,
        softplus,
        softmax,
        log_softmax,
    )
} | {"swish": silu}


def get(identifier: str | Callable | None) -> Callable:
    """Return the activation that a name, a function or None stands for.

    Parameters
    ----------
    identifier : str, callable or None
        A name such as ``"relu"``; a function of your own, which is returned as it is; or None, which is
        `linear`, as in Keras.

    Returns
    -------
    callable
        A function of one array.

    Raises
    ------
    TypeError
        If `identifier` is none of these.
    ValueError
        If no activation has this name; the nearest name is suggested.

    Examples
    --------
    >>> get("sigmoid")(0.0)
    np.float64(0.5)
    >>> get(None).__name__
    'linear'
    """
    if identifier is None:
        return linear
    if callable(identifier):
        return identifier
    if not isinstance(identifier, str):
        rule = "be a name, a function or None"
        raise WrongType(complaint("get", "identifier", rule, identifier, 'Pass e.g. "relu".'))
    if identifier not in _BY_NAME:
        known = ", ".join(sorted(_BY_NAME))
        way_out = f"Known names: {known}.{did_you_mean(identifier, _BY_NAME)}"
        raise ValueError(complaint("get", "identifier", "name an activation", identifier, way_out))
    return _BY_NAME[identifier]
