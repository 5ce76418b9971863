"""The run of Keras behind `data/coffee_network.npz`: a 2-3-1 network trained on the coffee data."""

from __future__ import annotations

import os
from pathlib import Path

import numpy as np

from nnlab.datasets import load_coffee

# Of the first few seeds, the one whose three hidden units each take one side of the triangle of good roasts.
SEED = 0

# Roasts whose predictions are stored beside the weights: good, too long, too cold, too hot, too short.
PROBES = np.array([[200.0, 13.9], [200.0, 17.0], [160.0, 13.0], [280.0, 12.5], [210.0, 11.6]])


def train_coffee_network(seed: int = SEED) -> dict[str, np.ndarray]:
    """Train the network with Keras, as the course's program does.

    Normalization adapted to the 200 roasts, the roasts repeated 1,000 times, two sigmoid layers, binary
    cross-entropy, Adam with learning rate 0.01, 10 epochs of batches of 32. About two minutes.

    Parameters
    ----------
    seed : int
        For `keras.utils.set_random_seed`: initial weights and the order of the batches.

    Returns
    -------
    dict of str to ndarray
        ``mean variance W1 b1 W2 b2`` as Keras holds them (float32), the ``probes`` and Keras's
        ``predictions`` for them, and the versions of ``tensorflow`` and ``keras``.
    """
    import keras
    import tensorflow as tf

    keras.utils.set_random_seed(seed)
    X, y = load_coffee()
    normalization = keras.layers.Normalization(axis=-1)
    normalization.adapt(X)
    model = keras.Sequential(
        [
            keras.Input(shape=(2,)),
            keras.layers.Dense(3, activation="sigmoid", name="layer1"),
            keras.layers.Dense(1, activation="sigmoid", name="layer2"),
        ]
    )
    model.compile(loss=keras.losses.BinaryCrossentropy(), optimizer=keras.optimizers.Adam(learning_rate=0.01))
    X_tiled, y_tiled = np.tile(normalization(X), (1000, 1)), np.tile(y, (1000, 1))
    model.fit(X_tiled, y_tiled, epochs=10, verbose=0)

    W1, b1, W2, b2 = model.get_weights()
    predictions = model.predict(normalization(PROBES), verbose=0)
    return {
        "mean": np.asarray(normalization.mean)[0],
        "variance": np.asarray(normalization.variance)[0],
        "W1": W1,
        "b1": b1,
        "W2": W2,
        "b2": b2,
        "probes": PROBES,
        "predictions": predictions,
        "tensorflow": np.array(tf.__version__),
        "keras": np.array(keras.__version__),
    }


def record_coffee_network(path: str | os.PathLike) -> Path:
    """Train the network and write it to `path`, an ``.npz`` file.

    The last digits of the weights depend on the processor. So a file made anew has a new hash, which belongs
    into `nnlab.datasets._files.SHA256`.
    """
    path = Path(path)
    np.savez(path, **train_coffee_network())
    return path
