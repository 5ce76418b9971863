"""Folders for the sandboxes' files; those that a killed process has left are removed with the next one.

A process locks a file in its folder for as long as it lives, and the system frees the lock even of one that
was killed: a folder whose lock can be had is nobody's.
"""

import contextlib
import os
import shutil
import stat
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO

_PREFIX = "nnlab-sandbox-"
_LOCK = ".lock"


class ScratchFolder:
    """A new folder under the system's folder for temporary files.

    Attributes
    ----------
    path : Path
    """

    def __init__(self) -> None:
        for folder in _abandoned():
            shutil.rmtree(folder, ignore_errors=True)
        self.path = Path(tempfile.mkdtemp(prefix=_PREFIX))
        self._lock = _locked_file(self.path)

    def remove(self) -> None:
        """Remove it with all that is in it."""
        shutil.rmtree(self.path, ignore_errors=True)
        if self._lock is not None:
            self._lock.close()
            self._lock = None


def _locked_file(folder: Path) -> IO[bytes] | None:
    """Lock a file under another name first: under its own, nobody ever finds it free while we live."""
    try:
        import fcntl
    except ImportError:  # Windows, where there is no full level either
        return None
    lock = open(folder / f"{_LOCK}-new", "wb")  # noqa: SIM115 - held as long as the folder is needed
    fcntl.flock(lock, fcntl.LOCK_EX)
    (folder / f"{_LOCK}-new").rename(folder / _LOCK)
    return lock


def _abandoned() -> Iterator[Path]:
    """Folders of this user whose process is gone."""
    try:
        import fcntl
    except ImportError:
        return
    for folder in Path(tempfile.gettempdir()).glob(f"{_PREFIX}*"):
        with contextlib.suppress(OSError):  # somebody else's, locked, or just removed
            status = folder.lstat()
            if not stat.S_ISDIR(status.st_mode) or status.st_uid != os.geteuid():
                continue
            handle = os.open(folder / _LOCK, os.O_RDONLY | os.O_NOFOLLOW)
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
                yield folder
            finally:
                os.close(handle)
