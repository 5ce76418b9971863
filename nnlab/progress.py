"""Remember which exercises a learner has passed, and which questions are answered.

Results are kept in memory, and in ``.nnlab/progress.json`` beside the notebooks where that folder exists
(``nnlab lab`` makes it). A file that cannot be read or written never stops a check: it costs itself alone.
"""

import json
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from nnlab._files import replace_file

SCHEMA = 1
#: Seconds: how long a write waits for another kernel's, and when a lock was left behind by a dead one.
_PATIENCE, _STALE = 1.0, 5.0
_DAMAGED = (ValueError, KeyError, TypeError, AttributeError, OverflowError)
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


def kept() -> bool:
    """Whether this is a learner's folder, where results outlast the kernel."""
    return _file() is not None


def results() -> dict[str, dict[str, Any]]:
    """Best result of each exercise: ``{id: {"points", "max_points", "passed"}}``."""
    stored = _stored("results", _result)
    better = {key: _better(entry, stored.get(key)) for key, entry in _session.items()}
    return {**stored, **better}


def _better(entry: dict[str, Any], other: dict[str, Any] | None) -> dict[str, Any]:
    """The better of two results; another kernel may have written one meanwhile."""
    if other is None or (entry["passed"], entry["points"]) >= (other["passed"], other["points"]):
        return entry
    return other


def questions() -> dict[str, dict[str, Any]]:
    """State of each answered question: ``{id: {"right", "tries"}}``; the right answer is the last try."""
    stored = _stored("questions", _answer)
    further = {key: _further(entry, stored.get(key)) for key, entry in _answered.items()}
    return {**stored, **further}


def _further(entry: dict[str, Any], other: dict[str, Any] | None) -> dict[str, Any]:
    """The state that is further on; another kernel may have written one meanwhile."""
    if other is None or (entry["right"], entry["tries"]) >= (other["right"], other["tries"]):
        return entry
    return other


def _stored(part: str, valid: Callable[[Any], dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """What the file holds of one part; a damaged entry costs itself alone."""
    found = {}
    with suppress(*_DAMAGED):
        for key, entry in _content()[part].items():
            with suppress(*_DAMAGED):
                found[key] = valid(entry)
    return found


def _content() -> dict[str, Any]:
    file = _file()
    try:
        # A pipe of that name would be waited for for ever, hence an ordinary file.
        return json.loads(file.read_text(encoding="utf-8")) if file is not None and file.is_file() else {}
    except (OSError, ValueError, RecursionError):
        return {}


def _result(entry: Any) -> dict[str, Any]:
    return {
        "points": int(entry["points"]),
        "max_points": int(entry["max_points"]),
        "passed": bool(entry["passed"]),
    }


def _answer(entry: Any) -> dict[str, Any]:
    return {"right": bool(entry["right"]), "tries": int(entry["tries"])}


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
    with suppress(OSError), _turn(file.with_name("progress.lock")):
        content = {"schema": SCHEMA, "results": results(), "questions": questions()}
        replace_file(file, json.dumps(content, indent=1).encode())


@contextmanager
def _turn(lock: Path) -> Iterator[None]:
    """Let one kernel after the other write, so that none takes another's result away; wait a moment at most.

    A file that must not exist yet, and no lock of the system: those can block for ever on a network drive.
    """
    held, end = False, time.monotonic() + _PATIENCE
    while not held and time.monotonic() < end:
        try:
            os.close(os.open(lock, os.O_CREAT | os.O_EXCL | os.O_WRONLY))
            held = True
        except FileExistsError:
            with suppress(OSError):
                if abs(time.time() - lock.stat().st_mtime) > _STALE:
                    lock.unlink()
            time.sleep(0.002)
        except OSError:
            break  # read-only, or no such files here: whether writing works is seen when it is tried
    try:
        yield
    finally:
        if held:
            with suppress(OSError):
                lock.unlink()
