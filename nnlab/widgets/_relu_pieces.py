"""A curve made of ReLU units under the hand, with the learner's own `relu` in every unit."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import traitlets

from nnlab._validation import complaint
from nnlab.plotting import PALETTE
from nnlab.widgets._arguments import as_numbers, check_function
from nnlab.widgets._base import Widget, name_of, page_module, page_style
from nnlab.widgets._charts import Chart, as_floats
from nnlab.widgets._learner import ask
from nnlab.widgets._relu_model import (
    GRID,
    LAST_HINGE,
    MOST_SLOPE,
    MOST_UNITS,
    REACH,
    TARGETS,
    mean_squared_error,
    pieces,
    units,
)
from nnlab.widgets._static import Picture, number

_NOTE = (
    "Each unit is silent left of its hinge and bends the curve there. Move hinges and slopes until the blue "
    "curve lies on the grey one; then add a unit. How does the error shrink with the number of units?"
)
_OWN = "your curve"


def relu_pieces(
    relu: Callable[..., Any] | None = None,
    *,
    target: str | Callable[..., Any] = "parabola",
    hinges: Sequence[float] = (-3.0, -1.0, 1.0),
    slopes: Sequence[float] = (-1.0, 1.0, 1.0),
    bias: float = 1.0,
) -> ReluPieces:
    """Show a sum of ReLU units beside a curve that it should come to; hinges and slopes move under the hand.

    The sum is ``bias + Σ slope · relu(x - hinge)``: a layer of ReLU units and one linear unit behind it.

    Parameters
    ----------
    relu : callable, optional
        Your own function: takes an array, returns one of the same shape. The units are computed with it
        each time you let go, and their sum is drawn on the reference's. Whatever it raises is shown as a
        message.
    target : str or callable
        The curve to come to: `parabola`, `wave` or `bell`, or a function of your own of an array `x` from -3
        to 3, with values from -3 to 3.
    hinges : sequence of float
        Where each unit begins, from -3 to 2.4; 1 to 6 of them.
    slopes : sequence of float
        The weight of each unit in the sum, from -6 to 6.
    bias : float
        The value at the left end, from -3 to 3.

    Returns
    -------
    ReluPieces
        The widget. Its attributes `hinges`, `slopes` and `bias` hold what is on the screen.

    Raises
    ------
    TypeError
        If `relu` cannot be called, or something else is not what is said above.
    ValueError
        If a number is out of range, numbers of hinges and slopes differ, or there is no such target.

    Examples
    --------
    >>> import nnlab
    >>> nnlab.widgets.relu_pieces(hinges=[-3, 0], slopes=[-1, 2])
    2 ReLU units, hinges at -3.00, 0.00, slopes -1.00, 2.00: mean squared error 0.207 against the parabola.
    """
    check_function(relu, "relu", "relu_pieces")
    name, curves = _targets(target)
    bends = _within(hinges, "hinges", -REACH, LAST_HINGE)
    weights = _within(slopes, "slopes", -MOST_SLOPE, MOST_SLOPE)
    if bends.ndim != 1 or not 1 <= bends.size <= MOST_UNITS:
        way_out = "Pass hinges=(-3.0, -1.0, 1.0)."
        raise ValueError(
            complaint("relu_pieces", "hinges", f"hold 1 to {MOST_UNITS} numbers", hinges, way_out)
        )
    if weights.shape != bends.shape:
        way_out = "Pass slopes=(-1.0, 1.0, 1.0)."
        raise ValueError(complaint("relu_pieces", "slopes", "hold a number for each hinge", slopes, way_out))
    level = _within(bias, "bias", -REACH, REACH)
    if level.shape:
        raise ValueError(complaint("relu_pieces", "bias", "be one number", bias, "Pass bias=1.0."))
    start = {"hinges": bends.tolist(), "slopes": weights.tolist(), "bias": float(level)}
    return ReluPieces(relu, target=name, targets=curves, start=start)


class ReluPieces(Widget):
    """The widget that `relu_pieces` makes.

    Attributes
    ----------
    hinges, slopes : list of float
        Where each unit begins, and its weight in the sum.
    bias : float
        The value at the left end.
    target : str
        The curve to come to.
    targets : dict
        Values of each curve on the grid from -3 to 3.
    start : dict
        Where the reset button goes.
    """

    _esm = page_module("_axes.js", "_relu_model.js", "_relu_units.js", "_relu_pieces.js")
    _css = page_style("_axes.css", "_relu_pieces.css")

    hinges = traitlets.List(traitlets.Float(), minlen=1, maxlen=MOST_UNITS).tag(sync=True)
    slopes = traitlets.List(traitlets.Float(), minlen=1, maxlen=MOST_UNITS).tag(sync=True)
    bias = traitlets.Float().tag(sync=True)
    target = traitlets.Unicode().tag(sync=True)
    targets = traitlets.Dict().tag(sync=True)
    start = traitlets.Dict().tag(sync=True)

    def __init__(self, relu: Callable[..., Any] | None, *, start: dict[str, Any], **more: Any) -> None:
        self._relu = relu
        learner = "" if relu is None else name_of(relu, "relu")
        super().__init__(note=_NOTE, learner=learner, start=start, **start, **more)
        if relu is not None:
            self.answer = {"number": 0, **self._ask({"hinges": self.hinges})}

    def _ask(self, question: dict[str, Any]) -> dict[str, Any]:
        relu = self._relu
        if relu is None:
            return {"state": "unwritten", "message": "", "values": None}
        z = GRID - np.asarray(question["hinges"], dtype=np.float64)[:, np.newaxis]

        def entry(i: int) -> str:
            return f"at x = {number(GRID[i])} it"

        where = [f" in unit {i + 1}" for i in range(len(z))]
        return ask(
            self.learner, lambda z: [relu(row) for row in z], (z,), list(np.maximum(z, 0)), where, entry=entry
        )

    def describe(self) -> str:
        """Say which units there are and how far their sum is from the target."""
        hinges, slopes = (", ".join(f"{v:.2f}" for v in values) for values in (self.hinges, self.slopes))
        count = f"{len(self.hinges)} ReLU unit{'s' if len(self.hinges) > 1 else ''}"
        error = mean_squared_error(
            self.targets[self.target], pieces(GRID, self.hinges, self.slopes, self.bias)
        )
        against = f"mean squared error {number(error, 3)} against the {self.target}"
        return f"{count}, hinges at {hinges}, slopes {slopes}: {against}.{self._said()}"

    def picture(self) -> str:
        """Draw the target, the sum of the units, and below it each unit."""
        image = Picture(680, 502 if self.answer else 472, self.describe())
        image.text(20, 28, "A curve of ReLU units", size=16, weight=600)
        above = Chart(image, (50, 66, 600, 180), (-REACH, REACH), (-REACH, REACH))
        above.frame(range(-3, 4), (-2, 0, 2), "", "target (grey) and sum of the units (blue)")
        above.curve(GRID, self.targets[self.target], PALETTE.grey, stroke_width=6, stroke_opacity=0.5)
        above.curve(GRID, pieces(GRID, self.hinges, self.slopes, self.bias), PALETTE.blue)
        below = Chart(image, (50, 298, 600, 120), (-REACH, REACH), (-4, 4))
        below.frame(range(-3, 4), (-2, 0, 2), "x", "each unit: slope · relu(x − hinge)")
        for i, unit in enumerate(units(GRID, self.hinges, self.slopes)):
            below.curve(GRID, unit, PALETTE.ink, stroke_width=2)
            px, py = below.place(self.hinges[i], 0)
            image.circle(px, py, 9.0, PALETTE.card, stroke=PALETTE.ink, stroke_width=2)
            image.text(px, py + 4, str(i + 1), size=12, anchor="middle")
        values = self.answer.get("values") or []
        if len(values) == len(self.slopes):
            own = np.array([as_floats(unit) for unit in values])
            above.yours(GRID, self.bias + np.asarray(self.slopes) @ own)
        image.message(20, 480, self.answer.get("message", ""))
        return image.svg()


def _within(value: object, name: str, low: float, high: float) -> np.ndarray:
    example = {"hinges": "(-3.0, -1.0, 1.0)", "slopes": "(-1.0, 1.0, 1.0)", "bias": "1.0"}[name]
    rule, way_out = f"hold numbers from {low:g} to {high:g}", f"Pass {name}={example}."
    array = as_numbers(value, name, "relu_pieces", rule, way_out)
    if not np.all((array >= low) & (array <= high)):
        raise ValueError(complaint("relu_pieces", name, rule, value, way_out))
    return array.astype(np.float64)


def _targets(target: object) -> tuple[str, dict[str, list[float]]]:
    """Return the target's name and the values of all there are to choose from."""
    curves = {name: curve(GRID) for name, curve in TARGETS.items()}
    rule = f"be one of {', '.join(TARGETS)}, or a function of x from -3 to 3 with values from -3 to 3"
    way_out = "Try target=np.sin."
    if callable(target):
        values = as_numbers(target(GRID.copy()), "target", "relu_pieces", rule, way_out)
        if values.shape != GRID.shape or not np.all(np.abs(values) <= REACH):
            raise ValueError(complaint("relu_pieces", "target", rule, target, way_out))
        curves, target = {_OWN: values, **curves}, _OWN
    if not isinstance(target, str) or target not in curves:
        error = ValueError if isinstance(target, str) else TypeError
        raise error(complaint("relu_pieces", "target", rule, target, way_out))
    return target, {name: [round(float(v), 5) for v in values] for name, values in curves.items()}
