"""What one call of a learner's function came to, as plain data."""

import linecache
import os
import sysconfig
from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np

from nnlab.calls.capture import Value, name_of


@dataclass(frozen=True)
class Fault:
    """An exception of the learner's function, as plain text."""

    type_name: str
    message: str
    line: int | None = None
    source: str = ""
    inside: str = ""


@dataclass(frozen=True)
class Reply:
    """What one call came to.

    Parameters
    ----------
    status : str
        ``returned raised timed_out out_of_memory output_limit crashed isolation_fault not_run``.
    value : Value
        The result; kind ``none`` unless the call returned.
    changed : tuple of int
        Positions of arguments that no longer hold what was given.
    fault : Fault or None
    printed : int
        Characters written to stdout and stderr.
    left_behind : bool
        The call could not be stopped and still runs.
    overwritten : bool
        A later call changed the result that this one had returned.
    """

    status: str
    value: Value = field(default_factory=lambda: Value("none"))
    changed: tuple[int, ...] = ()
    fault: Fault | None = None
    printed: int = 0
    left_behind: bool = False
    overwritten: bool = False


def describe_error(error: BaseException, function: Callable) -> Fault:
    """Type, message and the learner's own line of an exception, without trusting the exception's methods."""
    name = printable(name_of(type(error)))
    try:
        message = printable(str(error)[:300])
    except BaseException:
        message = ""
    line, source, inside = None, "", ""
    code = getattr(getattr(function, "__wrapped__", function), "__code__", None)
    home = getattr(code, "co_filename", None)
    trace = error.__traceback__
    while trace is not None:
        frame = trace.tb_frame.f_code
        file = frame.co_filename
        if file == home or not _is_library(file):
            line, source = trace.tb_lineno, printable(linecache.getline(file, trace.tb_lineno).strip()[:120])
            inside = "" if frame is code or frame.co_name.startswith("<") else frame.co_name
        trace = trace.tb_next
    return Fault(name, message, line, source, inside)


def printable(text: str) -> str:
    """Text that every stream takes: escape sequences, lone surrogates and other controls are taken out."""
    return "".join(c if c.isprintable() else " " for c in text.encode("utf-8", "replace").decode("utf-8"))


#: Beside NumPy lies what is installed, in a sandbox too, where Python's own paths do not name that place.
_ROOTS = [os.path.dirname(os.path.dirname(file)) for file in (__file__, np.__file__)]
_LIBRARIES = tuple(os.path.normcase(path) for path in {*sysconfig.get_paths().values(), *_ROOTS} if path)


def _is_library(file: str) -> bool:
    return file.startswith("<frozen") or os.path.normcase(file).startswith(_LIBRARIES)
