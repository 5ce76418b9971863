"""Gradients of every loss, with every option, beside finite differences in every coordinate."""

import numpy as np
import pytest

from nnlab import losses
from nnlab.gradcheck import numerical_gradient

RNG = np.random.default_rng(11)
LOGITS = RNG.normal(scale=2, size=(3, 4))
PROBABILITIES = RNG.uniform(0.05, 0.95, (3, 4))
ONE_HOT = np.eye(4)[[2, 0, 3]]
SOFT = RNG.dirichlet(np.ones(4), 3)
LABELS = np.array([2, 0, 3])
IMAGE_LOGITS = RNG.normal(size=(2, 3, 4))  # classes along axis 1

TABLE = [
    ("MeanSquaredError", {}, ONE_HOT, LOGITS),
    ("MeanSquaredError", {}, RNG.normal(size=(3, 1)), RNG.normal(size=3)),
    ("MeanSquaredError", {}, RNG.normal(size=3), RNG.normal(size=(3, 1))),
    ("MeanSquaredError", {}, RNG.normal(size=(2, 3, 4)), RNG.normal(size=(3, 1))),  # broadcast
    ("MeanAbsoluteError", {}, ONE_HOT, LOGITS),
    ("MeanAbsoluteError", {}, RNG.normal(size=(2, 3, 4)), RNG.normal(size=(1, 3, 1))),
    ("BinaryCrossentropy", {}, ONE_HOT, PROBABILITIES),
    ("BinaryCrossentropy", {"label_smoothing": 0.3, "axis": 0}, ONE_HOT, PROBABILITIES),
    ("BinaryCrossentropy", {"from_logits": True}, ONE_HOT, LOGITS),
    ("BinaryCrossentropy", {"from_logits": True, "label_smoothing": 0.3}, SOFT, LOGITS),
    ("BinaryCrossentropy", {"from_logits": True, "axis": (0, 1)}, ONE_HOT, LOGITS),
    ("CategoricalCrossentropy", {}, ONE_HOT, PROBABILITIES),
    ("CategoricalCrossentropy", {"label_smoothing": 0.3, "axis": 0}, SOFT, PROBABILITIES),
    ("CategoricalCrossentropy", {"from_logits": True}, ONE_HOT, LOGITS),
    ("CategoricalCrossentropy", {"from_logits": True}, 3 * SOFT, LOGITS),  # rows that do not sum to 1
    ("CategoricalCrossentropy", {"from_logits": True, "axis": -2, "label_smoothing": 0.1}, SOFT, LOGITS),
    ("SparseCategoricalCrossentropy", {}, LABELS, PROBABILITIES),
    ("SparseCategoricalCrossentropy", {"ignore_class": 0}, LABELS[:, np.newaxis], PROBABILITIES),
    ("SparseCategoricalCrossentropy", {"from_logits": True}, LABELS, LOGITS),
    ("SparseCategoricalCrossentropy", {"from_logits": True, "ignore_class": 3}, LABELS, LOGITS),
    (
        "SparseCategoricalCrossentropy",
        {"from_logits": True, "axis": 1},
        [[0, 1, 2, 0], [1, 1, 0, 2]],
        IMAGE_LOGITS,
    ),
]
IDS = [f"{name}-{number}" for number, (name, *_) in enumerate(TABLE)]


@pytest.mark.parametrize(("name", "options", "y_true", "y_pred"), TABLE, ids=IDS)
@pytest.mark.parametrize("reduction", ["sum_over_batch_size", "sum", "mean_with_sample_weight", None])
@pytest.mark.parametrize("weighted", [False, True])
def test_gradient_is_the_derivative(name, options, y_true, y_pred, reduction, weighted):
    loss = getattr(losses, name)(reduction=reduction, **options)
    shape = np.shape(getattr(losses, name)(reduction=None, **options)(y_true, y_pred))
    weight = np.linspace(0.5, 2, max(1, int(np.prod(shape)))).reshape(shape) if weighted else None
    numerical = numerical_gradient(lambda y: np.sum(loss(y_true, y, sample_weight=weight)), y_pred)
    gradient = loss.gradient(y_true, y_pred, sample_weight=weight)
    assert gradient.shape == y_pred.shape
    np.testing.assert_allclose(gradient, numerical, rtol=1e-7, atol=1e-9)


@pytest.mark.parametrize("reduction", ["sum_over_batch_size", "sum", "mean_with_sample_weight", None])
@pytest.mark.parametrize(
    ("mask", "weight"),
    [
        ([True, False, True], None),
        ([[True], [False], [True]], [0.5, 1.0, 2.0]),
        ([True, False, True], [[0.5], [1.0], [2.0]]),
        ([True, False, True], 3.0),
        ([False, False, False], None),
        (None, [[0.5, 1.0, 2.0]] * 2),  # weights of higher rank than the losses
    ],
)
def test_gradient_knows_masks_and_weights(mask, weight, reduction):
    for loss, y_true in (
        (losses.MeanSquaredError(reduction=reduction), ONE_HOT),
        (losses.SparseCategoricalCrossentropy(True, ignore_class=0, reduction=reduction), LABELS),
    ):
        numerical = numerical_gradient(lambda y: np.sum(loss(y_true, y, weight, mask=mask)), LOGITS)  # noqa: B023
        np.testing.assert_allclose(
            loss.gradient(y_true, LOGITS, weight, mask=mask), numerical, rtol=1e-7, atol=1e-9
        )


@pytest.mark.parametrize(("name", "options", "y_true", "y_pred"), TABLE, ids=IDS)
def test_function_gradient_takes_any_gradient_back(name, options, y_true, y_pred):
    base = getattr(losses, name).function.__name__
    function, gradient = getattr(losses, base), getattr(losses, f"{base}_gradient")
    y_true = np.asarray(y_true)
    shape = np.shape(function(y_true, y_pred, **options))
    g = RNG.normal(size=shape)
    numerical = numerical_gradient(lambda y: np.sum(g * function(y_true, y, **options)), y_pred)
    result = gradient(y_true, y_pred, **options, grad_output=g)
    assert result.shape == y_pred.shape
    np.testing.assert_allclose(result, numerical, rtol=1e-7, atol=1e-8)
    np.testing.assert_allclose(
        gradient(y_true, y_pred, **options), gradient(y_true, y_pred, **options, grad_output=np.ones(shape))
    )


def test_clipped_probabilities_have_no_gradient():
    y_pred = np.array([[0.0, 1.0, 0.5]])
    np.testing.assert_array_equal(losses.BinaryCrossentropy().gradient([[1, 0, 1]], y_pred), [[0, 0, -2 / 3]])
    np.testing.assert_array_equal(
        losses.CategoricalCrossentropy().gradient([[0, 1, 0]], np.array([[1.0, 0, 0]])), [[0, 0, 0]]
    )


def test_a_loss_of_ones_own_can_have_a_gradient():
    class Cubed(losses.Loss):
        def call(self, y_true, y_pred):
            return (y_pred - y_true) ** 3

        def call_gradient(self, y_true, y_pred, grad_output):
            return grad_output * 3 * (y_pred - y_true) ** 2

    loss = Cubed()
    numerical = numerical_gradient(lambda y: loss(SOFT, y, 2.0), LOGITS)
    np.testing.assert_allclose(loss.gradient(SOFT, LOGITS, 2.0), numerical, rtol=1e-7, atol=1e-9)

    class Without(losses.Loss):
        def call(self, y_true, y_pred):
            return y_pred - y_true

    with pytest.raises(NotImplementedError, match="call_gradient"):
        Without().gradient(SOFT, LOGITS)
