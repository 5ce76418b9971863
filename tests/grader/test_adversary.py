"""What an adversary tried: wrong functions that look right, right ones that look odd."""

import functools
import math
import time
from importlib import import_module
from pathlib import Path

import numpy as np
import pytest

from nnlab.grader import Outcome, grade
from tests.grader.adversary_tools import TOOLS

#: The tables of all labs: an item is an expression, or a definition that begins with a line break.
TABLES = [
    import_module(f"tests.grader.{file.stem}")
    for file in sorted(Path(__file__).parent.glob("adversary_*.py"))
    if file.stem != "adversary_tools"
]


def build(exercise: str, source: str):
    """The function that an item of the tables stands for."""
    names = {"np": np, "math": math, "functools": functools, "time": time, "__name__": "__main__"} | TOOLS
    if not source.startswith("\n"):
        return eval(source, names)  # noqa: S307 - the tables above
    exec(compile(source, "<cell>", "exec"), names)
    return names[exercise.partition(".")[2]]


def items(kind):
    return [
        pytest.param(exercise, source, id=f"{exercise}: {name}")
        for table in TABLES
        for exercise, entries in getattr(table, kind, {}).items()
        for name, source in entries.items()
    ]


@pytest.mark.parametrize(("exercise", "source"), items("WRONG"))
def test_nothing_wrong_passes(exercise, source):
    for seed in (1, 2):
        report = grade(exercise, build(exercise, source), seed=seed)
        assert not report.passed
        assert report.outcome is not Outcome.GRADER_ERROR
        assert report.points < report.max_points


@pytest.mark.parametrize(("exercise", "source"), items("RIGHT"))
def test_nothing_right_fails(exercise, source):
    for seed in range(4):
        report = grade(exercise, build(exercise, source), seed=seed)
        assert report.passed, report
        assert not report.misconceptions
