"""What a lab calls: `check`, `hint` and `summary`.

The engine is loaded at the first call, so that ``import nnlab`` stays light.
"""

import os
from typing import TYPE_CHECKING, Any

from nnlab import progress

if TYPE_CHECKING:
    from nnlab.grader import Report
    from nnlab.grader.feedback.panels import Hint, Summary

_given: dict[str, int] = {}
_NOT_GIVEN = object()


def check(
    exercise: str, function: Any = _NOT_GIVEN, *, strict: bool | None = None, live: bool = False
) -> "Report":
    """Compare a function with the NumPy reference and with TensorFlow, and say what is wrong and why.

    Parameters
    ----------
    exercise : str
        Id, such as ``"07.softmax"``.
    function : callable
        Your function itself, without parentheses.
    strict : bool, optional
        Raise `nnlab.exceptions.CheckFailed` when the check does not pass. By default only where nbgrader
        runs the notebook (the environment variable ``NBGRADER_EXECUTION`` is set).
    live : bool, default False
        Let TensorFlow compute its values now in place of the recorded ones; needs TensorFlow, and seconds.

    Returns
    -------
    Report
        Shown as HTML in a notebook and as text elsewhere.

    Raises
    ------
    nnlab.exceptions.CheckFailed
        Only when strict. Otherwise a check raises nothing, whatever the function does.

    Notes
    -----
    A check takes some milliseconds and stops a function that does not end. It leaves NumPy's settings, the
    random state and your arrays as they were.

    Examples
    --------
    >>> import numpy as np
    >>> report = check("07.predict_class", lambda p: np.argmax(p, axis=-1))
    >>> report.passed, report.points
    (True, 5)
    """
    from nnlab.exceptions import CheckFailed, UnknownExercise
    from nnlab.grader import MISSING, Outcome, Report, grade

    if strict is None:
        strict = bool(os.environ.get("NBGRADER_EXECUTION"))
    try:
        report = grade(exercise, MISSING if function is _NOT_GIVEN else function, live=live)
    except UnknownExercise as error:
        if strict:
            raise
        return Report(str(exercise), Outcome.MISSING, message=str(error))
    if report.outcome is not Outcome.GRADER_ERROR:
        progress.remember(report.exercise, report.points, report.max_points, report.passed)
    if strict and not report.passed:
        raise CheckFailed(report)
    return report


def hint(exercise: str) -> "Hint":
    """Give the next hint for an exercise: first a nudge, then the idea, then nearly the code.

    Parameters
    ----------
    exercise : str
        Id, such as ``"07.softmax"``.

    Returns
    -------
    Hint
        After the last one, the last one again.

    Examples
    --------
    >>> hint("02.dense").title
    'Hint 1 of 3 · 02.dense'
    """
    from nnlab.exceptions import UnknownExercise
    from nnlab.grader import registry
    from nnlab.grader.feedback.panels import Hint
    from nnlab.grader.feedback.sentences import say

    try:
        hints = registry.exercise(exercise).hints
    except UnknownExercise as error:
        return Hint("?", str(error))
    number = min(_given.get(exercise, 0) + 1, len(hints))
    text = hints[number - 1]
    if number < len(hints):
        text += "\n" + say("hint", "more")
    elif _given.get(exercise) == len(hints):
        text += "\n" + say("hint", "last")
    _given[exercise] = number
    return Hint(say("hint", "title", number=number, total=len(hints), id=exercise), text)


def summary() -> "Summary":
    """Show progress over all labs.

    Returns
    -------
    Summary
    """
    from nnlab.grader import registry
    from nnlab.grader.feedback.panels import Summary
    from nnlab.grader.feedback.sentences import say

    known, answers = progress.results(), progress.questions()
    rows, begun, waiting = [], [], []
    for lab in registry.LABS:
        if not _written(lab.stem):
            continue
        declared = registry.exercises(lab.number)
        mine = [known[item.id] for item in declared if item.id in known]
        passed = sum(entry["passed"] for entry in mine)
        asked = _questions(lab.number)
        tried = [answers[each] for each in asked if each in answers]
        started = bool(mine or tried)
        state = say("summary", "not_started")
        if started:
            points = sum(entry["points"] for entry in mine)
            full = sum(item.points for item in declared)
            state = say("summary", "done", points=points, max_points=full, passed=passed, total=len(declared))
            if asked:
                right = sum(entry["right"] for entry in tried)
                state += say("summary", "questions", right=right, total=len(asked))
        done = passed == len(declared)
        if not done:
            (begun if started else waiting).append(lab)
        rows.append(("✓" if done else "◐" if started else "○", say("summary", "lab", **lab._asdict()), state))
    following = [*begun, *waiting]
    closing = say("summary", "next", **following[0]._asdict()) if following else say("summary", "all_done")
    return Summary(say("summary", "title"), rows, closing)


def _written(stem: str) -> bool:
    """Whether the course has this lab's notebook."""
    from nnlab._resources import labs_dir

    try:
        return (labs_dir() / f"{stem}.ipynb").is_file()
    except FileNotFoundError:
        return True  # an installation without its labs: the exercises are there all the same


def _questions(lab: str) -> tuple[str, ...]:
    """Ids of a lab's questions; a damaged file of questions leaves the summary of exercises as it is."""
    from nnlab.exceptions import DataError
    from nnlab.questions import ids

    try:
        return ids(lab)
    except DataError:
        return ()
