"""The still picture of `training_live`."""

from __future__ import annotations

import itertools
from typing import Any

import numpy as np

from nnlab.activations import sigmoid
from nnlab.plotting import PALETTE
from nnlab.widgets._static import Picture, number
from nnlab.widgets._training import predict

_SIDE, _LEFT, _TOP, _CELLS, _THUMB = 320.0, 40.0, 60.0, 28, 64.0


def draw(
    weights: list[np.ndarray],
    epochs: int,
    losses: list[float],
    samples: tuple[np.ndarray, np.ndarray],
    ends: list[np.ndarray],
    names: list[str],
    answer: dict[str, Any],
    alt: str,
) -> str:
    """Draw the network's answer, its hidden units and, where it is known, how the loss fell.

    Parameters
    ----------
    weights : list of ndarray
        `[W1, b1, W2, b2]`.
    epochs : int
    losses : list of float
        Of each epoch, or none.
    samples : tuple of ndarray
        Normalized inputs and labels.
    ends : list of ndarray
        The lowest and the highest corner of the plane, normalized.
    names : list of str
    answer : dict
        What became of the learner's function; empty where none was given.
    alt : str

    Returns
    -------
    str
        SVG.
    """
    image = Picture(680, int(_TOP + _SIDE) + (76 if answer else 36), alt)
    image.text(20, 28, "Training, epoch by epoch", size=16, weight=600)
    image.text(20, 48, f"after {epochs} epochs", fill=PALETTE.muted)
    low, span = ends[0], ends[1] - ends[0]
    _field(image, lambda x: predict(weights, x).ravel(), ends, (_LEFT, _TOP, _SIDE), _CELLS)
    image.rect(_LEFT, _TOP, _SIDE, _SIDE, "none", stroke=PALETTE.muted)
    for place, yes in zip((samples[0] - low) / span, samples[1], strict=True):
        x, y = _LEFT + _SIDE * place[0], _TOP + _SIDE * (1 - place[1])
        if yes:
            image.circle(round(x, 1), round(y, 1), 2.6, PALETTE.blue)
        else:
            image.path(
                f"M{x - 2.4:.1f},{y - 2.4:.1f}l4.8,4.8m0,-4.8l-4.8,4.8", PALETTE.orange, stroke_width=1.5
            )
    image.text(_LEFT + _SIDE / 2, _TOP + _SIDE + 20, f"{names[0]} →", anchor="middle", fill=PALETTE.muted)
    image.text(_LEFT + _SIDE, 48, f"↑ {names[1]}", anchor="end", fill=PALETTE.muted)
    W1, b1, W2, _ = weights
    image.text(392, 48, "Hidden units, and their weights", weight=600)
    for j in range(len(b1)):
        left, top = 392 + 70.0 * (j % 4), _TOP + 94 * (j // 4)
        _field(image, lambda x, j=j: sigmoid(x @ W1[:, j] + b1[j]), ends, (left, top, _THUMB), 10)
        image.rect(left, top, _THUMB, _THUMB, "none", stroke=PALETTE.muted)
        image.text(left + _THUMB / 2, top + _THUMB + 17, number(W2[j, 0], 1), anchor="middle")
    if losses:
        top, tall = _TOP + 220, 96.0
        image.text(392, top - 10, "Loss after each epoch", weight=600)
        image.line(392, top + tall, 660, top + tall, PALETTE.muted)
        across = 392 + 268 * np.arange(1, epochs + 1) / epochs
        down = top + tall * (1 - np.minimum(losses, 0.75) / 0.75)
        every = max(epochs // 100, 1)
        spots = zip(across[::every], down[::every], strict=True)
        image.path("M" + "L".join(f"{x:.1f},{y:.1f}" for x, y in spots), PALETTE.blue, stroke_width=2)
        image.text(660, top + tall - 8, f"loss {number(losses[-1], 3)}", anchor="end")
    if answer:
        image.message(20, _TOP + _SIDE + 40, answer.get("message", ""))
    return image.svg()


def _field(
    image: Picture, f: Any, ends: list[np.ndarray], box: tuple[float, float, float], size: int
) -> None:
    """Fill a square with the values of `f`: blue towards 1, orange towards 0."""
    left, top, side = box
    cells = (np.arange(size) + 0.5) / size
    columns, rows = np.meshgrid(
        ends[0][0] + cells * (ends[1][0] - ends[0][0]), ends[1][1] + cells * (ends[0][1] - ends[1][1])
    )
    values = f(np.stack([columns.ravel(), rows.ravel()], axis=-1)).reshape(size, size)
    step = side / size
    shares = np.where(values > 0.5, 0.55, 0.32) * (2 * values - 1)
    for row, line in enumerate(np.round(shares, 2)):
        starts = [0, *(np.flatnonzero(np.diff(line)) + 1), size]  # cells of one colour make one rectangle
        for start, end in itertools.pairwise(int(i) for i in starts):
            strength = float(line[start])
            if abs(strength) >= 0.02:
                colour = PALETTE.blue if strength > 0 else PALETTE.orange
                place = (left + start * step, top + row * step, (end - start) * step, step)
                image.rect(*place, colour, fill_opacity=abs(strength))
