"""Whose a notebook is, by its path: each learning platform writes that in its own way."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import PurePosixPath

#: ``Ann Lee_123456_assignsubmission_file_``: Moodle's folder, or how files begin where it makes no folders.
#: The number tells namesakes apart.
_MOODLE = re.compile(r"^(?P<student>.+?_\d+)_assignsubmission_\w*")
#: ``leeann_LATE_123_456_07_softmax-1.ipynb`` (Canvas's file).
_CANVAS = re.compile(r"^(?P<student>[^_]+)_(?:LATE_)?(?P<id>\d{2,})_\d{2,}_(?P<file>.+)$")
#: ``submission_123456`` (Gradescope's folder).
_GRADESCOPE = re.compile(r"^(?P<student>submission_\d+)$")
#: ``ann_07_softmax.ipynb``
_NAMED = re.compile(r"^(?P<student>.+?)_(?=\d\d_[A-Za-z])")
#: A download as browsers name it, and nbgrader's folder: ``submissions (1).zip``. Never a student.
_DOWNLOAD = re.compile(r"^(submissions?|submitted)\b", re.IGNORECASE)
#: More notebooks than these for one lab, and the "student" may be the folder of a class.
_MANY = 5


def students_of(labels: Iterable[PurePosixPath]) -> list[str]:
    """Say whose each notebook is.

    Folders or zips in which a platform's names tell of several students are classes and no students: so
    several downloads can lie side by side. This holds only where such names are all that these folders have
    in them: among students' folders, one that holds such names is still that student's.

    Parameters
    ----------
    labels : iterable of PurePosixPath
        Paths under the folder that was given.

    Returns
    -------
    list of str

    Examples
    --------
    >>> two = ["lab 2.zip/leeann_123_456_02.ipynb", "lab 2.zip/raybob_124_457_02.ipynb"]
    >>> students_of(map(PurePosixPath, two))
    ['leeann_123', 'raybob_124']
    """
    labels = [_unpacked(label) for label in labels]
    told = [_told(label) for label in labels]
    within: dict[str, set[str]] = defaultdict(set)
    for label, student in zip(labels, told, strict=True):
        if len(label.parts) > 1 and not _by_platform(label.parts[0]):
            within[label.parts[0]].add(student)
    if all(map(all, within.values())) and any(len(students) > 1 for students in within.values()):
        return [student or student_of(label) for label, student in zip(labels, told, strict=True)]
    return [student_of(label) for label in labels]


def student_of(label: PurePosixPath) -> str:
    """Say whose a notebook is, by its path alone.

    Parameters
    ----------
    label : PurePosixPath

    Returns
    -------
    str
        Printable, and never empty.

    Examples
    --------
    >>> student_of(PurePosixPath("ann/07_softmax.ipynb"))
    'ann'
    >>> student_of(PurePosixPath("bob_07_softmax.ipynb"))
    'bob'
    """
    label = _unpacked(label)
    told = _by_platform(label.parts[0])
    if told:
        return told
    if len(label.parts) > 1 and not label.parts[0].endswith(".zip"):
        return printable(label.parts[0]) or "unknown"
    stem = _stem(label.parts[0])
    named = _NAMED.match(stem)
    if named:
        return printable(named["student"]) or "unknown"
    return printable(stem.partition("_")[0] if not stem[:2].isdigit() else stem) or "unknown"


def canvas_user(student: str, submission: str) -> str:
    """Number of the Canvas user who handed in a file, where `student` comes from a name that Canvas gave.

    Parameters
    ----------
    student, submission : str
        As `nnlab.batch.discover.Submission` has them. Other names in the path may be the student's own, and
        tell nothing.

    Returns
    -------
    str
        Empty where it does not.

    Examples
    --------
    >>> canvas_user("leeann_123456", "leeann_LATE_123456_789_07_softmax-1.ipynb")
    '123456'
    >>> canvas_user("leeann_123456", "leeann_123456_789_work.zip/raybob_77_790_07_softmax.ipynb")
    '123456'
    """
    matches = map(_CANVAS.match, map(_stem, PurePosixPath(submission).parts))
    return next((match["id"] for match in matches if match and _canvas_student(match) == student), "")


def crowded(owned: Iterable[tuple[str, str]]) -> list[tuple[str, int]]:
    """Find students who have so many notebooks for one lab that they may be the folder of a class.

    Parameters
    ----------
    owned : iterable of (student, file name)

    Returns
    -------
    list of (student, how many)
    """
    counts = Counter((student, _lab(name)) for student, name in owned)
    most: dict[str, int] = {}
    for (student, _), count in counts.items():
        most[student] = max(count, most.get(student, 0))
    return [(student, count) for student, count in most.items() if count > _MANY]


def printable(text: str) -> str:
    """Text that JSON, CSV and a terminal take: no control characters, no lone surrogates."""
    text = text.encode("utf-8", "replace").decode("utf-8")
    return "".join(c if c.isprintable() else "?" for c in text).strip()


def _unpacked(label: PurePosixPath) -> PurePosixPath:
    """The path within a download."""
    if len(label.parts) > 1 and _DOWNLOAD.match(label.parts[0]):
        return PurePosixPath(*label.parts[1:])
    return label


def _told(label: PurePosixPath) -> str:
    """The student whom the outermost name of a platform tells of: names within it are the student's own."""
    return next(filter(None, map(_by_platform, label.parts)), "")


def _by_platform(part: str) -> str:
    canvas = _CANVAS.match(_stem(part))
    if canvas:
        return _canvas_student(canvas)
    match = _MOODLE.match(part) or _GRADESCOPE.match(_stem(part))
    return printable(match["student"]) if match else ""


def _canvas_student(match: re.Match[str]) -> str:
    return printable(f"{match['student']}_{match['id']}")


def _stem(part: str) -> str:
    return part.removesuffix(".ipynb").removesuffix(".zip")


def _lab(name: str) -> str:
    found = re.search(r"(?<!\d)\d\d(?=_[A-Za-z])", name)
    return found.group() if found else ""
