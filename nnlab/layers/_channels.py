"""Where the channels are: nnlab computes with them on the last axis, and takes them on the first as well."""

from __future__ import annotations

import numpy as np

from nnlab._validation import complaint
from nnlab.exceptions import WrongType
from nnlab.layers.base import Shape


def as_data_format(value: object, function: str) -> str:
    """Return "channels_last" or "channels_first"; None is the former."""
    if value is None:
        return "channels_last"
    if value in ("channels_last", "channels_first"):
        return value
    rule, way_out = 'be "channels_last" or "channels_first"', "Leave it out for channels last."
    kind = ValueError if isinstance(value, str) else WrongType
    raise kind(complaint(function, "data_format", rule, value, way_out))


def to_last(x: np.ndarray, data_format: str) -> np.ndarray:
    """Bring the channels of a batch to the last axis, which takes a copy if they are not there."""
    return x if data_format == "channels_last" else np.ascontiguousarray(np.moveaxis(x, 1, -1))


def from_last(x: np.ndarray, data_format: str) -> np.ndarray:
    """Bring them back, as a view."""
    return x if data_format == "channels_last" else np.moveaxis(x, -1, 1)


def shape_to_last(shape: Shape, data_format: str) -> Shape:
    """Return the shape that `to_last` gives."""
    return tuple(shape) if data_format == "channels_last" else (shape[0], *shape[2:], shape[1])


def shape_from_last(shape: Shape, data_format: str) -> Shape:
    """Return the shape that `from_last` gives."""
    return tuple(shape) if data_format == "channels_last" else (shape[0], shape[-1], *shape[1:-1])
