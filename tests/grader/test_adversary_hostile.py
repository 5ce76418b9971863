"""Functions that attack the check: it ends with fitting words, and the process is as before."""

import gc
import sys
import threading

import numpy as np
import pytest

import nnlab
from nnlab.grader import Outcome, grade
from tests.grader.adversary_tools import right


class Bomb:
    """Ends the program at every touch."""

    def _explode(self, *args):
        raise SystemExit

    __repr__ = __str__ = __float__ = __len__ = __iter__ = __eq__ = __array__ = __getattr__ = _explode
    __hash__ = None


class Nameless(type):
    @property
    def __name__(cls):
        raise SystemExit


class NamelessError(Exception, metaclass=Nameless):
    pass


class OddMessageError(Exception):
    def __str__(self):
        raise SystemExit


def raise_(error):
    raise error


def wide():
    inner = []
    inner.extend([inner] * 100)
    return inner


RETURNED = [
    (lambda z: Bomb(), "object of type Bomb"),
    (lambda z: [Bomb()], "part of type Bomb"),
    (lambda z: np.frompyfunc(lambda _: Bomb(), 1, 1)(np.ones(3)), "dtype object"),
    (lambda z: np.array(["x" * 10**6] * 3), "dtype str"),
    (lambda z: np.zeros(3, dtype="M8[s]"), "datetime64"),
    (lambda z: np.datetime64("2020-01-01"), "datetime64"),
    (lambda z: 1 + 2j, "complex128"),
    (lambda z: [None] * 3, "part of type None"),
    (lambda z: [0.5] * 10**6, "very many parts"),
    (lambda z: [[0.5] * 1000] * 1000, "list"),
    (lambda z: wide(), "list"),
    (lambda z: "x" * 10**7, "a string"),
    (lambda z: Nameless("Quiet", (), {})(), "object of type Quiet"),
    (lambda z: raise_(NamelessError("why")), "NamelessError: why"),
    (lambda z: raise_(OddMessageError()), "OddMessageError: no message"),
    (lambda z: raise_(ExceptionGroup("several", [KeyError(1)])), "several (1 sub-exception)"),
    (lambda z: raise_(StopIteration()), "StopIteration"),
]


@pytest.mark.parametrize(("function", "words"), RETURNED, ids=range(len(RETURNED)))
def test_hostile_results_are_named_and_harm_nothing(function, words):
    report = grade("07.softmax", function)
    assert report.outcome in (Outcome.FAILED, Outcome.CRASHED)
    assert words in report.to_text()
    assert len(report.to_html()) < 10_000
    assert grade("07.softmax", right).passed


def test_the_interpreter_is_left_as_it_was():
    hooks = ("excepthook", "displayhook", "unraisablehook")
    before = [sys.path, list(sys.path), *(getattr(sys, hook) for hook in hooks), threading.excepthook]
    interval, numpy = sys.getswitchinterval(), sys.modules["numpy"]

    def vandal(z):
        result = right(z)
        gc.disable()
        sys.path = []
        sys.setswitchinterval(1.0)
        sys.excepthook = sys.displayhook = sys.unraisablehook = threading.excepthook = None
        threading.settrace(lambda *event: None)
        threading.setprofile(lambda *event: None)
        sys.modules["numpy"] = None
        sys.modules.pop("nnlab.grader.verdict", None)
        return result

    assert grade("07.softmax", vandal).passed
    assert [
        sys.path,
        list(sys.path),
        *(getattr(sys, hook) for hook in hooks),
        threading.excepthook,
    ] == before
    assert sys.path is before[0]
    assert gc.isenabled()
    assert (threading.gettrace(), threading.getprofile()) == (None, None)
    assert sys.getswitchinterval() == interval
    assert sys.modules["numpy"] is numpy
    assert "nnlab.grader.verdict" in sys.modules


class Method:
    def softmax(self, z):
        return right(z)

    def reference(self, z):
        return nnlab.activations.softmax(z)


class Callable:
    def __call__(self, z):
        return nnlab.activations.softmax(z)


class Inherited(Callable):
    pass


class BrokenAttributes:
    def __getattr__(self, name):
        raise SystemExit

    def __call__(self, z):
        return right(z)


@pytest.mark.parametrize(
    ("function", "outcome"),
    [
        (Method().softmax, Outcome.PASSED),
        (BrokenAttributes(), Outcome.PASSED),
        (Method().reference, Outcome.FORBIDDEN),
        (Inherited(), Outcome.FORBIDDEN),
        (Bomb(), Outcome.MISSING),
    ],
    ids=["method", "broken attributes", "method that cheats", "class that cheats", "no function"],
)
def test_odd_callables_are_judged_by_what_they_are(function, outcome):
    assert grade("07.softmax", function).outcome is outcome


def test_a_check_within_a_check_is_refused_and_disturbs_nothing():
    inner = []

    def softmax(z):
        inner.append(nnlab.check("07.softmax", softmax).outcome)
        return right(z)

    assert grade("07.softmax", softmax).passed
    assert set(inner) == {Outcome.GRADER_ERROR}


def test_checks_in_several_threads_take_turns(capsys):
    points, streams = [], (sys.stdout, sys.stderr)
    functions = [right, lambda z: z, right, print] * 2
    threads = [
        threading.Thread(target=lambda f=f: points.append(grade("07.softmax", f).points)) for f in functions
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(points) == [0] * 4 + [10] * 4
    assert (sys.stdout, sys.stderr) == streams
