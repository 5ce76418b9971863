"""A loss as a function of the prediction, the point on it under the hand, the learner's own loss upon it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import traitlets

from nnlab._validation import complaint
from nnlab.losses import binary_crossentropy, mean_squared_error
from nnlab.plotting import PALETTE
from nnlab.widgets._arguments import as_numbers, check_function
from nnlab.widgets._base import Widget, name_of, page_module, page_style
from nnlab.widgets._charts import Chart, as_floats
from nnlab.widgets._learner import ATOL, RTOL, ask
from nnlab.widgets._static import Picture, number

REFERENCES = {"binary_crossentropy": binary_crossentropy, "mean_squared_error": mean_squared_error}
#: The learner's loss is asked ahead of any move, wherever the prediction can stop; its two ends come last.
_INNER = np.round(np.arange(1, 100) / 100, 2)
_PLACES = [(y, p) for y in (1, 0) for p in _INNER] + [(y, p) for y in (1, 0) for p in (0.0, 1.0)]
_ENDS = 4
_HUGE = 6.0
_NOTE = (
    "Move the prediction away from the target: cross-entropy grows without end, squared error stops at 1. "
    "The second chart shows the push on z before a sigmoid. What is left of it for a sure, wrong answer?"
)


def loss_curve(
    name: str | Callable[..., Any] = "binary_crossentropy",
    loss: Callable[..., Any] | None = None,
    *,
    y_true: int = 1,
    y_pred: float = 0.3,
) -> LossCurve:
    """Show binary cross-entropy and squared error of one prediction, which moves under the hand.

    Parameters
    ----------
    name : str or callable
        On which curve the handle sits: `binary_crossentropy` or `mean_squared_error`. Your own function tells
        it too, if it bears one of these names: ``loss_curve(binary_crossentropy)``.
    loss : callable, optional
        Your own loss: takes arrays `y_true` and `y_pred` of shape `(1,)`, returns a number. It is called
        ahead for 101 predictions and both targets, and its curve is drawn on the reference's. For a
        prediction of exactly 0 or 1 that is wrong, any large number is right. Whatever it raises is shown
        as a message.
    y_true : int
        The target, 0 or 1.
    y_pred : float
        The prediction to begin with, from 0 to 1.

    Returns
    -------
    LossCurve
        The widget. Its attributes `y_true` and `y_pred` hold what is on the screen.

    Raises
    ------
    TypeError
        If `name` or `loss` is not what is said above, or `y_true` or `y_pred` is no number.
    ValueError
        If there is no loss of that name, or a number is out of range.

    Examples
    --------
    >>> import nnlab
    >>> nnlab.widgets.loss_curve(y_true=1, y_pred=0.5)
    Target 1, prediction 0.50: cross-entropy 0.693, squared error 0.250.
    """
    if callable(name):
        own = getattr(name, "__name__", "")
        if own not in REFERENCES or loss is not None:
            rule = (
                f"come first, one of {', '.join(REFERENCES)}, where the function's own name does not tell it"
            )
            way_out = 'Try loss_curve("mean_squared_error", my_loss).'
            raise ValueError(complaint("loss_curve", "name", rule, name, way_out))
        name, loss = own, name
    if not isinstance(name, str) or name not in REFERENCES:
        error = ValueError if isinstance(name, str) else TypeError
        rule = f"be one of {', '.join(REFERENCES)}"
        raise error(complaint("loss_curve", "name", rule, name, "Leave it out for the first one."))
    check_function(loss, "loss", "loss_curve")
    for value, argument, rule in (
        (y_true, "y_true", "be 0 or 1"),
        (y_pred, "y_pred", "be a number from 0 to 1"),
    ):
        way_out = f"Pass {argument}=1."
        array = as_numbers(value, argument, "loss_curve", rule, way_out)
        allowed = np.isin(array, (0, 1)) if argument == "y_true" else (array >= 0) & (array <= 1)
        if array.shape != () or not allowed:
            raise ValueError(complaint("loss_curve", argument, rule, value, way_out))
    return LossCurve(name, int(y_true), float(y_pred), loss)


def losses(y: int, p: np.ndarray) -> dict[str, np.ndarray]:
    """Return both losses of each prediction in `p` for the target `y`."""
    column = np.asarray(p, dtype=np.float64)[:, np.newaxis]
    return {name: loss(np.full_like(column, y), column) for name, loss in REFERENCES.items()}


def pushes(y: int, p: np.ndarray) -> dict[str, np.ndarray]:
    """Return the size of each loss's derivative by `z`, where `p` is the sigmoid of `z`."""
    p = np.asarray(p, dtype=np.float64)
    away = np.abs(p - y)
    return {"binary_crossentropy": away, "mean_squared_error": 2 * away * p * (1 - p)}


class LossCurve(Widget):
    """The widget that `loss_curve` makes.

    Attributes
    ----------
    name : str
        The loss on whose curve the handle sits.
    y_true : int
        The target.
    y_pred : float
        The prediction.
    """

    _esm = page_module("_axes.js", "_loss_formulas.js", "_loss_curve.js")
    _css = page_style("_axes.css")

    name = traitlets.Enum(tuple(REFERENCES), "binary_crossentropy").tag(sync=True)
    y_true = traitlets.Enum((0, 1), 1).tag(sync=True)
    y_pred = traitlets.Float(0.3, min=0.0, max=1.0).tag(sync=True)

    def __init__(self, name: str, y_true: int, y_pred: float, loss: Callable[..., Any] | None = None) -> None:
        self._loss = loss
        learner = "" if loss is None else name_of(loss, name)
        super().__init__(name=name, y_true=y_true, y_pred=y_pred, note=_NOTE, learner=learner)
        if loss is not None:
            self.answer = {"number": 0, **self._ask({})}

    def _ask(self, question: dict[str, Any]) -> dict[str, Any]:
        loss = self._loss
        if loss is None or question:  # the page has all answers from the beginning
            return {"state": "unwritten", "message": "", "values": None}
        expected = [losses(y, np.array([p]))[self.name][0] for y, p in _PLACES]
        where = [f" for y = {y}, ŷ = {p:.2f}" for y, p in _PLACES]
        inputs = [(np.array([float(y)]), np.array([p])) for y, p in _PLACES]

        def run(inputs: list[tuple[np.ndarray, np.ndarray]]) -> list[Any]:
            return [loss(y, p) for y, p in inputs]

        answer = ask(self.learner, run, (inputs,), expected, where)
        if answer["state"] == "differs":
            # At the ends clipping is the author's choice: what is right enough counts as expected.
            for i, values in enumerate(answer["values"]):
                if i >= len(_PLACES) - _ENDS and _right_at_the_end(float(values[0]), float(expected[i])):
                    expected[i] = np.float64(values[0])
            answer = ask(self.learner, run, (inputs,), expected, where)
        return answer

    def describe(self) -> str:
        """Say what both losses are at the prediction on the screen."""
        here = losses(self.y_true, np.array([self.y_pred]))
        cross, square = (number(here[name][0], 3) for name in REFERENCES)
        given = f"Target {self.y_true}, prediction {number(self.y_pred)}"
        return f"{given}: cross-entropy {cross}, squared error {square}.{self._said()}"

    def picture(self) -> str:
        """Draw both losses, and what they push, beside one another."""
        image = Picture(680, 350 if self.answer else 305, self.describe())
        image.text(20, 28, f"Loss of a prediction ŷ, target y = {self.y_true}", size=16, weight=600)
        p = np.linspace(0.0, 1.0, 201)
        heights, names = (5.0, 1.05), ("loss", "push on z, |∂loss/∂z|")
        for i, values in enumerate((losses, pushes)):
            chart = Chart(image, (50 + 330 * i, 66, 280, 190), (0.0, 1.0), (0.0, heights[i]))
            chart.frame(
                (0, 0.25, 0.5, 0.75, 1), ((0, 1, 2, 3, 4, 5), (0, 0.5, 1))[i], "prediction ŷ", names[i]
            )
            lines, here = values(self.y_true, p), values(self.y_true, np.array([self.y_pred]))
            chart.curve(p, lines["binary_crossentropy"], PALETTE.blue)
            chart.curve(p, lines["mean_squared_error"], PALETTE.green, stroke_dasharray="10 4 2 4")
            if i == 0 and len(self.answer.get("values") or []) == len(_PLACES):
                own = as_floats(values[0] for values in self.answer["values"])
                chart.yours(_INNER, own[:99] if self.y_true else own[99:198])
            chart.plumb(self.y_pred)
            chart.spot(self.y_pred, float(here[self.name][0]))
        image.text(380, 28, "blue: cross-entropy; green, broken: squared error", size=12, fill=PALETTE.muted)
        image.message(20, 322, self.answer.get("message", ""))
        return image.svg()


def _right_at_the_end(value: float, reference: float) -> bool:
    if reference > _HUGE:
        return bool(np.isfinite(value) and value > _HUGE)
    return bool(abs(value - reference) <= ATOL + 1e-6 + RTOL * abs(reference))
