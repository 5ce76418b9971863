"""Optimizers by name: what ``model.compile(optimizer="adam")`` asks."""

from __future__ import annotations

from typing import Any

from nnlab._validation import complaint
from nnlab.exceptions import WrongType, did_you_mean
from nnlab.optimizers.adam import Adam
from nnlab.optimizers.base import Optimizer
from nnlab.optimizers.rmsprop import RMSprop
from nnlab.optimizers.sgd import SGD

_BY_NAME = {"adam": Adam, "rmsprop": RMSprop, "sgd": SGD}


def get(identifier: str | dict[str, Any] | Optimizer | None) -> Optimizer | None:
    """Return the optimizer that a name or a configuration stands for, or the one that is passed.

    Parameters
    ----------
    identifier : str, dict, Optimizer or None
        ``"adam"``, ``"rmsprop"`` or ``"sgd"``, in small letters or large, for one with Keras's defaults;
        ``{"class_name": "adam", "config": {…}}`` for one made from these arguments; or an optimizer. None
        gives None.

    Returns
    -------
    Optimizer or None
        A new one, or the very one that was passed.

    Raises
    ------
    TypeError
        If `identifier` is none of these.
    ValueError
        If no optimizer has this name; the nearest name is suggested.

    Examples
    --------
    >>> get("adam")
    Adam(learning_rate=0.001)
    """
    if identifier is None or isinstance(identifier, Optimizer):
        return identifier
    name, config = identifier, {}
    if isinstance(identifier, dict):
        name, config = identifier.get("class_name"), identifier.get("config") or {}
    if not isinstance(name, str):
        rule, way_out = "be a name or an optimizer", 'Pass e.g. "adam", or Adam(learning_rate=0.01).'
        raise WrongType(complaint("get", "identifier", rule, identifier, way_out))
    if name.lower() not in _BY_NAME:
        way_out = f"Known names: {', '.join(_BY_NAME)}.{did_you_mean(name, _BY_NAME)}"
        raise ValueError(complaint("get", "identifier", "name an optimizer", identifier, way_out))
    return _BY_NAME[name.lower()].from_config(config)
