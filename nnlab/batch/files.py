"""Read a submission's file, or a member of a zip, up to a limit; nothing is unpacked to the disk."""

import io
import os
import stat
import zipfile
from dataclasses import dataclass
from functools import lru_cache

from nnlab.exceptions import NotebookError
from nnlab.notebooks.read import MAX_BYTES

#: Files in a zip that a student made, and notebooks among them, those in zips within it included.
MAX_MEMBERS, MAX_NOTEBOOKS = 100_000, 500


class TooMuch(NotebookError):
    """A zip that would keep all others waiting."""


@dataclass
class Allowance:
    """How much more is looked at in a zip."""

    files: int = MAX_MEMBERS
    notebooks: int = MAX_NOTEBOOKS

    def take(self, *, files: int = 0, notebooks: int = 0) -> None:
        """Count what was found, or raise `TooMuch`."""
        self.files -= files
        self.notebooks -= notebooks
        if self.files < 0:
            raise TooMuch(f"it holds more than {MAX_MEMBERS:,} files")
        if self.notebooks < 0:
            raise TooMuch(f"it holds more than {MAX_NOTEBOOKS} notebooks")


def read_file(file: str) -> bytes:
    """Read a regular file up to a limit, following no link."""
    handle = os.open(file, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0))
    with os.fdopen(handle, "rb") as opened:
        if not stat.S_ISREG(os.fstat(opened.fileno()).st_mode):
            raise OSError("it is no regular file")
        data = opened.read(MAX_BYTES + 1)
    return _not_too_large(data)


@lru_cache(maxsize=1)
def opened_zip(file: str, _changed: int, members: tuple[str, ...]) -> zipfile.ZipFile:
    """The zip that holds a notebook, kept open: the next notebook mostly comes from the same one."""
    archive = zipfile.ZipFile(file)
    for name in members:
        archive = zipfile.ZipFile(io.BytesIO(read_member(archive, name)))
    return archive


def read_member(archive: zipfile.ZipFile, name: str) -> bytes:
    """Read a member up to a limit: its header may promise less than it holds."""
    most = MAX_BYTES if name.endswith(".ipynb") else 4 * MAX_BYTES
    entry = archive.getinfo(name)
    if name.endswith(".zip") and entry.file_size > 2**20 and entry.file_size > 20 * entry.compress_size:
        raise OSError("it is packed more tightly than a zip can be")
    with archive.open(name) as opened:
        return _not_too_large(opened.read(most + 1), most)


def _not_too_large(data: bytes, most: int = MAX_BYTES) -> bytes:
    if len(data) > most:
        raise OSError(f"it is larger than {most // 2**20} MiB")
    return data
