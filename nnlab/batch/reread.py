"""Make reports of the rows of a run again, for what is written from results alone."""

from typing import Any

from nnlab.grader.feedback.explain import Explanation
from nnlab.grader.outcome import Outcome
from nnlab.grader.report import CriterionResult, Report


def report_of(entry: dict[str, Any]) -> Report:
    """Make the report again that `Report.to_dict` wrote; only its drawing is lost.

    Parameters
    ----------
    entry : dict
        One of a row's ``exercises``.

    Returns
    -------
    Report
    """
    told = entry["explanation"]
    return Report(
        exercise=entry["exercise"],
        outcome=Outcome(entry["outcome"]),
        points=entry["points"],
        max_points=entry["max_points"],
        criteria=tuple(CriterionResult(**criterion) for criterion in entry["criteria"]),
        misconceptions=tuple(entry["misconceptions"]),
        message=entry["message"],
        fault=entry["fault"],
        explanation=Explanation(**told) if told else None,
        remarks=tuple(entry["remarks"]),
        agreement=entry["agreement"],
    )
