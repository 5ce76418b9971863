"""Run a solution notebook and save it with its outputs, the same bytes on every run."""

from __future__ import annotations

import os
import re
import tempfile
from pathlib import Path
from typing import Any

from nnlab._files import replace_file
from nnlab.exceptions import NotebookError
from nnlab.notebooks.read import read_notebook
from nnlab.notebooks.write import notebook_bytes
from nnlab.release.cells import notebook_metadata

WIDGET_VIEW = "application/vnd.jupyter.widget-view+json"
CELL_TIMEOUT = 180
_ESCAPE = re.compile(r"\x1b\[[0-9;]*m")


def execute(path: Path, *, timeout: int = CELL_TIMEOUT) -> bool:
    """Run the notebook at `path` from its first cell to its last and save it with its outputs.

    Parameters
    ----------
    path : pathlib.Path
        A solution notebook. It runs in an empty temporary folder, so it can neither read nor leave files
        beside itself.
    timeout : int
        Seconds for one cell.

    Returns
    -------
    bool
        Whether the file changed.

    Raises
    ------
    NotebookError
        When a cell raises, prints to stderr, or takes too long. The file is left as it was.
    """
    before = path.read_bytes() if path.exists() else b""
    notebook = read_notebook(path)
    executed = normalise_outputs(run(notebook, path, timeout))
    for cell in executed["cells"]:
        for output in cell.get("outputs", []):
            if output.get("name") == "stderr":
                raise NotebookError(
                    f"{path}: cell {cell['id']!r} printed to stderr: {output['text'].strip()[:300]}"
                )
    content = notebook_bytes(executed)
    if content == before:
        return False
    replace_file(path, content)
    return True


def normalise_outputs(notebook: dict[str, Any]) -> dict[str, Any]:
    """Return `notebook` with the outputs that are the same on every run and need no kernel.

    A live widget is a random model id, which means nothing without its kernel: it is dropped, and what the
    widget gave beside it (HTML, text) stays as what a page without a kernel shows. So are times of execution
    and widget state.
    """
    cells = []
    for cell in notebook["cells"]:
        metadata = {
            k: v
            for k, v in cell["metadata"].items()
            if k not in ("execution", "ExecuteTime", "collapsed", "scrolled")
        }
        new = {**cell, "metadata": metadata}
        if "outputs" in cell:
            new["outputs"] = [_normalise_output(output) for output in cell["outputs"]]
        cells.append(new)
    own = notebook["metadata"].get("nnlab")
    lab = own.get("lab") if isinstance(own, dict) else None
    metadata = (
        notebook_metadata(lab)
        if isinstance(lab, str)
        else {"kernelspec": notebook["metadata"].get("kernelspec", {})}
    )
    return {**notebook, "cells": cells, "metadata": metadata}


def _normalise_output(output: dict[str, Any]) -> dict[str, Any]:
    new = {key: value for key, value in output.items() if key != "transient"}
    data = new.get("data")
    if isinstance(data, dict):
        new["data"] = {mime: value for mime, value in data.items() if mime != WIDGET_VIEW}
        new["metadata"] = {}
    return new


def run(notebook: dict[str, Any], path: Path, timeout: int = CELL_TIMEOUT) -> dict[str, Any]:
    """Run `notebook` in a fresh kernel and an empty folder, and return it with its outputs; see `execute`.

    Parameters
    ----------
    notebook : dict
        As `nnlab.notebooks.read_notebook` returns it; it is not changed.
    path : pathlib.Path
        What error messages call it.
    timeout : int
        Seconds for one cell.

    Returns
    -------
    dict
    """
    import nbformat
    from nbclient import NotebookClient
    from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError

    node = nbformat.from_dict({**notebook, "cells": [_cleared(cell) for cell in notebook["cells"]]})
    with tempfile.TemporaryDirectory(prefix="nnlab-run-", ignore_cleanup_errors=True) as home:
        folder = Path(home, "work")
        folder.mkdir()
        client = NotebookClient(
            node,
            timeout=timeout,
            kernel_name="python3",
            resources={"metadata": {"path": str(folder)}},
            record_timing=False,
            store_widget_state=False,
            coalesce_streams=True,
            # A kernel on loopback warns that it does not encrypt; the author's terminal is not the place.
            extra_arguments=["--IPKernelApp.log_level=ERROR"],
        )
        try:
            client.execute(env=_environment(home))
        except CellTimeoutError:
            raise NotebookError(
                f"{path}: a cell ran for more than {timeout} seconds. Make it smaller."
            ) from None
        except CellExecutionError as error:
            raise NotebookError(
                f"{path}: {_where(node)} raised {_ESCAPE.sub('', str(error)).strip()[-1500:]}"
            ) from None
        except DeadKernelError:
            raise NotebookError(
                f"{path}: the kernel died in {_where(node)}. Run the notebook in JupyterLab."
            ) from None
    return node


def _cleared(cell: dict[str, Any]) -> dict[str, Any]:
    return {**cell, "outputs": [], "execution_count": None} if cell["cell_type"] == "code" else cell


def _where(node: Any) -> str:
    """Name the cell that ran last."""
    ran = [cell["id"] for cell in node["cells"] if cell.get("execution_count") or cell.get("outputs")]
    return f"cell {ran[-1]!r}" if ran else "the first cell"


def _environment(home: str) -> dict[str, str]:
    """Return a kernel's environment that leaves no progress and reads none of the author's own settings."""
    return {
        **os.environ,
        "NNLAB_PROGRESS": "off",
        "IPYTHONDIR": str(Path(home, "ipython")),
        "PYTHONHASHSEED": "0",
    }
