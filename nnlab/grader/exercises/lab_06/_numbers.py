"""What the exercises of lab 06 share: probabilities that every right function takes alike."""

import numpy as np

NUMPY_ONLY = ("tensorflow", "keras", "torch", "jax", "scipy", "sklearn", "nnlab.losses")

#: True classes 3 and 1: a loss so small that one rounded to five digits is off.
NEARLY_RIGHT = np.array([[0.05, 0.03, 0.05, 0.87], [0.06, 0.82, 0.04, 0.08]])
#: Their sums are 1 to the last bit: Keras divides each row by its own.
FLOAT32_ROWS = np.array(
    [[0.125, 0.0625, 0.5625, 0.25], [0.1875, 0.375, 0.25, 0.1875], [0.3125, 0.125, 0.4375, 0.125]],
    np.float32,
)

#: Keras's epsilon; see `clipped`.
_EPSILON = 1e-7


def clipped(probabilities) -> np.ndarray:
    """Probabilities as Keras's losses take them, so that the logarithm of 0 and of 1 - 1 is finite."""
    return np.clip(np.asarray(probabilities, dtype=np.float64), _EPSILON, 1 - _EPSILON)


def column_beside(y_true, y_pred) -> tuple[np.ndarray, np.ndarray]:
    """The same targets as a column."""
    return y_true[:, np.newaxis], y_pred


def labels_and_probabilities(seed: int, *shape: int) -> tuple[np.ndarray, np.ndarray]:
    """Labels 0 and 1 and, for each, the probability of 1; none so near 0 or 1 that an epsilon shows."""
    rng = np.random.default_rng(seed)
    return rng.integers(0, 2, shape).astype(float), rng.uniform(0.1, 0.9, shape).round(3)


def classes_and_probabilities(seed: int, m: int, classes: int) -> tuple[np.ndarray, np.ndarray]:
    """Whole-number labels and rows of probabilities that add up to 1 and stay away from 0 and 1."""
    rng = np.random.default_rng(seed)
    shares = rng.uniform(1, 8, (m, classes))
    probabilities = (shares / shares.sum(axis=1, keepdims=True)).round(3)
    probabilities[:, -1] = 1 - probabilities[:, :-1].sum(axis=1)
    return rng.integers(0, classes, m), probabilities.round(3)


def one_hot(labels: np.ndarray, classes: int) -> np.ndarray:
    """Rows of zeros with a 1.0 at each label."""
    return np.eye(classes)[labels]
