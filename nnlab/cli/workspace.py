"""The learner's own copy of the labs: made once, brought up to date where nothing of theirs is touched.

What was copied is remembered by its hash in ``.nnlab/manifest.json``. A file that still has that hash is as
it came and may be replaced by a newer lab; any other is the learner's work, and a newer lab is laid beside it
under another name. The version that it began with is kept in ``.nnlab/released``, so that it can be said what
a newer one changes.
"""

from __future__ import annotations

import errno
import hashlib
import json
from dataclasses import dataclass
from pathlib import Path

from nnlab._files import replace_file
from nnlab.cli._status import CommandError
from nnlab.cli.changes import changes

DEFAULT = Path("~/nnlab-labs")
_MANIFEST = Path(".nnlab") / "manifest.json"
_RELEASED = Path(".nnlab") / "released"


@dataclass(frozen=True)
class Copied:
    """What became of one lab.

    Attributes
    ----------
    name : str
        File name of the lab.
    what : {"copied", "added", "updated", "kept", "offered"}
        `added`: new in a folder that has labs already. `kept`: nothing to do. `offered`: the learner's file
        was left alone and the newer lab laid beside it.
    beside : str
        For `offered`, the name of the newer lab.
    changes : tuple of str
        For `updated` and `offered`, what the newer lab changes, a line for each place, where that is known.
    """

    name: str
    what: str
    beside: str = ""
    changes: tuple[str, ...] = ()


def synchronise(shipped: Path, folder: Path) -> list[Copied]:
    """Bring the labs of the folder `shipped` into the learner's `folder`, overwriting nothing of theirs.

    Parameters
    ----------
    shipped : pathlib.Path
        The labs as they are released.
    folder : pathlib.Path
        The learner's folder; it is made if it does not exist.

    Returns
    -------
    list of Copied

    Raises
    ------
    CommandError
        When the folder cannot be written, the disk is full, or no labs are shipped. Every file is whole then:
        the old one or the new one.
    """
    sources = sorted(shipped.glob("*.ipynb"))
    if not sources:
        raise CommandError(
            f"{shipped}: there are no labs here. Install nnlab again, or run: nnlab dev release"
        )
    try:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / _RELEASED).mkdir(parents=True, exist_ok=True)
        known = _read_manifest(folder)
        first_time = not known
        done = []
        for source in sources:
            done.append(_bring(source, folder, known, new_lab="copied" if first_time else "added"))
            # After each file, so that being stopped half way forgets nothing.
            _write_manifest(folder, known)
    except OSError as error:
        raise CommandError(_explain(error, folder)) from None
    return done


def released(folder: Path, name: str) -> Path:
    """Where the version of a lab is kept that the learner began with; it need not exist."""
    return folder / _RELEASED / name


def _bring(source: Path, folder: Path, known: dict[str, str], *, new_lab: str) -> Copied:
    """Bring one lab; `known` maps a name to the hash of the version that the learner last got."""
    content = source.read_bytes()
    new, name, target = _hash(content), source.name, folder / source.name
    present = _hash_of(target)
    base = released(folder, name)
    if present is None:
        replace_file(target, content)
        replace_file(base, content)
        what = "copied" if name in known else new_lab
        known[name] = new
        return Copied(name, what)
    if present == new:
        known[name] = new
    if known.get(name) == new:
        if present == new or not base.exists():
            _keep(base, content)
        return Copied(name, "kept")
    found = _changes(base, content)
    told = tuple(found or ())
    if present == known.get(name):
        replace_file(target, content)
        replace_file(base, content)
        known[name] = new
        return Copied(name, "updated", changes=told)
    if found == []:  # it reads the same, so there is nothing to offer
        known[name] = new
        return Copied(name, "kept")
    beside = _free_name(folder, source.stem, new, known)
    if _hash_of(folder / beside) != new:
        replace_file(folder / beside, content)
    known[name] = known[beside] = new
    return Copied(name, "offered", beside, told)


def _changes(base: Path, content: bytes) -> list[str] | None:
    """What `content` changes in the version that the learner began with; None where that is not known."""
    try:
        return changes(base.read_bytes(), content)
    except OSError:
        return None


def _keep(base: Path, content: bytes) -> None:
    if _hash_of(base) != _hash(content):
        replace_file(base, content)


def _free_name(folder: Path, stem: str, new: str, known: dict[str, str]) -> str:
    """Find a name for the newer lab that takes the place of nothing the learner has changed."""
    number = 1
    while True:
        name = f"{stem}.new.ipynb" if number == 1 else f"{stem}.new-{number}.ipynb"
        present = _hash_of(folder / name)
        if present is None or present in (new, known.get(name)):
            return name
        number += 1


def _hash(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _hash_of(path: Path) -> str | None:
    try:
        return _hash(path.read_bytes())
    except FileNotFoundError:
        return None


def _read_manifest(folder: Path) -> dict[str, str]:
    """Hashes by file name; without a readable manifest every present file counts as the learner's work."""
    try:
        labs = json.loads((folder / _MANIFEST).read_text(encoding="utf-8"))["labs"]
        return {str(name): str(value) for name, value in labs.items()}
    except (FileNotFoundError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return {}


def _write_manifest(folder: Path, known: dict[str, str]) -> None:
    text = json.dumps({"schema": 1, "labs": known}, indent=1, sort_keys=True) + "\n"
    path = folder / _MANIFEST
    if not path.exists() or path.read_text(encoding="utf-8", errors="replace") != text:
        replace_file(path, text.encode())


def _explain(error: OSError, folder: Path) -> str:
    """Say why the folder could not be written, and the way out."""
    where = error.filename or folder
    if isinstance(error, PermissionError) or error.errno == errno.EROFS:
        return f"{folder}: no permission to write here. Choose another folder: nnlab lab --dir DIR"
    if error.errno in (errno.ENOSPC, getattr(errno, "EDQUOT", None)):
        return (
            f"{folder}: the disk is full. Nothing of yours was changed; make room and run the command again"
        )
    if isinstance(error, FileExistsError | NotADirectoryError):
        return f"{where}: this is a file, and a folder is needed. Choose another one: nnlab lab --dir DIR"
    if isinstance(error, IsADirectoryError):
        return f"{where}: this is a folder, and a lab of this name is to be put here. Move it away"
    return f"{where}: {error.strerror or error}. Choose another folder: nnlab lab --dir DIR"
