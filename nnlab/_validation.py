"""The one home of nnlab's input checks, and of the one sentence in which they complain.

    {function}: {argument} must {rule}. Received: {argument}={value} (shape …, dtype …). {way out}

A wrong value is a `ValueError`, a wrong type a `WrongType`, which is a `TypeError` too. Every `as_…` function
returns its argument in the form the caller computes with, and never changes what it was given.
"""

from __future__ import annotations

import math
import numbers
import operator
import reprlib

import numpy as np

from nnlab.exceptions import WrongType

# Keras's floatx: what whole numbers and truth values become, since they say nothing about precision.
DEFAULT_FLOAT = np.dtype("float32")

_REPR = reprlib.Repr()
_REPR.maxstring = _REPR.maxother = _REPR.maxlong = 60


def complaint(function: str, name: str, rule: str, value: object, way_out: str) -> str:
    """Build the error sentence; `value` may be of any size and may have a broken `__repr__`."""
    return f"{function}: {name} must {rule}. Received: {name}={_describe(value)}. {way_out}"


def _describe(value: object) -> str:
    if isinstance(value, np.ndarray):
        with np.printoptions(threshold=8, edgeitems=2, precision=4):
            text = " ".join(np.array2string(value).split()) if value.dtype.kind in "fiub" else "array"
        return f"{text} (shape {value.shape}, dtype {value.dtype})"
    return f"{_REPR.repr(value)} (type {type(value).__name__})"


def as_float_array(x: object, name: str, function: str, dtype: np.dtype | None = None) -> np.ndarray:
    """Return `x` as an array of floats, without a copy where it already is one.

    Given a `dtype`, everything is converted to that. Otherwise:

    Floating-point arrays keep their precision: float64 stays float64, float16 stays float16. Python floats,
    alone or in lists, are float64, as everywhere in NumPy. Whole numbers and truth values become float32, as
    in Keras.

    Complex numbers, strings, dates, objects and ragged lists are refused: a conversion that drops the
    imaginary part, or that parses text, would hide a mistake.
    """
    way_out = f"Pass numbers, e.g. np.array([1.0, 2.0]), as {name}."
    try:
        array = np.asarray(x)
    except ValueError as error:
        rule = "be a rectangular array: all rows of the same length"
        raise ValueError(complaint(function, name, rule, x, way_out)) from error
    if array.dtype.kind in "fiub":
        if dtype is None:
            dtype = array.dtype if array.dtype.kind == "f" else DEFAULT_FLOAT
        return array.astype(dtype, copy=False)
    raise WrongType(complaint(function, name, "hold real numbers", x, way_out))


def as_number(
    value: object, name: str, function: str, *, minimum: float = -math.inf, maximum: float = math.inf
) -> float:
    """Return a finite real number from `minimum` to `maximum` as a Python float.

    A Python float leaves the dtype of an array that it is combined with alone; a NumPy float64 would not.
    """
    way_out = f"Pass a number such as {name}=1.0."
    is_real = value.dtype.kind in "fiu" if isinstance(value, np.ndarray) else isinstance(value, numbers.Real)
    if not is_real or np.ndim(value):
        raise WrongType(complaint(function, name, "be a real number", value, way_out))
    try:
        number = float(value)
    except OverflowError:  # a whole number too large for a float
        number = math.inf
    if not math.isfinite(number):
        raise ValueError(complaint(function, name, "be finite", value, way_out))
    if number < minimum:
        raise ValueError(complaint(function, name, f"be at least {minimum:g}", value, way_out))
    if number > maximum:
        raise ValueError(complaint(function, name, f"be at most {maximum:g}", value, way_out))
    return number


def as_count(value: object, name: str, function: str, *, minimum: int = 1) -> int:
    """Return a whole number, at least `minimum`, as a Python int."""
    way_out = f"Pass a whole number such as {name}={max(minimum, 100)}."
    try:
        if isinstance(value, bool | np.bool_):
            raise TypeError
        count = operator.index(value)
    except TypeError:
        raise WrongType(complaint(function, name, "be a whole number", value, way_out)) from None
    if count < minimum:
        raise ValueError(complaint(function, name, f"be at least {minimum}", value, way_out))
    return count


def as_axes(axis: object, array: np.ndarray, name: str, function: str) -> tuple[int, ...]:
    """Return `axis`, an int, a tuple of ints or None (all axes), as a tuple of axes of `array`."""
    way_out = "Pass axis=-1 for the last axis, a tuple for several, or None for all."
    if axis is None:
        return tuple(range(array.ndim))
    axes = axis if isinstance(axis, tuple | list) else (axis,)
    if any(isinstance(one, bool) or not isinstance(one, numbers.Integral) for one in axes):
        raise WrongType(complaint(function, name, "be an int, a tuple of ints, or None", axis, way_out))
    if any(not -array.ndim <= one < array.ndim for one in axes):
        rule = f"name axes of an array of {array.ndim} dimensions"
        raise ValueError(complaint(function, name, rule, axis, way_out))
    normalized = tuple(int(one) % array.ndim for one in axes)
    if not normalized or len(set(normalized)) < len(normalized):
        raise ValueError(
            complaint(function, name, "name at least one axis, and each only once", axis, way_out)
        )
    return normalized


def as_axis(axis: object, array: np.ndarray, name: str, function: str) -> int:
    """Return `axis`, one int, as an axis of `array` counted from the front."""
    if axis is None or isinstance(axis, tuple | list):
        raise WrongType(complaint(function, name, "be one int", axis, "Pass axis=-1 for the last axis."))
    return as_axes(axis, array, name, function)[0]


def as_choice(value: object, choices: tuple[object, ...], name: str, function: str) -> object:
    """Return `value` if it is one of the choices."""
    if not any(type(value) is type(choice) and value == choice for choice in choices):
        listed = ", ".join(repr(choice) for choice in choices)
        kind = ValueError if isinstance(value, str) else WrongType
        raise kind(complaint(function, name, f"be one of {listed}", value, f"Pass {name}={choices[0]!r}."))
    return value


def as_float_dtype(dtype: object, name: str, function: str) -> np.dtype | None:
    """Return a floating-point dtype that NumPy has, or None for None."""
    if dtype is None:
        return None
    try:
        known = np.dtype(getattr(dtype, "compute_dtype", dtype))  # or that of one of Keras's policies
    except TypeError:
        known = None
    if known is None or known.kind != "f" or known.itemsize > 8:
        rule, way_out = "be float16, float32, float64 or None", 'Pass e.g. dtype="float32".'
        kind = ValueError if known is not None or isinstance(dtype, str) else WrongType
        raise kind(complaint(function, name, rule, dtype, way_out))
    return known


def as_generator(seed: object, name: str, function: str) -> np.random.Generator:
    """Return a generator: a new one from a whole number or None, or the very generator that was passed."""
    if isinstance(seed, np.random.Generator):
        return seed
    if seed is None:
        return np.random.default_rng()
    way_out = f"Pass {name}=0, or {name}=np.random.default_rng(0)."
    if isinstance(seed, bool) or not isinstance(seed, numbers.Integral):
        rule = "be a whole number, a numpy.random.Generator or None"
        raise WrongType(complaint(function, name, rule, seed, way_out))
    if seed < 0:
        raise ValueError(complaint(function, name, "be at least 0", seed, way_out))
    return np.random.default_rng(int(seed))
