"""Find submissions in folders, files and zips, in the many ways in which learning platforms hand them out.

Nothing is unpacked to the disk, links are not followed, and nothing of a notebook is read here.
"""

import io
import os
import stat
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from nnlab.batch.files import Allowance, TooMuch, opened_zip, read_file, read_member
from nnlab.batch.places import expected_lab
from nnlab.batch.students import printable, students_of
from nnlab.exceptions import NotebookError

#: Folders that hold no submissions.
_SKIPPED = {".ipynb_checkpoints", "__MACOSX", ".git", ".venv", "__pycache__"}
_MAX_DEPTH = 3
#: What opening and reading a zip raises, an unknown compression and a password among it (RuntimeError).
_UNREADABLE = (OSError, zipfile.BadZipFile, RuntimeError, ValueError, EOFError)


@dataclass(frozen=True)
class Submission:
    """One notebook that was handed in.

    Parameters
    ----------
    student : str
        As the folder or the file name says.
    submission : str
        Its path under the path that was given; for a file in a zip with the zip's own path before it.
    file : str
        The file on the disk.
    members : tuple of str
        Names in the zip, and in a zip within it; empty for a plain file.
    problem : str
        Why it cannot be read, when that is known already.
    """

    student: str
    submission: str
    file: str
    members: tuple[str, ...] = ()
    problem: str = ""

    @property
    def name(self) -> str:
        """The notebook's own file name."""
        return PurePosixPath(self.members[-1] if self.members else Path(self.file).name).name

    def read(self) -> bytes:
        """Return the notebook's bytes.

        Raises
        ------
        NotebookError
            When it cannot be read, or is too large.
        """
        if self.problem:
            raise NotebookError(f"{self.submission}: {self.problem}")
        try:
            if not self.members:
                return read_file(self.file)
            archive = opened_zip(self.file, Path(self.file).stat().st_mtime_ns, self.members[:-1])
            return read_member(archive, self.members[-1])
        except _UNREADABLE as error:
            raise NotebookError(f"{self.submission}: it cannot be read ({error}).") from None
        except Exception as error:  # zlib.error and its kin
            raise NotebookError(f"{self.submission}: its zip is damaged ({error}).") from None


def discover(paths: Iterable[str | os.PathLike[str]]) -> list[Submission]:
    """Find all submissions under `paths`, in an order that does not depend on the file system.

    Parameters
    ----------
    paths : iterable of path
        Folders, notebooks and zips.

    Returns
    -------
    list of Submission
        Each file once.

    Raises
    ------
    NotebookError
        When a path does not exist, cannot be listed, or is neither a folder, a notebook nor a zip.
    """
    found: dict[tuple, Submission] = {}
    for path in map(Path, paths):
        for submission in _owned([*_under(path)]):
            found.setdefault((os.path.realpath(submission.file), submission.members), submission)
    return _distinct(sorted(found.values(), key=lambda item: (item.student, item.submission, item.file)))


def _owned(found: list[Submission]) -> list[Submission]:
    """Give each its student: that a folder or zip holds a whole class is seen by all that is in it."""
    students = students_of(PurePosixPath(item.submission) for item in found)
    return [replace(item, student=student) for item, student in zip(found, students, strict=True)]


def _distinct(submissions: list[Submission]) -> list[Submission]:
    """Number what occurs in several of the given folders, or in two forms: a path names one row."""
    seen: dict[str | tuple[str, str], int] = {}
    found = []
    for item in submissions:
        lab = expected_lab(item.student, item.submission)
        key = (item.student, lab) if lab else item.submission
        number = seen[key] = seen.get(key, 0) + 1
        found.append(item if number == 1 else replace(item, submission=f"{item.submission} ({number})"))
    return found


def _under(path: Path) -> Iterator[Submission]:
    if path.is_dir():
        yield from _in_folder(path)
    elif path.is_file() and path.suffix == ".ipynb":
        yield _submission(PurePosixPath(path.name), str(path))
    elif path.is_file() and path.suffix == ".zip":
        yield from _in_zip(path, PurePosixPath())
    elif path.exists():
        raise NotebookError(f"{path}: this is neither a folder, a notebook (.ipynb) nor a zip.")
    else:
        raise NotebookError(f"{path}: there is no such file or folder.")


def _in_folder(root: Path) -> Iterator[Submission]:
    def refuse(error: OSError) -> None:
        raise NotebookError(
            f"{error.filename}: this folder cannot be read ({error.strerror}). Nothing was graded."
        )

    for folder, folders, files in os.walk(root, onerror=refuse):
        folders[:] = sorted(name for name in folders if name not in _SKIPPED)
        for name in sorted(files):
            place = Path(folder, name)
            label = PurePosixPath(place.relative_to(root).as_posix())
            if name.startswith("."):
                continue
            if name.endswith(".ipynb"):
                yield _submission(label, str(place), problem=_unfit(place))
            elif name.endswith(".zip") and (problem := _unfit(place)):
                yield _submission(label, str(place), problem=problem)
            elif name.endswith(".zip"):
                yield from _in_zip(place, label)


def _unfit(place: Path) -> str:
    mode = place.lstat().st_mode
    if stat.S_ISLNK(mode):
        return "it is a link, and links are not followed."
    return "" if stat.S_ISREG(mode) else "it is no regular file."


def _in_zip(file: Path, label: PurePosixPath) -> Iterator[Submission]:
    """Notebooks in a zip, and in the zips in it; a damaged one is itself a submission that cannot be read."""
    try:
        with zipfile.ZipFile(file) as archive:
            if label.parts:  # in a folder: one student's
                yield from [*_members(archive, str(file), label, (), Allowance())]
            else:  # given by its own path: what a platform packed, with any number of students in it
                yield from _members(archive, str(file), label, (), None)
    except (*_UNREADABLE, NotebookError) as error:
        yield _submission(label if label.parts else PurePosixPath(file.name), str(file), problem=f"{error}")


def _members(
    archive: zipfile.ZipFile,
    file: str,
    label: PurePosixPath,
    above: tuple[str, ...],
    left: Allowance | None,
) -> Iterator[Submission]:
    entries = archive.infolist()
    (left or Allowance()).take(files=len(entries))
    for entry in sorted(entries, key=lambda entry: entry.filename):
        inner = PurePosixPath(entry.filename.replace("\\", "/"))
        parts = [part for part in inner.parts if part.strip("/") not in ("", "..", ".")]
        if entry.is_dir() or not parts or _SKIPPED.intersection(parts) or parts[-1].startswith("."):
            continue
        place, members = label.joinpath(*parts), (*above, entry.filename)
        if parts[-1].endswith(".ipynb"):
            if left is not None:
                left.take(notebooks=1)
            yield _submission(place, file, members)
        elif parts[-1].endswith(".zip"):
            try:
                yield from _nested(archive, file, place, members, left or Allowance())
            except Exception as error:
                if left is not None and isinstance(error, TooMuch):
                    raise
                yield _submission(place, file, members, problem=f"this zip cannot be read ({error})")


def _nested(
    archive: zipfile.ZipFile, file: str, place: PurePosixPath, members: tuple[str, ...], left: Allowance
) -> list[Submission]:
    """Notebooks of a zip within a zip: all of them, or none where it cannot be read."""
    if len(members) >= _MAX_DEPTH:
        raise NotebookError("zips are nested too deeply")
    with zipfile.ZipFile(io.BytesIO(read_member(archive, members[-1]))) as inside:
        return [*_members(inside, file, place, members, left)]


def _submission(
    label: PurePosixPath, file: str, members: tuple[str, ...] = (), problem: str = ""
) -> Submission:
    """One whose student is not known yet: `_owned` needs all that lie beside it."""
    return Submission("", printable(str(label)), file, members, problem)
