"""The CSV that Canvas imports in its gradebook: the columns that it exports, as its importer reads them."""

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
from nnlab.batch.tables import harmless

#: As Canvas exports them; the first and the second must be these, and the last before the grades "Section".
_CANVAS = ["Student", "ID", "SIS User ID", "SIS Login ID", "Section"]
_CANVAS_NAMES = (("ID",), ("SIS Login ID",), ("SIS User ID",), ("Student",), ("FirstName", "LastName"))
#: How many names a message shows.
_MOST_SHOWN = 8


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
    heads = [titles.get(lab) or title(lab) for lab in labs]
    full = [full_points(lab) for lab in labs]
    lines = [[*_CANVAS, *heads], ["    Points Possible", "", "", "", "", *full]]
    result = Written("")
    if known is None:
        for student, mine, ids in students(folder, labs, result):
            user = next(iter(ids), "")
            who = [student, user, "", "" if user else student, ""]
            lines.append([*map(harmless, who), *cells(mine, labs, result)])
    else:
        _compare_assignments(known, dict(zip(labs, heads, strict=True)), full, result)
        columns = {lab: known.column(head) for lab, head in zip(labs, heads, strict=True)}
        for place, mine in people(folder, labs, known, lambda student, ids: [*ids, student], result):
            row = known.rows[place]
            # Canvas takes an empty cell for "no grade": what is there already is said again.
            there = {lab: "" if column is None else row[column] for lab, column in columns.items()}
            lines.append([*map(harmless, _canvas_person(known, row)), *cells(mine, labs, result, there)])
    result.students = len(lines) - 2
    result.text = csv_text(lines)
    return result


def _canvas_person(known: Roster, row: list[str]) -> list[str]:
    """Who a row of Canvas's gradebook is; the name may stand in two columns."""
    places = [known.column(name) for name in _CANVAS]
    who = [row[column] if column is not None else "" for column in places]
    last, first = known.column("LastName"), known.column("FirstName")
    if not who[0] and last is not None and first is not None:
        who[0] = f"{row[last]}, {row[first]}"
    return who


def _compare_assignments(known: Roster, heads: dict[str, str], full: list[str], result: Written) -> None:
    """Say which assignments are new to Canvas, and which have other points there."""
    section = known.column("Section")
    ours = known.header[section + 1 :] if section is not None else []
    names = [name for name in ours if re.search(r"\(\d+\)$", name)]
    possible = next((row for row in known.rows if "Points Possible" in row[0]), None)
    for (lab, head), points in zip(heads.items(), full, strict=True):
        column = known.column(head)
        if column is None:
            shown = ", ".join(names[:_MOST_SHOWN]) + (", …" if len(names) > _MOST_SHOWN else "")
            result.warnings.append(
                f"{head!r} is no assignment of the gradebook, so Canvas makes a new one. "
                + (f'--title "{lab}=NAME" names one of these: {shown}' if names else "")
            )
        elif possible is not None and differ(possible[column], points):
            result.warnings.append(
                f"{head!r} has {possible[column]} points in Canvas, and lab {lab} has {points}: points are "
                f"written as they are. Give the assignment {points} points in Canvas before you import them."
            )
