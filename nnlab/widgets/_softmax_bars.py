"""Softmax under the hand: logits in, probabilities out, the learner's own function beside the reference."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import traitlets

from nnlab._validation import complaint
from nnlab.activations import softmax as reference
from nnlab.plotting import PALETTE
from nnlab.widgets._arguments import as_numbers, check_function
from nnlab.widgets._base import Widget, name_of, page_module, page_style
from nnlab.widgets._learner import ask
from nnlab.widgets._static import Picture, number

_NOTE = (
    "Raise one logit, and watch what the other probabilities do and what their sum does. "
    "Then add the same number to all logits, and watch again."
)
_LIMIT = 20.0
_MOST = 8


def softmax_bars(
    softmax: Callable[..., Any] | None = None, *, z: Sequence[float] = (2.0, 1.0, 0.1, -1.0)
) -> SoftmaxBars:
    """Show logits and their softmax as bars; the logits move under the hand.

    Parameters
    ----------
    softmax : callable, optional
        Your own function: takes a vector of logits `(classes,)`, returns probabilities of the same shape. Its
        values are drawn beside the reference's each time you let go. Whatever it raises is shown as a
        message.
    z : sequence of float
        The logits to begin with, 2 to 8 of them, each between -20 and 20.

    Returns
    -------
    SoftmaxBars
        The widget. Its attribute `logits` holds the logits that are on the screen.

    Raises
    ------
    TypeError
        If `softmax` cannot be called, or `z` holds anything but numbers.
    ValueError
        If `z` has fewer than 2 or more than 8 entries, or one that is not between -20 and 20.

    Examples
    --------
    >>> import nnlab
    >>> nnlab.widgets.softmax_bars(z=(1.0, 0.0))
    Softmax of the logits 1.0, 0.0: probabilities 0.731, 0.269.
    """
    check_function(softmax, "softmax", "softmax_bars")
    return SoftmaxBars(check_logits(z), softmax)


def check_logits(z: Sequence[float]) -> list[float]:
    """Return the starting logits as Python floats, or raise the error that says what is wrong with them."""
    way_out = "Pass numbers such as z=(2.0, 1.0, 0.1, -1.0)."
    array = as_numbers(z, "z", "softmax_bars", "be a sequence of numbers", way_out)
    if array.ndim != 1 or not 2 <= array.size <= _MOST:
        raise ValueError(complaint("softmax_bars", "z", f"hold 2 to {_MOST} logits", z, way_out))
    if not np.all(np.abs(array) <= _LIMIT):
        rule = f"hold numbers between -{_LIMIT:g} and {_LIMIT:g}"
        raise ValueError(
            complaint("softmax_bars", "z", rule, z, f"{way_out} The widget has a button that adds 1000.")
        )
    return [float(v) for v in array]


def moved_logits(z: Sequence[float], scale: float, shift: float, offset: float) -> np.ndarray:
    """Return the logits on the screen: `scale * z + shift + offset`."""
    return scale * np.asarray(z, dtype=np.float64) + shift + offset


class SoftmaxBars(Widget):
    """The widget that `softmax_bars` makes.

    Attributes
    ----------
    z : list of float
        Logits before they are scaled and shifted.
    scale, shift, offset : float
        The logits on the screen are `scale * z + shift + offset`.
    start : list of float
        Where the reset button goes.
    reach : float
        Half the length of the logits' axis.
    """

    _esm = page_module("_softmax_rows.js", "_softmax_bars.js")
    _css = page_style()

    z = traitlets.List(traitlets.Float()).tag(sync=True)
    start = traitlets.List(traitlets.Float()).tag(sync=True)
    scale = traitlets.Float(1.0, min=0.1, max=3.0).tag(sync=True)
    shift = traitlets.Float(0.0, min=-4.0, max=4.0).tag(sync=True)
    offset = traitlets.Float(0.0).tag(sync=True)
    reach = traitlets.Float(6.0).tag(sync=True)

    def __init__(self, z: list[float], softmax: Callable[..., Any] | None = None) -> None:
        self._softmax = softmax
        reach = float(max(6, math.ceil(max(abs(v) for v in z))))
        learner = "" if softmax is None else name_of(softmax, "softmax")
        super().__init__(z=z, start=z, reach=reach, note=_NOTE, learner=learner)
        if softmax is not None:
            self.answer = {"number": 0, **self._ask({"logits": self.logits.tolist()})}

    @property
    def logits(self) -> np.ndarray:
        """The logits that are on the screen."""
        return moved_logits(self.z, self.scale, self.shift, self.offset)

    @traitlets.validate("z")
    def _only_good_logits(self, proposal: dict[str, Any]) -> list[float]:
        # Scaling back may leave the range that callers are held to; only what breaks the drawing is refused.
        z = proposal["value"]
        count = len(self.start) or len(z)
        if len(z) != count or not np.all(np.isfinite(z)):
            way_out = "For other logits make a new widget."
            rule = f"hold {count} finite numbers"
            raise traitlets.TraitError(complaint("softmax_bars", "z", rule, z, way_out))
        return proposal["value"]

    def _ask(self, question: dict[str, Any]) -> dict[str, Any]:
        logits = np.asarray(question["logits"], dtype=np.float64)
        softmax = self._softmax
        if softmax is None:
            return {"state": "unwritten", "message": "", "values": None}
        answer = ask(self.learner, lambda z: [softmax(z)], (logits,), [reference(logits)])
        values = answer["values"]
        return {**answer, "values": values[0] if values else None}

    def describe(self) -> str:
        """Say which logits give which probabilities."""
        logits = ", ".join(number(v, 1) for v in self.logits).replace("−", "-")
        shares = ", ".join(number(v, 3) for v in reference(self.logits))
        return f"Softmax of the logits {logits}: probabilities {shares}.{self._said()}"

    def picture(self) -> str:
        """Draw the bars of the logits and of their softmax."""
        logits, shares = self.logits, reference(self.logits)
        yours = self.answer.get("values")
        row, top = 46 if self.learner else 36, 62
        foot = top + row * len(logits)
        image = Picture(680, foot + (52 if self.learner else 30), self.describe())
        image.text(20, 28, "Softmax", size=16, weight=600)
        image.text(50, 50, "Logits z", weight=600)
        image.text(390, 50, "softmax(z)", weight=600)
        middle, unit, span = 170.0, 110.0 / self.reach, 165.0
        image.line(middle, top, middle, foot, PALETTE.muted)
        image.line(390, top, 390, foot, PALETTE.muted)
        for j, (z, share) in enumerate(zip(logits, shares, strict=True)):
            y = top + row * (j + 0.5)
            length = min(abs(z - self.offset) * unit, 120.0)
            colour = PALETTE.blue if z >= 0 else PALETTE.orange
            image.text(20, y + 5, f"z{j + 1}")
            image.rect(middle if z >= 0 else middle - length, y - 7, length, 14, colour)
            image.text(345, y + 5, number(z, 1), anchor="end")
            lift = -8 if self.learner else 0
            image.rect(390, y - 7 + lift, span * share, 14, PALETTE.blue)
            image.text(660, y + 5 + lift, number(share, 3), anchor="end")
            if yours:
                value = float(yours[j])
                inside = min(value, 1.0) if value > 0 else 0.0
                image.rect(390, y + 4, span * inside, 9, "hatch", stroke=PALETTE.purple)
                image.text(660, y + 14, f"yours {number(value, 3)}", fill=PALETTE.purple, anchor="end")
        if self.learner:
            image.message(20, foot + 24, self.answer.get("message", ""))
        return image.svg()
