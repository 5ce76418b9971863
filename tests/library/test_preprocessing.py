"""One-hot rows, scaling, batches and splits."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from nnlab import preprocessing


def test_one_hot():
    rows = preprocessing.one_hot([0, 2, 1], 4)
    np.testing.assert_array_equal(rows, np.eye(4)[[0, 2, 1]])
    assert rows.dtype == np.float32
    np.testing.assert_array_equal(preprocessing.one_hot([[0], [2]]), np.eye(3)[[0, 2]])
    np.testing.assert_array_equal(preprocessing.one_hot(2, 3), [0, 0, 1])
    np.testing.assert_array_equal(preprocessing.one_hot(np.array([1.0, 0.0]), 2, "float64"), [[0, 1], [1, 0]])
    assert preprocessing.one_hot([[0, 1], [2, 0]], 3).shape == (2, 2, 3)
    assert preprocessing.one_hot([], 3).shape == (0, 3)
    assert preprocessing.one_hot([1], dtype=None).dtype == np.float32


@pytest.mark.parametrize("bad", [[3], [-1], [0.5], [np.nan], [np.inf]])
def test_one_hot_of_what_is_no_class(bad):
    with pytest.raises(ValueError, match="y must hold whole numbers from 0 to 2"):
        preprocessing.one_hot(bad, 3)


COLUMNS = hnp.arrays(
    st.sampled_from([np.float32, np.float64, np.int64]),
    st.tuples(st.integers(1, 20), st.integers(1, 3)),
    elements=st.integers(-1000, 1000),
)


@given(COLUMNS)
def test_scaled_columns_are_what_they_are_called(X):
    scaled, standard = preprocessing.min_max_scale(X), preprocessing.standardize(X)
    same = X.min(axis=0) == X.max(axis=0)
    assert scaled.dtype == standard.dtype == (np.float32 if X.dtype.kind == "i" else X.dtype)
    np.testing.assert_array_equal(scaled.min(axis=0), 0)
    np.testing.assert_array_equal(scaled.max(axis=0), ~same)
    np.testing.assert_allclose(standard.mean(axis=0, dtype=float), 0, atol=1e-6)
    np.testing.assert_allclose(standard.std(axis=0, dtype=float), ~same, rtol=1e-6)
    np.testing.assert_array_equal(standard[:, same], 0)


@pytest.mark.parametrize("scale", [1e-300, 1e-160, 1.0, 1e160, 1e308])
def test_scaling_of_every_size(scale):
    X = np.array([-1.0, 0.0, 1.0]) * scale
    np.testing.assert_allclose(preprocessing.min_max_scale(X), [0, 0.5, 1])
    np.testing.assert_allclose(preprocessing.standardize(X), [-np.sqrt(1.5), 0, np.sqrt(1.5)])


def test_a_constant_column_of_tenths_gives_zeros():
    np.testing.assert_array_equal(preprocessing.standardize(np.full(1001, 0.1)), 0)
    np.testing.assert_array_equal(preprocessing.min_max_scale(np.full(1001, 0.1)), 0)


def test_scaling_leaves_its_argument_and_passes_nan_on(rng):
    X = rng.normal(size=(5, 2))
    X[2, 1] = np.nan
    X.flags.writeable = False
    for function in (preprocessing.min_max_scale, preprocessing.standardize):
        result = function(X)
        assert np.isnan(result[:, 1]).any()
        assert np.isfinite(result[:, 0]).all()
        assert function(np.zeros((0, 3))).shape == (0, 3)


@given(st.integers(0, 50), st.integers(1, 60), st.booleans())
def test_every_sample_is_in_one_batch(m, batch_size, shuffle):
    X, y = np.arange(2 * m).reshape(m, 2), np.arange(m)
    batches = list(preprocessing.minibatches(X, y, batch_size, np.random.default_rng(0), shuffle))
    assert [len(batch) for batch, _ in batches] == [min(batch_size, m - i) for i in range(0, m, batch_size)]
    seen = np.concatenate([labels for _, labels in batches]) if batches else y
    assert sorted(seen) == list(range(m))
    assert shuffle or (seen == y).all()
    for batch, labels in batches:
        np.testing.assert_array_equal(batch, X[labels])


def test_batches_are_checked_at_once_and_drawn_again():
    with pytest.raises(ValueError, match="y must have as many samples as X, 3"):
        preprocessing.minibatches(np.zeros((3, 2)), np.zeros(2))
    rng = np.random.default_rng(0)
    first, second = (
        np.concatenate([y for _, y in preprocessing.minibatches(np.arange(99), np.arange(99), 32, rng)])
        for _ in range(2)
    )
    assert (first != second).any()


@given(st.integers(2, 60), st.floats(0.01, 0.99), st.booleans())
def test_a_split_keeps_every_sample_and_its_target(m, test_size, shuffle):
    X, y = np.arange(m) * 10, np.arange(m)
    held_back = int(np.ceil(m * test_size))
    if held_back == m:
        with pytest.raises(ValueError, match="test_size must leave"):
            preprocessing.train_test_split(X, y, test_size)
        return
    X_train, X_test, y_train, y_test = preprocessing.train_test_split(X, y, test_size, 3, shuffle)
    assert len(y_test) == held_back
    np.testing.assert_array_equal(X_train, y_train * 10)
    np.testing.assert_array_equal(X_test, y_test * 10)
    assert sorted([*y_train, *y_test]) == list(range(m))
    assert shuffle or (y_train == y[:-held_back]).all()


def test_a_split_by_number():
    X_train, X_test, *_ = preprocessing.train_test_split(np.arange(10), np.arange(10), 3, seed=0)
    assert (len(X_train), len(X_test)) == (7, 3)
    for bad in (0, 10, 0.0, 1.0, -0.5, 1.5, True):
        with pytest.raises(ValueError, match="test_size must leave"):
            preprocessing.train_test_split(np.arange(10), np.arange(10), bad)


@pytest.mark.filterwarnings("error")
def test_the_ends_of_the_floats():
    tiny, huge = np.array([0, 5e-324]), np.array([-1.7e308, 1.7e308])
    for column in (tiny, huge):
        np.testing.assert_array_equal(preprocessing.min_max_scale(column), [0, 1])
    for scale in (preprocessing.min_max_scale, preprocessing.standardize):
        assert np.isnan(scale([1.0, np.inf, 3.0])).any()
