"""Grades as tables, made anew from the results: a CSV with a row a student, and a SQLite database."""

import contextlib
import csv
import io
import json
import os
import sqlite3
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from nnlab._files import replace_file
from nnlab.batch.results import OF_THE_GRADER, read_rows
from nnlab.grader import registry

_SCHEMA = """
CREATE TABLE submissions (
    id INTEGER PRIMARY KEY, student TEXT NOT NULL, submission TEXT NOT NULL UNIQUE, lab TEXT NOT NULL,
    points REAL NOT NULL, max_points REAL NOT NULL, counts INTEGER NOT NULL, isolation TEXT NOT NULL,
    seconds REAL NOT NULL, notes TEXT NOT NULL
);
CREATE TABLE exercises (
    submission INTEGER NOT NULL REFERENCES submissions (id), exercise TEXT NOT NULL, outcome TEXT NOT NULL,
    points REAL NOT NULL, max_points REAL NOT NULL, fault TEXT NOT NULL, message TEXT NOT NULL,
    PRIMARY KEY (submission, exercise)
);
CREATE TABLE criteria (
    submission INTEGER NOT NULL REFERENCES submissions (id), exercise TEXT NOT NULL, name TEXT NOT NULL,
    passed INTEGER NOT NULL, points REAL NOT NULL, max_points REAL NOT NULL, message TEXT NOT NULL
);
CREATE TABLE misconceptions (
    submission INTEGER NOT NULL REFERENCES submissions (id), exercise TEXT NOT NULL, rank INTEGER NOT NULL,
    misconception TEXT NOT NULL
);
CREATE INDEX by_student ON submissions (student, lab);
CREATE INDEX by_exercise ON exercises (exercise, outcome);
CREATE INDEX by_misconception ON misconceptions (misconception);
"""


def counting(folder: Path) -> dict[tuple[str, str], str]:
    """Which submission counts for each student and lab: the one with most points, of equal ones the last.

    Parameters
    ----------
    folder : Path
        Of a run.

    Returns
    -------
    dict of (student, lab) to submission
    """
    best: dict[tuple[str, str], tuple[float, str]] = {}
    for row in read_rows(folder):
        key = (row["student"], row["lab"])
        best[key] = max(best.get(key, (-1.0, "")), (row["points"], row["submission"]))
    return {key: submission for key, (_, submission) in best.items()}


def write_tables(folder: Path) -> None:
    """Write ``grades.csv`` and ``grades.sqlite`` from ``results.jsonl``."""
    counts = counting(folder)
    replace_file(folder / "grades.csv", _csv(folder, counts).encode("utf-8"), alone=True)
    _write_sqlite(folder, counts)


def grades(folder: Path, counts: dict[tuple[str, str], str]) -> Iterable[tuple[str, dict[str, float]]]:
    """Yield each student with the points of each exercise that was judged, of the submissions that count."""
    student, mine = None, {}
    for row in read_rows(folder):
        if student is not None and row["student"] != student:
            yield student, mine
            mine = {}
        student = row["student"]
        if counts[student, row["lab"]] == row["submission"]:
            judged = (entry for entry in row["exercises"] if entry["outcome"] not in OF_THE_GRADER)
            mine |= {entry["exercise"]: entry["points"] for entry in judged}
    if student is not None:
        yield student, mine


def _csv(folder: Path, counts: dict[tuple[str, str], str]) -> str:
    labs = {lab for _, lab in counts}
    exercises = [item for item in registry.exercises() if item.lab in labs]
    text = io.StringIO()
    table = csv.writer(text, lineterminator="\n")
    table.writerow(["student", *(item.id for item in exercises), "points", "max_points"])
    most = sum(item.points for item in exercises)
    for student, mine in grades(folder, counts):
        cells = [number(mine[item.id]) if item.id in mine else "" for item in exercises]
        table.writerow([harmless(student), *cells, number(sum(mine.values())), number(most)])
    return text.getvalue()


def harmless(text: str) -> str:
    """A cell that a spreadsheet takes for text, whatever it begins with; wide signs count too."""
    return f"'{text}" if text.startswith((*"=+-@＝＋－＠", "\t", "\r")) else text


def number(value: float) -> str:
    """A number without needless zeros."""
    return f"{value:g}"


def _write_sqlite(folder: Path, counts: dict[tuple[str, str], str]) -> None:
    temporary = folder / ".grades.sqlite.tmp"
    temporary.unlink(missing_ok=True)
    try:
        with contextlib.closing(sqlite3.connect(temporary)) as database, database:
            database.executescript(_SCHEMA)
            for number, row in enumerate(read_rows(folder), start=1):
                _insert(database, number, row, counts)
        os.replace(temporary, folder / "grades.sqlite")
    finally:
        temporary.unlink(missing_ok=True)


def _insert(database: sqlite3.Connection, number: int, row: dict[str, Any], counts: dict) -> None:
    student, lab = row["student"], row["lab"]
    counting_one = counts[student, lab] == row["submission"]
    database.execute(
        "INSERT INTO submissions VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (number, student, row["submission"], lab, row["points"], row["max_points"], counting_one)
        + (row["isolation"], row["seconds"], json.dumps(row["notes"], ensure_ascii=False)),
    )
    for entry in row["exercises"]:
        name = entry["exercise"]
        database.execute(
            "INSERT INTO exercises VALUES (?, ?, ?, ?, ?, ?, ?)",
            (
                number,
                name,
                entry["outcome"],
                entry["points"],
                entry["max_points"],
                entry["fault"],
                entry["message"],
            ),
        )
        database.executemany(
            "INSERT INTO criteria VALUES (?, ?, ?, ?, ?, ?, ?)",
            [
                (number, name, c["name"], c["passed"], c["points"], c["max_points"], c["message"])
                for c in entry["criteria"]
            ],
        )
        database.executemany(
            "INSERT INTO misconceptions VALUES (?, ?, ?, ?)",
            [(number, name, rank, known) for rank, known in enumerate(entry["misconceptions"], start=1)],
        )
