"""Every activation and its gradient beside TensorFlow's: the same formula twice, ours and then theirs."""

import numpy as np
import pytest

from nnlab import activations

pytestmark = pytest.mark.tensorflow

RNG = np.random.default_rng(7)
GRID = np.concatenate([np.linspace(-30, 30, 241), RNG.normal(scale=3, size=400), [-1e-9, -0.0, 0.0, 1e-9]])
LOGITS = RNG.normal(scale=5, size=(40, 7))

# TensorFlow keeps some constants in float32, whatever the precision of x. So the slope of leaky_relu is one
# that float32 holds exactly, and gelu is compared with its formula over TensorFlow's own erfc and tanh.
ELEMENTWISE = [
    ("linear", {}),
    ("relu", {}),
    ("relu", {"max_value": 6.0}),
    ("relu", {"negative_slope": 0.25, "max_value": 5.0, "threshold": 1.0}),
    ("leaky_relu", {"negative_slope": 0.25}),
    ("elu", {}),
    ("elu", {"alpha": 0.5}),
    ("sigmoid", {}),
    ("tanh", {}),
    ("softplus", {}),
    ("silu", {}),
    ("gelu", {}),
    ("gelu", {"approximate": True}),
]
ROW_WISE = ["softmax", "log_softmax"]


@pytest.fixture(scope="module")
def tf():
    return pytest.importorskip("tensorflow")


def tensorflows(tf, name, x, **options):
    if name != "gelu" or x.dtype != tf.float64:
        return getattr(tf.keras.activations, name)(x, **options)
    if options.get("approximate"):
        return x * tf.sigmoid(np.sqrt(8 / np.pi) * (x + 0.044715 * x**3))
    return x * tf.math.erfc(-x / np.sqrt(2)) / 2


@pytest.mark.parametrize(("name", "options"), ELEMENTWISE)
def test_elementwise_agrees_in_float64(tf, name, options):
    ours = getattr(activations, name)(GRID, **options)
    theirs = tensorflows(tf, name, tf.constant(GRID), **options)
    # TensorFlow's elu takes eˣ − 1 without expm1 and loses digits near 0; the others need no margin.
    np.testing.assert_allclose(ours, theirs, rtol=1e-12, atol=1e-16 if name == "elu" else 1e-300)


@pytest.mark.parametrize(("name", "options"), ELEMENTWISE)
def test_elementwise_agrees_in_float32(tf, name, options):
    x = GRID.astype(np.float32)
    ours = getattr(activations, name)(x, **options)
    theirs = tensorflows(tf, name, tf.constant(x), **options)
    assert ours.dtype == np.float32
    np.testing.assert_allclose(ours, theirs, rtol=1e-6, atol=1e-6)


@pytest.mark.parametrize(("name", "options"), ELEMENTWISE)
def test_elementwise_gradient_agrees_with_gradient_tape(tf, name, options):
    # At a corner the derivative is a convention, which the next test looks at.
    x = GRID[~np.isin(GRID, [0.0, 1.0, 5.0, 6.0])]
    t = tf.constant(x)
    with tf.GradientTape() as tape:
        tape.watch(t)
        y = tensorflows(tf, name, t, **options)
    ours = getattr(activations, f"{name}_gradient")(x, **options)
    # TensorFlow takes 1 − σ and 1 − tanh², which have only an absolute precision of 1e-16.
    np.testing.assert_allclose(ours, tape.gradient(y, t), rtol=1e-12, atol=2e-15)


@pytest.mark.parametrize("approximate", [False, True])
def test_gelu_agrees_with_keras_to_the_precision_of_its_constants(tf, approximate):
    theirs = tf.keras.activations.gelu(tf.constant(GRID), approximate=approximate)
    np.testing.assert_allclose(activations.gelu(GRID, approximate), theirs, rtol=1e-7, atol=2e-8)


@pytest.mark.parametrize("name", ["relu", "leaky_relu", "elu"])
def test_gradient_at_zero_is_tensorflows(tf, name):
    t = tf.constant([0.0], dtype=tf.float64)
    with tf.GradientTape() as tape:
        tape.watch(t)
        y = getattr(tf.keras.activations, name)(t)
    ours = getattr(activations, f"{name}_gradient")(np.array([0.0]))
    np.testing.assert_allclose(ours, tape.gradient(y, t), rtol=1e-7)


@pytest.mark.parametrize("axis", [-1, 0, 1])
@pytest.mark.parametrize("name", ROW_WISE)
def test_row_wise_agrees_in_float64(tf, name, axis):
    ours = getattr(activations, name)(LOGITS, axis=axis)
    theirs = getattr(tf.nn, name)(tf.constant(LOGITS), axis=axis)
    np.testing.assert_allclose(ours, theirs, rtol=1e-12)


@pytest.mark.parametrize("axis", [(1, 2), (0, 2), None, [0]])
@pytest.mark.parametrize("name", ROW_WISE)
def test_several_axes_agree_with_keras(tf, name, axis):
    x = RNG.normal(size=(3, 4, 5))
    theirs = getattr(tf.keras.activations, name)(tf.constant(x), axis=0 if axis == [0] else axis)
    np.testing.assert_allclose(getattr(activations, name)(x, axis=axis), theirs, rtol=1e-12)


@pytest.mark.parametrize("name", ROW_WISE)
def test_row_wise_gradient_agrees_with_gradient_tape(tf, name):
    grad_output = RNG.normal(size=LOGITS.shape)
    t = tf.constant(LOGITS)
    with tf.GradientTape() as tape:
        tape.watch(t)
        y = getattr(tf.nn, name)(t)
    theirs = tape.gradient(y, t, output_gradients=tf.constant(grad_output))
    ours = getattr(activations, f"{name}_gradient")(grad_output, LOGITS)
    np.testing.assert_allclose(ours, theirs, rtol=1e-11, atol=1e-15)


@pytest.mark.parametrize(
    "row", [[-np.inf, 0.0, 1.0], [-np.inf, -np.inf, 3.0], [np.nan, 1.0, 2.0], [1e300, -1e300, 0.0]]
)
@pytest.mark.parametrize("name", ROW_WISE)
def test_special_logits_agree(tf, name, row):
    row = np.array(row)
    np.testing.assert_allclose(getattr(activations, name)(row), getattr(tf.nn, name)(row), rtol=1e-12)
