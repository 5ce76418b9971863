"""``nnlab doctor``: what this machine can do, and how to get more."""

from __future__ import annotations

import argparse
import json
from dataclasses import asdict
from typing import Any

from nnlab.cli._status import DONE, FAILED

_EPILOG = """\
examples:
  nnlab doctor
  nnlab doctor --json

exit status: 0 untrusted notebooks can be graded at the full level of isolation, 1 they cannot
"""


def add(commands: Any) -> None:
    """Add the command to the parser."""
    parser = commands.add_parser(
        "doctor",
        help="say what this machine can do",
        description="Look at Python, TensorFlow, memory and, by trying, at the isolation of strangers' code.",
        epilog=_EPILOG,
    )
    parser.add_argument("--json", action="store_true", help="the findings as one JSON object")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Examine the machine and tell."""
    from nnlab.batch import doctor

    findings = doctor.examine()
    level = doctor.level(findings)
    if options.json:
        print(
            json.dumps({"schema": 1, "isolation": level, "findings": [asdict(f) for f in findings]}, indent=2)
        )
    else:
        for item in findings:
            print(f"{'ok' if item.good else '--'}  {item.name}: {item.what}")
            if item.way_out:
                print(f"      {item.way_out}")
        print(f"Isolation of strangers' code: {level}")
    return DONE if level == "full" else FAILED
