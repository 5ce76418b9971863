"""Check every exercise of a learner's notebook, as ``nnlab check`` does.

For one's own notebook on one's own machine: the notebook's code runs in this process. Nothing here is safe
against code that means harm; a folder of strangers' submissions belongs to the batch grader.
"""

from __future__ import annotations

import contextlib
import os
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from nnlab.exceptions import NotebookError
from nnlab.notebooks.extract import defined_names, extract
from nnlab.notebooks.load import load
from nnlab.notebooks.read import read_notebook

if TYPE_CHECKING:
    from nnlab.grader import Report

SCHEMA = 1
"""Version of the dictionary that `check_notebook` returns."""


@dataclass(frozen=True)
class NotebookCheck:
    """What the check of one notebook found.

    Attributes
    ----------
    notebook : str
        The path, as it was given.
    lab : str
        Number of the lab, such as ``"07"``.
    reports : tuple of Report
        One for each exercise of the lab, in the lab's order.
    notes : tuple of str
        What the learner should know beside the reports: skipped cells, failed lines, a name defined twice.
    """

    notebook: str
    lab: str
    reports: tuple[Report, ...]
    notes: tuple[str, ...]

    @property
    def points(self) -> float:
        """Points earned."""
        return sum(report.points for report in self.reports)

    @property
    def max_points(self) -> float:
        """Points that could be earned."""
        return sum(report.max_points for report in self.reports)

    @property
    def passed(self) -> bool:
        """Whether every exercise passed."""
        return all(report.passed for report in self.reports)

    def to_dict(self) -> dict[str, Any]:
        """Return the form that ``nnlab check --json`` prints."""
        return {
            "notebook": self.notebook,
            "schema": SCHEMA,
            "exercises": [report.to_dict() for report in self.reports],
            "points": self.points,
            "max_points": self.max_points,
        }

    def __repr__(self) -> str:
        passed = sum(report.passed for report in self.reports)
        return f"NotebookCheck({self.notebook!r}, {passed} of {len(self.reports)} passed)"


def check_notebook(path: str | os.PathLike[str]) -> dict[str, Any]:
    """Check the exercises of the notebook at `path`.

    Parameters
    ----------
    path : str or os.PathLike
        A learner's notebook.

    Returns
    -------
    dict
        ``{"notebook", "schema", "exercises": [Report.to_dict() …], "points", "max_points"}``.

    Raises
    ------
    NotebookError
        When the file is no notebook, or no lab of this course.
    """
    return examine(path).to_dict()


def examine(path: str | os.PathLike[str]) -> NotebookCheck:
    """Check the exercises of the notebook at `path`; as `check_notebook`, with the notes for a reader."""
    from nnlab.grader import MISSING, grade, registry

    notebook = read_notebook(path)
    lab = lab_of(notebook, path)
    exercises = registry.exercises(lab)
    if not exercises:
        raise NotebookError(f"{path}: lab {lab} has no exercises, so there is nothing to check.")
    part = extract(notebook, [exercise.function for exercise in exercises])
    reports = []
    notes = list(part.notes)
    with _as_in(Path(path).parent):
        loaded = _load_quietly(part)
        for exercise in exercises:
            function = loaded.namespace.get(exercise.function, MISSING)
            reports.append(grade(exercise, function))
    notes += [*loaded.notes]
    return NotebookCheck(os.fspath(path), lab, tuple(reports), tuple(notes))


def lab_of(notebook: dict[str, Any], path: str | os.PathLike[str]) -> str:
    """Return the number of the lab that `notebook` belongs to.

    Its metadata say it, or its file name (``07_softmax.ipynb``), or the functions that it defines.

    Raises
    ------
    NotebookError
        When none of the three names a lab of this course.
    """
    from nnlab.grader import registry

    numbers = {lab.number for lab in (registry.START, *registry.LABS)}
    own = notebook["metadata"].get("nnlab")
    if isinstance(own, dict) and isinstance(own.get("lab"), str) and own["lab"] in numbers:
        return own["lab"]
    prefix = re.search(r"(?:^|_)(\d\d)_[A-Za-z]", Path(path).name)
    if prefix is not None and prefix.group(1) in numbers:
        return prefix.group(1)
    defined = defined_names(notebook)
    score = {number: sum(e.function in defined for e in registry.exercises(number)) for number in numbers}
    best = max(sorted(score), key=score.__getitem__)
    if not score[best]:
        raise NotebookError(
            f"{path}: this notebook belongs to no lab: its metadata, its name and its functions name none. "
            "Give it the lab's file name, for example 07_softmax.ipynb."
        )
    return best


def _load_quietly(part: Any) -> Any:
    from nnlab.calls.guards import preserved_state

    with preserved_state():
        return load(part.pieces)


@contextlib.contextmanager
def _as_in(folder: Path) -> Iterator[None]:
    """Let ``from helpers import …`` find files beside the notebook, as it does in a kernel."""
    entry = str(folder.resolve())
    before = sys.path[:]
    sys.path.insert(0, entry)
    try:
        yield
    finally:
        sys.path[:] = before
