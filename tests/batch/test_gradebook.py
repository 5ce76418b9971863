"""Points land in a gradebook that the real nbgrader made, and its formgrader shows them."""

import importlib.util
import json
import os
import subprocess
import sys

import full_level
import pytest
from rows import entry, row, write

from nnlab.batch.discover import discover
from nnlab.cli import main

STEM = "02_forward_propagation"
needs_nbgrader = pytest.mark.skipif(
    importlib.util.find_spec("nbgrader") is None, reason="nbgrader is not installed"
)
#: What formgrader asks for its tables, asked in a process of its own.
ASK = f"""
import json
from nbgrader.apps import NbGraderAPI
from traitlets.config import Config
config = Config()
config.CourseDirectory.course_id = "nnlab"
api = NbGraderAPI(config=config)
found = [api.get_submissions("{STEM}"), api.get_notebook_submissions("{STEM}", "{STEM}")]
print(json.dumps(found, default=str))
"""


def run(course, *arguments):
    path = f"{os.path.dirname(sys.executable)}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        [sys.executable, *arguments],
        cwd=course,
        env={**os.environ, "PATH": path, "NNLAB_PROGRESS": "off"},
        check=False,
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    return done.stdout


def notebook(**functions):
    cells = [
        {"cell_type": "markdown", "id": "m", "metadata": {}, "source": "My lab"},
        *(
            {
                "cell_type": "code",
                "id": name,
                "metadata": {"nbgrader": {"grade": True, "grade_id": "check-dense", "points": 999}},
                "execution_count": 1,
                "source": source,
                "outputs": [{"output_type": "display_data", "data": {"text/html": "<script>x</script>"}}],
            }
            for name, source in functions.items()
        ),
    ]
    return json.dumps({"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": cells})


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    """Return a course that nbgrader made of the exported lab, with what three students handed in, graded."""
    full_level.need()
    folder = tmp_path_factory.mktemp("course")
    assert main(["export", "nbgrader", str(folder), "--labs", "02"]) == 0
    run(folder, "-m", "nbgrader", "generate_assignment", STEM)
    handed_in = {
        "right": (folder / "source" / STEM / f"{STEM}.ipynb").read_text(encoding="utf-8"),
        "half": notebook(dense="def dense(a_in, W, b, g):\n    return g(a_in @ W + b)"),
        "broken": "{",
    }
    for student, content in handed_in.items():
        place = folder / "submitted" / student / STEM
        place.mkdir(parents=True)
        (place / f"{STEM}.ipynb").write_text(content, encoding="utf-8")
        (place / "timestamp.txt").write_text("2026-03-01 10:00:00.000000 UTC")
    grade(folder)
    return folder


def grade(folder, *more):
    return run(
        folder,
        *("-m", "nnlab", "grade", "submitted", "--out", "results", "--labs", "02", "--seed", "1"),
        *("--gradebook", "sqlite:///gradebook.db", *more),
    )


@needs_nbgrader
@pytest.mark.slow
def test_formgrader_shows_the_points(course):
    submissions, notebooks = json.loads(run(course, "-c", ASK))
    shown = {s["student"]: (s["score"], s["max_score"], s["autograded"]) for s in submissions}
    assert shown == {"right": (20, 20, True), "half": (10, 20, True), "broken": (0, 20, True)}
    assert {n["student"] for n in notebooks} == {"right", "half", "broken"}, "each can be opened"
    assert not any(n["needs_manual_grade"] for n in notebooks)
    assert {s["timestamp"][:10] for s in submissions} == {"2026-03-01"}


@needs_nbgrader
@pytest.mark.slow
def test_the_copies_hold_what_nnlab_found_and_no_output_of_the_learner(course):
    text = (course / "autograded" / "half" / STEM / f"{STEM}.ipynb").read_text(encoding="utf-8")
    assert "<script>" not in text
    assert "999" not in text, "marks that a learner wrote are not believed"
    cells = json.loads(text)["cells"]
    marked = {c["metadata"]["nbgrader"]["grade_id"]: c for c in cells if "nbgrader" in c["metadata"]}
    assert {*marked} == {"check-dense", "check-sequential"}
    assert "✗ 02.sequential" in "".join(marked["check-sequential"]["outputs"][0]["text"])


@needs_nbgrader
@pytest.mark.slow
def test_nbgrader_itself_makes_feedback_of_them(course):
    run(course, "-m", "nbgrader", "generate_feedback", STEM)
    page = (course / "feedback" / "half" / STEM / f"{STEM}.html").read_text(encoding="utf-8")
    assert "Score: 10.0 / 20.0" in page
    assert "02.sequential" in page


@needs_nbgrader
@pytest.mark.slow
def test_a_score_given_by_hand_stays_and_is_marked(course):
    change = (
        "from nbgrader.api import Gradebook\n"
        "with Gradebook('sqlite:///gradebook.db', course_id='') as gradebook:\n"
        f"    grade = gradebook.find_grade('check-sequential', '{STEM}', '{STEM}', 'half')\n"
        "    grade.manual_score = 7\n"
        "    gradebook.db.commit()\n"
    )
    run(course, "-c", change)
    assert "3 submissions have their points" in grade(course, "--resume")
    submissions, _ = json.loads(run(course, "-c", ASK))
    (half,) = [s for s in submissions if s["student"] == "half"]
    assert half["score"] == 17
    assert half["needs_manual_grade"]


@needs_nbgrader
@pytest.mark.slow
def test_what_the_grader_failed_on_waits_for_a_person(course, tmp_path):
    fill = (
        "import sys\n"
        "from pathlib import Path\n"
        "from nnlab.batch.gradebook import Course\n"
        "print(Course('sqlite:///gradebook.db').fill(Path(sys.argv[1]), []).new_students)\n"
    )
    made = row("new", "02", entry("02.dense"), entry("02.sequential", 0, "GRADER_ERROR"))
    assert run(course, "-c", fill, str(write(tmp_path, made))).strip() == "1"
    submissions, _ = json.loads(run(course, "-c", ASK))
    (new,) = [s for s in submissions if s["student"] == "new"]
    assert (new["score"], new["needs_manual_grade"]) == (10, True)


@needs_nbgrader
@pytest.mark.slow
def test_a_lab_that_the_gradebook_lacks_is_said_before_anything_is_graded(course, tmp_path, capsys):
    url = f"sqlite:///{course / 'gradebook.db'}"
    out = tmp_path / "out"
    assert (
        main(["grade", str(course / "submitted"), "--out", str(out), "--labs", "07", "--gradebook", url]) == 2
    )
    said = capsys.readouterr().err
    assert "no assignment has the grade cells of lab 07" in said
    assert "nnlab export nbgrader" in said
    assert not out.exists()


def test_a_gradebook_that_does_not_exist_is_said_and_not_made(tmp_path, capsys):
    url = f"sqlite:///{tmp_path / 'none.db'}"
    assert main(["grade", str(tmp_path), "--out", str(tmp_path / "out"), "--gradebook", url]) == 2
    assert "there is no gradebook" in capsys.readouterr().err
    assert not (tmp_path / "none.db").exists()


def test_without_nbgrader_the_way_out_is_said(tmp_path, monkeypatch, capsys):
    monkeypatch.setitem(sys.modules, "nbgrader.api", None)
    (tmp_path / "g.db").write_bytes(b"")
    arguments = ["grade", str(tmp_path), "--out", str(tmp_path / "out")]
    assert main([*arguments, "--gradebook", f"sqlite:///{tmp_path / 'g.db'}"]) == 2
    assert "pip install nbgrader" in capsys.readouterr().err


@pytest.mark.parametrize("student", ["..", ".", "", "a/b", "a\\b", "c:"])
def test_no_copy_is_written_outside(tmp_path, student):
    from nnlab.batch.autograded import AutogradedCopies

    (tmp_path / "course" / "source").mkdir(parents=True)
    (tmp_path / "in" / "ann").mkdir(parents=True)
    (tmp_path / "in" / "ann" / "02.ipynb").write_text(notebook())
    found = discover([tmp_path / "in"])
    copies = AutogradedCopies(tmp_path / "course", found)
    hidden = entry("02.dense", 0, misconception="x.y", case="random 1", called="dense(secret)")
    made = row(student, "02", hidden, submission=found[0].submission)
    before = {*tmp_path.rglob("*")}
    assert copies.write(made, "a", "n") is False
    assert {*tmp_path.rglob("*")} == before
    assert copies.write({**made, "student": "ann"}, "a", "n")
    text = (tmp_path / "course" / "autograded" / "ann" / "a" / "n.ipynb").read_text(encoding="utf-8")
    assert "02.dense" in text
    assert "secret" not in text, "nbgrader makes learners' feedback of it"
