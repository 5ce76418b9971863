"""Values known by hand, gradients by other means than TensorFlow, and the corners that Keras documents."""

import math
from fractions import Fraction

import numpy as np
import pytest

from nnlab import activations

ELEMENTWISE = ["linear", "relu", "leaky_relu", "elu", "sigmoid", "tanh", "softplus", "silu", "gelu"]
ROW_WISE = ["softmax", "log_softmax"]


@pytest.mark.parametrize(
    ("name", "options"), [(name, {}) for name in ELEMENTWISE] + [("gelu", {"approximate": True})]
)
def test_gradient_is_the_slope(name, options):
    function, gradient = getattr(activations, name), getattr(activations, f"{name}_gradient")
    x = np.linspace(-6, 6, 121) + 0.013  # no corner among them
    h = 1e-5
    slope = (function(x + h, **options) - function(x - h, **options)) / (2 * h)
    np.testing.assert_allclose(gradient(x, **options), slope, rtol=1e-8, atol=1e-9)


@pytest.mark.parametrize("name", ROW_WISE)
@pytest.mark.parametrize("axis", [-1, 0, (0, 1), None])
def test_row_wise_gradient_is_the_slope_in_every_coordinate(name, axis):
    rng = np.random.default_rng(3)
    x, g = rng.normal(size=(2, 2, 3, 4))
    function, gradient = getattr(activations, name), getattr(activations, f"{name}_gradient")
    expected = np.empty_like(x)
    for index in np.ndindex(x.shape):
        step = np.zeros_like(x)
        step[index] = 1e-6
        expected[index] = (g * (function(x + step, axis) - function(x - step, axis))).sum() / 2e-6
    np.testing.assert_allclose(gradient(g, x, axis), expected, rtol=1e-7, atol=1e-9)


@pytest.mark.parametrize("x", [-700.0, -40.0, -3.0, 0.0, 0.5, 20.0, 40.0, 700.0])
def test_derivatives_of_the_sigmoids_keep_their_digits_in_the_tails(x):
    e = Fraction(math.exp(-abs(x)))
    assert activations.sigmoid_gradient(x) == pytest.approx(float(e / (1 + e) ** 2), rel=1e-14)
    if abs(x) < 350:  # beyond, the square of e is no longer a normal number
        assert activations.tanh_gradient(x) == pytest.approx(float(4 * e**2 / (1 + e**2) ** 2), rel=1e-14)


@pytest.mark.parametrize("x", [-35.0, -8.0, -1.0, 0.0, 1.0, 8.0])
def test_gelu_is_exact(x):
    assert activations.gelu(x) == pytest.approx(x * math.erfc(-x / math.sqrt(2)) / 2, rel=1e-15)
    single = activations.gelu(np.float32(x))
    assert single == pytest.approx(float(activations.gelu(x)), rel=2e-7, abs=1e-44)


def test_relu_with_all_options_is_keras():
    x = np.array([-10.0, -5.0, 0.0, 5.0, 10.0])
    y = activations.relu(x, negative_slope=0.5, max_value=5.0, threshold=5.0)
    np.testing.assert_array_equal(y, [-7.5, -5.0, -2.5, 0.0, 5.0])
    np.testing.assert_array_equal(
        activations.relu_gradient(np.array([-1.0, 0.0, 0.5, 6.0, 7.0]), max_value=6.0), [0, 0, 1, 0, 0]
    )


def test_seed_values():
    z = np.array([2.0, 1.0, 0.1])
    np.testing.assert_allclose(activations.softmax(z), [0.65900114, 0.24243297, 0.09856589], atol=1e-8)
    np.testing.assert_allclose(activations.softmax(z * 0 + 4), [1 / 3] * 3)


@pytest.mark.parametrize("name", [n for n in activations.__all__ if n != "get" and "softmax" not in n])
def test_scalars_and_whole_numbers(name):
    function = getattr(activations, name)
    assert isinstance(function(1.5), np.float64)
    assert isinstance(function(1), np.float32)
    assert function([1, 2]).dtype == np.float32
    assert function([1.0, 2.0]).dtype == np.float64
    assert function(np.array([True, False])).dtype == np.float32
    assert function(np.zeros((0, 3))).shape == (0, 3)
    np.testing.assert_array_equal(function(np.arange(-3, 4)), function(np.arange(-3.0, 4.0, dtype="float32")))


@pytest.mark.parametrize("name", ROW_WISE)
def test_row_wise_corner_shapes(name):
    function = getattr(activations, name)
    assert function([1, 2, 3]).dtype == np.float32
    assert function(np.zeros((0, 3))).shape == (0, 3)
    assert function(np.zeros((3, 0))).shape == (3, 0)
    np.testing.assert_array_equal(function(np.array([[7.0]])), [[1.0 if name == "softmax" else 0.0]])


@pytest.mark.parametrize("name", ROW_WISE)
def test_any_memory_order_and_a_read_only_view(name):
    x = np.random.default_rng(0).normal(size=(4, 5, 6))
    expected = getattr(activations, name)(x, axis=1)
    view = np.asfortranarray(x)[::-1].transpose(0, 2, 1)
    view.flags.writeable = False
    np.testing.assert_allclose(getattr(activations, name)(view, axis=2).transpose(0, 2, 1)[::-1], expected)


@pytest.mark.parametrize("name", ROW_WISE)
def test_row_wise_gradient_has_the_precision_of_x(name):
    gradient = getattr(activations, f"{name}_gradient")
    assert gradient(np.ones(3), np.ones(3, dtype=np.float32)).dtype == np.float32
    assert gradient([1, 0, 0], np.ones(3)).dtype == np.float64


def test_get():
    assert activations.get("relu") is activations.relu
    assert activations.get("swish") is activations.silu is activations.swish
    assert activations.get(None) is activations.linear
    assert activations.get(np.sin) is np.sin
    for name in activations.__all__:
        if name != "get" and not name.endswith("_gradient"):
            assert activations.get(name) is getattr(activations, name)
            assert hasattr(activations, f"{name}_gradient")


def test_get_suggests_the_nearest_name():
    with pytest.raises(ValueError, match=r"Did you mean 'softmax'\?"):
        activations.get("sofmax")
