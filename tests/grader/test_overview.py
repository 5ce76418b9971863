"""The summary, the map of the course, and the word that a lab is finished."""

import numpy as np
import pytest

import nnlab
from nnlab import _overview, progress
from nnlab.grader import registry


def predict_class(probabilities):
    return np.argmax(probabilities, axis=-1)


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    """A learner's folder, in which every lab of the course is written."""
    (tmp_path / ".nnlab").mkdir()
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("NNLAB_PROGRESS")
    monkeypatch.setattr(_overview, "_written", lambda stem: True)
    monkeypatch.setattr(_overview, "_questions", lambda lab: (f"{lab}.first", f"{lab}.second"))
    return tmp_path


def finish(number, but=()):
    for item in registry.exercises(number):
        if item.function not in but:
            progress.remember(item.id, item.points, item.points, True)


def test_the_map_shows_every_lab_with_its_link_time_and_progress():
    finish("01")
    progress.remember("07.softmax", 3, 10, False)
    shown = nnlab.course_map()
    assert [row.file for row in shown.rows] == [f"{lab.stem}.ipynb" for lab in registry.LABS]
    hours = round(sum(lab.minutes for lab in registry.LABS) / 60)
    assert f"13 labs, about {hours} hours" in shown.title
    first, seventh = shown.rows[0], shown.rows[6]
    assert (first.mark, first.cells[1:]) == ("✓", (str(registry.lab("01").minutes), "3 of 3 exercises"))
    assert (seventh.mark, seventh.cells[1:]) == ("◐", (str(registry.lab("07").minutes), "0 of 3 exercises"))
    assert shown.rows[1].mark == "○"
    html = shown._repr_html_()
    assert '<a href="07_softmax.ipynb">07 Softmax</a>' in html
    for lab in registry.LABS:
        assert lab.about in repr(shown)
        assert lab.about in html


def test_a_lab_that_is_not_written_is_told_and_not_linked(monkeypatch):
    monkeypatch.setattr(_overview, "_written", lambda stem: stem.startswith("07"))
    html = nnlab.course_map()._repr_html_()
    assert "08_numerical_stability.ipynb" not in html
    assert html.count("to come") == 12
    assert [row.file for row in nnlab.summary().rows] == ["07_softmax.ipynb"]


def test_the_summary_names_what_is_still_to_do():
    finish("07", but=["softmax", "build_softmax_model"])
    progress.remember_question("07.first", True)
    (row,) = [row for row in nnlab.summary().rows if row.mark == "◐"]
    assert row.name == "Lab 07 · Softmax"
    assert row.cells == (
        "5 of 25 points, 1 of 3 exercises, 1 of 2 questions · to do: softmax, build_softmax_model",
    )
    assert '<a href="07_softmax.ipynb">Next: lab 07 · Softmax.</a>' in nnlab.summary()._repr_html_()


def test_the_last_exercise_of_a_lab_says_once_what_comes_next():
    finish("07", but=["predict_class"])
    report = nnlab.check("07.predict_class", predict_class)
    (told,) = report.remarks
    assert told.startswith("That was the last exercise of lab 07: all 3 are right.")
    assert "2 of its 2 questions are still open" in told
    assert "Next comes lab 08 · Numerical stability: open `08_numerical_stability.ipynb`" in told
    assert "08_numerical_stability.ipynb" in report.to_html()
    assert "08_numerical_stability.ipynb" in report.to_text().replace("\n", "")
    assert nnlab.check("07.predict_class", predict_class).remarks == ()


def test_after_a_restart_it_is_not_said_again():
    finish("07")
    progress._session.clear()
    assert nnlab.check("07.predict_class", predict_class).remarks == ()


def test_a_lab_that_was_skipped_comes_after_the_last_one():
    for lab in registry.LABS[2:]:
        finish(lab.number)
    assert "Next comes lab 01" in _overview.finished("13")
    assert "Next comes lab 02" in (finish("01"), _overview.finished("01"))[1]
    finish("02")
    assert "Everything that is here is done" in _overview.finished("02")
    assert "Everything that is here is done" in repr(nnlab.summary())


def test_an_exercise_that_is_not_the_last_one_says_nothing():
    assert nnlab.check("07.predict_class", predict_class).remarks == ()


@pytest.mark.parametrize("how", ["switched off", "no folder of labs"])
def test_where_no_progress_is_kept_a_saved_output_holds_no_word_of_it(folder, monkeypatch, how):
    if how == "switched off":
        monkeypatch.setenv("NNLAB_PROGRESS", "off")
    else:
        (folder / ".nnlab").rmdir()
    finish("07", but=["predict_class"])
    assert nnlab.check("07.predict_class", predict_class).remarks == ()


def test_a_newer_version_beside_the_learners_is_told(folder):
    (folder / "07_softmax.new.ipynb").touch()
    assert "A newer version of lab 07 lies beside yours: 07_softmax.new.ipynb" in repr(nnlab.course_map())
