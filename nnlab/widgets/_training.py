"""The small network behind `training_live`: the same start as the page's, trained by the library."""

from __future__ import annotations

import functools
import math
from typing import NamedTuple

import numpy as np

from nnlab.activations import sigmoid
from nnlab.layers import Dense
from nnlab.losses import BinaryCrossentropy
from nnlab.models import Sequential
from nnlab.optimizers import Adam

BATCH = 32
UNITS = 8
_WORD = 0xFFFFFFFF


class Trained(NamedTuple):
    """Weights in Keras's order, and the loss of each epoch."""

    weights: list[np.ndarray]
    losses: list[float]


def uniforms(seed: int, count: int) -> list[float]:
    """Return numbers from 0 up to 1, the same ones that the page draws (Mulberry32)."""
    numbers, state = [], seed & _WORD
    for _ in range(count):
        state = (state + 0x6D2B79F5) & _WORD
        t = ((state ^ (state >> 15)) * (1 | state)) & _WORD
        t = ((t + (((t ^ (t >> 7)) * (61 | t)) & _WORD)) & _WORD) ^ t
        numbers.append((t ^ (t >> 14)) / 2**32)
    return numbers


def start_weights(units: int, seed: int) -> list[np.ndarray]:
    """Return `[W1, b1, W2, b2]` with Glorot's uniform weights and biases of 0.

    Parameters
    ----------
    units : int
        Hidden units.
    seed : int

    Returns
    -------
    list of ndarray
        Shapes `(2, units)`, `(units,)`, `(units, 1)`, `(1,)`; float64.
    """
    numbers = 2 * np.array(uniforms(seed, 3 * units)) - 1
    W1 = math.sqrt(6 / (2 + units)) * numbers[: 2 * units].reshape(2, units)
    W2 = math.sqrt(6 / (units + 1)) * numbers[2 * units :].reshape(units, 1)
    return [W1, np.zeros(units), W2, np.zeros(1)]


def train(X: np.ndarray, y: np.ndarray, weights: list[np.ndarray], rate: float, epochs: int) -> Trained:
    """Train as the page does: Adam, batches of 32 samples in the order given, float64.

    Parameters
    ----------
    X : ndarray, shape (m, 2)
        Normalized.
    y : ndarray, shape (m,)
    weights : list of ndarray
        Where to start.
    rate : float
    epochs : int

    Returns
    -------
    Trained
    """
    hidden = Dense(len(weights[1]), activation="sigmoid", dtype="float64")
    model = Sequential([hidden, Dense(1, activation="sigmoid", dtype="float64")])
    model.build((None, 2))
    model.set_weights(weights)
    model.compile(optimizer=Adam(rate), loss=BinaryCrossentropy())
    target = y.reshape(-1, 1).astype(np.float64)
    history = model.fit(X, target, batch_size=BATCH, epochs=epochs, shuffle=False, verbose=0)
    return Trained(model.get_weights(), history.history["loss"])


@functools.lru_cache(maxsize=8)
def trained(samples: bytes, units: int, seed: int, rate: float, epochs: int) -> Trained:
    """Return what `train` makes of samples `(m, 3)`, two inputs and the label, as the bytes of an array.

    It is kept: a cell that is run again shows the same training.
    """
    table = np.frombuffer(samples).reshape(-1, 3)
    return train(table[:, :2], table[:, 2], start_weights(units, seed), rate, epochs)


def predict(weights: list[np.ndarray], X: np.ndarray) -> np.ndarray:
    """Return the output for normalized samples `(m, 2)`, of shape `(m, 1)`."""
    W1, b1, W2, b2 = weights
    return sigmoid(sigmoid(X @ W1 + b1) @ W2 + b2)


def unpack(flat: list[float], units: int) -> list[np.ndarray]:
    """Read the page's list of all weights as `[W1, b1, W2, b2]`."""
    parts = np.split(np.array(flat, dtype=np.float64), np.cumsum([2 * units, units, units]))
    return [parts[0].reshape(2, units), parts[1], parts[2].reshape(units, 1), parts[3]]
