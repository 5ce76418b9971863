"""``nnlab list``: all exercises."""

from __future__ import annotations

import argparse
import json
from typing import Any

from nnlab.cli._status import DONE

_EPILOG = """\
examples:
  nnlab list
  nnlab list --json > exercises.json
"""


def add(commands: Any) -> None:
    """Add the command to the parser."""
    parser = commands.add_parser(
        "list", help="list all exercises", description="List all exercises.", epilog=_EPILOG
    )
    parser.add_argument(
        "--json", action="store_true", help="as JSON: a list of objects, one for each exercise"
    )
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Print the exercises."""
    from nnlab.grader import registry

    rows = [
        {
            "id": exercise.id,
            "lab": exercise.lab,
            "function": exercise.function,
            "signature": exercise.signature,
            "points": exercise.points,
            "minutes": exercise.minutes,
            "difficulty": exercise.difficulty,
        }
        for exercise in registry.exercises()
    ]
    # ASCII alone, so that the JSON is right in a console or a file of any encoding.
    print(json.dumps(rows, indent=2) if options.json else _table(rows))
    return DONE


def _table(rows: list[dict[str, Any]]) -> str:
    from nnlab.grader import registry

    width = max((len(row["signature"]) for row in rows), default=0)
    lines: list[str] = []
    lab = None
    for row in rows:
        if row["lab"] != lab:
            lab = row["lab"]
            lines += [*([""] if lines else []), f"{lab}  {registry.lab(lab).title}"]
        stars = "*" * row["difficulty"]
        lines.append(
            f"    {row['signature']:<{width}}  {row['points']:>3} points  {row['minutes']:>3} min  {stars:<3}"
            f"  {row['id']}"
        )
    total = sum(row["points"] for row in rows)
    lines += ["", f"{len(rows)} exercises, {total} points. More stars are harder."]
    return "\n".join(lines)
