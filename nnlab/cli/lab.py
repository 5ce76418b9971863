"""``nnlab lab``: JupyterLab on the learner's own copy of the labs."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

from nnlab.cli import workspace
from nnlab.cli._status import DONE, CommandError

_EPILOG = """\
examples:
  nnlab lab                          open the start page, with the map of the course
  nnlab lab 07                       open lab 07
  nnlab lab --dir courses/networks   keep the labs in this folder
  nnlab lab --no-browser             print the address instead of opening a browser
  nnlab lab --copy-only              bring the labs, and open nothing
  nnlab lab -- --port 9000           what stands after -- goes to JupyterLab

Your work is never overwritten. A lab that you have not touched is brought up to date; of one that you have
changed, a newer version is laid beside it as NN_topic.new.ipynb, and you are told what it changes. New labs
are added. To start one function again: nnlab reset. Press Ctrl-C to stop JupyterLab.
"""


def add(commands: Any) -> None:
    """Add the command to the parser."""
    parser = commands.add_parser(
        "lab",
        help="open JupyterLab on your own copy of the labs",
        description="Copy the labs that you do not have yet into your folder, and open JupyterLab there.",
        epilog=_EPILOG,
    )
    parser.add_argument("lab", nargs="?", metavar="NN", help="number of the lab to open, for example 07")
    parser.add_argument(
        "--dir",
        type=Path,
        default=workspace.DEFAULT,
        metavar="DIR",
        help=f"your folder of labs (default: {workspace.DEFAULT})",
    )
    parser.add_argument("--no-browser", action="store_true", help="do not open a browser; print the address")
    parser.add_argument(
        "--copy-only", action="store_true", help="bring the labs and stop, where something else opens them"
    )
    parser.set_defaults(run=run, takes_rest=True)


def run(options: argparse.Namespace) -> int:
    """Bring the labs and start JupyterLab."""
    from nnlab import _resources
    from nnlab.cli import jupyter

    shipped = _resources.labs_dir()
    opened = _file_of(options.lab, shipped)
    if not options.copy_only:
        jupyter.require()
    try:
        folder = options.dir.expanduser().resolve()
    except (RuntimeError, OSError) as error:  # no home folder, a loop of links
        raise CommandError(f"{options.dir}: {error}. Choose another folder: nnlab lab --dir DIR") from None
    for copied in workspace.synchronise(shipped, folder):
        _tell(copied)
    print(f"Your labs: {folder}", file=sys.stderr)
    if options.copy_only:
        return DONE
    if opened is None:
        opened = min(path.name for path in shipped.glob("*.ipynb"))
    return jupyter.start(folder, opened, browser=not options.no_browser, extra=options.rest)


def _file_of(number: str | None, shipped: Path) -> str | None:
    """File name of the lab with this number; None for no number."""
    if number is None:
        return None
    present = sorted(path.name for path in shipped.glob("*.ipynb"))
    for name in present:
        if name.partition("_")[0] == number.zfill(2) or name.removesuffix(".ipynb") == number.removesuffix(
            ".ipynb"
        ):
            return name
    have = ", ".join(name.partition("_")[0] for name in present)
    raise CommandError(f"there is no lab {number!r}. Labs: {have}")


def _tell(copied: workspace.Copied) -> None:
    what = {
        "copied": "copied",
        "added": "a new lab of the course, copied",
        "updated": "brought up to date (you had not changed it)",
        "offered": f"there is a newer version. Yours is untouched; the new one is {copied.beside}",
    }.get(copied.what)
    if what:
        print(f"{copied.name}: {what}", file=sys.stderr)
    for line in copied.changes:
        print(f"    {line}", file=sys.stderr)
    if copied.what == "offered":
        print("    To go on in the new one, copy your functions into it.", file=sys.stderr)
