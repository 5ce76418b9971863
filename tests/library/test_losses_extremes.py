"""Every finite logit, however large, gives the loss and gradient of exact arithmetic, without a warning."""

from decimal import Decimal, localcontext

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from nnlab import losses

INF, NAN = np.inf, np.nan


def exact(function):
    """Compute with 60 digits and an exponent range that no float leaves."""

    def computed(*args):
        with localcontext() as context:
            context.prec, context.Emax, context.Emin = 60, 10**9, -(10**9)
            return function(*args)

    return computed


def softmax_parts(row):
    row = [Decimal(float(one)) for one in row]
    largest = max(row)
    e = [(one - largest).exp() for one in row]
    return row, largest, e, sum(e)


@exact
def exact_categorical(y, row):
    row, largest, e, total = softmax_parts(row)
    # The difference first: a huge logit and a logarithm in one number leave no digits for the logarithm.
    loss = sum(Decimal(float(one)) * (total.ln() + (largest - x)) for one, x in zip(y, row, strict=True))
    weight = sum(Decimal(float(one)) for one in y)
    gradient = [
        float(one / total * weight - Decimal(float(target))) for one, target in zip(e, y, strict=True)
    ]
    return loss, gradient


@exact
def exact_binary(y, row):
    loss, gradient = Decimal(0), []
    for target, x in zip(y, row, strict=True):
        target, x = Decimal(float(target)), Decimal(float(x))
        e = (-abs(x)).exp()
        loss += (x * (1 - target) if x > 0 else -x * target) + (1 + e).ln()
        gradient.append(float((1 / (1 + e) if x > 0 else e / (1 + e)) - target) / len(row))
    return loss / len(row), gradient


def as_float(loss, dtype):
    """Round to the dtype; what is beyond its largest number is infinite."""
    largest = Decimal(float(np.finfo(dtype).max))
    return INF if loss > largest else float(loss)


def finite(dtype):
    width = np.dtype(dtype).itemsize * 8
    sizes = st.floats(width=width, allow_nan=False, allow_infinity=False)
    return hnp.arrays(dtype, 4, elements=st.one_of(sizes, st.floats(-50, 50, width=width)))


SOFT = np.array([0.0, 0.125, 0.25, 0.625])  # sums that are exact in every precision


@pytest.mark.parametrize("dtype", ["float32", "float64"])
@pytest.mark.parametrize("y", [np.eye(4)[1], SOFT], ids=["one-hot", "soft"])
def test_every_finite_logit(dtype, y):
    rtol, atol = (1e-6, 2e-7) if dtype == "float32" else (1e-13, 4e-16)

    @given(finite(dtype))
    @example(np.full(4, 1e36 if dtype == "float32" else 1e49, dtype))
    @example(np.array([0, np.finfo(dtype).max / 3, 0, 0], dtype))
    def holds(row):
        for name, reference in (("binary", exact_binary), ("categorical", exact_categorical)):
            loss = getattr(losses, f"{name}_crossentropy")(y, row, from_logits=True)
            gradient = getattr(losses, f"{name}_crossentropy_gradient")(y, row, from_logits=True)
            expected, expected_gradient = reference(y, row)
            assert loss.dtype == gradient.dtype == dtype
            np.testing.assert_allclose(loss, as_float(expected, dtype), rtol=rtol, atol=atol)
            np.testing.assert_allclose(gradient, expected_gradient, rtol=rtol, atol=atol)
            assert np.isfinite(gradient).all()
        loss = losses.sparse_categorical_crossentropy(1, row, from_logits=True)
        expected, expected_gradient = exact_categorical(np.eye(4)[1], row)
        np.testing.assert_allclose(loss, as_float(expected, dtype), rtol=rtol, atol=atol)
        gradient = losses.sparse_categorical_crossentropy_gradient(1, row, from_logits=True)
        np.testing.assert_allclose(gradient, expected_gradient, rtol=rtol, atol=atol)

    holds()


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_a_mean_of_large_losses_is_finite_where_their_sum_is_not(dtype):
    big = np.finfo(dtype).max
    logits = np.full((3, 4), big, dtype)
    bce = losses.BinaryCrossentropy(from_logits=True)
    assert bce(np.zeros((3, 4)), logits) == pytest.approx(big, rel=1e-6)
    assert bce(np.zeros((3, 4)), logits, sample_weight=0.5) == pytest.approx(big / 2, rel=1e-6)
    assert losses.MeanAbsoluteError()(np.zeros((3, 4)), logits) == pytest.approx(big, rel=1e-6)
    scce = losses.SparseCategoricalCrossentropy(from_logits=True)
    assert scce([0, 0, 0], np.array([[0, big]] * 3, dtype)) == pytest.approx(big, rel=1e-6)


def test_errors_too_large_to_square_are_infinite_without_a_warning():
    y_pred = np.array([[1e30, 0]], np.float32)
    with np.errstate(all="raise"):
        assert losses.MeanSquaredError()(np.zeros((1, 2)), y_pred) == INF
        np.testing.assert_array_equal(
            losses.MeanSquaredError().gradient(np.zeros((1, 2)), y_pred), [[np.float32(1e30), 0]]
        )


@pytest.mark.parametrize(("y", "x", "loss"), [(0, -INF, 0), (1, INF, 0), (1, -INF, INF), (0, INF, INF)])
def test_infinite_logits_of_a_binary_question(y, x, loss):
    assert losses.binary_crossentropy([y], np.array([x]), from_logits=True) == loss
    gradient = losses.binary_crossentropy_gradient([y], np.array([x]), from_logits=True)
    np.testing.assert_array_equal(gradient, [(x > 0) - y])


def test_a_class_of_logit_minus_infinity_is_never_predicted():
    logits = np.array([[-INF, 0.0, 0.0]])
    for name, right, wrong in (("categorical", [[0, 1, 0]], [[1, 0, 0]]), ("sparse_categorical", [1], [0])):
        function = getattr(losses, f"{name}_crossentropy")
        gradient = getattr(losses, f"{name}_crossentropy_gradient")
        np.testing.assert_allclose(function(right, logits, True), [np.log(2)])
        np.testing.assert_array_equal(function(wrong, logits, True), [INF])
        np.testing.assert_array_equal(gradient(right, logits, True), [[0, -0.5, 0.5]])
        np.testing.assert_array_equal(gradient(wrong, logits, True), [[-1, 0.5, 0.5]])


@pytest.mark.parametrize("from_logits", [False, True])
def test_nan_goes_through(from_logits):
    y_pred = np.array([[NAN, 0.25, 0.5], [0.25, 0.25, 0.5]])
    for name, y_true in (
        ("binary_crossentropy", np.eye(3)[[0, 1]]),
        ("categorical_crossentropy", np.eye(3)[[0, 1]]),
        ("sparse_categorical_crossentropy", [0, 1]),
    ):
        loss = getattr(losses, name)(y_true, y_pred, from_logits=from_logits)
        np.testing.assert_array_equal(np.isnan(loss), [True, False])
        gradient = getattr(losses, f"{name}_gradient")(y_true, y_pred, from_logits=from_logits)
        assert np.isnan(gradient[0]).any()
        assert np.isfinite(gradient[1]).all()
    for name in ("mean_squared_error", "mean_absolute_error"):
        np.testing.assert_array_equal(
            np.isnan(getattr(losses, name)(np.zeros((2, 3)), y_pred)), [True, False]
        )
        gradient = getattr(losses, f"{name}_gradient")(np.zeros((2, 3)), y_pred)
        np.testing.assert_array_equal(np.isnan(gradient), np.isnan(y_pred))


def test_nan_in_an_ignored_sample_does_no_harm():
    loss = losses.SparseCategoricalCrossentropy(from_logits=True, ignore_class=-1)
    logits = np.array([[NAN, NAN], [0.0, 0.0]])
    assert loss([-1, 0], logits) == np.log(2)
    np.testing.assert_array_equal(loss.gradient([-1, 0], logits), [[0, 0], [-0.5, 0.5]])


def test_probabilities_of_exactly_0_and_1_give_a_finite_loss():
    for dtype in (np.float16, np.float32, np.float64):
        wrong = np.array([[1.0, 0.0]], dtype)
        expected = -np.log(1e-7)
        assert losses.binary_crossentropy([[0, 1]], wrong) == pytest.approx(expected, rel=0.02)
        assert losses.categorical_crossentropy([[0, 1]], wrong) == pytest.approx(expected, rel=0.02)
        assert losses.sparse_categorical_crossentropy([1], wrong) == pytest.approx(expected, rel=0.02)
