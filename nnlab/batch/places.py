"""Where the files of one submission are in the folder of results."""

import re
from hashlib import sha256
from pathlib import Path
from typing import Any

from nnlab.grader import registry


def feedback_path(out: Path, row: dict[str, Any]) -> Path:
    """Where the feedback page of a row is: a second submission of a student for a lab gets a name of its own.

    Parameters
    ----------
    out : Path
    row : dict

    Returns
    -------
    Path
    """
    name = row["lab"] or "no-lab"
    stem = Path(row["submission"]).stem
    usual = [entry.stem for entry in registry.LABS if entry.number == row["lab"]]
    if usual and stem not in usual and not stem.endswith(tuple(f"_{known}" for known in usual)):
        name += "-" + sha256(row["submission"].encode()).hexdigest()[:8]
    return out / "feedback" / safe_name(row["student"]) / f"{name}.html"


def safe_name(text: str) -> str:
    """A name for a folder on every system, different for different texts."""
    safe = re.sub(r"[^\w\-. ]", "_", text).strip(". ")[:80]
    if safe == text and safe:
        return safe
    return f"{safe or 'student'}-{sha256(text.encode()).hexdigest()[:8]}"
