"""The same network trained twice, ours and then Keras's: weights, logs and losses agree."""

import warnings

import numpy as np
import pytest

from nnlab import layers, losses, metrics, models, optimizers

pytestmark = pytest.mark.tensorflow

RNG = np.random.default_rng(0)
X = RNG.random((6400, 20)).astype(np.float32)  # 200 batches of 32
CLASSES = RNG.integers(0, 10, 6400)
ONE_HOT = np.eye(10)[CLASSES]
WEIGHT = RNG.random(6400)
OPTIMIZERS = [
    ("Adam", {}),
    ("Adam", {"learning_rate": 0.01, "amsgrad": True}),
    ("SGD", {"learning_rate": 0.01, "momentum": 0.9}),
    ("SGD", {"learning_rate": 0.01, "momentum": 0.9, "nesterov": True}),
    ("SGD", {}),
    ("RMSprop", {}),
    ("RMSprop", {"momentum": 0.5, "centered": True}),
    ("Adam", {"clipnorm": 0.1}),
    ("SGD", {"global_clipnorm": 0.1, "weight_decay": 0.01}),
    ("Adam", {"clipvalue": 0.001}),
]
ENDINGS = [
    ("softmax", "SparseCategoricalCrossentropy", {}, CLASSES),
    ("linear", "SparseCategoricalCrossentropy", {"from_logits": True}, CLASSES[:, np.newaxis]),
    ("linear", "SparseCategoricalCrossentropy", {"from_logits": True, "ignore_class": 3}, CLASSES),
    ("softmax", "CategoricalCrossentropy", {}, ONE_HOT),
    ("softmax", "CategoricalCrossentropy", {"label_smoothing": 0.1}, ONE_HOT),
    ("linear", "CategoricalCrossentropy", {"from_logits": True, "reduction": "sum"}, ONE_HOT),
    ("sigmoid", "BinaryCrossentropy", {}, ONE_HOT),
    ("linear", "BinaryCrossentropy", {"from_logits": True, "label_smoothing": 0.2}, ONE_HOT),
    ("sigmoid", "MeanSquaredError", {}, ONE_HOT),
    ("tanh", "MeanAbsoluteError", {}, ONE_HOT),
    ("softplus", "MeanSquaredError", {"reduction": "sum"}, ONE_HOT),
]


@pytest.fixture(scope="module")
def keras():
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return pytest.importorskip("keras")


def both(keras, activation, loss, options, optimizer, optimizer_options):
    """Two compiled networks with equal weights."""
    theirs = keras.Sequential(
        [keras.Input((20,)), keras.layers.Dense(25, "relu"), keras.layers.Dense(15, "tanh")]
    )
    theirs.add(keras.layers.Dense(10, activation))
    ours = models.Sequential([layers.Input((20,)), layers.Dense(25, "relu"), layers.Dense(15, "tanh")])
    ours.add(layers.Dense(10, activation))
    ours.set_weights(theirs.get_weights())
    for model, library in ((theirs, keras), (ours, None)):
        loss_of = getattr(library.losses if library else losses, loss)(**options)
        step = getattr(library.optimizers if library else optimizers, optimizer)(**optimizer_options)
        model.compile(step, loss_of, metrics=["accuracy"])
    return theirs, ours


def assert_close(theirs, ours, tolerance=1e-5):
    for one, other in zip(theirs.get_weights(), ours.get_weights(), strict=True):
        assert other.dtype == np.float32
        assert np.abs(one - other).max() <= tolerance * np.abs(one).max()


@pytest.mark.parametrize(("optimizer", "options"), OPTIMIZERS)
def test_200_steps_of_every_optimizer(keras, optimizer, options):
    loss = ("linear", "SparseCategoricalCrossentropy", {"from_logits": True})
    theirs, ours = both(keras, *loss, optimizer, options)
    histories = [model.fit(X, CLASSES, shuffle=False, verbose=0).history for model in (theirs, ours)]
    assert_close(theirs, ours)
    assert list(histories[0]) == list(histories[1])
    for name, values in histories[0].items():
        np.testing.assert_allclose(histories[1][name], values, rtol=1e-5)


@pytest.mark.parametrize("weight", [None, WEIGHT])
@pytest.mark.parametrize(("activation", "loss", "options", "y"), ENDINGS)
def test_every_ending(keras, activation, loss, options, y, weight):
    theirs, ours = both(keras, activation, loss, options, "SGD", {"learning_rate": 0.001})
    x, y, weight = X[:1010], y[:1010], None if weight is None else weight[:1010]
    logs = [
        model.fit(
            x, y, shuffle=False, sample_weight=weight, batch_size=100, validation_split=0.1, verbose=0
        ).history
        for model in (theirs, ours)
    ]
    assert_close(theirs, ours)
    for name, values in logs[0].items():
        np.testing.assert_allclose(logs[1][name], values, rtol=2e-5, atol=1e-6)
    found = [model.evaluate(x, y, sample_weight=weight, verbose=0) for model in (theirs, ours)]
    np.testing.assert_allclose(found[1], found[0], rtol=2e-5, atol=1e-6)
    np.testing.assert_allclose(ours.predict(x, verbose=0), theirs.predict(x, verbose=0), rtol=1e-4, atol=1e-6)


@pytest.mark.parametrize("name", ["mse", "mae", "categorical_accuracy"])
def test_metrics_by_name(keras, name):
    theirs, ours = both(keras, "softmax", "CategoricalCrossentropy", {}, "SGD", {})
    theirs.compile("sgd", "mse", metrics=[name])
    ours.compile("sgd", "mse", metrics=[name])
    logs = [model.fit(X[:320], ONE_HOT[:320], shuffle=False, verbose=0).history for model in (theirs, ours)]
    assert list(logs[0]) == list(logs[1])
    np.testing.assert_allclose(logs[1][name], logs[0][name], rtol=1e-5)
    assert isinstance(ours.metrics[0], metrics.Metric)


def test_normalization_weights_and_results(keras):
    theirs, ours = keras.layers.Normalization(), layers.Normalization()
    x = RNG.normal(loc=200, scale=30, size=(100, 3))
    theirs.adapt(x)
    ours.adapt(x)
    for one, other in zip(theirs.get_weights(), ours.get_weights(), strict=True):
        np.testing.assert_allclose(other, one, rtol=1e-5)
    np.testing.assert_allclose(ours(x), theirs(x), rtol=1e-4, atol=1e-5)
    ours.set_weights(theirs.get_weights())


def test_layers_agree_with_gradient_tape_in_float64(keras):
    import tensorflow as tf

    x, grad_output = RNG.normal(size=(5, 2, 4)), RNG.normal(size=(5, 2, 3))
    for activation in ("relu", "sigmoid", "tanh", "softmax", "elu", "silu", "softplus", "log_softmax"):
        theirs = keras.layers.Dense(3, activation, dtype="float64")
        ours = layers.Dense(3, activation, dtype="float64")
        t = tf.constant(x)
        with tf.GradientTape() as tape:
            tape.watch(t)
            y = theirs(t)
        expected = tape.gradient(y, [t, *theirs.trainable_variables], tf.constant(grad_output))
        ours.build(x.shape)
        ours.set_weights(theirs.get_weights())
        np.testing.assert_allclose(ours.forward(x, True), y, rtol=1e-12, atol=1e-15)
        found = [ours.backward(grad_output), *ours.gradients]
        for one, other in zip(expected, found, strict=True):
            np.testing.assert_allclose(other, one, rtol=1e-11, atol=1e-14)
