"""Optimizers by name: what ``model.compile(optimizer="adam")`` asks."""

from __future__ import annotations

from nnlab._validation import complaint
from nnlab.exceptions import did_you_mean
from nnlab.optimizers.adam import Adam
from nnlab.optimizers.base import Optimizer
from nnlab.optimizers.rmsprop import RMSprop
from nnlab.optimizers.sgd import SGD

_BY_NAME = {"adam": Adam, "rmsprop": RMSprop, "sgd": SGD}


def get(identifier: str | Optimizer) -> Optimizer:
    """Return the optimizer that a name stands for, with Keras's defaults, or the one that is passed.

    Parameters
    ----------
    identifier : str or Optimizer
        ``"adam"``, ``"rmsprop"`` or ``"sgd"``, in small letters or large, or an optimizer.

    Returns
    -------
    Optimizer
        A new one, or the very one that was passed.

    Raises
    ------
    TypeError
        If `identifier` is neither.
    ValueError
        If no optimizer has this name; the nearest name is suggested.

    Examples
    --------
    >>> get("adam")
    Adam(learning_rate=0.001)
    """
    if isinstance(identifier, Optimizer):
        return identifier
    if not isinstance(identifier, str):
        rule, way_out = "be a name or an optimizer", 'Pass e.g. "adam", or Adam(learning_rate=0.01).'
        raise TypeError(complaint("get", "identifier", rule, identifier, way_out))
    if identifier.lower() not in _BY_NAME:
        way_out = f"Known names: {', '.join(_BY_NAME)}.{did_you_mean(identifier, _BY_NAME)}"
        raise ValueError(complaint("get", "identifier", "name an optimizer", identifier, way_out))
    return _BY_NAME[identifier.lower()]()
