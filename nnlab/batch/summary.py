"""Everything that is made from the results alone, at the end of each run and whenever it is asked for."""

import json
import sqlite3
from pathlib import Path
from typing import Any
from urllib.parse import quote

from nnlab._files import replace_file
from nnlab.batch.places import feedback_path
from nnlab.batch.report import report_page
from nnlab.batch.tables import write_tables
from nnlab.exceptions import ResultsError


def write_summary(folder: Path) -> None:
    """Write ``grades.csv``, ``grades.sqlite`` and ``report.html`` anew.

    Parameters
    ----------
    folder : Path
        With ``results.jsonl`` and ``run.json``.

    Raises
    ------
    ResultsError
        When one of them cannot be written; the results themselves are whole.
    """
    try:
        write_tables(folder)
        report = report_page(folder, settings_of(folder), _link)
        replace_file(folder / "report.html", report.encode("utf-8"), alone=True)
    except (OSError, sqlite3.Error) as error:  # of a full disk SQLite says so itself
        reason = getattr(error, "strerror", None) or error
        raise ResultsError(
            f"{folder}: the tables and the report cannot be written ({reason}). Every row is safe: "
            "make room, then run the same command with --resume."
        ) from None


def settings_of(folder: Path) -> dict[str, Any]:
    """What the run was asked for; empty where ``run.json`` is missing."""
    try:
        return json.loads((folder / "run.json").read_bytes())
    except FileNotFoundError:
        return {}


def _link(row: dict[str, Any]) -> str:
    """The feedback page of a row, seen from the folder of results."""
    return quote(feedback_path(Path(), row).as_posix())
