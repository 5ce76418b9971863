"""Questions that the tests ask, in place of those of the labs; no test sees another's answers."""

from pathlib import Path

import pytest

from nnlab import progress
from nnlab.questions import load

TEXTS = Path(__file__).parent / "texts"


@pytest.fixture(autouse=True)
def _own_questions(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(load, "FOLDER", TEXTS)
    progress._answered.clear()
    progress._session.clear()


@pytest.fixture
def lab_file(tmp_path, monkeypatch):
    """Give a function that writes the file of lab 03, the only one there is then."""
    (tmp_path / "en").mkdir()
    monkeypatch.setattr(load, "FOLDER", tmp_path)

    def write(text: str | bytes) -> Path:
        file = tmp_path / "en" / "lab_03.toml"
        file.write_bytes(text if isinstance(text, bytes) else text.encode())
        return file

    return write
