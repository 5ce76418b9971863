"""From a submission to its row: read, grade, and say in plain data what came of it."""

import time
from dataclasses import dataclass
from typing import Any

from nnlab.batch.discover import Submission
from nnlab.batch.function import missing, unjudged
from nnlab.batch.results import SCHEMA
from nnlab.batch.submission import Graded, Grader
from nnlab.calls.reply import printable
from nnlab.exceptions import NotebookError
from nnlab.grader import registry
from nnlab.grader.report import Report
from nnlab.notebooks.check import lab_of
from nnlab.notebooks.read import parse_notebook

_EMPTY = {"metadata": {}, "cells": []}


@dataclass(frozen=True)
class Outcome:
    """The row of one submission, and the reports that its feedback page is written from."""

    row: dict[str, Any]
    reports: tuple[Report, ...]
    code: dict[str, str]


def grade_submission(
    submission: Submission,
    grader: Grader,
    labs: tuple[str, ...],
    timed: bool,
    raw: bytes | None = None,
    problem: str = "",
) -> Outcome | None:
    """Grade one submission, whatever is in it.

    Parameters
    ----------
    submission : Submission
    grader : Grader
    labs : tuple of str
        Only these labs; empty for all.
    timed : bool
        Whether the row tells the seconds that were used; 0 otherwise, so that a run can be repeated to the
        byte.
    raw, problem : bytes, str
        The notebook's bytes, or why it cannot be read, where somebody else has read it.

    Returns
    -------
    Outcome or None
        None for a notebook of a lab that is not asked for.
    """
    start = time.perf_counter()
    try:
        if problem:
            raise NotebookError(problem)
        notebook = parse_notebook(submission.read() if raw is None else raw, submission.submission)
        lab = lab_of(notebook, submission.name)
    except NotebookError as error:
        return unreadable(submission, grader.level, str(error), labs)
    if labs and lab not in labs:
        return None
    graded = grader.grade(notebook, lab)
    seconds = round(time.perf_counter() - start, 3) if timed else 0.0
    return Outcome(_row(submission, lab, graded, grader.level, seconds), graded.reports, dict(graded.code))


def unreadable(
    submission: Submission, level: str, problem: str, labs: tuple[str, ...] = ()
) -> Outcome | None:
    """The row of a file that is no notebook, or none of a lab: if its name names a lab, all is missing."""
    try:
        lab = lab_of(_EMPTY, submission.name)
    except NotebookError:
        lab = ""
    if lab and labs and lab not in labs:
        return None
    reports = tuple(missing(exercise) for exercise in registry.exercises(lab)) if lab else ()
    graded = Graded(reports, (printable(problem[:500]),))
    return Outcome(_row(submission, lab, graded, level, 0.0), reports, {})


def not_graded(submission: Submission, level: str, problem: str) -> Outcome:
    """The row of a submission that could not be graded by the grader's own fault."""
    try:
        lab = lab_of(_EMPTY, submission.name)
    except NotebookError:
        lab = ""
    reports = tuple(unjudged(exercise, problem) for exercise in registry.exercises(lab)) if lab else ()
    note = f"not graded by the grader's own fault: {problem}"
    return Outcome(_row(submission, lab, Graded(reports, (note,)), level, 0.0), reports, {})


def _row(submission: Submission, lab: str, graded: Graded, level: str, seconds: float) -> dict[str, Any]:
    return {
        "schema": SCHEMA,
        "student": submission.student,
        "submission": submission.submission,
        "lab": lab,
        "exercises": [report.to_dict() for report in graded.reports],
        "points": sum(report.points for report in graded.reports),
        "max_points": sum(report.max_points for report in graded.reports),
        "isolation": level,
        "seconds": seconds,
        "notes": list(graded.notes),
    }
