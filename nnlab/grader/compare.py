"""The gates that a result passes, in order, and the strict comparison of values.

A finding says which gate held the result up and with what; it holds data, no sentence. Shapes must be
equal before any value is compared, so that nothing broadcasts, and NaN equals nothing unless it is expected.
"""

from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from nnlab.calls.capture import Value, as_array, leaves
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
    expected : object
        The expected value; of the one result that is wrong, where there are several.
    value : Value or None
        The result that is wrong, where there are several or a part is shown.
    output : str
        Name of that result.
    suspects : tuple of str
        Ids of known mistakes that a judge recognises in this call: numbers drawn at random show their law,
        which no imitation can reproduce.
    """

    gate: str
    detail: dict[str, Any]
    case: Case | None = None
    reply: Reply | None = None
    expected: Any = None
    value: Value | None = None
    output: str = ""
    suspects: tuple[str, ...] = ()


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
        kind = "nan" if np.isnan(got[bad]).any() else "-inf" if (got[bad] < 0).all() else "inf"
        count = int(bad.sum())
        more = {"kind": kind, "bad": count, "verb": "is" if count == 1 else "are"}
        return Finding("not_finite", {**detail, **more})
    return Finding("value", detail)


def examine_outputs(
    value: Value, expected: tuple[np.ndarray, ...], names: tuple[str, ...], rtol: float, atol: float
) -> Finding | None:
    """Hold several returned values against the expected ones; the first that is wrong is told.

    Parameters
    ----------
    value : Value
        A list or tuple, or one array whose first axis counts the results.
    expected : tuple of numpy.ndarray
    names : tuple of str
        What the results are called, in order.
    rtol, atol : float

    Returns
    -------
    Finding or None
    """
    parts = split(value, len(names))
    if parts is None:
        if value.kind in ("none", "ellipsis", "generator", "function", "model", "tensor"):
            return Finding("type", {"kind": value.kind, "type_name": value.type_name, "shape": value.data})
        count = len(value.data) if value.kind == "sequence" else 1
        return Finding("outputs", {"count": count, "wanted": len(names), "names": names})
    for name, part, wanted in zip(names, parts, expected, strict=True):
        finding = examine(part, wanted, rtol, atol)
        if finding is not None:
            return replace(finding, value=part, expected=wanted, output=name)
    return None


def split(value: Value, count: int) -> list[Value] | None:
    """The `count` results that `value` holds, or None when it holds another number of them."""
    if value.kind == "sequence":
        return value.data if len(value.data) == count else None
    if value.kind == "array" and value.data.ndim and len(value.data) == count:
        return [Value("array", part, value.type_name) for part in value.data]
    return None


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
    """Whether two replies come to the same: the same numbers, or the same kind of failure.

    Arrays without a number are the same in whatever shape: a list of no windows has lost its other axes.
    """
    if a.status != b.status or a.value.kind == "model":
        return False
    if a.status == "raised":
        return a.fault is not None and b.fault is not None and a.fault.type_name == b.fault.type_name
    x, y = leaves(a.value), leaves(b.value)
    if x is None or y is None:
        return x is y and a.value.kind == b.value.kind
    return len(x) == len(y) and all(_same_numbers(p, q, rtol, atol) for p, q in zip(x, y, strict=True))


def _same_numbers(p: np.ndarray, q: np.ndarray, rtol: float, atol: float) -> bool:
    if p.dtype.kind not in "buif" or q.dtype.kind not in "buif":
        return False
    if p.size == q.size == 0:
        return True
    return p.shape == q.shape and not differs(np.asarray(p, float), np.asarray(q, float), rtol, atol).any()
