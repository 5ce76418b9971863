"""The weights of a layer: arrays with Keras's `assign` and `numpy`, which stay where they are in memory."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import ArrayLike

from nnlab._validation import as_float_array, complaint

if TYPE_CHECKING:
    from nnlab.layers.base import Layer


class WeightArray(np.ndarray):
    """A NumPy array in every respect, which programs written for Keras may call a variable.

    What is computed from it is an ordinary array: it gives way to those in operations (`__array_priority__`),
    and results do not take after it (`__array_wrap__`).
    """

    __array_priority__ = -1.0

    @classmethod
    def within(cls, home: np.ndarray, start: int, values: np.ndarray) -> WeightArray:
        """Copy values into a flat array, from its entry `start` on, and return that part in their shape."""
        whole = home.base if isinstance(home.base, np.ndarray) else home
        offset = _address(home) - _address(whole) + start * home.itemsize
        part = cls(values.shape, home.dtype, whole, offset, order=order_of(values))
        part[...] = values
        return part

    def numpy(self) -> np.ndarray:
        """Copy the values."""
        return np.array(self)

    def assign(self, value: ArrayLike) -> WeightArray:
        """Put other values of the same shape in their place."""
        self[...] = checked(value, self, "value", "assign")
        return self

    def assign_add(self, value: ArrayLike) -> WeightArray:
        """Add to the values."""
        return self.assign(self + np.asarray(value))

    def assign_sub(self, value: ArrayLike) -> WeightArray:
        """Subtract from the values."""
        return self.assign(self - np.asarray(value))

    def __array_wrap__(self, array: np.ndarray, context: Any = None, return_scalar: bool = False) -> Any:
        if array is self:
            return array
        return array[()] if return_scalar else array.view(np.ndarray)

    def __repr__(self) -> str:
        return repr(self.view(np.ndarray))


class Weight:
    """Guards an attribute that holds a weight: assigning to it copies the values into the array it has.

    The array itself must stay where it is, because the model and its optimizer hold it too. Reading the
    attribute costs nothing extra: without a ``__get__``, Python takes it from the layer's ``__dict__``.
    """

    def __set_name__(self, owner: type, name: str):
        self.name = name

    def __set__(self, layer: Layer, values: ArrayLike) -> None:
        place = layer.__dict__.get(self.name)
        if place is None:
            raise AttributeError(f"{layer.name} has no {self.name} to assign to: build the layer first")
        place[...] = checked(values, place, self.name, layer.name)


def checked(values: ArrayLike, place: np.ndarray, argument: str, function: str) -> np.ndarray:
    """Return values that fit the weight they are for."""
    values = as_float_array(values, argument, function)
    if values.shape != place.shape:
        rule = f"have the shape {place.shape} of the weight it is for"
        raise ValueError(complaint(function, argument, rule, values, "Check the order of the weights."))
    return values


def order_of(array: np.ndarray) -> str:
    """Return "F" for an array that lies in memory column by column, else "C"."""
    return "F" if array.flags.fnc else "C"


def _address(array: np.ndarray) -> int:
    return array.__array_interface__["data"][0]
