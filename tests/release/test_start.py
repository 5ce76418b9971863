"""The start page goes the way of every lab, though it has no exercises."""

import pytest

from nnlab import _resources
from nnlab.exceptions import NotebookError
from nnlab.grader.course import START
from nnlab.notebooks import examine
from nnlab.notebooks.read import read_notebook
from nnlab.notebooks.write import notebook_bytes
from nnlab.release import prove, release
from nnlab.release.lint import lint

NAME = f"{START.stem}.ipynb"


@pytest.fixture
def page():
    return read_notebook(_resources.solutions_dir() / NAME)


def test_it_is_proved_with_the_labs_and_counts_no_exercise(course, page, questions):
    for cell in list(page["cells"]):
        if cell["id"].startswith("question-"):
            page["cells"].remove(cell)
    course.save()
    (course.solutions / NAME).write_bytes(notebook_bytes(page))
    assert all(change.ok for change in release(course.solutions, course.labs))
    proof = prove(course.solutions, course.labs)
    assert proof.problems == ()
    assert proof.exercises == ("02.dense", "02.sequential")
    (course.labs / NAME).unlink()
    assert any(NAME in problem for problem in prove(course.solutions, course.labs).problems)


def test_it_needs_no_task_but_keeps_the_format(page):
    assert lint(page, "00", (), ("00.unit_by_hand", "00.after_a_check")) == []
    page["cells"][1]["id"] = "hello"
    assert any("'hello'" in fault for fault in lint(page, "00", ()))


def test_there_is_nothing_to_check():
    with pytest.raises(NotebookError, match="lab 00 has no exercises, so there is nothing to check"):
        examine(_resources.labs_dir() / NAME)
