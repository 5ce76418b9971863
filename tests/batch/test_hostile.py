"""No submission gets a point that it has not earned, and none disturbs what is graded beside or after it."""

import os
import shutil
import subprocess

import pytest
from hostile import HOSTILE

from nnlab.batch import submission
from nnlab.batch.sandbox import missing_for_full
from nnlab.batch.submission import Grader, Limits
from nnlab.notebooks.read import parse_notebook

HONEST = """
import numpy as np
def sequential(x, layers):
    for W, b, g in layers:
        x = np.array([g(np.dot(W[:, j], x) + b[j]) for j in range(W.shape[1])])
    return x
"""


def notebook(*cells):
    import json

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
    lacks = missing_for_full()
    if lacks:
        reason = "; ".join(lacks)
        (pytest.fail if os.environ.get("CI") else pytest.skip)(reason)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(submission, "MORE_SECONDS", 3.0)
        with Grader(full=True, limits=Limits(seconds=3.0, memory_mib=256), seed=1) as grader:
            yield grader


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_function_gets_nothing_and_costs_nobody_else(grader, name):
    code, outcomes = HOSTILE[name]
    graded = grader.grade(notebook(code, HONEST), "02")
    dense, sequential = graded.reports
    assert dense.points == 0, dense.to_text()
    assert str(dense.outcome) in outcomes, dense.to_text()
    assert sequential.passed, sequential.to_text()
    assert not [note for note in graded.notes if note.startswith("not graded")]


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
