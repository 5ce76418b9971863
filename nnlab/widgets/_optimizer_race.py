"""Optimizers race on a surface: drag the start, change the rate, and see the learner's steps run along."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import traitlets

from nnlab._validation import complaint
from nnlab.widgets._arguments import as_numbers, check_function
from nnlab.widgets._base import Widget, name_of, page_module, page_style
from nnlab.widgets._optimizers import BETA_1, BETA_2, EPSILON, FAR, MOMENTUM, RACERS, STEPS, follow, path
from nnlab.widgets._race_picture import draw
from nnlab.widgets._static import number
from nnlab.widgets._surfaces import SURFACES

_LOW, _HIGH = 0.001, 2.0
# Of several functions' states the one that most needs a look.
_WORST = ("failed", "unwritten", "differs", "agrees")


def optimizer_race(
    gradient_descent_step: Callable[..., Any] | None = None,
    momentum_step: Callable[..., Any] | None = None,
    adam_step: Callable[..., Any] | None = None,
    *,
    surface: str = "valley",
    start: Sequence[float] | None = None,
    learning_rate: float = 0.05,
) -> OptimizerRace:
    """Let gradient descent, momentum and Adam race on a surface of two weights.

    Parameters
    ----------
    gradient_descent_step : callable, optional
        Your own ``gradient_descent_step(w, grad, learning_rate)``. Each of your functions runs the whole race
        of 200 steps when you let go, and its way is drawn over the reference's; each of its steps is
        compared. Whatever it raises is shown as a message.
    momentum_step : callable, optional
        Your own ``momentum_step(w, grad, velocity, learning_rate, momentum)``; the momentum is 0.9.
    adam_step : callable, optional
        Your own ``adam_step(w, grad, m, v, t, learning_rate, beta_1, beta_2, epsilon)``, with 0.9, 0.999 and
        1e-7.
    surface : {"valley", "banana", "saddle", "hollows"}
        The surface to begin with.
    start : (float, float), optional
        Where the race begins; by default a place that suits the surface.
    learning_rate : float, default 0.05
        From 0.001 to 2.

    Returns
    -------
    OptimizerRace
        The widget.

    Raises
    ------
    TypeError
        If one of the functions cannot be called, or `start` or `learning_rate` are no numbers.
    ValueError
        If there is no such surface, or the start or the learning rate lie outside.

    Examples
    --------
    >>> import nnlab
    >>> nnlab.widgets.optimizer_race(learning_rate=0.1)  # doctest: +ELLIPSIS
    Optimizers on the surface “long valley” with learning rate 0.1 after 200 steps: gradient descent has ...
    """
    functions = {
        "gradient_descent": gradient_descent_step,
        "momentum": momentum_step,
        "adam": adam_step,
    }
    for key, function in functions.items():
        check_function(function, f"{key}_step", "optimizer_race")
    if surface not in SURFACES:
        rule = f"be one of {', '.join(SURFACES)}"
        raise ValueError(complaint("optimizer_race", "surface", rule, surface, "Pass surface='valley'."))
    way_out = "Pass start=(-1.5, 1.0)."
    place = as_numbers(
        SURFACES[surface].start if start is None else start,
        "start",
        "optimizer_race",
        "be two numbers",
        way_out,
    )
    low, high = SURFACES[surface].low, SURFACES[surface].high
    if place.shape != (2,) or not np.all((place >= low) & (place <= high)):
        rule = f"be two numbers from {low} to {high} on this surface"
        raise ValueError(complaint("optimizer_race", "start", rule, start, way_out))
    way_out = "Pass learning_rate=0.05."
    rate = as_numbers(learning_rate, "learning_rate", "optimizer_race", "be a number", way_out)
    if rate.ndim or not _LOW <= rate <= _HIGH:
        rule = f"be a number from {_LOW} to {_HIGH}"
        raise ValueError(complaint("optimizer_race", "learning_rate", rule, learning_rate, way_out))
    given = {key: function for key, function in functions.items() if function is not None}
    return OptimizerRace(surface, [float(v) for v in place], float(rate), given)


class OptimizerRace(Widget):
    """The widget that `optimizer_race` makes.

    Attributes
    ----------
    surface : str
        Name of the surface on the screen.
    start : list of float
        Where the race begins.
    learning_rate : float
    step : int
        The step that is shown, from 0 to 200.
    surfaces, racers, settings : dict
        What the page needs to know.
    """

    _esm = page_module(
        "_plane.js", "_player.js", "_race_model.js", "_race_map.js", "_race_chart.js", "_optimizer_race.js"
    )
    _css = page_style("_player.css", "_optimizer_race.css")

    surface = traitlets.Enum(list(SURFACES), "valley").tag(sync=True)
    start = traitlets.List(traitlets.Float(), minlen=2, maxlen=2).tag(sync=True)
    learning_rate = traitlets.Float(0.05, min=_LOW, max=_HIGH).tag(sync=True)
    step = traitlets.Int(STEPS, min=0, max=STEPS).tag(sync=True)
    surfaces = traitlets.Dict({key: each.to_dict() for key, each in SURFACES.items()}).tag(sync=True)
    racers = traitlets.Dict({key: racer.title for key, racer in RACERS.items()}).tag(sync=True)
    settings = traitlets.Dict(
        {
            "steps": STEPS,
            "far": FAR,
            "low": _LOW,
            "high": _HIGH,
            "momentum": MOMENTUM,
            "beta_1": BETA_1,
            "beta_2": BETA_2,
            "epsilon": EPSILON,
        }
    ).tag(sync=True)

    def __init__(
        self, surface: str, start: list[float], learning_rate: float, functions: dict[str, Callable[..., Any]]
    ) -> None:
        self._functions = {key: (name_of(f, f"{key}_step"), f) for key, f in functions.items()}
        learner = " and ".join(name for name, _ in self._functions.values())
        super().__init__(
            surface=surface,
            start=start,
            learning_rate=learning_rate,
            note=SURFACES[surface].note,
            learner=learner,
        )
        if functions:
            question = {"surface": surface, "start": start, "learning_rate": learning_rate}
            self.answer = {"number": 0, **self._ask(question)}

    def _ask(self, question: dict[str, Any]) -> dict[str, Any]:
        surface = SURFACES[question["surface"]]
        start, rate = question["start"], question["learning_rate"]
        answers, values = [], {}
        for key, (name, function) in self._functions.items():
            answer, places = follow(name, function, RACERS[key], surface, start, rate)
            answers.append(answer)
            if len(places) > 1:
                values[key] = [[_plain(v) for v in place] for place in places]
        state = min((answer["state"] for answer in answers), key=_WORST.index, default="unwritten")
        message = "\n".join(answer["message"] for answer in answers)
        return {"state": state, "message": message, "values": values or None}

    def paths(self) -> dict[str, np.ndarray]:
        """Return the places of each reference optimizer in the race on the screen."""
        race = (SURFACES[self.surface], tuple(self.start), self.learning_rate)
        return {key: path(racer, *race) for key, racer in RACERS.items()}

    def describe(self) -> str:
        """Say who has come how far."""
        surface = SURFACES[self.surface]
        losses = [surface.loss(places[: self.step + 1])[-1] for places in self.paths().values()]
        told = ", ".join(
            f"{racer.title} has a loss of {number(loss, 4)}"
            for racer, loss in zip(RACERS.values(), losses, strict=True)
        )
        return (
            f"Optimizers on the surface “{surface.title}” with learning rate {self.learning_rate:g} "
            f"after {self.step} steps: {told}.{self._said()}"
        )

    def picture(self) -> str:
        """Draw the surface from above with the ways over it."""
        return draw(SURFACES[self.surface], self.paths(), self.step, self.answer, self.describe())


def _plain(value: float) -> float | str:
    """A number short enough for the page; JSON has none for nan and the infinities."""
    if np.isnan(value):
        return "nan"
    return float(f"{value:.6g}") if np.isfinite(value) else ("inf" if value > 0 else "-inf")
