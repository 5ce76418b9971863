"""``fingerprints.jsonl``: the shapes of the learners' functions, kept beside the results for the report."""

import contextlib
import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Self

from nnlab.exceptions import ResultsError

_NAME = "fingerprints.jsonl"


class Prints:
    """Appends one line a submission, before its row is written; a line without a row is written again.

    Parameters
    ----------
    folder : Path
        Of a run whose results are open.
    """

    def __init__(self, folder: Path) -> None:
        self._path = folder / _NAME
        _cut_unfinished(self._path)
        self._file = open(self._path, "ab")  # noqa: SIM115 - closed by `close`

    def append(self, submission: str, prints: dict[str, Any]) -> None:
        """Keep the shapes of one submission, by exercise.

        They are not forced to the disk one by one as rows are: when the power fails, the hints of some
        submissions are lost, and no grade.

        Raises
        ------
        ResultsError
            When they cannot be written.
        """
        line = json.dumps({"submission": submission, "prints": prints}, ensure_ascii=False)
        try:
            self._file.write(line.encode("utf-8") + b"\n")
            self._file.flush()
        except OSError as error:
            raise ResultsError(
                f"{self._path}: it cannot be written ({error.strerror}). What was graded before is safe: "
                "make room, then run the same command with --resume."
            ) from None

    def put_in_order(self) -> None:
        """Order the lines, the last one of each submission, so that a repeated run gives the same bytes."""
        self._file.flush()
        places: dict[str, int] = {}
        temporary = self._path.with_name(f".{_NAME}.tmp")
        try:
            with open(self._path, "rb") as file, open(temporary, "wb") as ordered:
                place = 0
                for line in file:
                    places[json.loads(line)["submission"]] = place
                    place += len(line)
                for submission in sorted(places):
                    file.seek(places[submission])
                    ordered.write(file.readline())
                ordered.flush()
                os.fsync(ordered.fileno())
            os.replace(temporary, self._path)
        except OSError as error:
            raise ResultsError(f"{self._path}: it cannot be put in order ({error.strerror}).") from None
        finally:
            temporary.unlink(missing_ok=True)

    def close(self) -> None:
        """Close the file."""
        with contextlib.suppress(OSError):
            self._file.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()


def read_prints(folder: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """Read ``(submission, {exercise: [hash, size]})`` one by one; nothing where there are none.

    Parameters
    ----------
    folder : Path
    """
    with contextlib.suppress(FileNotFoundError), open(folder / _NAME, "rb") as file:
        for line in file:
            entry = json.loads(line)
            yield entry["submission"], entry["prints"]


def _cut_unfinished(path: Path) -> None:
    """Cut off a line that a crash left unfinished."""
    if not path.exists():
        return
    whole = 0
    with open(path, "r+b") as file:
        for line in file:
            try:
                json.loads(line)["prints"]
            except (ValueError, KeyError, TypeError):
                break
            if not line.endswith(b"\n"):
                break
            whole += len(line)
        file.truncate(whole)
