"""What an adversary tried: wrong functions that look right, right ones that look odd."""

import functools
import math
import time

import numpy as np
import pytest

from nnlab.grader import grade
from tests.grader import adversary_08, adversary_10
from tests.grader.adversary_right import RIGHT
from tests.grader.adversary_wrong import WRONG

WRONG = WRONG | adversary_08.WRONG | adversary_10.WRONG
RIGHT = RIGHT | adversary_08.RIGHT | adversary_10.RIGHT


def shifted(z):
    return np.exp(z - np.max(z, axis=-1, keepdims=True))


def right(z):
    z = np.asarray(z)
    return shifted(z) / shifted(z).sum(axis=-1, keepdims=True)


def dense(a_in, W, b, g):
    return g(a_in @ W + b)


def chain(x, layers):
    for layer in layers:
        x = dense(x, *layer)
    return x


def build(exercise: str, source: str):
    """The function that an item of the tables stands for."""
    tools = (shifted, right, dense, chain)
    names = {"np": np, "math": math, "functools": functools, "time": time, "__name__": "__main__"}
    names |= {tool.__name__: tool for tool in tools}
    if not source.startswith("\n"):
        return eval(source, names)  # noqa: S307 - the tables above
    exec(compile(source, "<cell>", "exec"), names)
    return names[exercise.partition(".")[2]]


def items(table):
    return [
        pytest.param(exercise, source, id=f"{exercise}: {name}")
        for exercise, entries in table.items()
        for name, source in entries.items()
    ]


@pytest.mark.parametrize(("exercise", "source"), items(WRONG))
def test_nothing_wrong_passes(exercise, source):
    for seed in (1, 2):
        report = grade(exercise, build(exercise, source), seed=seed)
        assert not report.passed
        assert report.points < report.max_points


@pytest.mark.parametrize(("exercise", "source"), items(RIGHT))
def test_nothing_right_fails(exercise, source):
    for seed in range(4):
        report = grade(exercise, build(exercise, source), seed=seed)
        assert report.passed, report
        assert not report.misconceptions
