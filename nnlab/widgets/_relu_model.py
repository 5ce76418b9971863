"""Sums of ReLU units, and the curves that they can be fitted to."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

#: Ends of both axes, of the hinges, of the slopes; the largest number of units.
REACH, LAST_HINGE, MOST_SLOPE, MOST_UNITS = 3.0, 2.4, 6.0, 6
GRID = np.linspace(-REACH, REACH, 121).round(2)
TARGETS: dict[str, Callable[[np.ndarray], np.ndarray]] = {
    "parabola": lambda x: x**2 / 2.25 - 2,
    "wave": lambda x: 1.6 * np.sin(1.5 * x),
    "bell": lambda x: 3.6 * np.exp(-(x**2)) - 1.6,
}


def units(x: np.ndarray, hinges: Sequence[float], slopes: Sequence[float]) -> np.ndarray:
    """Return each unit's part of the sum, ``slope · relu(x - hinge)``: shape (units, len(x))."""
    z = np.asarray(x, dtype=np.float64) - np.asarray(hinges, dtype=np.float64)[:, np.newaxis]
    return np.asarray(slopes, dtype=np.float64)[:, np.newaxis] * np.maximum(z, 0)


def pieces(x: np.ndarray, hinges: Sequence[float], slopes: Sequence[float], bias: float) -> np.ndarray:
    """Return the sum of the units and the bias at each `x`."""
    return bias + units(x, hinges, slopes).sum(axis=0)


def best_slopes(x: np.ndarray, y: np.ndarray, hinges: Sequence[float]) -> tuple[np.ndarray, float]:
    """Return the slopes and the bias of the least mean squared error, for these hinges."""
    design = np.vstack([np.ones(len(x)), units(x, hinges, np.ones(len(hinges)))]).T
    solution = np.linalg.lstsq(design, np.asarray(y), rcond=None)[0]
    return solution[1:], float(solution[0])


def mean_squared_error(y_true: Sequence[float], y_pred: np.ndarray) -> float:
    """Return the mean of the squared differences."""
    return float(np.mean((np.asarray(y_true) - y_pred) ** 2))
