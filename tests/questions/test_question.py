"""`nnlab.question` as a notebook calls it: it answers, it remembers, and it raises nothing."""

import json
import subprocess
import sys

import numpy as np
import pytest

import nnlab
from nnlab import progress
from nnlab.exceptions import CheckFailed


def test_an_answer_is_judged_at_once():
    assert nnlab.question("02.shape_of_w", "B").right
    assert not nnlab.question("02.shape_of_w", "A").right
    assert nnlab.question("02.z_of_unit_1", 233).right


@pytest.mark.parametrize("asked", ["02.shape_w", "", None, 7, [], "99.x"])
@pytest.mark.parametrize("answer", [None, "B"])
def test_an_unknown_question_raises_nothing(asked, answer, monkeypatch):
    monkeypatch.setenv("NBGRADER_EXECUTION", "autograde")
    shown = nnlab.question(asked, answer)
    assert "no question has the id" in repr(shown)
    assert "no question has the id" in shown._repr_html_()


def test_a_damaged_file_raises_nothing(lab_file):
    lab_file("[units")
    assert "the course's fault, not yours: lab_03.toml" in repr(nnlab.question("03.units"))
    assert "not started" in repr(nnlab.summary())


def test_without_widgets_the_question_can_be_read(monkeypatch):
    monkeypatch.setitem(sys.modules, "anywidget", None)
    for name in [name for name in sys.modules if name in ("nnlab.widgets._question", "nnlab.widgets._base")]:
        monkeypatch.delitem(sys.modules, name)
    shown = nnlab.question("02.shape_of_w")
    assert "  B  `(4, 5)`" in repr(shown)
    assert "<details>" in shown._repr_html_()


def test_asking_loads_no_grader_and_naming_it_no_widget():
    code = (
        "import sys, nnlab; assert 'nnlab.questions' not in sys.modules; nnlab.question('02.x', 'A'); "
        "assert not {'anywidget', 'IPython', 'matplotlib', 'nnlab.grader'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True, timeout=60)


def test_tries_are_counted_until_the_answer_is_right():
    for answer in ("A", "?", "C", "B", "D"):
        nnlab.question("02.shape_of_w", answer)
    assert progress.questions()["02.shape_of_w"] == {"right": True, "tries": 3}
    nnlab.question("02.z_of_unit_1", "234")
    assert progress.questions()["02.z_of_unit_1"] == {"right": False, "tries": 1}


def test_the_summary_counts_questions_where_a_lab_has_any():
    assert "questions" not in repr(nnlab.summary())
    nnlab.question("02.shape_of_w", "A")
    assert "0 of 20 points, 0 of 2 exercises, 0 of 3 questions" in repr(nnlab.summary())
    nnlab.question("02.shape_of_w", "B")
    assert "1 of 3 questions" in repr(nnlab.summary())
    assert "Next: lab 02" in repr(nnlab.summary())
    nnlab.check("07.predict_class", lambda p: np.argmax(p, axis=-1))
    (row,) = [row for row in nnlab.summary().rows if "07" in row.name]
    assert row.cells == ("5 of 25 points, 1 of 3 exercises · to do: softmax, build_softmax_model",)


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A learner's folder, as `nnlab lab` makes it."""
    (tmp_path / ".nnlab").mkdir()
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("NNLAB_PROGRESS")
    return tmp_path / ".nnlab" / "progress.json"


def restart():
    progress._session.clear()
    progress._answered.clear()


def test_answers_and_results_share_a_file_and_survive_a_restart(folder):
    nnlab.question("02.shape_of_w", "A")
    nnlab.check("07.predict_class", lambda p: np.argmax(p, axis=-1))
    restart()
    nnlab.question("02.shape_of_w", "B")
    restart()
    assert progress.questions() == {"02.shape_of_w": {"right": True, "tries": 2}}
    assert progress.results()["07.predict_class"]["passed"]
    assert not list(folder.parent.glob("*.tmp"))


@pytest.mark.parametrize("damage", ["3", "[]", '{"a": 1}', '{"a": {"right": true}}', '{"a": {"tries": "x"}}'])
@pytest.mark.parametrize("part", ["questions", "results"])
def test_a_damaged_half_costs_itself_alone(folder, damage, part):
    nnlab.question("02.shape_of_w", "B")
    nnlab.check("07.predict_class", lambda p: np.argmax(p, axis=-1))
    content = json.loads(folder.read_text())
    folder.write_text(json.dumps({**content, part: json.loads(damage)}))
    restart()
    assert bool(progress.questions()) is (part != "questions")
    assert bool(progress.results()) is (part != "results")
    nnlab.question("02.z_of_unit_1", 233)
    restart()
    assert progress.questions()["02.z_of_unit_1"]["right"]


@pytest.mark.parametrize("damage", ["", "{", "[]", "null", "3", "\x00\xff", "[" * 10_000])
def test_a_damaged_file_never_stops_a_question(folder, damage):
    folder.write_text(damage, encoding="latin-1")
    assert nnlab.question("02.shape_of_w", "B").right
    restart()
    assert progress.questions()["02.shape_of_w"]["right"]


def test_a_file_of_an_older_version_keeps_its_results(folder):
    entry = {"points": 5, "max_points": 5, "passed": True}
    folder.write_text(json.dumps({"schema": 1, "results": {"07.predict_class": entry}}))
    nnlab.question("02.shape_of_w", "B")
    assert json.loads(folder.read_text())["results"]["07.predict_class"] == entry


def test_a_folder_that_cannot_be_written(folder):
    folder.mkdir()
    assert nnlab.question("02.shape_of_w", "B").right
    assert progress.questions()["02.shape_of_w"]["right"]


def test_a_question_is_no_check(monkeypatch):
    """A grader counts no answer: a wrong one raises nothing where a wrong function does."""
    monkeypatch.setenv("NBGRADER_EXECUTION", "autograde")
    assert not nnlab.question("02.shape_of_w", "A").right
    with pytest.raises(CheckFailed):
        nnlab.check("02.dense", lambda a_in, W, b, g: 0)
