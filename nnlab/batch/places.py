"""Where the files of one submission are in the folder of results."""

import re
import unicodedata
from hashlib import sha256
from pathlib import Path
from typing import Any

from nnlab.grader import registry

#: What stands between the student and the file, in folders, file names, zips, and Moodle's folders.
_TOPS = ("/", "_", ".zip/", "_assignsubmission_file_/")
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
    """
    if not submission.startswith(student):
        return ""
    place = submission.removeprefix(student)
    for lab in registry.LABS:
        if place in [f"{top}{lab.stem}.ipynb" for top in _TOPS]:
            return lab.number
    return ""


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
