"""Activations and their gradients under the hand, the learner's own functions on top of the reference."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import traitlets

from nnlab import activations
from nnlab._validation import complaint
from nnlab.plotting import PALETTE
from nnlab.widgets._arguments import as_numbers, check_function
from nnlab.widgets._base import Widget, name_of, page_module, page_style
from nnlab.widgets._charts import Chart, as_floats
from nnlab.widgets._learner import ask
from nnlab.widgets._static import Picture, number

NAMES = ("linear", "sigmoid", "tanh", "relu", "leaky_relu", "swish")
#: The learner's function is asked ahead of any move, at every place where z can come to stand.
REACH, STEP = 6.0, 0.05
_GRID = np.round(np.arange(-120, 121) * STEP, 2)
_NOTE = (
    "The slope of the curve at z is its gradient, drawn in the second chart: how much of a nudge of z comes "
    "out of the unit. Look for places where it is close to 0. What do ten such layers leave of a nudge?"
)
_PARTS = ("value", "gradient")


def activation(
    name: str | Callable[..., Any] = "sigmoid",
    function: Callable[..., Any] | None = None,
    *,
    gradient: Callable[..., Any] | None = None,
    z: float = 1.0,
) -> Activation:
    """Show an activation with its gradient; z moves under the hand.

    Parameters
    ----------
    name : str or callable
        Which activation to begin with: `linear`, `sigmoid`, `tanh`, `relu`, `leaky_relu` or `swish`; the
        others are a click away. Your own function tells it too, if it bears one of these names, with or
        without ``_gradient`` at its end: ``activation(relu)``, ``activation(relu_gradient)``.
    function : callable, optional
        Your own activation: takes an array, returns one of the same shape. It is called once, for 241
        places from -6 to 6, and its curve is drawn on the reference's. Whatever it raises is shown as a
        message.
    gradient : callable, optional
        Your own gradient, called and drawn in the same way. At the kink of ReLU either slope is right.
    z : float
        Where to begin, from -6 to 6.

    Returns
    -------
    Activation
        The widget. Its attributes `name` and `z` hold what is on the screen.

    Raises
    ------
    TypeError
        If `name`, `function` or `gradient` is not what is said above, or `z` is no number.
    ValueError
        If there is no activation of that name, or `z` is out of range.

    Examples
    --------
    >>> import nnlab
    >>> nnlab.widgets.activation("tanh", z=0.5)
    tanh at z = 0.50: value 0.462, slope 0.786.
    """
    if callable(name):
        name, function, gradient = _by_its_name(name, function, gradient)
    if not isinstance(name, str) or name not in NAMES:
        error = ValueError if isinstance(name, str) else TypeError
        raise error(complaint("activation", "name", f"be one of {', '.join(NAMES)}", name, "Try 'relu'."))
    check_function(function, "function", "activation")
    check_function(gradient, "gradient", "activation")
    rule, way_out = f"be a number from -{REACH:g} to {REACH:g}", "Pass z=1.0."
    place = as_numbers(z, "z", "activation", rule, way_out)
    if place.shape != () or not abs(place) <= REACH:
        raise ValueError(complaint("activation", "z", rule, z, way_out))
    return Activation(name, float(place), function, gradient)


def curves(name: str, z: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return the reference's values and its gradient at each `z`."""
    return getattr(activations, name)(z), getattr(activations, f"{name}_gradient")(z)


class Activation(Widget):
    """The widget that `activation` makes.

    Attributes
    ----------
    name : str
        The activation on the screen.
    z : float
        The place on the screen.
    own : str
        The activation that the learner's functions are compared with; empty without one.
    """

    _esm = page_module("_axes.js", "_activation_functions.js", "_activation.js")
    _css = page_style("_axes.css")

    name = traitlets.Enum(NAMES, "sigmoid").tag(sync=True)
    z = traitlets.Float(1.0, min=-REACH, max=REACH).tag(sync=True)
    own = traitlets.Unicode().tag(sync=True)

    def __init__(
        self,
        name: str,
        z: float,
        function: Callable[..., Any] | None = None,
        gradient: Callable[..., Any] | None = None,
    ) -> None:
        self._functions = {"value": function, "gradient": gradient}
        given = {
            part: name_of(each, name if part == "value" else f"{name}_gradient")
            for part, each in self._functions.items()
            if each is not None
        }
        super().__init__(
            name=name, z=z, note=_NOTE, own=name if given else "", learner=" and ".join(given.values())
        )
        if given:
            answers = {part: self._ask_for(part, called) for part, called in given.items()}
            self.answer = {"number": 0, **_together(answers)}

    def _ask_for(self, part: str, called: str) -> dict[str, Any]:
        function, expected = self._functions[part], curves(self.own, _GRID)[_PARTS.index(part)]
        rights = [expected]
        if part == "gradient" and self.own in ("relu", "leaky_relu"):  # either slope is right at the kink
            rights.append(np.where(_GRID == 0, 1.0, expected))

        def entry(i: int) -> str:
            return f"at z = {number(_GRID[i])} it"

        answers = []
        for right in rights:
            answers.append(ask(called, lambda z: [function(z)], (_GRID,), [right], entry=entry))
            if answers[-1]["state"] != "differs":
                return answers[-1]
        return answers[0]

    def describe(self) -> str:
        """Say value and slope at the place on the screen."""
        value, slope = (float(v) for v in curves(self.name, np.array(self.z)))
        values = f"value {number(value, 3)}, slope {number(slope, 3)}"
        return f"{self.name} at z = {number(self.z)}: {values}.{self._said()}"

    def picture(self) -> str:
        """Draw the curve and its gradient beside one another."""
        image = Picture(680, 350 if self.answer else 300, self.describe())
        image.text(20, 28, f"Activation: {self.name}", size=16, weight=600)
        bounded = self.name in ("sigmoid", "tanh")
        ranges = [(-1.25, 1.25) if bounded else (-2.0, 6.0), (-0.25, 1.25)]
        ticks = [(-1, -0.5, 0, 0.5, 1) if bounded else (-2, 0, 2, 4, 6), (0, 0.5, 1)]
        here = curves(self.name, np.array(self.z))
        lines = curves(self.name, _GRID)
        given = (self.answer.get("values") or {}) if self.own == self.name else {}
        for i, (part, colour) in enumerate(zip(_PARTS, (PALETTE.blue, PALETTE.green), strict=True)):
            chart = Chart(image, (50 + 330 * i, 66, 280, 190), (-REACH, REACH), ranges[i])
            chart.frame((-6, -3, 0, 3, 6), ticks[i], "z", ("g(z)", "slope g′(z)")[i])
            chart.curve(_GRID, lines[i], colour, stroke_width=4)
            if given.get(part):
                chart.yours(_GRID, as_floats(given[part]))
            chart.plumb(self.z)
            chart.spot(self.z, float(here[i]))
        image.message(20, 322, self.answer.get("message", ""))
        return image.svg()


def _by_its_name(
    first: Callable[..., Any], function: Callable[..., Any] | None, gradient: Callable[..., Any] | None
) -> tuple[str, Callable[..., Any] | None, Callable[..., Any] | None]:
    """Tell from a function's own name which activation it is, and whether it is the value or the gradient."""
    own = getattr(first, "__name__", "")
    name = own.removesuffix("_gradient")
    is_gradient = name != own
    if name not in NAMES or (gradient if is_gradient else function) is not None:
        rule = f"come first, one of {', '.join(NAMES)}, where the function's own name does not tell it"
        raise ValueError(complaint("activation", "name", rule, first, 'Try activation("relu", relu).'))
    return (name, function, first) if is_gradient else (name, first, gradient)


def _together(answers: dict[str, dict[str, Any]]) -> dict[str, Any]:
    """Make one answer of the two functions' answers; the worse state counts."""
    order = ("failed", "differs", "unwritten", "agrees")
    state = min((answer["state"] for answer in answers.values()), key=order.index)
    values = {part: answer["values"][0] for part, answer in answers.items() if answer["values"]}
    message = "\n".join(answer["message"] for answer in answers.values())
    return {"state": state, "message": message, "values": values or None}
