"""The still picture of `thresholds`."""

from __future__ import annotations

from typing import Any

import numpy as np

from nnlab.plotting import PALETTE
from nnlab.widgets._scores import Counts
from nnlab.widgets._static import Picture, number

_WIDTH, _TOP, _LEFT, _SPAN, _BINS = 760, 68, 150, 280, 40


def draw(
    names: list[str],
    values: list[float],
    probabilities: np.ndarray,
    y_true: np.ndarray,
    counts: Counts,
    answer: dict[str, Any],
    alt: str,
) -> str:
    """Draw a row for each label: who has it above, who has not below, and the two shares as bars."""
    row = 62 if answer else 52
    foot = _TOP + row * len(names)
    image = Picture(_WIDTH, foot + (52 if answer else 26), alt)
    image.text(20, 28, "Thresholds", size=16, weight=600)
    for left, words in ((_LEFT, "probability, 0 to 1"), (460, "precision"), (610, "recall")):
        image.text(left, 54, words, weight=600)
    yours = answer.get("values") or []
    for j, (name, value) in enumerate(zip(names, values, strict=True)):
        middle = _TOP + row * j + 24
        image.text(20, middle + 4, name)
        split = [np.histogram(probabilities[y_true[:, j] == k, j], _BINS, (0, 1))[0] ** 0.5 for k in (1, 0)]
        most = max(float(np.max(split)), 1.0)
        for i in range(_BINS):
            left, width = _LEFT + _SPAN * i / _BINS, _SPAN / _BINS - 1
            faint = {} if (i + 0.5) / _BINS >= value else {"fill_opacity": 0.35}
            up, down = (20 * float(part[i]) / most for part in split)
            image.rect(left, middle - up, width, up, PALETTE.blue, **faint)
            image.rect(left, middle, width, down, PALETTE.orange, **faint)
        at = _LEFT + _SPAN * value
        image.line(at, middle - 22, at, middle + 22, PALETTE.ink, stroke_width=2)
        bars = ((460, counts.precision[j], PALETTE.blue), (610, counts.recall[j], PALETTE.green))
        for k, (left, share, colour) in enumerate(bars):
            if np.isfinite(share):
                image.rect(left, middle - 10, 84 * float(share), 12, colour)
            image.text(left + 130, middle + 1, number(share, 3), anchor="end")
            if j < len(yours):
                mine = float(yours[j][k])
                if np.isfinite(mine):
                    image.rect(left, middle + 5, 84 * mine, 9, "hatch", stroke=PALETTE.purple)
                image.text(left + 130, middle + 15, number(mine, 3), fill=PALETTE.purple, anchor="end")
    if answer:
        image.message(20, foot + 24, answer.get("message", ""))
    return image.svg()
