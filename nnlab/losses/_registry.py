"""Losses by name: what `compile(loss="mse")` asks."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from nnlab import _per_sample
from nnlab._config import find
from nnlab.losses._base import Loss
from nnlab.losses._crossentropy import (
    BinaryCrossentropy,
    CategoricalCrossentropy,
    SparseCategoricalCrossentropy,
)
from nnlab.losses._regression import MeanAbsoluteError, MeanSquaredError

_CLASSES = (
    MeanSquaredError,
    MeanAbsoluteError,
    BinaryCrossentropy,
    CategoricalCrossentropy,
    SparseCategoricalCrossentropy,
)
_BY_NAME: dict[str, Any] = {cls.__name__: cls for cls in _CLASSES}
_BY_NAME |= {cls.function.__name__: cls.function for cls in _CLASSES}
for _short, _function in (
    ("mse", _per_sample.mean_squared_error),
    ("mae", _per_sample.mean_absolute_error),
    ("bce", _per_sample.binary_crossentropy),
):
    _BY_NAME |= {_short: _function, _short.upper(): _function}


def get(identifier: str | dict[str, Any] | Loss | type | Callable | None) -> Loss | Callable | None:
    """Return the loss that a name, a configuration, a class or a function stands for.

    Parameters
    ----------
    identifier : str, dict, Loss, class, callable or None
        The name of a function (``"mean_squared_error"``, or short ``"mse"``, which gives the function) or of
        a class (``"MeanSquaredError"``, which gives an object); ``{"class_name": …, "config": {…}}``; or
        something that is returned as it is. None gives None.

    Returns
    -------
    Loss, callable or None
        The loss.

    Raises
    ------
    TypeError
        If `identifier` is none of these.
    ValueError
        If no loss has this name; the nearest name is suggested.

    Examples
    --------
    >>> get("mse")([[1.0, 2.0]], [[1.0, 4.0]])
    array([2.])
    >>> get({"class_name": "BinaryCrossentropy", "config": {"from_logits": True}})
    BinaryCrossentropy(from_logits=True)
    """
    return find(identifier, _BY_NAME, "a loss", '"mse" or BinaryCrossentropy(from_logits=True)')
