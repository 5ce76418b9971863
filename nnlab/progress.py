"""Remember which exercises a learner has passed, and which questions are answered.

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
_answered: dict[str, dict[str, Any]] = {}


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


def questions() -> dict[str, dict[str, Any]]:
    """State of each answered question: ``{id: {"right", "tries"}}``; the right answer is the last try."""
    stored = _stored_questions()
    further = {key: _further(entry, stored.get(key)) for key, entry in _answered.items()}
    return {**stored, **further}


def _further(entry: dict[str, Any], other: dict[str, Any] | None) -> dict[str, Any]:
    """The state that is further on; another kernel may have written one meanwhile."""
    if other is None or (entry["right"], entry["tries"]) >= (other["right"], other["tries"]):
        return entry
    return other


def _stored() -> dict[str, dict[str, Any]]:
    try:
        return {key: _valid(entry) for key, entry in _content()["results"].items()}
    except (ValueError, KeyError, TypeError, AttributeError, OverflowError):
        return {}


def _stored_questions() -> dict[str, dict[str, Any]]:
    try:
        entries = _content()["questions"]
        return {
            key: {"right": bool(entry["right"]), "tries": int(entry["tries"])}
            for key, entry in entries.items()
        }
    except (ValueError, KeyError, TypeError, AttributeError, OverflowError):
        return {}


def _content() -> dict[str, Any]:
    file = _file()
    if file is None:
        return {}
    try:
        return json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
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
    if _session[exercise] is not known:
        _write()


def remember_question(question: str, right: bool) -> None:
    """Count a try at a question; once it has been answered rightly, nothing is counted any more."""
    known = questions().get(question, {"right": False, "tries": 0})
    if known["right"]:
        return
    _answered[question] = {"right": right, "tries": known["tries"] + 1}
    _write()


def _write() -> None:
    file = _file()
    if file is None:
        return
    with suppress(OSError):
        content = {"schema": SCHEMA, "results": results(), "questions": questions()}
        replace_file(file, json.dumps(content, indent=1).encode())
