"""Layers without weights to train, and what all layers share; no TensorFlow."""

import numpy as np
import pytest

from nnlab import activations, layers
from nnlab.gradcheck import numerical_gradient
from nnlab.layers import Activation, Dense, Dropout, Flatten, Input, Layer, Normalization, Rescaling
from nnlab.models import Sequential

RNG = np.random.default_rng(3)
X = RNG.normal(size=(4, 3))
NAMES = ["linear", "relu", "leaky_relu", "elu", "sigmoid", "tanh", "softplus", "silu", "gelu"]
NAMES += ["softmax", "log_softmax"]
# Every layer: how it is made, and an input that it takes.
TABLE = [
    *((lambda name=name: Dense(2, activation=name, dtype="float64"), X) for name in NAMES),
    *((lambda name=name: Activation(name, dtype="float64"), X) for name in NAMES),
    (lambda: Dense(2, use_bias=False, dtype="float64"), RNG.normal(size=(2, 3, 4))),
    (lambda: Dense(5, "tanh", bias_initializer="ones", dtype="float64"), RNG.normal(size=(2, 2, 2, 3))),
    (lambda: Flatten(dtype="float64"), RNG.normal(size=(2, 3, 4))),
    (lambda: Flatten("channels_first", dtype="float64"), RNG.normal(size=(2, 3, 2, 2))),
    (lambda: Rescaling(2.0, [1.0, 2.0, 3.0], dtype="float64"), X),
    (lambda: Normalization(mean=[1.0, 2.0, 3.0], variance=[4.0, 0.01, 0.25], dtype="float64"), X),
    (lambda: Normalization(mean=1.0, variance=4.0, invert=True, dtype="float64"), X),
    (lambda: Dropout(0.0, dtype="float64"), X),
]


@pytest.mark.parametrize(("make", "x"), TABLE)
def test_gradients_agree_with_finite_differences_in_every_coordinate(make, x):
    layer = make()
    grad_output = RNG.normal(size=layer(x).shape)

    def loss(_):
        return float(np.sum(layer(x) * grad_output))

    layer.forward(x, True)
    grad_input = layer.backward(grad_output).copy()
    gradients = [gradient.copy() for gradient in layer.gradients]
    np.testing.assert_allclose(
        grad_input,
        numerical_gradient(lambda a: float(np.sum(layer(a) * grad_output)), x),
        rtol=1e-5,
        atol=1e-7,
    )
    for weight, gradient in zip(layer.trainable_weights, gradients, strict=True):
        own = weight.copy()

        def shifted(values, weight=weight):
            weight[...] = values
            return loss(None)

        expected = numerical_gradient(shifted, own)
        weight[...] = own
        np.testing.assert_allclose(gradient, expected, rtol=1e-5, atol=1e-7)


@pytest.mark.parametrize(("make", "x"), TABLE)
def test_what_holds_for_every_layer(make, x):
    layer = make()
    before = x.copy()
    y = layer(x)
    assert layer.built
    assert y.dtype == np.float64
    assert y.shape == layer.compute_output_shape(x.shape)
    assert layer.compute_output_shape((None, *x.shape[1:]))[0] is None
    trained = layer(x, training=True)
    np.testing.assert_array_equal(trained, y)
    layer(x + 1, training=True)
    np.testing.assert_array_equal(trained, y)  # not a buffer
    grad_output = np.ones(y.shape)
    layer.backward(grad_output)
    np.testing.assert_array_equal(grad_output, 1)
    np.testing.assert_array_equal(x, before)
    again = type(layer).from_config(layer.get_config())
    again(x)
    again.set_weights(layer.get_weights())
    np.testing.assert_array_equal(again(x), y)
    assert repr(layer).startswith(f"{type(layer).__name__}(")
    assert layer.count_params() == sum(weight.size for weight in layer.weights)
    assert layer(x[:0]).shape == (0, *y.shape[1:])


def test_names_count_up_and_can_be_chosen():
    first, second = Dense(1), Dense(1)
    assert first.name.startswith("dense")
    assert first.name != second.name
    assert Dense(1, name="layer1").name == "layer1"


def test_float32_unless_told_otherwise():
    assert Dense(2)(X).dtype == np.float32
    assert Dense(2, dtype="float16")(X).dtype == np.float16
    assert Rescaling(1 / 255)(np.array([[255]], np.uint8)) == np.float32(1)
    assert Flatten()(np.zeros((2, 2), int)).dtype == np.float32


def test_weights_are_the_arrays_themselves_and_keep_their_place():
    layer = Dense(2)
    with pytest.raises(AttributeError, match="build the layer first"):
        layer.kernel = np.ones((3, 2))
    layer.build((None, 3))
    kernel = layer.kernel
    layer.kernel = np.ones((3, 2))
    assert layer.kernel is kernel is layer.weights[0]
    np.testing.assert_array_equal(kernel, 1)
    layer.get_weights()[0][...] = 5
    np.testing.assert_array_equal(kernel, 1)
    layer.trainable = False
    assert (len(layer.trainable_weights), len(layer.non_trainable_weights), layer.gradients) == (0, 2, [])
    assert Dense(2, use_bias=False).bias is None


def test_set_weights_changes_all_or_nothing():
    layer = Dense(2)
    layer.build((None, 3))
    before = layer.get_weights()
    with pytest.raises(ValueError, match="weights must"):
        layer.set_weights([np.ones((3, 2)), np.ones(3)])
    np.testing.assert_array_equal(layer.kernel, before[0])


def test_activation_of_ones_own():
    def cube(z):
        return z**3

    layer = Dense(1, activation=cube, dtype="float64")
    layer.forward(X, True) if layer.built else layer(X, training=True)
    with pytest.raises(TypeError, match="have a derivative"):
        layer.backward(np.ones((4, 1)))
    cube.gradient = lambda z: 3 * z**2
    z = X @ layer.kernel
    np.testing.assert_allclose(layer.backward(np.ones((4, 1))), 3 * z**2 @ layer.kernel.T)
    layer.activation = None
    assert layer.activation is activations.linear
    with pytest.raises(ValueError, match="shape"):
        Activation(lambda z: z.sum())(X)


def test_dropout_drops_and_makes_up_for_it():
    x = np.ones((20, 500), np.float32)
    layer = Dropout(0.25, seed=1)
    np.testing.assert_array_equal(layer(x), x)
    y = layer(x, training=True)
    assert set(np.unique(y)) == {np.float32(0), np.float32(1 / 0.75)}
    assert abs(y.mean() - 1) < 0.02
    assert not np.array_equal(layer(x, training=True), y)
    np.testing.assert_array_equal(Dropout(0.25, seed=1)(x, training=True), y)
    layer.forward(x, True)
    np.testing.assert_array_equal(layer.backward(x), layer._factor)
    np.testing.assert_array_equal(Dropout(1.0)(x, training=True), 0)
    columns = Dropout(0.5, noise_shape=(None, 1, None))(np.ones((20, 5, 10)), training=True)
    np.testing.assert_array_equal(columns, columns[:, :1] * np.ones((1, 5, 1)))


def test_dropout_keeps_the_mean_for_the_seed_of_keras_own_test():
    assert abs(Dropout(0.5, seed=1337)(np.ones((20, 500)), training=True).mean() - 1) < 0.02
    assert abs(Dropout(0.5, seed=1337)(np.ones((100, 100)), training=True).mean() - 1) < 0.02


def test_without_an_initializer_weights_start_as_keras_starts_them():
    layer = Dense(50, kernel_initializer=None, bias_initializer=None)
    layer.build((None, 50))
    assert layer.kernel_initializer is None
    limit = np.sqrt(6 / 100)
    assert 0.9 * limit < np.abs(layer.kernel).max() <= limit
    assert 0 < np.abs(layer.bias).max() <= limit


@pytest.mark.parametrize(("make", "shape"), [(lambda: Dense(2), (None, 3)), (Normalization, (None, 3))])
def test_a_layer_is_built_once(make, shape):
    layer = make()
    layer.build(shape)
    count = layer.count_params()
    with pytest.raises(ValueError, match="has been built"):
        layer.build(shape)
    assert layer.count_params() == count


def test_input_dim_is_an_input_shape_of_one_axis():
    assert Dense(2, input_dim=3).sample_shape == (3,)
    with pytest.raises(TypeError, match="Dense: input_dim must be a whole number"):
        Dense(2, input_dim="3")


def test_a_layer_of_ones_own():
    class Double(Layer):
        def forward(self, x, training=False):
            return 2 * x

        def backward(self, grad_output, *, input_gradient=True):
            return 2 * grad_output

    layer = Double()
    assert layer.built
    np.testing.assert_array_equal(layer([[1.0, 2.0]]), [[2, 4]])
    with pytest.raises(NotImplementedError, match="no forward pass"):
        Layer()(X)


def test_input_says_the_shape():
    assert Input((2,)).batch_shape == (None, 2)
    assert Input(batch_shape=(3, 2)).batch_shape == Input((2,), batch_size=3).shape == (3, 2)
    assert Input(shape=(np.int64(32),)).sample_shape == (32,)


def test_modules_name_what_they_give():
    assert list(layers.__all__) == sorted(layers.__all__)
    for name in layers.__all__:
        assert getattr(layers, name).__module__.startswith("nnlab.layers")


def test_a_weight_can_be_read_and_written_as_in_keras():
    model = Sequential([layers.Input((2,)), layers.Dense(3, name="first"), layers.Dense(1)])
    kernel, bias = model.layers[0].kernel, model.layers[0].bias
    assert kernel.assign(np.full((2, 3), 2.0)) is kernel
    bias.assign_add([1.0, 2.0, 3.0])
    bias.assign_sub(np.ones(3))
    np.testing.assert_array_equal(model.layers[0]([[1.0, 1.0]]), [[4.0, 5.0, 6.0]])
    copy = kernel.numpy()
    copy[...] = 0
    assert type(copy) is np.ndarray
    assert (kernel == 2).all()
    with pytest.raises(ValueError, match=r"assign: value must have the shape \(2, 3\)"):
        kernel.assign([1.0, 2.0])
    assert len(model.variables) == len(model.trainable_variables) == 4
    assert model.non_trainable_variables == []
    model.layers[0].trainable = False
    assert model.layers[0].non_trainable_variables[0] is kernel


def test_what_is_computed_from_a_weight_is_an_ordinary_array():
    layer = layers.Dense(3, activation="tanh")
    y = layer(np.ones((2, 2)))
    assert type(y) is np.ndarray
    kernel = layer.kernel
    results = [kernel + 1, np.exp(kernel), np.ones((2, 2)) @ kernel, kernel.mean(axis=0)]
    assert {type(one) for one in results} == {np.ndarray}
    assert type(kernel.sum()) is np.float32
    assert {type(one) for one in layer.get_weights()} == {np.ndarray}
    assert repr(layer.bias) == "array([0., 0., 0.], dtype=float32)"
    kernel += 1
    assert kernel is layer.kernel


def test_rescaling_says_which_factor_does_not_fit():
    with pytest.raises(ValueError, match=r"scale must fit inputs of shape \(2, 3, 4\)"):
        Rescaling([1.0, 2.0, 3.0])(np.ones((2, 3, 4)))
    with pytest.raises(ValueError, match=r"offset must fit inputs of shape \(4,\)"):
        Rescaling(1.0, np.ones((3, 4)))(np.ones(4))
    assert Rescaling([1.0, 2.0]).compute_output_shape((None, None)) == (None, None)


def test_an_input_by_its_old_argument():
    with pytest.warns(UserWarning, match="Use `shape` instead"):
        layer = layers.InputLayer(input_shape=(2, 3), batch_size=4)
    assert (layer.batch_shape, layer.sparse, layer.ragged) == ((4, 2, 3), False, False)


def test_a_weight_may_lie_in_memory_by_columns():
    class ByColumns(Dense):
        def build(self, input_shape):
            self.add_weight("kernel", (input_shape[-1], self.units), self.kernel_initializer, order="F")
            Layer.build(self, input_shape)

    layer = ByColumns(3, use_bias=False)
    model = Sequential([Input((4,)), layer, Dense(1)])
    assert layer.kernel.flags.f_contiguous
    assert layer.kernel_gradient.flags.f_contiguous
    assert layer.kernel.base is model.layers[1].kernel.base
    np.testing.assert_array_equal(layer(np.eye(4)), layer.kernel)
