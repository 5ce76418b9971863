"""From whatever a learner's function returns to plain data that cannot lie.

An object may answer `shape`, `==`, `repr` or `__array__` as it likes. So only exact built-in and NumPy types
are read, by type and not by asking the object; everything else is carried as its type's name.
"""

import types
from dataclasses import dataclass
from typing import Any

import numpy as np

#: Larger results are described, not copied: no case asks for more than 10,000 numbers.
MAX_ELEMENTS = 100_000
MAX_ITEMS = 10_000
MAX_DEPTH = 8


@dataclass(frozen=True)
class Value:
    """A returned value as plain data.

    Parameters
    ----------
    kind : str
        ``array number sequence none ellipsis text generator function tensor model large odd_array
        object``.
    data : object
        The array, the number, or a list of `Value`; the shape of a ``large`` array; else None.
    type_name : str
        Name of the type that was returned.
    """

    kind: str
    data: Any = None
    type_name: str = ""


def name_of(kind: type) -> str:
    """Name of a type, read past whatever its metaclass would answer."""
    return type.__dict__["__name__"].__get__(kind)[:80]


def capture(value: Any, depth: int = 0, left: list[int] | None = None) -> Value:
    """Copy `value` into plain data.

    Parameters
    ----------
    value : object
        Anything at all.
    depth : int
        How deep `value` lies in nested lists.
    left : list of one int, optional
        How many more items of lists are read; shared by all parts of a nested list.

    Returns
    -------
    Value
    """
    kind = type(value)
    name = name_of(kind)
    if value is None:
        return Value("none", type_name="None")
    if value is Ellipsis:
        return Value("ellipsis", type_name="Ellipsis")
    if kind in (bool, int, float, complex):
        return Value("number", _number(value), name)
    if kind in (str, bytes, np.str_, np.bytes_):
        return Value("text", str(value[:80]), name)
    if issubclass(kind, np.ndarray):
        return _array(value, name)
    if issubclass(kind, (np.number, np.bool_)):
        return Value("number", np.array(value, subok=False)[()], name)
    if kind in (list, tuple):
        left = [MAX_ITEMS] if left is None else left
        left[0] -= len(value)
        if depth >= MAX_DEPTH or left[0] < 0:
            return Value("large", type_name=name)
        return Value("sequence", [capture(item, depth + 1, left) for item in value], name)
    if kind in (types.GeneratorType, map, filter, zip, range):
        return Value("generator", type_name=name)
    if kind in (types.FunctionType, types.BuiltinFunctionType, types.MethodType, types.LambdaType, type):
        return Value("function", type_name=name)
    module = str(vars(kind).get("__module__", ""))
    if module.partition(".")[0] in ("tensorflow", "keras", "torch", "jax") and "ensor" in name + module:
        return Value("tensor", type_name=name)
    return Value("object", type_name=name)


def _number(value: Any) -> Any:
    """An int beyond float64 becomes infinity: it is not finite for any comparison here."""
    if type(value) is int:
        try:
            float(value)
        except OverflowError:
            return float("inf") if value > 0 else float("-inf")
    return value


def _array(value: np.ndarray, name: str) -> Value:
    dtype = np.ndarray.dtype.__get__(value)
    if dtype.kind not in "buifc":
        # No numbers, and objects may do anything when they are copied or shown.
        return Value("odd_array", type_name=f"array of dtype {dtype.name[:40]}")
    shape = np.ndarray.shape.__get__(value)  # the true shape, whatever a subclass answers
    size = 1
    for length in shape:
        size *= length
    if size > MAX_ELEMENTS:
        return Value("large", tuple(shape), name)
    if type(value) is np.ndarray or not isinstance(value, np.ma.MaskedArray):
        return Value("array", np.array(np.ndarray.view(value, np.ndarray), subok=False), name)
    return Value("object", type_name=name)


def as_array(value: Value) -> np.ndarray | None:
    """The one array of numbers that `value` amounts to, or None: nested lists of equal lengths count.

    Parameters
    ----------
    value : Value

    Returns
    -------
    numpy.ndarray or None
    """
    if value.kind in ("array", "number"):
        return np.asarray(value.data)
    if value.kind != "sequence" or not value.data:
        return np.empty(0) if value.kind == "sequence" else None
    parts = [as_array(item) for item in value.data]
    if any(part is None or part.shape != parts[0].shape or part.dtype.kind == "O" for part in parts):
        return None
    return np.stack(parts)


def leaves(value: Value) -> list[np.ndarray] | None:
    """All arrays of numbers in `value`, from left to right, or None where something else is among them.

    Parameters
    ----------
    value : Value

    Returns
    -------
    list of numpy.ndarray or None
        One array where `value` amounts to one.
    """
    whole = as_array(value)
    if whole is not None:
        return [whole]
    if value.kind != "sequence":
        return None
    parts = [leaves(item) for item in value.data]
    return None if any(part is None for part in parts) else [x for part in parts for x in part]


def same_value(a: Value, b: Value) -> bool:
    """Whether two captured values hold the same numbers; what holds no numbers counts as the same."""
    x, y = leaves(a), leaves(b)
    if x is None or y is None:
        return x is y
    return len(x) == len(y) and all(
        p.dtype == q.dtype and np.array_equal(p, q, equal_nan=True)  # not bytes: longdouble has idle ones
        for p, q in zip(x, y, strict=True)
    )
