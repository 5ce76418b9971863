"""Finite differences, and the seed of everything random."""

import random

import numpy as np
import pytest

from nnlab import initializers
from nnlab.gradcheck import numerical_gradient
from nnlab.utils import set_random_seed


@pytest.mark.parametrize("shape", [(), (3,), (2, 3), (2, 1, 3), (0,)])
def test_numerical_gradient_of_any_shape(rng, shape):
    x = rng.normal(size=shape)
    gradient = numerical_gradient(lambda x: np.sum(np.sin(x) * x), x)
    assert gradient.shape == shape
    assert gradient.dtype == np.float64
    np.testing.assert_allclose(gradient, np.cos(x) * x + np.sin(x), rtol=1e-9, atol=1e-9)


@pytest.mark.parametrize("x", [1e-8, 1e8, 1e100])
def test_the_step_grows_with_the_coordinate(x):
    np.testing.assert_allclose(numerical_gradient(lambda x: 3 * x.sum(), np.array([x])), [3], rtol=1e-8)


def test_numerical_gradient_computes_in_float64_on_arrays_of_its_own():
    x = np.array([1, 2])
    seen = []

    def f(x):
        seen.append(x)
        x *= 2  # a function that spoils its argument
        return x @ x

    np.testing.assert_allclose(numerical_gradient(f, x), [8, 16], rtol=1e-8)
    np.testing.assert_array_equal(x, [1, 2])
    assert all(one.dtype == np.float64 for one in seen)
    np.testing.assert_allclose(numerical_gradient(lambda x: [[x[0] ** 3]], [2.0], step=0.1), [12.01])


def test_numerical_gradient_wants_one_number():
    with pytest.raises(ValueError, match="f must give one number"):
        numerical_gradient(lambda x: x, np.ones(2))
    with pytest.raises(ValueError, match="step must be above 0"):
        numerical_gradient(np.sum, np.ones(2), step=0)
    with pytest.raises(ValueError, match="step must be large enough"):
        numerical_gradient(np.sum, np.ones(2), step=1e-30)
    with pytest.raises(ValueError, match="x must be finite"):
        numerical_gradient(np.sum, [1.0, np.inf])
    with pytest.raises(TypeError, match="f must be a function"):
        numerical_gradient(3, np.ones(2))


def test_one_seed_for_everything():
    def draw():
        return initializers.GlorotUniform()((2, 2)).tolist(), np.random.rand(), random.random()

    set_random_seed(7)
    first = draw()
    assert draw() != first
    set_random_seed(7)
    assert draw() == first
    set_random_seed(8)
    assert draw() != first


@pytest.mark.parametrize(
    ("seed", "error"), [(1.5, TypeError), ("1", TypeError), (-1, ValueError), (2**32, ValueError)]
)
def test_what_is_no_seed(seed, error):
    with pytest.raises(error, match="set_random_seed: seed must"):
        set_random_seed(seed)
