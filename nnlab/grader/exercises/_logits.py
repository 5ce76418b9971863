"""Random logits for which a naive softmax overflows or divides by zero."""

import numpy as np


def far_rows(rng: np.random.Generator) -> tuple[np.ndarray]:
    """Rows of classes near 1000 or near -1000; float32 holds every entry exactly."""
    samples, classes = rng.integers(2, 6, 2)
    level = rng.choice([-1000.0, 1000.0], (samples, 1))
    return (level + rng.integers(-192, 193, (samples, classes)) / 64,)
