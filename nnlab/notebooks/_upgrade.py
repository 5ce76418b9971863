"""Check the shape of a decoded notebook and bring it to nbformat 4.5.

This is done by hand, not by nbformat, for two reasons: nbformat logs what is wrong and carries on, so the
fault would surface later as a KeyError; and a batch of a thousand notebooks would pay for its JSON schema a
thousand times.
"""

from __future__ import annotations

import re
from typing import Any

_CELL_TYPES = ("code", "markdown", "raw")
_ID = re.compile(r"[a-zA-Z0-9_-]{1,64}")
_MAX_CELLS = 10_000


class Malformed(ValueError):
    """What is wrong with the notebook, and if it is known the `way_out`."""

    def __init__(self, fault: str, way_out: str = "") -> None:
        super().__init__(fault)
        self.way_out = way_out


def to_v45(notebook: Any) -> dict[str, Any]:
    """Return `notebook` (decoded JSON) as nbformat 4.5, or raise `Malformed`."""
    if not isinstance(notebook, dict):
        raise Malformed(f"this is JSON but not a notebook: it holds {_kind(notebook)}.")
    version = notebook.get("nbformat")
    if not isinstance(version, int) or isinstance(version, bool):
        raise Malformed("this is JSON but not a notebook: it has no format number ('nbformat').")
    if version > 4:
        raise Malformed(f"this notebook has format {version}, which is newer than 4.", "Save it as format 4.")
    if version < 3:
        raise Malformed(f"this notebook has format {version}, which is older than 3.")
    cells = _cells_of_v3(notebook) if version == 3 else notebook.get("cells")
    if not isinstance(cells, list):
        raise Malformed(f"its 'cells' must be a list, and it is {_kind(cells)}.")
    if len(cells) > _MAX_CELLS:
        raise Malformed(f"it has {len(cells)} cells, more than the {_MAX_CELLS} that are read.", "Split it.")
    taken: set[str] = set()
    return {
        "cells": [_cell(cell, number, taken) for number, cell in enumerate(cells, start=1)],
        "metadata": _dict(notebook.get("metadata")),
        "nbformat": 4,
        "nbformat_minor": 5,
    }


def _cells_of_v3(notebook: dict[str, Any]) -> list[Any]:
    """Cells of a format-3 notebook, with the names that format 4 uses."""
    worksheets = notebook.get("worksheets")
    if not isinstance(worksheets, list) or not all(isinstance(sheet, dict) for sheet in worksheets):
        raise Malformed(
            f"a format-3 notebook must have a list of 'worksheets', and it has {_kind(worksheets)}."
        )
    cells = []
    for sheet in worksheets:
        inside = sheet.get("cells", [])
        if not isinstance(inside, list):
            raise Malformed(f"its 'cells' must be a list, and it is {_kind(inside)}.")
        cells += [_cell_of_v3(cell) for cell in inside]
    return cells


def _cell_of_v3(cell: Any) -> Any:
    if not isinstance(cell, dict):
        return cell  # told by _cell, with its number
    kind = cell.get("cell_type")
    if kind == "code":
        # Outputs of format 3 are laid out differently, and nobody grades an output.
        return {"cell_type": "code", "source": cell.get("input", ""), "metadata": cell.get("metadata")}
    if kind == "heading":
        level = cell.get("level")
        marks = "#" * level if isinstance(level, int) and 1 <= level <= 6 else "#"
        return {"cell_type": "markdown", "source": f"{marks} {_source(cell.get('source', ''), 0)}"}
    if kind == "html":
        return {"cell_type": "markdown", "source": cell.get("source", "")}
    return {"cell_type": kind, "source": cell.get("source", ""), "metadata": cell.get("metadata")}


def _cell(cell: Any, number: int, taken: set[str]) -> dict[str, Any]:
    if not isinstance(cell, dict):
        raise Malformed(f"cell {number} must be an object, and it is {_kind(cell)}.")
    kind = cell.get("cell_type")
    if kind not in _CELL_TYPES:
        raise Malformed(
            f"cell {number} must be of type code, markdown or raw, and it is of type {str(kind)[:40]!r}."
        )
    new: dict[str, Any] = {
        "cell_type": kind,
        "id": _free_id(cell.get("id"), number, taken),
        "metadata": _dict(cell.get("metadata")),
        "source": _source(cell.get("source", ""), number),
    }
    if kind == "code":
        count = cell.get("execution_count")
        new["execution_count"] = count if isinstance(count, int) and not isinstance(count, bool) else None
        outputs = cell.get("outputs")
        new["outputs"] = [o for o in outputs if isinstance(o, dict)] if isinstance(outputs, list) else []
    elif isinstance(cell.get("attachments"), dict):
        new["attachments"] = cell["attachments"]
    return new


def _source(source: Any, number: int) -> str:
    """Return the text of a cell: JSON stores it as a string or as a list of lines."""
    if isinstance(source, list) and all(isinstance(line, str) for line in source):
        return "".join(source)
    if isinstance(source, str):
        return source
    raise Malformed(f"the source of cell {number} must be text, and it is {_kind(source)}.")


def _free_id(wanted: Any, number: int, taken: set[str]) -> str:
    """Return the cell's own id, or one made of its number if it has none, a bad one, or another cell's."""
    name = (
        wanted
        if isinstance(wanted, str) and _ID.fullmatch(wanted) and wanted not in taken
        else f"cell-{number}"
    )
    while name in taken:
        name += "x"
    taken.add(name)
    return name


def _dict(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _kind(value: Any) -> str:
    names = {
        dict: "an object",
        list: "a list",
        str: "text",
        bool: "true or false",
        type(None): "missing or null",
    }
    return names.get(type(value), "a number")
