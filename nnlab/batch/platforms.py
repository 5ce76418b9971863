"""Grades in the form that a learning platform imports, made from the results of a run.

Canvas: the columns that its gradebook exports, as its importer reads them. Moodle: what "Grades > Import >
CSV file" maps, or the grading worksheet of one assignment. What a spreadsheet would run is made harmless.
"""

import csv
import io
import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from nnlab.batch.results import OF_THE_GRADER, read_rows
from nnlab.batch.roster import Roster
from nnlab.batch.students import canvas_user
from nnlab.batch.tables import counting, harmless
from nnlab.exceptions import ResultsError
from nnlab.grader import registry

#: As Canvas exports them; the first and the second must be these, and the last before the grades "Section".
_CANVAS = ["Student", "ID", "SIS User ID", "SIS Login ID", "Section"]
_CANVAS_NAMES = (("ID",), ("SIS Login ID",), ("SIS User ID",), ("Student",))
_MOODLE_NAMES = (
    ("Identifier",),
    ("Username",),
    ("ID number",),
    ("Email address",),
    ("First name", "Last name"),
    ("First name", "Surname"),
    ("Full name",),
)
_MOODLE_KEPT = ("username", "id number", "email address", "first name", "last name", "surname", "full name")
_PARTICIPANT = re.compile(r"^(?P<name>.+)_(?P<id>\d+)$")


@dataclass
class Written:
    """A file for a platform, students who are not in its list, and submissions that the grader failed on."""

    text: str
    students: int = 0
    unknown: list[str] = field(default_factory=list)
    unjudged: list[str] = field(default_factory=list)


def labs_of(folder: Path) -> list[str]:
    """Labs that the run has grades for."""
    return sorted({lab for _, lab in counting(folder) if lab})


def canvas(folder: Path, labs: list[str], titles: dict[str, str], roster: Path | None = None) -> Written:
    """Write the CSV that Canvas imports in its gradebook.

    Parameters
    ----------
    folder : Path
        Of a run.
    labs : list of str
        One column each.
    titles : dict of str to str
        What the assignment of a lab is called in Canvas; by default number and title of the lab.
    roster : Path, optional
        The gradebook that Canvas exported. Without it a student is who Canvas's file names say, or the one
        whose login is the name of the folder.

    Returns
    -------
    Written
    """
    known = (
        Roster(roster, _CANVAS_NAMES, "a gradebook exported from Canvas (Student, ID)") if roster else None
    )
    heads = [titles.get(lab) or _title(lab) for lab in labs]
    most = [_number(sum(exercise.points for exercise in registry.exercises(lab))) for lab in labs]
    lines = [[*_CANVAS, *heads], ["    Points Possible", "", "", "", "", *most]]
    result = Written("")
    for student, mine, ids in _students(folder, labs, result):
        if known is None:
            user = next(iter(ids), "")
            who = [student, user, "", "" if user else student, ""]
        else:
            place = known.find([*ids, student])
            if place is None:
                result.unknown.append(student)
                continue
            places = [known.column(name) for name in _CANVAS]
            who = [known.rows[place][column] if column is not None else "" for column in places]
        lines.append([*map(harmless, who), *(_cell(mine, lab) for lab in labs)])
        result.students += 1
    result.text = _csv(lines)
    return result


def moodle(folder: Path, labs: list[str], titles: dict[str, str], roster: Path | None = None) -> Written:
    """Write a CSV that Moodle imports.

    Parameters
    ----------
    folder, labs, titles
        As for `canvas`.
    roster : Path, optional
        The participants or the grades that Moodle exported, or the grading worksheet of an assignment: then
        the worksheet comes back with its grades filled in. Without it, the name of a student's folder is
        taken for the username.

    Returns
    -------
    Written
    """
    needed = "exported from Moodle, with Identifier (a grading worksheet), Username or Email address"
    known = Roster(roster, _MOODLE_NAMES, needed) if roster else None
    if known is not None and known.column("Identifier") is not None and known.column("Grade") is not None:
        return _worksheet(folder, labs, known)
    kept = [i for i, name in enumerate(known.header) if name.lower() in _MOODLE_KEPT] if known else []
    head = [known.header[i] for i in kept] if known else ["Username"]
    lines = [[*map(harmless, head), *(titles.get(lab) or _title(lab) for lab in labs)]]
    result = Written("")
    for student, mine, _ in _students(folder, labs, result):
        who = [student]
        if known is not None:
            place = known.find(_moodle_names(student))
            if place is None:
                result.unknown.append(student)
                continue
            who = [known.rows[place][i] for i in kept]
        lines.append([*map(harmless, who), *(_cell(mine, lab) for lab in labs)])
        result.students += 1
    result.text = _csv(lines)
    return result


def _worksheet(folder: Path, labs: list[str], sheet: Roster) -> Written:
    """Fill in the column ``Grade`` of an assignment's worksheet, and leave the rest as it is."""
    if len(labs) != 1:
        raise ResultsError(
            f"a grading worksheet is of one assignment, and the run has the labs {', '.join(labs)}: "
            "name one with --labs."
        )
    (lab,) = labs
    grade, maximum = sheet.column("Grade"), sheet.column("Maximum grade")
    full = _number(sum(exercise.points for exercise in registry.exercises(lab)))
    result = Written("")
    for student, mine, _ in _students(folder, labs, result):
        place = sheet.find(_moodle_names(student))
        if place is None:
            result.unknown.append(student)
            continue
        row = sheet.rows[place]
        if maximum is not None and row[maximum] and float(row[maximum].replace(",", ".")) != float(full):
            raise ResultsError(
                f"the worksheet's maximum grade is {row[maximum]}, and lab {lab} has {full} points: set the "
                f"maximum grade of the assignment to {full} in Moodle, and download the worksheet again."
            )
        row[grade] = _number(mine[lab])
        result.students += 1
    result.text = _csv([sheet.header, *([_kept(cell) for cell in row] for row in sheet.rows)])
    return result


def _students(
    folder: Path, labs: list[str], result: Written
) -> Iterable[tuple[str, dict[str, float], list[str]]]:
    """Yield each student with the points of each lab, and the numbers that Canvas knows them by."""
    counts = counting(folder)
    points: dict[str, dict[str, float]] = defaultdict(dict)
    users: dict[str, dict[str, None]] = defaultdict(dict)
    for row in read_rows(folder):
        student, lab = row["student"], row["lab"]
        if lab not in labs or counts[student, lab] != row["submission"]:
            continue
        if any(entry["outcome"] in OF_THE_GRADER for entry in row["exercises"]):
            result.unjudged.append(row["submission"])
        else:
            points[student][lab] = row["points"]
            user = canvas_user(row["submission"])
            users[student] |= {user: None} if user else {}
    for student, mine in points.items():
        yield student, mine, [*users[student]]


def _moodle_names(student: str) -> list[str]:
    """What Moodle may call a student: its folders are named ``Ann Lee_4711``, and 4711 is the participant."""
    match = _PARTICIPANT.match(student)
    return [f"Participant {match['id']}", match["name"], student] if match else [student]


def _title(lab: str) -> str:
    return f"{lab} {registry.lab(lab).title}"


def _cell(mine: dict[str, float], lab: str) -> str:
    """Points, or an empty cell, which leaves a grade in the platform as it is."""
    return _number(mine[lab]) if lab in mine else ""


def _number(value: Any) -> str:
    return f"{value:g}"


def _kept(cell: str) -> str:
    """A cell of the platform's own file: numbers and the dash for "nothing" stay as they are."""
    return cell if re.fullmatch(r"-?[\d.,]*", cell) else harmless(cell)


def _csv(lines: list[list[str]]) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(lines)
    return text.getvalue()
