"""``nnlab dev site``: the course as static pages."""

from __future__ import annotations

import argparse
from typing import Any

from nnlab.cli._folders import add_folders, folders
from nnlab.cli._status import DONE, FAILED


def add(commands: Any) -> None:
    """Add the command to the parser."""
    parser = commands.add_parser(
        "site",
        help="build the course as static pages",
        description="Build pages of the labs, the guides and the library in the clone's folder build/site. "
        "No notebook is run, and no other host is asked.",
    )
    add_folders(parser)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Build the pages and say where they are."""
    from nnlab.release.site import build

    solutions, labs = folders(options)
    home = solutions.parent / "build"
    if build(solutions, labs, home):
        return FAILED
    print(f"The first page: {home / 'site' / 'index.html'}")
    return DONE
