"""The still picture of `optimizer_race`: the surface by its contours, and the ways over it."""

from __future__ import annotations

from typing import Any

import numpy as np

from nnlab.plotting import PALETTE
from nnlab.widgets._optimizers import RACERS
from nnlab.widgets._static import Picture, number
from nnlab.widgets._surfaces import Surface

_SIDE, _LEFT, _TOP, _CELLS, _BANDS = 320.0, 40.0, 60.0, 48, 9
_LOOKS = {
    "gradient_descent": (PALETTE.blue, None),
    "momentum": (PALETTE.orange, "7 4"),
    "adam": (PALETTE.green, "3 3"),
}


def draw(surface: Surface, paths: dict[str, np.ndarray], step: int, answer: dict[str, Any], alt: str) -> str:
    """Draw the race at a step.

    Parameters
    ----------
    surface : Surface
    paths : dict of ndarray
        Places of each racer.
    step : int
    answer : dict
        What became of the learner's functions; empty where none was given.
    alt : str

    Returns
    -------
    str
        SVG.
    """
    from contourpy import contour_generator

    image = Picture(680, int(_TOP + _SIDE) + (72 if answer else 28), alt)
    image.text(20, 28, "Optimizers racing", size=16, weight=600)
    image.text(20, 48, f"{surface.title}, after {step} steps", fill=PALETTE.muted)
    axes = [np.linspace(*ends, _CELLS) for ends in zip(surface.low, surface.high, strict=True)]
    heights = surface.loss(np.stack(np.meshgrid(*axes), axis=-1))
    contours = contour_generator(*axes, heights)
    for level in 0.6 * heights.max() * 0.5 ** np.arange(_BANDS):
        for line in contours.lines(float(level)):
            image.path(_line(line, surface), PALETTE.grid, stroke_width=1)
    image.rect(_LEFT, _TOP, _SIDE, _SIDE, "none", stroke=PALETTE.muted)
    yours = answer.get("values") or {}
    for row, (key, places) in enumerate(paths.items()):
        colour, dashes = _LOOKS[key]
        dash = {"stroke_dasharray": dashes} if dashes else {}
        image.path(_line(places[: step + 1], surface), colour, stroke_width=2.25, **dash)
        if key in yours:
            way = np.array(yours[key][: step + 1], dtype=np.float64)
            image.path(_line(way, surface), PALETTE.purple, stroke_width=1.25)
        y = _TOP + 24 + 56 * row
        image.path(f"M400,{y - 5:.0f}h40", colour, stroke_width=2.25, **dash)
        image.text(452, y, RACERS[key].title, weight=600)
        loss = surface.loss(places[: step + 1])[-1]
        image.text(452, y + 19, f"loss {number(loss, 4)}", fill=PALETTE.muted)
    if yours:
        y = _TOP + 24 + 56 * len(paths)
        image.path(f"M400,{y - 5:.0f}h40", PALETTE.purple, stroke_width=1.25)
        image.text(452, y, "yours", weight=600, fill=PALETTE.purple)
    if answer:
        image.message(20, _TOP + _SIDE + 32, answer.get("message", ""))
    return image.svg()


def _line(places: np.ndarray, surface: Surface) -> str:
    """A path through places, up to the first that lies outside the picture."""
    low, high = np.array(surface.low), np.array(surface.high)
    inside = np.all((places >= low) & (places <= high), axis=-1)
    end = len(places) if inside.all() else max(int(np.argmin(inside)), 1)
    share = (places[:end] - low) / (high - low)
    spots = np.stack([_LEFT + _SIDE * share[:, 0], _TOP + _SIDE * (1 - share[:, 1])], axis=-1)
    return "M" + "L".join(f"{x:.1f},{y:.1f}" for x, y in spots)
