"""Put the points of a run into a gradebook of nbgrader, through nbgrader's own interface."""

import contextlib
import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nnlab.batch.autograded import AutogradedCopies
from nnlab.batch.discover import Submission
from nnlab.batch.results import OF_THE_GRADER, read_rows
from nnlab.batch.tables import counting
from nnlab.exceptions import ResultsError
from nnlab.grader import registry

_SQLITE = "sqlite:///"


@dataclass(frozen=True)
class Place:
    """Where a lab's points go: the notebook of an assignment, and the points of its grade cells by name."""

    assignment: str
    notebook: str
    cells: dict[str, float]


@dataclass
class Filled:
    """What was written: submissions, students who were not in the gradebook, copies that formgrader shows."""

    submissions: int = 0
    new_students: int = 0
    copies: int = 0


class Course:
    """An existing gradebook, opened; what it lacks is said before anything is graded.

    Parameters
    ----------
    url : str
        Such as ``sqlite:///course/gradebook.db``.

    Raises
    ------
    ResultsError
        When nbgrader is missing, or there is no gradebook.
    """

    def __init__(self, url: str) -> None:
        self.url = url
        self._file = Path(url.removeprefix(_SQLITE)) if url.startswith(_SQLITE) else None
        if self._file is not None and not self._file.is_file():
            raise ResultsError(
                f"{url}: there is no gradebook {self._file}. A relative path is seen from this folder, an "
                "absolute one has four slashes. `nbgrader generate_assignment` makes the gradebook."
            )
        with self._open():
            pass

    @contextlib.contextmanager
    def _open(self) -> Iterator[Any]:
        try:
            from nbgrader.api import Gradebook
        except ImportError:
            raise ResultsError(
                "--gradebook needs nbgrader, and it is not installed: python -m pip install nbgrader"
            ) from None
        from sqlalchemy.exc import SAWarning, SQLAlchemyError

        try:
            # No course is named: a gradebook holds one, and its assignments are found without it.
            with warnings.catch_warnings(), Gradebook(self.url, course_id="") as gradebook:
                warnings.simplefilter("ignore", SAWarning)  # of nbgrader's own making
                yield gradebook
        except SQLAlchemyError as error:
            raise ResultsError(f"{self.url}: nbgrader cannot use this gradebook ({error}).") from None

    def places(self, labs: list[str]) -> dict[str, Place]:
        """Find the assignment of each lab.

        Parameters
        ----------
        labs : list of str

        Raises
        ------
        ResultsError
            When a lab has none, or several could be meant.
        """
        with self._open() as gradebook:
            known = [
                Place(assignment.name, notebook.name, {c.name: c.max_score for c in notebook.grade_cells})
                for assignment in gradebook.assignments
                for notebook in assignment.notebooks
            ]
        return {lab: self._place(lab, known) for lab in labs}

    def _place(self, lab: str, known: list[Place]) -> Place:
        stem = registry.lab(lab).stem
        wanted = {f"check-{exercise.function}" for exercise in registry.exercises(lab)}
        fitting = [place for place in known if wanted <= place.cells.keys()]
        exact = [place for place in fitting if place.notebook == place.assignment == stem]
        if len(exact or fitting) == 1:
            return (exact or fitting)[0]
        if fitting:
            names = ", ".join(sorted(place.assignment for place in fitting))
            raise ResultsError(
                f"{self.url}: lab {lab} could be any of the assignments {names}. Name the right one {stem!r}."
            )
        names = ", ".join(sorted({place.assignment for place in known})) or "none"
        raise ResultsError(
            f"{self.url}: no assignment has the grade cells of lab {lab} ({', '.join(sorted(wanted))}). "
            f"Assignments: {names}. `nnlab export nbgrader COURSE --labs {lab}` puts the lab into a course, "
            f"`nbgrader generate_assignment {stem}` into its gradebook; --labs grades others alone."
        )

    def fill(
        self,
        folder: Path,
        submissions: list[Submission],
        tell: Callable[[Filled], None] = lambda _: None,
    ) -> Filled:
        """Write the points of the submissions that count.

        A score that was given by hand stays, and is marked to be looked at again, as nbgrader does.

        Parameters
        ----------
        folder : Path
            Of the run.
        submissions : list of Submission
            Where the notebooks are: for the copies that formgrader shows.
        tell : callable

        Returns
        -------
        Filled
        """
        from nbgrader.api import MissingEntry

        counts = counting(folder)
        places = self.places(sorted({lab for _, lab in counts if lab}))
        copies = AutogradedCopies(self._file.parent if self._file else None, submissions)
        filled = Filled()
        with self._open() as gradebook:
            for row in read_rows(folder):
                student, lab = row["student"], row["lab"]
                if not lab or counts[student, lab] != row["submission"]:
                    continue
                try:
                    gradebook.find_student(student)
                except MissingEntry:
                    gradebook.add_student(student)
                    filled.new_students += 1
                self._write(gradebook, row, places[lab], copies)
                filled.copies += copies.write(row, places[lab].assignment, places[lab].notebook)
                filled.submissions += 1
                tell(filled)
        return filled

    def _write(self, gradebook: Any, row: dict[str, Any], place: Place, copies: AutogradedCopies) -> None:
        timestamp = copies.handed_in(row["student"], place.assignment)
        known = {"timestamp": timestamp} if timestamp else {}
        gradebook.update_or_create_submission(place.assignment, row["student"], **known)
        for entry in row["exercises"]:
            name = f"check-{entry['exercise'].partition('.')[2]}"
            grade = gradebook.find_grade(name, place.notebook, place.assignment, row["student"])
            unknown = entry["outcome"] in OF_THE_GRADER
            # An instructor may have given the cell other points than the lab has.
            share = entry["points"] / entry["max_points"] if entry["max_points"] else 0.0
            grade.auto_score = None if unknown else share * place.cells[name]
            grade.needs_manual_grade = unknown or grade.manual_score is not None
        gradebook.db.commit()
