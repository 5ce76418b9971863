"""A chart inside a still picture: frame, ticks, curves and marks, in the numbers' own units."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from nnlab.plotting import PALETTE
from nnlab.widgets._static import Picture


class Chart:
    """A rectangle of a picture with an x and a y axis.

    Parameters
    ----------
    image : Picture
    box : (float, float, float, float)
        Left, top, width and height.
    x, y : (float, float)
        Ends of the axes.
    """

    def __init__(
        self,
        image: Picture,
        box: tuple[float, float, float, float],
        x: tuple[float, float],
        y: tuple[float, float],
    ) -> None:
        self.image, self.box, self._x, self._y = image, box, x, y

    def place(self, x: float, y: float) -> tuple[float, float]:
        """Return the pixel of a point; what lies outside goes to the border."""
        left, top, width, height = self.box
        across = (min(max(x, self._x[0]), self._x[1]) - self._x[0]) / (self._x[1] - self._x[0])
        up = (min(max(y, self._y[0]), self._y[1]) - self._y[0]) / (self._y[1] - self._y[0])
        return float(left + across * width), float(top + height - up * height)

    def frame(
        self,
        x_ticks: Sequence[tuple[float, str]] | Iterable[float],
        y_ticks: Iterable[float],
        x_name: str,
        y_name: str,
    ) -> None:
        """Draw frame, grid, ticks (numbers, or pairs of a number and what to write) and names."""
        left, top, width, height = self.box
        for tick in x_ticks:
            value, words = tick if isinstance(tick, tuple) else (tick, f"{tick:g}".replace("-", "−"))
            at = self.place(value, self._y[0])[0]
            self.image.line(at, top, at, top + height, PALETTE.grid)
            self.image.text(at, top + height + 17, words, size=12, fill=PALETTE.muted, anchor="middle")
        for value in y_ticks:
            at = self.place(self._x[0], value)[1]
            self.image.line(left, at, left + width, at, PALETTE.grid)
            words = f"{value:g}".replace("-", "−")
            self.image.text(left - 7, at + 4, words, size=12, fill=PALETTE.muted, anchor="end")
        self.image.rect(left, top, width, height, "none", stroke=PALETTE.muted)
        self.image.text(left + width / 2, top + height + 36, x_name, anchor="middle")
        self.image.text(left, top - 8, y_name, weight=600)

    def curve(self, xs: Iterable[float], ys: Iterable[float], colour: str, **more: object) -> None:
        """Draw a curve; it breaks where a value is not finite or lies outside."""
        path, pen = [], "M"
        for x, y in zip(xs, ys, strict=True):
            if not (np.isfinite(y) and self._y[0] <= y <= self._y[1]):
                pen = "M"
                continue
            px, py = self.place(float(x), float(y))
            path.append(f"{pen}{px:.1f},{py:.1f}")
            pen = "L"
        self.image.path("".join(path), colour, **{"stroke_width": 3, **more})

    def yours(self, xs: Iterable[float], ys: Iterable[float]) -> None:
        """Draw the learner's curve: purple, thin and dashed."""
        self.curve(xs, ys, PALETTE.purple, stroke_width=2.5, stroke_dasharray="6 4")

    def plumb(self, x: float) -> None:
        """Draw a dotted line from the foot to the top."""
        at, foot = self.place(x, self._y[0])
        self.image.line(at, self.box[1], at, foot, PALETTE.ink, stroke_dasharray="2 3")

    def spot(self, x: float, y: float) -> None:
        """Draw the point that moves."""
        if np.isfinite(y):
            self.image.circle(*self.place(x, y), 6.0, PALETTE.card, stroke=PALETTE.ink, stroke_width=2.5)

    def square(self, x: float, y: float) -> None:
        """Draw the learner's value."""
        if np.isfinite(y):
            px, py = self.place(x, y)
            self.image.rect(px - 5, py - 5, 10, 10, PALETTE.purple, stroke=PALETTE.card)


def as_floats(values: Iterable[float | str]) -> list[float]:
    """Read numbers as they go to the page: nan and the infinities are words there."""
    return [float(value) for value in values]
