"""The two-sided proof finds every fault that is planted, and only those."""

import base64

import pytest

from nnlab.exceptions import NotebookError
from nnlab.grader import registry
from nnlab.notebooks import read_notebook
from nnlab.release import new_solution, prove
from nnlab.release.lint import lint
from nnlab.release.pictures import faults


def problems(course, lab=None):
    course.save(lab)
    return prove(course.solutions, course.labs).problems


def test_a_good_course_has_no_problem(course):
    course.save()
    told = []
    proof = prove(course.solutions, course.labs, tell=told.append)
    assert proof.problems == ()
    assert proof.exercises == ("02.dense", "02.sequential")
    assert told == ["02_forward_propagation: 2 exercises"]


def test_a_solved_exercise_in_the_lab(course):
    lab = course.lab()
    (cell,) = [cell for cell in lab["cells"] if cell["id"] == "dense"]
    cell["source"] = "def dense(a_in, W, b, g):\n    return g(b + a_in @ W)"
    (problem,) = problems(course, lab)
    assert "02.dense must be NOT_ATTEMPTED in the lab, and is" in problem


def test_an_unsolved_exercise_in_the_solution(course):
    source = course.cell("dense")["source"]
    course.cell("dense")["source"] = source.replace("+ b", "- b")
    assert any("02.dense must be PASSED in the solution, and is FAILED" in line for line in problems(course))
    course.cell("dense")["source"] = source.replace("def dense", "def dance")
    found = problems(course)
    assert any("02.dense must be PASSED in the solution, and is MISSING" in line for line in found)
    assert any("it must define the function dense and nothing else" in line for line in found)


def test_a_missing_lab(course):
    course.save()
    (course.labs / course.name).unlink()
    (problem,) = prove(course.solutions, course.labs).problems
    assert "there is no such file" in problem


def test_unknown_labs_and_no_labs(course):
    course.save()
    (course.solutions / course.name).rename(course.solutions / "99_other.ipynb")
    (problem,) = prove(course.solutions, course.labs).problems
    assert "no lab of the course has this name" in problem
    (course.solutions / "99_other.ipynb").unlink()
    (problem,) = prove(course.solutions, course.labs).problems
    assert "no solution notebooks here" in problem


_LINE = "z = np.asarray(a_in) @ W + b"


def _leak_text(cell):
    cell["source"] += f"\n\nFor example `{_LINE}`."


def _leak_other_blanks(cell):
    cell["source"] += "\n    z=np.asarray( a_in )@W  +b"


def _leak_metadata(cell):
    cell["metadata"]["note"] = {"deep": [_LINE]}


def _leak_output(cell):
    cell["outputs"] = [{"output_type": "stream", "name": "stdout", "text": _LINE}]


def _leak_attachment(cell):
    cell["attachments"] = {"a.txt": {"text/plain": base64.b64encode(_LINE.encode()).decode()}}


def _leak_body(cell):
    cell["source"] += '\n\n```python\ndef other(a, W, b, g):\n    """Doc."""\n    for W, b, g in layers:\n'
    cell["source"] += "        x = dense( x,\n W, b, g)  # so\n    return x\n```"


LEAKS = {
    "text": ("task-dense", _leak_text, "holds the solution line"),
    "other blanks": ("title", _leak_other_blanks, "holds the solution line"),
    "metadata": ("title", _leak_metadata, "holds the solution line"),
    "output": ("setup", _leak_output, "holds the solution line"),
    "attachment": ("title", _leak_attachment, "holds the solution line"),
    "body": ("task-dense", _leak_body, "defines other with the body of the solution of sequential"),
}


@pytest.mark.parametrize("kind", LEAKS)
def test_leaks_are_found(course, kind):
    cell_id, spoil, sentence = LEAKS[kind]
    lab = course.lab()
    spoil(next(cell for cell in lab["cells"] if cell["id"] == cell_id))
    assert any(sentence in problem and cell_id in problem for problem in problems(course, lab))


def test_leaks_in_the_labs_metadata_and_execution_numbers(course):
    lab = course.lab()
    lab["metadata"]["answer"] = _LINE
    lab["cells"][1]["execution_count"] = 3
    found = problems(course, lab)
    assert any("metadata hold the solution line" in line for line in found)
    assert any("has outputs or an execution number" in line for line in found)


def _drop(notebook, cell_id):
    notebook["cells"] = [cell for cell in notebook["cells"] if cell["id"] != cell_id]


def _swap(notebook):
    cells = notebook["cells"]
    places = [index for index, cell in enumerate(cells) if cell["id"] in ("dense", "check-dense")]
    cells[places[0]], cells[places[1]] = cells[places[1]], cells[places[0]]


def _edit(cell_id, old, new):
    def spoil(notebook):
        (cell,) = [cell for cell in notebook["cells"] if cell["id"] == cell_id]
        assert old in cell["source"]
        cell["source"] = cell["source"].replace(old, new)

    return spoil


def _meta(cell_id, **changes):
    def spoil(notebook):
        (cell,) = [cell for cell in notebook["cells"] if cell["id"] == cell_id]
        cell["metadata"].update(changes)

    return spoil


def _output(**output):
    def spoil(notebook):
        notebook["cells"][2]["outputs"] = [output]

    return spoil


SPOILT = {
    "no otter cell": (lambda nb: _drop(nb, "otter-config"), "its first cell must be the raw cell"),
    "otter cell says too little": (
        _edit("otter-config", "true", "false"),
        "its first cell must be the raw cell",
    ),
    "wrong lab in metadata": (lambda nb: nb["metadata"].update(nnlab={"lab": "07", "schema": 1}), "nnlab = "),
    "no summary": (lambda nb: _drop(nb, "summary"), "no cell tagged 'summary'"),
    "no prediction": (lambda nb: _drop(nb, "predict-forward-propagation"), "no cell tagged 'predict'"),
    "no task": (lambda nb: _drop(nb, "task-dense"), "no cell with the id 'task-dense'"),
    "no check": (lambda nb: _drop(nb, "check-dense"), "no cell with the id 'check-dense'"),
    "order": (_swap, "in this order: task, solution, check"),
    "no tag": (_meta("setup", tags=[]), "exactly one of the tags"),
    "two tags": (_meta("setup", tags=["setup", "check"]), "exactly one of the tags"),
    "wrong id": (_meta("setup", tags=["widget"]), "the id of a cell tagged 'widget'"),
    "points": (
        _meta("check-dense", nbgrader={"grade": True, "points": 3}),
        "its metadata must have nbgrader",
    ),
    "check unlocked": (_meta("check-dense", editable=True), "its metadata must have editable"),
    "check does more": (
        _edit("check-dense", "nnlab.check", "x = nnlab.check"),
        "it must be exactly nnlab.check(",
    ),
    "check of another": (_edit("check-dense", "02.dense", "02.sequential"), "it must be exactly"),
    "no docstring": (_edit("dense", '"""<what it returns>"""', "pass"), "must have a docstring"),
    "signature": (_edit("dense", "def dense(a_in", "def dense(a"), "must be dense(a_in, W, b, g), and is"),
    "not marked": (_edit("sequential", "# BEGIN SOLUTION", "#"), "# END SOLUTION"),
    "task without signature": (_edit("task-dense", "dense(a_in, W, b, g)", "dense"), "name the signature"),
    "task without minutes": (_edit("task-dense", "15 minutes", "a while"), "how long it takes: 15"),
    "task without difficulty": (_edit("task-dense", "★", ""), "say its difficulty"),
    "answer not folded": (
        _edit("predict-forward-propagation", "<details>", "<div>"),
        "the answer of a prediction must be folded",
    ),
    "pip": (_edit("setup", "import nnlab", "!pip install nnlab"), "installs and runs nothing"),
    "error output": (_output(output_type="error", ename="ValueError"), "its saved output is an error"),
    "stderr": (_output(output_type="stream", name="stderr", text="warning"), "text on stderr"),
    "a live widget": (
        _output(output_type="display_data", data={"application/vnd.jupyter.widget-view+json": {}}),
        "a widget without its kernel. Run: nnlab dev release --execute",
    ),
    "picture": (
        _output(output_type="display_data", data={"image/png": "aGk="}),
        "no text that stands for it",
    ),
}


@pytest.mark.parametrize("kind", SPOILT)
def test_departures_from_the_format_are_told(course, kind):
    spoil, sentence = SPOILT[kind]
    assert lint(course.notebook, "02", registry.exercises("02")) == []
    spoil(course.notebook)
    found = lint(course.notebook, "02", registry.exercises("02"))
    assert any(sentence in fault for fault in found), found


def test_an_exercise_checked_twice(course):
    course.save()
    other = course.solutions / "07_softmax.ipynb"
    other.write_bytes((course.solutions / course.name).read_bytes())
    (course.labs / other.name).write_bytes((course.labs / course.name).read_bytes())
    found = prove(course.solutions, course.labs).problems
    assert any(line.startswith("02.dense is checked 2 times: 02_forward") for line in found)


PICTURES = {
    "![](x.png)": "no alternative text",
    "![ ](attachment:x.png)": "no alternative text",
    "![a](https://example.org/x.png)": "loads from the network",
    "<img src='x.png'>": "no alternative text",
    "<img src='x.png' alt='  '>": "no alternative text",
    "<img alt='a' src='https://example.org/x.png'>": "loads from the network",
    "<img alt='a' src=//example.org/x.png>": "loads from the network",
    "<svg width='3'><path/></svg>": "neither aria-label nor title",
    "<script src='http://example.org/x.js'></script>": "loads from the network",
    "<style>@import url(https://example.org/x.css)</style>": "loads from the network",
    "<link rel='stylesheet' href='https://example.org/x.css'>": "loads from the network",
    "<iframe src='https://example.org'></iframe>": "loads from the network",
    "import x from 'https://example.org/x.js'": "loads from the network",
    "urlretrieve('https://example.org/x')": "loads from the network",
}
FINE = [
    "![a dog](x.png) [a link](https://example.org) <a href='https://example.org'>x</a> https://example.org",
    "`![](x.png)`\n\n```\n![](x.png)\n```",
    "<img alt='a dog' src='data:image/png;base64,aGk='>",
    "<svg role='img' aria-label='a dog'><path/></svg><svg><title>a dog</title></svg>",
    "<svg xmlns='http://www.w3.org/2000/svg' aria-hidden='true'></svg>",
]


@pytest.mark.parametrize("text", PICTURES)
def test_pictures_and_the_network(text):
    cell = {"cell_type": "markdown", "source": text}
    assert any(PICTURES[text] in fault for fault in faults(cell))
    if text.startswith("<"):
        output = {"data": {"text/html": [text]}}
        assert any(
            PICTURES[text] in f for f in faults({"cell_type": "code", "source": "", "outputs": [output]})
        )


@pytest.mark.parametrize("text", FINE)
def test_what_is_fine(text):
    assert list(faults({"cell_type": "markdown", "source": text})) == []


@pytest.mark.parametrize("lab", registry.LABS, ids=lambda lab: lab.number)
def test_every_skeleton_is_a_lab(tmp_path, lab):
    path = new_solution(lab.number, tmp_path)
    assert path.name == f"{lab.stem}.ipynb"
    assert lint(read_notebook(path), lab.number, registry.exercises(lab.number)) == []


def test_a_skeleton_overwrites_nothing(tmp_path):
    path = new_solution("02", tmp_path)
    path.write_bytes(b"my work")
    with pytest.raises(NotebookError, match="is not overwritten"):
        new_solution("02", tmp_path)
    assert path.read_bytes() == b"my work"
    with pytest.raises(NotebookError, match="the course has no lab '99'. Its labs: 01, 02"):
        new_solution("99", tmp_path)
