"""From solutions to labs: the golden tree, the marks, and what --check says."""

import copy
import json
from pathlib import Path

import nbformat
import pytest

from nnlab.exceptions import NotebookError
from nnlab.notebooks import read_notebook
from nnlab.release import release
from nnlab.release.steps import STEPS, make_lab
from nnlab.release.strip import MarkError, strip_solution

GOLDEN = Path(__file__).parent / "golden"


def test_golden_tree(tmp_path):
    changes = release(GOLDEN / "solutions", tmp_path / "labs")
    assert [change.status for change in changes] == ["written"]
    for path in sorted((GOLDEN / "labs").iterdir()):
        made = (tmp_path / "labs" / path.name).read_bytes()
        assert made == path.read_bytes().replace(b"\r\n", b"\n")
        assert made.endswith(b"}\n")
        nbformat.validate(nbformat.reads(made.decode(), as_version=4))


def test_steps_do_not_change_their_argument():
    for path in sorted((GOLDEN / "solutions").iterdir()):
        notebook = read_notebook(path)
        for step in STEPS:
            before = copy.deepcopy(notebook)
            step(notebook)
            assert notebook == before, step.__name__


def test_a_lab_made_again_is_the_same(course):
    assert make_lab(course.notebook) == make_lab(course.notebook)


def test_check_writes_nothing_and_tells(course):
    course.save()
    assert [change.status for change in release(course.solutions, course.labs, check=True)] == ["current"]
    lab = course.labs / course.name
    lab.write_bytes(lab.read_bytes().replace(b"YOUR CODE", b"MY CODE"))
    edited = lab.read_bytes()
    (change,) = release(course.solutions, course.labs, check=True)
    assert (change.status, change.ok) == ("stale", False)
    assert str(lab) in change.message
    assert "nnlab dev release" in change.message
    assert lab.read_bytes() == edited
    lab.unlink()
    (course.labs / "99_old.ipynb").write_bytes(b"{}")
    missing, orphan = release(course.solutions, course.labs, check=True)
    assert (missing.status, orphan.status) == ("missing", "orphan")
    assert not lab.exists()


def test_line_ends_of_another_system_are_no_difference(course):
    course.save()
    lab = course.labs / course.name
    lab.write_bytes(lab.read_bytes().replace(b"\n", b"\r\n"))
    assert release(course.solutions, course.labs, check=True)[0].status == "current"


def test_no_lab_is_written_when_one_solution_is_bad(course):
    course.save()
    (course.solutions / "03_bad.ipynb").write_bytes(b"{")
    (course.labs / course.name).unlink()
    with pytest.raises(NotebookError, match=r"03_bad\.ipynb"):
        release(course.solutions, course.labs)
    assert not list(course.labs.iterdir())


def test_an_empty_folder_is_told(tmp_path):
    with pytest.raises(NotebookError, match="no solution notebooks"):
        release(tmp_path, tmp_path)


_HEAD = 'def f(z):\n    """Say f."""\n'
BAD_MARKS = {
    "none": (_HEAD + "    return z", "no '# BEGIN SOLUTION'"),
    "no end": (_HEAD + "    # BEGIN SOLUTION\n    return z", "line 3: '# BEGIN SOLUTION' without an"),
    "no begin": (_HEAD + "    return z\n    # END SOLUTION", "line 4: '# END SOLUTION' without a"),
    "swapped": (_HEAD + "    # END SOLUTION\n    return z\n    # BEGIN SOLUTION", "line 3"),
    "nested": (
        _HEAD + "    # BEGIN SOLUTION\n    # BEGIN SOLUTION\n    return z\n    # END SOLUTION",
        "line 4: '# BEGIN SOLUTION' inside a region that line 3 began",
    ),
    "three hashes": (
        _HEAD + "    ### BEGIN SOLUTION\n    return z\n    ### END SOLUTION",
        "line 3: a mark must be",
    ),
    "behind code": (_HEAD + "    return z  # BEGIN SOLUTION\n    # END SOLUTION", "line 3: a mark must be"),
    "no space": (_HEAD + "    #BEGIN SOLUTION\n    return z\n    #END SOLUTION", "line 3: a mark must be"),
    "small letters": (
        _HEAD + "    # begin solution\n    return z\n    # end solution",
        "line 3: a mark must be",
    ),
    "outside": (
        "# BEGIN SOLUTION\nx = 1\n# END SOLUTION\ndef f(z):\n    return z",
        "inside the body of a function",
    ),
    "in a class": (
        "class A:\n    # BEGIN SOLUTION\n    x = 1\n    # END SOLUTION",
        "inside the body of a function",
    ),
    "not python": (
        _HEAD + "    # BEGIN SOLUTION\n    return z z\n    # END SOLUTION",
        "the solution is not Python",
    ),
    "cuts a statement": (
        _HEAD + "    if z:\n        return 1\n    # BEGIN SOLUTION\n    elif z > 1:\n        return 2\n"
        "    # END SOLUTION\n    else:\n        return 3",
        "is not Python",
    ),
}


@pytest.mark.parametrize("name", BAD_MARKS)
def test_bad_marks_are_refused(name):
    source, message = BAD_MARKS[name]
    with pytest.raises(MarkError, match=r"(?s).*") as caught:
        strip_solution(source)
    assert message in str(caught.value)


def test_strip_keeps_what_is_not_marked():
    source = (
        "def f(z):\n    '''Doc.'''\n    if z:\n        # BEGIN SOLUTION\n        y = 1\n"
        "        # END SOLUTION\n"
        "    # a remark\n    return y"
    )
    assert strip_solution(source) == (
        "def f(z):\n    '''Doc.'''\n    if z:\n        # YOUR CODE HERE\n"
        '        raise NotImplementedError("f is not written yet")\n    # a remark\n    return y'
    )


def test_the_cell_is_named(course):
    course.cell("dense")["source"] = "def dense(a_in, W, b, g):\n    return g(a_in @ W + b)"
    with pytest.raises(NotebookError, match="cell 'dense', no '# BEGIN SOLUTION'"):
        make_lab(course.notebook)


@pytest.mark.parametrize("cell_id", ["setup", "title", "check-dense"])
def test_marks_elsewhere_are_refused(course, cell_id):
    course.cell(cell_id)["source"] += "\n# BEGIN SOLUTION\n# END SOLUTION"
    with pytest.raises(
        NotebookError, match=f"cell '{cell_id}', marks of a solution in a cell that is not tagged"
    ):
        make_lab(course.notebook)


def test_without_its_number_a_lab_is_refused(course):
    course.notebook["metadata"] = {}
    with pytest.raises(NotebookError, match="must name its lab"):
        make_lab(course.notebook)


def test_check_cells_are_locked_even_if_the_source_forgot(course):
    course.cell("check-dense")["metadata"].pop("editable")
    lab = make_lab(course.notebook)
    (check,) = [cell for cell in lab["cells"] if cell["id"] == "check-dense"]
    assert check["metadata"]["editable"] is False
    assert check["metadata"]["deletable"] is False


def test_a_lab_carries_no_trace_of_a_session(course):
    for cell in course.notebook["cells"]:
        cell["metadata"]["collapsed"] = True
        cell["metadata"]["execution"] = {"iopub.status.idle": "2026-01-01"}
        if cell["cell_type"] == "code":
            cell["outputs"] = [{"output_type": "stream", "name": "stdout", "text": "secret"}]
            cell["execution_count"] = 7
    course.notebook["metadata"]["widgets"] = {"state": {}}
    text = json.dumps(make_lab(course.notebook))
    for trace in ("secret", 'execution"', "collapsed", '"widgets"', "ASSIGNMENT CONFIG", "iopub"):
        assert trace not in text
