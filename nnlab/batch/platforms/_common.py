"""What the platforms' files share: who a student of a run is in their list, and how cells are written."""

import csv
import io
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from nnlab.batch.platforms.roster import Roster
from nnlab.batch.results import OF_THE_GRADER, read_rows
from nnlab.batch.students import canvas_user
from nnlab.batch.tables import counting, number
from nnlab.grader import registry


@dataclass
class Written:
    """A file for a platform, and what its instructor has to know of it.

    Parameters
    ----------
    text : str
    students : int
    unknown : list of str
        Students who are not in the platform's list.
    unjudged : list of str
        Submissions that the grader failed on.
    empty : int
        Empty cells; platforms take these for "no grade".
    warnings : list of str
    """

    text: str
    students: int = 0
    unknown: list[str] = field(default_factory=list)
    unjudged: list[str] = field(default_factory=list)
    empty: int = 0
    warnings: list[str] = field(default_factory=list)


def labs_of(folder: Path) -> list[str]:
    """Labs that the run has grades for."""
    return sorted({lab for _, lab in counting(folder) if lab})


def people(
    folder: Path,
    labs: list[str],
    known: Roster,
    names: Callable[[str, list[str]], list[str]],
    result: Written,
) -> list[tuple[int, dict[str, float]]]:
    """Find the students in the list: their rows there, and their points.

    Two students of a run may be one person of the list, such as where one lab came from the platform and
    another by mail; then the better points count, as they do within a run.
    """
    found: dict[int, tuple[str, dict[str, float]]] = {}
    for student, mine, ids in students(folder, labs, result):
        place = known.find(names(student, ids))
        if place is None:
            result.unknown.append(student)
        elif place in found:
            first, points = found[place]
            points |= {lab: max(value, points.get(lab, value)) for lab, value in mine.items()}
            result.warnings.append(
                f"{first} and {student} are one person in the list: the better points count"
            )
        else:
            found[place] = (student, mine)
    return [(place, mine) for place, (_, mine) in found.items()]


def students(
    folder: Path, labs: list[str], result: Written
) -> Iterator[tuple[str, dict[str, float], list[str]]]:
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
            user = canvas_user(student, row["submission"])
            users[student] |= {user: None} if user else {}
    for student, mine in points.items():
        yield student, mine, [*users[student]]


def title(lab: str) -> str:
    """What the assignment of a lab is called where no other name is given."""
    return f"{lab} {registry.lab(lab).title}"


def full_points(lab: str) -> str:
    """The points that a lab has, as a cell."""
    return number(sum(exercise.points for exercise in registry.exercises(lab)))


def cells(
    mine: dict[str, float], labs: list[str], result: Written, there: Mapping[str, str] | None = None
) -> list[str]:
    """Points of each lab; where there are none, what stands `there`, or an empty cell, which is counted."""
    there = there or {}
    result.empty += sum(lab not in mine and lab not in there for lab in labs)
    return [number(mine[lab]) if lab in mine else there.get(lab, "") for lab in labs]


def differ(theirs: str, ours: str) -> bool:
    """Whether the platform's number of points, as it writes it, is another one than ours."""
    try:
        return float(theirs.replace(",", ".")) != float(ours)
    except ValueError:
        return False


def csv_text(lines: list[list[str]]) -> str:
    """The lines as a CSV with commas, which every platform reads."""
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(lines)
    return text.getvalue()
