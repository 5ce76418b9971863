"""The real JupyterLab, started as a learner starts it: by `nnlab lab`, then the address that it prints."""

import json
import os
import re
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

import isolation
import psutil

_ADDRESS = re.compile(r"http://127\.0\.0\.1:(\d+)/lab\S*\?token=\w+")
_START, _STOP = 90, 15  # seconds; a busy machine takes its time


class LabServer:
    """A running `nnlab lab`; `folder` holds the learner's copy of the labs.

    Parameters
    ----------
    number : str
        The lab to open.
    home : pathlib.Path
        An empty folder for the learner's labs and for Jupyter's settings.
    """

    def __init__(self, number: str, home: Path) -> None:
        self.folder = home / "my labs"  # a space, as on many a real machine
        self._lines: list[str] = []
        self._printed = threading.Event()
        self.address = ""
        self._port = 0
        command = [sys.executable, "-m", "nnlab", "lab", number, "--dir", str(self.folder), "--no-browser"]
        self._process = subprocess.Popen(
            [*command, "--", f"--ServerApp.port={_free_port()}"],
            env=_environment(home),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            errors="replace",
        )
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()
        if not self._printed.wait(_START) or not self.address:
            log = self.log
            self.stop()
            raise RuntimeError(f"nnlab lab printed no address within {_START} seconds. It wrote:\n{log}")
        _wait_until_open(self._port)

    @property
    def log(self) -> str:
        """What was written to stderr so far."""
        return "".join(self._lines)

    def page_of(self, name: str) -> str:
        """Return the address of one notebook of the learner's folder, without what another page left open."""
        return re.sub(r"/lab[^?]*\?", f"/lab/tree/{name}?reset&", self.address)

    def end_kernels(self) -> None:
        """End all kernels: each may hold a TensorFlow."""
        for session in json.loads(self._ask("GET", "/api/sessions")):
            self._ask("DELETE", f"/api/sessions/{session['id']}")

    def _ask(self, method: str, path: str) -> bytes:
        parts = urlsplit(self.address)
        headers = {"Authorization": "token " + parts.query.partition("token=")[2]}
        with urlopen(Request(f"http://{parts.netloc}{path}", headers=headers, method=method)) as answer:
            return answer.read()

    def stop(self) -> None:
        """End JupyterLab, with its kernels."""
        processes = _family(self._process.pid)
        # Asked to end, JupyterLab ends its kernels, and then `nnlab lab` ends too.
        for process in processes[1:2]:
            process.terminate()
        _, alive = psutil.wait_procs(processes, timeout=_STOP)
        for process in alive:
            process.kill()
        self._process.wait()
        self._reader.join(_STOP)
        self._process.stderr.close()

    def _read(self) -> None:
        # To the end: a full pipe would stop the server.
        for line in self._process.stderr:
            self._lines.append(line)
            if not self.address and (found := _ADDRESS.search(line)):
                self.address, self._port = found[0], int(found[1])
                self._printed.set()
        self._printed.set()


def _family(pid: int) -> list[psutil.Process]:
    try:
        process = psutil.Process(pid)
        return [process, *process.children(recursive=True)]
    except psutil.NoSuchProcess:
        return []


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _wait_until_open(port: int) -> None:
    """Wait for the port: the address is printed a moment before it can be reached."""
    end = time.monotonic() + _START
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return
        except OSError:
            if time.monotonic() > end:
                raise
            time.sleep(0.05)


def _environment(home: Path) -> dict[str, str]:
    """Settings of their own; progress is kept, as a learner's is. All of it lies in a folder that goes."""
    outside = {name: value for name, value in os.environ.items() if not name.startswith("NNLAB_")}
    clean = isolation.isolated(outside, home / "settings")
    del clean["NNLAB_PROGRESS"]
    return clean
