"""Generate the folder of labs from the folder of solutions, or say which lab is not current."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from nnlab._files import replace_file
from nnlab.exceptions import NotebookError
from nnlab.notebooks.read import read_notebook
from nnlab.notebooks.write import notebook_bytes
from nnlab.release.steps import make_lab


@dataclass(frozen=True)
class Change:
    """What became of one lab.

    Attributes
    ----------
    path : pathlib.Path
        The lab's file.
    status : {"current", "written", "stale", "missing", "orphan"}
        `written` in a release; `stale`, `missing` and `orphan` (a lab without a solution) are faults.
    message : str
        One line for a person: what is so, and how to mend it.
    """

    path: Path
    status: str
    message: str

    @property
    def ok(self) -> bool:
        """Whether the lab is now what it must be."""
        return self.status in ("current", "written")


def release(solutions: Path, labs: Path, *, check: bool = False) -> list[Change]:
    """Generate every lab from its solution.

    Parameters
    ----------
    solutions, labs : pathlib.Path
        Folder of the source notebooks, folder of the labs.
    check : bool
        Write nothing; report what a release would change.

    Returns
    -------
    list of Change
        One for each solution, in the order of the file names, and one for each lab that has no solution.

    Raises
    ------
    NotebookError
        When a solution cannot be read or is not marked as it must be. Nothing is written then.
    """
    sources = sorted(solutions.glob("*.ipynb"))
    if not sources:
        raise NotebookError(
            f"{solutions}: no solution notebooks (NN_topic.ipynb) here. Run it in the project's folder."
        )
    built = {source.name: lab_bytes(source) for source in sources}
    changes = [_one(labs / name, content, check=check) for name, content in built.items()]
    orphans = [path for path in sorted(labs.glob("*.ipynb")) if path.name not in built]
    return changes + [_orphan(path) for path in orphans]


def lab_bytes(source: Path) -> bytes:
    """Return the content of the lab that belongs to the solution notebook `source`."""
    notebook = read_notebook(source)
    try:
        return notebook_bytes(make_lab(notebook))
    except NotebookError as error:
        raise NotebookError(f"{source}: {error}") from None


def _one(path: Path, content: bytes, *, check: bool) -> Change:
    try:
        # A checkout on Windows may have changed the line ends; the lab is the same.
        present = path.read_bytes().replace(b"\r\n", b"\n")
    except FileNotFoundError:
        present = None
    if present == content:
        return Change(path, "current", f"{path} is current")
    if check:
        status = "missing" if present is None else "stale"
        fault = (
            "is missing"
            if present is None
            else "is not current: it was edited by hand, or its solution has changed"
        )
        return Change(path, status, f"{path} {fault}. Run: nnlab dev release, and commit the lab")
    path.parent.mkdir(parents=True, exist_ok=True)
    replace_file(path, content)
    return Change(path, "written", f"{path} written")


def _orphan(path: Path) -> Change:
    return Change(
        path, "orphan", f"{path} has no solution of the same name. Delete it, or restore its solution"
    )
