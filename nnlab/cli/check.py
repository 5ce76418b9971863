"""``nnlab check``: run a learner's notebook through the checks."""

from __future__ import annotations

import argparse
import json
import sys
from typing import Any

from nnlab.cli._status import DONE, FAILED, GRADER_FAULT

_EPILOG = """\
examples:
  nnlab check 07_softmax.ipynb
  nnlab check 07_softmax.ipynb --json

The functions are found by their names, wherever they stand in the notebook; pictures, training and printing
do not run. The notebook's code runs on your machine as you: check your own notebooks, not a stranger's.

exit status: 0 every exercise passed, 1 one did not, 2 the notebook cannot be used, 3 a fault of the grader
"""


def add(commands: Any) -> None:
    """Add the command to the parser."""
    parser = commands.add_parser(
        "check",
        help="check the exercises of a notebook",
        description="Check every exercise of a notebook, as its check cells do.",
        epilog=_EPILOG,
    )
    parser.add_argument("notebook", metavar="NOTEBOOK", help="your notebook, for example 07_softmax.ipynb")
    parser.add_argument("--json", action="store_true", help="the reports as one JSON object")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Check the notebook and print its reports."""
    from nnlab.notebooks import examine

    result = examine(options.notebook)
    if options.json:
        # ASCII alone, so that the JSON is right in a console or a file of any encoding.
        print(json.dumps(result.to_dict(), indent=2))
    else:
        for report in result.reports:
            print(report.to_text(), end="\n\n")
        print(f"{result.points:g} of {result.max_points:g} points in {options.notebook}")
    for note in result.notes:  # on stderr, so that the JSON stays JSON
        print(f"note: {note}", file=sys.stderr)
    if any(str(report.outcome) == "GRADER_ERROR" for report in result.reports):
        return GRADER_FAULT
    return DONE if result.passed else FAILED
