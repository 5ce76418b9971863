"""Where the files of one submission are in the folder of results."""

import re
import unicodedata
from hashlib import sha256
from pathlib import Path
from typing import Any

from nnlab.grader import registry

#: What stands between the student and the file, in folders, file names, zips, and Moodle's folders and files;
#: in nbgrader's folders the assignment, which is called as the file.
_TOPS = ("/", "_", ".zip/", "_assignsubmission_file_/", "_assignsubmission_file_", "/{stem}/")
#: Canvas numbers a file that was handed in again.
_AGAIN = re.compile(r"-\d+$")
#: A file system takes names of 255 bytes; a number and an ending must find room.
_MOST_BYTES = 200
#: Names of devices on Windows, where results may be opened.
_RESERVED = {"CON", "PRN", "AUX", "NUL"} | {f"{kind}{i}" for kind in ("COM", "LPT") for i in range(10)}


def feedback_path(out: Path, row: dict[str, Any]) -> Path:
    """Where the feedback page of a row is: no two rows share one.

    A notebook that lies where it is expected has its page under the lab's number; every other one under a
    name of its own.

    Parameters
    ----------
    out : Path
    row : dict

    Returns
    -------
    Path
    """
    name = row["lab"] or "no-lab"
    if not row["lab"] or expected_lab(row["student"], row["submission"]) != row["lab"]:
        name += "-" + sha256(row["submission"].encode()).hexdigest()[:8]
    return out / "feedback" / safe_name(row["student"]) / f"{name}.html"


def expected_lab(student: str, submission: str) -> str:
    """Number of the lab of a notebook that lies where it is expected; empty for any other.

    Parameters
    ----------
    student, submission : str
        As `nnlab.batch.discover.Submission` has them.

    Returns
    -------
    str

    Examples
    --------
    >>> expected_lab("ann", "ann/07_softmax.ipynb"), expected_lab("ann", "ann/old/07_softmax.ipynb")
    ('07', '')
    >>> expected_lab("lee_123", "lee_LATE_123_456_07_softmax-1.ipynb")
    '07'
    """
    name = submission.removesuffix(".ipynb")
    for lab in registry.LABS:
        for stem, again in ((name, False), (_AGAIN.sub("", name), True)):
            if stem.endswith(lab.stem) and _leads(student, stem.removesuffix(lab.stem), lab.stem, again):
                return lab.number
    return ""


def _leads(student: str, before: str, stem: str, again: bool) -> bool:
    """Whether `before` is what a platform writes before this student's file; folders above do not matter."""
    name, _, number = student.rpartition("_")
    if name and number.isdigit():
        canvas = rf"(?:^|/){re.escape(name)}_(?:LATE_)?{number}_\d+_$"
        if re.search(canvas, before):
            return True
    tops = (f"/{student}{top.format(stem=stem)}" for top in _TOPS)
    return not again and f"/{before}".endswith(tuple(tops))


def safe_name(text: str) -> str:
    """A name for a folder on every system, different for different texts.

    Many disks take capitals for small letters, and one way to write an accent for another: a name that is not
    in small letters gets a mark of its own.
    """
    safe = re.sub(r"[^\w\-. ]", "_", text).strip(". ")[:80]
    safe = safe.encode("utf-8")[:_MOST_BYTES].decode("utf-8", "ignore")
    if safe.partition(".")[0].strip().upper() in _RESERVED:
        safe = f"_{safe}"
    plain = unicodedata.normalize("NFC", text).casefold()
    if safe and safe == text == plain:
        return safe
    return f"{safe or 'student'}-{sha256(text.encode()).hexdigest()[:8]}"
