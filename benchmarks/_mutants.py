"""Small changes to a program's syntax tree, each one plausible as a slip: the mutants of a function."""

import ast
import copy
from collections.abc import Callable, Iterator

_BINARY = {
    ast.Add: (ast.Sub,),
    ast.Sub: (ast.Add,),
    ast.Mult: (ast.Div, ast.Add),
    ast.Div: (ast.Mult, ast.FloorDiv),
    ast.FloorDiv: (ast.Div,),
    ast.Pow: (ast.Mult,),
    ast.MatMult: (ast.Mult,),
}
_COMPARE = {
    ast.Lt: (ast.LtE, ast.Gt),
    ast.LtE: (ast.Lt, ast.GtE),
    ast.Gt: (ast.GtE, ast.Lt),
    ast.GtE: (ast.Gt, ast.LtE),
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
}
#: Names that are taken for each other, of functions and of methods alike.
_NAMES = {
    "max": ("min",),
    "min": ("max",),
    "maximum": ("minimum",),
    "minimum": ("maximum",),
    "sum": ("mean", "max", "prod"),
    "mean": ("sum", "median"),
    "argmax": ("argmin",),
    "exp": ("exp2", "expm1"),
    "log": ("log2", "log10", "log1p"),
    "log1p": ("log",),
    "sqrt": ("square", "abs"),
    "square": ("abs",),
    "zeros": ("ones",),
    "ones": ("zeros",),
    "floor": ("ceil",),
    "std": ("var",),
    "normal": ("uniform",),
}


def mutants(source: str) -> Iterator[tuple[str, str]]:
    """Each mutant of a program: what was changed, and the changed program.

    Parameters
    ----------
    source : str

    Yields
    ------
    (str, str)
    """
    tree = ast.parse(source)
    _drop_docstrings(tree)
    seen = {ast.unparse(tree)}
    for index, node in enumerate(ast.walk(tree)):
        for what, change in _changes(node):
            mutant = copy.deepcopy(tree)
            twin = next(n for i, n in enumerate(ast.walk(mutant)) if i == index)
            new = change(twin)
            if new is not twin:
                _replace(mutant, twin, new)
            try:
                text = ast.unparse(ast.fix_missing_locations(mutant))
                compile(text, "<mutant>", "exec")
            except (SyntaxError, ValueError):
                continue
            if text not in seen:
                seen.add(text)
                yield f"line {getattr(node, 'lineno', 0)}: {what}", text


def _drop_docstrings(tree: ast.AST) -> None:
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef) and ast.get_docstring(node) and len(node.body) > 1:
            node.body = node.body[1:]


def _replace(tree: ast.AST, old: ast.AST, new: ast.AST) -> None:
    for parent in ast.walk(tree):
        for name, value in ast.iter_fields(parent):
            if value is old:
                setattr(parent, name, new)
            elif isinstance(value, list):
                setattr(parent, name, [new if item is old else item for item in value])


def _with(**fields: object) -> Callable[[ast.AST], ast.AST]:
    def change(node: ast.AST) -> ast.AST:
        for name, value in fields.items():
            setattr(node, name, value)
        return node

    return change


def _changes(node: ast.AST) -> Iterator[tuple[str, Callable[[ast.AST], ast.AST]]]:
    """What can be changed at one node."""
    text = ast.unparse(node) if isinstance(node, ast.expr) else ""
    if isinstance(node, ast.BinOp):
        for other in _BINARY.get(type(node.op), ()):
            yield f"{other.__name__} in {text}", _with(op=other())
        yield f"only the left part of {text}", lambda n: n.left
        yield f"only the right part of {text}", lambda n: n.right
        if isinstance(node.op, ast.Sub | ast.Div | ast.MatMult | ast.Pow):
            yield f"exchanged sides of {text}", _with(left=node.right, right=node.left)
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        yield f"no minus before {text}", lambda n: n.operand
    elif isinstance(node, ast.Compare) and len(node.ops) == 1:
        for other in _COMPARE.get(type(node.ops[0]), ()):
            yield f"{other.__name__} in {text}", _with(ops=[other()])
    elif isinstance(node, ast.Constant) and isinstance(node.value, bool):
        yield f"not {text}", _with(value=not node.value)
    elif isinstance(node, ast.Constant) and isinstance(node.value, int):
        for other in (node.value + 1, node.value - 1):
            yield f"{other} for {text}", _with(value=other)
    elif isinstance(node, ast.Constant) and isinstance(node.value, float):
        for other in (2 * node.value, node.value / 2, -node.value):
            yield f"{other} for {text}", _with(value=other)
    elif isinstance(node, ast.Name | ast.Attribute):
        old = node.id if isinstance(node, ast.Name) else node.attr
        for other in _NAMES.get(old, ()):
            field = "id" if isinstance(node, ast.Name) else "attr"
            yield f"{other} for {old}", _with(**{field: other})
        if isinstance(node, ast.Attribute) and node.attr == "T":
            yield f"no transpose in {text}", lambda n: n.value
    elif isinstance(node, ast.Call):
        for i, keyword in enumerate(node.keywords):
            rest = node.keywords[:i] + node.keywords[i + 1 :]
            yield f"no {keyword.arg} in {text}", _with(keywords=rest)
        if len(node.args) == 1 and not node.keywords:
            yield f"the argument of {text} alone", lambda n: n.args[0]
        if len(node.args) == 2:
            yield f"exchanged arguments in {text}", _with(args=node.args[::-1])
    elif isinstance(node, ast.Slice) and (node.lower or node.upper):
        yield "the whole axis for a slice", _with(lower=None, upper=None)
    elif isinstance(node, ast.Tuple) and len(node.elts) in (2, 3) and isinstance(node.ctx, ast.Load):
        yield f"exchanged items of {text}", _with(elts=[*node.elts[:-2], node.elts[-1], node.elts[-2]])
    elif isinstance(node, ast.For | ast.If | ast.While | ast.FunctionDef) and len(node.body) > 1:
        for i in range(len(node.body)):
            rest = node.body[:i] + node.body[i + 1 :]
            yield f"without {ast.unparse(node.body[i])!r}", _with(body=rest)
    elif isinstance(node, ast.AugAssign):
        for other in _BINARY.get(type(node.op), ()):
            yield f"{other.__name__} in {ast.unparse(node)}", _with(op=other())
