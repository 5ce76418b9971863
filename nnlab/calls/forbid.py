"""Find calls of what a task rules out, in the compiled code of the learner's function and its helpers.

The names that the code loads are looked up as Python would look them up, so an alias
(``import tensorflow as tf``, ``from nnlab.activations import softmax as s``) hides nothing and a variable
that merely has such a name is no offence. Text and comments are never read.
"""

import dis
import linecache
import types
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

_ABSENT = object()


@dataclass(frozen=True)
class Offence:
    """A forbidden name, and where it stands; no line when the function itself is ruled out."""

    name: str
    line: int | None = None
    source: str = ""


def find_forbidden(function: Callable, forbidden: tuple[str, ...]) -> Offence | None:
    """The first use of a forbidden name in `function` or in a function that it reaches.

    Parameters
    ----------
    function : callable
    forbidden : tuple of str
        Dotted names; ``"tensorflow"`` rules out the whole package.

    Returns
    -------
    Offence or None
    """
    if not forbidden:
        return None
    home = _attribute(function, "__module__")
    seen: set[int] = set()
    waiting = [function]
    while waiting:
        item = waiting.pop()
        handed_on = [item, *_handed_on(item)]
        for name in (_canonical(part, "") for part in handed_on):
            if _ruled_out(name, forbidden):
                return Offence(name)
        waiting += [part for part in handed_on[1:] if callable(part) and id(part) not in seen]
        seen.update(map(id, handed_on))
        code, names = _code(item)
        if code is None or id(code) in seen:
            continue
        seen.add(id(code))
        for used, dotted, line in _uses(code, names):
            name = _canonical(used, dotted)
            if _ruled_out(name, forbidden):
                return Offence(name, line, linecache.getline(code.co_filename, line).strip()[:120])
            if isinstance(used, types.FunctionType) and used.__module__ == home:
                waiting.append(used)
    return None


def _ruled_out(name: str, forbidden: tuple[str, ...]) -> bool:
    return any(name == rule or name.startswith(rule + ".") for rule in forbidden)


def _handed_on(function: Any) -> list[Any]:
    """What stands behind a callable: the function of a method or of a `partial`, and default arguments."""
    if isinstance(function, partial):
        return [function.func, *function.args, *function.keywords.values()]
    if isinstance(function, types.MethodType):
        return [function.__func__]
    if isinstance(function, types.FunctionType):
        return [*(function.__defaults__ or ()), *(function.__kwdefaults__ or {}).values()]
    return []


def _code(function: Any) -> tuple[types.CodeType | None, dict]:
    """Code and visible names of a function; those of a closure count."""
    wrapped = _attribute(function, "__wrapped__")
    function = function if wrapped is _ABSENT else wrapped
    if not isinstance(function, types.FunctionType):
        calls = (vars(kind).get("__call__") for kind in type(function).__mro__)
        function = next(filter(None, calls), None)
    if not isinstance(function, types.FunctionType):
        return None, {}
    names = dict(function.__globals__)
    for name, cell in zip(function.__code__.co_freevars, function.__closure__ or (), strict=True):
        try:
            names[name] = cell.cell_contents
        except ValueError:
            continue  # not filled yet
    return function.__code__, names


def _uses(code: types.CodeType, names: dict) -> Iterator[tuple[Any, str, int]]:
    """Each object that the code reaches by name, the name as written, and its line."""
    for constant in code.co_consts:
        if isinstance(constant, types.CodeType):
            yield from _uses(constant, names)
    current, dotted, line = _ABSENT, "", code.co_firstlineno
    for instruction in dis.get_instructions(code):
        line = (instruction.positions.lineno if instruction.positions else None) or line
        kind, name = instruction.opname, instruction.argval
        if kind in ("IMPORT_NAME", "IMPORT_FROM"):
            dotted = name if kind == "IMPORT_NAME" else f"{dotted}.{name}"
            current = _ABSENT
            yield current, dotted, line
        elif kind in ("LOAD_GLOBAL", "LOAD_NAME", "LOAD_DEREF", "LOAD_CLASSDEREF"):
            current, dotted = names.get(name, _ABSENT), name
            yield current, dotted, line
        elif kind in ("LOAD_ATTR", "LOAD_METHOD") and isinstance(current, types.ModuleType):
            current, dotted = _attribute(current, name), f"{current.__name__}.{name}"
            yield current, dotted, line
        elif kind not in ("PUSH_NULL", "PRECALL", "CACHE", "EXTENDED_ARG"):
            current = _ABSENT


def _attribute(holder: Any, name: str) -> Any:
    try:
        return getattr(holder, name, _ABSENT)
    except (Exception, SystemExit):
        return _ABSENT  # a lazy module, or an object of the learner's, may raise anything


def _canonical(used: Any, dotted: str) -> str:
    """Where an object comes from; private parts are left out, as in ``nnlab.activations._softmax``."""
    if isinstance(used, types.ModuleType):
        return used.__name__
    if used is _ABSENT:
        return dotted
    home, name = _attribute(used, "__module__"), _attribute(used, "__name__")
    if not isinstance(home, str) or not isinstance(name, str):
        return dotted if "." in dotted else ""
    public = ".".join(part for part in home.split(".") if not part.startswith("_") or part == "__main__")
    return f"{public}.{name}"
