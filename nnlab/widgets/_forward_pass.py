"""Forward propagation under the hand: the values that flow, the learner's `dense` beside the reference."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import traitlets

from nnlab import activations
from nnlab._validation import complaint
from nnlab.datasets import load_coffee, load_coffee_network
from nnlab.widgets._arguments import as_numbers, check_function
from nnlab.widgets._base import Widget, name_of, page_module, page_style
from nnlab.widgets._forward_picture import draw
from nnlab.widgets._learner import ask
from nnlab.widgets._network import Layer, Network, forward, read_layers
from nnlab.widgets._static import number

_NOTE = (
    "Each hidden unit draws a line across the plane and sounds an alarm on one side of it: too cool, too "
    "long, too short. The output is high only where no alarm is on. Choose a unit to read its sum."
)
_NOTE_OTHER = "Move the point: every edge carries input times weight, and every unit adds up what arrives."
# A little beyond the data, so that [200, 17], which is burnt, has its place.
_LOW, _HIGH = (150.0, 11.0), (290.0, 18.0)
_START = (200.0, 13.9)


def forward_pass(
    dense: Callable[..., Any] | None = None,
    *,
    layers: Sequence[tuple] | None = None,
    x: Sequence[float] | None = None,
) -> ForwardPass:
    """Show a network at work on one roast of coffee; temperature and duration move under the hand.

    Parameters
    ----------
    dense : callable, optional
        Your own function ``dense(a_in, W, b, g)``: one layer, `a_in` of `(n,)` in and `(units,)` out. It is
        called for each layer in turn each time you let go, and its values stand beside the reference's.
        Whatever it raises is shown as a message.
    layers : list of (W, b, g), optional
        A network of your own with two inputs, which get temperature and duration as they are; `g` is one of
        `linear`, `relu`, `sigmoid`, `tanh` of `nnlab.activations`, or its name. At most 3 layers of at most 6
        units. By default the trained coffee network, whose inputs are normalized first.
    x : (float, float), optional
        The roast to begin with: temperature from 150 to 290 °C, duration from 11 to 18 minutes.

    Returns
    -------
    ForwardPass
        The widget. Its attribute `x` holds the roast that is on the screen.

    Raises
    ------
    TypeError
        If `dense` cannot be called, or `layers` or `x` hold anything but what is said above.
    ValueError
        If shapes do not fit one another, or `x` is out of range.

    Examples
    --------
    >>> import nnlab
    >>> nnlab.widgets.forward_pass()  # doctest: +SKIP
    """
    check_function(dense, "dense", "forward_pass")
    roast = check_roast(_START if x is None else x)
    if layers is not None:
        return ForwardPass(Network(read_layers(layers)), roast, dense, note=_NOTE_OTHER)
    trained = load_coffee_network()
    inner = tuple(Layer(W.astype(np.float64), b.astype(np.float64), "sigmoid") for W, b in trained.layers)
    network = Network(inner, trained.mean.astype(np.float64), np.sqrt(trained.variance.astype(np.float64)))
    roasts, good = load_coffee()
    points = [
        [round(t, 1), round(d, 2), int(yes)]
        for (t, d), yes in zip(roasts.tolist(), good.ravel(), strict=True)
    ]
    return ForwardPass(network, roast, dense, note=_NOTE, points=points)


def check_roast(x: Sequence[float]) -> list[float]:
    """Return temperature and duration as Python floats, or raise the error that says what is wrong."""
    way_out = "Pass x=(200.0, 13.9): temperature in °C and duration in minutes."
    array = as_numbers(x, "x", "forward_pass", "be two numbers", way_out)
    if array.shape != (2,):
        raise ValueError(complaint("forward_pass", "x", "be two numbers", x, way_out))
    if not np.all((array >= _LOW) & (array <= _HIGH)):
        rule = "lie within 150 to 290 °C and 11 to 18 minutes"
        raise ValueError(complaint("forward_pass", "x", rule, x, way_out))
    return [float(v) for v in array]


class ForwardPass(Widget):
    """The widget that `forward_pass` makes.

    Attributes
    ----------
    x : list of float
        Temperature in °C and duration in minutes.
    low, high : list of float
        Ends of the two axes.
    network : dict
        Weights for the page: `layers` (each `W`, `b`, `g`), `mean`, `deviation`.
    points : list of [float, float, int]
        Roasts to draw on the plane, 1 for a good one.
    """

    _esm = page_module("_plane.js", "_network.js", "_forward_pass.js")
    _css = page_style("_network.css")

    x = traitlets.List(traitlets.Float()).tag(sync=True)
    low = traitlets.List(traitlets.Float(), _LOW).tag(sync=True)
    high = traitlets.List(traitlets.Float(), _HIGH).tag(sync=True)
    network = traitlets.Dict().tag(sync=True)
    points = traitlets.List().tag(sync=True)

    def __init__(
        self,
        network: Network,
        x: list[float],
        dense: Callable[..., Any] | None = None,
        *,
        note: str = _NOTE_OTHER,
        points: list[list[float]] | None = None,
    ) -> None:
        self._dense, self._network = dense, network
        learner = "" if dense is None else name_of(dense, "dense")
        super().__init__(x=x, network=network.to_dict(), note=note, points=points or [], learner=learner)
        if dense is not None:
            self.answer = {"number": 0, **self._ask({"x": x})}

    @traitlets.validate("x")
    def _only_good_roasts(self, proposal: dict[str, Any]) -> list[float]:
        try:
            return check_roast(proposal["value"])
        except ValueError as error:
            raise traitlets.TraitError(str(error)) from None

    def _ask(self, question: dict[str, Any]) -> dict[str, Any]:
        dense, network = self._dense, self._network
        if dense is None:
            return {"state": "unwritten", "message": "", "values": None}

        def run(a: np.ndarray, layers: list[tuple]) -> list[Any]:
            results = []
            for W, b, name in layers:
                a = dense(a, W, b, activations.get(name))
                results.append(a)
                if not _goes_on(a, b.shape):
                    break
                a = np.asarray(a)
            return results

        stages = forward(network, np.asarray(question["x"], dtype=np.float64))
        layers = [(layer.W, layer.b, layer.g) for layer in network.layers]
        where = [f" in layer {i + 1}" for i in range(len(layers))]
        return ask(self.learner, run, (stages[0], layers), stages[1:], where)

    def describe(self) -> str:
        """Say what the network answers to the roast on the screen."""
        stages = forward(self._network, np.asarray(self.x))
        temperature, duration = self.x
        gives = [", ".join(number(v, 3) for v in stage) for stage in stages[1:]]
        layers = "; ".join(f"layer {i} gives {values}" for i, values in enumerate(gives, start=1))
        return f"Network at {temperature:.0f} °C and {duration:.1f} minutes: {layers}.{self._said()}"

    def picture(self) -> str:
        """Draw the network with the values that flow through it."""
        return draw(self._network, self.x, self.answer, self.describe())


def _goes_on(a: object, shape: tuple[int, ...]) -> bool:
    """Whether a layer's result can enter the next layer; if not, the comparison says what is the matter."""
    if not isinstance(a, np.ndarray | list | tuple):
        return False
    try:
        return np.shape(a) == shape
    except ValueError:
        return False
