"""No common misspelling in what people read: notebooks, Markdown files, questions, reports and hints."""

import subprocess
import sys

import pytest
from prose import ROOT, notebooks, page, pages

pytest.importorskip("codespell_lib", reason="codespell is not installed")


def misspelt(folder):
    """What codespell, with its own list of misspellings, finds in the files of a folder."""
    command = [sys.executable, "-m", "codespell_lib", "--ignore-words-list=fro", "."]  # "to and fro" is right
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert not done.stderr, done.stderr
    assert (done.returncode == 0) == (not done.stdout)
    return done.stdout.splitlines()


def test_texts(tmp_path):
    for path in pages():
        if path.parent.name == "labs":  # the same texts as in the solutions
            continue
        for number, text in enumerate(page(path).texts):
            (tmp_path / f"{path.parent.name}-{path.stem}-{number:03}.md").write_text(
                f"{text.where}\n{text.prose}", encoding="utf-8"
            )
    for path in sorted(ROOT.glob("nnlab/**/*.toml")):
        name = "-".join(path.relative_to(ROOT).parts)
        (tmp_path / name).write_text(path.read_text(encoding="utf-8"), encoding="utf-8")
    assert len(list(tmp_path.iterdir())) > len(notebooks("solutions"))
    assert misspelt(tmp_path) == []


def test_a_misspelling_is_found(tmp_path):
    (tmp_path / "text.md").write_text("A funtion that recieves.\n")
    (line_1, line_2) = misspelt(tmp_path)
    assert "receives" in line_1 + line_2
    assert "function" in line_1 + line_2
