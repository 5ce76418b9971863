"""How far a long command is: a bar with the time left on a terminal, plain lines elsewhere."""

import io
from types import SimpleNamespace

import pytest

from nnlab.cli import _progress
from nnlab.cli._progress import ProgressLine


class Terminal(io.StringIO):
    """A text stream that says it is a terminal."""

    def isatty(self):
        return True


@pytest.fixture
def clock(monkeypatch):
    """Give a clock that stands still but for what a test adds to it."""
    now = SimpleNamespace(seconds=100.0)
    monkeypatch.setattr(_progress.time, "monotonic", lambda: now.seconds)
    return now


def shown(stream, clock, *steps, total=100, faults=0):
    """Return what is written when `done` are done after `seconds` each."""
    with ProgressLine(stream) as line:
        for seconds, done in steps:
            clock.seconds += seconds
            line.show(SimpleNamespace(done=done, total=total, faults=faults))
    return stream.getvalue()


def test_a_terminal_gets_a_bar_with_the_rate_of_the_work_and_the_time_left(clock):
    text = shown(Terminal(), clock, (0, 0), (60, 1), (10, 11))
    last = text.split("\r")[-1]
    assert "[###..........................." in last
    assert "11 of 100, 60 a minute, 89 s left" in last, "the minute of getting ready does not count"
    assert text.endswith("\n")


def test_elsewhere_plain_lines_come_now_and_then(clock):
    text = shown(io.StringIO(), clock, (0, 0), (11, 1), (1, 2), (1, 3), (9, 12), (1, 100), faults=2)
    assert text.splitlines() == [
        "1 of 100, 2 not graded",
        "12 of 100, 60 a minute, 88 s left, 2 not graded",
        "100 of 100, 495 a minute, 2 not graded; now the tables and the report",
    ]
    assert "\r" not in text


def test_a_run_that_goes_on_counts_only_what_it_does_itself(clock):
    assert "60 of 100, 9 a minute" in shown(Terminal(), clock, (0, 50), (1, 51), (60, 60))
