"""Gradescope's ``results.json``, as the specification of its autograders says, made from rows."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from nnlab._files import replace_file
from nnlab.batch.feedback import shown
from nnlab.batch.places import feedback_path
from nnlab.batch.reread import report_of
from nnlab.batch.results import read_rows
from nnlab.grader.feedback.sentences import say
from nnlab.grader.feedback.text import report_text


def results_json(row: dict[str, Any]) -> dict[str, Any]:
    """Say one row in Gradescope's form: a test for each exercise, with what its learner may see.

    Parameters
    ----------
    row : dict

    Returns
    -------
    dict
    """
    known: dict[str, Any] = {"execution_time": round(row["seconds"])} if row["seconds"] else {}
    return {
        "score": row["points"],
        **known,
        "output": "\n".join(row["notes"]),
        "output_format": "text",
        "test_output_format": "text",
        "test_name_format": "text",
        "visibility": "visible",
        "stdout_visibility": "hidden",
        "extra_data": {"submission": row["submission"], "lab": row["lab"], "isolation": row["isolation"]},
        "tests": [_test(number, entry) for number, entry in enumerate(row["exercises"], start=1)],
    }


def _test(number: int, entry: dict[str, Any]) -> dict[str, Any]:
    return {
        "score": entry["points"],
        "max_score": entry["max_points"],
        "status": "passed" if entry["passed"] else "failed",
        "name": entry["exercise"],
        "number": str(number),
        "output": report_text(shown(report_of(entry))),
        "tags": entry["misconceptions"][:1],
        "visibility": "visible",
    }


def nothing() -> dict[str, Any]:
    """What Gradescope is told when nothing that was handed in could be graded."""
    return {
        "score": 0,
        "output": say("feedback_page", "no_notebook"),
        "visibility": "visible",
        "stdout_visibility": "hidden",
        "tests": [],
    }


def write_each(folder: Path, out: Path, labs: tuple[str, ...] = ()) -> int:
    """Write ``STUDENT/LAB/results.json`` for each row of a run.

    Parameters
    ----------
    folder, out : Path
    labs : tuple of str
        Only these; empty for all.

    Returns
    -------
    int
        How many.
    """
    count = 0
    for row in _rows(folder, labs):
        inner = Path(*feedback_path(Path(), row).parts[1:])
        place = out / inner.with_suffix("") / "results.json"
        place.parent.mkdir(parents=True, exist_ok=True)
        replace_file(place, _bytes(results_json(row)))
        count += 1
    return count


def write_best(folder: Path, out: Path, labs: tuple[str, ...] = ()) -> int:
    """Write one file, of the row with most points: in Gradescope's container there is one submission.

    Parameters
    ----------
    folder, out : Path
    labs : tuple of str

    Returns
    -------
    int
        1, or 0 when there is no row; the file then says so.
    """
    best = max(_rows(folder, labs), key=lambda row: (bool(row["lab"]), row["points"]), default=None)
    replace_file(out, _bytes(nothing() if best is None else results_json(best)))
    return int(best is not None)


def _rows(folder: Path, labs: tuple[str, ...]) -> Iterator[dict[str, Any]]:
    """Rows of these labs, and of files of which nobody knows the lab."""
    return (row for row in read_rows(folder) if not labs or row["lab"] in (*labs, ""))


def _bytes(data: dict[str, Any]) -> bytes:
    return json.dumps(data, ensure_ascii=False, allow_nan=False, indent=1).encode("utf-8") + b"\n"
