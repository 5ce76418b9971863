"""Conv1D and Conv2D: shapes, values by the formula, gradients by finite differences, and beside Keras."""

import importlib
import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nnlab.layers import Conv1D, Conv2D

# Layer, arguments, shape of the input
CASES = [
    pytest.param(Conv1D, {"kernel_size": 3}, (2, 7, 2), id="1d"),
    pytest.param(Conv1D, {"kernel_size": 1}, (2, 3, 2), id="1d-one-cell"),
    pytest.param(Conv1D, {"kernel_size": 7}, (2, 7, 1), id="1d-whole"),
    pytest.param(Conv1D, {"kernel_size": 3, "padding": "same"}, (2, 6, 2), id="1d-same"),
    pytest.param(
        Conv1D, {"kernel_size": 4, "padding": "same", "strides": 3}, (2, 8, 2), id="1d-same-strides"
    ),
    pytest.param(Conv1D, {"kernel_size": 2, "padding": "same", "strides": 3}, (2, 8, 2), id="1d-same-gaps"),
    pytest.param(Conv1D, {"kernel_size": 9, "padding": "same"}, (1, 3, 2), id="1d-same-larger"),
    pytest.param(Conv1D, {"kernel_size": 2, "strides": (2,)}, (2, 5, 2), id="1d-strides"),
    pytest.param(Conv1D, {"kernel_size": 3, "padding": "causal"}, (2, 6, 2), id="1d-causal"),
    pytest.param(
        Conv1D, {"kernel_size": 3, "padding": "causal", "dilation_rate": 2}, (2, 6, 2), id="1d-dilated"
    ),
    pytest.param(Conv1D, {"kernel_size": 3, "use_bias": False}, (2, 5, 1), id="1d-no-bias"),
    pytest.param(Conv2D, {"kernel_size": 3}, (2, 5, 6, 2), id="2d"),
    pytest.param(Conv2D, {"kernel_size": (2, 3)}, (2, 5, 6, 1), id="2d-oblong"),
    pytest.param(Conv2D, {"kernel_size": 3, "padding": "same"}, (2, 4, 5, 2), id="2d-same"),
    pytest.param(
        Conv2D, {"kernel_size": (2, 4), "padding": "SAME", "strides": 2}, (2, 4, 5, 2), id="2d-same-strides"
    ),
    pytest.param(Conv2D, {"kernel_size": 3, "strides": (2, 1)}, (2, 6, 5, 2), id="2d-strides"),
    pytest.param(Conv2D, {"kernel_size": 2, "dilation_rate": (2, 1)}, (2, 5, 4, 2), id="2d-dilated"),
    pytest.param(
        Conv2D, {"kernel_size": 3, "padding": "same", "dilation_rate": 3}, (1, 5, 4, 1), id="2d-same-dilated"
    ),
    pytest.param(Conv1D, {"kernel_size": 2, "groups": 3}, (2, 5, 6), id="1d-groups"),
    pytest.param(Conv2D, {"kernel_size": 2, "groups": 3, "padding": "same"}, (2, 3, 4, 3), id="2d-groups"),
]
FILTERS = 3


def made(layer, arguments, shape, rng, dtype="float64", **more):
    """A layer with weights of its own, and an input."""
    layer = layer(FILTERS, dtype=dtype, **arguments, **more)
    layer.build((None, *shape[1:]))
    layer.set_weights([rng.standard_normal(weight.shape) for weight in layer.weights])
    return layer, rng.standard_normal(shape).astype(dtype)


def by_the_formula(layer, x):
    """z[i, f] = bias[f] + Σ x[i · strides + k · dilation − before, c] · kernel[k, c, f], in plain loops."""
    out = layer.compute_output_shape(x.shape)
    z = np.zeros(out)
    for n, *place, f in itertools.product(*map(range, out)):
        total = layer.bias[f] if layer.use_bias else 0.0
        first = f * layer.groups // layer.filters * layer.kernel.shape[-2]  # channel of the filter's group
        for *cell, c in itertools.product(*map(range, layer.kernel.shape[:-1])):
            at = []
            for i, k, size, cells, stride, apart, count in zip(
                place,
                cell,
                x.shape[1:],
                layer.kernel_size,
                layer.strides,
                layer.dilation_rate,
                out[1:],
                strict=False,
            ):
                span = (cells - 1) * apart + 1
                beyond = max((count - 1) * stride + span - size, 0)
                before = {"valid": 0, "same": beyond // 2, "causal": span - 1}[layer.padding]
                at.append(i * stride + k * apart - before)
            if all(0 <= index < size for index, size in zip(at, x.shape[1:], strict=False)):
                total += x[(n, *at, first + c)] * layer.kernel[(*cell, c, f)]
        z[(n, *place, f)] = total
    return z


@pytest.mark.parametrize(("layer", "arguments", "shape"), CASES)
def test_values_are_those_of_the_formula(layer, arguments, shape, rng):
    layer, x = made(layer, arguments, shape, rng)
    for training in (False, True):
        y = layer(x, training=training)
        assert y.dtype == np.float64
        assert y.shape == layer.compute_output_shape(shape)
        np.testing.assert_allclose(y, by_the_formula(layer, x), rtol=1e-12, atol=1e-13)


@pytest.mark.parametrize("activation", ["relu", "tanh", "gelu", None])
@pytest.mark.parametrize(("layer", "arguments", "shape"), CASES)
def test_gradients_are_those_of_finite_differences(layer, arguments, shape, rng, activation):
    layer, x = made(layer, arguments, shape, rng, activation=activation)
    weigh = rng.standard_normal(layer.compute_output_shape(shape))
    layer.forward(x, training=True)
    grad_x = layer.backward(weigh)
    for array, gradient in [(x, grad_x), *zip(layer.trainable_weights, layer.gradients, strict=True)]:
        assert gradient.shape == array.shape
        assert gradient.dtype == array.dtype
        expected = np.zeros_like(array)
        for place in np.ndindex(array.shape):
            value, step = array[place], 1e-6
            array[place] = value + step
            above = (layer(x) * weigh).sum()
            array[place] = value - step
            below = (layer(x) * weigh).sum()
            array[place] = value
            expected[place] = (above - below) / (2 * step)
        np.testing.assert_allclose(gradient, expected, rtol=1e-6, atol=1e-7)


@st.composite
def geometries(draw):
    """A layer of any window, strides or dilation, and padding, and the shape of an input."""
    rank = draw(st.sampled_from([1, 2]))
    sizes = st.tuples(*[st.integers(1, 4)] * rank)
    spread = draw(st.sampled_from(["strides", "dilation_rate"]))
    padding = draw(st.sampled_from(["valid", "same", "causal"][: 4 - rank]))
    arguments = {"kernel_size": draw(sizes), spread: draw(sizes), "padding": padding}
    shape = (draw(st.integers(1, 2)), *draw(st.tuples(*[st.integers(1, 9)] * rank)), draw(st.integers(1, 2)))
    return {1: Conv1D, 2: Conv2D}[rank], arguments, shape


@given(geometries())
def test_any_window_on_any_input(geometry):
    layer, arguments, shape = geometry
    try:
        layer, x = made(layer, arguments, shape, np.random.default_rng(0))
    except ValueError as error:
        assert "have room for a window" in str(error)  # noqa: PT017 - only where there is none
        span = [
            (k - 1) * d + 1
            for k, d in zip(arguments["kernel_size"], arguments.get("dilation_rate", (1, 1)), strict=False)
        ]
        assert any(size < cells for size, cells in zip(shape[1:], span, strict=False))
        return
    np.testing.assert_allclose(layer(x), by_the_formula(layer, x), rtol=1e-12, atol=1e-13)
    # The gradient of a linear function is the function turned round: <layer(x), g> = <x, backward(g)> + bias.
    y = layer.forward(x, training=True)
    g = np.random.default_rng(1).standard_normal(y.shape)
    np.testing.assert_allclose(
        (x * layer.backward(g)).sum(), ((y - layer.bias) * g).sum(), rtol=1e-9, atol=1e-9
    )
    np.testing.assert_allclose(
        (layer.kernel * layer.kernel_gradient).sum(), ((y - layer.bias) * g).sum(), rtol=1e-9, atol=1e-9
    )
    np.testing.assert_allclose(layer.bias_gradient, g.reshape(-1, FILTERS).sum(axis=0), rtol=1e-9, atol=1e-9)


@pytest.mark.parametrize("activation", ["relu", "gelu", None])
@pytest.mark.parametrize(("layer", "arguments", "shape"), CASES)
def test_channels_may_come_first(layer, arguments, shape, rng, activation):
    last, x = made(layer, arguments, shape, rng, activation=activation)
    first = layer(FILTERS, dtype="float64", data_format="channels_first", activation=activation, **arguments)
    moved = np.moveaxis(x, -1, 1)
    first.build(moved.shape)
    first.set_weights(last.get_weights())
    expected = np.moveaxis(last.forward(x, training=True), -1, 1)
    assert first.compute_output_shape(moved.shape) == expected.shape
    np.testing.assert_allclose(first(moved), expected, rtol=1e-13)
    np.testing.assert_allclose(first.forward(moved, training=True), expected, rtol=1e-13)
    weigh = rng.standard_normal(expected.shape)
    grad_x = last.backward(np.ascontiguousarray(np.moveaxis(weigh, 1, -1)))
    np.testing.assert_allclose(np.moveaxis(first.backward(weigh), 1, -1), grad_x, rtol=1e-12)
    for gradient, expected in zip(first.gradients, last.gradients, strict=True):
        np.testing.assert_allclose(gradient, expected, rtol=1e-12)


def test_a_group_does_not_see_the_others():
    layer = Conv1D(4, 1, groups=2)
    x = np.ones((1, 3, 2))
    x[..., 1] = np.nan
    y = layer(x)
    assert np.isfinite(y[..., :2]).all()
    assert np.isnan(y[..., 2:]).all()


def test_buffers_serve_batches_of_other_sizes(rng):
    layer, _ = made(Conv2D, {"kernel_size": 3, "padding": "same", "strides": 2}, (4, 5, 5, 2), rng)
    for shape in [(4, 5, 5, 2), (3, 5, 5, 2), (3, 6, 6, 2), (3, 5, 5, 2), (0, 5, 5, 2), (3, 9, 4, 2)]:
        x = rng.standard_normal(shape)
        grad_output = rng.standard_normal(layer.compute_output_shape(shape))
        np.testing.assert_allclose(layer(x), by_the_formula(layer, x), rtol=1e-12, atol=1e-13)
        layer.forward(x, training=True)
        grad_x = layer.backward(grad_output)
        alone = Conv2D.from_config(layer.get_config())
        alone.build(shape)
        alone.set_weights(layer.get_weights())
        alone.forward(x, training=True)
        np.testing.assert_allclose(grad_x, alone.backward(grad_output), rtol=1e-12)
        np.testing.assert_allclose(layer.kernel_gradient, alone.kernel_gradient, rtol=1e-12, atol=1e-12)


def test_inference_lays_out_a_few_windows_at_a_time(rng):
    layer, x = made(Conv2D, {"kernel_size": 3}, (900, 28, 28, 1), rng, dtype="float32")
    y = layer(x)
    largest = max(kept.nbytes for kept in layer._buffers.values())
    assert largest < 5e6 < y.nbytes
    np.testing.assert_allclose(y[899], layer(x[899:])[0], rtol=1e-5, atol=1e-6)
    layer.forward(x[:5], training=True)
    assert layer.backward(np.ones((5, 26, 26, 3), "float32"), input_gradient=False) is None


def test_inputs_are_left_alone(rng):
    layer, x = made(Conv2D, {"kernel_size": 2}, (2, 4, 4, 2), rng)
    strided = np.asfortranarray(x)
    for array in (x, strided):
        array.flags.writeable = False
    np.testing.assert_allclose(layer(strided), layer(x), rtol=1e-14)
    grad_output = np.ones((2, 3, 3, FILTERS))
    grad_output.flags.writeable = False
    layer.forward(x, training=True)
    layer.backward(grad_output)


def test_names_repr_and_config():
    layer = Conv2D(8, 3, padding="same", activation="relu", name="edges")
    config = layer.get_config()
    assert config["kernel_size"] == (3, 3)
    assert config["strides"] == config["dilation_rate"] == (1, 1)
    assert repr(layer).startswith("Conv2D(filters=8, kernel_size=(3, 3), padding='same', ")
    assert "strides" not in repr(layer)
    assert repr(layer).endswith("name='edges')")
    assert Conv2D.from_config(config).get_config() == config


@pytest.mark.parametrize(
    ("arguments", "error", "message"),
    [
        ({"filters": 0}, ValueError, "filters must be at least 1"),
        ({"filters": 2.0}, TypeError, "filters must be a whole number"),
        ({"kernel_size": (3,)}, ValueError, "kernel_size must be a whole number, or 2"),
        ({"kernel_size": (3, 0)}, ValueError, "kernel_size must be at least 1"),
        ({"kernel_size": "3"}, TypeError, "kernel_size must be a whole number"),
        ({"strides": (1, 2, 3)}, ValueError, "strides must be"),
        ({"strides": 0}, ValueError, "strides must be at least 1"),
        ({"strides": 2, "dilation_rate": (2, 1)}, ValueError, "dilation_rate must be 1 where"),
        ({"padding": "causal"}, ValueError, "padding must be one of 'valid', 'same'"),
        ({"padding": None}, TypeError, "padding must be"),
        ({"data_format": "channels_middle"}, ValueError, "data_format must be"),
        ({"data_format": 1}, TypeError, "data_format must be"),
        ({"groups": 0}, ValueError, "groups must be at least 1"),
        ({"groups": 3}, ValueError, "groups must divide the number of filters, 2"),
        ({"kernel_regularizer": "l2"}, TypeError, "kernel_regularizer must be left out"),
    ],
)
def test_bad_arguments(arguments, error, message):
    with pytest.raises(error, match=rf"^Conv2D: .*{message}"):
        Conv2D(**({"filters": 2, "kernel_size": 3} | arguments))


def test_bad_inputs():
    layer = Conv2D(2, 3)
    for shape, message in [((2, 9, 9), "4 axes"), ((2, 2, 9, 1), "room for a window of 3 by 3")]:
        with pytest.raises(ValueError, match=message):
            layer(np.ones(shape))
    layer(np.ones((1, 3, 3, 1)))
    with pytest.raises(ValueError, match="have 1 channels, which"):
        layer(np.ones((1, 3, 3, 2)))
    with pytest.raises(ValueError, match=r"\(batch, channels, height, width\)"):
        Conv2D(2, 3, data_format="channels_first")(np.ones((2, 9, 9)))
    with pytest.raises(ValueError, match="make 2 groups, not 3 of them"):
        Conv2D(2, 3, groups=2)(np.ones((1, 3, 3, 3)))
    assert layer.compute_output_shape((None, None, 28, 1)) == (None, None, 26, 2)


@pytest.mark.tensorflow
@pytest.mark.parametrize("dtype", ["float32", "float64"])
@pytest.mark.parametrize(("layer", "arguments", "shape"), CASES)
def test_keras_gives_the_same(layer, arguments, shape, rng, dtype):
    tf = pytest.importorskip("tensorflow")
    ours, x = made(layer, arguments, shape, rng, dtype, activation="tanh")
    theirs = getattr(tf.keras.layers, layer.__name__)(FILTERS, activation="tanh", dtype=dtype, **arguments)
    theirs.build(shape)
    theirs.set_weights(ours.get_weights())
    tolerance = {"rtol": 1e-12, "atol": 1e-14} if dtype == "float64" else {"rtol": 2e-5, "atol": 2e-6}
    np.testing.assert_allclose(ours(x), theirs(x), **tolerance)
    weigh = rng.standard_normal(ours.compute_output_shape(shape)).astype(dtype)
    inputs = tf.constant(x)
    with tf.GradientTape() as tape:
        tape.watch(inputs)
        total = tf.reduce_sum(theirs(inputs) * weigh)
    expected = tape.gradient(total, [inputs, *theirs.trainable_weights])
    ours.forward(x, training=True)
    for gradient, theirs_too in zip([ours.backward(weigh), *ours.gradients], expected, strict=True):
        np.testing.assert_allclose(gradient, theirs_too, **tolerance)


@pytest.mark.tensorflow
def test_a_network_learns_as_in_keras(rng):
    tf = pytest.importorskip("tensorflow")
    nnlab = importlib.import_module("nnlab")
    x, y = rng.random((80, 12, 12, 1), dtype="float32"), rng.integers(0, 4, 80).astype("uint8")
    tf.keras.utils.set_random_seed(0)
    models = []
    for keras in (tf.keras, nnlab):
        layers = keras.layers
        model = keras.Sequential(
            [
                keras.Input((12, 12, 1)),
                layers.Conv2D(6, 3, padding="same", activation="relu"),
                layers.MaxPooling2D(),
                layers.Conv2D(5, 3, strides=2, activation="tanh"),
                layers.Flatten(),
                layers.Dense(4, activation="softmax"),
            ]
        )
        model.compile(keras.optimizers.Adam(0.003), "sparse_categorical_crossentropy", metrics=["accuracy"])
        models.append(model)
    theirs, ours = models
    ours.set_weights(theirs.get_weights())
    expected, found = (model.fit(x, y, epochs=4, shuffle=False, verbose=0).history for model in models)
    np.testing.assert_allclose(found["loss"], expected["loss"], rtol=1e-5)
    np.testing.assert_allclose(found["accuracy"], expected["accuracy"], rtol=1e-6)
    for weight, theirs_too in zip(ours.get_weights(), theirs.get_weights(), strict=True):
        np.testing.assert_allclose(weight, theirs_too, rtol=1e-3, atol=1e-5)
