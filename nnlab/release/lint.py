"""Check that a solution notebook keeps to the format that every tool of the course relies on."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from nnlab.grader.course import START
from nnlab.release import asked, pictures
from nnlab.release import cells as kinds
from nnlab.release.execute import WIDGET_VIEW
from nnlab.release.strip import MarkError, regions

if TYPE_CHECKING:
    from nnlab.grader.spec import Exercise

_ID_OF_KIND = {
    "title": r"title",
    "setup": r"setup",
    "summary": r"summary(-.+)?",
    "concept": r"concept-.+",
    "predict": r"predict-.+",
    "question": r"question-.+",
    "widget": r"widget-.+",
    "task": r"task-.+",
    "check": r"check-.+",
    "tensorflow": r"tensorflow-.+",
    "solution": r"[A-Za-z_]\w*",
}
# What every lab has; the start page only tells.
_NEEDED = ("concept", "predict", "widget", "tensorflow", "summary")
_CODE_KINDS = {"setup", "solution", "check", "question"}
_TEXT_KINDS = {"title", "task"}


def lint(
    notebook: dict[str, Any], lab: str, exercises: Sequence[Exercise], questions: Sequence[str] = ()
) -> list[str]:
    """Return one sentence for each place where a solution notebook departs from the format.

    Parameters
    ----------
    notebook : dict
        A solution, as `nnlab.notebooks.read_notebook` returns it.
    lab : str
        Number of its lab.
    exercises : sequence of Exercise
        The exercises that are declared for it.
    questions : sequence of str
        The ids of its questions.

    Returns
    -------
    list of str
    """
    faults = list(_notebook_faults(notebook, lab))
    for cell in notebook["cells"]:
        if kinds.is_config(cell):
            continue
        faults += [f"cell {cell['id']!r}: {fault}" for fault in _cell_faults(cell)]
    for exercise in exercises:
        faults += [f"{exercise.id}: {fault}" for fault in _exercise_faults(notebook, exercise)]
    known = {exercise.function for exercise in exercises}
    for cell in notebook["cells"]:
        if kinds.kind_of(cell) in ("solution", "check") and cell["id"].removeprefix("check-") not in known:
            faults.append(f"cell {cell['id']!r}: no exercise of lab {lab} is declared for it")
    return [*faults, *asked.faults(notebook, lab, questions)]


def checked_id(cell: dict[str, Any]) -> str:
    """Return the id in a cell that is just ``nnlab.check("NN.function", function)``, else an empty string."""
    try:
        body = ast.parse(cell["source"]).body
    except SyntaxError:
        return ""
    match body:
        case [
            ast.Expr(
                ast.Call(
                    func=ast.Attribute(value=ast.Name(id="nnlab"), attr="check"),
                    args=[ast.Constant(value=str(exercise_id)), ast.Name(id=function)],
                    keywords=[],
                )
            )
        ] if exercise_id.partition(".")[2] == function:
            return exercise_id
    return ""


def _notebook_faults(notebook: dict[str, Any], lab: str) -> Iterator[str]:
    cells = notebook["cells"]
    if (
        not cells
        or not kinds.is_config(cells[0])
        or "strip_solutions_from_all_cells: true" not in cells[0]["source"]
    ):
        yield (
            f"its first cell must be the raw cell {kinds.CONFIG_MARK!r} with "
            "strip_solutions_from_all_cells: true; "
            "without it otter assign hands out the solutions"
        )
    elif cells[0]["id"] != kinds.CONFIG_ID:
        yield f"the id of its first cell must be {kinds.CONFIG_ID!r}, and is {cells[0]['id']!r}"
    own = notebook["metadata"].get("nnlab")
    if own != {"lab": lab, "schema": kinds.SCHEMA}:
        wanted = {"lab": lab, "schema": kinds.SCHEMA}
        yield f"its metadata must have nnlab = {wanted!r}, and have {own!r}"
    found = [kinds.kind_of(cell) for cell in cells]
    for kind in ("title", "setup"):
        if found.count(kind) != 1:
            yield f"it must have one cell tagged {kind!r}, and has {found.count(kind)}"
    for kind in _NEEDED if lab != START.number else ("concept",):
        if kind not in found:
            yield f"it has no cell tagged {kind!r}"


def _cell_faults(cell: dict[str, Any]) -> Iterator[str]:
    kind = kinds.kind_of(cell)
    if not kind:
        tags = cell["metadata"].get("tags")
        yield f"it must have exactly one of the tags {', '.join(kinds.KINDS)}; its tags: {tags}"
        return
    if not re.fullmatch(_ID_OF_KIND[kind], cell["id"]):
        yield f"the id of a cell tagged {kind!r} must be like {_ID_OF_KIND[kind]!r}"
    if kind in _CODE_KINDS and cell["cell_type"] != "code":
        yield f"a {kind} cell must be code"
    if kind in _TEXT_KINDS and cell["cell_type"] != "markdown":
        yield f"a {kind} cell must be text"
    if (
        kind == "predict"
        and cell["cell_type"] == "markdown"
        and not re.search(r"<details>\s*<summary>.+?</summary>.+?</details>", cell["source"], re.DOTALL)
    ):
        yield "the answer of a prediction must be folded: <details><summary>Answer</summary> … </details>"
    if (
        re.search(r"^\s*!|^\s*%pip|\bpip install\b", cell["source"], re.MULTILINE)
        and cell["cell_type"] == "code"
    ):
        yield "a lab installs and runs nothing outside Python"
    try:
        regions(cell["source"])
    except MarkError as error:
        yield str(error)
    for output in cell.get("outputs", []):
        if output.get("output_type") == "error":
            yield f"its saved output is an error: {output.get('ename')}"
        if output.get("name") == "stderr":
            yield "its saved output has text on stderr"
        if WIDGET_VIEW in (output.get("data") or {}):
            # JupyterLab would look for that day's kernel, and show an error in the place of the stand-in.
            yield "its saved output is a widget without its kernel. Run: nnlab dev release --execute"
    yield from pictures.faults(cell)


def _exercise_faults(notebook: dict[str, Any], exercise: Exercise) -> Iterator[str]:
    by_id = {cell["id"]: (index, cell) for index, cell in enumerate(notebook["cells"])}
    name = exercise.function
    places = []
    checks: tuple[tuple[str, Callable[[dict[str, Any], Exercise], Iterator[str]]], ...] = (
        (f"task-{name}", _task_faults),
        (name, _solution_faults),
        (f"check-{name}", _check_faults),
    )
    for cell_id, faults in checks:
        if cell_id not in by_id:
            yield f"there is no cell with the id {cell_id!r}"
            continue
        index, cell = by_id[cell_id]
        places.append(index)
        yield from (f"cell {cell_id!r}: {fault}" for fault in faults(cell, exercise))
    if places != sorted(places):
        yield "its cells must stand in this order: task, solution, check"


def _task_faults(cell: dict[str, Any], exercise: Exercise) -> Iterator[str]:
    if kinds.kind_of(cell) != "task":
        yield "it must be tagged 'task'"
    text = cell["source"]
    if re.sub(r"\s", "", exercise.signature) not in re.sub(r"\s", "", text):
        yield f"it must name the signature {exercise.signature}"
    if not re.search(rf"\b{exercise.minutes}[\s\u00a0-]*min", text):
        yield f"it must say how long it takes: {exercise.minutes} minutes"
    stars = "★" * exercise.difficulty + "☆" * (3 - exercise.difficulty)
    if stars not in text and not re.search(rf"[Dd]ifficulty\W*{exercise.difficulty}\b", text):
        yield f"it must say its difficulty: {stars}, or difficulty {exercise.difficulty}"


def _solution_faults(cell: dict[str, Any], exercise: Exercise) -> Iterator[str]:
    if kinds.kind_of(cell) != "solution":
        yield "it must be tagged 'solution'"
    wanted = kinds.solution_metadata(exercise.function)
    yield from _metadata_faults(cell, wanted)
    try:
        body = ast.parse(cell["source"]).body
    except SyntaxError as error:
        yield f"line {error.lineno}: {error.msg}"
        return
    if [type(node) for node in body] != [ast.FunctionDef] or body[0].name != exercise.function:  # type: ignore[attr-defined]
        yield f"it must define the function {exercise.function} and nothing else"
        return
    function: ast.FunctionDef = body[0]  # type: ignore[assignment]
    if not ast.get_docstring(function):
        yield "its function must have a docstring"
    given = f"{function.name}({ast.unparse(function.args)})"
    if re.sub(r"\s", "", given) != re.sub(r"\s", "", exercise.signature):
        yield f"its function must be {exercise.signature}, and is {given}"
    try:
        if not regions(cell["source"]):
            yield "the solution is not marked"
    except MarkError:
        pass  # told by _cell_faults


def _check_faults(cell: dict[str, Any], exercise: Exercise) -> Iterator[str]:
    if kinds.kind_of(cell) != "check":
        yield "it must be tagged 'check'"
    call = f'nnlab.check("{exercise.id}", {exercise.function})'
    if cell["source"].strip() != call:
        yield f"it must be exactly {call}"
    yield from _metadata_faults(cell, kinds.check_metadata(exercise.function, exercise.points))


def _metadata_faults(cell: dict[str, Any], wanted: dict[str, Any]) -> Iterator[str]:
    for key, value in wanted.items():
        if key != "tags" and cell["metadata"].get(key) != value:
            yield f"its metadata must have {key} = {value!r}, and have {cell['metadata'].get(key)!r}"
