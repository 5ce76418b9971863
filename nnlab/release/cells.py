"""What the cells of a lab are called: tags, ids and the metadata that go with them."""

from __future__ import annotations

from typing import Any

KINDS = (
    "title",
    "setup",
    "concept",
    "predict",
    "question",
    "widget",
    "task",
    "solution",
    "check",
    "tensorflow",
    "summary",
)
CONFIG_ID = "otter-config"
CONFIG_MARK = "# ASSIGNMENT CONFIG"
CONFIG_SOURCE = f"{CONFIG_MARK}\nstrip_solutions_from_all_cells: true"
"""Without this first cell ``otter assign`` copies every solution into the student's folder."""

SCHEMA = 1
"""Version of the ``nnlab`` entry in a lab's metadata."""


def kind_of(cell: dict[str, Any]) -> str:
    """Return the one tag of `cell` that is a kind of cell, or an empty string."""
    tags = cell["metadata"].get("tags")
    kinds = [tag for tag in tags if tag in KINDS] if isinstance(tags, list) else []
    return kinds[0] if len(kinds) == 1 else ""


def is_config(cell: dict[str, Any]) -> bool:
    """Whether `cell` is the configuration for ``otter assign``."""
    return cell["cell_type"] == "raw" and cell["source"].lstrip().startswith(CONFIG_MARK)


def solution_metadata(function: str) -> dict[str, Any]:
    """Metadata of the cell in which the learner writes `function`."""
    return {"nbgrader": _nbgrader(function, grade=False, solution=True), "tags": ["solution"]}


def check_metadata(function: str, points: float) -> dict[str, Any]:
    """Metadata of the cell that checks `function`."""
    return {
        "deletable": False,
        "editable": False,
        "nbgrader": {
            **_nbgrader(f"check-{function}", grade=True, solution=False),
            "locked": True,
            "points": points,
        },
        "tags": ["check"],
    }


def notebook_metadata(lab: str) -> dict[str, Any]:
    """Metadata of the notebook of `lab`: nothing in it depends on the machine that saved it."""
    return {
        "kernelspec": {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"},
        "language_info": {"name": "python"},
        "nnlab": {"lab": lab, "schema": SCHEMA},
    }


def _nbgrader(grade_id: str, *, grade: bool, solution: bool) -> dict[str, Any]:
    return {
        "grade": grade,
        "grade_id": grade_id,
        "locked": False,
        "schema_version": 3,
        "solution": solution,
        "task": False,
    }
