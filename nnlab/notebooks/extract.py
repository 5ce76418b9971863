"""Find functions by name in a notebook, with what they need and nothing else.

A learner's notebook draws, prints and trains; to grade one function none of that has to run. Starting from
the wanted names, this follows the names their statements read to the statements that make those, and so on,
and keeps them in their order. Nothing is executed here; `nnlab.notebooks.load` does that.
"""

from __future__ import annotations

import builtins
from bisect import bisect_left
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from nnlab.notebooks._names import Names
from nnlab.notebooks.statements import Statement, statements_of

_BUILTINS = frozenset(dir(builtins)) | {"__name__", "__doc__", "__file__", "get_ipython", "display"}
MAX_NOTES = 50
_SUPPLY_NUMPY = "import numpy as np"


@dataclass(frozen=True)
class Piece:
    """One statement that is to be executed: its text, and its place in the notebook."""

    cell: int
    line: int
    source: str


@dataclass(frozen=True)
class Extract:
    """The part of a notebook that the wanted functions need.

    Attributes
    ----------
    found : dict of str to int
        For each wanted name that the notebook defines, the cell of the definition that counts, the last one.
    pieces : tuple of Piece
        Statements to execute, in order. They are plain text, so they can be sent to another process.
    notes : tuple of str
        What the learner should know: skipped cells, a name defined twice, a missing import that was supplied.
    """

    found: dict[str, int]
    pieces: tuple[Piece, ...]
    notes: tuple[str, ...]


def defined_names(notebook: dict[str, Any]) -> set[str]:
    """Return every global name that the code cells of `notebook` define."""
    return {name for statement in statements_of(notebook)[0] for name in statement.names.makes}


def extract(
    notebook: dict[str, Any], wanted: Iterable[str], parsed: tuple[list[Statement], list[str]] | None = None
) -> Extract:
    """Return what of `notebook` is needed to call the functions `wanted`.

    Parameters
    ----------
    notebook : dict
        A notebook as `nnlab.notebooks.read_notebook` returns it.
    wanted : iterable of str
        Names of functions. An assignment (``softmax = my_softmax``) defines one as well as ``def`` does.
    parsed : tuple, optional
        What `statements_of` gives for this notebook, where several extracts are made of one.

    Returns
    -------
    Extract

    Notes
    -----
    Cells count in the order of the notebook, whatever order they were run in. Of several
    definitions the last wins.
    """
    names = list(dict.fromkeys(wanted))
    statements, notes = parsed or statements_of(notebook)
    notes = list(notes)
    slicer = _Slicer(statements)
    found: dict[str, int] = {}
    for name in names:
        makers = [statement for statement in statements if name in statement.names.makes]
        if makers:
            found[name] = makers[-1].cell
            slicer.need(name, len(statements))
        if len(makers) > 1:
            cells = " and ".join(str(maker.cell) for maker in makers[-3:])
            notes.append(f"{name} is defined {len(makers)} times (cells {cells}); the last definition counts")
    slicer.follow()
    # What "from x import *" brings is unknown, so it runs only when a name has no other source.
    if slicer.unresolved:
        slicer.include(lambda names: names.star)
    slicer.include(lambda names: names.future)
    pieces = [Piece(statement.cell, statement.line, statement.source) for statement in slicer.chosen()]
    if "np" in slicer.unresolved:
        pieces.insert(0, Piece(0, 1, _SUPPLY_NUMPY))
        notes.append("no cell imports NumPy as np, so it was imported for you; add: import numpy as np")
    return Extract(found, tuple(pieces), tuple(notes[-MAX_NOTES:]))


class _Slicer:
    """Walks from needed names back to the statements that make them.

    A name that is read while a statement runs is needed as it stands at that place: earlier definitions which
    a later one replaced do not matter. A name that a function reads when it is called may be needed at any
    time, so every statement that makes it is kept. Each need is followed once; the cost grows with the size
    of the notebook and no faster.
    """

    def __init__(self, statements: list[Statement]) -> None:
        self._statements = statements
        self._makers: dict[str, list[int]] = {}
        for index, statement in enumerate(statements):
            for name in statement.names.makes | statement.names.changes:
                self._makers.setdefault(name, []).append(index)
        self._chosen: set[int] = set()
        self._seen: set[tuple[str, int | None]] = set()
        self._pending: list[tuple[str, int | None]] = []

    def need(self, name: str, place: int | None = None) -> None:
        """Ask for `name` as it stands before statement `place`, or with None at any time."""
        if (name, place) not in self._seen:
            self._seen.add((name, place))
            self._pending.append((name, place))

    def follow(self) -> None:
        """Choose statements until every need is met or known to have no source."""
        while self._pending:
            name, place = self._pending.pop()
            makers = self._makers.get(name, [])
            if place is None:
                for index in makers:
                    self._choose(index)
                continue
            before = bisect_left(makers, place)
            if before:
                index = makers[before - 1]
                self._choose(index)
                if name not in self._statements[index].names.surely:
                    self.need(name, index)

    def _choose(self, index: int) -> None:
        if index in self._chosen:
            return
        self._chosen.add(index)
        for name in self._statements[index].names.needs_now:
            self.need(name, index)
        for name in self._statements[index].names.needs_later:
            self.need(name)

    @property
    def unresolved(self) -> set[str]:
        """Needed names that no chosen statement makes and Python does not have."""
        made = {name for statement in self.chosen() for name in statement.names.makes}
        return {name for name, _ in self._seen} - made - _BUILTINS

    def include(self, wanted: Callable[[Names], bool]) -> None:
        """Choose the statements that are wanted whatever names they make."""
        for index, statement in enumerate(self._statements):
            if wanted(statement.names):
                self._choose(index)

    def chosen(self) -> list[Statement]:
        """Return the chosen statements in the order of the notebook."""
        return [self._statements[index] for index in sorted(self._chosen)]
