"""One neuron under the hand: its line over the points, its sigmoid, the learner's own `neuron` inside."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import traitlets

from nnlab._validation import complaint
from nnlab.activations import sigmoid
from nnlab.widgets._arguments import as_numbers, check_function
from nnlab.widgets._base import Widget, name_of, page_module, page_style
from nnlab.widgets._learner import ask
from nnlab.widgets._neuron_picture import draw
from nnlab.widgets._static import number

_NOTE = (
    "Turn and shift the line until every point is on its own side. Then pull the arrow w longer, and "
    "the bias grows with it: what becomes of the line, and of the answers? What does the bias alone do?"
)
_W, _B, _X = (-1.0, 1.0), 0.5, (1.0, 1.0)
#: Ends of the axes, of the weights, and of the bias.
REACH, _MOST_WEIGHT, _MOST_BIAS = 3.0, 4.0, 10.0
_MOST_POINTS = 100


def neuron(
    neuron: Callable[..., Any] | None = None,
    *,
    w: Sequence[float] = _W,
    b: float = _B,
    x: Sequence[float] = _X,
    X: Sequence[Sequence[float]] | None = None,
    y: Sequence[int] | None = None,
) -> Neuron:
    """Show one logistic neuron with two inputs; its line, weights, bias and input move under the hand.

    Parameters
    ----------
    neuron : callable, optional
        Your own function ``neuron(x, w, b, g)``: a vector `x` of `(2,)` in, a number out. It is called for
        the input you move and for every point each time you let go; a point that it answers
        otherwise than the reference gets a ring. Whatever it raises is shown as a message.
    w : (float, float)
        The weights to begin with, each from -4 to 4.
    b : float
        The bias to begin with, from -10 to 10.
    x : (float, float)
        The input to begin with, each number from -3 to 3.
    X : array_like of shape (m, 2), optional
        Points of your own, at most 100, each number from -3 to 3. By default products by affordability and
        awareness, 0 being the average.
    y : array_like of shape (m,), optional
        Their labels, 0 or 1; needed where `X` is given.

    Returns
    -------
    Neuron
        The widget. Its attributes `w`, `b` and `x` hold what is on the screen.

    Raises
    ------
    TypeError
        If `neuron` cannot be called, or something else holds anything but numbers.
    ValueError
        If a shape is another, a number is out of range, or `X` comes without `y`.

    Examples
    --------
    >>> import nnlab
    >>> nnlab.widgets.neuron(w=(1, 0), b=0, x=(2, 0))  # doctest: +ELLIPSIS
    Neuron with w = (1.00, 0.00), b = 0.00 at x = (2.00, 0.00): z = 2.00, a = 0.881. 21 of 24 ... side.
    """
    check_function(neuron, "neuron", "neuron")
    start = {
        "w": _within(w, "w", (2,), _MOST_WEIGHT, "w=(-1.0, 1.0)").tolist(),
        "b": float(_within(b, "b", (), _MOST_BIAS, "b=0.5")),
        "x": _within(x, "x", (2,), REACH, "x=(1.0, 1.0)").tolist(),
    }
    names = ["x₁", "x₂"]
    if X is None and y is None:
        X, y = products()
        names = ["x₁ affordability", "x₂ awareness"]
    X, y = _points(X, y)
    points = [[float(a), float(b), int(label)] for (a, b), label in zip(X, y, strict=True)]
    return Neuron(points, names, neuron, **start)


def products(count: int = 24) -> tuple[np.ndarray, np.ndarray]:
    """Return products as points, and whether each was a top seller: a line parts them, with room to spare."""
    rng = np.random.default_rng(245)
    X = rng.uniform(-2.7, 2.7, (8 * count, 2)).round(2)
    z = X @ [1.0, 0.75] - 0.6
    sellers, others = X[z > 0.45][: count // 2], X[z < -0.45][: count - count // 2]
    return np.concatenate([sellers, others]), np.repeat([1, 0], [len(sellers), len(others)])


def activate(x: np.ndarray, w: Sequence[float], b: float) -> tuple[np.ndarray, np.ndarray]:
    """Return `z` and `a` of the neuron for one input `(2,)` or many `(m, 2)`."""
    z = np.asarray(x, dtype=np.float64) @ np.asarray(w, dtype=np.float64) + b
    return z, sigmoid(z)


class Neuron(Widget):
    """The widget that `neuron` makes.

    Attributes
    ----------
    w, x : list of float
        The two weights, and the input that moves.
    b : float
        The bias.
    points : list of [float, float, int]
        Points with their labels.
    names : list of str
        Names of the two inputs.
    """

    _esm = page_module("_axes.js", "_neuron_plane.js", "_neuron_parts.js", "_neuron.js")
    _css = page_style("_axes.css", "_network.css", "_neuron.css")

    w = traitlets.List(traitlets.Float(), minlen=2, maxlen=2).tag(sync=True)
    b = traitlets.Float().tag(sync=True)
    x = traitlets.List(traitlets.Float(), minlen=2, maxlen=2).tag(sync=True)
    points = traitlets.List().tag(sync=True)
    names = traitlets.List(traitlets.Unicode()).tag(sync=True)

    def __init__(
        self,
        points: list[list[float]],
        names: list[str],
        neuron: Callable[..., Any] | None = None,
        **start: Any,
    ) -> None:
        self._neuron = neuron
        learner = "" if neuron is None else name_of(neuron, "neuron")
        super().__init__(points=points, names=names, note=_NOTE, learner=learner, **start)
        if neuron is not None:
            self.answer = {"number": 0, **self._ask({"w": self.w, "b": self.b, "x": self.x})}

    @traitlets.validate("w", "b", "x")
    def _only_finite(self, proposal: dict[str, Any]) -> Any:
        if not np.all(np.isfinite(proposal["value"])):
            rule = "hold finite numbers"
            raise traitlets.TraitError(
                complaint("neuron", proposal["trait"].name, rule, proposal["value"], "")
            )
        return proposal["value"]

    def _ask(self, question: dict[str, Any]) -> dict[str, Any]:
        function = self._neuron
        if function is None:
            return {"state": "unwritten", "message": "", "values": None}
        w, b = np.asarray(question["w"], dtype=np.float64), float(question["b"])
        inputs = np.array([question["x"], *(point[:2] for point in self.points)], dtype=np.float64)
        _, a = activate(inputs, w, b)
        where = [" for your input x", *(f" for the point ({p:g}, {q:g})" for p, q in inputs[1:])]

        def run(inputs: np.ndarray, w: np.ndarray, b: float) -> list[Any]:
            return [function(x, w, b, sigmoid) for x in inputs]

        return ask(self.learner, run, (inputs, w, b), list(a), where)

    def right_sides(self) -> int:
        """Count the points that lie on their own side of the line."""
        points = np.array(self.points).reshape(-1, 3)
        z, _ = activate(points[:, :2], self.w, self.b)
        return int(np.sum((z >= 0) == (points[:, 2] == 1)))

    def describe(self) -> str:
        """Say what the neuron answers to the input on the screen."""
        z, a = activate(np.asarray(self.x), self.w, self.b)
        w, x = ("({})".format(", ".join(f"{v:.2f}" for v in pair)) for pair in (self.w, self.x))
        sides = f"{self.right_sides()} of {len(self.points)} points on their side"
        given = f"Neuron with w = {w}, b = {self.b:.2f} at x = {x}"
        return f"{given}: z = {number(z)}, a = {number(a, 3)}. {sides}.{self._said()}"

    def picture(self) -> str:
        """Draw the plane with the neuron's line, and the sigmoid with z on it."""
        return draw(self.w, self.b, self.x, self.points, self.names, self.answer, self.describe())


def _within(value: object, name: str, shape: tuple[int, ...], most: float, example: str) -> np.ndarray:
    rule = f"be {'two numbers' if shape else 'a number'} from -{most:g} to {most:g}"
    way_out = f"Pass {example}."
    array = as_numbers(value, name, "neuron", rule, way_out)
    if array.shape != shape or not np.all(np.abs(array) <= most):
        raise ValueError(complaint("neuron", name, rule, value, way_out))
    return array.astype(np.float64)


def _points(X: object, y: object) -> tuple[np.ndarray, np.ndarray]:
    way_out = "Pass points X of shape (m, 2) together with their labels y of shape (m,)."
    if X is None or y is None:
        name, value = ("X", X) if X is None else ("y", y)
        raise ValueError(complaint("neuron", name, "be given where the other one is", value, way_out))
    rule = f"have the shape (m, 2), with 1 to {_MOST_POINTS} points and numbers from -{REACH:g} to {REACH:g}"
    points = as_numbers(X, "X", "neuron", rule, way_out)
    good = points.ndim == 2 and points.shape[1] == 2 and 1 <= len(points) <= _MOST_POINTS
    if not good or not np.all(np.abs(points) <= REACH):
        raise ValueError(complaint("neuron", "X", rule, X, way_out))
    rule = "hold a 0 or a 1 for each point of X"
    labels = as_numbers(y, "y", "neuron", rule, way_out)
    if labels.shape not in ((len(points),), (len(points), 1)) or not np.all((labels == 0) | (labels == 1)):
        raise ValueError(complaint("neuron", "y", rule, y, way_out))
    return points, labels.ravel()
