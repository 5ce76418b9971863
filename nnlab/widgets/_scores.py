"""Thresholds in arrays: what is found, what is missed, and the precision and recall that follow."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from nnlab.activations import sigmoid

# Three labels as a driver's camera might need them. A bus is rare, and the network is timid about it.
SCENES = ("car", "bus", "pedestrian")
_SHARE = (0.6, 0.12, 0.35)
_PRESENT, _ABSENT, _SPREAD = (1.8, -0.7, 0.9), (-1.5, -3.2, -1.2), (1.4, 1.1, 1.3)


class Counts(NamedTuple):
    """For each label, samples that were found, false alarms, missed, and rightly left out."""

    found: np.ndarray
    false: np.ndarray
    missed: np.ndarray
    left: np.ndarray

    @property
    def precision(self) -> np.ndarray:
        """Share of the predicted samples that have the label; nan where none was predicted."""
        return _share(self.found, self.found + self.false)

    @property
    def recall(self) -> np.ndarray:
        """Share of the samples with the label that were predicted; nan where there is none."""
        return _share(self.found, self.found + self.missed)


def _share(part: np.ndarray, whole: np.ndarray) -> np.ndarray:
    return np.divide(part, whole, out=np.full(len(whole), np.nan), where=whole > 0)


def predict(logits: np.ndarray, thresholds: np.ndarray) -> np.ndarray:
    """Return 1 where the probability reaches its label's threshold, else 0."""
    return (sigmoid(logits) >= thresholds).astype(np.int64)


def count(y_true: np.ndarray, predicted: np.ndarray) -> Counts:
    """Count, for each column, how predictions and truth meet.

    Parameters
    ----------
    y_true, predicted : ndarray of 0 and 1, shape (m, labels)

    Returns
    -------
    Counts
    """
    yes, said = y_true != 0, predicted != 0
    return Counts(*((a & b).sum(axis=0) for a, b in ((yes, said), (~yes, said), (yes, ~said), (~yes, ~said))))


def scenes(count: int = 400, seed: int = 12) -> tuple[np.ndarray, np.ndarray]:
    """Make up street scenes: which labels are there, `(count, 3)`, and a network's logits for them."""
    rng = np.random.default_rng(seed)
    y_true = (rng.random((count, 3)) < _SHARE).astype(np.uint8)
    logits = np.where(y_true, _PRESENT, _ABSENT) + rng.normal(size=(count, 3)) * _SPREAD
    return y_true, logits
