"""``nnlab dev new``: begin the solution notebook of a lab."""

from __future__ import annotations

import argparse
from typing import Any

from nnlab.cli._folders import add_folders, folders
from nnlab.cli._status import DONE

_EPILOG = """\
examples:
  nnlab dev new 03
"""


def add(commands: Any) -> None:
    """Add the command to the parser."""
    parser = commands.add_parser(
        "new",
        help="begin the solution notebook of a lab",
        description="Write a skeleton with every cell the lab must have; nothing is overwritten.",
        epilog=_EPILOG,
    )
    parser.add_argument("lab", metavar="NN", help="number of the lab, for example 03")
    add_folders(parser)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Write the skeleton."""
    from nnlab.release import new_solution

    solutions, _ = folders(options)
    print(f"{new_solution(options.lab.zfill(2), solutions)} written")
    return DONE
