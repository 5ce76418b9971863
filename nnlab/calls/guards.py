"""Leave the kernel as it was: what a learner's function may change during a check is put back.

Only portable calls stand on this path; the memory limit is an extra where the system has one.
"""

import builtins
import gc
import io
import math
import os
import random
import sys
import threading
import warnings
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

import numpy as np

#: Modules that a slip such as ``np.exp = ...`` spoils for every later cell.
_WATCHED = (np, np.linalg, np.random, math, random, builtins)


class OutputLimit(BaseException):
    """The function printed too much. A BaseException, so that ``except Exception`` lets it pass."""


class _Capped(io.TextIOBase):
    """A stream that counts characters and takes no more than `limit`."""

    def __init__(self, limit: float) -> None:
        self.limit = limit
        self.written = 0

    def writable(self) -> bool:
        return True

    def write(self, text: str) -> int:
        self.written += len(text)
        if self.written > self.limit:
            raise OutputLimit
        return len(text)


@contextmanager
def preserved_state(output_limit: float = float("inf")) -> Iterator[_Capped]:
    """Run a block and put back streams, random states, settings and patched modules afterwards.

    Parameters
    ----------
    output_limit : float
        Characters that may be printed; no limit by default.

    Yields
    ------
    stream
        Takes the place of ``sys.stdout`` and ``sys.stderr``; ``stream.written`` counts characters.
    """
    stream = _Capped(output_limit)
    with ExitStack() as restore:
        for module in _WATCHED:
            restore.callback(_restore_module, module, dict(vars(module)))
        restore.callback(_restore_modules, dict(sys.modules))
        restore.callback(_restore_path, sys.path, list(sys.path))
        restore.callback(gc.enable if gc.isenabled() else gc.disable)
        restore.callback(sys.setswitchinterval, sys.getswitchinterval())
        restore.callback(threading.settrace, threading.gettrace())
        restore.callback(threading.setprofile, threading.getprofile())
        for hook in ("excepthook", "unraisablehook", "displayhook"):
            restore.callback(setattr, sys, hook, getattr(sys, hook))
        restore.callback(setattr, threading, "excepthook", threading.excepthook)
        restore.callback(sys.setrecursionlimit, sys.getrecursionlimit())
        restore.callback(np.random.set_state, np.random.get_state())  # noqa: NPY002 - learners use it
        restore.callback(random.setstate, random.getstate())
        restore.callback(_restore_directory, _directory())
        restore.callback(_restore_environment, dict(os.environ))
        restore.enter_context(np.errstate())
        restore.enter_context(np.printoptions())
        restore.enter_context(warnings.catch_warnings())
        warnings.simplefilter("ignore")
        restore.callback(setattr, sys, "stdout", sys.stdout)
        restore.callback(setattr, sys, "stderr", sys.stderr)
        sys.stdout = sys.stderr = stream
        builtins.input = _no_input
        try:
            yield stream
        finally:
            stream.limit = float("inf")  # a logger that was made meanwhile may keep writing to it


def _no_input(_prompt: object = "") -> str:
    raise RuntimeError("input() has no answer during a check: the function gets everything by its parameters")


def _restore_module(module: object, saved: dict) -> None:
    names = vars(module)
    for name in names.keys() - saved.keys():
        if not hasattr(names[name], "__spec__"):  # a submodule that was imported meanwhile may stay
            del names[name]
    for name, value in saved.items():
        if names.get(name, saved) is not value:
            names[name] = value


def _restore_modules(saved: dict) -> None:
    """Put back modules that were taken out or exchanged; one that was imported meanwhile may stay."""
    for name, module in saved.items():
        if sys.modules.get(name, saved) is not module:
            sys.modules[name] = module


def _restore_path(path: list, saved: list) -> None:
    sys.path = path
    path[:] = saved


def _directory() -> str | None:
    try:
        return os.getcwd()
    except OSError:
        return None


def _restore_directory(saved: str | None) -> None:
    if saved is not None and _directory() != saved:
        os.chdir(saved)


def _restore_environment(saved: dict[str, str]) -> None:
    """Put back what was changed or deleted; a variable that an import added may be needed later."""
    for name, value in saved.items():
        if os.environ.get(name) != value:
            os.environ[name] = value


@contextmanager
def memory_limit(mebibytes: int | None) -> Iterator[None]:
    """Let the process grow by at most `mebibytes` within the block, where the system can hold it to that.

    Linux alone has such a limit for a running process; elsewhere `caller` watches the size instead.
    """
    if mebibytes is None or sys.platform != "linux":
        yield
        return
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_DATA)
    try:
        with open("/proc/self/statm") as file:
            pages = int(file.read().split()[5])
        limit = pages * os.sysconf("SC_PAGE_SIZE") + mebibytes * 2**20
        if hard != resource.RLIM_INFINITY:
            limit = min(limit, hard)
        resource.setrlimit(resource.RLIMIT_DATA, (limit, hard))
    except (OSError, ValueError, IndexError):
        yield
        return
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_DATA, (soft, hard))
