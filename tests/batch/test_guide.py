"""The instructor's page: every command on it does what it says, one after the other."""

import re
import shlex
from pathlib import Path

import full_level
import pytest
from test_platforms import GRADEBOOK, SHEET

import nnlab
from nnlab import _resources
from nnlab.cli import main

GUIDE = Path(nnlab.__file__).parent / "_guide" / "grading.md"


def commands(kind):
    blocks = re.findall(
        rf"^```{kind}\n(.*?)^```", GUIDE.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE
    )
    return [shlex.split(line) for block in blocks for line in block.splitlines()]


@pytest.mark.slow
def test_every_command_runs(tmp_path, monkeypatch, capsys):
    full_level.need()
    monkeypatch.chdir(tmp_path)
    solution = (_resources.solutions_dir() / "02_forward_propagation.ipynb").read_bytes()
    for name in ("leeann_123456_789_02_forward_propagation.ipynb", "bob/02_forward_propagation.ipynb"):
        place = tmp_path / "submissions" / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(solution)
    Path("gradebook.csv").write_text(GRADEBOOK)
    people = "First name,Last name,Username,Email address\nAnn,Lee,leeann_123456,a@x\nBob,Ray,bob,b@x\n"
    Path("participants.csv").write_text(people)
    sheet = SHEET.format(most="20.00").replace("Participant 4711", "Participant 123456")
    Path("worksheet.csv").write_text(sheet + "Participant 1,bob,b@x.org,Submitted,,20,-,\n")
    done = []
    for command in commands("sh"):
        assert command[0] == "nnlab"
        assert main(command[1:]) == 0, (command, capsys.readouterr())
        done.append(command[1])
    assert done.count("export") >= 5
    assert "20" in Path("results/canvas.csv").read_text().splitlines()[2]
    for name in re.findall(r"`(results/[\w./-]+|autograders/[\w./-]+)`", GUIDE.read_text(encoding="utf-8")):
        assert Path(name).exists(), name
    listed = re.findall(r"^\| `([\w.]+)` \|", GUIDE.read_text(encoding="utf-8"), re.MULTILINE)
    assert {"report.html", "grades.csv", "grades.sqlite", "results.jsonl"} <= {*listed}
    assert all((Path("results") / name).exists() for name in listed)


def test_the_example_of_what_it_takes_is_the_measured_one(root):
    """A half of what two cores did, and what follows of it; to be written anew when it is measured anew."""
    guide = GUIDE.read_text(encoding="utf-8")
    (told,) = re.findall(r"([\d,]+) a minute on both", guide)
    readme = (root / "README.md").read_text(encoding="utf-8")
    assert f"On two cores {told} submissions of lab 04" in readme
    rates = {int(rate) for rate in re.findall(r"\*r\* = (\d+)", guide)}
    (rate,) = rates
    assert abs(int(told) / 2 - rate) < 0.02 * rate
    assert f"2 cores: {60 * 30 / (2 * rate):.0f} seconds" in guide
    assert f"2 cores: {60 * 500 / (2 * rate):.0f} seconds" in guide
    assert round(1_000_000 / (32 * rate) / 30) == 3, "an hour and a half, in half hours"
    assert round(1000 / rate) == 3, "three minutes of a core"


def test_what_is_only_shown_is_known_to_the_command_line():
    from nnlab.cli._parser import build

    shown = [command[1:] for command in commands("text") if command[0] == "nnlab"]
    assert shown
    for command in shown:
        build().parse_args(command)
