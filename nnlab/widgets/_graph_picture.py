"""The still picture of `computation_graph`."""

from __future__ import annotations

from typing import Any

from nnlab.plotting import PALETTE
from nnlab.widgets._graph import Node, backward, forward, places
from nnlab.widgets._static import Picture, number

_WIDTH, _BOX, _TALL, _PITCH, _TOP = 760, 84, 34, 84, 66


def draw(nodes: tuple[Node, ...], inputs: dict[str, float], answer: dict[str, Any], alt: str) -> str:
    """Draw a graph with the value in each node and the gradient below it; the learner's gradient below that.

    Parameters
    ----------
    nodes : tuple of Node
    inputs : dict
    answer : dict
        What became of the learner's function; empty where none was given.
    alt : str

    Returns
    -------
    str
        SVG.
    """
    values = forward(nodes, inputs)
    gradients = backward(nodes, values)
    yours = dict(zip(inputs, answer.get("values") or [], strict=False))
    where = places(nodes)
    step = (_WIDTH - 40 - _BOX) / max(column for column, _ in where)
    foot = _TOP + _PITCH * (max(row for _, row in where) + 1)
    image = Picture(_WIDTH, round(foot) + (44 if answer else 8), alt)
    image.text(20, 28, "Computation graph", size=16, weight=600)
    corners = [(20 + column * step, _TOP + row * _PITCH) for column, row in where]
    for (left, top), node in zip(corners, nodes, strict=True):
        for j in node.inputs:
            start = (corners[j][0] + _BOX, corners[j][1] + _TALL / 2)
            image.line(*start, left, top + _TALL / 2, PALETTE.muted, stroke_width=1.5)
    for i, ((left, top), node) in enumerate(zip(corners, nodes, strict=True)):
        image.rect(left, top, _BOX, _TALL, PALETTE.card, stroke=PALETTE.muted, rx=4)
        words = node.name if node.op == "constant" else f"{node.name} = {number(values[i], 3)}"
        image.text(left + _BOX / 2, top + 22, words, weight=600, anchor="middle")
        if node.op == "constant":
            continue
        below = {"weight": 600, "anchor": "middle", "size": 12}
        image.text(
            left + _BOX / 2, top + _TALL + 15, f"← {number(gradients[i], 3)}", fill=PALETTE.green, **below
        )
        if node.name in yours and node.op == "input":
            mine = f"yours {number(yours[node.name], 3)}"
            image.text(left + _BOX / 2, top + _TALL + 30, mine, fill=PALETTE.purple, **below)
    if answer:
        image.message(20, foot + 18, answer.get("message", ""))
    return image.svg()
