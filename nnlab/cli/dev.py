"""``nnlab dev``: what authors of labs need. Each command is a file of its own; this one gathers them."""

from __future__ import annotations

from typing import Any

from nnlab.cli import dev_check, dev_new, dev_record, dev_release, dev_site

_EPILOG = """\
examples:
  nnlab dev release --execute 07   run the solution of lab 07, save its outputs, generate the labs
  nnlab dev release --check        is every lab current?
  nnlab dev check                  prove the labs from both sides
  nnlab dev site                   the course as pages, in build/site
"""


def add(commands: Any) -> None:
    """Add the command and its own commands to the parser."""
    parser = commands.add_parser(
        "dev",
        help="for authors: release, record, check, site, new",
        description="For authors of labs, in a clone of the project.",
        epilog=_EPILOG,
    )
    inner = parser.add_subparsers(
        title="commands", metavar="COMMAND", required=True, parser_class=type(parser)
    )
    for command in (dev_release, dev_record, dev_check, dev_site, dev_new):
        command.add(inner)
