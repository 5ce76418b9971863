"""The parser of the command line: what commands there are, and errors that suggest the right one."""

from __future__ import annotations

import argparse
import re
from typing import Any, NoReturn

from nnlab.cli import check, dev, doctor, export, grade, lab, listing, reset
from nnlab.exceptions import did_you_mean

_COMMANDS = (lab, listing, check, reset, grade, export, doctor, dev)
_EPILOG = """\
examples:
  nnlab lab                   open JupyterLab on your own copy of the labs
  nnlab lab 07                the same, at lab 07
  nnlab list                  all exercises, with points and minutes
  nnlab check 07_softmax.ipynb
  nnlab reset 07 softmax      start this one function again
  nnlab grade submissions --out results
  nnlab export canvas results
"""


class Parser(argparse.ArgumentParser):
    """An argument parser that keeps examples as they are written and suggests what was meant."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("formatter_class", argparse.RawDescriptionHelpFormatter)
        # "--dirr" must not be taken for "--dir", nor "--j" for "--json": scripts would break with the next
        # option.
        super().__init__(allow_abbrev=False, **options)

    def error(self, message: str) -> NoReturn:
        """Say what is wrong, what was perhaps meant, and where help is; exit with status 2."""
        choice = re.search(r"invalid choice: '([^']*)'.*?choose from (.*)\)", message)
        if choice:
            known = re.findall(r"[\w-]+", choice[2])
            meant = did_you_mean(choice[1], known)
            message = f"there is no command {choice[1]!r}.{meant} Commands: {', '.join(known)}"
        self.exit(2, f"{self.prog}: {message}\nSee: {self.prog} --help\n")


def build() -> Parser:
    """Return the parser with all commands."""
    parser = Parser(
        prog="nnlab",
        description="Learn how neural networks work by writing them: labs, checks, and what authors need.",
        epilog=_EPILOG,
    )
    parser.add_argument("--version", action=_Version, help="show the version and exit")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True, parser_class=Parser)
    for command in _COMMANDS:
        command.add(commands)
    return parser


class _Version(argparse.Action):
    """Look the version up when it is asked for; reading a package's metadata takes its time."""

    def __init__(self, option_strings: list[str], help: str | None = None, **_: Any) -> None:  # noqa: A002 - argparse's
        super().__init__(option_strings, dest=argparse.SUPPRESS, nargs=0, help=help)

    def __call__(self, parser: argparse.ArgumentParser, *_: Any) -> NoReturn:
        import nnlab

        print(f"nnlab {nnlab.__version__}")
        parser.exit(0)
