"""Execute the extracted part of a notebook in a namespace of its own.

This module imports the standard library alone, so that an isolated worker can use it. It trusts the code it
runs: who runs a stranger's notebook must do so inside a sandbox.
"""

from __future__ import annotations
import __future__

import ast
import contextlib
import io
import linecache
import warnings
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Protocol

MAX_NOTES = 50
"""More notes than this help nobody."""


class PieceLike(Protocol):
    """What `load` needs to know of a statement."""

    cell: int
    line: int
    source: str


@dataclass
class Loaded:
    """A namespace, and what went wrong while it was made.

    Attributes
    ----------
    namespace : dict
        The global names, as they stand after the last statement.
    notes : list of str
        One sentence for each statement that failed, with its cell and line.
    reasons : dict of str to str
        For each name that a failed statement should have made, its sentence of `notes`.
    """

    namespace: dict[str, Any]
    notes: list[str] = field(default_factory=list)
    reasons: dict[str, str] = field(default_factory=dict)


def load(pieces: Iterable[PieceLike]) -> Loaded:
    """Execute `pieces` in order, in a fresh namespace; a piece that fails is noted and the others go on.

    Parameters
    ----------
    pieces : iterable of Piece
        As `nnlab.notebooks.extract` returns them.

    Returns
    -------
    Loaded

    Notes
    -----
    A traceback shows the learner's own lines as ``<cell 7>``, line 3. What the statements print is dropped.
    """
    # A notebook has display() without an import; here there is nobody to show anything to.
    loaded = Loaded({"__name__": "__main__", "__doc__": None, "display": _show_nothing})
    flags = 0
    pieces = list(pieces)
    _register(pieces)
    for piece in pieces:
        try:
            tree = ast.parse(piece.source)
            ast.increment_lineno(tree, piece.line - 1)
            flags |= _future_flags(tree)
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                code = compile(tree, _file_name(piece.cell), "exec", flags, dont_inherit=True)
            with _silence():
                exec(code, loaded.namespace)  # noqa: S102 - to run the learner's code is what this module is for
        except KeyboardInterrupt:
            raise
        except BaseException as error:  # SystemExit too: a notebook must not end the grader
            note = f"cell {piece.cell}, line {_line_of(error, piece)} failed: {_say(error)}"
            if len(loaded.notes) < MAX_NOTES:
                loaded.notes.append(note)
            for name in _targets(piece.source):
                loaded.reasons[name] = note
    return loaded


def _show_nothing(*_objects: Any, **_options: Any) -> None:
    """Stand in for IPython's ``display``."""


def _file_name(cell: int) -> str:
    return f"<cell {cell}>"


def _register(pieces: list[PieceLike]) -> None:
    """Let tracebacks and `inspect.getsource` find the text of each cell."""
    texts: dict[int, list[str]] = {}
    for piece in pieces:
        lines = texts.setdefault(piece.cell, [])
        new = [line + "\n" for line in piece.source.split("\n")]
        lines += ["\n"] * (piece.line - 1 + len(new) - len(lines))
        lines[piece.line - 1 : piece.line - 1 + len(new)] = new
    for cell, lines in texts.items():
        # No modification time: linecache then never looks for such a file on the disk.
        linecache.cache[_file_name(cell)] = (sum(map(len, lines)), None, lines, _file_name(cell))


def _future_flags(tree: ast.Module) -> int:
    """Compiler flags of ``from __future__ import …``, which hold for the cells below it too."""
    flags = 0
    for node in tree.body:
        if isinstance(node, ast.ImportFrom) and node.module == "__future__":
            for alias in node.names:
                flags |= getattr(getattr(__future__, alias.name, None), "compiler_flag", 0)
    return flags


class _Nowhere(io.TextIOBase):
    """A stream that keeps nothing, however much is written to it."""

    def write(self, text: str) -> int:
        return len(text)


@contextlib.contextmanager
def _silence():
    """Drop what the statements print: it is no part of an answer, and stdout may carry JSON."""
    with contextlib.redirect_stdout(_Nowhere()), contextlib.redirect_stderr(_Nowhere()):
        yield


def _targets(source: str) -> set[str]:
    """Names that a failed statement would have made, as far as its text shows."""
    with contextlib.suppress(SyntaxError, ValueError, RecursionError, MemoryError):
        nodes = list(ast.walk(ast.parse(source)))
        stored = {n.id for n in nodes if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)}
        defined = {n.name for n in nodes if isinstance(n, ast.FunctionDef | ast.ClassDef)}
        imported = {
            (a.asname or a.name).split(".")[0]
            for n in nodes
            if isinstance(n, ast.Import | ast.ImportFrom)
            for a in n.names
        }
        return stored | defined | imported
    return set()


def _line_of(error: BaseException, piece: PieceLike) -> int:
    """Return the line of the cell in which `error` was raised."""
    line, trace = piece.line, error.__traceback__
    if isinstance(error, SyntaxError) and trace is not None and trace.tb_next is None:
        return error.lineno or line
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == _file_name(piece.cell):
            line = trace.tb_lineno
        trace = trace.tb_next
    return line


def _say(error: BaseException) -> str:
    """Tell the kind of `error` and its message in one line, even when its ``__str__`` is broken."""
    try:
        text = str(error)
    except Exception:
        text = "(its message cannot be shown)"
    lines = text.strip().splitlines()
    return f"{type(error).__name__}: {lines[0][:300]}" if lines else type(error).__name__
