"""What a layer, loss or optimizer was made with: checked, shown by its repr, given by `get_config`."""

from __future__ import annotations

import inspect
from collections.abc import Sequence
from typing import Any, Self

import numpy as np
from numpy.typing import DTypeLike

from nnlab._validation import as_count, complaint


class Configured:
    """Keeps each argument of the constructor in the attribute of that name, and can tell them."""

    def get_config(self) -> dict[str, Any]:
        """Arguments that make another object like this one, without its weights."""
        named = [*self._constructor(), "name", "dtype", "trainable"]
        return {name: _plain(getattr(self, name)) for name in named if hasattr(self, name)}

    @classmethod
    def from_config(cls, config: dict[str, Any]) -> Self:
        """Make an object from what `get_config` gave."""
        return cls(**config)

    def __repr__(self) -> str:
        shown = [
            f"{name}={_plain(getattr(self, name))!r}"
            for name, parameter in self._constructor().items()
            if not _same(_plain(getattr(self, name, parameter.default)), parameter.default)
        ]
        return f"{type(self).__name__}({', '.join([*shown, f'name={self.name!r}'])})"

    @classmethod
    def _constructor(cls) -> dict[str, inspect.Parameter]:
        parameters = inspect.signature(cls.__init__).parameters.values()
        return {
            parameter.name: parameter
            for parameter in parameters
            if parameter.kind is parameter.POSITIONAL_OR_KEYWORD and parameter.name != "self"
        }

    def _refuse(self, unsupported: dict[str, Any]) -> None:
        """Complain about arguments that Keras has and nnlab does not; one that is off (None) does no harm."""
        for name, value in unsupported.items():
            if value is not None:
                rule, way_out = "be left out: nnlab does not have it", "Remove it, or use Keras for this."
                raise TypeError(complaint(type(self).__name__, name, rule, value, way_out))


def _plain(value: Any) -> Any:
    """The name of an activation or dtype in the place of the thing itself."""
    if inspect.isfunction(value):
        return value.__name__
    return value.name if isinstance(value, np.dtype) else value


def _same(value: Any, default: Any) -> bool:
    return value is default or (type(value) is type(default) and np.ndim(value) == 0 and value == default)


def as_dtype(dtype: DTypeLike, function: str) -> np.dtype:
    """Return the dtype of a layer: float32 for None."""
    try:
        known = np.dtype("float32" if dtype is None else dtype)
    except TypeError:
        known = None
    if known is None or known.kind != "f" or known.itemsize > 8:
        rule = "be float16, float32 or float64"
        raise ValueError(complaint(function, "dtype", rule, dtype, 'Pass e.g. dtype="float32".'))
    return known


def as_shape(
    shape: Sequence[int | None] | int, function: str, name: str = "input_shape"
) -> tuple[int | None, ...]:
    """Return a shape as a tuple of Python ints, with None for what is not known."""
    if isinstance(shape, str) or not isinstance(shape, Sequence):
        rule = "be a tuple of whole numbers or None"
        raise TypeError(complaint(function, name, rule, shape, f"Pass e.g. {name}=(784,)."))
    return tuple(None if size is None else as_count(size, name, function) for size in shape)
