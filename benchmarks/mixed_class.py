"""Whether a class of many hands comes out of `nnlab grade` as it must, to the last row.

    python benchmarks/mixed_class.py [--count 500] [--seed 1] [--quick] [--timeout SECONDS] [--jobs 2]

One run grades right programs in many manners of writing, wrong ones (misconceptions of the catalogue in the
forms in which people write them, the corpus's, mutants), all hostile functions of `tests/batch`, and damaged
files: over many labs, in the name schemes of Canvas, Moodle, nbgrader and others, and some in zips. What must
come of each is known before: full points for the right ones; for the wrong ones fewer, and the points, the
outcome and the misconceptions that the same program gets in a notebook; nothing for the hostile functions,
but full points for the honest one beside each; one row for each damaged file, and a note where nothing in it
can be read.

All rows, feedback pages and tables are compared with that. Exits with 1 on any difference.
"""

import argparse
import csv
import json
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections import Counter
from contextlib import closing
from pathlib import Path
from typing import Any

from _class import mixed
from _programs import HandedIn, Want
from _schemes import lay_out

_FAULTS = {"GRADER_ERROR", "ISOLATION_FAULT"}


def differences(out: Path, handed_in: list[HandedIn]) -> dict[str, list[str]]:
    """What is not as it must be, by student; an empty name for what concerns all."""
    wanted = {item.student: item for item in handed_in}
    found: dict[str, list[str]] = {}
    seen: Counter[str] = Counter()
    rows = [json.loads(line) for line in (out / "results.jsonl").read_text(encoding="utf-8").splitlines()]
    for row in rows:
        seen[row["student"]] += 1
        item = wanted.get(row["student"])
        problems = ["a row of nobody"] if item is None else _in_row(row, item)
        if problems:
            found.setdefault(row["student"], []).extend(problems)
    for student in wanted:
        if seen[student] != 1:
            found.setdefault(student, []).append(f"{seen[student]} rows")
    pages = len([*(out / "feedback").rglob("*.html")])
    if pages != len(handed_in):
        found.setdefault("", []).append(f"{pages} feedback pages")
    found.setdefault("", []).extend(_in_tables(out, rows))
    return {student: problems for student, problems in found.items() if problems}


def _in_row(row: dict[str, Any], item: HandedIn) -> list[str]:
    problems = []
    if row["lab"] != item.lab:
        problems.append(f"lab {row['lab']!r} in place of {item.lab!r}")
    if row["isolation"] != "full":
        problems.append(f"isolation {row['isolation']}")
    if item.noted and not row["notes"]:
        problems.append("no note")
    if any(note.startswith("not graded") for note in row["notes"]):
        problems.append(f"not graded: {row['notes']}")
    entries = {entry["exercise"]: entry for entry in row["exercises"]}
    if {*entries} != {*item.want}:
        problems.append(f"exercises {[*entries]} in place of {[*item.want]}")
    if row["points"] != sum(entry["points"] for entry in entries.values()):
        problems.append("the points are not the sum")
    for exercise, want in item.want.items():
        problems += [f"{exercise}: {text}" for text in _in_entry(entries.get(exercise), want)]
    return problems


def _in_entry(entry: dict[str, Any] | None, want: Want) -> list[str]:
    if entry is None:
        return ["missing"]
    problems = []
    if want.points is not None and entry["points"] != want.points:
        problems.append(f"{entry['points']} points in place of {want.points}")
    if want.outcomes and entry["outcome"] not in want.outcomes:
        problems.append(f"{entry['outcome']} in place of {' or '.join(want.outcomes)}: {entry['message']}")
    if not want.outcomes and entry["outcome"] in _FAULTS:
        problems.append(f"{entry['outcome']}: {entry['message']}")
    if want.less_than_full and entry["points"] >= entry["max_points"]:
        problems.append("full points for a wrong one")
    first = entry["misconceptions"][0] if entry["misconceptions"] else entry["fault"]
    if want.named and not {first, entry["outcome"]} & {*want.named}:
        problems.append(f"named {first!r} in place of {want.named}")
    if want.misconceptions is not None and tuple(entry["misconceptions"]) != want.misconceptions:
        problems.append(f"misconceptions {entry['misconceptions']} in place of {want.misconceptions}")
    return problems


def _in_tables(out: Path, rows: list[dict[str, Any]]) -> list[str]:
    """Whether the tables tell what the rows do, and the report names every submission's lab."""
    problems = []
    points = {
        row["student"]: sum(e["points"] for e in row["exercises"] if e["outcome"] not in _FAULTS)
        for row in rows
    }
    with open(out / "grades.csv", encoding="utf-8", newline="") as file:
        told = {line["student"].removeprefix("'"): float(line["points"]) for line in csv.DictReader(file)}
    if told != points:
        problems.append(f"grades.csv differs for {sorted({*told.items()} ^ {*points.items()})[:5]}")
    with closing(sqlite3.connect(out / "grades.sqlite")) as database:
        stored = dict(database.execute("SELECT student, points FROM submissions WHERE counts"))
    if stored != {row["student"]: row["points"] for row in rows}:
        problems.append("grades.sqlite differs from the rows")
    report = (out / "report.html").read_text(encoding="utf-8")
    problems += [
        f"the report has no lab {lab}" for lab in {row["lab"] for row in rows} if f"Lab {lab}" not in report
    ]
    return problems


def run(home: Path, handed_in: list[HandedIn], seed: int, *options: str) -> Path:
    """Lay the class out, and grade it with the command that an instructor gives."""
    paths, students = lay_out(home / "in", [(item.lab, item.raw) for item in handed_in], seed)
    for item, student in zip(handed_in, students, strict=True):
        item.student = student
    command = [sys.executable, "-m", "nnlab", "grade", *map(str, paths), "--out", str(home / "out")]
    subprocess.run([*command, "--seed", str(seed), *options], check=True, stdout=subprocess.DEVNULL)
    return home / "out"


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter, allow_abbrev=False
    )
    parser.add_argument("--count", type=int, default=500, help="submissions (default: %(default)s)")
    parser.add_argument("--seed", type=int, default=1, help="for the class and its random cases (default: 1)")
    parser.add_argument("--timeout", help="seconds of each function (default: what its exercise says)")
    parser.add_argument("--jobs", default="2", help="workers (default: %(default)s)")
    parser.add_argument("--quick", action="store_true", help="no models, nothing that uses up a limit")
    parser.add_argument("--keep", type=Path, help="leave submissions and results in this new folder")
    options = parser.parse_args()
    handed_in = mixed(options.count, options.seed, options.quick)
    more = ["--jobs", options.jobs, *(["--timeout", options.timeout] if options.timeout else [])]
    with tempfile.TemporaryDirectory() as folder:
        home = options.keep or Path(folder)
        home.mkdir(parents=True, exist_ok=True)
        start = time.perf_counter()
        out = run(home, handed_in, options.seed, *more)
        seconds = time.perf_counter() - start
        wrong = differences(out, handed_in)
    what = {item.student: f"{item.kind}, {item.what}" for item in handed_in}
    kinds, odd = Counter(i.kind for i in handed_in), Counter(i.kind for i in handed_in if i.student in wrong)
    print(f"{'':<10}{'handed in':>10}{'as it must':>12}")
    for kind, number in kinds.items():
        print(f"{kind:<10}{number:>10}{number - odd[kind]:>12}")
    ways = {i.what for i in handed_in if i.kind == "wrong"}
    names = {name for i in handed_in for want in i.want.values() for name in want.misconceptions or ()}
    print(
        f"{len(ways)} ways to be wrong, {len(names)} misconceptions, {len({i.lab for i in handed_in})} labs"
    )
    print(f"{60 * len(handed_in) / seconds:.0f} submissions a minute")
    for student, problems in wrong.items():
        print(f"{student or 'all'} ({what.get(student, '')}): {'; '.join(problems)}")
    print("Some are not as they must be." if wrong else "Every row is as it must be.")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
