"""Take the marked solution out of a cell and leave the place for the learner's own."""

from __future__ import annotations

import ast
import re

BEGIN, END = "# BEGIN SOLUTION", "# END SOLUTION"
_MARK = re.compile(r"(BEGIN|END)\s+SOLUTION", re.IGNORECASE)


class MarkError(ValueError):
    """The marks of a solution are not as they must be; the message says where and how."""


def regions(source: str) -> list[tuple[int, int]]:
    """Return the (first, last) line indices of each marked region of `source`, its marks included.

    Raises
    ------
    MarkError
        When a mark is misspelt, not alone on its line, nested, without its partner, or outside a function.
    """
    found: list[tuple[int, int]] = []
    begun: int | None = None
    for index, line in enumerate(source.split("\n")):
        text = line.strip()
        if text == BEGIN:
            if begun is not None:
                raise MarkError(f"line {index + 1}: {BEGIN!r} inside a region that line {begun + 1} began")
            begun = index
        elif text == END:
            if begun is None:
                raise MarkError(f"line {index + 1}: {END!r} without a {BEGIN!r} above it")
            found.append((begun, index))
            begun = None
        elif _MARK.search(line):
            # nbgrader would take it for a mark, and the three-hash form stops otter assign.
            raise MarkError(
                f"line {index + 1}: a mark must be exactly {BEGIN!r} or {END!r}, alone on its line"
            )
    if begun is not None:
        raise MarkError(f"line {begun + 1}: {BEGIN!r} without an {END!r} below it")
    return found


def strip_solution(source: str) -> str:
    """Return `source` with each marked region replaced by a place for the learner's code.

    Parameters
    ----------
    source : str
        A cell that defines a function, with ``# BEGIN SOLUTION`` and ``# END SOLUTION`` in its body.

    Returns
    -------
    str
        The same cell with ``# YOUR CODE HERE`` and a ``raise NotImplementedError`` in their place, as deep as
        the marks.

    Raises
    ------
    MarkError
        When there is no region, or `regions` refuses the marks.
    """
    marked = regions(source)
    if not marked:
        raise MarkError(f"no {BEGIN!r} … {END!r}: the whole solution would be handed out")
    lines = source.split("\n")
    for first, last in reversed(marked):
        indent = lines[first][: len(lines[first]) - len(lines[first].lstrip())]
        name = _function_at(source, first + 1)
        lines[first : last + 1] = [
            f"{indent}# YOUR CODE HERE",
            f'{indent}raise NotImplementedError("{name} is not written yet")',
        ]
    stripped = "\n".join(lines)
    try:
        ast.parse(stripped)
    except SyntaxError as error:
        raise MarkError(
            f"line {error.lineno}: what is left without the solution is not Python ({error.msg})"
        ) from None
    return stripped


def _function_at(source: str, line: int) -> str:
    """Name of the outermost function whose body holds `line`."""
    try:
        body = ast.parse(source).body
    except SyntaxError as error:
        raise MarkError(f"line {error.lineno}: the solution is not Python ({error.msg})") from None
    for node in body:
        if isinstance(node, ast.FunctionDef) and node.lineno < line <= (node.end_lineno or node.lineno) + 1:
            return node.name
    raise MarkError(f"line {line}: a solution must stand inside the body of a function")
