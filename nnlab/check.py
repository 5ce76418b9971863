"""What a lab calls: `check` and `hint`.

The engine is loaded at the first call, so that ``import nnlab`` stays light.
"""

import os
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from nnlab import _overview, progress

if TYPE_CHECKING:
    from nnlab.grader import Report
    from nnlab.grader.feedback.panels import Hint

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
        report = _remembered(report)
    if strict and not report.passed:
        raise CheckFailed(report)
    return report


def _remembered(report: "Report") -> "Report":
    """Keep the result; the report of the exercise that finishes its lab says what comes next, once."""
    lab = report.exercise.partition(".")[0]
    watched = report.passed and progress.kept() and not _overview.is_done(lab)
    progress.remember(report.exercise, report.points, report.max_points, report.passed)
    if watched and _overview.is_done(lab):
        return replace(report, remarks=(*report.remarks, _overview.finished(lab)))
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
