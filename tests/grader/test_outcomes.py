"""Whatever a learner's function does, the check ends with the right outcome and the process is as before."""

import builtins
import os
import random
import sys
import threading
import time

import numpy as np
import pytest

from nnlab.grader import MISSING, Outcome, grade, registry


def right(z):
    z = np.asarray(z, dtype=float)
    e = np.exp(z - z.max(axis=-1, keepdims=True))
    return e / e.sum(axis=-1, keepdims=True)


def raise_(error):
    raise error


class Liar:
    """Claims to be the answer to everything."""

    shape = (3,)
    dtype = np.dtype(float)
    __hash__ = None

    def __eq__(self, other):
        return True

    def __array__(self, *args, **kwargs):
        return np.ones(3) / 3

    def __len__(self):
        return 3

    def __repr__(self):
        raise RuntimeError("no")


class LyingArray(np.ndarray):
    @property
    def shape(self):
        return (1,)

    def __eq__(self, other):
        return True

    def __array_finalize__(self, source):
        raise SystemExit


class SilentError(Exception):
    def __str__(self):
        raise SystemExit


def endless(z):
    while True:
        pass


def stubborn(z):
    """Swallow whatever should stop it; it ends by itself in the end, for it would slow all later tests."""
    end = time.monotonic() + 4
    while time.monotonic() < end:
        try:
            while time.monotonic() < end:
                pass
        except BaseException:
            pass


def flood(z):
    while True:
        print("x" * 1000)


def recurse(z):
    return recurse(z)


STOPPED = [
    (lambda z: sys.exit(), Outcome.CRASHED, "ends a program"),
    (lambda z: raise_(KeyboardInterrupt()), Outcome.CRASHED, "ends a program"),
    (lambda z: raise_(BaseException("x")), Outcome.CRASHED, "BaseException"),
    (lambda z: raise_(KeyError("<b>")), Outcome.CRASHED, "KeyError"),
    (lambda z: raise_(SilentError()), Outcome.CRASHED, "SilentError"),
    (lambda z: 1 / 0, Outcome.CRASHED, "ZeroDivisionError"),
    (lambda z: input("?"), Outcome.CRASHED, "input()"),
    (recurse, Outcome.CRASHED, "calls itself"),
    (lambda z: np.zeros((10**6, 10**6)), Outcome.OUT_OF_MEMORY, "memory"),
    (flood, Outcome.OUTPUT_LIMIT, "print"),
    (lambda z: None, Outcome.NOT_ATTEMPTED, "return"),
    (lambda z: ..., Outcome.NOT_ATTEMPTED, "return"),
    (lambda z: raise_(NotImplementedError()), Outcome.NOT_ATTEMPTED, "not written yet"),
    (MISSING, Outcome.MISSING, "no function"),
    (None, Outcome.MISSING, "None"),
    (np.ones(3), Outcome.MISSING, "an array"),
    (lambda z, axis: z, Outcome.FAILED, "axis"),
    (lambda: 1, Outcome.FAILED, "called as softmax(z)"),
]


@pytest.mark.parametrize(("function", "outcome", "words"), STOPPED)
def test_each_way_to_stop_has_its_outcome_and_its_words(function, outcome, words):
    report = grade("07.softmax", function)
    assert report.outcome is outcome
    assert report.points == 0
    assert words in report.to_text()


RETURNED = [
    (lambda z: "[0.1]", "string"),
    (lambda z: (x for x in z), "generator"),
    (lambda z: map(float, z), "map"),
    (lambda z: Liar(), "Liar"),
    (lambda z: np.exp, "ufunc"),
    (lambda z: right, "function"),
    (lambda z: [[1, 2], [3]], "different shapes"),
    (lambda z: right(z) + 0j, "complex128"),
    (lambda z: right(z).astype(object), "object"),
    (lambda z: np.broadcast_to(1.0, (10**6, 10**6)), "far larger"),
    (lambda z: right(z)[..., None], "shape"),
    (lambda z: {}, "dict"),
    (lambda z: (), "shape"),
    (lambda z: np.ma.masked_array(right(z)), "MaskedArray"),
    (lambda z: 10**400, "shape"),
]


@pytest.mark.parametrize(("function", "words"), RETURNED)
def test_a_wrong_kind_of_result_is_named(function, words):
    report = grade("07.softmax", function)
    assert report.outcome is Outcome.FAILED
    assert report.points == 0
    assert words in report.to_text()


def test_an_array_that_lies_is_read_by_its_true_shape():
    report = grade("07.softmax", lambda z: np.ndarray.__new__(LyingArray, (3,)))
    assert not report.passed
    assert report.points == 0


@pytest.mark.parametrize(
    "function", [endless, stubborn, lambda z: time.sleep(60)], ids=["loop", "stubborn", "sleep"]
)
def test_a_call_without_end_is_stopped_in_time(function, monkeypatch):
    exercise = registry.exercise("07.softmax")
    monkeypatch.setitem(exercise.__dict__, "time_limit", 0.3)
    start = time.monotonic()
    report = grade(exercise, function)
    assert report.outcome is Outcome.TIMED_OUT
    assert time.monotonic() - start < 10
    monkeypatch.undo()
    assert grade("07.softmax", right).passed, "the next check is right"


def test_everything_is_left_as_it_was(tmp_path):
    real_exp, real_open = np.exp, builtins.open
    np.random.seed(3)
    random.seed(3)
    wanted = np.random.get_state()[1].copy(), random.getstate(), np.geterr(), np.get_printoptions()
    folder, limit = os.getcwd(), sys.getrecursionlimit()
    streams = sys.stdout, sys.stderr

    def vandal(z):
        np.random.seed(0)
        random.random()
        np.seterr(all="raise")
        np.set_printoptions(precision=1)
        os.chdir(tmp_path)
        sys.setrecursionlimit(50_000)
        sys.stdout = None
        builtins.open = None
        os.environ["TF_CPP_MIN_LOG_LEVEL"] = "9"
        np.exp = np.sin
        return right(z)

    grade("07.softmax", vandal)
    assert (np.random.get_state()[1] == wanted[0]).all()
    assert random.getstate() == wanted[1]
    assert np.geterr() == wanted[2]
    assert np.get_printoptions() == wanted[3]
    assert os.getcwd() == folder
    assert sys.getrecursionlimit() == limit
    assert (sys.stdout, sys.stderr) == streams
    assert np.exp is real_exp
    assert builtins.open is real_open
    assert os.environ["TF_CPP_MIN_LOG_LEVEL"] != "9"
    assert grade("07.softmax", right).passed


def test_warnings_prints_and_other_names_cost_nothing(capsys, recwarn):
    def chatty(scores, *, base=np.e, **options):
        print("working", file=sys.stderr)
        np.log(np.zeros(1))
        return right(scores).astype(np.float32).tolist()

    report = grade("07.softmax", chatty)
    assert report.passed
    assert len(report.remarks) == 2
    assert capsys.readouterr() == ("", "")
    assert not recwarn.list


def test_changed_arguments_are_told_apart_from_a_wrong_value():
    def in_place(z):
        z[...] = right(z)
        return z

    report = grade("07.softmax", in_place)
    assert not report.passed
    assert "changed its argument `z`" in report.to_text()
    # Written into whole numbers, the probabilities lost their decimals besides.
    assert report.misconceptions == ("softmax.integer_output",)


def test_hidden_state_is_found():
    seen = []

    def remembers(z):
        seen.append(1)
        return right(z) + (1e-3 if len(seen) > 24 else 0)

    report = grade("07.softmax", remembers)
    assert not report.passed
    assert "second time" in report.to_text()


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("import nnlab\ndef softmax(z): return nnlab.activations.softmax(z)", "nnlab.activations.softmax"),
        (
            "from nnlab.activations import softmax as s\ndef softmax(z): return s(z)",
            "nnlab.activations.softmax",
        ),
        (
            "def softmax(z):\n    from nnlab.activations import softmax as s\n    return s(z)",
            "nnlab.activations",
        ),
        ("def softmax(z):\n    import tensorflow as tf\n    return tf.nn.softmax(z).numpy()", "tensorflow"),
        ("def softmax(z):\n    from scipy.special import softmax as s\n    return s(z)", "scipy.special"),
        (
            "import nnlab.activations as a\ndef h(z): return a.softmax(z)\ndef softmax(z): return h(z)",
            "nnlab",
        ),
        ("import nnlab\nsoftmax = lambda z: (lambda y: nnlab.activations.log_softmax(y))(z)", "log_softmax"),
    ],
)
def test_forbidden_means_are_found_by_what_the_code_reaches(source, name):
    names: dict = {"__name__": "__main__"}
    exec(compile(source, "<cell>", "exec"), names)
    report = grade("07.softmax", names["softmax"])
    assert report.outcome is Outcome.FORBIDDEN
    assert name in report.message


def test_a_variable_that_has_a_forbidden_name_is_no_offence():
    def softmax(z):
        tensorflow = right(z)  # a name only
        """tf.nn.softmax would do it."""
        return tensorflow

    assert grade("07.softmax", softmax).passed


def test_no_thread_is_left_behind_by_an_ordinary_check():
    before = threading.active_count()
    grade("07.softmax", right)
    assert threading.active_count() <= before
