"""Every notebook that cannot be read ends in one sentence that names the file, the fault and the way out."""

import json
import os
from pathlib import Path

import nbformat
import pytest

from nnlab._files import replace_file
from nnlab.exceptions import NotebookError
from nnlab.notebooks import read_notebook
from nnlab.notebooks.write import notebook_bytes


def _v4(**changes):
    notebook = {
        "nbformat": 4,
        "nbformat_minor": 5,
        "metadata": {},
        "cells": [{"cell_type": "code", "id": "a", "metadata": {}, "source": "x = 1", "outputs": []}],
    }
    return json.dumps({**notebook, **changes}).encode()


def _cell(**changes):
    return [{"cell_type": "code", "id": "a", "metadata": {}, "source": "", "outputs": [], **changes}]


_DEEP = b"[" * 100_000 + b"]" * 100_000
MALFORMED = {
    "empty": (b"", "empty"),
    "blank": (b" \n\n", "empty"),
    "broken json": (b'{"nbformat": 4, "cells": [', "JSON breaks at line 1, column 27"),
    "text": (b"print('hello')", "JSON breaks at line 1"),
    "merge conflict": (b'{\n<<<<<<< HEAD\n"nbformat": 4}', "JSON breaks at line 2"),
    "utf-16": (_v4().decode().encode("utf-16"), "must be UTF-8"),
    "latin-1": ('{"cells": "é"}'.encode("latin-1"), "must be UTF-8"),
    "null bytes": (b"\0" * 1000, "JSON breaks"),
    "binary": (bytes(range(256)), "must be UTF-8"),
    "deep": (_DEEP, "nested too deeply"),
    "deep inside": (b'{"nbformat": 4, "cells": ' + _DEEP + b"}", "nested too deeply"),
    "huge number": (b'{"nbformat": ' + b"9" * 5000 + b"}", "not a notebook"),
    "a list": (b"[]", "it holds a list"),
    "a number": (b"7", "it holds a number"),
    "null": (b"null", "it holds missing or null"),
    "other json": (b'{"name": "package"}', "no format number"),
    "format as text": (_v4(nbformat="4"), "no format number"),
    "format true": (_v4(nbformat=True), "no format number"),
    "format 5": (_v4(nbformat=5), "newer than 4"),
    "format 2": (_v4(nbformat=2), "older than 3"),
    "no cells": (b'{"nbformat": 4}', "'cells' must be a list, and it is missing"),
    "cells is an object": (_v4(cells={}), "'cells' must be a list, and it is an object"),
    "cell is text": (_v4(cells=["x = 1"]), "cell 1 must be an object, and it is text"),
    "no cell type": (_v4(cells=[{"source": ""}]), "cell 1 must be of type code, markdown or raw"),
    "strange cell type": (_v4(cells=_cell(cell_type="<b>")), "of type '<b>'"),
    "cell type a list": (_v4(cells=_cell(cell_type=["code"])), "cell 1 must be of type"),
    "source is a number": (
        _v4(cells=_cell(source=7)),
        "the source of cell 1 must be text, and it is a number",
    ),
    "source is a list of lists": (_v4(cells=_cell(source=[["x"]])), "the source of cell 1 must be text"),
    "too many cells": (_v4(cells=[None] * 10_001), "10001 cells"),
    "very many parts": (_v4(metadata={"x": [[]] * 1_000_001}), "more parts than the 1,000,000"),
    "format 3 without worksheets": (b'{"nbformat": 3}', "a list of 'worksheets'"),
    "format 3, worksheets of text": (b'{"nbformat": 3, "worksheets": ["x"]}', "a list of 'worksheets'"),
    "format 3, cells an object": (b'{"nbformat": 3, "worksheets": [{"cells": {}}]}', "must be a list"),
    "format 3, cell is text": (
        b'{"nbformat": 3, "worksheets": [{"cells": ["x"]}]}',
        "cell 1 must be an object",
    ),
}


@pytest.mark.parametrize("name", MALFORMED)
def test_malformed_is_told(tmp_path, name):
    raw, fault = MALFORMED[name]
    path = tmp_path / "mine.ipynb"
    path.write_bytes(raw)
    with pytest.raises(NotebookError) as caught:
        read_notebook(path)
    message = str(caught.value)
    assert message.startswith(str(path))
    assert fault in message
    assert message.rstrip().endswith((".", ")"))
    assert message.count(". ") >= 1, "there is no way out in it"
    assert "\n" not in message


def test_missing_folder_and_odd_names(tmp_path):
    with pytest.raises(NotebookError, match="there is no such file"):
        read_notebook(tmp_path / "none.ipynb")
    (tmp_path / "02_lab.ipynb").write_bytes(_v4())
    with pytest.raises(NotebookError, match="folder.*02_lab.ipynb"):
        read_notebook(tmp_path)
    with pytest.raises(NotebookError, match="cannot be read"):
        read_notebook("a\0b.ipynb")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_is_refused_and_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "pipe.ipynb")
    with pytest.raises(NotebookError, match="not an ordinary file"):
        read_notebook(tmp_path / "pipe.ipynb")


def test_no_permission(tmp_path, monkeypatch):
    path = tmp_path / "mine.ipynb"
    path.write_bytes(_v4())

    def refuse(*_):  # root may read everything, so permissions alone would prove nothing there
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(NotebookError, match=r"no permission to read this file\. Change"):
        read_notebook(path)


def test_size_limit(tmp_path):
    path = tmp_path / "mine.ipynb"
    path.write_bytes(_v4(metadata={"x": "y" * 2000}))
    with pytest.raises(NotebookError, match="larger than 0.000954 MiB.*Clear its outputs"):
        read_notebook(path, max_bytes=1000)
    read_notebook(path, max_bytes=path.stat().st_size)


def test_format_3_becomes_4(tmp_path):
    cells = [
        {"cell_type": "heading", "level": 2, "source": ["Title"]},
        {
            "cell_type": "code",
            "input": ["x = 1\n", "y = 2"],
            "outputs": [{"output_type": "pyout"}],
            "language": "python",
        },
        {"cell_type": "markdown", "source": "text"},
    ]
    path = tmp_path / "old.ipynb"
    path.write_text(
        json.dumps({"nbformat": 3, "nbformat_minor": 0, "metadata": {}, "worksheets": [{"cells": cells}]})
    )
    notebook = read_notebook(path)
    assert [cell["source"] for cell in notebook["cells"]] == ["## Title", "x = 1\ny = 2", "text"]
    nbformat.validate(nbformat.from_dict(notebook))


def test_small_faults_are_mended(tmp_path):
    cells = [
        {
            "cell_type": "code",
            "id": "a",
            "source": ["x\n", "y"],
            "outputs": ["not an output"],
            "execution_count": "3",
        },
        {"cell_type": "code", "id": "a", "metadata": None, "source": "z"},
        {"cell_type": "markdown", "id": "bad id!", "source": "text", "attachments": 7},
        {"cell_type": "raw", "id": "cell-2x"},
    ]
    path = tmp_path / "mine.ipynb"
    path.write_bytes(b"\xef\xbb\xbf" + _v4(cells=cells, metadata=[], nbformat_minor=2))
    notebook = read_notebook(path)
    assert [cell["id"] for cell in notebook["cells"]] == ["a", "cell-2", "cell-3", "cell-2x"]
    assert notebook["cells"][0]["source"] == "x\ny"
    nbformat.validate(nbformat.from_dict(notebook))


def test_written_as_jupyter_writes_it(tmp_path):
    output = {
        "output_type": "display_data",
        "metadata": {},
        "data": {"text/html": "<b>\nx", "image/png": "aGk=\n"},
    }
    stream = {"output_type": "stream", "name": "stdout", "text": "1\n2\n"}
    cells = [
        {"cell_type": "code", "id": "a", "metadata": {}, "source": "é = 1\n", "outputs": [output, stream]},
        {"cell_type": "markdown", "id": "b", "metadata": {"tags": ["x"]}, "source": ""},
    ]
    path = tmp_path / "mine.ipynb"
    path.write_bytes(_v4(cells=cells))
    ours = notebook_bytes(read_notebook(path))
    theirs = nbformat.writes(nbformat.from_dict(read_notebook(path))) + "\n"
    assert ours.decode() == theirs


def test_a_failed_write_leaves_the_old_file(tmp_path, monkeypatch):
    path = tmp_path / "mine.ipynb"
    path.write_bytes(b"old")

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        replace_file(path, b"new")
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]
