"""Processes that grade: one for each core, each with its own sandbox, given one submission at a time.

A worker that dies or is stuck costs a second try of its submission, then that submission's row says so; the
others go on.
"""

import contextlib
import multiprocessing
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from typing import Any

_START = multiprocessing.get_context("spawn")
_TICK = 0.5


@dataclass
class _Worker:
    process: Any
    line: Connection
    task: Any = None
    tries: int = 0
    since: float = field(default=0.0)


def _work(line: Connection, make: Callable[[], Any]) -> None:
    """Grade what comes over the line until it is closed."""
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the process above, which ends this one
    with make() as grade:
        while True:
            try:
                task = line.recv()
            except (EOFError, OSError):
                return
            line.send(grade(task))


def grade_all(
    tasks: Iterable[Any],
    make: Callable[[], Any],
    jobs: int,
    patience: float,
    give_up: Callable[[Any, str], Any],
) -> Iterator[tuple[Any, Any]]:
    """Grade `tasks` in `jobs` processes, and yield ``(task, result)`` as each ends.

    Parameters
    ----------
    tasks : iterable
        Taken one by one, so there may be any number.
    make : callable
        Makes, in a worker, a context manager that gives ``grade(task) -> result``. Must be picklable.
    jobs : int
    patience : float
        Seconds after which a worker is taken for stuck.
    give_up : callable
        ``give_up(task, problem) -> result`` after two tries.
    """
    waiting = iter(tasks)
    workers: list[_Worker] = []
    again: list[tuple[Any, int]] = []
    try:
        while True:
            for worker in [w for w in workers if w.task is None]:
                if not _give(worker, waiting, again):
                    _stop(worker)
                    workers.remove(worker)
            while len(workers) < jobs:
                worker = _started(make)
                if not _give(worker, waiting, again):
                    _stop(worker)
                    break
                workers.append(worker)
            if not workers:
                return
            for worker in _finished(workers, patience):
                task = worker.task
                try:
                    result = worker.line.recv()
                except (EOFError, OSError):
                    problem = _problem(worker, patience)
                    _stop(worker)
                    workers.remove(worker)
                    if worker.tries == 1:
                        again.append((task, 1))
                        continue
                    result = give_up(task, problem)
                worker.task = None
                yield task, result
    finally:
        for worker in workers:
            _stop(worker)


def _started(make: Callable[[], Any]) -> _Worker:
    ours, theirs = _START.Pipe()
    process = _START.Process(target=_work, args=(theirs, make), daemon=True)
    process.start()
    theirs.close()
    return _Worker(process, ours)


def _give(worker: _Worker, waiting: Iterator[Any], again: list[tuple[Any, int]]) -> bool:
    """Hand a task to a worker; False when there is none left."""
    if again:
        task, tries = again.pop()
    else:
        task, tries = next(waiting, None), 0
        if task is None:
            return False
    worker.task, worker.tries, worker.since = task, tries + 1, time.monotonic()
    with contextlib.suppress(OSError):  # a dead one is noticed when its answer is due
        worker.line.send(task)
    return True


def _finished(workers: list[_Worker], patience: float) -> list[_Worker]:
    """Wait until a worker has an answer, has died, or has been stuck for too long; such a one is killed."""
    while True:
        lines = {worker.line: worker for worker in workers}
        ready = wait(lines, timeout=_TICK)
        if ready:
            return [lines[line] for line in ready]
        for worker in workers:
            if time.monotonic() - worker.since > patience:
                worker.process.kill()


def _problem(worker: _Worker, patience: float) -> str:
    if time.monotonic() - worker.since > patience:
        return f"the worker was stuck for {patience:.0f} seconds"
    worker.process.join(1)
    return f"the worker ended with exit status {worker.process.exitcode}"


def _stop(worker: _Worker) -> None:
    with contextlib.suppress(OSError):
        worker.line.close()
    worker.process.join(2)
    if worker.process.is_alive():
        worker.process.kill()
        worker.process.join()
