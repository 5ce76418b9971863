"""The convolutions of `training_speed.py`: one layer forward and backward, an epoch of the ECG network."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

Work = Callable[[], object]
IMAGES = (32, 28, 28, 1)


def _images() -> tuple[np.ndarray, np.ndarray]:
    rng = np.random.default_rng(0)
    return rng.random(IMAGES, dtype=np.float32), rng.random((32, 26, 26, 32), dtype=np.float32)


def nnlab_layer() -> Work:
    from nnlab.layers import Conv2D

    x, grad_output = _images()
    layer = Conv2D(32, 3, activation="relu")
    layer(x)

    def work():
        layer.forward(x, True)
        layer.backward(grad_output)

    return work


def tensorflow_layer() -> Work:
    import tensorflow as tf

    x, grad_output = map(tf.constant, _images())
    layer = tf.keras.layers.Conv2D(32, 3, activation="relu")
    layer(x)

    @tf.function
    def passes(x, grad_output):
        with tf.GradientTape() as tape:
            tape.watch(x)
            y = layer(x)
        return tape.gradient(y, [x, *layer.trainable_variables], grad_output)

    return lambda: passes(x, grad_output)


def torch_layer() -> Work:
    import torch

    x, grad_output = _images()
    x = torch.from_numpy(x.transpose(0, 3, 1, 2).copy()).requires_grad_()
    grad_output = torch.from_numpy(grad_output.transpose(0, 3, 1, 2).copy())
    layer = torch.nn.Conv2d(1, 32, 3)

    def work():
        x.grad = None
        layer.zero_grad()
        torch.relu(layer(x)).backward(grad_output)

    return work


def _heartbeats() -> tuple[np.ndarray, np.ndarray]:
    rng = np.random.default_rng(0)
    return rng.random((500, 140, 1), dtype=np.float32), (rng.random((500, 1)) > 0.5).astype(np.float32)


def nnlab_ecg() -> Work:
    from nnlab import Sequential, layers, losses, optimizers

    return _ecg(Sequential, layers, losses, optimizers)


def keras_ecg() -> Work:
    from keras import Sequential, layers, losses, optimizers

    return _ecg(Sequential, layers, losses, optimizers)


def _ecg(Sequential, layers, losses, optimizers) -> Work:
    x, y = _heartbeats()
    model = Sequential([layers.Input((140, 1)), layers.Conv1D(9, 20, 10, activation="relu")])
    for layer in (
        layers.Conv1D(3, 5, activation="relu"),
        layers.Flatten(),
        layers.Dense(1, activation="sigmoid"),
    ):
        model.add(layer)
    model.compile(optimizers.Adam(0.01), losses.BinaryCrossentropy())
    return lambda: model.fit(x, y, epochs=1, verbose=0)


def torch_ecg() -> Work:
    import torch

    x, y = _heartbeats()
    x, y = torch.from_numpy(x.transpose(0, 2, 1).copy()), torch.from_numpy(y)
    nn = torch.nn
    parts = [
        nn.Conv1d(1, 9, 20, 10),
        nn.ReLU(),
        nn.Conv1d(9, 3, 5),
        nn.ReLU(),
        nn.Flatten(),
        nn.Linear(27, 1),
    ]
    model = nn.Sequential(*parts)
    optimizer, loss_of = torch.optim.Adam(model.parameters(), lr=0.01), nn.BCEWithLogitsLoss()

    def work():
        order = torch.randperm(len(x))
        for start in range(0, len(x), 32):
            rows = order[start : start + 32]
            optimizer.zero_grad()
            loss_of(model(x[rows]), y[rows]).backward()
            optimizer.step()

    return work
