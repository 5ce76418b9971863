"""A fault of the catalogue has its name in whatever way it is written."""

import pytest

from nnlab.grader import grade
from tests.grader.test_adversary import TABLES, build

ITEMS = [
    pytest.param(exercise, name, source, id=f"{name}-{number}")
    for table in TABLES
    for exercise, faults in getattr(table, "NAMED", {}).items()
    for name, sources in faults.items()
    for number, source in enumerate(sources)
]


@pytest.mark.parametrize(("exercise", "name", "source"), ITEMS)
def test_a_known_fault_is_named(exercise, name, source):
    report = grade(exercise, build(exercise, source), seed=1)
    assert not report.passed
    assert report.points < report.max_points
    assert report.misconceptions[:1] == (name,)
