"""The steps from a solution notebook to its lab: an ordered list of small functions, notebook → notebook.

A step changes nothing in its argument. The order matters once: the configuration cell goes before cells are
looked at.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from nnlab.exceptions import NotebookError
from nnlab.release import cells as kinds
from nnlab.release.strip import MarkError, regions, strip_solution

Notebook = dict[str, Any]
# What a lab's cell may carry; anything else (scroll positions, execution times) is a trace of one author.
_KEPT_METADATA = ("deletable", "editable", "jupyter", "nbgrader", "tags")


def drop_config(notebook: Notebook) -> Notebook:
    """Take out the configuration cell for otter, which is of use in the source alone."""
    return {**notebook, "cells": [cell for cell in notebook["cells"] if not kinds.is_config(cell)]}


def strip_solutions(notebook: Notebook) -> Notebook:
    """Replace every marked solution; refuse marks where none belong, and their absence where they do."""
    return _map_cells(notebook, _strip_cell)


def clear_outputs(notebook: Notebook) -> Notebook:
    """Take away what the solution printed and drew, and the numbers of its executions."""

    def clear(cell: dict[str, Any]) -> dict[str, Any]:
        return {**cell, "outputs": [], "execution_count": None} if cell["cell_type"] == "code" else cell

    return _map_cells(notebook, clear)


def normalise_metadata(notebook: Notebook) -> Notebook:
    """Keep the metadata that belong to the lab; those of the notebook are written anew."""
    own = notebook["metadata"].get("nnlab")
    lab = own.get("lab") if isinstance(own, dict) else None
    if not isinstance(lab, str):
        raise NotebookError(
            'the notebook\'s metadata must name its lab: {"nnlab": {"lab": "07", "schema": 1}}'
        )

    def clean(cell: dict[str, Any]) -> dict[str, Any]:
        return {
            **cell,
            "metadata": {key: cell["metadata"][key] for key in _KEPT_METADATA if key in cell["metadata"]},
        }

    return {**_map_cells(notebook, clean), "metadata": kinds.notebook_metadata(lab)}


def lock_checks(notebook: Notebook) -> Notebook:
    """Make the check cells such that JupyterLab neither edits nor deletes them."""

    def lock(cell: dict[str, Any]) -> dict[str, Any]:
        if kinds.kind_of(cell) != "check":
            return cell
        return {**cell, "metadata": {**cell["metadata"], "deletable": False, "editable": False}}

    return _map_cells(notebook, lock)


STEPS: tuple[Callable[[Notebook], Notebook], ...] = (
    drop_config,
    strip_solutions,
    clear_outputs,
    normalise_metadata,
    lock_checks,
)


def make_lab(solution: Notebook) -> Notebook:
    """Return the lab that belongs to the notebook `solution`.

    Parameters
    ----------
    solution : dict
        A notebook as `nnlab.notebooks.read_notebook` returns it.

    Returns
    -------
    dict

    Raises
    ------
    NotebookError
        When a solution is not marked as it must be; the message names the cell.
    """
    for step in STEPS:
        solution = step(solution)
    return solution


def _map_cells(notebook: Notebook, change: Callable[[dict[str, Any]], dict[str, Any]]) -> Notebook:
    return {**notebook, "cells": [change(cell) for cell in notebook["cells"]]}


def _strip_cell(cell: dict[str, Any]) -> dict[str, Any]:
    try:
        if kinds.kind_of(cell) == "solution" and cell["cell_type"] == "code":
            return {**cell, "source": strip_solution(cell["source"])}
        if regions(cell["source"]):
            raise MarkError("marks of a solution in a cell that is not tagged 'solution'")
    except MarkError as error:
        raise NotebookError(f"cell {cell['id']!r}, {error}") from None
    return cell
