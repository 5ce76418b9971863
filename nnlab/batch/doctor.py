"""What this machine can do: which level of isolation, which packages, and how to get more."""

import importlib.util
import os
import platform
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from nnlab.batch.machine import reason, way_out
from nnlab.batch.sandbox import Sandbox, missing_for_full
from nnlab.batch.wire import Silence, Violation
from nnlab.calls.cases import Case
from nnlab.exceptions import IsolationError

_SECONDS = 20.0
#: Each asks for something that a function of the course must not have, and returns what it could get.
_ATTEMPTS = {
    "network": "import socket\ndef attempt(x):\n    socket.socket()\n    return x",
    "processes": "import os\ndef attempt(x):\n    os.fork()\n    return x",
    "programs": "import subprocess\ndef attempt(x):\n    subprocess.run(['/bin/true'])\n    return x",
    "files of others": "import os\ndef attempt(x):\n    os.listdir(FOLDER)\n    return x",
    "writing": "def attempt(x):\n    open('/nnlab-was-here', 'w')\n    return x",
}


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at.

    Parameters
    ----------
    name : str
    good : bool
    what : str
        What was found.
    way_out : str
        How to get more; empty when there is nothing to get.
    """

    name: str
    good: bool
    what: str
    way_out: str = ""


def examine() -> list[Finding]:
    """Look at this machine; takes a second or two.

    Returns
    -------
    list of Finding
    """
    return [_python(), _tensorflow(), _resources(), *_isolation()]


def level(findings: list[Finding]) -> str:
    """``full`` when everything that isolation takes is there and holds, else ``weak``."""
    return "full" if all(item.good for item in findings if item.name.startswith("isolation")) else "weak"


def _python() -> Finding:
    version = platform.python_version()
    return Finding("python", sys.version_info >= (3, 11), f"Python {version}, NumPy {np.__version__}")


def _tensorflow() -> Finding:
    if importlib.util.find_spec("tensorflow") is None:
        way = "pip install tensorflow (Python 3.11 to 3.13); without it checks of Keras models cannot be run"
        return Finding("tensorflow", False, "TensorFlow is not installed", way)
    return Finding("tensorflow", True, "TensorFlow is installed")


def _resources() -> Finding:
    import psutil

    memory = psutil.virtual_memory().available / 2**30
    cores = os.cpu_count() or 1
    needed = 0.3 + 0.7 * cores
    what = f"{cores} cores, {memory:.1f} GiB of memory free"
    way = (
        ""
        if memory >= needed
        else "grade with fewer --jobs: a worker needs about 0.7 GiB where models are graded"
    )
    return Finding("resources", memory >= needed, what, way)


def _isolation() -> list[Finding]:
    lacks = missing_for_full()
    if lacks:
        return [_lack(lack) for lack in lacks]
    try:
        with Sandbox(full=True) as sandbox:
            return [
                Finding(
                    "isolation", True, f"bubblewrap ({shutil.which('bwrap')}), Landlock and seccomp work"
                ),
                *(_attempt(sandbox, name, source) for name, source in _ATTEMPTS.items()),
            ]
    except IsolationError as error:
        return [Finding("isolation", False, reason(error), way_out())]


def _lack(lack: str) -> Finding:
    """A lack is said as ``what (way out)``."""
    what, _, way = lack.partition(" (")
    return Finding("isolation", False, what, way.removesuffix(")"))


def _attempt(sandbox: Sandbox, name: str, source: str) -> Finding:
    """Let a function try what it must not be able to do."""
    folder = str(Path(__file__).resolve().parent)
    job: dict[str, Any] = {
        "pieces": [(1, 1, source.replace("FOLDER", repr(folder)))],
        "function": "attempt",
        "forbidden": (),
        "parameters": ("x",),
        "returns": "array",
        "sources": {},
        "activations": [],
        "present": [],
    }
    refused = False
    try:
        with sandbox.open() as session:
            session.run(job, seconds=_SECONDS, memory_mib=256)
            replies = session.ask([Case("attempt", (1.0,))])
            refused = replies[0].status == "raised"
    except (Silence, Violation):
        refused = False
    what = "refused" if refused else "NOT refused"
    return Finding(
        f"isolation: {name}", refused, what, "" if refused else "do not grade strangers' code here"
    )
