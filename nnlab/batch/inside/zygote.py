"""A warm process that has only imported: it forks once for each submission.

``python -c "from nnlab.batch.inside.zygote import main; main()" FD SETTINGS`` where FD is a socket and
SETTINGS JSON: ``{"full": bool, "tensorflow": bool, "uid": int or null, "readable": [...], "scratch": path}``.
A fork of a process in which TensorFlow has computed anything hangs, so nothing is computed here.
"""

import gc
import json
import os
import socket
import sys
from pathlib import Path
from typing import Any

from nnlab.batch.inside import confine, session
from nnlab.batch.inside.line import hear, tell


def main() -> None:
    """Warm up, say so, and open sessions until the line is closed."""
    line = socket.socket(fileno=int(sys.argv[1]))
    settings = json.loads(sys.argv[2])
    try:
        _prepare(settings)
    except BaseException as error:
        tell(line, {"refused": f"{type(error).__name__}: {error}"})
        return
    tell(line, {"ready": True, "landlock": confine.landlock_version() if settings["full"] else 0})
    while True:
        try:
            hear(line)
        except EOFError:
            return
        child = os.fork()
        if not child:
            _open(line, settings)
        os.waitpid(child, 0)


def _prepare(settings: dict[str, Any]) -> None:
    if settings["uid"] is not None:
        os.setgroups([])
        os.setresgid(settings["uid"], settings["uid"], settings["uid"])
        os.setresuid(settings["uid"], settings["uid"], settings["uid"])
    import numpy as np

    import nnlab.batch.inside.runner  # noqa: F401 - so that a fork finds everything ready

    if settings["tensorflow"]:
        import tensorflow  # noqa: F401 - imported and not used: a fork of what has computed hangs
    np.linalg.norm(np.ones(2))  # NumPy's own late imports
    tasks = Path("/proc/self/task")
    threads = len([*tasks.iterdir()]) if tasks.is_dir() else 1
    if threads != 1:
        raise RuntimeError(f"a process with {threads} threads must not fork")
    if settings["full"]:
        confine.set_readable(False)
    gc.collect()
    gc.freeze()  # so that a collection in a child copies no pages


def _open(line: socket.socket, settings: dict[str, Any]) -> None:
    """Start process 1 of a new world, hand its line and its handle out, and end."""
    try:
        ours, theirs = socket.socketpair()
        if settings["full"]:
            confine.set_readable(True)  # or the next step could not write its own maps
            confine.new_namespaces()
        child = os.fork()
        if not child:
            line.close()
            theirs.close()
            session.serve(ours, settings)
        handle = (os.pidfd_open(child),) if hasattr(os, "pidfd_open") else ()
        tell(line, {"opened": True, "pid": child}, (theirs.fileno(), *handle))
    except BaseException as error:
        tell(line, {"refused": f"{type(error).__name__}: {error}"})
    finally:
        os._exit(0)
