"""A report as plain text."""

import textwrap
from typing import TYPE_CHECKING

from nnlab.grader.feedback.sentences import say
from nnlab.grader.outcome import Outcome

if TYPE_CHECKING:
    from nnlab.grader.report import Report

_WIDTH = 100
_LABEL = 14
#: Rows that are code or numbers.
AS_CODE = ("called", "returned", "expected")


def report_text(report: "Report") -> str:
    """The report as lines of text, without colour.

    Parameters
    ----------
    report : Report

    Returns
    -------
    str
    """
    lines = [headline(report)]
    if report.message:
        lines += textwrap.wrap(report.message, _WIDTH, initial_indent="  ", subsequent_indent="  ")
    if report.explanation is not None:
        for name, text, note in explanation_rows(report):
            lines += _row(say("labels", name), f"{text}\n({note})" if note else text, name in AS_CODE)
    lines += _criteria(report)
    if report.agreement:
        lines.append(f"  {report.agreement}")
    lines += [line for remark in report.remarks for line in _row(say("labels", "remark"), remark)]
    if not report.passed and report.outcome is not Outcome.GRADER_ERROR and report.max_points:
        lines += _row(say("labels", "hint"), f'nnlab.hint("{report.exercise}")')
    return "\n".join(lines)


def headline(report: "Report") -> str:
    """Mark, exercise, outcome, criteria and points in one line."""
    mark = {Outcome.PASSED: "✓", Outcome.NOT_ATTEMPTED: "○", Outcome.GRADER_ERROR: "!"}.get(
        report.outcome, "✗"
    )
    parts = [f"{mark} {report.exercise}", say("outcomes", report.outcome)]
    if report.criteria:
        passed = sum(criterion.passed for criterion in report.criteria)
        parts.append(say("labels", "criteria", passed=passed, total=len(report.criteria)))
    if report.max_points:
        parts.append(say("labels", "points", points=report.points, max_points=report.max_points))
    return " · ".join(parts)


def explanation_rows(report: "Report") -> list[tuple[str, str, str]]:
    """Name, text and note of each part of the explanation; text and HTML show the same rows."""
    e = report.explanation
    cause = f"{e.cause} [{e.misconception}]" if e.misconception else e.cause
    place = say("labels", "place_text", title=e.place) if e.place else ""
    rows = [
        ("called", e.called, ""),
        ("returned", e.returned, ""),
        ("expected", e.expected, e.expected_by),
        ("where", e.where, ""),
        ("cause", cause, ""),
        ("question", e.question, ""),
        ("place", place, ""),
    ]
    return [row for row in rows if row[1]]


def _row(label: str, text: str, code: bool = False) -> list[str]:
    """A label and its text; code keeps its own lines."""
    lines: list[str] = []
    for line in text.splitlines():
        lines += [line] if code else textwrap.wrap(line, _WIDTH - _LABEL - 4) or [""]
    first = f"    {label:<{_LABEL}} {lines[0]}"
    return [first, *(" " * (_LABEL + 5) + line for line in lines[1:])]


def _criteria(report: "Report") -> list[str]:
    lines = []
    for criterion in report.criteria:
        points = say("labels", "points", points=criterion.points, max_points=criterion.max_points)
        lines.append(f"  {'✓' if criterion.passed else '✗'} {criterion.title} ({points})")
        if criterion.message and criterion.message != report.message:
            lines += textwrap.wrap(
                criterion.message, _WIDTH - 6, initial_indent="      ", subsequent_indent="      "
            )
    return lines
