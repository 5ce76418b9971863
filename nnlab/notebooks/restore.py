"""Give a cell of a learner's notebook back as it was released, and leave every other cell alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from nnlab.notebooks.extract import defined_names

Notebook = dict[str, Any]


@dataclass(frozen=True)
class Restored:
    """A notebook in which one solution cell is as it was.

    Attributes
    ----------
    notebook : dict
        A new one; the argument is not changed.
    what : {"same", "replaced", "inserted"}
        `same`: the cell was as released already. `inserted`: there was none any more.
    place : int
        Number of the cell, from 1.
    others : tuple of int
        Numbers of further cells that define the function; they are left as they are.
    """

    notebook: Notebook
    what: str
    place: int
    others: tuple[int, ...]


def restore(notebook: Notebook, released: Notebook, function: str) -> Restored:
    """Return `notebook` with the solution cell of `function` as it stands in `released`.

    Parameters
    ----------
    notebook, released : dict
        The learner's and the released lab, as `nnlab.notebooks.read_notebook` returns them.
    function : str
        Name of a function of the lab; its cell in `released` has this id.

    Returns
    -------
    Restored

    Raises
    ------
    KeyError
        When `released` has no such cell.
    """
    stub = next((cell for cell in released["cells"] if cell["id"] == function), None)
    if stub is None:
        raise KeyError(f"restore: function must be a solution cell of the lab. Received: {function!r}.")
    cells = list(notebook["cells"])
    place = next(_candidates(cells, function), None)
    if place is None:
        place, what = _where(cells, released["cells"], function), "inserted"
        cells.insert(place, stub)
    else:
        same = (cells[place]["cell_type"], cells[place]["source"]) == ("code", stub["source"])
        what = "same" if same else "replaced"
        cells[place] = cells[place] if same else stub
    others = tuple(
        number
        for number, cell in enumerate(cells, start=1)
        if number != place + 1 and _defines(cell, function)
    )
    return Restored({**notebook, "cells": cells}, what, place + 1, others)


def _candidates(cells: list[dict[str, Any]], function: str) -> Iterator[int]:
    """Places of the cell: by its id; by its nbgrader name, which a copy keeps; by its tag and its text."""
    yield from (i for i, cell in enumerate(cells) if cell["id"] == function)
    for i, cell in enumerate(cells):
        nbgrader = cell["metadata"].get("nbgrader")
        if isinstance(nbgrader, dict) and nbgrader.get("grade_id") == function:
            yield i
    for i, cell in enumerate(cells):
        tags = cell["metadata"].get("tags")
        if isinstance(tags, list) and "solution" in tags and _defines(cell, function):
            yield i


def _where(cells: list[dict[str, Any]], released: list[dict[str, Any]], function: str) -> int:
    """Where a deleted cell belongs: before its check, else behind the last of what stood above it."""
    places = {cell["id"]: i for i, cell in enumerate(cells)}
    if f"check-{function}" in places:
        return places[f"check-{function}"]
    ids = [cell["id"] for cell in released]
    above = [places[cell_id] for cell_id in ids[: ids.index(function)] if cell_id in places]
    return above[-1] + 1 if above else len(cells)


def _defines(cell: dict[str, Any], function: str) -> bool:
    return cell["cell_type"] == "code" and function in defined_names({"cells": [cell]})
