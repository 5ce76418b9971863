"""A solution is run in a kernel of its own and saved with outputs that are the same on every run."""

import json

import nbformat
import pytest

from nnlab.exceptions import NotebookError
from nnlab.notebooks.write import notebook_bytes
from nnlab.release import execute
from nnlab.release.execute import normalise_outputs

_WIDGET = """\
class View:
    def _repr_mimebundle_(self, **_):
        return {
            "application/vnd.jupyter.widget-view+json": {"model_id": str(id(self)), "version_major": 2},
            "text/html": "<img alt='bars' src='data:image/svg+xml;base64,aGk='>",
            "text/plain": "bars",
        }

View()"""
_PLACE = """\
import os
import sys

print(sorted(os.listdir()), os.environ["NNLAB_PROGRESS"], hash("x"))
print(1); print(2)"""


def write(path, *sources):
    cells = [
        {
            "cell_type": "code",
            "id": f"cell-{number}",
            "metadata": {"tags": ["concept"]},
            "source": source,
            "outputs": [],
            "execution_count": None,
        }
        for number, source in enumerate(sources, start=1)
    ]
    metadata = {
        "nnlab": {"lab": "02", "schema": 1},
        "widgets": {"state": {}},
        "kernelspec": {"name": "other"},
    }
    path.write_bytes(
        notebook_bytes({"cells": cells, "metadata": metadata, "nbformat": 4, "nbformat_minor": 5})
    )
    return path


def test_outputs_are_saved_the_same_every_time(tmp_path):
    path = write(tmp_path / "02_x.ipynb", _PLACE, _WIDGET, "open('left.txt', 'w').close()", "1 + 1")
    assert execute(path) is True
    first = path.read_bytes()
    assert execute(path) is False
    assert path.read_bytes() == first
    assert [entry.name for entry in tmp_path.iterdir()] == ["02_x.ipynb"]
    notebook = nbformat.reads(first.decode(), as_version=4)
    nbformat.validate(notebook)
    place, widget, _, two = notebook.cells
    assert len(place.outputs) == 1
    assert place.outputs[0].text.startswith("[] off ")
    assert place.outputs[0].text.endswith("1\n2\n")
    assert set(widget.outputs[0].data) == {"text/html", "text/plain"}
    assert two.outputs[0].data["text/plain"] == "2"
    assert [cell.execution_count for cell in notebook.cells] == [1, 2, 3, 4]
    assert set(notebook.metadata) == {"kernelspec", "language_info", "nnlab"}
    assert notebook.metadata.kernelspec.name == "python3"
    for cell in notebook.cells:
        assert cell.metadata == {"tags": ["concept"]}


FAULTS = {
    "an error": ("1 / 0", "cell 'cell-2' raised .*ZeroDivisionError"),
    "stderr": ("import sys\nprint('warning', file=sys.stderr)", "cell 'cell-2' printed to stderr: warning"),
    "too long": ("import time\ntime.sleep(60)", "more than 2 seconds"),
    "a dead kernel": ("import os\nos._exit(3)", "the kernel died"),
}


@pytest.mark.parametrize("kind", FAULTS)
def test_a_fault_leaves_the_file_as_it_was(tmp_path, kind):
    source, message = FAULTS[kind]
    path = write(tmp_path / "02_x.ipynb", "x = 1", source)
    before = path.read_bytes()
    with pytest.raises(NotebookError, match=f"(?s)02_x.ipynb: .*{message}") as caught:
        execute(path, timeout=2)
    assert "\x1b" not in str(caught.value)
    assert path.read_bytes() == before


def test_normalising_changes_nothing_in_its_argument():
    output = {
        "output_type": "display_data",
        "data": {"text/plain": "x"},
        "metadata": {"w": 1},
        "transient": {},
    }
    cell = {
        "cell_type": "code",
        "id": "a",
        "source": "",
        "metadata": {"execution": {"iopub.status.busy": "2026"}},
        "outputs": [output],
    }
    notebook = {"cells": [cell], "metadata": {"nnlab": {"lab": "02"}}}
    before = json.dumps(notebook)
    done = normalise_outputs(notebook)
    assert json.dumps(notebook) == before
    assert done["cells"][0]["outputs"] == [
        {"output_type": "display_data", "data": {"text/plain": "x"}, "metadata": {}}
    ]
    assert done["cells"][0]["metadata"] == {}
