"""Whatever the learner's function does inside a widget, an answer comes back and nothing is spoiled."""

import json
import time

import numpy as np
import pytest

from nnlab import widgets
from nnlab.widgets._learner import ask


class Liar:
    """Everything that an object can do to whoever looks at it."""

    def __array__(self, *args, **kwargs):
        raise RuntimeError("no array here")

    def __repr__(self):
        raise RuntimeError("no repr here")


def unwritten(z):
    raise NotImplementedError("softmax is not written yet")


def raises(z):
    raise ValueError("<b>not</b> like this")


def leaves(z):
    raise SystemExit(1)


def prints(z):
    while True:
        print("x" * 10_000)


CASES = [
    (unwritten, "unwritten", "is not written yet. Write it, then run this cell again."),
    (
        lambda z: None,
        "unwritten",
        "returned None; an array of shape (4,) was expected. Is a return statement",
    ),
    (lambda z: ..., "unwritten", "not written yet"),
    (raises, "failed", "raised ValueError: <b>not</b> like this"),
    (leaves, "failed", "raised SystemExit"),
    (lambda: 1, "failed", "raised TypeError"),
    (prints, "failed", "printed without end"),
    (lambda z: z[:2], "failed", "returned an array of shape (2,); an array of shape (4,) was expected."),
    (np.sum, "failed", "returned an array of shape ()"),
    (lambda z: np.ones((4, 1)), "failed", "returned an array of shape (4, 1)"),
    (lambda z: "0.25", "failed", "returned a value of type str"),
    (lambda z: (v for v in z), "failed", "returned a value of type generator"),
    (lambda z: z + 0j, "failed", "returned a value of type"),
    (lambda z: Liar(), "failed", "returned a value of type Liar"),
    (lambda z: np.broadcast_to(0.0, (10_000, 10_000)), "failed", "far too large"),
    (lambda z: z * np.nan, "differs", "returned nan here"),
    (lambda z: z * np.inf, "differs", "returned inf here"),
]


@pytest.mark.parametrize(("function", "state", "message"), CASES, ids=[case[2][:24] for case in CASES])
def test_each_misfortune_has_its_message(function, state, message):
    widget = widgets.softmax_bars(function)
    assert widget.answer["state"] == state
    assert message in widget.answer["message"]
    assert widget.answer["message"].startswith("Your ")
    json.dumps(widget.answer, allow_nan=False)
    assert widget.describe()
    assert widget.picture().count("<svg") == 1


def test_an_endless_loop_ends():
    def loops(z):
        while True:
            pass

    start = time.monotonic()
    answer = ask("softmax", lambda z: [loops(z)], (np.zeros(2),), [np.zeros(2)], time_limit=0.3)
    assert time.monotonic() - start < 5
    assert answer["state"] == "failed"
    assert "did not return within 0.3 seconds" in answer["message"]


def test_the_answer_is_right_again_after_a_misfortune():
    broken = [True]

    def softmax(z):
        if broken:
            raise ZeroDivisionError
        return np.exp(z) / np.sum(np.exp(z))

    widget = widgets.softmax_bars(softmax)
    assert "ZeroDivisionError" in widget.answer["message"]
    broken.clear()
    widget.question = {"number": 1, "logits": [1.0, 2.0, 3.0, 4.0]}
    assert widget.answer["state"] == "agrees"


def test_tolerance_accepts_float32_and_refuses_a_real_difference():
    expected = np.array([0.1, 0.9])
    state = [
        ask("f", lambda z, e=error: [expected * (1 + e)], (np.zeros(2),), [expected])["state"]
        for error in (1e-6, 1e-4)
    ]
    assert state == ["agrees", "differs"]
