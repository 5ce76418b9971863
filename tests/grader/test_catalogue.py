"""Nothing wrong passes, nothing right fails, and a known fault is named as itself."""

import pytest

from nnlab.grader import Outcome, grade, registry
from nnlab.grader.feedback import sentences
from tests.grader.conftest import corpus, define

NUMERIC = [item for item in registry.exercises() if item.returns != "model"]
ENTRIES = [
    pytest.param(item, entry, id=f"{entry.id}-{number}")
    for item in NUMERIC
    for number, entry in enumerate(item.misconceptions)
]


@pytest.mark.parametrize(("exercise", "entry"), ENTRIES)
def test_every_misconception_is_refused_and_named_as_itself(exercise, entry):
    report = grade(exercise, entry.function, seed=1)
    assert report.outcome in (Outcome.FAILED, Outcome.CRASHED)
    assert report.points < report.max_points
    assert report.misconceptions[0] == entry.id


@pytest.mark.parametrize("exercise", NUMERIC, ids=lambda item: item.id)
def test_the_reference_passes_with_full_points(exercise):
    from nnlab.grader.exercises import lab_02, lab_07

    rewritten = {
        "02.dense": lab_02.dense,
        "02.sequential": lab_02.sequential,
        "07.softmax": lambda z: lab_07.softmax.__globals__["activations"].get("softmax")(z * 1.0),
        "07.predict_class": lab_07.predict_class,
    }[exercise.id]
    for seed in range(5):
        report = grade(exercise, rewritten, seed=seed)
        assert report.passed, report
        assert report.points == exercise.points


@pytest.mark.parametrize("item", [*corpus("right"), *corpus("policy")], ids=lambda item: item["id"])
def test_a_right_implementation_passes(item):
    report = grade(item["exercise"], define(item), seed=1)
    assert report.passed, report


@pytest.mark.parametrize("item", corpus("wrong"), ids=lambda item: item["id"])
def test_a_wrong_implementation_loses_points(item):
    report = grade(item["exercise"], define(item), seed=1)
    assert not report.passed
    assert report.points < report.max_points
    if item["severity"] == "robustness":
        assert report.points >= report.max_points / 2, "right on ordinary inputs earns most of the points"


@pytest.mark.parametrize("exercise", registry.exercises(), ids=lambda item: item.id)
def test_there_are_eight_known_mistakes_and_three_hints(exercise):
    assert len({entry.id for entry in exercise.misconceptions}) >= 8
    assert len(exercise.hints) == 3
    assert all(exercise.hints)
    assert exercise.task


def test_every_misconception_has_sentences_and_every_sentence_a_misconception():
    declared = {entry.id for item in registry.exercises() for entry in item.misconceptions}
    assert set(sentences.table()["misconceptions"]) == declared
    assert all(entry["cause"] and entry["question"] for entry in sentences.table()["misconceptions"].values())


def test_every_exercise_has_sentences_and_every_sentence_an_exercise():
    assert set(sentences.table()["exercises"]) == {item.id for item in registry.exercises()}


def test_ids_points_and_cases_are_unique_and_positive():
    for item in registry.exercises():
        names = {}
        for case in item.cases:
            assert names.setdefault(case.name, case) is case, f"{item.id}: two cases named {case.name!r}"
        assert all(criterion.points > 0 for criterion in item.criteria)
