"""Laws of random weights: draw from one, and tell by the moments which one an array was drawn from."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

#: With fewer numbers than this, moments say nothing; bounds always do.
_ENOUGH = 1000
#: Standard deviations by which a moment may be off: beyond them is less than one draw in 10^9.
_WIDE = 6.5


@dataclass(frozen=True)
class Family:
    """A distribution at scale 1.

    Parameters
    ----------
    draw : callable
        ``draw(rng, shape)``.
    mean, variance, kurtosis : float
    bound : float
        Largest magnitude.
    dense : bool
        Whether so many numbers lie close to the bound that the largest of a sample tells it.
    """

    draw: Callable[[np.random.Generator, tuple[int, ...]], np.ndarray]
    mean: float
    variance: float
    kurtosis: float
    bound: float = np.inf
    dense: bool = False


def _truncated(rng: np.random.Generator, shape: tuple[int, ...]) -> np.ndarray:
    """Draw normal numbers, and anew those beyond two standard deviations."""
    x = rng.standard_normal(shape)
    while (far := np.abs(x) > 2).any():
        x[far] = rng.standard_normal(int(far.sum()))
    return x


UNIFORM = Family(lambda rng, shape: rng.uniform(-1, 1, shape), 0.0, 1 / 3, 1.8, bound=1.0, dense=True)
ONE_SIDED = Family(lambda rng, shape: rng.uniform(0, 1, shape), 0.5, 1 / 12, 1.8, bound=1.0, dense=True)
NORMAL = Family(lambda rng, shape: rng.standard_normal(shape), 0.0, 1.0, 3.0)
HALF_NORMAL = Family(
    lambda rng, shape: np.abs(rng.standard_normal(shape)), np.sqrt(2 / np.pi), 1 - 2 / np.pi, 3.869
)
#: As Keras truncates, at two standard deviations; its variance is less than 1.
TRUNCATED = Family(_truncated, 0.0, 0.7737413, 2.3654, bound=2.0)
#: Standard deviation of `TRUNCATED`, by which Keras divides.
TRUNCATED_STD = float(np.sqrt(TRUNCATED.variance))


@dataclass(frozen=True)
class Law:
    """A family at a scale that depends on the layer's size.

    Parameters
    ----------
    family : Family
    scale : callable
        ``scale(fan_in, fan_out)``.
    shift : callable
        ``shift(fan_in, fan_out)``, which is added.
    """

    family: Family
    scale: Callable[[int, int], float]
    shift: Callable[[int, int], float] = lambda fan_in, fan_out: 0.0

    def draw(self, fan_in: int, fan_out: int, rng: np.random.Generator) -> np.ndarray:
        """Weights of shape ``(fan_in, fan_out)``."""
        numbers = self.family.draw(rng, (fan_in, fan_out)) * self.scale(fan_in, fan_out)
        return numbers + self.shift(fan_in, fan_out)

    def std(self, fan_in: int, fan_out: int) -> float:
        """Standard deviation of the weights."""
        return float(np.sqrt(self.family.variance) * self.scale(fan_in, fan_out))

    def fits(self, weights: np.ndarray, fan_in: int, fan_out: int) -> bool:
        """Whether `weights` may have been drawn from this law for a layer of this size."""
        family, n = self.family, weights.size
        x = (np.asarray(weights, np.float64) - self.shift(fan_in, fan_out)) / self.scale(fan_in, fan_out)
        largest = np.abs(x).max()
        if largest > family.bound * (1 + 1e-6):
            return False
        if n < _ENOUGH:
            return True
        mean = x.mean()
        squares = np.square(x - mean)
        variance = squares.mean()
        kurtosis = np.mean(squares * squares) / variance**2 if variance else np.inf
        return bool(
            abs(mean - family.mean) <= _WIDE * np.sqrt(family.variance / n)
            and abs(variance / family.variance - 1) <= _WIDE * np.sqrt((family.kurtosis - 1) / n)
            and abs(kurtosis - family.kurtosis) <= 0.12 * family.kurtosis * np.sqrt(12_000 / n)
            and (not family.dense or largest >= family.bound * (1 - 22 / n))
        )
