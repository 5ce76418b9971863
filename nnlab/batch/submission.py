"""Grade one submission: every exercise of its lab, each in a process of its own."""

import contextlib
import os
import re
from dataclasses import dataclass, replace
from typing import Any, Self

from nnlab.batch.function import RemoteFunction, missing, unjudged
from nnlab.batch.sandbox import Sandbox
from nnlab.batch.session import Session
from nnlab.exceptions import IsolationError
from nnlab.grader import registry
from nnlab.grader.feedback.sentences import say
from nnlab.grader.outcome import Outcome
from nnlab.grader.report import Report
from nnlab.grader.spec import Exercise
from nnlab.notebooks.extract import Extract, extract
from nnlab.notebooks.statements import statements_of

MAX_NOTES = 30
#: What a function has besides, when its time is over on a machine on which it may have had to wait.
MORE_SECONDS = 20.0
#: The function ran, and something was wrong with it.
_WRONG = {
    Outcome.FAILED,
    Outcome.CRASHED,
    Outcome.TIMED_OUT,
    Outcome.OUT_OF_MEMORY,
    Outcome.OUTPUT_LIMIT,
    Outcome.FORBIDDEN,
}


@dataclass(frozen=True)
class Limits:
    """What a function may use.

    Parameters
    ----------
    seconds : float or None
        For loading and all calls of one function; None for what its exercise says.
    memory_mib : int
        MiB that it may allocate.
    """

    seconds: float | None = None
    memory_mib: int = 512


@dataclass(frozen=True)
class Graded:
    """What came of one submission.

    Parameters
    ----------
    reports : tuple of Report
        One for each exercise of its lab.
    notes : tuple of str
        What the instructor should know.
    code : tuple of (str, str)
        The text of each function that was found, with what it needs, by the exercise's id.
    """

    reports: tuple[Report, ...]
    notes: tuple[str, ...]
    code: tuple[tuple[str, str], ...] = ()


class Grader:
    """Grades submissions one after the other; owns the sandboxes that this takes.

    Parameters
    ----------
    full : bool
        The full isolation level; otherwise limits only.
    limits : Limits
    seed : int
        For the random cases: the same for all submissions, so that all are asked the same.

    Examples
    --------
    >>> with Grader(full=True) as grader:  # doctest: +SKIP
    ...     graded = grader.grade(read_notebook("07_softmax.ipynb"), "07")
    """

    def __init__(self, *, full: bool, limits: Limits | None = None, seed: int = 0) -> None:
        self._full = full
        self.level = "full" if full else "weak"
        self._limits = limits or Limits()
        self._seed = seed
        self._sandboxes: dict[bool, Sandbox] = {}

    def grade(self, notebook: dict[str, Any], lab: str) -> Graded:
        """Grade the exercises of one lab.

        Parameters
        ----------
        notebook : dict
            As `nnlab.notebooks.read_notebook` returns it.
        lab : str
            Such as ``"07"``.

        Returns
        -------
        Graded
            Whatever the notebook does; a fault in one function costs that function only.
        """
        parsed = statements_of(notebook)
        notes: dict[str, None] = {}
        reports, code = [], []
        parts: dict[str, Extract] = {}
        with contextlib.ExitStack() as stack:
            sessions: dict[bool, Session] = {}
            for exercise in registry.exercises(lab):
                part = extract(notebook, [exercise.function], parsed)
                notes |= dict.fromkeys(part.notes)
                if exercise.function not in part.found:
                    reports.append(missing(exercise))
                    continue
                parts[exercise.function] = part
                code.append((exercise.id, "\n".join(piece.source for piece in part.pieces)))
                report, more = self._graded(exercise, part, sessions, stack)
                reports.append(report)
                notes |= dict.fromkeys(more)
        notes |= dict.fromkeys(_built_on(parts, {registry.exercise(r.exercise).function: r for r in reports}))
        return Graded(tuple(reports), tuple(notes)[:MAX_NOTES], tuple(code))

    def _graded(
        self, exercise: Exercise, part: Any, sessions: dict[bool, Session], stack: contextlib.ExitStack
    ) -> tuple[Report, list[str]]:
        """Grade one function; when its time is over on a busy machine, once more with more of it."""
        seconds = self._limits.seconds or exercise.time_limit
        exercise = replace(exercise, time_limit=seconds)  # what the report says of a time limit
        report, notes = self._tried(exercise, part, sessions, stack, seconds)
        if report.outcome is Outcome.TIMED_OUT and _busy():
            report, notes = self._tried(exercise, part, sessions, stack, seconds + MORE_SECONDS)
        return report, notes

    def _tried(
        self,
        exercise: Exercise,
        part: Any,
        sessions: dict[bool, Session],
        stack: contextlib.ExitStack,
        seconds: float,
    ) -> tuple[Report, list[str]]:
        """Grade one function in so many seconds; when the sandbox fails, once more in a new one."""
        needs_tensorflow = exercise.returns == "model"
        for last in (False, True):
            try:
                sandbox = self._sandbox(needs_tensorflow)
                session = sessions.get(needs_tensorflow)
                if session is None or not session.alive:
                    session = sessions[needs_tensorflow] = stack.enter_context(sandbox.open())
                remote = RemoteFunction(exercise, part, session, sandbox, seconds, self._limits.memory_mib)
                return remote.report(self._seed), remote.notes
            except IsolationError as error:
                sessions.pop(needs_tensorflow, None)
                self._drop(needs_tensorflow)
                problem = str(error)
                if last:
                    break
        return unjudged(exercise, problem), []

    def _sandbox(self, tensorflow: bool) -> Sandbox:
        if tensorflow not in self._sandboxes:
            self._sandboxes[tensorflow] = Sandbox(full=self._full, tensorflow=tensorflow)
        return self._sandboxes[tensorflow]

    def _drop(self, tensorflow: bool) -> None:
        sandbox = self._sandboxes.pop(tensorflow, None)
        if sandbox is not None:
            sandbox.close()

    def close(self) -> None:
        """End the sandboxes."""
        for tensorflow in [*self._sandboxes]:
            self._drop(tensorflow)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()


def _busy() -> bool:
    """Whether so much runs on this machine that a process can wait for seconds."""
    try:  # a batch alone makes about two of these for each core
        return os.getloadavg()[0] > 3 * (os.cpu_count() or 1)
    except (AttributeError, OSError):  # Windows has no such number
        return False


def _built_on(parts: dict[str, Extract], reports: dict[str, Report]) -> list[str]:
    """Say which failed functions call another one of the lab that failed: they may be right themselves."""
    return [
        say("feedback_page", "built_on", function=function, other=other)
        for function, part in parts.items()
        for other in parts
        if other != function
        and reports[function].outcome in _WRONG
        and reports[other].outcome in {*_WRONG, Outcome.NOT_ATTEMPTED}
        and any(re.search(rf"^def {other}\b", piece.source, re.MULTILINE) for piece in part.pieces)
    ]
