"""The plain records that a frame of `nnlab.batch.wire` may hold, and what their values may be."""

from dataclasses import fields
from typing import Any

import numpy as np

from nnlab.calls.capture import MAX_ELEMENTS, MAX_ITEMS, Value
from nnlab.calls.cases import Case, Function, Rng
from nnlab.calls.describe import Description, Offence
from nnlab.calls.reply import Fault, Reply

RECORDS = {kind.__name__: kind for kind in (Case, Description, Fault, Function, Offence, Reply, Rng, Value)}
MOST_AXES = 64  # of an array of NumPy 2
_MAX_STRING = 4_000  # characters; what a reply quotes is shorter
_STATUSES = {"returned", "raised", "timed_out", "out_of_memory", "output_limit", "not_run"}
#: Kinds of a value without data; those with data are checked one by one.
_BARE = {"none", "ellipsis", "generator", "function", "tensor", "odd_array", "object", "unusable_model"}


class Violation(Exception):
    """A frame that this protocol does not allow."""


def make_record(kind: str, values: list[Any]) -> Any:
    """Make the record of this name, if all of its values are such as a function gives.

    Parameters
    ----------
    kind : str
        Name of its class.
    values : list
        Its fields, in their order.

    Returns
    -------
    Case, Description, Fault, Function, Offence, Reply, Rng or Value

    Raises
    ------
    Violation
        When there is no such record, or a value is none that a function gives.
    """
    record = RECORDS.get(kind)
    if record is None or len(values) != len(fields(record)):
        raise Violation("a record of no known kind")
    made = record(*values)
    check = _CHECKS.get(record)
    if check is not None and not check(made):
        raise Violation(f"a {kind} that no function gives")
    return made


def _short(*texts: Any) -> bool:
    return all(type(text) is str and len(text) <= _MAX_STRING and text.isprintable() for text in texts)


def _number_or_none(value: Any) -> bool:
    return value is None or (type(value) is int and 0 <= value < 10**9)


def _length(value: Any) -> bool:
    return type(value) is int and 0 <= value < 2**63


def _right_value(value: Value) -> bool:
    if not _short(value.kind, value.type_name):
        return False
    data = value.data
    if value.kind == "array":
        return type(data) is np.ndarray and data.size <= MAX_ELEMENTS
    if value.kind == "number":
        return isinstance(data, bool | int | float | complex | np.generic)
    if value.kind == "sequence":
        return type(data) is list and len(data) <= MAX_ITEMS and all(type(item) is Value for item in data)
    if value.kind == "large":
        return data is None or (type(data) is tuple and len(data) <= MOST_AXES and all(map(_length, data)))
    if value.kind == "text":
        return type(data) is str and len(data) <= _MAX_STRING
    if value.kind in ("model", "model_plan"):
        return type(data) is dict
    return value.kind in _BARE and data is None


def _right_reply(reply: Reply) -> bool:
    return (
        reply.status in _STATUSES
        and type(reply.value) is Value
        and type(reply.changed) is tuple
        and all(_number_or_none(place) and place is not None for place in reply.changed)
        and (reply.fault is None if reply.status != "raised" else type(reply.fault) is Fault)
        and type(reply.printed) is int
        and type(reply.left_behind) is type(reply.overwritten) is bool
    )


def _right_fault(fault: Fault) -> bool:
    return _number_or_none(fault.line) and _short(fault.type_name, fault.message, fault.source, fault.inside)


def _right_description(description: Description) -> bool:
    offence = description.offence
    return (
        type(description.can_be_called) is bool
        and _short(description.kind, description.type_name, description.problem)
        and (offence is None or type(offence) is Offence)
    )


_CHECKS = {
    Value: _right_value,
    Reply: _right_reply,
    Fault: _right_fault,
    Description: _right_description,
    Offence: lambda offence: _short(offence.name, offence.source) and _number_or_none(offence.line),
}
