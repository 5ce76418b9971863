"""``nnlab reset`` gives one cell back as it was, keeps all the rest, and keeps a copy of what was there."""

import json
from pathlib import Path

import pytest

from nnlab import _resources
from nnlab.cli import main, workspace

NAME = "07_softmax.ipynb"
MINE = "def softmax(z):\n    return 'my work'"


@pytest.fixture
def mine(tmp_path, monkeypatch):
    """A learner's folder of labs, who stands in it and has written softmax and a note."""
    folder = tmp_path / "my labs"
    workspace.synchronise(_resources.labs_dir(), folder)
    monkeypatch.chdir(folder)
    cells = read(folder)
    cell(cells, "softmax")["source"] = MINE
    cell(cells, "predict_class")["source"] = "def predict_class(probabilities):\n    return 1"
    cells.append({"cell_type": "markdown", "id": "note", "metadata": {}, "source": "my own note"})
    write(folder, cells)
    return folder


def read(folder, name=NAME):
    return json.loads((folder / name).read_text(encoding="utf-8"))["cells"]


def write(folder, cells):
    path = folder / NAME
    content = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps({**content, "cells": cells}), encoding="utf-8")


def cell(cells, cell_id):
    (found,) = (each for each in cells if each["id"] == cell_id)
    return found


def text(each):
    return "".join(each["source"])


def texts(cells):
    return {each["id"]: text(each) for each in cells}


STUB = texts(read(_resources.labs_dir()))["softmax"]


def test_one_cell_is_as_it_was_and_the_rest_is_kept(mine, capsys):
    before = (mine / NAME).read_bytes()
    had = texts(read(mine))
    assert main(["reset", "07", "softmax"]) == 0
    assert texts(read(mine)) == {**had, "softmax": STUB}
    assert "NotImplementedError" in STUB
    assert (mine / "07_softmax.before-reset.ipynb").read_bytes() == before
    told = capsys.readouterr().out
    assert "softmax in " in told
    assert "is again as it was at the beginning" in told
    assert "07_softmax.before-reset.ipynb" in told
    assert "Reload Notebook from Disk" in told
    assert not list(mine.rglob("*.tmp"))


def test_a_copy_of_before_is_never_overwritten(mine):
    assert main(["reset", "7", "07.softmax"]) == 0
    first = (mine / "07_softmax.before-reset.ipynb").read_bytes()
    assert main(["reset", "07", "predict_class"]) == 0
    assert (mine / "07_softmax.before-reset.ipynb").read_bytes() == first
    assert MINE not in texts(read(mine, "07_softmax.before-reset-2.ipynb")).values()
    assert "return 1" in texts(read(mine, "07_softmax.before-reset-2.ipynb"))["predict_class"]


def test_nothing_to_do_changes_nothing(mine, capsys):
    before = (mine / NAME).read_bytes()
    assert main(["reset", "07", "build_softmax_model"]) == 0
    assert "Nothing was changed" in capsys.readouterr().out
    assert (mine / NAME).read_bytes() == before
    assert not list(mine.glob("*before-reset*"))


def test_a_deleted_cell_comes_back_before_its_check(mine, capsys):
    write(mine, [each for each in read(mine) if each["id"] != "softmax"])
    assert main(["reset", "07", "softmax"]) == 0
    ids = [each["id"] for each in read(mine)]
    assert ids.index("softmax") + 1 == ids.index("check-softmax")
    assert "has been put back" in capsys.readouterr().out


def test_a_deleted_cell_without_its_check_comes_back_behind_its_task(mine):
    write(mine, [each for each in read(mine) if each["id"] not in ("softmax", "check-softmax")])
    assert main(["reset", "07", "softmax"]) == 0
    ids = [each["id"] for each in read(mine)]
    assert ids.index("softmax") == ids.index("task-softmax") + 1


def test_in_an_empty_notebook_it_comes_back_too(mine):
    write(mine, [])
    assert main(["reset", "07", "softmax"]) == 0
    assert [text(each) for each in read(mine)] == [STUB]


def test_a_moved_cell_is_reset_where_it_is(mine):
    cells = read(mine)
    cells.insert(0, cells.pop(cells.index(cell(cells, "softmax"))))
    write(mine, cells)
    assert main(["reset", "07", "softmax"]) == 0
    assert text(read(mine)[0]) == STUB


def test_a_copy_of_the_cell_is_left_and_told(mine, capsys):
    cells = read(mine)
    copy = {**cell(cells, "softmax"), "id": "0ddba11"}
    cells.append(copy)
    write(mine, cells)
    assert main(["reset", "07", "softmax"]) == 0
    assert texts(read(mine))["softmax"] == STUB
    assert texts(read(mine))["0ddba11"] == MINE
    assert f"Note: cell {len(cells)} defines softmax too" in capsys.readouterr().out


def test_a_cell_whose_id_another_program_changed_is_found(mine):
    cells = read(mine)
    cell(cells, "softmax")["id"] = "0ddba11"
    write(mine, cells)
    assert main(["reset", "07", "softmax"]) == 0
    assert MINE not in texts(read(mine)).values()
    assert len(read(mine)) == len(cells)


def test_a_cell_that_was_turned_into_text_is_code_again(mine):
    cells = read(mine)
    each = cell(cells, "softmax")
    cells[cells.index(each)] = {
        "cell_type": "markdown", "id": "softmax", "metadata": each["metadata"], "source": "x",
    }  # fmt: skip
    write(mine, cells)
    assert main(["reset", "07", "softmax"]) == 0
    assert (cell(read(mine), "softmax")["cell_type"], texts(read(mine))["softmax"]) == ("code", STUB)


def test_what_the_learner_began_with_comes_back_and_not_a_newer_version(mine):
    base = workspace.released(mine, NAME)
    base.write_bytes(base.read_bytes().replace(b"# YOUR CODE HERE", b"# YOUR OLD CODE HERE"))
    assert main(["reset", "07", "softmax"]) == 0
    assert "# YOUR OLD CODE HERE" in texts(read(mine))["softmax"]
    base.write_bytes(b"{")
    assert main(["reset", "07", "softmax"]) == 0
    assert texts(read(mine))["softmax"] == STUB


@pytest.mark.parametrize("damage", [b"", b"{", b"[]", b"\xff\xfe", b'{"cells": 3}'])
def test_a_damaged_notebook_is_told_and_left(mine, damage, capsys):
    (mine / NAME).write_bytes(damage)
    assert main(["reset", "07", "softmax"]) == 2
    assert NAME in capsys.readouterr().err
    assert (mine / NAME).read_bytes() == damage
    assert not list(mine.glob("*before-reset*"))


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["99", "softmax"], "there is no lab '99'. Labs: 01 to 13"),
        (
            ["07", "sofmax"],
            "lab 07 has no function 'sofmax'. Did you mean 'softmax'? It has: softmax, predict",
        ),
        (["07", "dense"], "lab 07 has no function 'dense'"),
        (["07", "softmax", "--dir", "elsewhere"], "there is no such file. Bring the lab with: nnlab lab 07"),
        (["07"], "FUNCTION"),
    ],
)
def test_wrong_use_is_told(mine, arguments, told, capsys):
    assert main(["reset", *arguments]) == 2
    assert told in capsys.readouterr().err


def test_a_folder_that_cannot_be_written_changes_nothing(mine, monkeypatch, capsys):
    before = (mine / NAME).read_bytes()

    def refuse(*_):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "write_bytes", refuse)
    assert main(["reset", "07", "softmax"]) == 2
    assert "Your notebook was not changed" in capsys.readouterr().err
    assert (mine / NAME).read_bytes() == before


def test_another_folder_by_name(mine, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert main(["reset", "07", "softmax", "--dir", str(mine)]) == 0
    assert texts(read(mine))["softmax"] == STUB
