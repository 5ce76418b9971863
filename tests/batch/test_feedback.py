"""A learner's page shows what the lab's own inputs showed, and nothing of those drawn for grading."""

import re

import numpy as np
import pytest

from nnlab.batch.feedback import page, shown
from nnlab.batch.reread import report_of
from nnlab.grader import grade
from nnlab.grader.spec import is_random


def only_on_random_inputs(z):
    """Return what is right for all fixed inputs of the lab, and wrong for the random ones."""
    from nnlab.grader import registry

    known = [np.asarray(case.args[0], float) for case in registry.exercise("04.relu").cases]
    right = np.maximum(z, 0)
    fixed = any(np.shape(z) == case.shape and np.array_equal(z, case) for case in known)
    return right if fixed else right + 1


def test_a_random_input_is_not_told():
    report = grade("04.relu", only_on_random_inputs)
    assert is_random(report.explanation.case), "what this test is about"
    html = page("ann", "04", (report,), [])
    assert report.explanation.called not in html
    assert report.explanation.returned not in html
    assert report.message not in html
    assert "random input that the graders keep to themselves" in html


def test_no_point_of_a_random_input_is_drawn():
    report = grade("04.relu", np.abs)
    assert not is_random(report.explanation.case)
    assert "<svg" in report.to_html(), "the check in the lab draws the curve"
    html = page("ann", "04", (report,), [])
    assert "<svg" not in html
    assert "likely cause" in html


def test_a_report_comes_back_from_its_row():
    report = grade("07.softmax", np.exp)
    again = report_of(report.to_dict())
    assert again.to_dict() == report.to_dict()
    assert again.to_text() == report.to_text()


@pytest.mark.parametrize("evil", ["<script>x</script>", '"><img src=x>'])
def test_names_and_notes_stay_text(evil):
    html = page(evil, "", (), [evil])
    assert not re.search(r"<(script|img)", html)
    assert "default-src 'none'" in html


def test_what_holds_is_shown_as_it_is():
    report = grade("07.predict_class", lambda p: np.argmax(p, axis=-1))
    assert shown(report) == report
