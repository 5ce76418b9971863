"""The two-sided proof: no exercise is solved in the labs, each is in the solutions, and no solution leaks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from nnlab.exceptions import DataError, NotebookError
from nnlab.notebooks.check import examine
from nnlab.notebooks.read import read_notebook
from nnlab.questions import find, ids
from nnlab.release import cells as kinds
from nnlab.release.leaks import leaks, leaks_in_questions
from nnlab.release.lint import lint

if TYPE_CHECKING:
    from nnlab.grader import Report


@dataclass(frozen=True)
class Proof:
    """What was proved, and what was not.

    Attributes
    ----------
    exercises : tuple of str
        Ids of the exercises that were looked at.
    problems : tuple of str
        One line for each fault, with the file it is in. Empty when everything holds.
    """

    exercises: tuple[str, ...]
    problems: tuple[str, ...]


def _say_nothing(_line: str) -> None:
    """Drop a line of progress."""


def prove(solutions: Path, labs: Path, *, tell: Callable[[str], None] = _say_nothing) -> Proof:
    """Check every lab that exists, from both sides.

    Parameters
    ----------
    solutions, labs : pathlib.Path
        Folder of the source notebooks, folder of the labs.
    tell : callable
        Called with a line of progress for each notebook.

    Returns
    -------
    Proof
    """
    from nnlab.grader import registry

    problems: list[str] = []
    proved: list[str] = []
    seen_in: dict[str, list[str]] = {}
    by_stem = {lab.stem: lab for lab in (registry.START, *registry.LABS)}
    paths = sorted(solutions.glob("*.ipynb"))
    if not paths:
        problems.append(f"{solutions}: no solution notebooks here. Run it in the project's folder")
    for path in paths:
        if path.stem not in by_stem:
            problems.append(f"{path}: no lab of the course has this name. Rename it, or register the lab")
            continue
        lab = by_stem[path.stem]
        exercises = registry.exercises(lab.number)
        tell(f"{path.stem}: {len(exercises)} exercises")
        proved += [exercise.id for exercise in exercises]
        if exercises:
            problems += _sides(path, labs / path.name)
        try:
            solution = read_notebook(path)
            problems += [
                f"{path}: {fault}" for fault in lint(solution, lab.number, exercises, ids(lab.number))
            ]
            for exercise_id in checked_exercises(solution):
                seen_in.setdefault(exercise_id, []).append(path.name)
            asked = [find(question) for question in ids(lab.number)]
            problems += [f"{path}: {fault}" for fault in leaks_in_questions(solution, asked)]
            found = leaks(solution, read_notebook(labs / path.name))
            problems += [f"{labs / path.name}: {fault}" for fault in found]
        except (NotebookError, DataError, ValueError) as error:
            problems.append(str(error))
    for exercise_id, files in seen_in.items():
        if len(files) > 1:
            problems.append(f"{exercise_id} is checked {len(files)} times: {', '.join(files)}")
    return Proof(tuple(proved), tuple(dict.fromkeys(problems)))


def checked_exercises(notebook: dict) -> list[str]:
    """Return the ids of the exercises that the check cells of `notebook` check."""
    from nnlab.release.lint import checked_id

    cells = (cell for cell in notebook["cells"] if kinds.kind_of(cell) == "check")
    return [exercise_id for exercise_id in map(checked_id, cells) if exercise_id]


def _sides(solution: Path, lab: Path) -> list[str]:
    """Faults of the two sides: solved where it must not be, or unsolved where it must be solved."""
    problems = []
    for path, wanted in ((lab, _untouched), (solution, _solved)):
        try:
            result = examine(path)
        except NotebookError as error:
            problems.append(str(error))
            continue
        faults = [fault for fault in map(wanted, result.reports) if fault]
        problems += [f"{path}: {fault}" for fault in faults]
        # A note tells why something is missing; by itself it is no fault.
        problems += [f"{path}: {note}" for note in result.notes if faults]
    return problems


def _untouched(report: Report) -> str:
    outcome = str(report.outcome)
    return (
        ""
        if outcome == "NOT_ATTEMPTED"
        else f"{_id(report)} must be NOT_ATTEMPTED in the lab, and is {outcome}"
    )


def _solved(report: Report) -> str:
    if str(report.outcome) == "PASSED" and report.points == report.max_points:
        return ""
    failed = [criterion.name for criterion in report.criteria if not criterion.passed]
    return (
        f"{_id(report)} must be PASSED in the solution, and is {report.outcome} with {report.points} of "
        f"{report.max_points} points" + (f"; failed: {', '.join(failed)}" if failed else "")
    )


def _id(report: Report) -> str:
    """Return the exercise's id, whether the report holds the id or the exercise."""
    return getattr(report.exercise, "id", report.exercise)
