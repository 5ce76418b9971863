"""Read a notebook file, whatever has happened to it, as one known format.

A notebook comes from a learner's disk, from a mail, or from somebody who wants to break the grader.
Everything that can be wrong with it ends here in one `NotebookError` that names the file, the fault and the
way out; what is returned has been checked, so the code behind it needs no checks of its own. Nothing of the
notebook is executed.
"""

from __future__ import annotations

import json
import os
import stat
from pathlib import Path
from typing import Any

from nnlab.exceptions import NotebookError
from nnlab.notebooks import _upgrade

MAX_BYTES = 50 * 2**20
"""Largest file that is read. A lab with all its pictures has less than 2 MiB."""

#: Brackets that may open in the file: each list and each object takes a hundred bytes and more of memory.
_MAX_PARTS = 1_000_000

_RESAVE = "Open it in JupyterLab, save it, and try again."


def read_notebook(path: str | os.PathLike[str], *, max_bytes: int = MAX_BYTES) -> dict[str, Any]:
    """Read the notebook at `path` as nbformat 4.5.

    Parameters
    ----------
    path : str or os.PathLike
        The ``.ipynb`` file: nbformat 3 or 4, UTF-8, with or without a byte-order mark.
    max_bytes : int
        Largest size that is accepted.

    Returns
    -------
    dict
        The notebook as nbformat 4.5 has it, in plain dictionaries: every cell has a unique ``id``, a
        ``cell_type`` and a ``source`` that is one string; code cells have a list of ``outputs``.

    Raises
    ------
    NotebookError
        When the file is missing, no regular file, too large, not UTF-8, not JSON, or not a notebook.

    Notes
    -----
    Outputs and metadata are passed on as they are: a learner's broken output must not cost them their grade.
    """
    path = Path(path)
    raw = _read_bytes(path, max_bytes)
    return parse_notebook(raw, str(path))


def parse_notebook(raw: bytes, name: str) -> dict[str, Any]:
    """Read a notebook from the bytes of a file called `name`; see `read_notebook`."""
    if not raw.strip():
        raise NotebookError(
            f"{name}: the file is empty. Take a fresh copy of the lab, or a saved checkpoint."
        )
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise NotebookError(
            f"{name}: a notebook must be UTF-8 text, and byte {error.start} of this file is not. "
            "Export the notebook again from Jupyter instead of an editor or a spreadsheet."
        ) from None
    if text.count("{") + text.count("[") > _MAX_PARTS:
        raise NotebookError(
            f"{name}: it has more parts than the {_MAX_PARTS:,} that are read. "
            "Clear its outputs (Edit, Clear Outputs of All Cells) and save it."
        )
    try:
        notebook = json.loads(text)
    except RecursionError:
        raise NotebookError(f"{name}: its JSON is nested too deeply to be a notebook. {_RESAVE}") from None
    except json.JSONDecodeError as error:
        raise NotebookError(
            f"{name}: this is not a notebook, its JSON breaks at line {error.lineno}, "
            f"column {error.colno} ({error.msg}). "
            "It was cut off or edited by hand: take a saved checkpoint, or a fresh copy of the lab."
        ) from None
    except ValueError as error:  # a number of more digits than Python converts
        raise NotebookError(f"{name}: this is not a notebook ({error}). {_RESAVE}") from None
    try:
        return _upgrade.to_v45(notebook)
    except _upgrade.Malformed as error:
        raise NotebookError(f"{name}: {error} {error.way_out or _RESAVE}") from None
    except RecursionError:
        raise NotebookError(f"{name}: its JSON is nested too deeply to be a notebook. {_RESAVE}") from None


def _read_bytes(path: Path, max_bytes: int) -> bytes:
    """Bytes of a regular file of at most `max_bytes`, or a `NotebookError` that says why not."""
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            raise NotebookError(
                f"{path}: this is a folder. Name the notebook inside it, for example {_example(path)}."
            )
        if not stat.S_ISREG(status.st_mode):  # reading a pipe or a device could wait for ever
            raise NotebookError(f"{path}: this is not an ordinary file. Name a notebook file (.ipynb).")
        with path.open("rb") as file:
            # One byte more than allowed, so that a file that grows between stat and read is caught too.
            raw = file.read(max_bytes + 1)
    except FileNotFoundError:
        raise NotebookError(f"{path}: there is no such file. Check the spelling and the folder.") from None
    except PermissionError:
        raise NotebookError(
            f"{path}: no permission to read this file. Change its permissions, or copy it."
        ) from None
    except (OSError, ValueError) as error:  # ValueError: a null byte in the name
        raise NotebookError(
            f"{path!s}: the file cannot be read ({error}). Copy it to a local folder."
        ) from None
    if len(raw) > max_bytes:
        raise NotebookError(
            f"{path}: the file is larger than {max_bytes / 2**20:.3g} MiB, the most that is read. "
            "Clear its outputs (Edit, Clear Outputs of All Cells) and save it."
        )
    return raw


def _example(folder: Path) -> str:
    """One notebook inside `folder`, to make the message concrete."""
    try:
        inside = sorted(p for p in folder.iterdir() if p.suffix == ".ipynb")
    except OSError:
        inside = []
    return str(inside[0] if inside else folder / "07_softmax.ipynb")
