"""Say in words what a new version of a lab changes: by section, and by exercise."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

from nnlab.exceptions import NotebookError
from nnlab.notebooks.read import parse_notebook

_MOST = 8
"""More lines than this are not read in a terminal."""
_HEADING = re.compile(r"^#{1,2} +(.+?)\s*$", re.MULTILINE)
_PARTS = {"task": "its task", "solution": "its starting code", "check": "its check"}


def changes(old_version: bytes, new_version: bytes) -> list[str] | None:
    """Return a line for each section and each exercise in which two versions of a lab differ.

    Parameters
    ----------
    old_version, new_version : bytes
        The files, as they were released. Outputs and metadata are not compared.

    Returns
    -------
    list of str or None
        Empty when they read the same; None when one of them is no notebook.
    """
    try:
        before, after = (parse_notebook(content, "lab")["cells"] for content in (old_version, new_version))
    except NotebookError:
        return None
    had, has = ({cell["id"]: cell["source"] for cell in cells} for cells in (before, after))
    kinds: dict[str, Counter[str]] = {}
    parts: dict[str, dict[str, str]] = {}
    old, new = ({section for section, _ in _placed(cells)} for cells in (before, after))
    for section, cell in _placed(after):
        what = "new" if cell["id"] not in had else "changed" if had[cell["id"]] != cell["source"] else ""
        _count(section, cell, what, kinds, parts)
    for section, cell in _placed(before):
        _count(section, cell, "" if cell["id"] in has else "removed", kinds, parts)
    lines = [
        _of_section(name, count, new=name not in old, gone=name not in new) for name, count in kinds.items()
    ]
    lines += [_of_exercise(name, found) for name, found in parts.items()]
    return lines if len(lines) <= _MOST else [*lines[:_MOST], f"and {len(lines) - _MOST} more places"]


def _placed(cells: list[dict[str, Any]]) -> list[tuple[str, dict[str, Any]]]:
    """Each cell with the heading that it stands under."""
    placed, section = [], ""
    for cell in cells:
        headings = _HEADING.findall(cell["source"]) if cell["cell_type"] == "markdown" else []
        section = headings[0] if headings else section
        placed.append((section, cell))
        section = headings[-1] if headings else section
    return placed


def _count(
    section: str,
    cell: dict[str, Any],
    what: str,
    kinds: dict[str, Counter[str]],
    parts: dict[str, dict[str, str]],
) -> None:
    if not what:
        return
    tags = cell["metadata"].get("tags")
    kind = next((tag for tag in tags if tag in _PARTS), "") if isinstance(tags, list) else ""
    if kind:
        parts.setdefault(cell["id"].removeprefix(f"{kind}-"), {})[kind] = what
    else:
        kinds.setdefault(section, Counter())[what] += 1


def _of_section(name: str, count: Counter[str], *, new: bool, gone: bool) -> str:
    if (new and set(count) == {"new"}) or (gone and set(count) == {"removed"}):
        return f"section “{name}”: {'new' if new else 'removed'}"
    told = [f"{number} {what}" for what in ("new", "changed", "removed") if (number := count[what])]
    first, _, what = told[0].partition(" ")
    cells = "cell" if first == "1" else "cells"
    return f"section “{name}”: " + ", ".join([f"{first} {cells} {what}", *told[1:]])


def _of_exercise(name: str, found: dict[str, str]) -> str:
    for what in ("new", "removed"):
        if found.get("solution") == what:
            return f"exercise {name}: {what}"
    return f"exercise {name}: {' and '.join(_PARTS[kind] for kind in _PARTS if kind in found)} changed"
