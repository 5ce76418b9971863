"""The file of results: one line a submission, on the disk at once, never lost, never doubled."""

import contextlib
import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Self

from nnlab._files import replace_file
from nnlab.exceptions import ResultsError

SCHEMA = 1
#: Outcomes that tell of the grader and not of the learner: such an exercise is not judged, and has no grade.
OF_THE_GRADER = ("GRADER_ERROR", "ISOLATION_FAULT")
#: What a run must have in common with the one that it resumes.
_SAME = ("labs", "timeout", "memory_mib", "isolation", "version")


class Results:
    """``results.jsonl`` and ``run.json`` of one run; a lock keeps a second run away.

    Parameters
    ----------
    folder : Path
        Made if it does not exist.
    settings : dict
        What the run was asked for, seed included; on resuming, the first run's seed is taken.
    resume : bool
        Go on where an earlier run ended.

    Raises
    ------
    ResultsError
        When the folder holds results and `resume` is not set, when the settings differ, or when it cannot be
        used.
    """

    def __init__(self, folder: Path, settings: dict[str, Any], *, resume: bool) -> None:
        self.folder = folder
        self.path = folder / "results.jsonl"
        self.settings = dict(settings)
        self.done: set[str] = set()
        with contextlib.ExitStack() as undo:
            try:
                folder.mkdir(parents=True, exist_ok=True)
                self._lock = undo.enter_context(self._locked())
                self._begin(resume)
                self._file = open(self.path, "ab")  # noqa: SIM115 - closed by `close`
            except ResultsError:
                raise
            except (OSError, ValueError) as error:
                raise ResultsError(f"{folder}: the results cannot be written here ({error}).") from None
            undo.pop_all()

    def _begin(self, resume: bool) -> None:
        if self.path.exists() and self.path.stat().st_size and not resume:
            raise ResultsError(
                f"{self.folder}: this folder holds the results of an earlier run. Add --resume to go on with "
                "it, or name another folder with --out."
            )
        if resume and (self.folder / "run.json").exists():
            self._take_over(json.loads((self.folder / "run.json").read_bytes()))
        else:
            replace_file(self.folder / "run.json", _json(self.settings, indent=1) + b"\n", alone=True)
        self._mend()

    def _locked(self) -> Any:
        lock = open(self.folder / ".lock", "wb")  # noqa: SIM115 - held as long as the run
        with contextlib.suppress(ImportError):
            import fcntl

            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError:
                lock.close()
                raise ResultsError(
                    f"{self.folder}: another run is writing here. Wait for it, or stop it."
                ) from None
        return lock

    def _take_over(self, before: dict[str, Any]) -> None:
        for name in _SAME:
            if before.get(name) != self.settings.get(name):
                raise ResultsError(
                    f"{self.folder}: a run is resumed as it was begun. {name} was {before.get(name)!r} and "
                    f"is now {self.settings.get(name)!r}: give it as before, or another folder with --out."
                )
        self.settings = before

    def _mend(self) -> None:
        """Note what is done, and cut off a line that a crash left unfinished."""
        if not self.path.exists():
            return
        whole = 0
        with open(self.path, "r+b") as file:
            for line in file:
                try:
                    submission = json.loads(line)["submission"]
                except (ValueError, KeyError, TypeError):
                    break
                if not line.endswith(b"\n"):
                    break
                self.done.add(submission)
                whole += len(line)
            file.truncate(whole)

    def append(self, row: dict[str, Any]) -> None:
        """Write one row and force it to the disk.

        Raises
        ------
        ResultsError
            When it cannot be written, as on a full disk; the file then ends with the row before.
        """
        if row["submission"] in self.done:
            return
        size = self._file.tell()
        try:
            self._file.write(_json(row) + b"\n")
            self._file.flush()
            os.fsync(self._file.fileno())
        except OSError as error:
            with contextlib.suppress(OSError):
                os.ftruncate(self._file.fileno(), size)
            raise ResultsError(
                f"{self.path}: a row cannot be written ({error.strerror}). What was graded before is safe: "
                "make room, then run the same command with --resume."
            ) from None
        self.done.add(row["submission"])

    def put_in_order(self) -> None:
        """Order the rows by student and submission, so that the file does not tell who was faster."""
        temporary = self.path.with_name(".results.jsonl.tmp")
        try:
            with open(temporary, "wb") as file:
                file.writelines(_json(row) + b"\n" for row in read_rows(self.folder))
                file.flush()
                os.fsync(file.fileno())
            os.replace(temporary, self.path)
        except OSError as error:
            raise ResultsError(
                f"{self.path}: it cannot be put in order ({error.strerror}); no row is lost."
            ) from None
        finally:
            temporary.unlink(missing_ok=True)

    def close(self) -> None:
        """Close the file and let another run in."""
        with contextlib.suppress(OSError):
            self._file.close()
        self._lock.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()


def read_rows(folder: Path) -> Iterator[dict[str, Any]]:
    """Read the rows of a run one by one, in the order of students and submissions.

    Parameters
    ----------
    folder : Path

    Yields
    ------
    dict
        Memory holds one row at a time, and a short key for each.
    """
    with open(folder / "results.jsonl", "rb") as file:
        places = []
        place = 0
        for line in file:
            row = json.loads(line)
            places.append((row["student"], row["submission"], place))
            place += len(line)
        for _, _, place in sorted(places):
            file.seek(place)
            yield json.loads(file.readline())


def _json(data: dict[str, Any], indent: int | None = None) -> bytes:
    text = json.dumps(data, ensure_ascii=False, allow_nan=False, indent=indent)
    return text.encode("utf-8", "replace")  # no text of a submission may stop a run
