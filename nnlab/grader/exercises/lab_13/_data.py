"""Numbers for the cases of lab 13."""

import numpy as np

NUMPY_ONLY = ("tensorflow", "keras", "torch", "jax", "scipy", "sklearn", "skimage", "cv2", "nnlab.layers")


def mixed(seed: int, *shape: int) -> np.ndarray:
    """Numbers of both signs, all different as far as three digits allow."""
    return np.random.default_rng(seed).uniform(-2, 2, shape).round(3)


def layer(seed: int, *shape: int) -> tuple[np.ndarray, np.ndarray]:
    """A kernel of this shape, whose last axis counts the filters, and a bias for each of them."""
    rng = np.random.default_rng(seed)
    return rng.uniform(-1, 1, shape).round(3), rng.uniform(-1, 1, shape[-1]).round(3)


def positive(rng: np.random.Generator, *shapes: tuple[int, ...]) -> tuple[np.ndarray, ...]:
    """Random arguments whose sums cannot come near 0, where float32's rounding is not small any more."""
    return tuple(rng.uniform(0.2, 2, shape) for shape in shapes)
