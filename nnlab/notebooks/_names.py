"""The global names a statement makes, changes and needs, as Python's own symbol table sees them.

The symbol table knows what a walk over the syntax tree does not: that ``model`` inside a function is the
function's own, so that a cell which trains another ``model`` need not run.
"""

from __future__ import annotations

import ast
import symtable
from dataclasses import dataclass

# Methods that change what they are called on; ``layers.append(...)`` is a part of the making of ``layers``.
_CHANGING = {
    "append",
    "extend",
    "insert",
    "update",
    "setdefault",
    "add",
    "sort",
    "reverse",
    "remove",
    "pop",
    "fill",
}
_NEW_SCOPES = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda)


@dataclass(frozen=True)
class Names:
    """Global names of one top-level statement.

    Attributes
    ----------
    makes : frozenset of str
        Bound when the statement runs, or perhaps bound (in one branch of an ``if``).
    surely : frozenset of str
        Those of `makes` that it binds anew whatever they were before, so that earlier bindings do not matter.
    changes : frozenset of str
        Not bound, but what they name is changed: ``W[0] = 1``, ``layers.append(...)``.
    needs_now : frozenset of str
        Read while the statement runs.
    needs_later : frozenset of str
        Read when a function it defines is called.
    star : bool
        It is ``from … import *``: which names it makes cannot be known without running it.
    future : bool
        It is ``from __future__ import …``, which changes how the statements below it are compiled.
    """

    makes: frozenset[str] = frozenset()
    surely: frozenset[str] = frozenset()
    changes: frozenset[str] = frozenset()
    needs_now: frozenset[str] = frozenset()
    needs_later: frozenset[str] = frozenset()
    star: bool = False
    future: bool = False


def names_of(node: ast.stmt, source: str) -> Names:
    """Return the `Names` of the statement `node`, whose text is `source`."""
    changes = frozenset(_changed(node))
    try:
        table = symtable.symtable(source, "<cell>", "exec")
    except (SyntaxError, ValueError, RecursionError, MemoryError, SystemError):
        # Parsed but not valid as a whole (a stray nonlocal): count every name as read, which runs too much,
        # not too little.
        read = {n.id for n in ast.walk(node) if isinstance(n, ast.Name)}
        made = {n.name for n in [node] if isinstance(n, ast.FunctionDef | ast.ClassDef)}
        return Names(frozenset(made), frozenset(made), changes, frozenset(read - made), frozenset(read))
    made, now, later = set(), set(), set()
    for symbol in table.get_symbols():
        if symbol.is_assigned() or symbol.is_imported():
            made.add(symbol.get_name())
        if symbol.is_referenced():
            now.add(symbol.get_name())
    _collect(table, now, later, deferred=False)
    star = isinstance(node, ast.ImportFrom) and node.names[0].name == "*"
    future = isinstance(node, ast.ImportFrom) and node.module == "__future__"
    if isinstance(node, ast.AugAssign):
        now |= made  # the symbol table does not count the reading half of "n += 1"
    surely = frozenset(made & _sure_targets(node) - now)
    return Names(frozenset(made), surely, changes, frozenset(now), frozenset(later), star, future)


def _collect(table: symtable.SymbolTable, now: set[str], later: set[str], *, deferred: bool) -> None:
    """Add the global names that the scopes inside `table` read."""
    for child in table.get_children():
        # A class body and a comprehension run at once; a function's body when it is called.
        at_once = child.get_type() == "class" or child.get_name() in (
            "genexpr",
            "listcomp",
            "setcomp",
            "dictcomp",
        )
        inner = deferred or not at_once
        wanted = later if inner else now
        for symbol in child.get_symbols():
            in_class = child.get_type() == "class"
            if symbol.is_referenced() and (symbol.is_global() or (in_class and not symbol.is_free())):
                wanted.add(symbol.get_name())
        _collect(child, now, later, deferred=inner)


def _sure_targets(node: ast.stmt) -> set[str]:
    """Names that `node` binds whenever it runs to its end."""
    match node:
        case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.ClassDef():
            return {node.name}
        case ast.Import() | ast.ImportFrom():
            return {(alias.asname or alias.name).split(".")[0] for alias in node.names}
        case ast.Assign():
            return {
                name.id for target in node.targets for name in ast.walk(target) if isinstance(name, ast.Name)
            }
        case ast.AnnAssign(target=ast.Name(id=name), value=ast.expr()):
            return {name}
    return set()


def _changed(node: ast.stmt) -> set[str]:
    """Names whose object `node` changes without binding them."""
    found = set()
    pending: list[ast.AST] = [node] if not isinstance(node, _NEW_SCOPES) else []
    while pending:
        inner = pending.pop()
        if isinstance(inner, ast.Subscript | ast.Attribute) and isinstance(inner.ctx, ast.Store | ast.Del):
            found.add(_root(inner))
        elif (
            isinstance(inner, ast.Call)
            and isinstance(inner.func, ast.Attribute)
            and inner.func.attr in _CHANGING
        ):
            found.add(_root(inner.func))
        pending += [child for child in ast.iter_child_nodes(inner) if not isinstance(child, _NEW_SCOPES)]
    return found - {""}


def _root(node: ast.expr) -> str:
    """Return the name at the left end of ``name.a[b].c``, or an empty string."""
    while isinstance(node, ast.Subscript | ast.Attribute):
        node = node.value
    return node.id if isinstance(node, ast.Name) else ""
