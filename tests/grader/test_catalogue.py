"""Nothing wrong passes, nothing right fails, and a known fault is named as itself."""

import json

import pytest

from nnlab.grader import Outcome, grade, registry
from nnlab.grader.feedback import sentences
from tests.grader.conftest import CORPUS, corpus, define

NUMERIC = [item for item in registry.exercises() if item.returns != "model"]


def fault_of(exercise, entry):
    """What is wrong with the report on a known mistake, or nothing."""
    report = grade(exercise, entry.function, seed=1)
    if report.outcome not in (Outcome.FAILED, Outcome.CRASHED) or report.points >= report.max_points:
        return f"is {report.outcome} with {report.points} points"
    if entry.also:  # one fault may hide the other, and then it is the one to name
        right = bool(set(report.misconceptions) & set(entry.ids))
    else:
        right = report.misconceptions[:1] == (entry.id,)
    return "" if right else f"is named {report.misconceptions}"


# One test an exercise: there are ten thousand entries, and most of the time went to pytest's own work.
@pytest.mark.parametrize("exercise", NUMERIC, ids=lambda item: item.id)
def test_every_misconception_is_refused_and_named_as_itself(exercise):
    faults = [
        f"{' and '.join(entry.ids)} (number {number}) {fault}"
        for number, entry in enumerate(exercise.misconceptions)
        if (fault := fault_of(exercise, entry))
    ]
    assert not faults


@pytest.mark.parametrize("exercise", NUMERIC, ids=lambda item: item.id)
def test_the_reference_passes_with_full_points(exercise):
    for way in (exercise, *exercise.conventions):
        for seed in range(5):
            # Called through the declaration: the reference may use what the task rules out.
            report = grade(exercise, lambda *args, way=way: way.reference(*args), seed=seed)
            assert report.passed, report
            assert report.points == exercise.points


#: Defensible variants that the course takes; it decides against the others.
POLICY = json.loads((CORPUS / "names.json").read_text(encoding="utf-8"))["policy"]
TAKEN = [item for item in corpus("policy") if POLICY[item["id"]] == "accept"]
REFUSED = [item for item in corpus("policy") if POLICY[item["id"]] == "refuse"]


@pytest.mark.parametrize("item", [*corpus("right"), *TAKEN], ids=lambda item: item["id"])
def test_a_right_implementation_passes(item):
    report = grade(item["exercise"], define(item), seed=1)
    assert report.passed, report


@pytest.mark.parametrize("item", REFUSED, ids=lambda item: item["id"])
def test_a_variant_that_the_course_decides_against_is_refused(item):
    assert not grade(item["exercise"], define(item), seed=1).passed


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


LABS = sorted({item.lab for item in registry.exercises()})


def test_every_lab_with_exercises_has_sentences():
    assert list(sentences.labs()) == LABS


@pytest.mark.parametrize("lab", LABS)
def test_every_misconception_has_sentences_and_every_sentence_a_misconception(lab):
    declared = {
        name for item in registry.exercises(lab) for entry in item.misconceptions for name in entry.ids
    }
    own = sentences.table(lab)["misconceptions"]
    assert all(sentences.misconception(name)["cause"] for name in declared)
    assert all(entry["cause"] and entry["question"] for entry in own.values())
    assert set(own) <= declared


def test_every_cause_is_written_once():
    written = [name for lab in sentences.labs() for name in sentences.table(lab)["misconceptions"]]
    assert len(written) == len(set(written))


@pytest.mark.parametrize("lab", LABS)
def test_every_exercise_has_sentences_and_every_sentence_an_exercise(lab):
    assert set(sentences.table(lab)["exercises"]) == {item.id for item in registry.exercises(lab)}


@pytest.mark.parametrize("exercise", registry.exercises(), ids=lambda item: item.id)
def test_every_criterion_and_convention_has_words(exercise):
    for criterion in exercise.criteria:
        assert sentences.say("criteria", criterion.name, exercise.lab)
    for convention in exercise.conventions:
        assert sentences.say("conventions", convention.id, exercise.lab)


def test_ids_points_and_cases_are_unique_and_positive():
    for item in registry.exercises():
        names = {}
        for case in item.cases:
            assert names.setdefault(case.name, case) is case, f"{item.id}: two cases named {case.name!r}"
        assert all(criterion.points > 0 for criterion in item.criteria)
