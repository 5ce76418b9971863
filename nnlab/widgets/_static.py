"""A still picture in SVG, for pages where no widget can run. Same inputs, same bytes."""

from __future__ import annotations

import base64
import math
import textwrap
from collections.abc import Iterable
from html import escape

from nnlab.plotting import PALETTE

_FONT = "font-family='system-ui,-apple-system,Segoe UI,Helvetica,Arial,sans-serif'"
_NAMESPACE = "http://www.w3.org/2000/svg"


class Picture:
    """Collects shapes on a white card; `svg` gives the text.

    Parameters
    ----------
    width, height : int
        Size in pixels.
    alt : str
        What the picture shows.
    """

    def __init__(self, width: int, height: int, alt: str) -> None:
        self.width, self.height, self.alt = width, height, alt
        self._parts: list[str] = []

    def rect(self, x: float, y: float, width: float, height: float, fill: str, **more: object) -> None:
        """Add a rectangle; `fill` is a colour, or ``"hatch"`` for the learner's values."""
        paint = "url(#hatch)" if fill == "hatch" else fill
        self._add("rect", x=x, y=y, width=max(width, 0), height=height, fill=paint, **more)

    def line(
        self, x1: float, y1: float, x2: float, y2: float, stroke: str = PALETTE.grid, **more: object
    ) -> None:
        """Add a line."""
        self._add("line", x1=x1, y1=y1, x2=x2, y2=y2, stroke=stroke, **more)

    def circle(self, x: float, y: float, r: float, fill: str, **more: object) -> None:
        """Add a circle."""
        self._add("circle", cx=x, cy=y, r=r, fill=fill, **more)

    def path(self, d: str, stroke: str, **more: object) -> None:
        """Add a line of any shape."""
        self._add("path", d=d, fill="none", stroke=stroke, **more)

    def text(
        self, x: float, y: float, words: str, size: float = 13, fill: str = PALETTE.ink, **more: object
    ) -> None:
        """Add a line of text; `anchor` is ``start``, ``middle`` or ``end``, `weight` as in CSS."""
        anchor = more.pop("anchor", "start")
        weight = more.pop("weight", 400)
        given = (
            f"x='{_short(x)}' y='{_short(y)}' font-size='{_short(size)}' fill='{fill}' font-weight='{weight}'"
        )
        self._parts.append(f"<text {given} text-anchor='{anchor}'>{escape(words)}</text>")

    def image(self, x: float, y: float, width: float, height: float, png: bytes) -> None:
        """Add a picture made of pixels, which keep their edges."""
        source = f"data:image/png;base64,{base64.b64encode(png).decode('ascii')}"
        place = {"x": x, "y": y, "width": width, "height": height}
        self._add(
            "image", **place, preserveAspectRatio="none", href=source, style="image-rendering:pixelated"
        )

    def polyline(self, points: Iterable[tuple[float, float]], stroke: str, **more: object) -> None:
        """Add a line through points."""
        places = "L".join(f"{_short(float(x))},{_short(float(y))}" for x, y in points)
        self._add("path", d=f"M{places}", fill="none", stroke=stroke, **more)

    def message(self, x: float, y: float, words: str) -> None:
        """Add a message in bold, broken into at most two lines."""
        lines = textwrap.wrap(words, width=(self.width - 40) // 8, max_lines=2, placeholder=" …")
        for i, line in enumerate(lines):
            self.text(x, y + 18 * i, line, weight=600)

    def svg(self) -> str:
        """Return the whole picture as text."""
        size = f"width='{self.width}' height='{self.height}' viewBox='0 0 {self.width} {self.height}'"
        hatch = (
            "<defs><pattern id='hatch' width='5' height='5' patternUnits='userSpaceOnUse' "
            f"patternTransform='rotate(45)'><line y2='5' stroke='{PALETTE.purple}' stroke-width='2.5'/>"
            "</pattern></defs>"
        )
        card = (
            f"<rect x='0.5' y='0.5' width='{self.width - 1}' height='{self.height - 1}' rx='8' "
            f"fill='{PALETTE.card}' stroke='{PALETTE.grid}'/>"
        )
        title = f"<title>{escape(self.alt)}</title>"
        parts = "".join(self._parts)
        return f"<svg xmlns='{_NAMESPACE}' role='img' {size} {_FONT}>{title}{hatch}{card}{parts}</svg>"

    def _add(self, name: str, **attributes: object) -> None:
        given = " ".join(f"{key.replace('_', '-')}='{_short(value)}'" for key, value in attributes.items())
        self._parts.append(f"<{name} {given}/>")


def number(value: float | str, digits: int = 2) -> str:
    """Write a number as the widgets do: a true minus sign, and words for what is not finite."""
    value = float(value)
    if math.isnan(value):
        return "nan"
    if math.isinf(value):
        return "∞" if value > 0 else "−∞"
    return f"{value:.{digits}f}".replace("-", "−")


def _short(value: object) -> str:
    return (
        f"{value:.2f}".rstrip("0").rstrip(".") if isinstance(value, float) else escape(str(value), quote=True)
    )
