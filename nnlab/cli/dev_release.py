"""``nnlab dev release``: generate the labs from the solutions."""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path
from typing import Any

from nnlab.cli._folders import add_folders, folders
from nnlab.cli._status import DONE, FAILED, CommandError

_EPILOG = """\
examples:
  nnlab dev release                     generate all labs
  nnlab dev release --check             write nothing; status 1 if a lab is not current
  nnlab dev release --execute           run every solution first and save its outputs
  nnlab dev release --execute 02 07     run these two only
"""


def add(commands: Any) -> None:
    """Add the command to the parser."""
    parser = commands.add_parser(
        "release",
        help="generate the labs from the solutions",
        description="Generate every lab from its solution: marked solutions and outputs are taken out.",
        epilog=_EPILOG,
    )
    parser.add_argument("--check", action="store_true", help="write nothing, say which lab is not current")
    parser.add_argument(
        "--execute", nargs="*", metavar="NN", help="first run the solutions (all, or those of these labs)"
    )
    add_folders(parser)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Generate or compare the labs."""
    from nnlab.release import release

    solutions, labs = folders(options)
    if options.execute is not None:
        if options.check:
            raise CommandError("--check writes nothing, and --execute writes solutions: give one of them")
        _execute(_chosen(solutions, options.execute))
    changes = release(solutions, labs, check=options.check)
    for change in changes:
        print(change.message, file=sys.stdout if change.ok else sys.stderr)
    return DONE if all(change.ok for change in changes) else FAILED


def _chosen(solutions: Path, numbers: list[str]) -> list[Path]:
    """Solutions of these labs, or all of them."""
    present = sorted(solutions.glob("*.ipynb"))
    wanted = [number.zfill(2) for number in numbers]
    unknown = [number for number in wanted if not any(path.name.startswith(f"{number}_") for path in present)]
    if unknown:
        raise CommandError(f"{solutions}: no solution for lab {', '.join(unknown)}")
    return [path for path in present if not wanted or path.name[:2] in wanted]


def _execute(paths: list[Path]) -> None:
    from nnlab.release import execute

    for number, path in enumerate(paths, start=1):
        print(f"[{number}/{len(paths)}] {path.name}: running", file=sys.stderr, flush=True)
        start = time.perf_counter()
        changed = execute(path)
        took = time.perf_counter() - start
        print(
            f"[{number}/{len(paths)}] {path.name}: {'saved' if changed else 'same outputs'}, {took:.0f} s",
            file=sys.stderr,
        )
