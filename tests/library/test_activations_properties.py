"""What must hold for every finite number there is, in every precision."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from nnlab import activations

ELEMENTWISE = ["linear", "relu", "leaky_relu", "elu", "sigmoid", "tanh", "softplus", "silu", "gelu"]
ROW_WISE = ["softmax", "log_softmax"]
LIMITS = {  # at −∞ and +∞: of the function, and of its derivative
    "linear": (-np.inf, np.inf, 1, 1),
    "relu": (0, np.inf, 0, 1),
    "leaky_relu": (-np.inf, np.inf, 0.2, 1),
    "elu": (-1, np.inf, 0, 1),
    "sigmoid": (0, 1, 0, 0),
    "tanh": (-1, 1, 0, 0),
    "softplus": (0, np.inf, 0, 1),
    "silu": (0, np.inf, 0, 1),
    "gelu": (0, np.inf, 0, 1),
}


def finite_floats(dtype, **shape):
    elements = hnp.from_dtype(np.dtype(dtype), allow_nan=False, allow_infinity=False)
    return hnp.arrays(
        dtype, elements=elements, **({"shape": hnp.array_shapes(max_dims=3, max_side=4)} | shape)
    )


any_finite = st.sampled_from(["float16", "float32", "float64"]).flatmap(finite_floats)
moderate = hnp.arrays(np.float64, hnp.array_shapes(min_dims=1, max_dims=2), elements=st.floats(-50, 50))


@pytest.mark.parametrize("name", ELEMENTWISE)
@given(x=any_finite)
def test_elementwise_is_finite_and_keeps_shape_precision_and_argument(name, x):
    before = x.copy()
    for function in (getattr(activations, name), getattr(activations, f"{name}_gradient")):
        y = function(x)
        assert y.shape == x.shape
        assert y.dtype == x.dtype
        assert np.isfinite(y).all()
        np.testing.assert_array_equal(x, before)


@given(x=any_finite)
def test_approximate_gelu_is_finite(x):
    assert np.isfinite(activations.gelu(x, approximate=True)).all()
    assert np.isfinite(activations.gelu_gradient(x, approximate=True)).all()


@given(x=any_finite)
def test_softmax_is_a_distribution(x):
    p = activations.softmax(x)
    assert p.dtype == x.dtype
    assert ((p >= 0) & (p <= 1)).all()
    np.testing.assert_allclose(p.sum(axis=-1), 1, rtol=4 * np.finfo(x.dtype).eps * x.shape[-1])


@given(x=any_finite)
def test_log_softmax_is_the_exact_difference_where_one_class_wins(x):
    y = activations.log_softmax(x)
    assert (y <= 0).all()
    # −∞ only where the difference of two logits is beyond the largest float.
    gap = x.astype(np.longdouble) - x.max(axis=-1, keepdims=True)
    representable = gap > np.finfo(x.dtype).min * 0.999
    assert np.isfinite(y[representable]).all()


@given(x=moderate, shift=st.floats(-100, 100))
def test_softmax_does_not_see_a_shift(x, shift):
    np.testing.assert_allclose(activations.softmax(x + shift), activations.softmax(x), rtol=1e-11, atol=1e-15)


@given(x=moderate)
def test_softmax_is_the_formula(x):
    e = np.exp(x)
    p = e / e.sum(axis=-1, keepdims=True)
    np.testing.assert_allclose(activations.softmax(x), p, rtol=1e-12)
    np.testing.assert_allclose(activations.log_softmax(x), np.log(p), rtol=1e-12, atol=1e-14)


@given(x=moderate, data=st.data())
def test_row_wise_gradients_are_the_jacobian_product_and_sum_to_zero(x, data):
    g = data.draw(hnp.arrays(np.float64, x.shape, elements=st.floats(-10, 10)))
    s = activations.softmax(x)
    jacobian = s[..., :, None] * (np.eye(x.shape[-1]) - s[..., None, :])  # ∂s_k/∂x_j at [k, j]
    ours = activations.softmax_gradient(g, x)
    np.testing.assert_allclose(ours, np.einsum("...k,...kj->...j", g, jacobian), rtol=1e-10, atol=1e-13)
    np.testing.assert_allclose(ours.sum(axis=-1), 0, atol=1e-12)
    np.testing.assert_allclose(activations.log_softmax_gradient(g, x).sum(axis=-1), 0, atol=1e-11)


@given(x=finite_floats(np.float64))
def test_two_classes_give_the_sigmoid(x):
    pairs = np.stack([x / 2, -x / 2], axis=-1)
    np.testing.assert_allclose(
        activations.softmax(pairs)[..., 0], activations.sigmoid(x), rtol=1e-12, atol=1e-300
    )


@pytest.mark.parametrize("name", ELEMENTWISE)
def test_nan_goes_through_and_infinity_gives_the_limit(name):
    function, gradient = getattr(activations, name), getattr(activations, f"{name}_gradient")
    x = np.array([np.nan, -np.inf, np.inf, 1.0])
    low, high, slope_low, slope_high = LIMITS[name]
    np.testing.assert_array_equal(function(x)[:3], [np.nan, low, high])
    np.testing.assert_array_equal(gradient(x)[:3], [np.nan, slope_low, slope_high])


@pytest.mark.parametrize("name", ROW_WISE)
def test_nan_stays_in_its_row(name):
    y = getattr(activations, name)(np.array([[np.nan, 1.0], [2.0, 1.0]]))
    assert np.isnan(y[0]).all()
    assert np.isfinite(y[1]).all()
