"""Process 1 of a submission's own namespaces: it forks a process for each function, and kills what is left.

No learner's code runs in this process. Each function has a line of its own to the grader, so what one leaves
behind can neither answer for another nor disturb it.
"""

import contextlib
import os
import signal
import socket
from typing import Any

from nnlab.batch.inside import confine
from nnlab.batch.inside.line import hear, tell
from nnlab.batch.wire import send


def serve(line: socket.socket, settings: dict[str, Any]) -> None:
    """Take orders until the grader closes the line; never returns."""
    runner = 0
    try:
        while True:
            order, _ = hear(line)
            if "run" in order:
                ours, theirs = socket.socketpair()
                runner = os.fork()
                if not runner:
                    line.close()
                    theirs.close()
                    _run(ours, settings, order["run"])
                ours.close()
                tell(line, {"running": True}, (theirs.fileno(),))
                theirs.close()
            else:
                tell(line, {"ended": True, **_end(runner, everything=settings["full"])})
    except EOFError:
        _end(runner, everything=settings["full"])
    finally:
        os._exit(0)


def _run(line: socket.socket, settings: dict[str, Any], limits: dict[str, int]) -> None:
    """Become the process that runs one function; never returns."""
    from nnlab.batch.inside import runner

    status = 1
    try:
        os.setsid()
        _shut_in(settings, limits)
        runner.serve(line)
        status = 0
    except BaseException as error:
        send(line, {"fault": f"{type(error).__name__}: {error}"[:500]})
    finally:
        os._exit(status)


def _shut_in(settings: dict[str, Any], limits: dict[str, int]) -> None:
    """Take everything from this process that a function of the course does not need."""
    silence = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(silence, stream)
    if settings["full"]:
        from nnlab.batch.inside.syscalls import refuse_calls

        confine.own_mounts()
        confine.private_folder(settings["scratch"], limits["file_mib"])
        confine.landlock(settings["readable"], [settings["scratch"]], ["/dev/null", "/dev/urandom"])
        confine.drop_capabilities()
        confine.limit(**limits)
        refuse_calls()
    else:
        os.chdir(settings["scratch"])
        limits = {**limits, "processes": None}  # counts all processes of the user where there is no namespace
        confine.limit(**limits)


def _end(runner: int, everything: bool) -> dict[str, int]:
    """Kill whatever runs, and say how the function's process ended."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        if everything:
            os.kill(-1, signal.SIGKILL)  # every process of this namespace but this one
        elif runner:
            os.killpg(runner, signal.SIGKILL)
    found = {"status": 0, "signal": 0, "max_rss_kib": 0}
    with contextlib.suppress(ChildProcessError):
        while True:
            child, status, used = os.wait3(0)
            if child == runner:
                found["max_rss_kib"] = used.ru_maxrss
                if os.WIFSIGNALED(status):
                    found["signal"] = os.WTERMSIG(status)
                else:
                    found["status"] = os.WEXITSTATUS(status)
    return found
