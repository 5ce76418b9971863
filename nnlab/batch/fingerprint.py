"""The shape of a learner's code: equal for two functions that differ in names, constants and comments alone.

Names and constants are numbered in the order in which they first appear; docstrings, comments and annotations
do not count, and neither do definitions that the lab itself gives.
"""

import ast
import warnings
from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from typing import Any

from nnlab._resources import labs_dir
from nnlab.exceptions import NotebookError
from nnlab.grader import registry
from nnlab.notebooks.read import read_notebook

#: Code that is longer was not written by hand, and is left out.
_MOST = 50_000
_DEFINITIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
_UNSAID = ("annotation", "returns", "type_comment", "ctx", "type_params", "kind")


def fingerprint(code: str, lab: str) -> tuple[str, int] | None:
    r"""Say what shape the definitions in `code` have.

    Parameters
    ----------
    code : str
        A function with the statements that it needs, as `nnlab.notebooks.extract` finds them.
    lab : str
        Number; what its notebook gives is no learner's work.

    Returns
    -------
    tuple of (str, int) or None
        A hash of the shape, and its size in nodes of the syntax tree; None when nothing was defined.

    Examples
    --------
    >>> first = fingerprint("def f(x):\n    y = x + 1\n    return y", "02")
    >>> other = fingerprint('def f(u):\n    "Add."\n    v = u + 2  # two\n    return v', "02")
    >>> first == other
    True
    """
    shapes = [shape for shape in _shapes(code) if _hash([shape]) not in _given(lab)]
    return (_hash(shapes), sum(map(len, shapes))) if shapes else None


def _shapes(code: str) -> list[list[str]]:
    """The shape of each definition at the top level, as a list of words."""
    if len(code) > _MOST:
        return []
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of "\\d" in a string, which is the learner's business
            body = ast.parse(code).body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return []
    return [list(_words(node)) for node in body if _defines(node)]


def _defines(node: ast.stmt) -> bool:
    """Whether a statement defines something callable."""
    return isinstance(node, _DEFINITIONS) or isinstance(getattr(node, "value", None), ast.Lambda)


def _words(root: ast.AST) -> Iterator[str]:
    """One word for each node, from top to bottom; without recursion, so that nesting may be deep."""
    numbers: dict[Any, int] = {}

    def number(kind: str, value: Any) -> str:
        return f"{kind}{numbers.setdefault((kind, value), len(numbers))}"

    stack: list[Any] = [root]
    while stack:
        node = stack.pop()
        word = type(node).__name__
        if isinstance(node, ast.Name):
            word = number("name", node.id)
        elif isinstance(node, ast.arg):
            word = "arg " + number("name", node.arg)
        elif isinstance(node, ast.Constant):
            word = number(type(node.value).__name__, repr(node.value))
        elif isinstance(node, ast.Attribute):
            word = f"attribute {node.attr}"
        elif isinstance(node, ast.keyword):
            word = f"keyword {node.arg}"
        elif isinstance(node, _DEFINITIONS):
            word += " " + number("name", node.name)
        yield word
        for name, value in reversed([*ast.iter_fields(node)]):
            if name in _UNSAID:
                continue
            children = value if isinstance(value, list) else [value]
            if name == "body" and isinstance(value, list) and isinstance(node, _DEFINITIONS):
                children = value[_is_text(value[:1]) :]
            stack += [child for child in reversed(children) if isinstance(child, ast.AST)]


def _is_text(first: list[ast.stmt]) -> bool:
    """Whether a body begins with a docstring."""
    value = getattr(first[0], "value", None) if first else None
    return isinstance(value, ast.Constant) and isinstance(value.value, str)


def _hash(shapes: list[list[str]]) -> str:
    text = "\n\n".join("\n".join(words) for words in shapes)
    return sha256(text.encode("utf-8", "replace")).hexdigest()[:24]


@cache
def _given(lab: str) -> frozenset[str]:
    """Shapes of the definitions that the lab's own notebook holds."""
    try:
        notebook = read_notebook(labs_dir() / f"{registry.lab(lab).stem}.ipynb")
    except (FileNotFoundError, NotebookError, KeyError):
        return frozenset()
    sources = (cell["source"] for cell in notebook["cells"] if cell["cell_type"] == "code")
    return frozenset(_hash([shape]) for source in sources for shape in _shapes(source))
