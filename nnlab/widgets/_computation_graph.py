"""A computation graph under the hand: values forwards, gradients backwards, step by step."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
import traitlets

from nnlab._validation import complaint
from nnlab.widgets._arguments import as_numbers, check_function
from nnlab.widgets._base import Widget, name_of, page_module, page_style
from nnlab.widgets._graph import Node, backward, forward, places, read
from nnlab.widgets._graph_picture import draw
from nnlab.widgets._learner import ask

_NOTE = (
    "Values go from the inputs to the result, and gradients come back: each node multiplies the one "
    "that arrives by its local derivative. Pull an input sideways by 0.1: does the result change by a "
    "tenth of its gradient?"
)
_EXPRESSION = "p = w*x; z = p + b; a = sigmoid(z); e = a - y; J = e**2"
_VALUES = {"w": 0.5, "x": 2.0, "b": -0.5, "y": 1.0}
_WAY_OUT = "Pass numbers by name, such as values={'w': 0.5, 'x': 2.0}."
_REACH = 10.0
# Differences are not exact: a step of 1e-3 or 1e-7 must still be right.
_TOLERANCE = (1e-4, 1e-6)


def computation_graph(
    numerical_gradient: Callable[..., Any] | None = None,
    *,
    expression: str = _EXPRESSION,
    values: Mapping[str, float] | None = None,
) -> ComputationGraph:
    """Show a formula as a graph that fills in step by step, forwards and backwards; its inputs can move.

    Parameters
    ----------
    numerical_gradient : callable, optional
        Your own function ``numerical_gradient(f, x)``. It is called each time you let go of an input, with
        the graph as `f` and its inputs as `x`, in the order in which the formula names them; its values stand
        below the gradients that the chain rule gives. Whatever it raises is shown as a message.
    expression : str
        The formula: steps such as ``z = w*x + b``, parted by semicolons, the result last. It may hold names,
        numbers, ``+ - * /``, powers with the exponents 2, 3, 4, and the functions `exp`, `log`, `sigmoid`,
        `tanh`, `relu`. At most 6 inputs, and 14 nodes with the numbers. By default a sigmoid unit and its
        squared error.
    values : mapping of str to float, optional
        Values of the inputs, between -10 and 10; 1 for each that is not named.

    Returns
    -------
    ComputationGraph
        The widget. Its attribute `gradients` holds the result's derivative by each input.

    Raises
    ------
    TypeError
        If `numerical_gradient` cannot be called, `expression` is no string, or a value is no number.
    ValueError
        If `expression` holds anything else, or `values` a name that it does not, or a number too large.

    Examples
    --------
    >>> import nnlab
    >>> nnlab.widgets.computation_graph(expression="J = (w*x - y)**2", values={"w": 3, "x": 2, "y": 5})
    Computation graph of J = (w*x - y)**2: result 1.000; gradients w 4.000, x 6.000, y -2.000.
    """
    check_function(numerical_gradient, "numerical_gradient", "computation_graph")
    nodes = read(expression)
    given = _VALUES if values is None and expression == _EXPRESSION else (values or {})
    return ComputationGraph(expression, nodes, _inputs(nodes, given), numerical_gradient)


def _inputs(nodes: tuple[Node, ...], values: Mapping[str, float]) -> dict[str, float]:
    if not isinstance(values, Mapping):
        raise TypeError(complaint("computation_graph", "values", "be a mapping", values, _WAY_OUT))
    names = [node.name for node in nodes if node.op == "input"]
    for name in values:
        if name not in names:
            rule = f"name inputs of the formula: {', '.join(names)}"
            raise ValueError(complaint("computation_graph", "values", rule, values, _WAY_OUT))
    numbers = [values.get(name, 1.0) for name in names]
    array = as_numbers(numbers, "values", "computation_graph", "hold numbers", _WAY_OUT)
    if array.shape != (len(names),) or not np.all(np.abs(array) <= _REACH):
        rule = f"hold numbers between -{_REACH:g} and {_REACH:g}"
        raise ValueError(complaint("computation_graph", "values", rule, values, _WAY_OUT))
    return dict(zip(names, array.astype(float).tolist(), strict=True))


class ComputationGraph(Widget):
    """The widget that `computation_graph` makes.

    Attributes
    ----------
    expression : str
    nodes : list of dict
        The graph for the page: `name`, `op`, `inputs`, `number`, `column`, `row`.
    names : list of str
        The inputs, in the order of the formula.
    inputs : dict
        Their values.
    step : int
        How far the graph is filled in: first each operation forwards, then the start of the way back, then
        each operation backwards.
    """

    _esm = page_module(
        "_cells.js", "_stepper.js", "_state.js", "_graph_ops.js", "_graph_nodes.js", "_computation_graph.js"
    )
    _css = page_style("_cells.css", "_computation_graph.css")

    expression = traitlets.Unicode().tag(sync=True)
    nodes = traitlets.List().tag(sync=True)
    names = traitlets.List(traitlets.Unicode()).tag(sync=True)
    inputs = traitlets.Dict().tag(sync=True)
    step = traitlets.Int(0, min=0).tag(sync=True)

    def __init__(
        self,
        expression: str,
        nodes: tuple[Node, ...],
        inputs: dict[str, float],
        numerical_gradient: Callable[..., Any] | None = None,
    ) -> None:
        self._nodes, self._numerical_gradient = nodes, numerical_gradient
        drawn = [
            {**vars(node), "inputs": list(node.inputs), "column": column, "row": row}
            for node, (column, row) in zip(nodes, places(nodes), strict=True)
        ]
        name = "" if numerical_gradient is None else name_of(numerical_gradient, "numerical_gradient")
        given = {"expression": expression, "nodes": drawn, "names": list(inputs), "inputs": inputs}
        super().__init__(**given, note=_NOTE, learner=name)
        if numerical_gradient is not None:
            self.answer = {"number": 0, **self._ask({"inputs": inputs})}

    @property
    def gradients(self) -> dict[str, float]:
        """The result's derivative by each input."""
        return self._gradients(self.inputs)

    def _gradients(self, inputs: dict[str, float]) -> dict[str, float]:
        all_of_them = backward(self._nodes, forward(self._nodes, inputs))
        found = {node.name: float(g) for node, g in zip(self._nodes, all_of_them, strict=True)}
        return {name: found[name] for name in inputs}

    @traitlets.validate("inputs")
    def _only_good_inputs(self, proposal: dict[str, Any]) -> dict[str, float]:
        try:
            return _inputs(self._nodes, proposal["value"])
        except (TypeError, ValueError) as error:
            raise traitlets.TraitError(str(error)) from None

    def _ask(self, question: dict[str, Any]) -> dict[str, Any]:
        numerical_gradient, nodes = self._numerical_gradient, self._nodes
        if numerical_gradient is None:
            return {"state": "unwritten", "message": "", "values": None}
        inputs = _inputs(nodes, question["inputs"])

        def f(x: np.ndarray) -> float:
            return float(forward(nodes, dict(zip(inputs, np.asarray(x, dtype=float), strict=True)))[-1])

        x, expected = np.array(list(inputs.values())), np.array(list(self._gradients(inputs).values()))
        answer = ask(
            self.learner, lambda x: [numerical_gradient(f, x)], (x,), [expected], tolerances=[_TOLERANCE]
        )
        values = answer["values"]
        return {**answer, "values": values[0] if values else None}

    def describe(self) -> str:
        """Say what the formula gives, and its gradients."""
        result = forward(self._nodes, self.inputs)[-1]
        gradients = ", ".join(f"{name} {g:.3f}" for name, g in self.gradients.items())
        said = f"result {result:.3f}; gradients {gradients}.{self._said()}"
        return f"Computation graph of {self.expression}: {said}"

    def picture(self) -> str:
        """Draw the graph with all values and gradients."""
        return draw(self._nodes, self.inputs, self.answer, self.describe())
