"""Cases: the inputs of one call, how they are made afresh for it, and how they are recognised again.

A case is plain data: arrays, numbers, strings, lists and tuples of them, `Function` for an argument
that is itself a function, and `Rng` for a random generator. Plain data can be compared, stored and sent to
another process; a function is sent by its name, a generator by its seed.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

import numpy as np


@dataclass(frozen=True)
class Function:
    """An argument that is a function, by the name under which every side of a call knows it.

    Parameters
    ----------
    name : str
        A name in `nnlab.grader.functions`, such as ``"sigmoid"``.
    """

    name: str

    def __repr__(self) -> str:
        return self.name


@dataclass(frozen=True)
class Rng:
    """An argument that is a new ``numpy.random.Generator`` in each call.

    Parameters
    ----------
    seed : int
    """

    seed: int

    def __repr__(self) -> str:
        return f"np.random.default_rng({self.seed})"


@dataclass(frozen=True)
class Case:
    """The arguments of one call.

    Parameters
    ----------
    name : str
        Unique within the exercise; recorded values are filed under it.
    args : tuple
        Positional arguments, plain data.
    layout : {"plain", "readonly", "strided", "fortran"}
        How arrays lie in memory when the call is made.
    tensorflow : bool
        Whether TensorFlow's value for these arguments belongs to the comparison.
    """

    name: str
    args: tuple
    layout: str = "plain"
    tensorflow: bool = True


def _strided(x: np.ndarray) -> np.ndarray:
    """A view with gaps in every axis, equal to `x`; the gaps hold other numbers, to expose a wrong read."""
    wide = np.full(tuple(2 * n for n in x.shape), 7, dtype=x.dtype)
    view = wide[tuple(slice(None, None, 2) for _ in x.shape)]
    view[...] = x
    return view


def _readonly(x: np.ndarray) -> np.ndarray:
    copy = x.copy()
    copy.flags.writeable = False
    return copy


LAYOUTS: Mapping[str, Callable[[np.ndarray], np.ndarray]] = {
    "plain": np.ndarray.copy,
    "readonly": _readonly,
    "strided": _strided,
    "fortran": lambda x: x.copy(order="F"),
}


def fresh_arguments(case: Case, functions: Mapping[str, Callable]) -> list[Any]:
    """Make the arguments of one call, sharing no memory with the case or with another call.

    Parameters
    ----------
    case : Case
    functions : mapping of str to callable
        What each `Function` stands for on this side: NumPy's or TensorFlow's.

    Returns
    -------
    list
    """
    layout = LAYOUTS[case.layout]

    def copy(value: Any) -> Any:
        if isinstance(value, np.ndarray):
            return layout(value)
        if isinstance(value, Function):
            return functions[value.name]
        if isinstance(value, Rng):
            return np.random.default_rng(value.seed)
        if isinstance(value, list | tuple):
            return type(value)(copy(item) for item in value)
        return value

    return [copy(value) for value in case.args]


def unchanged(original: Any, used: Any) -> bool:
    """Whether an argument still holds what the case gave, to the last bit."""
    if isinstance(original, np.ndarray):
        return (
            type(used) is np.ndarray
            and used.dtype == original.dtype
            and used.shape == original.shape
            and used.tobytes() == original.tobytes()
        )
    if isinstance(original, list | tuple):
        return (
            type(used) is type(original)
            and len(used) == len(original)
            and all(unchanged(a, b) for a, b in zip(original, used, strict=True))
        )
    return True  # numbers, strings and functions cannot be changed by the callee; a generator must be


def digest(case: Case) -> str:
    """A short fingerprint of the arguments: a recorded value of other arguments is never used."""
    seal = sha256()

    def feed(value: Any) -> None:
        if isinstance(value, np.ndarray):
            seal.update(f"array {value.dtype.str} {value.shape}".encode())
            seal.update(np.ascontiguousarray(value).tobytes())
        elif isinstance(value, list | tuple):
            seal.update(f"{type(value).__name__} {len(value)}".encode())
            for item in value:
                feed(item)
        else:
            seal.update(f"{type(value).__name__} {value!r}".encode())

    feed(case.args)
    return seal.hexdigest()[:16]


def size(case: Case) -> int:
    """Count the numbers in the arguments; the smallest failing input is the one to show."""

    def count(value: Any) -> int:
        if isinstance(value, np.ndarray):
            return value.size
        if isinstance(value, list | tuple):
            return sum(count(item) for item in value)
        return 1

    return count(case.args)
