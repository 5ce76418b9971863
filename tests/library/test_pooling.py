"""MaxPooling1D and MaxPooling2D: values, ties, gradients by finite differences, and beside Keras."""

import itertools

import numpy as np
import pytest

from nnlab.layers import MaxPooling1D, MaxPooling2D

CASES = [
    pytest.param(MaxPooling1D, {}, (2, 7, 2), id="1d"),
    pytest.param(MaxPooling1D, {"pool_size": 3, "strides": 1}, (2, 7, 2), id="1d-overlapping"),
    pytest.param(MaxPooling1D, {"pool_size": 3, "strides": 2, "padding": "same"}, (2, 6, 2), id="1d-same"),
    pytest.param(MaxPooling1D, {"pool_size": (2,), "strides": (3,)}, (2, 8, 1), id="1d-gaps"),
    pytest.param(MaxPooling2D, {}, (2, 5, 6, 3), id="2d"),
    pytest.param(MaxPooling2D, {"pool_size": (2, 3), "strides": (2, 2)}, (2, 5, 7, 2), id="2d-oblong"),
    pytest.param(MaxPooling2D, {"pool_size": 3, "strides": 1, "padding": "same"}, (2, 4, 5, 2), id="2d-same"),
    pytest.param(
        MaxPooling2D, {"pool_size": 4, "strides": 3, "padding": "same"}, (1, 5, 4, 2), id="2d-same-4"
    ),
]


def by_the_formula(layer, x):
    """The largest value of each window, in plain loops, and where it is."""
    out = layer.compute_output_shape(x.shape)
    y, where = np.zeros(out), {}
    for n, *place, c in itertools.product(*map(range, out)):
        best = -np.inf
        for cell in itertools.product(*map(range, layer.pool_size)):
            at = []
            for i, k, size, cells, stride, count in zip(
                place, cell, x.shape[1:], layer.pool_size, layer.strides, out[1:], strict=False
            ):
                beyond = max((count - 1) * stride + cells - size, 0)
                at.append(i * stride + k - (beyond // 2 if layer.padding == "same" else 0))
            inside = all(0 <= index < size for index, size in zip(at, x.shape[1:], strict=False))
            if inside and x[(n, *at, c)] > best:
                best, where[(n, *place, c)] = x[(n, *at, c)], (n, *at, c)
        y[(n, *place, c)] = best
    return y, where


@pytest.mark.parametrize("values", ["distinct", "tied", "negative"])
@pytest.mark.parametrize(("layer", "arguments", "shape"), CASES)
def test_values_and_gradients_are_those_of_the_formula(layer, arguments, shape, values, rng):
    x = rng.permutation(np.arange(np.prod(shape), dtype="float64")).reshape(shape)
    if values == "tied":
        x %= 3
    elif values == "negative":
        x -= 1000
    layer = layer(dtype="float64", **arguments)
    y, where = by_the_formula(layer, x)
    np.testing.assert_array_equal(layer(x), y)
    np.testing.assert_array_equal(layer.forward(x, training=True), y)
    grad_output = rng.standard_normal(y.shape)
    expected = np.zeros(shape)
    for output, place in where.items():
        expected[place] += grad_output[output]
    np.testing.assert_allclose(layer.backward(grad_output), expected, rtol=1e-13)
    assert layer.backward(grad_output, input_gradient=False) is None


def test_batches_of_other_sizes(rng):
    layer = MaxPooling2D()
    for shape in [(4, 4, 4, 1), (2, 4, 4, 1), (0, 4, 4, 1), (2, 6, 5, 3)]:
        x = rng.standard_normal(shape).astype("float32")
        y = layer.forward(x, training=True)
        assert y.shape == layer.compute_output_shape(shape)
        np.testing.assert_allclose(layer.backward(np.ones_like(y)).sum(), y.size)


@pytest.mark.parametrize(("layer", "arguments", "shape"), CASES)
def test_channels_may_come_first(layer, arguments, shape, rng):
    x = rng.integers(0, 4, shape).astype("float64")
    last = layer(dtype="float64", **arguments)
    first = layer(dtype="float64", data_format="channels_first", **arguments)
    expected, moved = last.forward(x, training=True), np.moveaxis(x, -1, 1)
    y = first.forward(moved, training=True)
    assert y.shape == first.compute_output_shape(moved.shape)
    np.testing.assert_array_equal(np.moveaxis(y, 1, -1), expected)
    weigh = rng.standard_normal(expected.shape)
    grad_x = first.backward(np.moveaxis(weigh, -1, 1))
    np.testing.assert_array_equal(np.moveaxis(grad_x, 1, -1), last.backward(weigh))


def test_special_values():
    x = np.array([1.0, np.nan, -np.inf, -np.inf, np.inf, 0.0]).reshape(1, 6, 1)
    np.testing.assert_array_equal(MaxPooling1D()(x)[0, :, 0], [np.nan, -np.inf, np.inf])


def test_names_repr_and_config():
    layer = MaxPooling2D(name="pool")
    assert (layer.pool_size, layer.strides, layer.count_params()) == ((2, 2), (2, 2), 0)
    assert MaxPooling2D.from_config(layer.get_config()).get_config() == layer.get_config()
    assert layer.compute_output_shape((None, 28, None, 3)) == (None, 14, None, 3)


@pytest.mark.parametrize(
    ("arguments", "error", "message"),
    [
        ({"pool_size": 0}, ValueError, "pool_size must be at least 1"),
        ({"pool_size": (2, 2, 2)}, ValueError, "pool_size must be a whole number, or 2"),
        ({"strides": 1.5}, TypeError, "strides must be a whole number"),
        ({"padding": "causal"}, ValueError, "padding must be one of 'valid', 'same'"),
        ({"data_format": "channels"}, ValueError, "data_format must be"),
    ],
)
def test_bad_arguments(arguments, error, message):
    with pytest.raises(error, match=rf"^MaxPooling2D: .*{message}"):
        MaxPooling2D(**arguments)


def test_bad_inputs():
    for shape, message in [((2, 9, 9), "4 axes"), ((2, 1, 9, 1), "room for a window of 2 by 2")]:
        with pytest.raises(ValueError, match=message):
            MaxPooling2D()(np.ones(shape))


@pytest.mark.tensorflow
@pytest.mark.parametrize(("layer", "arguments", "shape"), CASES)
def test_keras_gives_the_same(layer, arguments, shape, rng):
    tf = pytest.importorskip("tensorflow")
    x = rng.integers(0, 4, shape).astype("float32")  # with many ties, as ReLU makes them
    ours, theirs = layer(**arguments), getattr(tf.keras.layers, layer.__name__)(**arguments)
    inputs = tf.constant(x)
    with tf.GradientTape() as tape:
        tape.watch(inputs)
        outputs = theirs(inputs)
        weigh = rng.standard_normal(outputs.shape).astype("float32")
        total = tf.reduce_sum(outputs * weigh)
    np.testing.assert_array_equal(ours.forward(x, training=True), outputs)
    np.testing.assert_allclose(ours.backward(weigh), tape.gradient(total, inputs), rtol=1e-6, atol=1e-6)
