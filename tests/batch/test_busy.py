"""A function that had to wait for a busy machine does not pay for it."""

import os

import full_level
import pytest
from test_hostile import notebook

from nnlab.batch import submission
from nnlab.batch.submission import Grader, Limits

SLOW = """
import time
import numpy as np
naps = [1.5]
def sequential(x, layers):
    time.sleep(naps.pop() if naps else 0)
    for W, b, g in layers:
        x = np.array([g(np.dot(W[:, j], x) + b[j]) for j in range(W.shape[1])])
    return x
"""


@pytest.mark.parametrize("load", [0.0, 1000.0])
def test_more_time_is_given_on_a_busy_machine_only(monkeypatch, load):
    full_level.need()
    monkeypatch.setattr(os, "getloadavg", lambda: (load, load, load))
    monkeypatch.setattr(submission, "MORE_SECONDS", 10.0)
    with Grader(full=True, limits=Limits(seconds=1.0)) as grader:
        report = grader.grade(notebook(SLOW), "02").reports[1]
    assert str(report.outcome) == ("PASSED" if load else "TIMED_OUT"), report.to_text()
