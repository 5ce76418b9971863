"""A program gets in the sandbox what it gets in a notebook: outcome, points, misconceptions, sentences."""

import json
import os
from pathlib import Path

import pytest
from test_hostile import notebook

from nnlab.grader import grade, registry
from nnlab.notebooks.extract import extract
from nnlab.notebooks.load import load

CORPUS = Path(__file__).parents[1] / "corpus"
PROGRAMS = [
    json.loads(line)
    for name in ("right", "wrong")
    for line in (CORPUS / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
]
#: All of them with ``NNLAB_FUZZ``; otherwise every sixth.
SAMPLE = PROGRAMS if "NNLAB_FUZZ" in os.environ else PROGRAMS[::6]
EXERCISES = {exercise.function: exercise for exercise in registry.exercises()}


@pytest.mark.parametrize("program", SAMPLE, ids=lambda program: program["id"])
def test_a_program_gets_the_same_report_in_a_batch(grader, program):
    exercise = EXERCISES[program["function"]]
    submitted = notebook(program["code"])
    reports = {report.exercise: report for report in grader.grade(submitted, exercise.lab).reports}
    function = load(extract(submitted, [exercise.function]).pieces).namespace[exercise.function]
    assert reports[exercise.id].to_dict() == grade(exercise, function, seed=1).to_dict()


@pytest.mark.parametrize(("formula", "told"), [("g(a @ W)", True), ("g(a @ W + b)", False)])
def test_who_builds_on_a_wrong_function_of_his_own_is_told(grader, formula, told):
    program = (
        f"def dense(a, W, b, g):\n    return {formula}\n"
        "def sequential(x, layers):\n    for W, b, g in layers:\n        x = dense(x, W, b, g)\n    return x"
    )
    notes = grader.grade(notebook(program), "02").notes
    assert any("`sequential` calls your `dense`" in note for note in notes) == told
