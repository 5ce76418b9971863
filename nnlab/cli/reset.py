"""``nnlab reset``: one function of a lab as it was at the beginning."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from nnlab.cli import workspace
from nnlab.cli._status import DONE, CommandError

_EPILOG = """\
examples:
  nnlab reset 07 softmax                  in the folder of labs that you are in, or in your own
  nnlab reset 07 softmax --dir my-labs    in this folder

Only the cell of this function is given back as it was; all the rest of your notebook stays. Save the notebook
first. Your notebook as it was before is kept beside it as NN_topic.before-reset.ipynb. Points that you have
earned stay yours.

exit status: 0 done, or nothing to do; 2 it cannot be done, and nothing was changed
"""


def add(commands: Any) -> None:
    """Add the command to the parser."""
    parser = commands.add_parser(
        "reset",
        help="start one function of a lab again",
        description="Give the cell of one function back as it was, and leave the rest of the notebook alone.",
        epilog=_EPILOG,
    )
    parser.add_argument("lab", metavar="NN", help="number of the lab, for example 07")
    parser.add_argument("function", metavar="FUNCTION", help="name of the function, for example softmax")
    parser.add_argument(
        "--dir",
        type=Path,
        metavar="DIR",
        help=f"your folder of labs (default: the one you are in, else {workspace.DEFAULT})",
    )
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Reset the cell and tell what was done."""
    from nnlab._files import replace_file
    from nnlab.notebooks.read import read_notebook
    from nnlab.notebooks.restore import restore
    from nnlab.notebooks.write import notebook_bytes

    lab = _lab(options.lab)
    function = _function(lab.number, options.function)
    folder = _folder(options.dir)
    path = folder / f"{lab.stem}.ipynb"
    if not path.exists():
        raise CommandError(
            f"{path}: there is no such file. Bring the lab with: nnlab lab {lab.number}; "
            f"or name your folder: nnlab reset {lab.number} {function} --dir DIR"
        )
    restored = restore(read_notebook(path), _released(folder, path.name, function), function)
    if restored.what == "same":
        print(f"{function} in {path} is as it was at the beginning. Nothing was changed.")
    else:
        try:
            backup = _free_name(path)
            backup.write_bytes(path.read_bytes())
            replace_file(path, notebook_bytes(restored.notebook))
        except OSError as error:
            raise CommandError(
                f"{error.filename or path}: it cannot be written ({error.strerror or error}). "
                "Your notebook was not changed."
            ) from None
        done = "is again as it was at the beginning"
        if restored.what == "inserted":
            done = "was not there any more; its cell has been put back"
        print(f"{function} in {path} {done} (cell {restored.place}).")
        print(f"Your notebook as it was before: {backup.name}")
        print("If it is open in JupyterLab: File, Reload Notebook from Disk; then run the cell.")
    for number in restored.others:
        print(f"Note: cell {number} defines {function} too; it is left as it is. The last one run counts.")
    return DONE


def _lab(number: str) -> Any:
    from nnlab.grader import registry

    try:
        return registry.lab(number)
    except KeyError:
        numbers = f"{registry.LABS[0].number} to {registry.LABS[-1].number}"
        raise CommandError(f"there is no lab {number!r}. Labs: {numbers}") from None


def _function(number: str, name: str) -> str:
    """Name of a function of the lab, also when its id was given."""
    from nnlab.exceptions import did_you_mean
    from nnlab.grader import registry

    known = [exercise.function for exercise in registry.exercises(number)]
    wanted = name.removeprefix(f"{number}.")
    if wanted not in known:
        meant = did_you_mean(wanted, known)
        raise CommandError(f"lab {number} has no function {wanted!r}.{meant} It has: {', '.join(known)}")
    return wanted


def _folder(given: Path | None) -> Path:
    try:
        if given is None:
            here = Path.cwd()
            return here if (here / ".nnlab").is_dir() else workspace.DEFAULT.expanduser()
        return given.expanduser()
    except (RuntimeError, OSError) as error:  # no home folder, or the present folder is gone
        raise CommandError(f"{error}. Name your folder of labs: nnlab reset … --dir DIR") from None


def _released(folder: Path, name: str, function: str) -> dict[str, Any]:
    """The version that the learner began with, or, where that is not known, the present one."""
    from nnlab import _resources
    from nnlab.exceptions import NotebookError
    from nnlab.notebooks.read import read_notebook

    for path in (workspace.released(folder, name), _resources.labs_dir() / name):
        try:
            notebook = read_notebook(path)
        except NotebookError:
            continue
        if any(cell["id"] == function for cell in notebook["cells"]):
            return notebook
    raise CommandError(f"{name}: the course has no version of this lab that holds a cell for {function}")


def _free_name(path: Path) -> Path:
    """Find a name for the copy that takes no other file's place."""
    number = 1
    while True:
        ending = "before-reset" if number == 1 else f"before-reset-{number}"
        beside = path.with_name(f"{path.stem}.{ending}.ipynb")
        if not beside.exists():
            return beside
        number += 1
