"""Remember which exercises a learner has passed.

Results are kept in memory, and in ``.nnlab/progress.json`` beside the notebooks where that folder exists
(``nnlab lab`` makes it). A file that cannot be read or written never stops a check: it costs itself alone.
"""

import json
import os
from contextlib import suppress
from pathlib import Path
from typing import Any

from nnlab._files import replace_file

SCHEMA = 1
_session: dict[str, dict[str, Any]] = {}


def _file() -> Path | None:
    """Where progress is kept, or None: no folder, or ``NNLAB_PROGRESS=off``."""
    if os.environ.get("NNLAB_PROGRESS") == "off":
        return None
    try:
        folder = Path.cwd() / ".nnlab"
        return folder / "progress.json" if folder.is_dir() else None
    except OSError:
        return None


def results() -> dict[str, dict[str, Any]]:
    """Best result of each exercise: ``{id: {"points", "max_points", "passed"}}``."""
    stored = _stored()
    better = {key: _better(entry, stored.get(key)) for key, entry in _session.items()}
    return {**stored, **better}


def _better(entry: dict[str, Any], other: dict[str, Any] | None) -> dict[str, Any]:
    """The better of two results; another kernel may have written one meanwhile."""
    if other is None or (entry["passed"], entry["points"]) >= (other["passed"], other["points"]):
        return entry
    return other


def _stored() -> dict[str, dict[str, Any]]:
    file = _file()
    if file is None:
        return {}
    try:
        entries = json.loads(file.read_text(encoding="utf-8"))["results"]
        return {key: _valid(entry) for key, entry in entries.items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return {}


def _valid(entry: dict[str, Any]) -> dict[str, Any]:
    return {
        "points": int(entry["points"]),
        "max_points": int(entry["max_points"]),
        "passed": bool(entry["passed"]),
    }


def remember(exercise: str, points: int, max_points: int, passed: bool) -> None:
    """Keep a result when it is better than the one before."""
    entry = {"points": points, "max_points": max_points, "passed": passed}
    known = results().get(exercise)
    _session[exercise] = entry if known is None else _better(known, entry)
    if _session[exercise] is known:
        return
    file = _file()
    if file is None:
        return
    with suppress(OSError):
        content = {"schema": SCHEMA, "results": results()}
        replace_file(file, json.dumps(content, indent=1).encode())
