"""Optimizers on numbers a reader can follow, and what they share."""

import numpy as np
import pytest

from nnlab import optimizers
from nnlab.optimizers import SGD, Adam, Optimizer, RMSprop
from nnlab.optimizers.base import PIECE

ALL = [
    SGD(0.1),
    SGD(0.1, momentum=0.9),
    SGD(0.1, momentum=0.9, nesterov=True),
    Adam(0.1),
    Adam(0.1, amsgrad=True),
]
ALL += [RMSprop(0.1), RMSprop(0.1, momentum=0.5, centered=True)]
GOLDEN = [  # Keras's own test-suite: x is 1 at first; the gradients are 0.01, then 0.1, 0.2, …, 1 four times
    (SGD(nesterov=True), [np.full(10, 0.9999) - step * np.arange(1, 11) * 1e-3 for step in range(5)]),
    (Adam(amsgrad=True), [np.full(10, value) for value in (0.999, 0.9982, 0.9974, 0.9965, 0.9955)]),
    (RMSprop(centered=True), [[0.9967] * 10]),
]


def fresh(optimizer):
    return type(optimizer).from_config(optimizer.get_config())


@pytest.mark.parametrize(("optimizer", "expected"), GOLDEN)
def test_golden_trajectories(optimizer, expected):
    optimizer, x = fresh(optimizer), np.ones(10, np.float32)
    gradients = np.arange(0.1, 1.1, 0.1)
    optimizer.apply_gradients(zip([np.full(10, 0.01)], [x], strict=True))
    for values in expected:
        np.testing.assert_allclose(x, values, rtol=5e-4, atol=5e-4)
        optimizer.apply_gradients([(gradients, x)])


@pytest.mark.parametrize(
    ("optimizer", "expected"), [(SGD(0.5), [0.5, -1.0, -0.5, 3.0]), (Adam(0.5), [0.5, 1.5, 2.5, 3.5])]
)
def test_a_single_step(optimizer, expected):
    x = np.array([1.0, 2.0, 3.0, 4.0])
    assert fresh(optimizer).apply_gradients([(np.array([1.0, 6.0, 7.0, 2.0]), x)]) == 1
    np.testing.assert_allclose(x, expected, rtol=1e-4)


@pytest.mark.parametrize("optimizer", ALL)
def test_a_long_variable_is_updated_piece_by_piece_with_the_same_result(optimizer):
    rng = np.random.default_rng(0)
    size = 2 * PIECE + 17
    flat, square = rng.normal(size=size), None
    square = flat.reshape(1, -1).copy()  # not one-dimensional: updated as a whole
    one, other = fresh(optimizer), fresh(optimizer)
    for _ in range(3):
        gradient = rng.normal(size=size)
        one.apply_gradients([(gradient, flat)])
        other.apply_gradients([(gradient.reshape(1, -1), square)])
    np.testing.assert_array_equal(flat, square[0])


@pytest.mark.parametrize("optimizer", ALL)
@pytest.mark.parametrize("dtype", ["float16", "float32", "float64"])
def test_precision_and_place_are_kept(optimizer, dtype):
    optimizer, x, scalar = fresh(optimizer), np.ones(3, dtype), np.array(2.0, dtype)
    gradient = np.full(3, 0.5)
    before = gradient.copy()
    for _ in range(2):
        optimizer.apply_gradients([(gradient, x), (1.0, scalar)])
    assert x.dtype == scalar.dtype == dtype
    assert (x < 1).all()
    assert scalar < 2
    np.testing.assert_array_equal(gradient, before)
    assert optimizer.iterations == 2


def test_state_in_keras_order():
    optimizer = Adam(0.5)
    assert optimizer.variables == [0, 0.5]
    optimizer.build([np.ones(3)])
    assert [np.shape(one) for one in optimizer.variables] == [(), (), (3,), (3,)]
    assert len(SGD().variables) == 2


def test_adam_shows_the_means_that_keras_keeps():
    x, optimizer = np.ones(2), Adam(amsgrad=True)
    optimizer.apply_gradients([([1.0, -2.0], x)])
    _, _, m, v, largest = optimizer.variables
    np.testing.assert_allclose(m, [0.1, -0.2])
    np.testing.assert_allclose(v, [0.001, 0.004])
    np.testing.assert_allclose(largest, v)


def test_learning_rate_can_change_and_can_be_a_function():
    x = np.zeros(1)
    optimizer = SGD(lambda: 0.5)
    optimizer.apply_gradients([([1.0], x)])
    optimizer.learning_rate = 2
    optimizer.apply_gradients([([1.0], x)])
    assert x == -2.5


def test_weight_decay_spares_what_is_excluded():
    one, spared = np.array(2.0, np.float32), np.array(2.0, np.float32)
    optimizer = Adam(1.0, weight_decay=0.004)
    optimizer.exclude_from_weight_decay(var_list=[spared])
    optimizer.apply_gradients([(np.zeros(()), one), (np.zeros(()), spared)])
    assert one == pytest.approx(1.992)
    assert spared == 2


def nameless(word):
    optimizer = SGD(weight_decay=0.1)
    optimizer.exclude_from_weight_decay(var_names=[word])
    optimizer.apply_gradients([([1.0], np.ones(1))])


def test_limits_of_the_gradient():
    gradient = [np.array([100.0, 100.0])]
    np.testing.assert_allclose(SGD(clipnorm=1)._clip_gradients(gradient)[0], [2**0.5 / 2] * 2)
    np.testing.assert_allclose(SGD(clipvalue=1)._clip_gradients(gradient)[0], [1, 1])
    np.testing.assert_allclose(SGD(global_clipnorm=1)._clip_gradients(gradient * 4)[0], [2**0.5 / 4] * 2)
    np.testing.assert_array_equal(SGD(clipnorm=1000)._clip_gradients(gradient)[0], gradient[0])


def test_a_beta_that_rounds_to_1_gives_nan_as_in_keras():
    x = np.ones(2, np.float16)
    Adam(beta_1=0.99999).apply_gradients([(np.ones(2), x)])
    assert np.isnan(x).all()


def test_get():
    assert type(optimizers.get("adam")) is type(optimizers.get("Adam")) is Adam
    optimizer = SGD()
    assert optimizers.get(optimizer) is optimizer
    assert optimizers.get(None) is None
    made = optimizers.get({"class_name": "SGD", "config": {"learning_rate": 0.5, "momentum": 0.9}})
    assert repr(made) == "SGD(learning_rate=0.5, momentum=0.9)"
    assert type(optimizers.get({"class_name": "adam"})) is Adam
    with pytest.raises(TypeError, match="be a name or an optimizer"):
        optimizers.get({})
    with pytest.raises(ValueError, match="Did you mean 'adam'"):
        optimizers.get("adma")
    with pytest.raises(TypeError, match="be a name or an optimizer"):
        optimizers.get(3)


@pytest.mark.parametrize("optimizer", ALL)
def test_repr_and_config(optimizer):
    assert repr(fresh(optimizer)) == repr(optimizer)
    assert repr(optimizer).startswith(f"{type(optimizer).__name__}(learning_rate=0.1")


@pytest.mark.parametrize(
    ("call", "error", "match"),
    [
        (lambda: SGD(momentum=-1.0), ValueError, "momentum must be at least 0"),
        (lambda: SGD(momentum=2.0), ValueError, "momentum must be at most 1"),
        (lambda: Adam(learning_rate="0.1"), TypeError, "learning_rate must be a real number"),
        (lambda: Adam(beta_1=np.nan), ValueError, "beta_1 must be finite"),
        (lambda: Adam(beta_1=1), ValueError, "Adam: beta_1 must be below 1"),
        (lambda: Adam(epsilon=-1), ValueError, "epsilon must be at least 0"),
        (lambda: SGD(clipnorm=1, clipvalue=1), ValueError, "at most one"),
        (lambda: SGD(use_ema=True), TypeError, "use_ema must be left out"),
        (lambda: SGD(lr=0.1), TypeError, "lr must be left out"),
        (lambda: SGD().apply_gradients([([1.0], [1.0])]), TypeError, "NumPy arrays of floats"),
        (lambda: SGD().apply_gradients([([1.0], np.ones(1, int))]), TypeError, "NumPy arrays of floats"),
        (lambda: SGD().apply_gradients([([1.0, 2.0], np.ones(1))]), ValueError, "shape of its variable"),
        (lambda: SGD().exclude_from_weight_decay(var_names=[3]), TypeError, "be a list of words"),
        (lambda: nameless("bias"), ValueError, "variables that have names"),
        (lambda: SGD().apply_gradients([(None, np.ones(1))]), ValueError, "at least one variable"),
        (lambda: Optimizer(0.1).apply_gradients([([1.0], np.ones(1))]), NotImplementedError, "update step"),
    ],
)
def test_what_does_not_fit_is_refused(call, error, match):
    with pytest.raises(error, match=match):
        call()
    assert SGD(use_ema=False, gradient_accumulation_steps=None).iterations == 0


def test_other_variables_need_another_optimizer():
    optimizer = SGD()
    optimizer.apply_gradients([([1.0], np.ones(1))])
    with pytest.raises(ValueError, match="Unknown variable"):
        optimizer.apply_gradients([([1.0], np.ones(1))])
    assert optimizer.apply_gradients([]) == 1


def test_a_variable_without_a_gradient_is_left_alone_with_a_warning():
    first, second = np.array([3.0, 4.0]), np.array([1.0, 2.0])
    with pytest.warns(UserWarning, match="1 of 2 variables have no gradient"):
        SGD(learning_rate=1.0).apply_gradients([(None, first), (np.ones(2), second)])
    np.testing.assert_array_equal([first, second], [[3.0, 4.0], [0.0, 1.0]])
