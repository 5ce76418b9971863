"""The folders of a clone that author's commands read and write."""

from __future__ import annotations

import argparse
from pathlib import Path

from nnlab import _resources


def add_folders(parser: argparse.ArgumentParser) -> None:
    """Add the options that name other folders than the clone's own."""
    parser.add_argument(
        "--solutions", type=Path, metavar="DIR", help="folder of the solutions (default: the clone's)"
    )
    parser.add_argument("--labs", type=Path, metavar="DIR", help="folder of the labs (default: the clone's)")


def folders(options: argparse.Namespace) -> tuple[Path, Path]:
    """Return (solutions, labs): as given, or the clone's, as short as they can be written."""
    solutions = options.solutions or _short(_resources.solutions_dir())
    # The labs' folder is made by the first release, so it need not exist.
    return solutions, options.labs or solutions.parent / "labs"


def _short(path: Path) -> Path:
    """`path` from the present folder, so that messages read well."""
    try:
        return path.relative_to(Path.cwd())
    except ValueError:
        return path
