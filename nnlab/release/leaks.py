"""Look for anything of a solution in the lab that is handed out."""

from __future__ import annotations

import ast
import base64
import binascii
import json
import re
import warnings
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from nnlab.release import cells as kinds
from nnlab.release.strip import regions

if TYPE_CHECKING:
    from nnlab.questions import Question

SIGNIFICANT = 12
"""A solution line of fewer characters (``return a``) may stand anywhere by chance."""

_FENCE = re.compile(r"^[ \t]*(?:```|~~~)[^\n]*\n(.*?)^[ \t]*(?:```|~~~)", re.MULTILINE | re.DOTALL)


def leaks(solution: dict[str, Any], lab: dict[str, Any], *, outputs: bool = False) -> list[str]:
    """Return one sentence for each piece of `solution` that can be read in `lab`.

    Parameters
    ----------
    solution, lab : dict
        The two notebooks, as `nnlab.notebooks.read_notebook` returns them.
    outputs : bool
        Whether the lab may have outputs, as its page on the site has. They are looked through in any case.

    Returns
    -------
    list of str
        A solution line (blanks apart) in a source, an output, an attachment or metadata; a function with the
        same body; an output or an execution number.
    """
    found = []
    secrets = dict(_secret_lines(solution))
    bodies = dict(_secret_bodies(solution))
    for cell in lab["cells"]:
        text = _squeeze(_all_text(cell))
        found += [
            f"cell {cell['id']!r} holds the solution line {secrets[line]!r}"
            for line in secrets
            if line in text
        ]
        found += [
            f"cell {cell['id']!r} defines {name} with the body of the solution of {bodies[body]}"
            for name, body in _bodies(cell)
            if body in bodies
        ]
        if not outputs and (cell.get("outputs") or cell.get("execution_count") is not None):
            found.append(f"cell {cell['id']!r} has outputs or an execution number")
    text = _squeeze(json.dumps(lab["metadata"], ensure_ascii=False))
    found += [
        f"the lab's metadata hold the solution line {secrets[line]!r}" for line in secrets if line in text
    ]
    return found


def leaks_in_text(solution: dict[str, Any], text: str) -> list[str]:
    """Return each solution line that `text` holds, blanks apart."""
    squeezed = _squeeze(text)
    return [line for secret, line in _secret_lines(solution) if secret in squeezed]


def leaks_in_questions(solution: dict[str, Any], asked: Sequence[Question]) -> list[str]:
    """Return one sentence for each solution line that a question of the lab gives away.

    Parameters
    ----------
    solution : dict
        The notebook, as `nnlab.notebooks.read_notebook` returns it.
    asked : sequence of Question
        The questions of its lab, explanations included: a learner reads them before the exercise.

    Returns
    -------
    list of str
    """
    secrets = dict(_secret_lines(solution))
    return [
        f"the question {question.id!r} holds the solution line {secrets[line]!r}"
        for question in asked
        for line in secrets
        if line in _squeeze("\n".join(_texts(question)))
    ]


def _texts(question: Question) -> Iterator[str]:
    yield from (question.prompt, question.why)
    for choice in question.choices:
        yield from (choice.text, choice.why)
    yield from (slip.why for slip in question.slips)


def _secret_lines(solution: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Each line of a solution that is long enough to tell, without blanks, and as it is written."""
    for cell in _solution_cells(solution):
        lines = cell["source"].split("\n")
        for first, last in regions(cell["source"]):
            for line in lines[first + 1 : last]:
                if len(_squeeze(line)) >= SIGNIFICANT:
                    yield _squeeze(line), line.strip()


def _secret_bodies(solution: dict[str, Any]) -> Iterator[tuple[str, str]]:
    for cell in _solution_cells(solution):
        for name, body in _functions(cell["source"]):
            yield body, name


def _solution_cells(solution: dict[str, Any]) -> Iterator[dict[str, Any]]:
    return (cell for cell in solution["cells"] if kinds.kind_of(cell) == "solution")


def _bodies(cell: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Functions in a code cell, or in the code blocks of a text."""
    texts = [cell["source"]] if cell["cell_type"] == "code" else _FENCE.findall(cell["source"])
    for text in texts:
        yield from _functions(text)


def _functions(text: str) -> Iterator[tuple[str, str]]:
    """Yield (name, body as a syntax tree) of each function in `text`, without docstring, comments, layout."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            tree = ast.parse(text)
        except (SyntaxError, ValueError):
            return
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef):
            body = node.body[1:] if ast.get_docstring(node, clean=False) is not None else node.body
            yield node.name, ";".join(ast.dump(statement) for statement in body)


def _all_text(cell: dict[str, Any]) -> str:
    """Everything in `cell` that a person could read, files in attachments included."""
    parts = [cell["source"], json.dumps(cell["metadata"], ensure_ascii=False)]
    parts += [_decoded(output) for output in cell.get("outputs", [])]
    parts += [_decoded(bundle) for bundle in cell.get("attachments", {}).values()]
    return "\n".join(parts)


def _decoded(value: Any) -> str:
    """All text in nested JSON; what is base64 is shown as it is and decoded."""
    if isinstance(value, dict):
        return "\n".join(_decoded(inner) for inner in value.values())
    if isinstance(value, list):
        return "".join(_decoded(inner) for inner in value)
    if not isinstance(value, str):
        return str(value)
    try:
        return value + "\n" + base64.b64decode(value, validate=True).decode("utf-8", "replace")
    except (binascii.Error, ValueError):
        return value


def _squeeze(text: str) -> str:
    # JSON in metadata writes quotes with a backslash, and so may a string in an output.
    return re.sub(r"\s+|\\n", "", text).replace('\\"', '"')
