"""The still picture of `forward_pass`."""

from __future__ import annotations

from typing import Any

import numpy as np

from nnlab.plotting import PALETTE
from nnlab.widgets._network import Network, forward
from nnlab.widgets._static import Picture, number

_WIDTH, _TOP, _ROW = 680, 64, 92


def draw(network: Network, x: list[float], answer: dict[str, Any], alt: str) -> str:
    """Draw the network at `x`: edges by what flows, units by their activation, the learner's values below.

    Parameters
    ----------
    network : Network
    x : list of float
    answer : dict
        What became of the learner's function; empty where none was given.
    alt : str

    Returns
    -------
    str
        SVG.
    """
    stages = forward(network, np.asarray(x))
    yours = answer.get("values") or []
    most = max(len(stage) for stage in stages)
    foot = _TOP + _ROW * most
    image = Picture(_WIDTH, foot + (44 if answer else 16), alt)
    image.text(20, 28, "Forward propagation", size=16, weight=600)
    image.text(20, 48, f"{x[0]:.0f} °C, {x[1]:.1f} minutes", fill=PALETTE.muted)
    step = (_WIDTH - 180) / (len(stages) - 1)
    places = [
        [(80 + step * i, _TOP + _ROW * most * (j + 0.5) / len(stage)) for j in range(len(stage))]
        for i, stage in enumerate(stages)
    ]
    for i, layer in enumerate(network.layers):
        for (row, column), weight in np.ndenumerate(layer.W):
            flow = float(weight * stages[i][row])
            dash = {"stroke_dasharray": "8 5"} if flow < 0 else {}
            width = min(0.8 + 2 * abs(flow) ** 0.5, 10.0)
            colour = PALETTE.orange if flow < 0 else PALETTE.blue
            ends = (*places[i][row], *places[i + 1][column])
            image.line(*ends, colour, stroke_width=width, stroke_opacity=0.6, **dash)
    names = ("temperature", "duration")
    for i, (stage, layer_places) in enumerate(zip(stages, places, strict=True)):
        for j, (value, (left, top)) in enumerate(zip(stage, layer_places, strict=True)):
            image.circle(left, top, 24.0, PALETTE.card, stroke=PALETTE.muted, stroke_width=1.5)
            if i:
                strength = float(np.clip(abs(value), 0, 1)) * 0.6
                image.circle(left, top, 23.0, PALETTE.blue, fill_opacity=strength)
            digits = 3 if i else (2 if abs(value) < 10 else 0)
            image.text(left, top + 5, number(value, digits), weight=600, anchor="middle")
            if not i:
                image.text(left, top - 31, names[j], size=12, fill=PALETTE.muted, anchor="middle")
            elif len(yours) >= i:
                words = f"yours {number(yours[i - 1][j], 3)}"
                image.text(left, top + 40, words, size=12, fill=PALETTE.purple, weight=600, anchor="middle")
    if answer:
        image.message(20, foot + 18, answer.get("message", ""))
    return image.svg()
