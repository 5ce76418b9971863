"""Grade on a dask.distributed cluster: the same function for each submission, on other machines.

A worker of the cluster is trusted, as the grader's own process is; it owns sandboxes of its own, and
learners' code runs in these alone. Notebooks travel with their tasks, so the machines need not share a
disk. A worker that is lost costs its running tasks a second try; a row is kept once, however often its task
has run.
"""

import threading
from collections.abc import Callable, Iterator
from itertools import islice
from typing import Any

from nnlab.exceptions import IsolationError, NotebookError

#: Tasks that wait at each worker: enough that none is idle, few enough that memory stays small.
_AHEAD = 4
_PATIENCE = 30  # seconds for the scheduler to answer

_lock = threading.Lock()
_graders: dict[Any, tuple[Any, Callable[[Any], Any]]] = {}


def grade_on_cluster(
    address: str,
    submissions: list[Any],
    setup: Callable[[], Any],
    give_up: Callable[[Any, str], Any],
    *,
    full: bool,
) -> Iterator[Any]:
    """Grade `submissions` on the cluster at `address`, and yield results as they come.

    Parameters
    ----------
    address : str
        Of the scheduler, such as ``"tcp://127.0.0.1:8786"``.
    submissions : list of Submission
    setup : callable
        Makes, on a worker, a context manager that gives ``grade(submission, raw)``.
    give_up : callable
        ``give_up(submission, problem)``: the result of one that no worker could grade.
    full : bool
        Every worker must have the full isolation level.

    Raises
    ------
    IsolationError
        When the cluster does not answer, has no workers, or one of them cannot shut code in.
    """
    client = _connected(address)
    with client:
        _examine(client, address, full)
        yield from _shared_out(client, submissions, setup, give_up)


def _connected(address: str) -> Any:
    try:
        from distributed import Client
    except ImportError:
        raise IsolationError("--dask needs dask.distributed: python -m pip install distributed") from None
    try:
        return Client(address, timeout=_PATIENCE, set_as_default=False)
    except (OSError, TimeoutError, ValueError) as error:
        raise IsolationError(
            f"no scheduler answers at {address} ({error}). Start one with: dask scheduler"
        ) from None


def _examine(client: Any, address: str, full: bool) -> None:
    from nnlab.batch.machine import lacking_for_full

    workers = client.run(lacking_for_full)
    if not workers:
        raise IsolationError(
            f"the cluster at {address} has no workers. Start some with: dask worker {address}"
        )
    lacking = {worker: lacks for worker, lacks in workers.items() if lacks}
    if full and lacking:
        worker, lacks = next(iter(lacking.items()))
        raise IsolationError(
            f"{len(lacking)} of {len(workers)} workers cannot shut strangers' code in. "
            f"{worker}: {'; '.join(lacks)}"
        )


def _shared_out(client: Any, submissions: list[Any], setup: Any, give_up: Any) -> Iterator[Any]:
    from distributed import as_completed

    waiting = iter(submissions)
    running: dict[str, Any] = {}
    completed = as_completed([], loop=client.loop)

    def give(count: int) -> None:
        for submission in islice(waiting, count):
            raw, problem = _read(submission)
            future = client.submit(_grade, submission, raw, problem, setup, pure=False)
            running[future.key] = submission
            completed.add(future)

    cores = sum(client.nthreads().values())
    give(max(cores, 1) * _AHEAD)
    while running:
        future = next(completed)
        submission = running.pop(future.key)
        error = future.exception()
        yield future.result() if error is None else give_up(submission, f"{type(error).__name__}: {error}")
        future.release()
        give(1)


def _read(submission: Any) -> tuple[bytes, str]:
    try:
        return submission.read(), ""
    except NotebookError as error:
        return b"", str(error)


def _grade(submission: Any, raw: bytes, problem: str, setup: Any) -> Any:
    """Grade one submission on a worker, with the sandboxes that this worker's process owns."""
    with _lock:  # a worker may have several threads; a sandbox takes one submission at a time
        if setup not in _graders:
            for maker, _ in _graders.values():
                maker.__exit__(None, None, None)
            _graders.clear()
            maker = setup()
            _graders[setup] = (maker, maker.__enter__())
        return _graders[setup][1](submission, raw=raw, problem=problem)
