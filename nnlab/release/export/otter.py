"""The labs in the form that ``otter assign`` reads: each exercise is a question, each criterion a test.

Otter compares what a test prints with what it printed in the solution. A test here runs the check of the
exercise and prints whether one criterion holds, so that partial points are those of nnlab.
"""

from pathlib import Path
from typing import Any

from nnlab.exceptions import NotebookError
from nnlab.grader import registry
from nnlab.grader.feedback.sentences import say
from nnlab.grader.spec import Exercise
from nnlab.notebooks.read import read_notebook
from nnlab.notebooks.write import notebook_bytes
from nnlab.release import cells as kinds
from nnlab.release.export.files import Exported, solution_files, write

#: No cell of Otter's own: students need no Otter, and the lab's own checks tell them more.
_CONFIG = """
name: {name}
init_cell: false
export_cell: false
check_all_cell: false
run_tests: true
generate: true
requirements: requirements.txt
overwrite_requirements: true
tests:
  files: false
"""


def export_otter(folder: Path, labs: tuple[str, ...] = (), *, force: bool = False) -> list[Exported]:
    """Write ``LAB/LAB.ipynb`` and ``LAB/requirements.txt`` for each lab.

    ``otter assign LAB.ipynb dist`` then makes the students' notebook and the autograder's zip.

    Parameters
    ----------
    folder : Path
    labs : tuple of str
    force : bool
        Write over files that were changed.
    """
    done = []
    for source in solution_files(labs):
        notebook = read_notebook(source)
        try:
            content = notebook_bytes(_with_questions(notebook, source.stem))
        except NotebookError as error:
            raise NotebookError(f"{source}: {error}") from None
        place = folder / source.stem
        done.append(write(place / source.name, content, force=force))
        done.append(write(place / "requirements.txt", _requirements().encode(), force=force))
    return done


def _with_questions(notebook: dict[str, Any], stem: str) -> dict[str, Any]:
    """The notebook with Otter's configuration, and a question in the place of each check."""
    exercises = {f"check-{exercise.function}": exercise for exercise in registry.exercises(stem[:2])}
    cells = []
    for cell in notebook["cells"]:
        if kinds.is_config(cell):
            cell = {**cell, "source": kinds.CONFIG_SOURCE + _CONFIG.format(name=stem).rstrip()}
        exercise = exercises.get(cell["id"])
        cells += [cell] if exercise is None else _question(cell, exercise)
    if not kinds.is_config(cells[0]):
        raise NotebookError(
            "the first cell must be the configuration for Otter, or answers would be handed out"
        )
    return {**notebook, "cells": cells}


def _question(check: dict[str, Any], exercise: Exercise) -> list[dict[str, Any]]:
    name = exercise.function
    tests = [_test(exercise, place) for place in range(len(exercise.criteria))]
    return [
        _raw(f"question-{name}", f"# BEGIN QUESTION\nname: {name}"),
        check,
        _raw(f"tests-{name}", "# BEGIN TESTS"),
        *tests,
        _raw(f"tests-end-{name}", "# END TESTS"),
        _raw(f"question-end-{name}", "# END QUESTION"),
    ]


def _test(exercise: Exercise, place: int) -> dict[str, Any]:
    criterion = exercise.criteria[place]
    title = say("criteria", criterion.name, exercise.lab)
    source = (
        f'""" # BEGIN TEST CONFIG\nname: "{title}"\npoints: {criterion.points}\n""" # END TEST CONFIG\n'
        f'nnlab.check("{exercise.id}", {exercise.function}).criteria[{place}].passed'
    )
    printed = {"output_type": "execute_result", "data": {"text/plain": "True"}}
    return {
        "cell_type": "code",
        "id": f"test-{exercise.function}-{place}"[:64],
        "metadata": {},
        "execution_count": None,
        "source": source,
        "outputs": [{**printed, "metadata": {}, "execution_count": None}],
    }


def _raw(name: str, source: str) -> dict[str, Any]:
    return {"cell_type": "raw", "id": name[:64], "metadata": {}, "source": source}


def _requirements() -> str:
    """What the autograder's image must have beside Otter."""
    from importlib.metadata import version

    return f"nnlab=={version('nnlab')}\notter-grader\nipykernel\n"
