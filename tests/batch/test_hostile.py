"""No submission gets a point that it has not earned, and none disturbs what is graded beside or after it."""

import json
import shutil
import subprocess

import full_level
import pytest
from hostile import HOSTILE
from hostile_more import MORE

from nnlab.batch import functions, stage, submission
from nnlab.batch.feedback import shown
from nnlab.batch.inside.models import probe_plan
from nnlab.batch.submission import Grader, Limits
from nnlab.grader import registry
from nnlab.grader.spec import RANDOM, is_random
from nnlab.notebooks.read import parse_notebook

HONEST = """
import numpy as np
def sequential(x, layers):
    for W, b, g in layers:
        x = np.array([g(np.dot(W[:, j], x) + b[j]) for j in range(W.shape[1])])
    return x
"""


def notebook(*cells):
    made = [
        {
            "cell_type": "code",
            "id": f"c{i}",
            "metadata": {},
            "source": source,
            "outputs": [],
            "execution_count": None,
        }
        for i, source in enumerate(cells)
    ]
    raw = json.dumps({"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": made}).encode()
    return parse_notebook(raw, "test.ipynb")


@pytest.fixture(scope="module")
def grader():
    full_level.need()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(submission, "MORE_SECONDS", 3.0)
        with Grader(full=True, limits=Limits(seconds=3.0, memory_mib=256), seed=1) as grader:
            yield grader


ALL = HOSTILE | MORE


@pytest.mark.parametrize("name", ALL)
def test_a_hostile_function_gets_nothing_and_costs_nobody_else(grader, name):
    code, outcomes = ALL[name]
    graded = grader.grade(notebook(code, HONEST), "02")
    dense, sequential = graded.reports
    assert dense.points == 0, dense.to_text()
    assert str(dense.outcome) in outcomes, dense.to_text()
    assert sequential.passed, sequential.to_text()
    assert not [note for note in graded.notes if note.startswith("not graded")]


def test_what_a_task_rules_out_is_not_in_the_sandbox():
    """That a call is forbidden is told beside the learner's code; that there is nothing to call is sure."""
    seen = {name.partition(".")[0] for name in stage.packages(tensorflow=False)}
    for exercise in registry.exercises():
        ruled_out = {rule.partition(".")[0] for rule in exercise.forbidden}
        assert not ruled_out & seen, exercise.id
        assert not ruled_out or exercise.returns != "model", "TensorFlow is there for models"
        offered = {f"nnlab.activations.{name}" for name in functions.offered(exercise)}
        assert not offered & {*exercise.forbidden}, exercise.id


@pytest.mark.parametrize(
    "part",
    [
        {"class_name": "Lambda", "module": "keras.layers"},
        {"class_name": "layers.Lambda", "module": "keras"},
        {"class_name": "src.layers.TFSMLayer", "module": "keras"},
        {"class_name": "__lambda__", "module": None},
        {"class_name": "Popen", "module": "subprocess"},
        {"class_name": "Dense", "module": "keras.layers", "registered_name": "mine>Dense"},
    ],
)
def test_a_part_of_a_model_that_could_carry_code_is_refused_before_it_is_made(part):
    config = {"class_name": "Sequential", "module": "keras", "config": {"layers": [{**part, "config": {}}]}}
    value = probe_plan({"config": json.dumps(config), "weights": []}, "labels")
    assert value.kind == "unusable_model"
    assert "none of Keras's own parts" in value.type_name


_TELLS = """
import sys
def dense(a_in, W, b, g):
    f = sys._getframe()
    while "cases" not in f.f_locals: f = f.f_back
    raise ValueError("seen: " + "".join(c.name for c in f.f_locals["cases"] if c.name.startswith("random")))
"""


def test_an_error_that_is_shown_tells_nothing_of_the_random_calls(grader):
    report = grader.grade(notebook(_TELLS, HONEST), "02").reports[0]
    told = [criterion.message for criterion in report.criteria if not is_random(criterion.case)]
    assert "seen: " in "".join(told), "the function looks at the calls that are made with this one"
    assert RANDOM not in "".join(told)
    assert RANDOM not in shown(report).to_text()


def test_nothing_of_them_is_left(grader):
    names = subprocess.run(["ps", "-eo", "args"], capture_output=True, text=True, check=True).stdout
    ours = [
        line for line in names.splitlines() if "nnlab.batch.inside.zygote" in line and "bwrap" not in line
    ]
    assert len(ours) <= 2, "the zygote, and nothing that a submission has started"


@pytest.mark.skipif(shutil.which("bwrap") is None, reason="no bubblewrap here")
def test_an_honest_notebook_passes_after_all_of_them(grader):
    graded = grader.grade(notebook(HONEST), "02")
    assert [str(report.outcome) for report in graded.reports] == ["MISSING", "PASSED"]
