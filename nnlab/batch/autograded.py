"""Copies of the notebooks for nbgrader's formgrader, which shows only what lies in the folder ``autograded``.

A copy holds the learner's text and code and none of its outputs: these could hold scripts. Below each check
stands what nnlab found.
"""

from pathlib import Path
from typing import Any

from nnlab._files import replace_file
from nnlab.batch.discover import Submission
from nnlab.batch.feedback import shown
from nnlab.batch.reread import report_of
from nnlab.exceptions import NotebookError
from nnlab.grader.feedback.text import report_text
from nnlab.notebooks.read import parse_notebook
from nnlab.notebooks.write import notebook_bytes

_NOTHING = {"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": []}


class AutogradedCopies:
    """Writes the copies of a course.

    Parameters
    ----------
    course : Path or None
        Folder of the course. Without it, or if it holds no ``source``, nothing is written.
    submissions : list of Submission
    """

    def __init__(self, course: Path | None, submissions: list[Submission]) -> None:
        self._course = course if course is not None and (course / "source").is_dir() else None
        self._submissions = {item.submission: item for item in submissions}

    def handed_in(self, student: str, assignment: str) -> str:
        """When nbgrader collected the submission, in its own words; empty when it did not."""
        if self._course is None or not _is_name(student):
            return ""
        try:
            text = (self._course / "submitted" / student / assignment / "timestamp.txt").read_text()
        except (OSError, UnicodeDecodeError):
            return ""
        return text.strip()

    def write(self, row: dict[str, Any], assignment: str, notebook: str) -> bool:
        """Write the copy of one submission.

        Parameters
        ----------
        row : dict
        assignment, notebook : str
            Their names in the gradebook.

        Returns
        -------
        bool
            Whether there is one now.
        """
        if self._course is None or not _is_name(row["student"]) or row["submission"] not in self._submissions:
            return False
        copy = self._copy(row)
        folder = self._course / "autograded" / row["student"] / assignment
        folder.mkdir(parents=True, exist_ok=True)
        replace_file(folder / f"{notebook}.ipynb", copy)
        timestamp = self.handed_in(row["student"], assignment)
        if timestamp:
            replace_file(folder / "timestamp.txt", timestamp.encode("utf-8"))
        return True

    def _copy(self, row: dict[str, Any]) -> bytes:
        """The bytes of the copy; one that cannot be read or written again is empty but for its checks."""
        try:
            content = parse_notebook(self._submissions[row["submission"]].read(), row["submission"])
            return notebook_bytes(_with_reports(content, row))
        except (NotebookError, ValueError, RecursionError):  # half a character, nesting without end
            return notebook_bytes(_with_reports(_NOTHING, row))


def _with_reports(content: dict[str, Any], row: dict[str, Any]) -> dict[str, Any]:
    """The notebook without its outputs, each check with what nnlab found; missing checks at the end."""
    reports = {f"check-{e['exercise'].partition('.')[2]}": e for e in row["exercises"]}
    cells = []
    for cell in content["cells"]:
        if cell["cell_type"] == "code":
            cell = {**cell, "outputs": [], "execution_count": None}
        entry = reports.pop(_grade_id(cell), None) if cell["cell_type"] == "code" else None
        # The marks are written anew: a learner may have changed them, or copied them to other cells.
        metadata = {key: value for key, value in cell["metadata"].items() if key != "nbgrader"}
        if entry is not None:
            metadata |= _marks(entry)
            cell["outputs"] = _shown(entry)
        cells.append({**cell, "metadata": metadata})
    for name, entry in reports.items():
        source = f'nnlab.check("{entry["exercise"]}")  # this check is not in the notebook'
        made = {"cell_type": "code", "id": f"nnlab-{name}"[:64], "source": source, "execution_count": None}
        cells.append({**made, "metadata": _marks(entry), "outputs": _shown(entry)})
    return {**content, "cells": cells}


def _grade_id(cell: dict[str, Any]) -> str:
    marks = cell["metadata"].get("nbgrader")
    name = marks.get("grade_id") if isinstance(marks, dict) else None
    return name if isinstance(name, str) else ""


def _marks(entry: dict[str, Any]) -> dict[str, Any]:
    """What makes formgrader show the score of a cell."""
    name = f"check-{entry['exercise'].partition('.')[2]}"
    marks = {"grade": True, "grade_id": name, "locked": True, "points": entry["max_points"]}
    return {"nbgrader": {**marks, "schema_version": 3, "solution": False, "task": False}}


def _shown(entry: dict[str, Any]) -> list[dict[str, Any]]:
    # nbgrader makes the learners' feedback of these copies: nothing that is kept for grading may be in them.
    text = report_text(shown(report_of(entry)))
    return [{"output_type": "stream", "name": "stdout", "text": text + "\n"}]


def _is_name(student: str) -> bool:
    """Whether a student's name can be that of a folder here: nothing may be written elsewhere."""
    return student not in ("", ".", "..") and not set(student) & set('/\\:*?"<>|')
