"""Progress beside the notebooks: it survives, costs nothing when it is damaged, and never gets in the way."""

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from nnlab import progress

PASSED = {"points": 5, "max_points": 5, "passed": True}


@pytest.fixture(autouse=True)
def file(tmp_path, monkeypatch):
    """The progress file of a learner's folder, as `nnlab lab` makes the folder."""
    (tmp_path / ".nnlab").mkdir()
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("NNLAB_PROGRESS")
    restart()
    yield tmp_path / ".nnlab" / "progress.json"
    restart()


def restart():
    progress._session.clear()
    progress._answered.clear()


def remember(exercise="07.predict_class"):
    progress.remember(exercise, 5, 5, True)


def test_it_stands_beside_the_notebooks_and_survives_a_restart(file):
    remember()
    progress.remember_question("02.shape_of_w", True)
    restart()
    assert progress.results() == {"07.predict_class": PASSED}
    assert progress.questions() == {"02.shape_of_w": {"right": True, "tries": 1}}
    assert [path.name for path in file.parent.iterdir()] == ["progress.json"]


def test_a_damaged_entry_costs_itself_alone(file):
    entries = {"07.softmax": {"points": "many"}, "07.predict_class": PASSED, "02.dense": 3}
    file.write_text(json.dumps({"schema": 1, "results": entries}))
    assert progress.results() == {"07.predict_class": PASSED}
    remember("01.classify")
    restart()
    assert set(progress.results()) == {"07.predict_class", "01.classify"}


def test_a_read_only_folder_keeps_progress_in_memory(file, monkeypatch):
    def refuse(*_, **__):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "open", refuse)
    remember()
    assert progress.results() == {"07.predict_class": PASSED}
    monkeypatch.undo()
    assert not file.exists()


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_is_really_read_only(file):
    file.parent.chmod(0o500)
    try:
        remember()
        assert progress.results() == {"07.predict_class": PASSED}
    finally:
        file.parent.chmod(0o700)


def test_a_drive_that_cannot_rename_keeps_progress_in_memory(file, monkeypatch):
    def refuse(*_):
        raise OSError(95, "Operation not supported")

    monkeypatch.setattr(Path, "replace", refuse)
    remember()
    assert progress.results() == {"07.predict_class": PASSED}
    assert list(file.parent.iterdir()) == []


def test_a_lock_that_another_kernel_holds_is_not_waited_for_long(file):
    lock = file.with_name("progress.lock")
    lock.touch()
    remember()
    restart()
    assert progress.results() == {"07.predict_class": PASSED}
    assert lock.exists(), "it is the other kernel's"


def test_a_lock_that_a_dead_kernel_left_is_taken_away(file):
    lock = file.with_name("progress.lock")
    lock.touch()
    os.utime(lock, (time.time() - 3600,) * 2)
    remember()
    assert [path.name for path in file.parent.iterdir()] == ["progress.json"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with a name on this system")
@pytest.mark.timeout(20)
def test_a_pipe_in_its_place_is_not_waited_for(file):
    os.mkfifo(file)
    assert progress.results() == {}


def test_two_kernels_at_once_lose_nothing(file):
    code = (
        "import sys; from nnlab import progress\n"
        # A busy machine's disk may take longer than a learner should wait.
        "progress._PATIENCE, progress._STALE = 30, 60\n"
        "for i in range(20): progress.remember(f'{sys.argv[1]}.{i}', 1, 1, True)"
    )
    kernels = [
        subprocess.Popen([sys.executable, "-c", code, name], cwd=file.parents[1]) for name in ("a", "b")
    ]
    assert [kernel.wait(60) for kernel in kernels] == [0, 0]
    assert len(progress.results()) == 40


def test_switched_off_it_writes_nothing(file, monkeypatch):
    monkeypatch.setenv("NNLAB_PROGRESS", "off")
    remember()
    assert not file.exists()
    assert not progress.kept()
