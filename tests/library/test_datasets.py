"""The data sets: shapes, rules, reproducibility, and the trained network beside Keras."""

import numpy as np
import pytest

from nnlab import datasets
from nnlab.datasets import _files


def test_digits_are_divided_in_the_same_proportions():
    (x_train, y_train), (x_test, y_test) = datasets.load_digits()
    assert x_train.shape == (1437, 8, 8)
    assert x_test.shape == (360, 8, 8)
    assert x_train.dtype == y_train.dtype == np.uint8
    assert (x_train.min(), x_train.max(), x_test.max()) == (0, 16, 16)
    share = np.bincount(y_test) / np.bincount(np.concatenate([y_train, y_test]))
    np.testing.assert_allclose(share, 0.2, atol=0.005)


def test_digits_are_all_there_once():
    (x_train, _), (x_test, _) = datasets.load_digits()
    whole = _files.load_arrays(_files.find("digits_8x8.npz"))["x"]
    ours = np.concatenate([x_train, x_test]).reshape(-1, 64)
    np.testing.assert_array_equal(np.unique(ours, axis=0), np.unique(whole.reshape(-1, 64), axis=0))
    assert ours.sum() == whole.sum()


def test_digits_can_be_learnt():
    # Nine pictures in ten are nearest to the mean picture of their digit: images and labels belong together.
    (x_train, y_train), (x_test, y_test) = datasets.load_digits()
    means = np.stack([x_train[y_train == digit].mean(axis=0) for digit in range(10)])
    distance = ((x_test[:, None] - means) ** 2).sum(axis=(2, 3))
    assert (distance.argmin(axis=1) == y_test).mean() > 0.88


@pytest.mark.parametrize("load", [datasets.load_digits, datasets.load_coffee_network])
def test_shared_arrays_cannot_be_changed(load):
    arrays = [array for part in load() for array in (part if isinstance(part, tuple) else (part,))]
    for array in arrays:
        with pytest.raises(ValueError, match="read-only"):
            array[...] = 0


def test_digits_are_loaded_once():
    assert datasets.load_digits()[0][0] is datasets.load_digits()[0][0]


def test_coffee_follows_its_rule():
    X, y = datasets.load_coffee(5000)
    temperature, duration = X.T
    assert (temperature.min() >= 150) & (temperature.max() <= 285)
    assert (duration.min() >= 11.5) & (duration.max() <= 15.5)
    good = (temperature > 175) & (duration > 12) & (duration < 21 - 3 * temperature / 85)
    np.testing.assert_array_equal(y[:, 0], good)
    assert ((duration[good] < 15) & (temperature[good] < 260)).all()


@pytest.mark.parametrize("generate", [datasets.load_coffee, datasets.make_blobs])
def test_generated_data_repeat_with_their_seed(generate):
    for ours, again, other, free in zip(
        generate(), generate(), generate(seed=5), generate(seed=None), strict=True
    ):
        np.testing.assert_array_equal(ours, again)
        assert not np.array_equal(ours, other)
        assert not np.array_equal(ours, free)
    rng = np.random.default_rng(2)
    first, second = generate(seed=rng), generate(seed=rng)
    assert not np.array_equal(first[0], second[0])
    np.testing.assert_array_equal(first[0], generate(seed=2)[0])


def test_coffee_is_the_same_on_every_machine():
    X, y = datasets.load_coffee()
    np.testing.assert_allclose(X[0], [185.31763812, 12.69396457])
    assert y.sum() == 43


def test_blobs():
    X, y = datasets.make_blobs(1002, centers=[[0, 0, 0], [9, 0, 0]], cluster_std=0.1)
    assert X.shape == (1002, 3)
    np.testing.assert_array_equal(np.bincount(y), [501, 501])
    np.testing.assert_allclose(X[y == 1].mean(axis=0), [9, 0, 0], atol=0.02)
    np.testing.assert_allclose(X[y == 0].std(axis=0), 0.1, rtol=0.1)
    X, y = datasets.make_blobs(5, cluster_std=0)
    np.testing.assert_array_equal(X, np.array([[-4, 2], [-1, -3], [2, 2], [5, -2]])[y])


def test_coffee_network_tells_good_roasts_from_bad_ones():
    network = datasets.load_coffee_network()
    X, y = datasets.load_coffee()
    np.testing.assert_array_equal(network.predict(X) >= 0.5, y)
    good, bad = network.predict([[200, 13.9], [200, 17]])[:, 0]
    assert 0.9 < good < 1
    assert 1e-9 < bad < 1e-3
    # One unit for each side of the triangle: each has its say, and no good roast is forbidden by any.
    hidden = 1 / (1 + np.exp(-(network.normalize(X) @ network.W1 + network.b1)))
    assert (hidden[y[:, 0] == 1].mean(axis=0) < 0.2).all()
    assert (hidden[y[:, 0] == 0].mean(axis=0) > 0.1).all()
    assert (network.W2 < -30).all()


def test_coffee_network_takes_one_roast_or_many():
    network = datasets.load_coffee_network()
    one, many = network.predict([200.0, 13.9]), network.predict([[200.0, 13.9]] * 3)
    assert one.shape == (1,)
    assert many.shape == (3, 1)
    np.testing.assert_allclose(many, np.full((3, 1), one[0]), rtol=1e-12)


def test_coffee_network_gives_what_keras_gave():
    recorded = _files.load_arrays(_files.find("coffee_network.npz"))
    ours = datasets.load_coffee_network().predict(recorded["probes"])
    np.testing.assert_allclose(ours, recorded["predictions"], rtol=2e-5)


@pytest.mark.tensorflow
def test_keras_gives_the_same_from_the_same_weights():
    keras = pytest.importorskip("keras")
    network = datasets.load_coffee_network()
    X, _ = datasets.load_coffee()
    normalization = keras.layers.Normalization(axis=-1)
    normalization.adapt(X)
    np.testing.assert_allclose(np.asarray(normalization.mean)[0], network.mean, rtol=1e-6)
    np.testing.assert_allclose(np.asarray(normalization.variance)[0], network.variance, rtol=1e-5)
    dense = [keras.layers.Dense(units, activation="sigmoid") for units in (3, 1)]
    model = keras.Sequential([keras.Input((2,)), normalization, *dense])
    for layer, (W, b) in zip(dense, network.layers, strict=True):
        layer.set_weights([W, b])
    np.testing.assert_allclose(model(X), network.predict(X), rtol=1e-4, atol=1e-7)
