"""The still picture of `matrix_product`."""

from __future__ import annotations

from typing import Any

import numpy as np

from nnlab.plotting import PALETTE
from nnlab.widgets._static import Picture, number


def draw(a: np.ndarray, b: np.ndarray, answer: dict[str, Any], alt: str) -> str:
    """Draw two matrices and their product, with the first row and column marked.

    Parameters
    ----------
    a, b : ndarray
        Matrices that fit each other.
    answer : dict
        What became of the learner's function; empty where none was given.
    alt : str

    Returns
    -------
    str
        SVG.
    """
    c = a @ b
    yours = answer.get("values")
    (m, n), p = a.shape, b.shape[1]
    w, h, low = 62, 34, 46 if answer else 34
    left, top = 20 + n * w + 26, 66 + n * h + 30
    height = top + m * low + (50 if answer else 20)
    image = Picture(max(left + p * w + 20, 420), height, alt)
    image.text(20, 28, "Matrix product", size=16, weight=600)
    for name, x, y in (("A", 20, top - 8), ("B", left, 58), ("A @ B", left, top - 8)):
        image.text(x, y, name, weight=600)
    places = ((a, 20, top, low), (b, left, 66, h), (c, left, top, low))
    for matrix, x, y, tall in places:
        reach = max(1.0, float(np.abs(matrix).max()))
        for (i, k), value in np.ndenumerate(matrix):
            corner = (x + k * w, y + i * tall)
            colour = PALETTE.orange if value < 0 else PALETTE.blue
            size = {"width": w - 2, "height": tall - 2, "rx": 3}
            image.rect(*corner, fill=colour, fill_opacity=0.3 * abs(float(value)) / reach, **size)
            image.rect(*corner, fill="none", stroke=PALETTE.grid, **size)
            lift = 5 if matrix is c and answer else -4
            middle = corner[0] + w / 2 - 1
            weight = 600 if matrix is c else 400
            image.text(middle, corner[1] + tall / 2 - lift, brief(value, "−"), anchor="middle", weight=weight)
            if matrix is c and yours:
                words = brief(float(yours[i * p + k]), "−")
                image.text(middle, corner[1] + 38, words, fill=PALETTE.purple, anchor="middle", size=12)
    line = {"fill": "none", "stroke_width": 2.5, "rx": 5}
    image.rect(16, top - 3, left + w - 15, low + 4, stroke=PALETTE.blue, **line)
    image.rect(left - 3, 62, w + 4, top + low - 61, stroke=PALETTE.orange, stroke_dasharray="7 4", **line)
    if answer:
        image.message(20, height - 26, answer.get("message", ""))
    return image.svg()


def brief(value: float, minus: str = "-") -> str:
    """Write a number with at most two decimals, without trailing zeros."""
    text = number(value, 2).replace("−", minus)
    return text.rstrip("0").rstrip(".") if "." in text else text
