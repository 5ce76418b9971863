"""Start JupyterLab as a child process, the same on every system."""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from nnlab.cli._status import DONE, FAILED, CommandError


def require() -> None:
    """Raise `CommandError` when JupyterLab is not installed."""
    if importlib.util.find_spec("jupyterlab") is None:
        raise CommandError(
            "JupyterLab is not installed beside nnlab. "
            f"Install it: {Path(sys.executable).name} -m pip install jupyterlab"
        )


def command(folder: Path, opened: str, *, browser: bool, extra: Sequence[str]) -> list[str]:
    """Return the command that serves `folder` on this machine alone and opens the notebook `opened`."""
    return [
        sys.executable,
        "-m",
        "jupyterlab",
        f"--ServerApp.root_dir={folder}",
        f"--LabApp.default_url=/lab/tree/{opened}",
        "--ServerApp.ip=127.0.0.1",
        # One Ctrl-C ends it: a second question in the terminal is missed by most.
        "--ServerApp.answer_yes=True",
        # Nothing is asked of the network unless the learner asks.
        "--LabApp.news_url=None",
        "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
        *([] if browser else ["--no-browser"]),
        # In a container the only user is often root, whom JupyterLab turns away unless told; it listens on
        # this machine only, behind a token.
        *(["--allow-root"] if getattr(os, "geteuid", lambda: 1)() == 0 else []),
        *extra,
    ]


def environment() -> dict[str, str]:
    """Return the environment of JupyterLab: its settings say no to news before it asks the learner.

    This Python's programs are found by name, so that ``!nnlab reset 07 softmax`` works in a cell although
    nobody has activated the environment.
    """
    settings = str(Path(__file__).parent / "jupyter_config")
    first = {"JUPYTER_CONFIG_PATH": settings, "PATH": str(Path(sys.executable).parent)}
    longer = {name: os.pathsep.join(filter(None, (own, os.environ.get(name)))) for name, own in first.items()}
    return {**os.environ, **longer}


def start(folder: Path, opened: str, *, browser: bool, extra: Sequence[str]) -> int:
    """Run JupyterLab until it ends.

    Parameters
    ----------
    folder : pathlib.Path
        The learner's folder.
    opened : str
        Name of the notebook to open.
    browser : bool
        Whether to open a browser.
    extra : sequence of str
        Further arguments for JupyterLab; they win over ours.

    Returns
    -------
    int
        0 when it ended as asked, 1 when JupyterLab failed.
    """
    try:
        # A child and not os.exec: on Windows exec returns to the prompt while the program goes on.
        process = subprocess.Popen(
            command(folder, opened, browser=browser, extra=extra), cwd=folder, env=environment()
        )
    except OSError as error:
        raise CommandError(f"JupyterLab cannot be started: {error}") from None
    stopped = False
    while True:
        try:
            status = process.wait()
        except KeyboardInterrupt:
            # The terminal has sent it to the child as well, which saves and shuts its kernels down; wait for
            # that.
            stopped = True
            continue
        return DONE if status == 0 or stopped else FAILED
