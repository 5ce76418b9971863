"""What Moodle imports: a CSV for "Grades > Import > CSV file", or the grading worksheet of one assignment."""

import re
from pathlib import Path

from nnlab.batch.platforms._common import (
    Written,
    cells,
    csv_text,
    differ,
    full_points,
    people,
    students,
    title,
)
from nnlab.batch.platforms.roster import Roster
from nnlab.batch.tables import harmless, number
from nnlab.exceptions import ResultsError

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
    lines = [[*map(harmless, head), *(titles.get(lab) or title(lab) for lab in labs)]]
    result = Written("")
    if known is None:
        for student, mine, _ in students(folder, labs, result):
            lines.append([harmless(student), *cells(mine, labs, result)])
    else:
        for place, mine in people(folder, labs, known, _moodle_names, result):
            who = [known.rows[place][i] for i in kept]
            lines.append([*map(harmless, who), *cells(mine, labs, result)])
    result.students = len(lines) - 1
    result.text = csv_text(lines)
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
    full = full_points(lab)
    result = Written("")
    for place, mine in people(folder, labs, sheet, _moodle_names, result):
        row = sheet.rows[place]
        if maximum is not None and differ(row[maximum], full):
            raise ResultsError(
                f"the worksheet's maximum grade is {row[maximum]}, and lab {lab} has {full} points: set the "
                f"maximum grade of the assignment to {full} in Moodle, and download the worksheet again."
            )
        row[grade] = number(mine[lab])
        result.students += 1
    result.text = csv_text([sheet.header, *([_kept(cell) for cell in row] for row in sheet.rows)])
    return result


def _moodle_names(student: str, _ids: list[str]) -> list[str]:
    """What Moodle may call a student: its folders are named ``Ann Lee_4711``, and 4711 is the participant."""
    match = _PARTICIPANT.match(student)
    return [f"Participant {match['id']}", match["name"], student] if match else [student]


def _kept(cell: str) -> str:
    """A cell of the platform's own file: numbers and the dash for "nothing" stay as they are."""
    return cell if re.fullmatch(r"-?[\d.,]*", cell) else harmless(cell)
