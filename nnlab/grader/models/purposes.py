"""What a model is for: the data that it is probed and trained with, and the losses that fit.

A loss is told by its value on a probe: rows that are valid both as probabilities and as logits, so that each
reading of them gives another value.
"""

from abc import ABC, abstractmethod

import numpy as np

_SAMPLES = 16


class Purpose(ABC):
    """One kind of data; `shape` is that of a single sample."""

    @abstractmethod
    def training_set(self, shape: tuple[int, ...], outputs: int) -> tuple[np.ndarray, np.ndarray]:
        """A small separable set that every working model learns something of: ``(x, y)``."""

    @abstractmethod
    def loss_probe(self, outputs: int) -> tuple[np.ndarray, np.ndarray]:
        """``(predictions, labels)`` for which the loss is evaluated."""

    @abstractmethod
    def readings(self, outputs: int) -> dict[str, float]:
        """The value on the probe of each loss that fits, by the way Keras writes the loss."""

    def inputs(self, shape: tuple[int, ...]) -> np.ndarray:
        """Samples for which the model is called; half of them far out, where a cut-off activation shows."""
        x = np.random.default_rng(3).standard_normal((_SAMPLES, *shape)).astype(np.float32)
        x[_SAMPLES // 2 :] *= 50
        return x


class Classes(Purpose):
    """One of several classes, by whole-number labels."""

    def training_set(self, shape: tuple[int, ...], outputs: int) -> tuple[np.ndarray, np.ndarray]:
        """Clusters, one a class."""
        rng = np.random.default_rng(5)
        y = np.arange(60 * outputs) % outputs
        centers = 4.0 * rng.standard_normal((outputs, *shape))
        x = centers[y] + 0.3 * rng.standard_normal((y.size, *shape))
        return (x / 4.0).astype(np.float32), y

    def loss_probe(self, outputs: int) -> tuple[np.ndarray, np.ndarray]:
        """Rows that add up to 1."""
        rows = np.random.default_rng(4).uniform(0.1, 1.0, (6, outputs)).astype(np.float32)
        return rows / rows.sum(axis=-1, keepdims=True), np.arange(6) % outputs

    def readings(self, outputs: int) -> dict[str, float]:
        """Sparse categorical cross-entropy of logits and of probabilities."""
        from nnlab import activations  # on the grader's side alone

        rows, labels = self.loss_probe(outputs)
        rows, picked = rows.astype(np.float64), (np.arange(labels.size), labels)
        return {
            "SparseCategoricalCrossentropy(from_logits=True)": -activations.log_softmax(rows)[picked].mean(),
            "SparseCategoricalCrossentropy()": -np.log(rows[picked]).mean(),
        }


class Labels(Purpose):
    """Any number of labels at once, each 0 or 1; with one of them, two classes."""

    def training_set(self, shape: tuple[int, ...], outputs: int) -> tuple[np.ndarray, np.ndarray]:
        """Labels that the sample's mean decides; most are 1, so that learning the bias gains already."""
        rng = np.random.default_rng(6)
        x = rng.standard_normal((240, *shape)).astype(np.float32)
        x[::5] -= 2.0
        means = x.reshape(len(x), -1).mean(axis=1, keepdims=True)
        return x, np.repeat(means > -1.0, outputs, axis=1).astype(np.float32)

    def loss_probe(self, outputs: int) -> tuple[np.ndarray, np.ndarray]:
        """Numbers between 0 and 1."""
        rows = np.random.default_rng(4).uniform(0.1, 0.9, (6, outputs)).astype(np.float32)
        return rows, (np.arange(6 * outputs).reshape(6, outputs) % 3 == 0).astype(np.float32)

    def readings(self, outputs: int) -> dict[str, float]:
        """Binary cross-entropy of logits and of probabilities."""
        rows, labels = self.loss_probe(outputs)
        rows = rows.astype(np.float64)
        from_logits = np.logaddexp(0, rows) - labels * rows
        return {
            "BinaryCrossentropy(from_logits=True)": from_logits.mean(),
            "BinaryCrossentropy()": -np.log(np.where(labels == 1, rows, 1 - rows)).mean(),
        }


PURPOSES: dict[str, Purpose] = {"classes": Classes(), "labels": Labels()}
