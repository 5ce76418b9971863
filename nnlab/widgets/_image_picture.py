"""The still picture of `image_browser`."""

from __future__ import annotations

import numpy as np

from nnlab.plotting import PALETTE
from nnlab.widgets._png import ink
from nnlab.widgets._static import Picture, number

_LEFT, _TOP, _CELL, _SHOWN = 104, 132, 24, 4


def draw(
    names: list[str],
    counts: np.ndarray,
    images: np.ndarray,
    classes: list[int],
    shares: np.ndarray,
    chosen: int,
    alt: str,
) -> str:
    """Draw the table of true and predicted classes, and a few images with what the network says."""
    span = _CELL * len(names)
    image = Picture(760, max(_TOP + span + 20, 420), alt)
    image.text(20, 28, "Image browser", size=16, weight=600)
    image.text(20, 50, alt, fill=PALETTE.muted)
    image.text(_LEFT, 76, "rows: what it is; columns, in the same order: what the network says", size=12)
    off = counts - np.diag(np.diag(counts))
    for (row, column), count in np.ndenumerate(counts):
        right = row == column
        most = max(int(np.diag(counts).max() if right else off.max()), 1)
        colour = PALETTE.blue if right else PALETTE.orange
        left, top = _LEFT + _CELL * column, 90 + _CELL * row
        opacity = 0.6 * (float(count) / most) ** 0.5
        image.rect(left, top, _CELL - 1, _CELL - 1, colour, fill_opacity=opacity)
        if count:
            image.text(left + _CELL / 2, top + 16, str(count), size=9, anchor="middle")
    for row, name in enumerate(names):
        image.text(_LEFT - 8, 90 + _CELL * row + 16, name[:14], size=12, anchor="end")
    for i, place in enumerate([(chosen + k) % len(images) for k in range(min(_SHOWN, len(images)))]):
        left = _LEFT + span + 30 + 150 * (i % 2)
        top = 96 + 150 * (i // 2)
        image.image(left, top, 96, 96, ink(images[place] / 255))
        best = int(shares[place].argmax())
        wrong = best != classes[place]
        sign = "✗" if wrong else "✓"
        words = f"{sign} {names[best][:14]} {number(shares[place, best])}"
        image.text(
            left, top + 112, words, size=12, fill=PALETTE.orange if wrong else PALETTE.blue, weight=600
        )
        image.text(left, top + 128, f"is: {names[classes[place]][:14]}", size=12, fill=PALETTE.muted)
    return image.svg()
