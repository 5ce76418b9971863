"""The folder of a process that was killed is removed by the next one, and no other."""

import subprocess
import sys
import tempfile

import pytest

from nnlab.batch.scratch import ScratchFolder

pytest.importorskip("fcntl")
KEEP = """
import sys, time
from nnlab.batch.scratch import ScratchFolder
folder = ScratchFolder()
(folder.path / "inside").mkdir()
print(folder.path, flush=True)
time.sleep(600)
"""


@pytest.fixture(autouse=True)
def _own_temporary_folder(tmp_path, monkeypatch):
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))


def test_only_the_folder_of_a_killed_process_is_removed(tmp_path):
    (tmp_path / "nnlab-sandbox-of-an-older-version").mkdir()
    (tmp_path / "nnlab-sandbox-link").symlink_to(tmp_path)
    mine = ScratchFolder()
    with subprocess.Popen([sys.executable, "-c", KEEP], stdout=subprocess.PIPE, text=True) as other:
        theirs = other.stdout.readline().strip()
        before = ScratchFolder()
        names = {path.name for path in tmp_path.iterdir()}
        assert {before.path.name, mine.path.name, theirs.rpartition("/")[2]} < names
        other.kill()
    after = ScratchFolder()
    assert {path.name for path in tmp_path.iterdir()} == (names | {after.path.name}) - {
        theirs.rpartition("/")[2]
    }
    for folder in (mine, before, after):
        folder.remove()
    assert not [path for path in tmp_path.iterdir() if (path / ".lock").exists()]
