"""Normalization: what `adapt` finds, and where the axes go."""

import numpy as np
import pytest

from nnlab.layers import Normalization

RNG = np.random.default_rng(5)


@pytest.mark.parametrize(
    ("axis", "shape", "others"),
    [(-1, (32, 4), 0), ((1, 2), (32, 4, 3, 5), (0, 3)), (None, (8, 3), (0, 1)), (1, (6, 2, 3), (0, 2))],
)
def test_adapted_data_has_mean_0_and_variance_1(axis, shape, others):
    x = RNG.normal(loc=3, scale=5, size=shape)
    layer = Normalization(axis=axis)
    layer.adapt(x)
    assert layer.built
    y = layer(x)
    np.testing.assert_allclose(y.mean(axis=others), 0, atol=1e-5)
    np.testing.assert_allclose(y.var(axis=others), 1, atol=1e-5)
    back = Normalization(axis=axis, invert=True)
    back.adapt(x)
    np.testing.assert_allclose(back(y), x, rtol=1e-5, atol=1e-5)


def test_batches_give_what_the_whole_gives():
    x = RNG.normal(loc=1e6, size=(33, 4))  # far from 0, where sums of squares lose all their digits
    whole, parts, generated, pairs = (Normalization(dtype="float64") for _ in range(4))
    whole.adapt(x)
    parts.adapt([x[:8], x[8:20], x[20:]])
    generated.adapt(x[start : start + 10] for start in range(0, 33, 10))
    pairs.adapt([(x[:8], None), (x[8:], None)])
    for layer in (parts, generated, pairs):
        np.testing.assert_allclose(layer.adapt_mean, whole.adapt_mean, rtol=1e-12)
        np.testing.assert_allclose(layer.adapt_variance, whole.adapt_variance, rtol=1e-9)
    rows = Normalization()
    rows.adapt([[0.0, 7.0, 4.0], [2.0, 9.0, 6.0]])
    np.testing.assert_array_equal(rows.adapt_mean, [1, 8, 5])


def test_it_can_be_adapted_again():
    layer = Normalization()
    layer.adapt(RNG.normal(size=(5, 2)))
    layer.adapt(np.array([[1.0, 2.0], [3.0, 4.0]]))
    np.testing.assert_array_equal(layer.adapt_mean, [2, 3])
    assert [weight.shape for weight in layer.weights] == [(2,), (2,), ()]


def test_a_feature_without_variance_is_only_shifted_to_0():
    layer = Normalization()
    layer.adapt(np.array([[5.0, 1.0], [5.0, 2.0]]))
    np.testing.assert_array_equal(layer([[5.0, 1.5]]), [[0, 0]])


def test_given_values_belong_to_the_kept_axes_from_the_right():
    layer = Normalization(axis=(1, 2), mean=[1.0, 2.0, 3.0, 4.0, 5.0], variance=np.ones(5))
    layer.build((2, 7, 5, 3))
    assert layer.mean.shape == layer.variance.shape == (1, 7, 5, 1)
    np.testing.assert_array_equal(layer.mean[0, 3, :, 0], [1, 2, 3, 4, 5])
    assert layer.weights == []
    middle = Normalization(axis=2, mean=np.arange(1, 6), variance=np.ones(5))
    middle.build((2, 4, 5, 3))
    assert middle.mean.shape == (1, 1, 5, 1)
    scalar = Normalization(mean=3.0, variance=2.0)
    scalar.build((None, 7))
    np.testing.assert_array_equal(scalar.mean, np.full((1, 7), 3))


@pytest.mark.parametrize(
    ("make", "match"),
    [
        (lambda: Normalization(mean=0.5), "both `mean` and `variance` must be set"),
        (lambda: Normalization(variance=0.5), "both `mean` and `variance` must be set"),
        (lambda: Normalization(mean=[1.0], variance=[1.0, 2.0]), "shape of `mean`"),
        (lambda: Normalization(axis=3).build((2, 2)), "All `axis` values must be in the range"),
        (lambda: Normalization(axis=-4).build((2, 3, 4)), "All `axis` values must be in the range"),
        (lambda: Normalization(axis=1).build((None, None)), "All `axis` values to be kept"),
        (lambda: Normalization().adapt([]), "at least one batch|hold"),
    ],
)
def test_what_does_not_fit_is_refused(make, match):
    with pytest.raises(ValueError, match=match):
        make()


def test_other_data_than_the_layer_was_built_for():
    layer = Normalization()
    layer.build((10, 5))
    with pytest.raises(ValueError, match="an incompatible shape"):
        layer.adapt(RNG.normal(size=(10, 3)))


def test_adapt_takes_a_data_set_that_is_read_batch_by_batch(rng):
    x = rng.random((4, 8, 3))

    class Data:
        def __len__(self):
            return len(x)

        def __getitem__(self, i):
            return x[i], np.zeros(8)

    layer = Normalization()
    layer.adapt(Data())
    np.testing.assert_allclose(layer.mean[0], x.mean(axis=(0, 1)), rtol=1e-6)
    for data in (3.0, iter([3.0])):
        with pytest.raises(TypeError, match=r"`\.shape`"):
            Normalization().adapt(data)
