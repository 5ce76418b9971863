"""Checks of what widgets are given, in the library's one sentence."""

from __future__ import annotations

import numpy as np

from nnlab._validation import complaint


def check_function(value: object, name: str, widget: str) -> None:
    """Raise TypeError unless `value`, the learner's function `name`, can be called or was left out."""
    if value is not None and not callable(value):
        way_out = f"Pass the function itself, {name}, without brackets; or leave it out."
        raise TypeError(complaint(widget, name, "be a function", value, way_out))


def as_numbers(value: object, name: str, widget: str, rule: str, way_out: str) -> np.ndarray:
    """Return `value` as an array of real numbers; raise TypeError, with `rule`, where it holds others."""
    try:
        array = np.asarray(value)
    except ValueError:  # rows of different lengths
        array = None
    if array is None or array.dtype.kind not in "iuf":
        raise TypeError(complaint(widget, name, rule, value, way_out))
    return array
