"""The still pictures of `convolution` and `max_pooling`."""

from __future__ import annotations

from typing import Any

import numpy as np

from nnlab.plotting import PALETTE
from nnlab.widgets._png import ink, signed
from nnlab.widgets._static import Picture, number

_WIDTH = 680


def draw_signal(
    signal: np.ndarray,
    kernel: list[float],
    output: np.ndarray,
    stride: int,
    place: int,
    answer: dict[str, Any],
    alt: str,
) -> str:
    """Draw a signal with the window at `place`, the kernel, and the output below; the learner's is dashed."""
    image = Picture(_WIDTH, 390 if answer else 350, alt)
    image.text(20, 28, "Convolution of a signal", size=16, weight=600)
    x = np.interp(np.arange(signal.size), [0, max(signal.size - 1, 1)], [24, _WIDTH - 24])
    _curve(image, x, signal, 44, 120, PALETTE.ink)
    left, right = x[place], x[place + len(kernel) - 1]
    window = {"fill": PALETTE.blue, "fill_opacity": 0.15, "stroke": PALETTE.blue}
    image.rect(left - 4, 40, right - left + 8, 128, **window)
    weights = "   ".join(number(w) for w in kernel)
    image.text(20, 196, f"Kernel   {weights}", fill=PALETTE.muted)
    starts = np.arange(output.size) * stride
    middles = np.interp(starts + (len(kernel) - 1) / 2, np.arange(signal.size), x)
    yours = _fitting(answer, output)
    values = np.concatenate([output, yours[np.isfinite(yours)]])
    reach = float(values.min()), float(values.max())
    _curve(image, middles, output, 216, 120, PALETTE.blue, reach, stroke_width=3)
    if yours.size:
        _curve(image, middles, yours, 216, 120, PALETTE.purple, reach, stroke_dasharray="5 4")
    if answer:
        image.message(20, 362, answer.get("message", ""))
    return image.svg()


def _fitting(answer: dict[str, Any], output: np.ndarray) -> np.ndarray:
    """Return the learner's values; none where they belong to another output than the one on the screen."""
    values = answer.get("values") or []
    return np.array([float(v) for v in values] if len(values) == output.size else [])


def _curve(
    image: Picture,
    x: np.ndarray,
    values: np.ndarray,
    top: float,
    height: float,
    stroke: str,
    reach: tuple[float, float] | None = None,
    **more: object,
) -> None:
    low, high = reach or (float(values.min()), float(values.max()))
    y = top + height - (values - low) / max(high - low, 1e-9) * height
    good = np.isfinite(y)
    image.polyline(zip(x[good], y[good], strict=True), stroke, **{"stroke_width": 1.5, **more})


def draw_image(
    pixels: np.ndarray,
    kernel: list[list[float]],
    output: np.ndarray,
    place: list[int],
    answer: dict[str, Any],
    alt: str,
) -> str:
    """Draw an image with the window at `place`, the kernel, and the output; below it the learner's."""
    image = Picture(_WIDTH, 330 if answer else 290, alt)
    image.text(20, 28, "Convolution of an image", size=16, weight=600)
    height, width = pixels.shape
    cell = 210 / max(height, width)
    image.image(20, 50, cell * width, cell * height, ink(pixels))
    corner = (20 + place[1] * cell, 50 + place[0] * cell)
    image.rect(*corner, 3 * cell, 3 * cell, "none", stroke=PALETTE.blue, stroke_width=2.5)
    for (row, column), weight in np.ndenumerate(np.array(kernel)):
        left, top = 254 + 46 * column, 90 + 36 * row
        image.rect(left, top, 44, 34, "none", stroke=PALETTE.grid)
        image.text(left + 22, top + 22, number(weight), anchor="middle")
    reach = max(float(np.abs(output).max()), 1e-9)
    rows, columns = output.shape
    yours = _fitting(answer, output)
    maps = [(output, "output", PALETTE.ink)]
    if yours.size:
        values = np.nan_to_num(yours.reshape(output.shape), posinf=reach, neginf=-reach)
        maps.append((values, "yours", PALETTE.purple))
    size = 210 if len(maps) == 1 else 120
    for i, (values, name, colour) in enumerate(maps):
        left = 420 + i * (size + 10)
        pixel = size / max(rows, columns)
        image.rect(left, 50, pixel * columns, pixel * rows, "none", stroke=PALETTE.grid)
        image.image(left, 50, pixel * columns, pixel * rows, signed(values, reach))
        image.text(left, 66 + pixel * rows, name, fill=colour)
    if answer:
        image.message(20, 296, answer.get("message", ""))
    return image.svg()


def draw_pooling(pixels: np.ndarray, size: int, output: np.ndarray, answer: dict[str, Any], alt: str) -> str:
    """Draw an image with the windows over it, the largest pixel of each, and the learner's."""
    image = Picture(_WIDTH, 330 if answer else 290, alt)
    image.text(20, 28, "Max pooling", size=16, weight=600)
    yours = _fitting(answer, output)
    maps = [(output, "largest of each window", PALETTE.ink)]
    if yours.size:
        maps.append((np.nan_to_num(yours.reshape(output.shape), posinf=1, neginf=0), "yours", PALETTE.purple))
    cell = (210 if len(maps) == 1 else 200) / max(pixels.shape)
    image.image(20, 50, cell * pixels.shape[1], cell * pixels.shape[0], ink(pixels))
    side = cell * size
    rows, columns = output.shape
    for row in range(rows + 1):
        image.line(20, 50 + row * side, 20 + columns * side, 50 + row * side)
    for column in range(columns + 1):
        image.line(20 + column * side, 50, 20 + column * side, 50 + rows * side)
    for i, (values, name, colour) in enumerate(maps):
        left = 244 + i * 216
        image.rect(left, 50, side * columns, side * rows, "none", stroke=PALETTE.grid)
        image.image(left, 50, side * columns, side * rows, ink(values))
        image.text(left, 68 + side * rows, name, fill=colour)
    if answer:
        image.message(20, 296, answer.get("message", ""))
    return image.svg()
