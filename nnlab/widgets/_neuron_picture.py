"""The still picture of `neuron`."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import numpy as np

from nnlab.activations import sigmoid
from nnlab.plotting import PALETTE
from nnlab.widgets._static import Picture, number

_LEFT, _TOP, _SIDE, _REACH = 50, 66, 260, 3.0
_CURVE_LEFT, _CURVE_WIDTH, _Z = 390, 260, 8.0


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
    foot = _TOP + _SIDE
    image = Picture(680, foot + (86 if answer else 56), alt)
    image.text(20, 28, "One neuron", size=16, weight=600)

    def place(p: float, q: float) -> tuple[float, float]:
        return _LEFT + (p + _REACH) / 6 * _SIDE, foot - (q + _REACH) / 6 * _SIDE

    image.rect(_LEFT, _TOP, _SIDE, _SIDE, "none", stroke=PALETTE.muted)
    for tick in (-2, 0, 2):
        image.text(
            place(tick, 0)[0], foot + 17, number(tick, 0), size=12, fill=PALETTE.muted, anchor="middle"
        )
        image.text(
            _LEFT - 8, place(0, tick)[1] + 4, number(tick, 0), size=12, fill=PALETTE.muted, anchor="end"
        )
    image.text(_LEFT + _SIDE / 2, foot + 38, names[0], anchor="middle")
    image.text(_LEFT, _TOP - 8, names[1])
    ends = line_ends(w, b, _REACH)
    if ends:
        image.line(*place(*ends[0]), *place(*ends[1]), PALETTE.ink, stroke_width=2)
    for p, q, label in points:
        (px, py), r = place(p, q), 4.0
        if label:
            image.circle(px, py, r, PALETTE.blue)
        else:
            image.line(px - r, py - r, px + r, py + r, PALETTE.orange, stroke_width=2)
            image.line(px - r, py + r, px + r, py - r, PALETTE.orange, stroke_width=2)
    image.circle(*place(*x), 7.0, PALETTE.card, stroke=PALETTE.ink, stroke_width=2.5)

    def curve(z: float, a: float) -> tuple[float, float]:
        return _CURVE_LEFT + (np.clip(z, -_Z, _Z) + _Z) / (2 * _Z) * _CURVE_WIDTH, foot - a * _SIDE

    z = float(np.dot(w, x) + b)
    a = float(sigmoid(z))
    image.rect(_CURVE_LEFT, _TOP, _CURVE_WIDTH, _SIDE, "none", stroke=PALETTE.muted)
    zs = np.linspace(-_Z, _Z, 49)
    shape = [curve(float(v), float(sigmoid(v))) for v in zs]
    for one, other in pairwise(shape):
        image.line(*one, *other, PALETTE.blue, stroke_width=3, stroke_linecap="round")
    image.line(curve(z, 0)[0], _TOP, curve(z, 0)[0], foot, PALETTE.ink, stroke_dasharray="2 3")
    image.circle(*curve(z, a), 6.0, PALETTE.card, stroke=PALETTE.ink, stroke_width=2.5)
    image.text(_CURVE_LEFT, _TOP - 8, f"a = sigmoid(z), z = {number(z)}, a = {number(a, 3)}")
    for tick in (-8, -4, 0, 4, 8):
        at = curve(tick, 0)[0]
        image.text(at, foot + 17, number(tick, 0), size=12, fill=PALETTE.muted, anchor="middle")
    image.text(_CURVE_LEFT + _CURVE_WIDTH / 2, foot + 38, "z", anchor="middle")
    for tick in (0, 1):
        at = curve(0, tick)[1]
        image.text(_CURVE_LEFT - 8, at + 4, str(tick), size=12, fill=PALETTE.muted, anchor="end")
    values = answer.get("values")
    if values and isinstance(values[0][0], float):
        px, py = curve(z, float(np.clip(values[0][0], -0.05, 1.05)))
        image.rect(px - 5, py - 5, 10, 10, PALETTE.purple, stroke=PALETTE.card)
    if answer:
        image.message(20, foot + 62, answer.get("message", ""))
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
