"""Write the files of an export, and none over a file that somebody has changed."""

from dataclasses import dataclass
from pathlib import Path

from nnlab import _resources
from nnlab._files import replace_file
from nnlab.exceptions import NotebookError
from nnlab.grader import registry


@dataclass(frozen=True)
class Exported:
    """What became of one file.

    Parameters
    ----------
    path : Path
    status : {"written", "current", "kept"}
        ``kept``: it was there and is another one; it is left as it is.
    """

    path: Path
    status: str


def solution_files(labs: tuple[str, ...]) -> list[Path]:
    """The solution notebooks of these labs, or of all that the course has.

    Parameters
    ----------
    labs : tuple of str
        Two-digit numbers; empty for all.

    Raises
    ------
    NotebookError
        When a lab has none.
    """
    folder = _resources.solutions_dir()
    # The notebook to start with has no exercises, and is no lab.
    files = {lab.number: folder / f"{lab.stem}.ipynb" for lab in registry.LABS}
    files = {number: path for number, path in files.items() if path.is_file()}
    missing = [number for number in labs if number not in files]
    if missing:
        raise NotebookError(
            f"there is no notebook for lab {', '.join(missing)}. Labs with notebooks: {', '.join(files)}."
        )
    return [files[number] for number in labs or files]


def write(path: Path, content: bytes, *, force: bool = False) -> Exported:
    """Write a file, unless another one is there.

    Parameters
    ----------
    path : Path
    content : bytes
    force : bool
        Write it even then.
    """
    present = path.read_bytes() if path.is_file() else None
    if present == content:
        return Exported(path, "current")
    if present is not None and not force:
        return Exported(path, "kept")
    path.parent.mkdir(parents=True, exist_ok=True)
    replace_file(path, content)
    return Exported(path, "written")
