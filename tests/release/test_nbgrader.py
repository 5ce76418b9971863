"""The real nbgrader takes the solutions as they are: untouched labs earn 0, wrong ones 0, right ones all."""

import csv
import importlib.util
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from nnlab import _resources
from nnlab.grader import registry
from nnlab.notebooks import read_notebook
from nnlab.notebooks.write import notebook_bytes

pytestmark = [
    pytest.mark.slow,
    pytest.mark.tensorflow,
    pytest.mark.skipif(importlib.util.find_spec("nbgrader") is None, reason="nbgrader is not installed"),
    pytest.mark.timeout(1200),
]

WRONG = {
    "dense": "return g(a_in @ W - b)",
    "sequential": "return x",
    "softmax": "return z",
    "predict_class": "return 0",
    "build_softmax_model": "return 'a model'",
}
LABS = ("02", "07")
STUDENTS = ("untouched", "wrong", "right")


def nbgrader(course, *arguments):
    """Run a command of nbgrader in the folder `course`; it needs `alembic` on its path."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    command = [sys.executable, "-m", "nbgrader", *arguments, "--ExecutePreprocessor.timeout=180"]
    done = subprocess.run(
        command,
        cwd=course,
        env={**os.environ, "PATH": path, "NNLAB_PROGRESS": "off"},
        check=False,
        capture_output=True,
        text=True,
        timeout=600,
    )
    assert done.returncode == 0, done.stderr[-4000:]
    return done.stderr


def answered(released, answers):
    """Return the student's notebook with `answers` (function: body) in the place of what is raised."""
    notebook = read_notebook(released)
    for cell in notebook["cells"]:
        if cell["id"] in answers:
            head = cell["source"].partition("# YOUR CODE HERE")[0]
            cell["source"] = head + answers[cell["id"]]
    return notebook_bytes(notebook)


def take_through(folder, lab):
    """Take a lab through nbgrader once, in a course of its own: generate, hand in three times, grade."""
    folder.mkdir()
    (folder / "nbgrader_config.py").write_text("c = get_config()\nc.CourseDirectory.course_id = 'nn'\n")
    stem = registry.lab(lab).stem
    solution = _resources.solutions_dir() / f"{stem}.ipynb"
    (folder / "source" / stem).mkdir(parents=True)
    (folder / "source" / stem / solution.name).write_bytes(solution.read_bytes())
    nbgrader(folder, "generate_assignment", stem)
    released = folder / "release" / stem / solution.name
    handed_in = {
        "untouched": released.read_bytes(),
        "wrong": answered(released, WRONG),
        "right": solution.read_bytes(),
    }
    for student, content in handed_in.items():
        place = folder / "submitted" / student / stem
        place.mkdir(parents=True)
        (place / solution.name).write_bytes(content)
    nbgrader(folder, "autograde", stem)
    nbgrader(folder, "export", f"--to={folder / 'grades.csv'}")


@pytest.fixture(scope="module")
def courses(tmp_path_factory):
    """Return {lab: folder of its course}; the two are graded at the same time."""
    home = tmp_path_factory.mktemp("nbgrader")
    folders = {lab: home / lab for lab in LABS}
    with ThreadPoolExecutor(len(LABS)) as pool:
        list(pool.map(take_through, folders.values(), folders))
    return folders


@pytest.mark.parametrize("lab", LABS)
@pytest.mark.parametrize("student", STUDENTS)
def test_grades(courses, lab, student):
    with (courses[lab] / "grades.csv").open(newline="") as file:
        (row,) = [row for row in csv.DictReader(file) if row["student_id"] == student]
    full = sum(exercise.points for exercise in registry.exercises(lab))
    assert (float(row["score"]), float(row["max_score"])) == (full if student == "right" else 0, full)


@pytest.mark.parametrize("lab", LABS)
def test_what_students_get_holds_no_solution(courses, lab):
    stem = registry.lab(lab).stem
    released = read_notebook(courses[lab] / "release" / stem / f"{stem}.ipynb")
    for cell in released["cells"]:
        assert "BEGIN SOLUTION" not in cell["source"]
        assert not cell.get("outputs")
    functions = {exercise.function for exercise in registry.exercises(lab)}
    stubs = [cell for cell in released["cells"] if cell["id"] in functions]
    assert len(stubs) == len(functions)
    for cell in stubs:
        assert "raise NotImplementedError" in cell["source"]
