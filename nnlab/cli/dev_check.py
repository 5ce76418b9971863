"""``nnlab dev check``: prove that the labs are unsolved and the solutions right."""

from __future__ import annotations

import argparse
import sys
from typing import Any

from nnlab.cli._folders import add_folders, folders
from nnlab.cli._status import DONE, FAILED

_EPILOG = """\
examples:
  nnlab dev check

Proves for every lab that exists: each exercise is NOT_ATTEMPTED in the lab and PASSED with full points in the
solution; nothing of a solution can be read in the lab; the solution keeps to the format of the course.
"""


def add(commands: Any) -> None:
    """Add the command to the parser."""
    parser = commands.add_parser(
        "check",
        help="prove labs and solutions",
        description="Prove that no lab is solved, that every solution is, and that none leaks.",
        epilog=_EPILOG,
    )
    add_folders(parser)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Run the proof and print what does not hold."""
    from nnlab.release import prove

    solutions, labs = folders(options)
    proof = prove(solutions, labs, tell=lambda line: print(line, file=sys.stderr, flush=True))
    for problem in proof.problems:
        print(problem, file=sys.stderr)
    if proof.problems:
        print(f"{len(proof.problems)} problems", file=sys.stderr)
        return FAILED
    print(f"{len(proof.exercises)} exercises: not attempted in the labs, passed in the solutions, no leak")
    return DONE
