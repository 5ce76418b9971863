"""TensorFlow's recorded values: complete, exact, and what TensorFlow gives today."""

import json

import numpy as np
import pytest

from nnlab.exceptions import DataError
from nnlab.grader import Outcome, grade, oracle, registry
from nnlab.grader.oracle import recorded as module
from nnlab.grader.oracle.recorded import decode, encode, read_record, values


def test_every_fixed_case_is_recorded():
    for exercise in registry.exercises():
        known = values(exercise, exercise.cases).by_case
        assert known.keys() == {case.name for case in exercise.cases if exercise.compared(case)}


def test_live_tensorflow_gives_what_is_recorded():
    pytest.importorskip("tensorflow", reason="TensorFlow is not installed")
    assert oracle.record(check=True) == []


@pytest.mark.parametrize("seed", range(3))
def test_random_cases_agree_with_live_tensorflow(seed):
    pytest.importorskip("tensorflow", reason="TensorFlow is not installed")
    from nnlab.grader.exercises import lab_02

    report = grade("02.dense", lab_02.dense, live=True, seed=seed)
    assert report.passed
    assert "computed just now" in report.agreement


def test_numbers_come_back_to_the_last_bit():
    x = np.array([[0.1, -0.0, 5e-324], [np.pi, 1e308, -1 / 3]])
    back = decode(json.loads(json.dumps(encode(x))))
    assert back.tobytes() == x.tobytes()
    assert back.shape == x.shape


@pytest.fixture
def damaged(tmp_path, monkeypatch):
    """A record in a folder of its own."""
    monkeypatch.setattr(module, "data_dir", lambda: tmp_path)
    read_record.cache_clear()
    yield tmp_path / "tensorflow" / "07.json"
    read_record.cache_clear()


@pytest.mark.parametrize("content", ["", "{}", "[1]", '{"schema": 1, "exercises": 3}', "\x00"])
def test_a_damaged_record_is_named_with_the_way_out(damaged, content):
    damaged.parent.mkdir()
    damaged.write_text(content)
    with pytest.raises(DataError, match=r"07\.json.*damaged.*nnlab dev record"):
        read_record("07")


def test_a_missing_record_is_the_graders_fault_and_costs_nothing(damaged):
    report = grade("07.predict_class", lambda p: np.argmax(p, axis=-1))
    assert report.outcome is Outcome.GRADER_ERROR
    assert "nnlab dev record" in report.message


def test_values_of_other_inputs_are_never_used(damaged):
    content = json.loads(json.dumps({"schema": 1, "tensorflow": "0", "exercises": {}}))
    exercise = registry.exercise("07.predict_class")
    entry = {"inputs": "0" * 16, "value": encode(np.array(7))}
    content["exercises"][exercise.id] = {case.name: entry for case in exercise.cases}
    damaged.parent.mkdir()
    damaged.write_text(json.dumps(content))
    assert values(exercise, exercise.cases).by_case == {}


def test_a_disagreement_of_the_two_oracles_judges_nobody(monkeypatch):
    exercise = registry.exercise("07.predict_class")
    monkeypatch.setitem(
        exercise.__dict__, "reference", lambda probabilities: np.argmin(probabilities, axis=-1)
    )
    report = grade(exercise, lambda p: np.argmax(p, axis=-1))
    assert report.outcome is Outcome.GRADER_ERROR
    assert "disagree" in report.message
