"""A number, or a few, that a metric keeps from batch to batch."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import ArrayLike, DTypeLike


class Variable(np.lib.mixins.NDArrayOperatorsMixin):
    """An array of fixed shape and precision with a name; it takes part in arithmetic like its value.

    Parameters
    ----------
    value : array_like
        What it starts with.
    dtype : str or dtype, default "float32"
        Its precision.
    name : str, default "variable"
        Its name.

    Examples
    --------
    >>> total = Variable(0.0, name="total")
    >>> total.assign_add(3.0)
    >>> total / 2
    np.float32(1.5)
    """

    def __init__(self, value: ArrayLike, dtype: DTypeLike = "float32", name: str = "variable"):
        self._value = np.array(value, dtype=dtype)
        self.name = name

    @property
    def value(self) -> np.ndarray:
        """The array itself."""
        return self._value

    @property
    def shape(self) -> tuple[int, ...]:
        """Shape of the value."""
        return self._value.shape

    @property
    def dtype(self) -> str:
        """Name of the value's precision, as Keras tells it."""
        return self._value.dtype.name

    def assign(self, value: ArrayLike) -> None:
        """Put another value in its place."""
        self._value[...] = value

    def assign_add(self, value: ArrayLike) -> None:
        """Add to the value."""
        self._value[...] += value

    def numpy(self) -> np.ndarray:
        """Copy the value."""
        return self._value.copy()

    def __array__(self, dtype: DTypeLike = None, copy: bool | None = None) -> np.ndarray:
        return np.array(self._value, dtype=dtype, copy=copy)

    def __array_ufunc__(self, ufunc: np.ufunc, method: str, *inputs: Any, **options: Any) -> Any:
        values = (one._value if isinstance(one, Variable) else one for one in inputs)
        return getattr(ufunc, method)(*values, **options)

    def __getitem__(self, index: Any) -> Any:
        return self._value[index]

    def __len__(self) -> int:
        return len(self._value)

    def __float__(self) -> float:
        return float(self._value)

    def __repr__(self) -> str:
        return f"Variable({self._value}, name={self.name!r})"
