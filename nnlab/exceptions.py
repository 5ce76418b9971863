"""The exceptions of nnlab: one base class, one class for each kind of trouble a caller may want to handle."""

from __future__ import annotations

from collections.abc import Iterable

__all__ = [
    "CheckFailed",
    "DataError",
    "NnlabError",
    "NotebookError",
    "UnknownExercise",
    "UnknownQuestion",
    "WrongType",
    "did_you_mean",
]


class NnlabError(Exception):
    """Base class of every exception that nnlab defines."""


class DataError(NnlabError):
    """A data file is missing or damaged; the message names the file and says what to do."""


class NotebookError(NnlabError):
    """A notebook cannot be read, or lacks a cell or mark that it must have."""


class WrongType(NnlabError, TypeError, ValueError):
    """An argument has a type that the function cannot use; the message names it and says what fits.

    It is a `TypeError`, as in all of Python, and a `ValueError`, as Keras's exceptions often are: a program
    that catches either goes on working.

    Examples
    --------
    >>> from nnlab.layers import Dense
    >>> try:
    ...     Dense("64")
    ... except ValueError as error:
    ...     print(type(error).__name__, isinstance(error, TypeError))
    WrongType True
    """


class IsolationError(NnlabError, RuntimeError):
    """Untrusted code cannot be shut in here, or the process that shuts it in has gone."""


class ResultsError(NnlabError, OSError):
    """Results of a batch cannot be kept, or a run cannot be resumed."""


class UnknownExercise(NnlabError, KeyError):
    """No exercise has this id.

    Parameters
    ----------
    exercise_id : str
        The id that was asked for.
    known : iterable of str, optional
        The ids that exist; the nearest of them is suggested.

    Attributes
    ----------
    exercise_id : str
        As passed in.

    Examples
    --------
    >>> raise UnknownExercise("07.sofmax", ["07.softmax", "02.dense"])
    Traceback (most recent call last):
    nnlab.exceptions.UnknownExercise: no exercise has the id '07.sofmax'. Did you mean '07.softmax'?
    """

    def __init__(self, exercise_id: str, known: Iterable[str] = ()):
        known = tuple(known)
        super().__init__(exercise_id, known)
        self.exercise_id = exercise_id
        self._message = f"no exercise has the id {exercise_id!r}." + (
            did_you_mean(exercise_id, known) or " nnlab.summary() and `nnlab list` show all of them."
        )

    def __str__(self) -> str:
        # KeyError would show the repr of its argument, quotes and all.
        return self._message


class UnknownQuestion(NnlabError, KeyError):
    """No question has this id.

    Parameters
    ----------
    question_id : str
        The id that was asked for.
    known : iterable of str, optional
        The ids that exist; the nearest of them is suggested, or those of the same lab are named.

    Attributes
    ----------
    question_id : str
        As passed in.

    Examples
    --------
    >>> raise UnknownQuestion("02.shape_w", ["02.shape_of_w", "02.z_of_unit_1"])
    Traceback (most recent call last):
    nnlab.exceptions.UnknownQuestion: no question has the id '02.shape_w'. Did you mean '02.shape_of_w'?
    """

    def __init__(self, question_id: str, known: Iterable[str] = ()):
        known = tuple(known)
        super().__init__(question_id, known)
        self.question_id = question_id
        lab = str(question_id).partition(".")[0]
        near = [name for name in known if name.startswith(f"{lab}.")]
        self._message = f"no question has the id {question_id!r}." + (
            did_you_mean(question_id, known)
            or (f" Those of lab {lab}: {', '.join(near)}." if near else "")
            or ' An id is a lab and a name, such as "02.shape_of_w".'
        )

    def __str__(self) -> str:
        return self._message


class CheckFailed(NnlabError, AssertionError):
    """A strict check did not pass.

    It is an `AssertionError`, so that test runners and nbgrader count it as a failed test.

    Parameters
    ----------
    report : Report
        What the check found. Its text is the message.

    Attributes
    ----------
    report : Report
        As passed in.
    """

    def __init__(self, report: object):
        super().__init__(report)
        self.report = report

    def __str__(self) -> str:
        return str(self.report)


def did_you_mean(name: object, known: Iterable[str]) -> str:
    """Suggest the known name nearest to a misspelt one.

    Parameters
    ----------
    name : object
        What was asked for; only a string has near matches.
    known : iterable of str
        The names that exist.

    Returns
    -------
    str
        A sentence with a leading space, to be appended to an error message, or ``""`` if nothing is near.

    Examples
    --------
    >>> did_you_mean("sofmax", ["softmax", "sigmoid"])
    " Did you mean 'softmax'?"
    >>> did_you_mean("xyz", ["softmax", "sigmoid"])
    ''
    """
    if not isinstance(name, str):
        return ""
    import difflib  # only needed once something is misspelt

    by_lower_case = {candidate.lower(): candidate for candidate in known}
    near = difflib.get_close_matches(name.lower(), by_lower_case, n=1, cutoff=0.6)
    return f" Did you mean {by_lower_case[near[0]]!r}?" if near else ""
