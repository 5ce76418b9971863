"""Cut the code cells of a notebook into top-level statements, with the names that each makes and needs.

Only parsing happens here: nothing of the notebook runs. Whatever Python's parser does with a hostile cell
(errors of syntax, of recursion, of memory) costs that cell, is noted, and the other cells go on.
"""

from __future__ import annotations

import ast
import warnings
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from nnlab.notebooks import _names, _salvage
from nnlab.notebooks.magics import neutralise

#: Characters of a cell, and of all cells together, that are parsed; a lab has 30,000. Python needs seconds
#: for the fields of one very long f-string.
MAX_CELL = 100_000
MAX_CODE = 500_000
#: Statements of a cell, and of all cells together; a lab has fewer than a thousand.
MAX_STATEMENTS = 5_000
MAX_ALL_STATEMENTS = 20_000
_TOO_MANY = "it has more statements than the {:,} that are read"
# What ast.parse raises for text that is not Python, that is too deep, or that holds null bytes and lone
# surrogates.
PARSE_ERRORS = (SyntaxError, ValueError, RecursionError, MemoryError, OverflowError, SystemError)


@dataclass(frozen=True)
class Statement:
    """One top-level statement of a notebook.

    Attributes
    ----------
    cell, line : int
        Where it begins: the number of the cell in the notebook and the line in the cell, both from 1.
    source : str
        Its text, decorators included.
    names : nnlab.notebooks._names.Names
        The names it makes, changes and needs.
    """

    cell: int
    line: int
    source: str
    names: _names.Names = field(repr=False)


def statements_of(notebook: dict[str, Any]) -> tuple[list[Statement], list[str]]:
    """Return the top-level statements of `notebook` in order, and a note for whatever was skipped.

    Parameters
    ----------
    notebook : dict
        A notebook as `nnlab.notebooks.read_notebook` returns it.

    Returns
    -------
    statements : list of Statement
    notes : list of str
    """
    statements: list[Statement] = []
    notes: list[str] = []
    total = 0
    for number, cell in enumerate(notebook["cells"], start=1):
        source = cell["source"]
        if cell["cell_type"] != "code" or not source.strip():
            continue
        total += len(source)
        if len(source) > MAX_CELL or total > MAX_CODE:
            notes.append(f"cell {number} was skipped: it is too long to be code that somebody wrote")
            continue
        try:
            found, faults = _statements_of_cell(source.replace("\r\n", "\n").replace("\r", "\n"), number)
            if len(statements) + len(found) > MAX_ALL_STATEMENTS:
                raise ValueError(_TOO_MANY.format(MAX_ALL_STATEMENTS))
        except PARSE_ERRORS as error:
            notes.append(f"cell {number} was skipped: {reason(error)}")
            continue
        statements += found
        notes += faults
    return statements, notes


def reason(error: BaseException) -> str:
    """One line that says why Python could not parse a text."""
    if isinstance(error, SyntaxError):
        return f"{error.msg} (line {error.lineno or 1})"
    if isinstance(error, RecursionError | MemoryError | SystemError):
        return "it is nested too deeply"
    return str(error).splitlines()[0][:200] if str(error) else type(error).__name__


def _statements_of_cell(source: str, number: int) -> tuple[list[Statement], list[str]]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # "\d" in a learner's string is no business of the grader's stderr
        try:
            return list(_cut(_parsed(source), source, number)), []
        except SyntaxError:
            pass
        python = neutralise(source)
        if python is None:
            return [], []
        try:
            return list(_cut(_parsed(python), python, number)), []
        except SyntaxError as error:
            return _salvaged(python, number, error)


def _parsed(source: str) -> ast.Module:
    tree = ast.parse(source)
    if len(tree.body) > MAX_STATEMENTS:
        raise ValueError(_TOO_MANY.format(MAX_STATEMENTS))
    return tree


def _salvaged(source: str, number: int, error: SyntaxError) -> tuple[list[Statement], list[str]]:
    """Keep what can be kept of a cell with a typing error: every piece that parses by itself."""
    found: list[Statement] = []
    faults = []
    pieces = _salvage.pieces(source)
    if len(pieces) > MAX_STATEMENTS:
        raise ValueError(_TOO_MANY.format(MAX_STATEMENTS))
    for line, piece in pieces:
        try:
            found += _cut(ast.parse(piece), piece, number, line - 1)
            continue
        except PARSE_ERRORS:
            pass
        for inner, part in _salvage.pieces(piece, hard=True):
            above = line + inner - 2
            try:
                found += _cut(ast.parse(part), part, number, above)
            except SyntaxError as fault:
                faults.append(f"cell {number}, line {above + (fault.lineno or 1)} was skipped: {fault.msg}")
            except PARSE_ERRORS as fault:
                faults.append(f"cell {number}, line {above + 1} was skipped: {reason(fault)}")
    return found, faults or [f"cell {number}: {reason(error)}"]


def _cut(tree: ast.Module, source: str, number: int, offset: int = 0) -> Iterator[Statement]:
    """Yield the statements of a parsed text whose first line is line `offset` + 1 of cell `number`."""
    lines = source.encode().split(b"\n")  # columns in a syntax tree count bytes
    previous_end = 0
    for node in tree.body:
        first = node.lineno
        decorators = getattr(node, "decorator_list", [])
        if decorators:
            first = min(d.lineno for d in decorators)
            # In "@(" the decorator begins below its mark.
            while first - 1 > previous_end and not lines[first - 1].lstrip().startswith(b"@"):
                first -= 1
        end = node.end_lineno or node.lineno
        chosen = lines[first - 1 : end]
        chosen[-1] = chosen[-1][: node.end_col_offset]
        chosen[0] = chosen[0][node.col_offset :]
        text = b"\n".join(chosen).decode()
        previous_end = end
        yield Statement(number, first + offset, text, _names.names_of(node, text))
