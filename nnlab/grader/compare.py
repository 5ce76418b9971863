"""The gates that a result passes, in order, and the strict comparison of values.

A finding says which gate held the result up and with what; it holds data, no sentence. Shapes must be
equal before any value is compared, so that nothing broadcasts, and NaN equals nothing unless it is expected.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np

from nnlab.calls.capture import Value, as_array
from nnlab.calls.cases import Case
from nnlab.calls.reply import Reply


@dataclass(frozen=True)
class Finding:
    """Why one call does not hold.

    Parameters
    ----------
    gate : str
        Id of a sentence: ``raised none type dtype shape not_finite value changed state …``.
    detail : dict
        What the sentence needs.
    case : Case or None
    reply : Reply or None
    expected : numpy.ndarray or None
    """

    gate: str
    detail: dict[str, Any]
    case: Case | None = None
    reply: Reply | None = None
    expected: Any = None


#: Kinds of a returned value that are no array of numbers, and the gate's detail for each.
_NOT_NUMBERS = (
    "none",
    "ellipsis",
    "text",
    "generator",
    "function",
    "tensor",
    "model",
    "large",
    "object",
    "odd_array",
)


def _odd_part(value: Value) -> Value | None:
    """The first part of a nested list that is no number, or None."""
    if value.kind != "sequence":
        return None if value.kind in ("array", "number") else value
    return next(filter(None, map(_odd_part, value.data)), None)


def examine(value: Value, expected: np.ndarray, rtol: float, atol: float) -> Finding | None:
    """Hold a returned value against the expected one, gate by gate.

    Parameters
    ----------
    value : Value
        From `capture`.
    expected : numpy.ndarray
        Numbers; its shape is binding, its dtype is not.
    rtol, atol : float

    Returns
    -------
    Finding or None
        None when the value holds.
    """
    if value.kind in _NOT_NUMBERS:
        kind = "long" if value.kind == "large" and value.data is None else value.kind
        return Finding("type", {"kind": kind, "type_name": value.type_name, "shape": value.data})
    got = as_array(value)
    if got is None:
        odd = _odd_part(value)
        detail = {"type_name": value.type_name, "part": odd and odd.type_name, "shape": None}
        return Finding("type", {"kind": "ragged" if odd is None else "mixed"} | detail)
    if got.dtype.kind not in "buif":
        return Finding("dtype", {"dtype": got.dtype.name})
    if got.shape != expected.shape:
        return Finding("shape", {"got": got.shape, "expected": expected.shape})
    got, expected = np.asarray(got, dtype=np.float64), np.asarray(expected, dtype=np.float64)
    wrong = differs(got, expected, rtol, atol)
    if not wrong.any():
        return None
    detail = difference(got, expected, wrong)
    bad = ~np.isfinite(got) & np.isfinite(expected)
    if bad.any():
        kind = "nan" if np.isnan(got[bad]).any() else "inf"
        return Finding("not_finite", {**detail, "kind": kind, "bad": int(bad.sum())})
    return Finding("value", detail)


def differs(got: np.ndarray, expected: np.ndarray, rtol: float, atol: float) -> np.ndarray:
    """Mark the entries that are not within tolerance; equal infinities and NaN in both places agree."""
    with np.errstate(all="ignore"):
        close = np.abs(got - expected) <= atol + rtol * np.abs(expected)
    same = (got == expected) | (np.isnan(got) & np.isnan(expected))
    return ~(same | (close & np.isfinite(got) & np.isfinite(expected)))


def difference(got: np.ndarray, expected: np.ndarray, wrong: np.ndarray) -> dict[str, Any]:
    """How many entries differ, the first of them, and the largest difference."""
    first = tuple(int(i) for i in np.argwhere(wrong)[0]) if wrong.ndim else ()
    with np.errstate(all="ignore"):
        gap = np.where(wrong, np.abs(got - expected), 0.0)
    return {
        "count": int(wrong.sum()),
        "size": int(wrong.size),
        "first": first,
        "got_first": float(got[first]),
        "expected_first": float(expected[first]),
        "largest": float(np.nanmax(gap)) if not np.isnan(gap).all() else float("nan"),
    }


def same_reply(a: Reply, b: Reply, rtol: float, atol: float) -> bool:
    """Whether two replies come to the same: the same numbers, or the same kind of failure."""
    if a.status != b.status or a.value.kind == "model":
        return False
    if a.status == "raised":
        return a.fault is not None and b.fault is not None and a.fault.type_name == b.fault.type_name
    x, y = as_array(a.value), as_array(b.value)
    if x is None or y is None:
        return x is y and a.value.kind == b.value.kind
    if x.shape != y.shape or x.dtype.kind not in "buif" or y.dtype.kind not in "buif":
        return False
    return not differs(np.asarray(x, float), np.asarray(y, float), rtol, atol).any()
