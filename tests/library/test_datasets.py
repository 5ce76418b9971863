"""The data sets: shapes, rules, reproducibility, and the trained network beside Keras."""

import subprocess
import sys

import numpy as np
import pytest

from nnlab import datasets
from nnlab.datasets import _files

PAIRS = [
    datasets.load_digits,
    datasets.load_ecg5000,
    datasets.load_fashion_mnist,
    datasets.load_mnist,
    datasets.load_movies,
]


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


@pytest.mark.parametrize("load", [datasets.load_coffee_network, *PAIRS])
def test_shared_arrays_cannot_be_changed(load):
    arrays = [array for part in load() for array in (part if isinstance(part, tuple) else (part,))]
    for array in arrays:
        with pytest.raises(ValueError, match="read-only"):
            array[...] = 0


@pytest.mark.parametrize("load", PAIRS)
def test_files_are_loaded_once(load):
    assert load()[0][0] is load()[0][0]
    assert load()[1][1] is load()[1][1]


@pytest.mark.parametrize("load", PAIRS)
def test_images_and_labels_belong_together(load):
    # Where the class of the nearest class mean is right much more often than chance, no row has slipped.
    (x_train, y_train), (x_test, y_test) = load()
    if y_train.ndim == 2:  # several genres a film: is it a documentary?
        y_train, y_test = y_train[:, 7], y_test[:, 7]
        x_train, x_test = x_train[:, 5:], x_test[:, 5:]
    x_train, x_test = (x[:2000].reshape(len(x[:2000]), -1).astype(float) for x in (x_train, x_test))
    y_train, y_test = y_train[:2000], y_test[:2000]
    means = np.stack([x_train[y_train == label].mean(axis=0) for label in np.unique(y_train)])
    nearest = (x_test**2).sum(1, keepdims=True) - 2 * x_test @ means.T + (means**2).sum(1)
    share = np.mean([(nearest.argmin(1) == y_test)[y_test == label].mean() for label in np.unique(y_test)])
    assert share > 0.55


def test_fashion_mnist_is_all_there():
    (x_train, y_train), (x_test, y_test) = datasets.load_fashion_mnist()
    assert x_train.shape == (60000, 28, 28)
    assert x_test.shape == (10000, 28, 28)
    assert {array.dtype for array in (x_train, y_train, x_test, y_test)} == {np.dtype("uint8")}
    np.testing.assert_array_equal(np.bincount(y_train), 6000)
    np.testing.assert_array_equal(np.bincount(y_test), 1000)
    # Figures that are published beside the data: mean and deviation of the scaled training pixels.
    assert x_train.mean() / 255 == pytest.approx(0.2860, abs=5e-5)
    assert x_train.std() / 255 == pytest.approx(0.3530, abs=5e-5)


def test_fashion_mnist_is_found_as_in_keras():
    pair = datasets.fashion_mnist.load_data()
    assert pair[0][0] is datasets.load_fashion_mnist()[0][0]


def test_loading_fashion_mnist_takes_little_more_than_its_arrays():
    code = """
import tracemalloc, nnlab.datasets
tracemalloc.start()
pairs = nnlab.datasets.load_fashion_mnist()
kept, peak = tracemalloc.get_traced_memory()
arrays = sum(array.nbytes for pair in pairs for array in pair)
assert arrays == 70000 * 785, arrays
assert kept < 1.02 * arrays, (kept, arrays)
assert peak < 1.05 * arrays, (peak, arrays)
"""
    subprocess.run([sys.executable, "-c", code], check=True)


def test_mnist_is_divided_in_the_same_proportions():
    (x_train, y_train), (x_test, y_test) = datasets.load_mnist()
    assert x_train.shape == (8000, 28, 28)
    assert x_test.shape == (2000, 28, 28)
    assert (x_train.dtype, x_train.min(), x_train.max()) == (np.uint8, 0, 255)
    share = np.bincount(y_test) / np.bincount(np.concatenate([y_train, y_test]))
    np.testing.assert_allclose(share, 0.2, atol=0.005)


def test_heartbeats_are_scaled_and_mostly_normal():
    for x, y in datasets.load_ecg5000():
        assert x.dtype == np.float32
        np.testing.assert_allclose(x.mean(axis=1), 0, atol=1e-3)
        np.testing.assert_allclose(x.std(axis=1, ddof=1), 1, atol=2e-3)
        counts = np.bincount(y)
        assert len(counts) == len(datasets.class_names("ecg5000"))
        assert 0.5 < counts[0] / len(y) < 0.6


def test_movies_features_and_table_are_of_the_same_films():
    genres, features = datasets.class_names("movies"), datasets.movie_features()
    for (x, y), table in zip(datasets.load_movies(), datasets.load_movie_table(), strict=True):
        assert x.shape == (len(y), len(features))
        assert y.shape == (len(x), len(genres))
        assert all(len(column) == len(x) for column in table.values())
        assert y.any(axis=1).all()
        listed = [text.split("|") for text in table["genres"]]
        np.testing.assert_array_equal(y, [[genre in film for genre in genres] for film in listed])
        for name in ("year", "runtime_min", "tomatometer", "n_reviews", "box_office_usd"):
            np.testing.assert_allclose(
                x[:, features.index(name)], np.nan_to_num(table[name], nan=-1), rtol=1e-6, atol=0.5
            )
        # The table's lists are cut after a few entries, so a feature may say more than the table, never less.
        french = np.array(["France" in text.split("|") for text in table["country"]])
        feature = x[:, features.index("country:France")] == 1
        assert feature[french].all()
        assert (feature == french).mean() > 0.999
        assert set(np.unique(x[:, 5:])) == {0, 1}
    train, test = datasets.load_movie_table()
    assert not set(train["id"]) & set(test["id"])
    with pytest.raises(ValueError, match="read-only"):
        train["year"][0] = 0


def test_class_names_are_those_in_the_files():
    fashion = _files.load_arrays(_files.find("fashion_mnist.npz"))["class_names"]
    assert datasets.class_names("fashion_mnist") == tuple(fashion)
    movies = _files.load_arrays(_files.find("movie_genres.npz"))["label_names"]
    assert datasets.class_names("movies") == tuple(movies)
    assert datasets.class_names("mnist") == datasets.class_names("digits") == tuple("0123456789")
    with pytest.raises(ValueError, match="Did you mean 'fashion_mnist'"):
        datasets.class_names("fashion-mnist")


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
