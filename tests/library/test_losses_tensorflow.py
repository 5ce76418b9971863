"""Every loss beside Keras's on TensorFlow: the same numbers twice, ours and then theirs."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from nnlab import losses

pytestmark = pytest.mark.tensorflow

REDUCTIONS = ["sum_over_batch_size", "mean", "sum", "mean_with_sample_weight", "none", None]
REGRESSION = ["MeanSquaredError", "MeanAbsoluteError"]
CROSSENTROPIES = ["BinaryCrossentropy", "CategoricalCrossentropy", "SparseCategoricalCrossentropy"]


@pytest.fixture(scope="module")
def keras():
    pytest.importorskip("tensorflow")
    return pytest.importorskip("keras")  # tf.keras leaves some of the functions out


@pytest.fixture(scope="module")
def tf():
    return pytest.importorskip("tensorflow")


SHAPES = hnp.array_shapes(min_dims=1, max_dims=3, min_side=1, max_side=4)
LOGITS = st.floats(-30, 30, allow_subnormal=False)
PROBABILITIES = st.floats(0, 1, allow_subnormal=False)
WEIGHTS = st.floats(0, 4, allow_subnormal=False)


@st.composite
def problems(draw, name):
    """Targets and predictions that fit the loss, options for it, weights that fit its losses."""
    shape = draw(SHAPES)
    options = {"reduction": draw(st.sampled_from(REDUCTIONS))}
    if name in REGRESSION:
        y_pred = draw(hnp.arrays(np.float64, shape, elements=st.floats(-1e3, 1e3, allow_subnormal=False)))
        y_true = draw(hnp.arrays(np.float64, shape, elements=st.floats(-1e3, 1e3, allow_subnormal=False)))
        return y_true, y_pred, options, draw(weights(shape[:-1]))
    options["from_logits"] = draw(st.booleans())
    elements = LOGITS if options["from_logits"] else PROBABILITIES
    if name != "BinaryCrossentropy" and shape[-1] == 1:
        shape = (*shape[:-1], 2)
    y_pred = draw(hnp.arrays(np.float64, shape, elements=elements))
    if name == "SparseCategoricalCrossentropy":
        y_true = draw(hnp.arrays(np.int64, shape[:-1], elements=st.integers(0, shape[-1] - 1)))
        options["ignore_class"] = draw(st.sampled_from([None, 0, -1]))
        return y_true, y_pred, options, draw(weights(shape[:-1]))
    # TensorFlow's softmax counts no other axis than the last from behind.
    options["axis"] = axis = draw(st.integers(-1, len(shape) - 1))
    options["label_smoothing"] = draw(st.sampled_from([0.0, 0.1, 1.0]))
    y_true = draw(hnp.arrays(np.float64, shape, elements=PROBABILITIES))
    if name == "CategoricalCrossentropy":
        if shape[axis] != shape[-1]:
            # Keras smooths by the last axis. Rows then do not sum to 1, and TensorFlow's gradient is not the
            # derivative; test_losses_gradients.py shows that ours is.
            options["label_smoothing"] = 0.0
        y_pred = y_pred + (not options["from_logits"]) * 0.05  # no row of zeros, which has no probabilities
        y_true = (y_true + 1e-3) / (y_true + 1e-3).sum(axis, keepdims=True)
    return y_true, y_pred, options, draw(weights(tuple(np.delete(shape, axis).tolist())))


@st.composite
def weights(draw, shape):
    """None, one for all, one for each loss, or any rank that broadcasts to the losses."""
    kind = draw(st.sampled_from(["none", "scalar", "full", "column", "ones"]))
    if kind == "none":
        return None
    shape = {
        "scalar": (),
        "full": shape,
        "column": (*shape, 1),
        "ones": tuple(draw(st.sampled_from([1, size])) for size in shape),
    }[kind]
    return draw(hnp.arrays(np.float64, shape, elements=WEIGHTS))


@pytest.mark.parametrize("name", REGRESSION + CROSSENTROPIES)
def test_class_and_gradient_agree(keras, tf, name):
    @given(problems(name))
    def agree(problem):
        y_true, y_pred, options, weight = problem
        theirs_class = getattr(keras.losses, name)(dtype="float64", **options)
        t = tf.constant(y_pred)
        with tf.GradientTape() as tape:
            tape.watch(t)
            theirs = theirs_class(y_true, t, sample_weight=weight)
        ours_class = getattr(losses, name)(**options)
        ours = ours_class(y_true, y_pred, sample_weight=weight)
        assert np.shape(ours) == tuple(theirs.shape)
        assert ours.dtype == np.float64
        # Where log(1 + δ) is tiny, both sides have only its absolute precision.
        np.testing.assert_allclose(ours, theirs, rtol=1e-12, atol=2e-15 * (1 + _size(weight)))
        gradient = tape.gradient(theirs, t)
        ours = ours_class.gradient(y_true, y_pred, sample_weight=weight)
        assert ours.shape == y_pred.shape
        scale = np.abs(gradient).max(initial=20)  # entries are differences of numbers of this size
        np.testing.assert_allclose(ours, gradient, rtol=1e-12, atol=2e-15 * scale * (1 + _size(weight)))

    agree()


def _size(weight):
    return 0 if weight is None else float(np.sum(weight))


FUNCTIONS = [
    ("mean_squared_error", {}),
    ("mean_absolute_error", {}),
    ("binary_crossentropy", {}),
    ("binary_crossentropy", {"from_logits": True, "label_smoothing": 0.2, "axis": 0}),
    ("binary_crossentropy", {"axis": None}),
    ("binary_crossentropy", {"axis": (0, 1)}),
    ("categorical_crossentropy", {}),
    ("categorical_crossentropy", {"from_logits": True, "axis": 0, "label_smoothing": 0.1}),
    ("sparse_categorical_crossentropy", {}),
    ("sparse_categorical_crossentropy", {"from_logits": True, "ignore_class": 2}),
]


@pytest.mark.parametrize("dtype", ["float64", "float32", "float16"])
@pytest.mark.parametrize(("name", "options"), FUNCTIONS)
def test_function_agrees_in_every_precision(keras, rng, name, options, dtype):
    y_pred = rng.uniform(0.01, 0.99, (5, 4)).astype(dtype)
    if options.get("from_logits"):
        y_pred = rng.normal(scale=3, size=(5, 4)).astype(dtype)
    y_true = rng.integers(0, 4, 5) if name.startswith("sparse") else np.eye(5, 4).astype(dtype)
    theirs = np.asarray(getattr(keras.losses, name)(y_true, y_pred, **options))
    ours = getattr(losses, name)(y_true, y_pred, **options)
    assert ours.dtype == theirs.dtype == dtype
    assert np.shape(ours) == theirs.shape
    np.testing.assert_allclose(ours, theirs, rtol={"float64": 1e-13, "float32": 1e-6, "float16": 5e-3}[dtype])


@pytest.mark.parametrize("name", REGRESSION + CROSSENTROPIES)
@pytest.mark.parametrize("dtype", ["float32", "float16", "int64"])
def test_class_gives_keras_precision(keras, rng, name, dtype):
    y_pred = rng.uniform(0, 2, (6, 3)).astype(dtype)
    y_true = rng.integers(0, 3, 6) if name.startswith("Sparse") else rng.integers(0, 2, (6, 3))
    y_pred[:, 0] = 1  # no row of zeros
    theirs, ours = getattr(keras.losses, name)(), getattr(losses, name)()
    assert ours(y_true, y_pred).dtype == theirs(y_true, y_pred).numpy().dtype == np.float32
    np.testing.assert_allclose(ours(y_true, y_pred), theirs(y_true, y_pred), rtol=2e-6)
    assert ours.gradient(y_true, y_pred).dtype == (np.float32 if dtype == "int64" else dtype)


@pytest.mark.parametrize("reduction", REDUCTIONS)
@pytest.mark.parametrize("shape", [(0, 3), (0, 2, 3), (2, 0, 3)])
@pytest.mark.parametrize("name", REGRESSION + CROSSENTROPIES)
def test_empty_batch_is_keras(keras, name, shape, reduction):
    y_true = np.zeros(shape[:-1] if name.startswith("Sparse") else shape)
    theirs = np.asarray(getattr(keras.losses, name)(reduction=reduction)(y_true, np.zeros(shape)))
    loss = getattr(losses, name)(reduction=reduction)
    np.testing.assert_array_equal(loss(y_true, np.zeros(shape)), theirs, strict=False)
    assert np.shape(loss(y_true, np.zeros(shape))) == theirs.shape
    assert loss.gradient(y_true, np.zeros(shape)).shape == shape


@pytest.mark.parametrize(
    ("true", "pred"),
    [
        ((4,), (4, 1)),
        ((4, 1), (4,)),
        ((4,), (4,)),
        ((3, 4), (3, 4, 1)),
        ((3, 4, 1), (3, 4)),
        ((4, 3), (4, 1)),
    ],
)
@pytest.mark.parametrize("name", REGRESSION)
def test_ranks_are_matched_as_in_keras(keras, tf, rng, name, true, pred):
    y_true, y_pred = rng.normal(size=true), rng.normal(size=pred)
    t = tf.constant(y_pred)
    with tf.GradientTape() as tape:
        tape.watch(t)
        theirs = getattr(keras.losses, name)(reduction=None, dtype="float64")(y_true, t)
    ours = getattr(losses, name)(reduction=None)
    np.testing.assert_allclose(ours(y_true, y_pred), theirs, rtol=1e-13)
    assert np.shape(ours(y_true, y_pred)) == tuple(theirs.shape)
    np.testing.assert_allclose(ours.gradient(y_true, y_pred), tape.gradient(theirs, t), rtol=1e-12)


def test_extreme_float32_logits_agree_with_the_float64_oracle(keras, rng):
    logits = (rng.uniform(-1, 1, (200, 5)) * 10.0 ** rng.integers(-30, 38, (200, 5))).astype(np.float32)
    labels = rng.integers(0, 5, 200)
    for name, y_true in (
        ("BinaryCrossentropy", np.eye(5)[labels]),
        ("CategoricalCrossentropy", np.eye(5)[labels]),
        ("SparseCategoricalCrossentropy", labels),
    ):
        ours = getattr(losses, name)(from_logits=True, reduction=None)(y_true, logits)
        theirs = getattr(keras.losses, name)(from_logits=True, reduction=None, dtype="float64")(
            y_true, logits
        )
        np.testing.assert_allclose(ours, np.asarray(theirs).astype(np.float32), rtol=1e-6, atol=1e-7)
