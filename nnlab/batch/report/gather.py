"""One pass over the rows of a run: sums and counts, so that memory does not grow with the class.

Only the submission that counts for a student and a lab enters the statistics; notes are taken of all.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from math import sqrt
from typing import Any

from nnlab.batch.results import OF_THE_GRADER
from nnlab.grader.spec import is_random

#: How many submissions a list names before it only counts.
MOST_NAMED = 50
_MOST_NOTES = 100
_PLACE = re.compile(r"\b(cell|line) \d+\b")


@dataclass
class Item:
    """Sums over the results of one exercise: `x` is its points, `y` those of the lab's other exercises."""

    max_points: float = 0
    n: int = 0
    x: float = 0
    y: float = 0
    xx: float = 0
    yy: float = 0
    xy: float = 0
    outcomes: Counter[str] = field(default_factory=Counter)

    def add(self, x: float, y: float) -> None:
        """Take in one result."""
        self.n += 1
        self.x += x
        self.y += y
        self.xx += x * x
        self.yy += y * y
        self.xy += x * y

    @property
    def facility(self) -> float | None:
        """Mean share of the points."""
        return self.x / (self.n * self.max_points) if self.n and self.max_points else None

    @property
    def discrimination(self) -> float | None:
        """Correlation of `x` and `y`; None where one of them is the same for all."""
        spread_x = self.n * self.xx - self.x**2
        spread_y = self.n * self.yy - self.y**2
        if self.n < 2 or spread_x <= 0 or spread_y <= 0:
            return None
        return (self.n * self.xy - self.x * self.y) / sqrt(spread_x * spread_y)


@dataclass
class LabFigures:
    """How one lab went: submissions that count by their points, and sums for each exercise."""

    max_points: float = 0
    points: Counter[float] = field(default_factory=Counter)
    items: dict[str, Item] = field(default_factory=dict)
    seconds: Counter[float] = field(default_factory=Counter)

    @property
    def n(self) -> int:
        """Submissions that count."""
        return self.points.total()


@dataclass
class Mistake:
    """A misconception: how often it was named, by exercise, and one example."""

    exercises: Counter[str] = field(default_factory=Counter)
    example: dict[str, Any] = field(default_factory=dict)
    hidden: bool = True


@dataclass
class Named:
    """Submissions that a list names, ``(student, lab, submission)``, and how many there are."""

    count: int = 0
    names: list[tuple[str, str, str]] = field(default_factory=list)

    def add(self, row: dict[str, Any]) -> None:
        """Take in one submission."""
        self.count += 1
        if len(self.names) < MOST_NAMED:
            self.names.append((row["student"], row["lab"], row["submission"]))


@dataclass
class Figures:
    """All that the report tells, but for what is alike."""

    submissions: int = 0
    students: int = 0
    labs: dict[str, LabFigures] = field(default_factory=lambda: defaultdict(LabFigures))
    mistakes: dict[str, Mistake] = field(default_factory=lambda: defaultdict(Mistake))
    isolation: Counter[str] = field(default_factory=Counter)
    no_lab: Named = field(default_factory=Named)
    faults: dict[str, Named] = field(default_factory=lambda: defaultdict(Named))
    several: Named = field(default_factory=Named)
    notes: dict[str, Named] = field(default_factory=lambda: defaultdict(Named))
    more_notes: int = 0
    counting: dict[str, str] = field(default_factory=dict)


def gather(rows: Iterable[dict[str, Any]], counts: dict[tuple[str, str], str]) -> Figures:
    """Sum up the rows of a run.

    Parameters
    ----------
    rows : iterable of dict
        As `nnlab.batch.results.read_rows` yields them: those of a student together.
    counts : dict of (student, lab) to submission
        As `nnlab.batch.tables.counting` gives it.

    Returns
    -------
    Figures
    """
    figures = Figures()
    last = None
    for row in rows:
        figures.submissions += 1
        figures.students += row["student"] != last
        last = row["student"]
        figures.isolation[row["isolation"]] += 1
        _look(figures, row)
        unread = any(note.startswith(f"{row['submission']}: ") for note in row["notes"])
        if unread or not row["lab"]:
            figures.no_lab.add(row)
        if not row["lab"]:
            continue
        if counts[row["student"], row["lab"]] == row["submission"]:
            figures.counting[row["submission"]] = row["student"]
            _count(figures, row)
        else:
            figures.several.add(row)
    return figures


def _look(figures: Figures, row: dict[str, Any]) -> None:
    """Take in what asks for a look by hand."""
    for outcome in {entry["outcome"] for entry in row["exercises"]} & {*OF_THE_GRADER}:
        figures.faults[outcome].add(row)
    for note in row["notes"]:
        # Which cell it is stands on the learner's page; here a fault is told once, however many have it.
        text = _PLACE.sub(r"\1 …", note.removeprefix(row["submission"]).lstrip(": "))
        if text in figures.notes or len(figures.notes) < _MOST_NOTES:
            figures.notes[text].add(row)
        else:
            figures.more_notes += 1


def _count(figures: Figures, row: dict[str, Any]) -> None:
    lab = figures.labs[row["lab"]]
    lab.max_points = row["max_points"]
    lab.points[row["points"]] += 1
    if row["seconds"]:
        lab.seconds[round(row["seconds"], 1)] += 1
    whole = not any(entry["outcome"] in OF_THE_GRADER for entry in row["exercises"])
    for entry in row["exercises"]:
        item = lab.items.setdefault(entry["exercise"], Item())
        item.max_points = entry["max_points"]
        item.outcomes[entry["outcome"]] += 1
        if whole:
            item.add(entry["points"], row["points"] - entry["points"])
        for name in filter(None, entry["explanation"].get("misconception", "").split(", ")):
            _mistake(figures.mistakes[name], entry)


def _mistake(mistake: Mistake, entry: dict[str, Any]) -> None:
    """Count it, and keep the first example, one of the lab's own inputs if there is any."""
    mistake.exercises[entry["exercise"]] += 1
    hidden = is_random(entry["explanation"].get("case", ""))
    if not mistake.example or (mistake.hidden and not hidden):
        mistake.example = {"exercise": entry["exercise"], **entry["explanation"]}
        mistake.hidden = hidden


def quantile(counts: Counter[float], share: float) -> float:
    """The value that `share` of all do not exceed; the median for 0.5, as a value that occurs.

    Parameters
    ----------
    counts : Counter
        Not empty.
    share : float
    """
    left = share * counts.total()
    for value in sorted(counts):
        left -= counts[value]
        if left <= 0:
            return value
    return max(counts)
