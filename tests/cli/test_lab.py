"""``nnlab lab`` brings labs and never overwrites what a learner has written; then it starts JupyterLab."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from nnlab import _resources
from nnlab.cli import jupyter, main, workspace
from nnlab.cli._status import CommandError
from nnlab.cli.changes import changes
from nnlab.notebooks.write import notebook_bytes

NAME, OTHER = "07_softmax.ipynb", "02_forward_propagation.ipynb"


@pytest.fixture
def shipped(tmp_path):
    folder = tmp_path / "shipped"
    folder.mkdir()
    (folder / NAME).write_bytes(b"v1")
    (folder / OTHER).write_bytes(b"other")
    return folder


@pytest.fixture
def mine(tmp_path):
    return tmp_path / "my labs"


def synchronise(shipped, mine):
    """Return {name: what} and check that no temporary file stays."""
    done = {copied.name: copied for copied in workspace.synchronise(shipped, mine)}
    assert not [path for path in mine.rglob("*") if path.name.endswith(".tmp")]
    return done


def content(folder):
    return {path.name: path.read_bytes() for path in folder.glob("*.ipynb")}


def test_first_and_second_time(shipped, mine):
    assert [copied.what for copied in workspace.synchronise(shipped, mine)] == ["copied", "copied"]
    assert content(mine) == {NAME: b"v1", OTHER: b"other"}
    assert [copied.what for copied in workspace.synchronise(shipped, mine)] == ["kept", "kept"]


def test_an_untouched_lab_is_updated(shipped, mine):
    synchronise(shipped, mine)
    (shipped / NAME).write_bytes(b"v2")
    assert synchronise(shipped, mine)[NAME].what == "updated"
    assert content(mine) == {NAME: b"v2", OTHER: b"other"}


def test_work_is_kept_and_the_new_lab_laid_beside_it_once(shipped, mine):
    synchronise(shipped, mine)
    (mine / NAME).write_bytes(b"my work")
    assert synchronise(shipped, mine)[NAME].what == "kept"
    (shipped / NAME).write_bytes(b"v2")
    offered = synchronise(shipped, mine)[NAME]
    assert (offered.what, offered.beside) == ("offered", "07_softmax.new.ipynb")
    assert content(mine) == {NAME: b"my work", OTHER: b"other", "07_softmax.new.ipynb": b"v2"}
    assert synchronise(shipped, mine)[NAME].what == "kept"
    (shipped / NAME).write_bytes(b"v3")
    assert synchronise(shipped, mine)[NAME].beside == "07_softmax.new.ipynb"
    assert content(mine)["07_softmax.new.ipynb"] == b"v3"
    assert content(mine)[NAME] == b"my work"


def test_work_in_the_new_lab_is_kept_too(shipped, mine):
    synchronise(shipped, mine)
    (mine / NAME).write_bytes(b"my work")
    (shipped / NAME).write_bytes(b"v2")
    synchronise(shipped, mine)
    (mine / "07_softmax.new.ipynb").write_bytes(b"my second work")
    (shipped / NAME).write_bytes(b"v3")
    assert synchronise(shipped, mine)[NAME].beside == "07_softmax.new-2.ipynb"
    assert content(mine) == {
        NAME: b"my work",
        OTHER: b"other",
        "07_softmax.new.ipynb": b"my second work",
        "07_softmax.new-2.ipynb": b"v3",
    }


def test_a_file_of_the_learners_that_was_there_before(shipped, mine):
    mine.mkdir()
    (mine / NAME).write_bytes(b"from elsewhere")
    assert synchronise(shipped, mine)[NAME].what == "offered"
    assert content(mine)[NAME] == b"from elsewhere"
    assert synchronise(shipped, mine)[NAME].what == "kept"


def test_a_deleted_lab_comes_again_and_a_reverted_one_is_current(shipped, mine):
    synchronise(shipped, mine)
    (mine / NAME).unlink()
    assert synchronise(shipped, mine)[NAME].what == "copied"
    (mine / NAME).write_bytes(b"my work")
    (shipped / NAME).write_bytes(b"v2")
    synchronise(shipped, mine)
    (mine / NAME).write_bytes(b"v2")
    (shipped / NAME).write_bytes(b"v3")
    assert synchronise(shipped, mine)[NAME].what == "updated"


@pytest.mark.parametrize(
    "text", ["", "{", "[]", '{"labs": 3}', '{"labs": {"x": 3}}', "[" * 100_000, "\udcff"]
)
def test_a_damaged_manifest_overwrites_nothing(shipped, mine, text):
    synchronise(shipped, mine)
    (mine / NAME).write_bytes(b"my work")
    (mine / ".nnlab" / "manifest.json").write_bytes(text.encode("utf-8", "surrogateescape"))
    (shipped / NAME).write_bytes(b"v2")
    assert synchronise(shipped, mine)[NAME].what == "offered"
    assert content(mine)[NAME] == b"my work"
    manifest = json.loads((mine / ".nnlab" / "manifest.json").read_text())
    assert set(manifest["labs"]) >= {NAME, OTHER}


def notebook(*cells):
    """The bytes of a lab: (id, source) is text, (id, source, tag) code."""
    made = []
    for cell_id, source, *tags in cells:
        code = {"execution_count": None, "outputs": []} if tags else {}
        kind = "code" if tags else "markdown"
        made.append({"cell_type": kind, "id": cell_id, "metadata": {"tags": tags}, "source": source, **code})
    return notebook_bytes({"cells": made, "metadata": {}, "nbformat": 4, "nbformat_minor": 5})


STUB = ("softmax", "def softmax(z):\n    raise NotImplementedError", "solution")
V1 = notebook(("title", "# Softmax"), ("concept-a", "## 1. Formula"), ("concept-b", "old text"), STUB)
V2 = notebook(
    ("title", "# Softmax"),
    ("concept-a", "## 1. Formula"),
    ("concept-b", "new text"),
    ("concept-c", "more text"),
    (*STUB[:1], "def softmax(logits):\n    raise NotImplementedError", "solution"),
    ("concept-d", "## 2. Check yourself"),
    ("question-x", 'nnlab.question("07.x")', "question"),
    ("predict_class", "def predict_class(p): ...", "solution"),
)
CHANGES = (
    "section “1. Formula”: 1 cell new, 1 changed",
    "section “2. Check yourself”: new",
    "exercise softmax: its starting code changed",
    "exercise predict_class: new",
)


def test_what_a_newer_lab_changes_is_said(shipped, mine):
    (shipped / NAME).write_bytes(V1)
    (shipped / OTHER).write_bytes(V1)
    synchronise(shipped, mine)
    work = V1.replace(b"raise NotImplementedError", b"return z").replace(b"old text", b"my own note")
    (mine / NAME).write_bytes(work)
    (shipped / NAME).write_bytes(V2)
    (shipped / OTHER).write_bytes(V2)
    done = synchronise(shipped, mine)
    assert (done[NAME].what, done[NAME].changes) == ("offered", CHANGES)
    assert (done[OTHER].what, done[OTHER].changes) == ("updated", CHANGES)
    assert content(mine)[NAME] == work
    # The learner goes on in the old one; the next version is compared with it again.
    (shipped / NAME).write_bytes(V1)
    assert synchronise(shipped, mine)[NAME].what == "kept", "back at the version that they began with"
    (shipped / NAME).write_bytes(notebook(("title", "# Softmax")))
    assert synchronise(shipped, mine)[NAME].changes == (
        "section “1. Formula”: removed",
        "exercise softmax: removed",
    )


def test_a_version_that_reads_the_same_is_not_offered(shipped, mine):
    (shipped / NAME).write_bytes(V1)
    synchronise(shipped, mine)
    (mine / NAME).write_bytes(V1.replace(b"raise", b"return"))
    (shipped / NAME).write_bytes(V1.replace(b'"metadata": {}', b'"metadata": {"a": 1}', 1))
    assert synchronise(shipped, mine)[NAME].what == "kept"
    assert not (mine / "07_softmax.new.ipynb").exists()


@pytest.mark.parametrize("spoil", [lambda base: base.unlink(), lambda base: base.write_bytes(b"{")])
def test_without_the_old_version_the_new_one_is_offered_all_the_same(shipped, mine, spoil):
    (shipped / NAME).write_bytes(V1)
    synchronise(shipped, mine)
    (mine / NAME).write_bytes(b"my work")
    spoil(mine / ".nnlab" / "released" / NAME)
    (shipped / NAME).write_bytes(V2)
    offered = synchronise(shipped, mine)[NAME]
    assert (offered.what, offered.changes) == ("offered", ())


def test_many_changes_are_told_in_a_few_lines():
    new = notebook(*((f"concept-{i}", f"## Section {i}") for i in range(20)))
    told = changes(notebook(("title", "# Softmax")), new)
    assert len(told) == 9
    assert told[-1] == "and 13 more places"


def test_a_new_lab_is_added_and_said(shipped, mine):
    synchronise(shipped, mine)
    (mine / NAME).write_bytes(b"my work")
    (shipped / "08_numerical_stability.ipynb").write_bytes(b"new")
    done = synchronise(shipped, mine)
    assert done["08_numerical_stability.ipynb"].what == "added"
    assert done[NAME].what == "kept"
    assert content(mine)["08_numerical_stability.ipynb"] == b"new"


def test_a_full_disk_loses_nothing(shipped, mine, monkeypatch):
    synchronise(shipped, mine)
    (shipped / NAME).write_bytes(b"v2")

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(CommandError, match="the disk is full. Nothing of yours was changed"):
        workspace.synchronise(shipped, mine)
    assert content(mine) == {NAME: b"v1", OTHER: b"other"}
    monkeypatch.undo()
    assert synchronise(shipped, mine)[NAME].what == "updated"


def test_no_permission_is_told(shipped, mine, monkeypatch):
    def refuse(*_, **__):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(workspace, "replace_file", refuse)
    with pytest.raises(CommandError, match=r"my labs: no permission to write here.*--dir DIR"):
        workspace.synchronise(shipped, mine)


def test_a_file_in_the_place_of_the_folder_and_a_folder_in_that_of_a_lab(shipped, mine):
    mine.write_text("x")
    with pytest.raises(CommandError, match="this is a file, and a folder is needed"):
        workspace.synchronise(shipped, mine)
    mine.unlink()
    (mine / NAME).mkdir(parents=True)
    with pytest.raises(CommandError, match="softmax.ipynb: "):
        workspace.synchronise(shipped, mine)


def test_nothing_shipped(tmp_path):
    with pytest.raises(CommandError, match="there are no labs here"):
        workspace.synchronise(tmp_path, tmp_path / "mine")


@pytest.fixture
def started(monkeypatch, shipped):
    """Take the place of JupyterLab; the list receives what it would be started with."""
    calls = []

    def start(folder, opened, **options):
        calls.append((folder, opened, options))
        return 0

    monkeypatch.setattr(jupyter, "start", start)
    monkeypatch.setattr(_resources, "labs_dir", lambda: shipped)
    return calls


def test_the_command(started, mine, capsys):
    assert main(["lab", "7", "--dir", str(mine), "--no-browser", "--", "--port", "9000"]) == 0
    assert started == [(mine.resolve(), NAME, {"browser": False, "extra": ["--port", "9000"]})]
    out, err = capsys.readouterr()
    assert out == ""
    assert f"{NAME}: copied" in err
    assert main(["lab", "--dir", str(mine)]) == 0
    assert started[1] == (mine.resolve(), OTHER, {"browser": True, "extra": []})
    assert "copied" not in capsys.readouterr().err


def test_without_a_number_the_start_page_is_opened(started, shipped, mine):
    (shipped / "00_start_here.ipynb").write_bytes(b"start")
    assert main(["lab", "--dir", str(mine)]) == 0
    assert started[0][1] == "00_start_here.ipynb"


def test_an_update_is_told_in_words(started, shipped, mine, capsys):
    (shipped / NAME).write_bytes(V1)
    main(["lab", "--dir", str(mine)])
    (mine / NAME).write_bytes(b"my work")
    (shipped / NAME).write_bytes(V2)
    (shipped / "08_new.ipynb").write_bytes(b"new")
    capsys.readouterr()
    assert main(["lab", "--dir", str(mine)]) == 0
    told = capsys.readouterr().err
    assert (
        f"{NAME}: there is a newer version. Yours is untouched; the new one is 07_softmax.new.ipynb" in told
    )
    assert all(f"    {line}\n" in told for line in CHANGES)
    assert "copy your functions into it" in told
    assert "08_new.ipynb: a new lab of the course, copied" in told
    assert OTHER not in told, "what stays as it is is not told"


def test_an_unknown_lab_copies_nothing(started, mine, capsys):
    assert main(["lab", "99", "--dir", str(mine)]) == 2
    assert "there is no lab '99'. Labs: 02, 07" in capsys.readouterr().err
    assert not mine.exists()
    assert started == []


def test_without_jupyterlab(monkeypatch, capsys, mine, shipped):
    monkeypatch.setattr(_resources, "labs_dir", lambda: shipped)
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    assert main(["lab", "--dir", str(mine)]) == 2
    assert "pip install jupyterlab" in capsys.readouterr().err
    assert not mine.exists()


def test_labs_are_copied_where_something_else_opens_them(monkeypatch, mine, shipped):
    monkeypatch.setattr(_resources, "labs_dir", lambda: shipped)
    monkeypatch.setattr(jupyter, "start", lambda *_, **__: pytest.fail("JupyterLab was started"))
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)  # it need not even be installed
    assert main(["lab", "--dir", str(mine), "--copy-only"]) == 0
    assert content(mine) == {NAME: b"v1", OTHER: b"other"}
    (mine / NAME).write_bytes(b"my work")
    assert main(["lab", "--dir", str(mine), "--copy-only"]) == 0
    assert content(mine)[NAME] == b"my work"


def test_jupyter_stays_on_this_machine_and_asks_nothing_of_the_network(tmp_path):
    command = jupyter.command(tmp_path, NAME, browser=False, extra=["--port", "9000"])
    assert command[:3] == [sys.executable, "-m", "jupyterlab"]
    assert "--ServerApp.ip=127.0.0.1" in command
    assert "--LabApp.news_url=None" in command
    assert "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate" in command
    assert "--no-browser" in command
    assert command[-2:] == ["--port", "9000"]
    assert "--no-browser" not in jupyter.command(tmp_path, NAME, browser=True, extra=[])


def test_programs_of_this_python_are_found_in_a_cell(monkeypatch):
    monkeypatch.setenv("PATH", "elsewhere")
    assert jupyter.environment()["PATH"] == os.pathsep.join([str(Path(sys.executable).parent), "elsewhere"])


@pytest.mark.parametrize(("code", "status"), [("", 0), ("raise SystemExit(5)", 1)])
def test_the_status_of_jupyter_is_passed_on(monkeypatch, tmp_path, code, status):
    monkeypatch.setattr(jupyter, "command", lambda *_, **__: [sys.executable, "-c", code])
    assert jupyter.start(tmp_path, NAME, browser=False, extra=[]) == status


@pytest.mark.skipif(sys.platform == "win32", reason="sends a POSIX signal to a process group")
def test_ctrl_c_waits_for_the_child_and_is_clean(tmp_path):
    child = (
        "import signal, sys, time\n"
        "def stop(*_):\n    time.sleep(0.5); print('child saved', flush=True); sys.exit(1)\n"
        "signal.signal(signal.SIGINT, stop)\nprint('up', flush=True)\ntime.sleep(60)"
    )
    parent = (
        "import sys; from pathlib import Path; from nnlab.cli import jupyter\n"
        f"jupyter.command = lambda *a, **k: [sys.executable, '-c', {child!r}]\n"
        "sys.exit(jupyter.start(Path('.'), 'x', browser=False, extra=[]))"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", parent],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        cwd=tmp_path,
    )
    assert process.stdout.readline() == "up\n"
    time.sleep(1.0)  # the parent is waiting by then, on a busy machine too
    os.killpg(process.pid, signal.SIGINT)
    out, err = process.communicate(timeout=30)
    assert (process.returncode, out, err) == (0, "child saved\n", "")
