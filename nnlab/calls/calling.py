"""Call a function once for each case, in this very thread, and turn what comes back into plain data."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from nnlab.calls.capture import Value, capture, name_of, same_value
from nnlab.calls.cases import Case, fresh_arguments, unchanged
from nnlab.calls.guards import OutputLimit
from nnlab.calls.reply import Reply, describe_error, printable

#: Characters that a function may print in all its calls together.
OUTPUT_LIMIT = 200_000
#: Results that are looked at again after the last call; a number cannot change.
_KEPT = (np.ndarray, list, tuple)
#: Made ahead: when memory has run out there is none for a new object.
_OUT_OF_MEMORY = Reply("out_of_memory")


class Stop(BaseException):
    """Raised from outside in the thread that makes the calls, when a limit is reached."""


def call_each(
    function: Callable,
    cases: Sequence[Case],
    functions: Mapping[str, Callable],
    probe: Callable[[Any], Value],
    stream: Any,
    replies: list[Reply],
) -> None:
    """Call `function` once for each case, and append a reply for each to `replies`.

    Parameters
    ----------
    function : callable
        Untested code; it may raise anything.
    cases : sequence of Case
    functions : mapping of str to callable
        What a `Function` argument stands for.
    probe : callable
        Turns the returned object into a `Value`.
    stream : object
        ``stream.written`` counts the characters that were printed.
    replies : list of Reply
        Filled as the calls are made. After a call that ran into a limit of memory or output no more are made.
    """
    kept: list[Any] = []
    try:
        for case in cases:
            reply, result = _one_call(function, case, functions, probe, stream)
            replies.append(reply)
            kept.append(result if type(result) in _KEPT else None)
            if reply.status in ("output_limit", "out_of_memory"):
                break
        _look_again(kept, replies)
    except MemoryError:
        replies.append(_OUT_OF_MEMORY)


def _one_call(
    function: Callable, case: Case, functions: Mapping[str, Callable], probe: Callable, stream: Any
) -> tuple[Reply, Any]:
    """Make one call; give its reply, and the result itself."""
    arguments = fresh_arguments(case, functions)
    before = stream.written
    try:
        # The list is kept apart from the call, so that `changed` sees the very objects that were passed.
        result = function(*arguments)
    except Stop:
        raise
    except OutputLimit:
        return Reply("output_limit"), None
    except MemoryError:
        return _OUT_OF_MEMORY, None
    except BaseException as error:
        fault = describe_error(error, function)
        return Reply("raised", Value("none"), _changed(case, arguments), fault), None
    printed = stream.written - before
    try:
        value = probe(result)
    except MemoryError:
        return _OUT_OF_MEMORY, None
    except OutputLimit:
        return Reply("output_limit"), None
    except Exception:  # what cannot even be read is an object of no known kind
        value = Value("object", type_name=printable(name_of(type(result))))
    return Reply("returned", value, _changed(case, arguments), None, printed), result


def _look_again(kept: list[Any], replies: list[Reply]) -> None:
    """Mark results that a later call has changed: the function gave out an array that it keeps and reuses."""
    for i, result in enumerate(kept):
        if result is not None and not same_value(capture(result), replies[i].value):
            replies[i] = replace(replies[i], overwritten=True)


def _changed(case: Case, arguments: list) -> tuple[int, ...]:
    return tuple(i for i, given in enumerate(case.args) if not unchanged(given, arguments[i]))
