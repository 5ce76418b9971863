"""The course holds together: each exercise and each picture in its lab, and the table tells the truth."""

import re
from collections import Counter

import pytest

from nnlab import _resources, widgets
from nnlab.grader import registry
from nnlab.notebooks.read import read_notebook
from nnlab.release.proof import checked_exercises

SOLUTIONS = _resources.solutions_dir()
WRITTEN = [lab for lab in registry.LABS if (SOLUTIONS / f"{lab.stem}.ipynb").exists()]
every_lab = pytest.mark.parametrize("lab", WRITTEN, ids=lambda lab: lab.number)


def notebook(lab):
    return read_notebook(SOLUTIONS / f"{lab.stem}.ipynb")


def code(lab):
    return "\n".join(cell["source"] for cell in notebook(lab)["cells"] if cell["cell_type"] == "code")


def test_every_exercise_of_a_written_lab_is_in_exactly_one_lab():
    checked = Counter(exercise for lab in WRITTEN for exercise in checked_exercises(notebook(lab)))
    declared = [exercise.id for lab in WRITTEN for exercise in registry.exercises(lab.number)]
    assert checked == Counter(declared)
    assert len(set(declared)) == len(declared)


def test_every_picture_belongs_to_a_lab():
    known = {name for name in widgets.__all__ if name.islower() and name != "gallery"}
    assert {name for lab in registry.LABS for name in lab.widgets} == known


@every_lab
def test_a_lab_uses_its_pictures(lab):
    used = set(re.findall(r"\bwidgets\.(\w+)\(", code(lab)))
    assert set(lab.widgets) <= used


@every_lab
def test_a_lab_says_its_title_and_its_minutes_as_the_table_does(lab):
    (title,) = [cell["source"] for cell in notebook(lab)["cells"] if cell["id"] == "title"]
    assert re.search(rf"^# Lab {lab.number} · {re.escape(lab.title)}$", title, re.MULTILINE)
    assert f"about {lab.minutes} minutes" in title


@every_lab
def test_a_lab_ends_with_what_the_learner_has_reached(lab):
    assert "nnlab.summary()" in code(lab)


@every_lab
def test_the_readme_has_a_row_for_it(lab, root):
    rows = [line for line in (root / "README.md").read_text(encoding="utf-8").splitlines() if line[:1] == "|"]
    (row,) = [line for line in rows if line.startswith(f"| {lab.number} {lab.title} |")]
    for exercise in registry.exercises(lab.number):
        assert f"`{exercise.function}`" in row


def test_the_table_is_in_order_and_complete():
    numbers = [lab.number for lab in registry.LABS]
    assert numbers == [f"{number:02}" for number in range(1, 14)]
    for lab in (registry.START, *registry.LABS):
        assert lab.stem.startswith(f"{lab.number}_")
        assert lab.about
        assert not lab.about.endswith(".")
    assert not registry.exercises(registry.START.number)
