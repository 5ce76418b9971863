"""Write the skeleton of a lab's solution notebook from what is declared about its exercises."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from nnlab.exceptions import NotebookError
from nnlab.notebooks.write import notebook_bytes
from nnlab.release import cells as kinds
from nnlab.release.strip import BEGIN, END

if TYPE_CHECKING:
    from nnlab.grader.registry import Lab
    from nnlab.grader.spec import Exercise

_SETUP = """\
import matplotlib.pyplot as plt
import numpy as np

import nnlab
from nnlab import plotting

plotting.use_style()"""


def new_solution(number: str, solutions: Path) -> Path:
    """Write the skeleton of lab `number` into the folder `solutions`.

    Parameters
    ----------
    number : str
        Two digits, such as ``"07"``.
    solutions : pathlib.Path
        Folder of the source notebooks.

    Returns
    -------
    pathlib.Path
        The new file.

    Raises
    ------
    NotebookError
        When the course has no such lab, or the file exists: nothing is ever overwritten.
    """
    from nnlab.grader import registry

    by_number = {lab.number: lab for lab in registry.LABS}
    if number not in by_number:
        raise NotebookError(f"the course has no lab {number!r}. Its labs: {', '.join(sorted(by_number))}")
    lab = by_number[number]
    path = solutions / f"{lab.stem}.ipynb"
    content = notebook_bytes(skeleton(lab, registry.exercises(number)))
    solutions.mkdir(parents=True, exist_ok=True)
    try:
        with path.open("xb") as file:  # "x" fails if the file exists, also if it came to be a moment ago
            file.write(content)
    except FileExistsError:
        raise NotebookError(
            f"{path}: this notebook exists, and is not overwritten. Move it away first."
        ) from None
    return path


def skeleton(lab: Lab, exercises: tuple[Exercise, ...]) -> dict[str, Any]:
    """Return a notebook with every cell that `lab` must have; what an author must write stands in <…>."""
    cells = list(_cells(lab, exercises))
    return {
        "cells": cells,
        "metadata": kinds.notebook_metadata(lab.number),
        "nbformat": 4,
        "nbformat_minor": 5,
    }


def _cells(lab: Lab, exercises: tuple[Exercise, ...]) -> Iterator[dict[str, Any]]:
    topic = lab.stem.partition("_")[2].replace("_", "-")
    yield {"cell_type": "raw", "id": kinds.CONFIG_ID, "metadata": {}, "source": kinds.CONFIG_SOURCE}
    yield _text(
        "title",
        "title",
        f"# {lab.number} {lab.title}\n\nYou will be able to <…>.\n\n"
        f"**Time:** about {lab.minutes} minutes. **You need:** <…>.",
    )
    yield _code("setup", "setup", _SETUP)
    yield _text(
        f"concept-{topic}", "concept", f"## {lab.title}\n\n<every symbol and shape named, the source cited>"
    )
    yield _text(
        f"predict-{topic}",
        "predict",
        "**Predict first.** <a question>\n\n<details><summary>Answer</summary>\n\n<the answer>\n\n</details>",
    )
    yield _code(f"widget-{topic}", "widget", "# <one line: nnlab.widgets.…>")
    for exercise in exercises:
        yield from _exercise_cells(exercise)
    yield _code(f"tensorflow-{topic}", "tensorflow", "import tensorflow as tf")
    yield _text("summary", "summary", "## Summary\n\n<what was learnt, the next lab>")


def _exercise_cells(exercise: Exercise) -> Iterator[dict[str, Any]]:
    name = exercise.function
    stars = "★" * exercise.difficulty + "☆" * (3 - exercise.difficulty)
    yield _text(
        f"task-{name}",
        "task",
        f"### Exercise: `{exercise.signature}`\n\n"
        f"{stars} {exercise.minutes} minutes, {exercise.points} points\n\n"
        f"{exercise.task}\n\n<shapes, one worked example>",
    )
    source = f'def {exercise.signature}:\n    """<what it returns>"""\n    {BEGIN}\n    ...\n    {END}'
    yield {**_code(name, "solution", source), "metadata": kinds.solution_metadata(name)}
    call = f'nnlab.check("{exercise.id}", {name})'
    yield {**_code(f"check-{name}", "check", call), "metadata": kinds.check_metadata(name, exercise.points)}


def _text(cell_id: str, kind: str, source: str) -> dict[str, Any]:
    return {"cell_type": "markdown", "id": cell_id, "metadata": {"tags": [kind]}, "source": source}


def _code(cell_id: str, kind: str, source: str) -> dict[str, Any]:
    return {
        "cell_type": "code",
        "execution_count": None,
        "id": cell_id,
        "metadata": {"tags": [kind]},
        "outputs": [],
        "source": source,
    }
