"""The surfaces of `optimizer_race`: polynomials of two weights, which Python and the page read alike."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.polynomial import polynomial


@dataclass(frozen=True)
class Surface:
    """A loss of two weights, 0 at its lowest.

    Parameters
    ----------
    title : str
    coefficients : tuple of tuple of float
        Row i, column j belongs to ``x**i * y**j``.
    low, high : tuple of float
        The part of the plane that is shown.
    start : tuple of float
        Where a race begins.
    note : str
        What to notice on this surface.
    """

    title: str
    coefficients: tuple[tuple[float, ...], ...]
    low: tuple[float, float]
    high: tuple[float, float]
    start: tuple[float, float]
    note: str

    def loss(self, w: np.ndarray) -> np.ndarray:
        """Height at `w` of shape `(..., 2)`."""
        return polynomial.polyval2d(w[..., 0], w[..., 1], np.array(self.coefficients))

    def gradient(self, w: np.ndarray) -> np.ndarray:
        """Gradient at `w` of shape `(..., 2)`, in the same shape."""
        return np.stack([polynomial.polyval2d(w[..., 0], w[..., 1], c) for c in self._slopes], axis=-1)

    @cached_property
    def _slopes(self) -> list[np.ndarray]:
        return [polynomial.polyder(np.array(self.coefficients), axis=axis) for axis in (0, 1)]

    def to_dict(self) -> dict[str, Any]:
        """Give the surface as plain data, for the page."""
        return asdict(self)


SURFACES = {
    "valley": Surface(
        "long valley",
        # x²/20 + y²
        ((0.0, 0.0, 1.0), (0.0, 0.0, 0.0), (0.05, 0.0, 0.0)),
        (-2.0, -2.0),
        (2.0, 2.0),
        (-1.7, 1.4),
        "The valley is twenty times steeper across than along. One learning rate must serve both ways, and "
        "gradient descent crawls. Adam gives each weight a rate of its own. Then raise the learning rate: "
        "who is thrown out first?",
    ),
    "banana": Surface(
        "bent valley",
        # (1 − x)²/20 + (y − x²)²/4, Rosenbrock's function on a smaller scale
        (
            (0.05, 0.0, 0.25, 0.0, 0.0),
            (-0.1, 0.0, 0.0, 0.0, 0.0),
            (0.05, -0.5, 0.0, 0.0, 0.0),
            (0.0, 0.0, 0.0, 0.0, 0.0),
            (0.25, 0.0, 0.0, 0.0, 0.0),
        ),
        (-2.0, -1.0),
        (2.0, 3.0),
        (-1.5, 0.5),
        "All find the floor of the valley at once, and then it is nearly flat. Momentum gathers speed on the "
        "floor; gradient descent goes only as fast as the slope is steep.",
    ),
    "saddle": Surface(
        "saddle",
        # x²/2 + (y² − 2)²/8
        ((0.5, 0.0, -0.5, 0.0, 0.125), (0.0,) * 5, (0.5, 0.0, 0.0, 0.0, 0.0)),
        (-2.0, -2.0),
        (2.0, 2.0),
        (-1.6, 0.02),
        "From the ridge the way first leads to the saddle in the middle, where the slope is almost nothing. "
        "Who gets away from it first? Drag the start across the ridge and all of them go the other way.",
    ),
    "hollows": Surface(
        "four hollows",
        # ((x² + y − 11)² + (x + y² − 7)²)/100, Himmelblau's function
        (
            (1.7, -0.22, -0.13, 0.0, 0.01),
            (-0.14, 0.0, 0.02, 0.0, 0.0),
            (-0.21, 0.02, 0.0, 0.0, 0.0),
            (0.0, 0.0, 0.0, 0.0, 0.0),
            (0.01, 0.0, 0.0, 0.0, 0.0),
        ),
        (-5.0, -5.0),
        (5.0, 5.0),
        (0.6, -1.0),
        "Four hollows are equally deep, and the start decides which one is found: drag it a little. Two "
        "optimizers may end in different hollows from the same start.",
    ),
}
