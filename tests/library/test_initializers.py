"""Initializers: distributions, seeds, and the ways to name one."""

import math
import pickle

import numpy as np
import pytest

from nnlab import initializers
from nnlab.utils import set_random_seed

SHAPE = (300, 200)
TRUNCATION = 0.87962566103423978
# Name, standard deviation, largest magnitude (None: unbounded).
SCALED = [
    ("GlorotUniform", math.sqrt(2 / 500), math.sqrt(6 / 500)),
    ("GlorotNormal", math.sqrt(2 / 500), 2 * math.sqrt(2 / 500) / TRUNCATION),
    ("HeUniform", math.sqrt(2 / 300), math.sqrt(6 / 300)),
    ("HeNormal", math.sqrt(2 / 300), 2 * math.sqrt(2 / 300) / TRUNCATION),
    ("LecunUniform", math.sqrt(1 / 300), math.sqrt(3 / 300)),
    ("LecunNormal", math.sqrt(1 / 300), 2 * math.sqrt(1 / 300) / TRUNCATION),
    ("RandomNormal", 0.05, None),
    ("RandomUniform", 0.05 / math.sqrt(3), 0.05),
    ("TruncatedNormal", 0.05 * TRUNCATION, 0.1),
]
RANDOM = [name for name, *_ in SCALED] + ["VarianceScaling"]


@pytest.mark.parametrize(("name", "stddev", "largest"), SCALED)
def test_distributions(name, stddev, largest):
    values = getattr(initializers, name)(seed=1)(SHAPE, dtype="float64")
    assert abs(values.mean()) < 4 * stddev / math.sqrt(values.size)
    assert values.std() == pytest.approx(stddev, rel=0.01)
    if largest is None:
        assert np.abs(values).max() > 4 * stddev
    else:
        assert 0.99 * largest < np.abs(values).max() <= largest


@pytest.mark.parametrize(
    ("mode", "n"), [("fan_in", 3 * 3 * 16), ("fan_out", 3 * 3 * 32), ("fan_avg", 3 * 3 * 24)]
)
def test_variance_scaling_of_a_convolution(mode, n):
    for distribution in ("truncated_normal", "untruncated_normal", "uniform", "Normal"):
        scaling = initializers.VarianceScaling(2.0, mode, distribution, seed=2)
        assert scaling((3, 3, 16, 32)).std() == pytest.approx(math.sqrt(2 / n), rel=0.05)
    assert scaling.distribution == "truncated_normal"


def test_fans():
    assert initializers.compute_fans(()) == (1, 1)
    assert initializers.compute_fans((7,)) == (7, 7)
    assert initializers.compute_fans((784, 25)) == (784, 25)
    assert initializers.compute_fans((3, 3, 16, 32)) == (144, 288)
    assert initializers.compute_fans((512, 8, 64), input_axes=[0], output_axes=[1, 2]) == (512, 512)
    scaling = initializers.VarianceScaling(input_axes=[0], output_axes=[1, 2], seed=0)
    assert scaling((320, 40, 16)).std() == pytest.approx(math.sqrt(1 / 320), rel=0.02)


@pytest.mark.parametrize("name", RANDOM)
def test_seeds(name):
    cls = getattr(initializers, name)
    seeded = cls(seed=5)
    np.testing.assert_array_equal(seeded((4, 3)), seeded((4, 3)))
    np.testing.assert_array_equal(seeded((4, 3)), cls(seed=5)((4, 3)))
    np.testing.assert_array_equal(seeded((4, 3)), seeded.clone()((4, 3)))
    moving = cls(seed=np.random.default_rng(5))
    assert (moving((4, 3)) != moving((4, 3))).any()
    free = cls()
    np.testing.assert_array_equal(free((4, 3)), free((4, 3)))
    assert free.get_config()["seed"] is None
    assert (free((4, 3)) != free.clone()((4, 3))).any()
    set_random_seed(3)
    first = cls()((4, 3))
    set_random_seed(3)
    np.testing.assert_array_equal(first, cls()((4, 3)))
    assert (cls()((4, 3)) != first).any()


@pytest.mark.parametrize("name", [*RANDOM, "Zeros", "Ones", "Constant"])
@pytest.mark.parametrize("dtype", ["float16", "float32", "float64", None])
def test_shape_and_precision(name, dtype):
    initializer = getattr(initializers, name)()
    for shape in ((), (0,), (3,), [2, 3], np.array([2, 1]), 4):
        values = initializer(shape, dtype)
        assert values.shape == (tuple(np.atleast_1d(shape)) if np.ndim(shape) or shape == 4 else ())
        assert values.dtype == (dtype or "float32")
        assert values.flags.writeable
    double = initializer((5, 2), "float64")
    np.testing.assert_array_equal(double.astype("float32"), initializer((5, 2)))


def test_a_uniform_value_never_reaches_the_upper_end():
    values = initializers.RandomUniform(0, 1, seed=0)((200_000,), "float16")
    assert values.max() < 1


def test_constants():
    np.testing.assert_array_equal(initializers.Constant(6.0)((2, 2)), np.full((2, 2), 6, np.float32))
    rows = np.array([1.0, 2.0])
    values = initializers.Constant(rows)((3, 2))
    values[0] = 9
    np.testing.assert_array_equal(rows, [1, 2])
    with pytest.raises(ValueError, match="value must fit the shape"):
        initializers.Constant(rows)((2, 3))


@pytest.mark.parametrize("name", [*RANDOM, "Zeros", "Ones", "Constant"])
def test_configuration_and_pickle_give_the_same_initializer(name):
    made = getattr(initializers, name)(**({"seed": 4} if name in RANDOM else {}))
    again = type(made).from_config(made.get_config())
    np.testing.assert_array_equal(made((3, 3)), again((3, 3)))
    np.testing.assert_array_equal(made((3, 3)), pickle.loads(pickle.dumps(made))((3, 3)))  # noqa: S301
    assert again.get_config() == made.get_config()
    assert type(initializers.get({"class_name": name, "config": made.get_config()})) is type(made)
    assert repr(made) == (f"{name}(seed=4)" if name in RANDOM else f"{name}()")


def test_axes_to_count_inputs_and_outputs_by():
    assert initializers.compute_fans((3, 4, 5), [1], [0, -1]) == (4, 15)
    for axes in ([3], [-4]):
        with pytest.raises(ValueError, match="output_axes must name axes of the shape"):
            initializers.compute_fans((3, 4, 5), [0], axes)


def test_get():
    assert isinstance(initializers.get("he_normal"), initializers.HeNormal)
    assert isinstance(initializers.get("LecunUniform"), initializers.LecunUniform)
    assert isinstance(initializers.get(initializers.Zeros), initializers.Zeros)
    assert initializers.get(None) is None
    assert initializers.get(np.ones) is np.ones
    given = initializers.get(np.eye(2))
    np.testing.assert_array_equal(given((2, 2), "float64"), np.eye(2))
    with pytest.raises(ValueError, match=r"shape must be \(2, 2\)"):
        given((3, 3))
    with pytest.raises(ValueError, match="Did you mean 'glorot_uniform'"):
        initializers.get("glorot_unifrom")
    with pytest.raises(TypeError, match="identifier must be a name"):
        initializers.get(3)


@pytest.mark.tensorflow
@pytest.mark.parametrize("name", RANDOM)
def test_distribution_and_configuration_are_keras(name):
    pytest.importorskip("tensorflow")
    keras = pytest.importorskip("keras")
    theirs, ours = getattr(keras.initializers, name)(seed=1), getattr(initializers, name)(seed=1)
    assert ours.get_config() == theirs.get_config()
    quantiles = [0.0001, 0.01, 0.1, 0.25, 0.5, 0.75, 0.9, 0.99, 0.9999]
    mine, other = (np.quantile(np.asarray(one((500, 400))), quantiles) for one in (ours, theirs))
    np.testing.assert_allclose(mine, other, atol=0.02 * (other[-1] - other[0]))


@pytest.mark.parametrize("shape", [(4, 3), (3, 4), (3, 3, 2, 5), (2, 2, 9)])
def test_orthogonal_columns_or_rows(shape):
    w = initializers.Orthogonal(gain=2.0, seed=0)(shape, "float64").reshape(-1, shape[-1])
    product = w.T @ w if len(w) >= shape[-1] else w @ w.T
    np.testing.assert_allclose(product, 4 * np.eye(len(product)), atol=1e-14)


def test_identity_and_orthogonal_need_axes():
    np.testing.assert_array_equal(initializers.get("identity")((2, 3)), np.eye(2, 3))
    with pytest.raises(ValueError, match="Identity: shape must have two axes"):
        initializers.Identity()((2, 2, 2))
    with pytest.raises(ValueError, match="Orthogonal: shape must have at least two axes"):
        initializers.Orthogonal()(3)
