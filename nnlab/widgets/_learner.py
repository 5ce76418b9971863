"""Ask a learner's function from a widget: whatever it does, an answer comes back and the kernel lives on."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from nnlab.calls.capture import Value, as_array
from nnlab.calls.cases import Case
from nnlab.calls.guarded import call_guarded
from nnlab.calls.reply import Reply

# A hand waits: shorter than a check's limit.
TIME_LIMIT = 2.0
# As the checks compare; `_network.js` marks single values by the same rule.
RTOL, ATOL = 1e-5, 1e-8


def ask(
    name: str,
    function: Callable[..., Any],
    arguments: tuple[Any, ...],
    expected: Sequence[np.ndarray],
    stages: Sequence[str] = ("",),
    time_limit: float = TIME_LIMIT,
    entry: Callable[[int], str] = lambda i: f"value {i + 1}",
    tolerances: Sequence[tuple[float, float]] = (),
    precision: int = 9,
) -> dict[str, Any]:
    """Call `function`, which returns one result for each stage, and compare each with what is expected.

    Parameters
    ----------
    name : str
        The learner's function, as messages name it.
    function : callable
        Calls the learner's function and returns a list of its results; it ends early where one is missing.
    arguments : tuple
        Plain data; the function gets copies.
    expected : sequence of ndarray
        The reference's result at each stage.
    stages : sequence of str
        What messages add to say which result is meant, such as ``" in layer 1"``.
    time_limit : float
        Seconds after which the call is given up.
    entry : callable
        What messages call the entry of this index, such as ``"at z = 2 it"``.
    tolerances : sequence of (float, float)
        Relative and absolute tolerance of each stage, where they differ from the usual ones.
    precision : int
        Digits that the values keep.

    Returns
    -------
    dict
        `state` (`agrees differs failed unwritten`), `message`, and `values`: a list for each stage that has
        the expected shape, in which nan and the infinities are words, as JSON has no numbers for
        them; else None.
    """
    reply = call_guarded(function, [Case("widget", arguments)], {}, time_limit=time_limit)[0]
    if reply.status != "returned":
        return _no_result(name, reply, time_limit)
    values: list[list[Any]] = []
    fault: tuple[str, str] | None = None
    limits = tolerances or [(RTOL, ATOL)] * len(expected)
    for got, wanted, stage, (rtol, atol) in zip(reply.value.data, expected, stages, limits, strict=False):
        array, problem = _numbers(got, wanted.shape)
        if array is None:
            fault = fault or (
                "unwritten" if got.kind in ("none", "ellipsis") else "failed",
                f"{stage} {problem}",
            )
            break
        values.append([_plain(v, precision) for v in array.ravel()])
        if fault is None and not np.allclose(array, wanted, rtol=rtol, atol=atol):
            fault = ("differs", f"{stage} {_difference(array, wanted, entry)}")
    if fault is not None:
        return _answer(fault[0], f"Your {name}{fault[1]}", values)
    return _answer("agrees", f"Your {name} agrees with the reference here.", values)


def in_rows(columns: int) -> Callable[[int], str]:
    """Return what calls an entry of an image by its row and column, for `ask`."""
    return lambda i: f"row {i // columns + 1}, column {i % columns + 1}"


def _answer(state: str, message: str, values: list[list[Any]] | None = None) -> dict[str, Any]:
    return {"state": state, "message": message, "values": values or None}


def _no_result(name: str, reply: Reply, time_limit: float) -> dict[str, Any]:
    fault = reply.fault
    if fault is not None and fault.type_name == "NotImplementedError":
        return _answer("unwritten", f"Your {name} is not written yet. Write it, then run this cell again.")
    if fault is not None:
        place = f"\n{fault.source}" if fault.source else ""
        return _answer("failed", f"Your {name} raised {fault.type_name}: {fault.message}{place}")
    sentence = {
        "timed_out": f"did not return within {time_limit:g} seconds. Is there a loop that never ends?",
        "out_of_memory": "asked for more memory than there is.",
        "output_limit": "printed without end and was stopped.",
    }.get(reply.status, "could not be called.")
    return _answer("failed", f"Your {name} {sentence}")


def _numbers(value: Value, shape: tuple[int, ...]) -> tuple[np.ndarray | None, str]:
    """Return the array of floats of that shape that `value` is, or None and what is the matter."""
    wanted = f"an array of shape {shape} was expected."
    if value.kind == "none":
        return None, f"returned None; {wanted} Is a return statement missing?"
    if value.kind == "ellipsis":
        return None, "still holds “...”: it is not written yet."
    if value.kind == "large":
        return None, f"returned something far too large; {wanted}"
    array = as_array(value)
    if array is None or array.dtype.kind not in "biuf":
        return None, f"returned a value of type {value.type_name}; {wanted}"
    if array.shape != shape:
        return None, f"returned an array of shape {array.shape}; {wanted}"
    return array.astype(np.float64), ""


def _difference(array: np.ndarray, wanted: np.ndarray, entry: Callable[[int], str]) -> str:
    bad = array[~np.isfinite(array)]
    if bad.size:
        return f"returned {_plain(bad[0])} here; the reference is finite."
    worst = int(np.argmax(np.abs(array - wanted)))
    got, right = array.ravel()[worst], wanted.ravel()[worst]
    which = entry(worst) if array.ndim else "it"
    return f"differs from the reference: {which} is {got:.4g}, the reference has {right:.4g}."


def _plain(value: float, precision: int = 9) -> float | str:
    value = float(value)
    if math.isfinite(value):
        return float(f"{value:.{precision}g}")
    return "nan" if math.isnan(value) else ("inf" if value > 0 else "-inf")
