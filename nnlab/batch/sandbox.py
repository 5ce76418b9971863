"""A sandbox and its zygote, as the grader's side sees them: start, open a session, close.

At the full level the zygote lives in a bubblewrap: no network, no other process, read-only files, an
unprivileged user. Each submission gets namespaces of its own in it, each function a process under Landlock,
seccomp and hard limits. At the weak level there are limits only.
"""

import contextlib
import json
import os
import platform
import shutil
import socket
import subprocess
import sys
from pathlib import Path
from typing import Self

from nnlab.batch import stage
from nnlab.batch.inside.line import hear, tell
from nnlab.batch.scratch import ScratchFolder
from nnlab.batch.session import Session
from nnlab.exceptions import IsolationError

_START = "from nnlab.batch.inside.zygote import main; main()"
_NOBODY = 65534
_WARM_UP = 120  # seconds; TensorFlow's import on a busy machine
_SCRATCH = "/scratch"
_ENVIRONMENT = {
    "HOME": _SCRATCH,
    "LANG": "C.UTF-8",
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "PYTHONDONTWRITEBYTECODE": "1",
    "PYTHONHASHSEED": "0",
    "TMPDIR": _SCRATCH,
    "TF_CPP_MIN_LOG_LEVEL": "3",
    "TF_ENABLE_ONEDNN_OPTS": "0",
    "TF_NUM_INTEROP_THREADS": "1",
    "TF_NUM_INTRAOP_THREADS": "1",
}


def missing_for_full() -> list[str]:
    """What this machine lacks for the full level, each with the way to get it; empty when it has all."""
    lacks = []
    if sys.platform != "linux":
        name = platform.system()
        return [f"{name} has no namespaces, Landlock and seccomp: grade on Linux, or in a Linux container"]
    if shutil.which("bwrap") is None:
        lacks.append("bubblewrap is not installed (Debian and Ubuntu: apt install bubblewrap)")
    from nnlab.batch.inside.confine import landlock_version

    if landlock_version() < 1:
        lacks.append(
            "the kernel has no Landlock (Linux 5.13 or newer, with landlock among its security modules)"
        )
    if platform.machine() not in ("x86_64", "aarch64"):
        lacks.append(f"no seccomp filter is known for {platform.machine()} (x86_64 and aarch64 have one)")
    return lacks


class Sandbox:
    """A zygote behind walls.

    Parameters
    ----------
    full : bool
        The full level; otherwise limits only.
    tensorflow : bool
        Whether TensorFlow is there for the functions.

    Raises
    ------
    IsolationError
        When it does not start; says why, and what can be done.
    """

    def __init__(self, *, full: bool, tensorflow: bool = False) -> None:
        self.full = full
        self.tensorflow = tensorflow
        self._folder = ScratchFolder()
        self._process: subprocess.Popen | None = None
        try:
            self._start()
        except BaseException:
            self.close()
            raise

    def _start(self) -> None:
        # What mkdtemp makes is for its owner alone; the sandbox's user must be able to read it.
        folder = self._folder.path
        folder.chmod(0o755)
        inside = stage.stage(folder / "inside", self.tensorflow)
        self._line, theirs = socket.socketpair()
        settings = {
            "full": self.full,
            "tensorflow": self.tensorflow,
            "uid": _NOBODY if self.full and os.getuid() == 0 else None,
            "readable": [],
            "scratch": _SCRATCH,
        }
        if self.full:
            command, settings["readable"] = self._behind_walls(inside)
        else:
            scratch = folder / "scratch"
            scratch.mkdir()
            settings["scratch"] = str(scratch)
            path = [str(inside), *sorted({str(p.parent) for p in stage.packages(self.tensorflow).values()})]
            command = [
                str(stage.interpreter()),
                "-s",
                "-S",
                "-P",
                "-c",
                f"import sys; sys.path[:0] = {path!r}; {_START}",
            ]
        with theirs:
            self._process = subprocess.Popen(
                [*command, str(theirs.fileno()), json.dumps(settings)],
                pass_fds=(theirs.fileno(),),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.PIPE,
                env={**_ENVIRONMENT, "HOME": settings["scratch"], "TMPDIR": settings["scratch"]},
                cwd="/",
            )
        self._line.settimeout(_WARM_UP)
        try:
            answer, _ = hear(self._line)
        except (EOFError, OSError):
            answer = {"refused": self._last_words()}
        if "ready" not in answer:
            why = answer.get("refused") or "it gave no reason"
            raise IsolationError(
                f"The sandbox did not start: {why.rstrip('.')}. `nnlab doctor` says what this machine can do."
            )

    def _behind_walls(self, inside: Path) -> tuple[list[str], list[str]]:
        """The command that starts Python in a bubblewrap, and the folders it can read."""
        readable = [*map(Path, stage.SYSTEM), *stage.standard_library()]
        binds: list[str] = []
        folders: list[str] = []
        for path in dict.fromkeys(path for path in readable if path.exists()):
            if path.is_symlink():
                binds += ["--symlink", str(path.readlink()), str(path)]
            else:
                binds += ["--ro-bind", str(path), str(path)]
        for installed in stage.installed_beside():  # may hold the solutions, or what a task rules out
            binds += ["--size", "65536", "--tmpfs", str(installed), "--remount-ro", str(installed)]
        binds += ["--ro-bind-try", "/etc/ld.so.cache", "/etc/ld.so.cache"]
        binds += ["--ro-bind", str(stage.interpreter()), "/python", "--ro-bind", str(inside), "/inside"]
        for name, path in stage.packages(self.tensorflow).items():
            binds += ["--ro-bind", str(path), f"/site/{name}"]
        # bubblewrap makes folders for its own user alone; what runs inside is another one.
        above = {folder for place in binds if place.startswith("/") for folder in Path(place).parents}
        for folder in sorted(above - {Path("/")}):
            folders += ["--perms", "0755", "--dir", str(folder)]
        root = os.getuid() == 0
        walls = [
            *("--unshare-pid", "--unshare-net", "--unshare-ipc", "--unshare-uts", "--unshare-cgroup-try"),
            *(() if root else ("--unshare-user",)),
            *("--die-with-parent", "--new-session", "--hostname", "sandbox", "--clearenv"),
            *("--cap-drop", "ALL"),
            *(("--cap-add", "CAP_SETUID", "--cap-add", "CAP_SETGID") if root else ()),
            *folders,
            *binds,
            *(
                "--proc",
                "/proc",
                "--dev",
                "/dev",
                "--size",
                "65536",
                "--tmpfs",
                "/dev/shm",
                "--remount-ro",
                "/dev/shm",
            ),
            *(
                "--remount-ro",
                "/dev",
                "--perms",
                "1777",
                "--size",
                "16777216",
                "--tmpfs",
                _SCRATCH,
                "--chdir",
                "/",
                "--remount-ro",
                "/",
            ),
        ]
        for name, value in _ENVIRONMENT.items():
            walls += ["--setenv", name, value]
        home = f"import sys; sys.path[:0] = ['/inside', '/site']; {_START}"
        python = ["/python", "-s", "-S", "-P", "-c", home]
        walls += ["--setenv", "PYTHONHOME", f"{sys.base_prefix}:{sys.base_exec_prefix}"]
        kept = [*map(str, stage.standard_library()), *stage.SYSTEM, "/etc", "/site", "/inside"]
        return [shutil.which("bwrap") or "bwrap", *walls, "--", *python], [*kept, "/proc", "/dev"]

    def open(self) -> Session:
        """Open a session: a new world for one submission.

        Raises
        ------
        IsolationError
            When the zygote is gone, or cannot open one.
        """
        try:
            tell(self._line, {"open": True})
            answer, descriptors = hear(self._line, 2)
        except (EOFError, OSError) as error:
            raise IsolationError(
                f"The sandbox's zygote is gone: {error}. {self._last_words()}".strip()
            ) from None
        if "opened" not in answer:
            for descriptor in descriptors:
                os.close(descriptor)
            raise IsolationError(f"The sandbox cannot open a session: {answer.get('refused')}")
        return Session(descriptors, full=self.full, tensorflow=self.tensorflow)

    def _last_words(self) -> str:
        if self._process is None or self._process.stderr is None:
            return ""
        with contextlib.suppress(OSError, subprocess.TimeoutExpired):
            self._process.kill()
            words = self._process.communicate(timeout=5)[1].decode("utf-8", "replace").strip().splitlines()
            return words[-1][:300] if words else ""
        return ""

    def close(self) -> None:
        """Close the line, on which everything inside ends, and remove its files."""
        with contextlib.suppress(AttributeError, OSError):
            self._line.close()
        if self._process is not None:
            with contextlib.suppress(subprocess.TimeoutExpired):
                self._process.wait(timeout=2)
            self._process.kill()
            self._process.wait()
            if self._process.stderr is not None:
                self._process.stderr.close()
        self._folder.remove()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()
