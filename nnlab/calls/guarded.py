"""Call a learner's function in this process, whatever it does, and come back in time.

The calls run in a thread of their own. Python can raise an exception in another thread, so an endless
loop ends; code that sleeps in C or catches everything is left behind, and the check returns all the same.
A thread starts with NumPy's default error state, so `np.seterr` inside it never reaches the notebook.
"""

import ctypes
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from nnlab.calls.calling import OUTPUT_LIMIT, Stop, call_each
from nnlab.calls.capture import Value, capture
from nnlab.calls.cases import Case
from nnlab.calls.guards import memory_limit, preserved_state
from nnlab.calls.reply import Reply

_MEMORY_MIB = 1024
#: Growth in pieces is stopped well below the hard limit, for there the kernel's own threads would starve too.
_WATCHED_SHARE = 0.5
_POLL = 0.02
_GRACE = 1.0
_THREAD = "nnlab-check"
#: What `preserved_state` puts back belongs to the whole process, so checks of two threads take turns.
_turn = threading.Lock()


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
        try:
            call_each(function, cases, functions, probe, stream, replies)
        except Stop:
            pass
        finally:
            done.set()

    watched = None if memory_mib is None else resident_mib() + _WATCHED_SHARE * memory_mib
    with _turn, preserved_state(OUTPUT_LIMIT) as stream, memory_limit(memory_mib):
        thread = threading.Thread(target=work, args=(stream,), name=_THREAD, daemon=True)
        thread.start()
        try:
            status = _wait(done, time_limit, watched)
        finally:
            in_time = replies[:]  # what a thread that swallows `Stop` still appends does not count
            if not done.is_set():
                _stop(thread, done)
    if status != "done":
        in_time = [*in_time[: len(cases) - 1], Reply(status, left_behind=thread.is_alive())]
    return in_time + [Reply("not_run")] * (len(cases) - len(in_time))


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
    """Raise `Stop` in the thread until it ends or the grace time is over; a stuck thread is left behind."""
    deadline = time.monotonic() + _GRACE
    while not done.is_set() and time.monotonic() < deadline:
        ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(thread.ident), ctypes.py_object(Stop))
        done.wait(_POLL)
