"""Cross-entropy from the scores z, forward and backward in as few passes as it takes.

With m samples of k scores each, and n losses that are averaged::

    sigmoid and binary:        loss = max(z, 0) − z y + log(1 + e^−|z|)      dL/dz = (σ(z) − y) / n
    softmax and categorical:   loss = log Σ e^z − Σ y z                      dL/dz = (softmax(z) − y) / n

The gradient is needed at once; the loss is only needed when somebody looks at it. So a rule notes of each
batch what its losses are made of, and computes the losses of many batches together.

The last argument of `np.add` and the like is where the result goes.
"""

from __future__ import annotations

import math

import numpy as np

from nnlab import losses
from nnlab.layers.activated import ONE, ZERO

NOTED = 2048  # numbers: when a note would be longer than that, losses are computed


class ShortRule:
    """A way through a loss for scores of one shape, (m, k), with arrays that are kept between batches.

    A rule of its own has `gradient` and `losses`, and says how many arrays it notes of a batch.
    """

    notes: int
    noted_shape: tuple[int, ...]  # of one such array
    questions = 1  # losses of a sample, which are averaged

    def __init__(self, z: np.ndarray, loss: losses.Loss):
        m, dtype = len(z), z.dtype
        self.grad = np.empty_like(z)
        self._share = 1 / self.questions if loss.reduction == "sum" else 1 / max(m * self.questions, 1)
        self._factor = np.array(self._share, dtype)
        batches = max(1, NOTED // max(1, math.prod(self.noted_shape)))
        self._noted = np.empty((self.notes, batches, *self.noted_shape), dtype)
        self._of_batch = [tuple(self._noted[:, batch]) for batch in range(batches)]
        self._used, self._total = 0, 0.0

    def train(self, z: np.ndarray, y: np.ndarray, weight: np.ndarray | None) -> np.ndarray:
        """Write dL/dz to `grad`, note what the losses are made of, and return the probabilities."""
        if weight is not None or self._used == len(self._of_batch):
            self._count(self._factor)
        notes = self._of_batch[self._used]
        self._used += 1
        if weight is None:
            return self.gradient(z, y, self._factor, *notes)
        shape = (-1,) + (1,) * (len(self.noted_shape) - 1)
        factor = (weight.reshape(shape) * self._share).astype(z.dtype)
        p = self.gradient(z, y, factor, *notes)
        self._count(factor)
        return p

    def collect(self) -> float:
        """Return the sum, over all samples since this was last asked for, of the loss of their batch."""
        self._count(self._factor)
        total, self._total = self._total, 0.0
        return total

    def _count(self, factor: np.ndarray) -> None:
        if self._used:
            each = self.losses(*self._noted[:, : self._used]) * factor
            self._total += float(each.sum(dtype=np.float64)) * len(self.grad)
            self._used = 0

    def gradient(self, z: np.ndarray, y: np.ndarray, factor: np.ndarray, *notes: np.ndarray) -> np.ndarray:
        """Write dL/dz, every sample's times its factor, and the notes; return the probabilities."""
        raise NotImplementedError

    def losses(self, *notes: np.ndarray) -> np.ndarray:
        """Compute losses from the notes of any number of batches."""
        raise NotImplementedError


class Binary(ShortRule):
    """Binary cross-entropy: it notes the scores and the targets."""

    notes = 2

    def __init__(self, z: np.ndarray, loss: losses.Loss):
        self.noted_shape, self.questions = z.shape, z.shape[1]
        super().__init__(z, loss)
        self._p = np.empty_like(z)

    def gradient(self, z, y, factor, scores, targets):
        scores[...] = z
        targets[...] = y if y.shape == z.shape else y.reshape(z.shape)
        # exp(−z) is infinite for a z far below 0, and 1 / (1 + inf) is 0: the right limit.
        one, p = ONE[z.dtype], np.negative(z, self._p)
        np.exp(p, p)
        np.add(p, one, p)
        np.divide(one, p, p)
        np.subtract(p, targets, self.grad)
        np.multiply(self.grad, factor, self.grad)
        return p

    def losses(self, scores: np.ndarray, targets: np.ndarray) -> np.ndarray:
        return np.maximum(scores, ZERO[scores.dtype]) - scores * targets + np.log1p(np.exp(-np.abs(scores)))


class Softmax(ShortRule):
    """What the two categorical rules share.

    They work upside down, one row a class: NumPy is several times faster along long rows than along short
    ones. Sums over the classes are products with ones, which are faster still; and one number a sample is
    spread over the classes first, since NumPy computes faster with arrays of the same shape.
    """

    def __init__(self, z: np.ndarray, loss: losses.Loss):
        m, k = z.shape
        self.noted_shape = (m,)
        super().__init__(z, loss)
        self._classes, self._spread = np.empty((k, m), z.dtype), np.empty((k, m), z.dtype)
        self._largest = np.empty(m, z.dtype)
        self._ones = np.ones(k, z.dtype)

    def shifted(self, z: np.ndarray, largest: np.ndarray) -> np.ndarray:
        """Return z − max z: no power of e is infinite then, and one of each sample's is 1."""
        self._classes[...] = z.T
        np.maximum.reduce(self._classes, 0, None, largest)
        self._spread[...] = largest
        return np.subtract(self._classes, self._spread, self._classes)

    def softmax(self, shifted: np.ndarray, total: np.ndarray) -> np.ndarray:
        """Turn them into probabilities, and write Σ e^(z − max z) to `total`."""
        e = np.exp(shifted, shifted)
        self._ones.dot(e, out=total)
        self._spread[...] = total
        return np.divide(e, self._spread, e)


class Categorical(Softmax):
    """Categorical cross-entropy: it notes Σ y, which is 1 for a one-hot row, Σ y z and Σ e^z."""

    notes = 3

    def __init__(self, z: np.ndarray, loss: losses.Loss):
        super().__init__(z, loss)
        self._targets, self._scratch = np.empty_like(self._classes), np.empty_like(self._classes)

    def gradient(self, z, y, factor, mass, product, total):
        targets, scratch = self._targets, self._scratch
        targets[...] = y.reshape(z.shape).T
        self._ones.dot(targets, out=mass)
        shifted = self.shifted(z, self._largest)
        # 0 · (−inf) counts as 0: a score of −inf is a class that cannot be, and is not.
        scratch.fill(0)
        np.multiply(shifted, targets, scratch, where=targets != 0)
        self._ones.dot(scratch, out=product)
        p = self.softmax(shifted, total)
        np.multiply(p, mass, scratch)
        np.subtract(scratch, targets, scratch)
        np.multiply(scratch, factor, scratch)
        self.grad[...] = scratch.T
        return p.T

    def losses(self, mass: np.ndarray, product: np.ndarray, total: np.ndarray) -> np.ndarray:
        return np.log(total) * mass - product


class Sparse(Softmax):
    """Categorical cross-entropy of class numbers: it notes the label's score, the largest, and Σ e^z."""

    notes = 3

    def __init__(self, z: np.ndarray, loss: losses.Loss):
        super().__init__(z, loss)
        m, k = z.shape
        self._starts, self._labels = np.arange(m) * k, np.empty(m, np.intp)
        self._flat_grad, self._grad_classes = self.grad.reshape(-1), self.grad.T

    def gradient(self, z, y, factor, of_label, largest, total):
        # Where each sample's label is in z, row after row. Whole numbers may come as bytes, or as floats.
        labels = np.add(self._starts, y.reshape(-1).astype(np.intp, copy=False), self._labels)
        z.take(labels, None, of_label, "clip")  # "raise", the default, would copy once more
        p = self.softmax(self.shifted(z, largest), total)
        np.multiply(p, factor, self._grad_classes)
        self._flat_grad[labels] -= factor
        return p.T

    def losses(self, of_label: np.ndarray, largest: np.ndarray, total: np.ndarray) -> np.ndarray:
        return np.log(total) - (of_label - largest)


RULES = {
    losses.BinaryCrossentropy: Binary,
    losses.CategoricalCrossentropy: Categorical,
    losses.SparseCategoricalCrossentropy: Sparse,
}


def short_rule(loss: losses.Loss) -> type[ShortRule] | None:
    """Return the rule that does what a loss from logits asks for, or None."""
    plain = (
        loss.reduction in ("sum_over_batch_size", "mean", "sum")
        and not getattr(loss, "label_smoothing", 0)
        and getattr(loss, "ignore_class", None) is None
        and loss.axis == -1
        and loss.dtype == "float32"
    )
    return RULES[type(loss)] if plain else None
