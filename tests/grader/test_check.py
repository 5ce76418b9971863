"""`check`, `hint` and `summary`, as a notebook calls them."""

import json

import numpy as np
import pytest

import nnlab
from nnlab import progress
from nnlab.exceptions import CheckFailed, UnknownExercise


def predict_class(probabilities):
    return np.argmax(probabilities, axis=-1)


def test_a_check_raises_nothing_unless_it_is_strict(monkeypatch):
    assert not nnlab.check("07.softmax", lambda z: z).passed
    assert not nnlab.check("07.softmax").passed
    assert "Did you mean '07.softmax'" in nnlab.check("07.sofmax", predict_class).message
    with pytest.raises(CheckFailed, match="07.softmax") as caught:
        nnlab.check("07.softmax", lambda z: z, strict=True)
    assert caught.value.report.points == 0
    assert isinstance(caught.value, AssertionError)
    with pytest.raises(UnknownExercise):
        nnlab.check("07.sofmax", predict_class, strict=True)
    monkeypatch.setenv("NBGRADER_EXECUTION", "autograde")
    with pytest.raises(CheckFailed):
        nnlab.check("07.softmax", lambda z: z)
    assert nnlab.check("07.softmax", lambda z: z, strict=False).points == 0


def test_hints_come_one_after_the_other_and_the_last_one_stays():
    hints = [nnlab.hint("07.softmax") for _ in range(4)]
    assert [hint.title.split()[1] for hint in hints] == ["1", "2", "3", "3"]
    assert len({hint.text for hint in hints[:3]}) == 3
    assert hints[3].text.startswith(hints[2].text)
    assert "again" in hints[0].text
    assert nnlab.hint("02.dense").title.startswith("Hint 1")
    assert "Did you mean" in nnlab.hint("07.sofmax").text
    assert "<code" in hints[0]._repr_html_()


def test_summary_shows_points_and_what_is_next():
    assert "not started" in repr(nnlab.summary())
    nnlab.check("07.predict_class", predict_class)
    text = repr(nnlab.summary())
    assert "5 of 25 points, 1 of 3 exercises" in text
    assert "Next: lab 07" in text, "a lab that was begun comes before one that was not"
    assert "5 of 25 points" in nnlab.summary()._repr_html_()


def test_a_worse_result_later_does_not_take_a_pass_away():
    nnlab.check("07.predict_class", predict_class)
    nnlab.check("07.predict_class", lambda p: p)
    assert progress.results()["07.predict_class"]["passed"]


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A learner's folder, as `nnlab lab` makes it."""
    (tmp_path / ".nnlab").mkdir()
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("NNLAB_PROGRESS")
    return tmp_path / ".nnlab" / "progress.json"


def test_progress_survives_a_restart(folder):
    nnlab.check("07.predict_class", predict_class)
    progress._session.clear()
    assert "5 of 25 points" in repr(nnlab.summary())
    assert not list(folder.parent.glob("*.tmp"))


@pytest.mark.parametrize(
    "damage", ["", "{", "[]", '{"results": 3}', '{"results": {"a": 1}}', "\x00\xff", "[" * 10_000]
)
def test_a_damaged_progress_file_costs_nothing_but_itself(folder, damage):
    folder.write_text(damage, encoding="latin-1")
    assert nnlab.check("07.predict_class", predict_class).passed
    progress._session.clear()
    assert json.loads(folder.read_text())["results"]["07.predict_class"]["passed"]


def test_a_folder_that_cannot_be_written_never_stops_a_check(folder):
    folder.mkdir()  # a directory stands where the file should be
    assert nnlab.check("07.predict_class", predict_class).passed
    assert "5 of 25 points" in repr(nnlab.summary())


def test_without_a_learners_folder_nothing_is_written(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("NNLAB_PROGRESS")
    nnlab.check("07.predict_class", predict_class)
    assert list(tmp_path.iterdir()) == []
