"""Arguments of lab 08's cases."""

from typing import Any

import numpy as np

from nnlab.grader.compare import Finding, examine

NUMPY_ONLY = ("tensorflow", "keras", "torch", "jax", "scipy", "sklearn", "nnlab.losses")
NO_LOG_SOFTMAX = "nnlab.activations.log_softmax"
ROWS_FAR_APART = np.array([[1000.0, 1002.0, 1001.0], [-1.0, 0.5, 0.25], [-1002.0, -1000.0, -1001.0]])


def logits(seed: int, *shape: int) -> np.ndarray:
    """Away from 0, where the result of a fault may be that of the right formula."""
    rng = np.random.default_rng(seed)
    return (rng.choice([-1.0, 1.0], shape) * rng.uniform(0.2, 3, shape)).round(3)


def labels(seed: int, m: int, classes: int = 2) -> np.ndarray:
    """As good as at random, with the first two different."""
    labels = np.random.default_rng(seed).integers(0, classes, m)
    labels[:2] = (1, 0)[: len(labels)]
    return labels


#: Both losses: float32 gets small ones right to 1e-7.
TOLERANCE = {
    "rtol": 1e-5,
    "atol": 1.5e-7,
    "tolerance_reason": "float32 is off by 1e-7; a needless epsilon of 1e-7 in the logarithm by 5e-6",
}


def near(value: Any, expected: np.ndarray) -> Finding | None:
    """Judge a difference of large logits: at 1000, float32 has no digit beyond 1e-4."""
    return examine(value, expected, 1e-5, 2e-4)
