"""Call a learner's function in this process, whatever it does, and come back in time.

The calls run in a thread of their own. Python can raise an exception in another thread, so an endless
loop ends; code that sleeps in C or catches everything is left behind, and the check returns all the same.
A thread starts with NumPy's default error state, so `np.seterr` inside it never reaches the notebook.
"""

import ctypes
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from nnlab.calls.capture import Value, capture, name_of, same_value
from nnlab.calls.cases import Case, fresh_arguments, unchanged
from nnlab.calls.guards import OutputLimit, memory_limit, preserved_state
from nnlab.calls.reply import Reply, describe_error, printable

_OUTPUT_LIMIT = 200_000
_MEMORY_MIB = 1024
#: Growth in pieces is stopped well below the hard limit, for there the kernel's own threads would starve too.
_WATCHED_SHARE = 0.5
_POLL = 0.02
_GRACE = 1.0
_THREAD = "nnlab-check"
#: Results that are looked at again after the last call; a number cannot change.
_KEPT = (np.ndarray, list, tuple)
#: What `preserved_state` puts back belongs to the whole process, so checks of two threads take turns.
_turn = threading.Lock()


class _Stop(BaseException):
    """Raised in the learner's thread from outside when a limit is reached."""


#: Made ahead: when memory has run out there is none for a new object.
_OUT_OF_MEMORY = Reply("out_of_memory")


def call_guarded(
    function: Callable,
    cases: Sequence[Case],
    functions: Mapping[str, Callable],
    *,
    time_limit: float = 5.0,
    memory_mib: int | None = _MEMORY_MIB,
    probe: Callable[[Any], Value] = capture,
) -> list[Reply]:
    """Call `function` once for each case and restore the process's state afterwards.

    Parameters
    ----------
    function : callable
        Untested code; it may raise anything, loop, allocate, print or change its arguments.
    cases : sequence of Case
    functions : mapping of str to callable
        What a `Function` argument stands for.
    time_limit : float
        Seconds for all calls together.
    memory_mib : int or None
        MiB by which the process may grow; None where the function needs TensorFlow.
    probe : callable
        Turns the returned object into a `Value`, in the learner's thread.

    Returns
    -------
    list of Reply
        One for each case, in order. After a call that hit a limit the rest are ``not_run``.
    """
    if threading.current_thread().name == _THREAD:
        raise RuntimeError("a function that is being checked cannot start a check")
    replies: list[Reply] = []
    done = threading.Event()

    def work(stream: Any) -> None:
        kept: list[Any] = []
        try:
            for case in cases:
                reply, result = _one_call(function, case, functions, probe, stream)
                replies.append(reply)
                kept.append(result if type(result) in _KEPT else None)
                if reply.status in ("output_limit", "out_of_memory"):
                    break
            _look_again(kept, replies)
        except _Stop:
            pass
        except MemoryError:
            replies.append(_OUT_OF_MEMORY)
        finally:
            done.set()

    watched = None if memory_mib is None else resident_mib() + _WATCHED_SHARE * memory_mib
    with _turn, preserved_state(_OUTPUT_LIMIT) as stream, memory_limit(memory_mib):
        thread = threading.Thread(target=work, args=(stream,), name=_THREAD, daemon=True)
        thread.start()
        try:
            status = _wait(done, time_limit, watched)
        finally:
            in_time = replies[:]  # what a thread that swallows `_Stop` still appends does not count
            if not done.is_set():
                _stop(thread, done)
    if status != "done":
        in_time = [*in_time[: len(cases) - 1], Reply(status, left_behind=thread.is_alive())]
    return in_time + [Reply("not_run")] * (len(cases) - len(in_time))


def _one_call(
    function: Callable, case: Case, functions: Mapping[str, Callable], probe: Callable, stream: Any
) -> tuple[Reply, Any]:
    """Make one call; give its reply, and the result itself."""
    arguments = fresh_arguments(case, functions)
    before = stream.written
    try:
        # The list is kept apart from the call, so that `changed` sees the very objects that were passed.
        result = function(*arguments)
    except _Stop:
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


def _wait(done: threading.Event, time_limit: float, most_mib: float | None) -> str:
    """Wait for the calls to end; say which limit was hit, or ``done``."""
    deadline = time.monotonic() + time_limit
    try:
        while not done.wait(_POLL):
            if time.monotonic() > deadline:
                return "timed_out"
            if most_mib is not None and resident_mib() > most_mib:
                return "out_of_memory"
    except MemoryError:  # the limit holds for this thread too
        return "out_of_memory"
    return "done"


def resident_mib() -> float:
    """Resident memory of this process in MiB."""
    import psutil  # not needed where another process holds the limits

    return psutil.Process().memory_info().rss / 2**20


def _stop(thread: threading.Thread, done: threading.Event) -> None:
    """Raise `_Stop` in the thread until it ends or the grace time is over; a stuck thread is left behind."""
    deadline = time.monotonic() + _GRACE
    while not done.is_set() and time.monotonic() < deadline:
        ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(thread.ident), ctypes.py_object(_Stop))
        done.wait(_POLL)
