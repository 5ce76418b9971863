"""The still picture of `neuron`."""

from __future__ import annotations

from typing import Any

import numpy as np

from nnlab.activations import sigmoid
from nnlab.plotting import PALETTE
from nnlab.widgets._charts import Chart
from nnlab.widgets._static import Picture, number

_TOP, _SIDE, _REACH, _Z = 66, 260, 3.0, 8.0


def draw(
    w: list[float],
    b: float,
    x: list[float],
    points: list[list[float]],
    names: list[str],
    answer: dict[str, Any],
    alt: str,
) -> str:
    """Draw the line over the points on the left, the sigmoid with `z` marked on the right; return SVG."""
    image = Picture(680, _TOP + _SIDE + (86 if answer else 56), alt)
    image.text(20, 28, "One neuron", size=16, weight=600)
    ends = (-_REACH, _REACH)
    plane = Chart(image, (50, _TOP, _SIDE, _SIDE), ends, ends)
    plane.frame((-2, 0, 2), (-2, 0, 2), *names)
    if line := line_ends(w, b, _REACH):
        plane.curve(*zip(*line, strict=True), PALETTE.ink, stroke_width=2)
    for p, q, label in points:
        (px, py), r = plane.place(p, q), 4.0
        if label:
            image.circle(px, py, r, PALETTE.blue)
        else:
            image.line(px - r, py - r, px + r, py + r, PALETTE.orange, stroke_width=2)
            image.line(px - r, py + r, px + r, py - r, PALETTE.orange, stroke_width=2)
    plane.spot(*x)

    z = float(np.dot(w, x) + b)
    a = float(sigmoid(z))
    chart = Chart(image, (390, _TOP, _SIDE, _SIDE), (-_Z, _Z), (-0.05, 1.05))
    says = f"a = sigmoid(z): z = {number(z)}, a = {number(a, 3)}"
    chart.frame((-8, -4, 0, 4, 8), (0, 0.5, 1), "z", says)
    zs = np.linspace(-_Z, _Z, 97)
    chart.curve(zs, sigmoid(zs), PALETTE.blue)
    chart.plumb(z)
    chart.spot(z, a)
    if answer.get("values"):
        chart.square(z, float(answer["values"][0][0]))
    if answer:
        image.message(20, _TOP + _SIDE + 62, answer.get("message", ""))
    return image.svg()


def line_ends(w: list[float], b: float, reach: float) -> list[tuple[float, float]]:
    """Return where the line `w · x + b = 0` enters and leaves the square, or nothing where it does not."""
    ends: list[tuple[float, float]] = []
    for fixed in (-reach, reach):
        for axis in (0, 1):
            if w[1 - axis]:
                other = -(w[axis] * fixed + b) / w[1 - axis]
                if abs(other) <= reach:
                    ends.append((fixed, other) if axis == 0 else (other, fixed))
    return [min(ends), max(ends)] if len(ends) >= 2 else []
