"""The same networks in nnlab, Keras, scikit-learn and PyTorch, for `training_speed.py`.

Every function returns something to call that does the work once, or raises ImportError where its library is
not installed. All train with Adam on shuffled batches, as each library's own users would write it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

Work = Callable[[], object]


class Task:
    """A network, its data and how it is trained."""

    def __init__(
        self,
        sizes: Sequence[int],
        activation: str,
        x: np.ndarray,
        y: np.ndarray,
        batch_size: int,
        epochs: int = 1,
        learning_rate: float = 0.001,
    ):
        self.sizes, self.activation, self.x, self.y = sizes, activation, x, y
        self.batch_size, self.epochs, self.learning_rate = batch_size, epochs, learning_rate
        self.binary = sizes[-1] == 1
        self.steps = epochs * -(-len(x) // batch_size)


def nnlab_model(task: Task):
    from nnlab import Sequential, layers, losses, optimizers

    return _keras_like(task, Sequential, layers, losses, optimizers)


def keras_model(task: Task):
    import keras
    from keras import Sequential, layers, losses, optimizers

    keras.utils.set_random_seed(0)
    return _keras_like(task, Sequential, layers, losses, optimizers)


def _keras_like(task: Task, Sequential, layers, losses, optimizers):
    model = Sequential([layers.Input((task.sizes[0],))])
    for units in task.sizes[1:-1]:
        model.add(layers.Dense(units, activation=task.activation))
    model.add(layers.Dense(task.sizes[-1], activation="sigmoid" if task.binary else "linear"))
    loss = (
        losses.BinaryCrossentropy() if task.binary else losses.SparseCategoricalCrossentropy(from_logits=True)
    )
    model.compile(optimizers.Adam(task.learning_rate), loss)
    return model


def nnlab_fit(task: Task) -> Work:
    return _fit(nnlab_model(task), task)


def keras_fit(task: Task) -> Work:
    return _fit(keras_model(task), task)


def _fit(model, task: Task) -> Work:
    return lambda: model.fit(task.x, task.y, batch_size=task.batch_size, epochs=task.epochs, verbose=0)


def sklearn_fit(task: Task) -> Work:
    from sklearn.neural_network import MLPClassifier

    model = MLPClassifier(
        task.sizes[1:-1],
        activation={"relu": "relu", "sigmoid": "logistic"}[task.activation],
        alpha=0.0,
        batch_size=task.batch_size,
        learning_rate_init=task.learning_rate,
    )
    y = task.y.reshape(-1).astype(np.int64)
    classes = np.unique(y)

    def work():
        for _ in range(task.epochs):
            model.partial_fit(task.x, y, classes=classes)  # one epoch, without the stopping rules of fit

    return work


def torch_fit(task: Task) -> Work:
    import torch

    model = torch_model(task)
    optimizer = torch.optim.Adam(model.parameters(), lr=task.learning_rate)
    loss_of = torch.nn.BCEWithLogitsLoss() if task.binary else torch.nn.CrossEntropyLoss()
    x = torch.from_numpy(task.x)
    y = torch.from_numpy(task.y if task.binary else task.y.astype(np.int64))

    def work():
        for _ in range(task.epochs):
            order = torch.randperm(len(x))
            for start in range(0, len(x), task.batch_size):
                rows = order[start : start + task.batch_size]
                optimizer.zero_grad()
                loss = loss_of(model(x[rows]), y[rows])
                loss.backward()
                optimizer.step()

    return work


def torch_model(task: Task):
    import torch

    torch.manual_seed(0)
    parts = []
    for inputs, units in zip(task.sizes, task.sizes[1:], strict=False):
        parts += [
            torch.nn.Linear(inputs, units),
            torch.nn.ReLU() if task.activation == "relu" else torch.nn.Sigmoid(),
        ]
    return torch.nn.Sequential(*parts[:-1])


def products(task: Task) -> Work:
    """Nothing but the matrix products of the steps: the time that no program can do without."""
    m = min(task.batch_size, len(task.x))
    rng = np.random.default_rng(0)
    weights = [rng.random(shape, dtype=np.float32) for shape in zip(task.sizes, task.sizes[1:], strict=False)]
    values = [rng.random((m, size), dtype=np.float32) for size in task.sizes]
    results = [np.empty((m, size), np.float32) for size in task.sizes]
    gradients = [np.empty_like(weight) for weight in weights]

    def work():
        for _ in range(task.steps):
            for value, weight, result in zip(values, weights, results[1:], strict=False):
                np.dot(value, weight, out=result)
            for layer in reversed(range(len(weights))):
                np.dot(values[layer].T, results[layer + 1], out=gradients[layer])
                if layer:
                    np.dot(results[layer + 1], weights[layer].T, out=results[layer])

    return work


def nnlab_predict(task: Task) -> Work:
    model = nnlab_model(task)
    return lambda: model.predict(task.x, batch_size=task.batch_size, verbose=0)


def keras_predict(task: Task) -> Work:
    model = keras_model(task)
    return lambda: model.predict(task.x, batch_size=task.batch_size, verbose=0)


def keras_call(task: Task) -> Work:
    model = keras_model(task)
    return lambda: model(task.x).numpy()


def torch_call(task: Task) -> Work:
    import torch

    model, x = torch_model(task).eval(), torch.from_numpy(task.x)

    def work():
        with torch.inference_mode():
            return model(x).numpy()

    return work


def sklearn_predict(task: Task) -> Work:
    from sklearn.neural_network import MLPClassifier

    model = MLPClassifier(task.sizes[1:-1], activation="relu", batch_size=32)
    rng = np.random.default_rng(0)
    seen = rng.random((100, task.sizes[0]), dtype=np.float32)
    model.partial_fit(seen, np.arange(100) % 10, classes=np.arange(10))
    return lambda: model.predict_proba(task.x)


def _pixels(rows: int, batch_size: int) -> Task:
    rng = np.random.default_rng(0)
    x, y = rng.random((60_000, 784), dtype=np.float32), rng.integers(0, 10, 60_000)
    return Task((784, 25, 15, 10), "relu", x[:rows], y[:rows], batch_size)


def _roasts(times: int, batch_size: int, epochs: int) -> Task:
    x = np.random.default_rng(0).random((200, 2), dtype=np.float32)
    y = (x.sum(axis=1, keepdims=True) > 1).astype(np.float32)
    return Task(
        (2, 3, 1), "sigmoid", np.tile(x, (times, 1)), np.tile(y, (times, 1)), batch_size, epochs, 0.01
    )


# The numbers shown are for one step.
TASKS = {
    "small": lambda: _pixels(60_000, 32),
    "large": lambda: _pixels(60_000, 256),
    "full": lambda: _roasts(1, 200, 1000),
    "tiled": lambda: _roasts(1000, 32, 1),
    "one": lambda: _pixels(1, 32),
    "every": lambda: _pixels(60_000, 60_000),
}
