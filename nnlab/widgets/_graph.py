"""A computation graph: read from a formula, computed forwards and backwards, laid out in columns."""

from __future__ import annotations

import ast
from dataclasses import dataclass

import numpy as np

from nnlab._validation import complaint
from nnlab.widgets._graph_ops import FUNCTIONS, OPERATORS, RULES

_WAY_OUT = 'Pass for example expression="z = w*x + b; a = sigmoid(z); J = (a - y)**2".'
_MOST_NODES, _MOST_INPUTS = 14, 6


@dataclass(frozen=True)
class Node:
    """A number of the graph.

    Parameters
    ----------
    name : str
        Its own in the formula, or u1, u2, …
    op : str
        ``input``, ``constant`` or the operation that makes it.
    inputs : tuple of int
        The nodes that it is made of; they stand before it.
    number : float
        The constant, or the exponent of a power.
    """

    name: str
    op: str
    inputs: tuple[int, ...] = ()
    number: float = 0.0


def read(expression: str) -> tuple[Node, ...]:
    """Read a formula, of one step or several parted by semicolons; the last node is its result.

    Raises
    ------
    TypeError, ValueError
        If it is no string, or holds anything but names, numbers, ``+ - * / **`` and known functions.
    """
    if not isinstance(expression, str):
        raise TypeError(complaint("computation_graph", "expression", "be a string", expression, _WAY_OUT))
    try:
        nodes = _Reader().read(ast.parse(expression))
    except SyntaxError as error:
        rule = "be steps such as z = w*x + b, parted by semicolons"
        raise ValueError(complaint("computation_graph", "expression", rule, expression, _WAY_OUT)) from error
    except _Unknown as error:
        raise ValueError(
            complaint("computation_graph", "expression", str(error), expression, _WAY_OUT)
        ) from None
    return nodes


class _Unknown(Exception):
    """What the formula must do, as the middle of the sentence."""


class _Reader:
    def __init__(self) -> None:
        self.nodes: list[Node] = []
        self.names: dict[str, int] = {}
        self.free = 0

    def read(self, tree: ast.Module) -> tuple[Node, ...]:
        for step in tree.body:
            if (
                isinstance(step, ast.Assign)
                and isinstance(step.targets[0], ast.Name)
                and len(step.targets) == 1
            ):
                name = step.targets[0].id
                if name in self.names:
                    raise _Unknown(f"give {name} a value only once, before it is used")
                self.names[name] = self.visit(step.value, name)
            elif isinstance(step, ast.Expr) and step is tree.body[-1]:
                self.visit(step.value, "J")
            else:
                raise _Unknown("hold steps of the form name = formula")
        inputs = sum(node.op == "input" for node in self.nodes)
        if not self.nodes or not self.nodes[-1].inputs:
            raise _Unknown("end with an operation")
        if len(self.nodes) > _MOST_NODES or not 1 <= inputs <= _MOST_INPUTS:
            raise _Unknown(f"have 1 to {_MOST_INPUTS} inputs and at most {_MOST_NODES} nodes")
        used = {i for node in self.nodes for i in node.inputs}
        for i, node in enumerate(self.nodes[:-1]):
            if i not in used:
                raise _Unknown(f"use {node.name} on the way to its last step")
        return tuple(self.nodes)

    def visit(self, part: ast.expr, name: str | None = None) -> int:
        """Return the number of the node that `part` is, made where it is new."""
        if isinstance(part, ast.Name):
            if part.id not in self.names:
                self.names[part.id] = self.add(Node(part.id, "input"))
            return self.names[part.id]
        if isinstance(part, ast.Constant) and type(part.value) in (int, float):
            return self.add(Node(f"{part.value:g}", "constant", number=float(part.value)))
        if isinstance(part, ast.UnaryOp) and isinstance(part.op, ast.USub):
            return self.make(name, "neg", part.operand)
        if isinstance(part, ast.BinOp) and isinstance(part.op, ast.Pow):
            power = part.right
            if not isinstance(power, ast.Constant) or power.value not in (2, 3, 4):
                raise _Unknown("have 2, 3 or 4 as the exponent of a power")
            return self.make(name, "pow", part.left, number=float(power.value))
        if isinstance(part, ast.BinOp) and type(part.op).__name__ in OPERATORS:
            return self.make(name, OPERATORS[type(part.op).__name__], part.left, part.right)
        if isinstance(part, ast.Call) and isinstance(part.func, ast.Name) and part.func.id in FUNCTIONS:
            if len(part.args) != 1 or part.keywords:
                raise _Unknown(f"give {part.func.id} one argument")
            return self.make(name, part.func.id, part.args[0])
        known = ", ".join(FUNCTIONS)
        raise _Unknown(
            f"hold names, numbers, + - * / ** and the functions {known}, and no {ast.unparse(part)!r}"
        )

    def make(self, name: str | None, op: str, *parts: ast.expr, number: float = 0.0) -> int:
        inputs = tuple(self.visit(part) for part in parts)
        if name is None:
            self.free += 1
            name = f"u{self.free}"
        return self.add(Node(name, op, inputs, number))

    def add(self, node: Node) -> int:
        self.nodes.append(node)
        return len(self.nodes) - 1


def forward(nodes: tuple[Node, ...], inputs: dict[str, float]) -> np.ndarray:
    """Return the value of every node; nan and infinity where a step is not defined."""
    values = np.zeros(len(nodes))
    with np.errstate(all="ignore"):
        for i, node in enumerate(nodes):
            if node.op == "input":
                values[i] = inputs[node.name]
            elif node.op == "constant":
                values[i] = node.number
            else:
                values[i] = RULES[node.op].value(*values[list(node.inputs)], node.number)
    return values


def backward(nodes: tuple[Node, ...], values: np.ndarray) -> np.ndarray:
    """Return the derivative of the last node with respect to every node, by the chain rule from the end."""
    gradients = np.zeros(len(nodes))
    gradients[-1] = 1.0
    with np.errstate(all="ignore"):
        for i in range(len(nodes) - 1, -1, -1):
            node = nodes[i]
            if node.inputs:
                local = RULES[node.op].local(*values[list(node.inputs)], node.number)
                for j, slope in zip(node.inputs, local, strict=True):
                    gradients[j] += gradients[i] * slope
    return gradients


def places(nodes: tuple[Node, ...]) -> list[tuple[int, float]]:
    """Return column and row of every node: columns in the order of computation, rows so that edges part."""
    columns = [0] * len(nodes)
    for i, node in enumerate(nodes):
        columns[i] = 1 + max((columns[j] for j in node.inputs), default=-1)
    for i, node in enumerate(nodes):
        if not node.inputs:  # an input stands just before the first node that uses it
            columns[i] = min(columns[k] for k, user in enumerate(nodes) if i in user.inputs) - 1
    rows: dict[int, float] = {}
    lines = 0

    def put(i: int) -> float:
        nonlocal lines
        if i not in rows:
            if nodes[i].inputs:
                rows[i] = sum(put(j) for j in nodes[i].inputs) / len(nodes[i].inputs)
            else:
                rows[i] = float(lines)
                lines += 1
        return rows[i]

    put(len(nodes) - 1)
    for column in set(columns):
        last = -np.inf
        for i in sorted((k for k in rows if columns[k] == column), key=lambda k: rows[k]):
            rows[i] = last = max(rows[i], last + 1)
    return [(columns[i], float(rows[i])) for i in range(len(nodes))]
