"""``nnlab dev record``: store what TensorFlow computes for the fixed cases."""

from __future__ import annotations

import argparse
import sys
from typing import Any

from nnlab.cli._status import DONE, FAILED

_EPILOG = """\
examples:
  nnlab dev record            compute and store
  nnlab dev record --check    compute, compare with what is stored, write nothing
"""


def add(commands: Any) -> None:
    """Add the command to the parser."""
    parser = commands.add_parser(
        "record",
        help="record TensorFlow's values",
        description="Compute the fixed cases of every exercise with TensorFlow and store the results.",
        epilog=_EPILOG,
    )
    parser.add_argument(
        "--check", action="store_true", help="write nothing, say what differs from the recording"
    )
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Record or compare."""
    from nnlab.grader import oracle

    print("TensorFlow computes the fixed cases …", file=sys.stderr, flush=True)
    problems = oracle.record(check=options.check)
    for problem in problems:
        print(problem, file=sys.stderr)
    if not problems:
        print("the recording is current" if options.check else "recorded")
    return FAILED if problems else DONE
