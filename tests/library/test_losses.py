"""What losses do with shapes, weights, masks, names and options; values a reader can check by hand."""

import copy
import pickle

import numpy as np
import pytest

from nnlab import losses

Y_TRUE = np.array([[1.0, 9.0, 2.0], [-5.0, -2.0, 6.0]])
Y_PRED = np.array([[4.0, 8.0, 12.0], [8.0, 1.0, 3.0]])
PER_SAMPLE = np.array([110 / 3, 187 / 3])
CLASSES = [
    losses.MeanSquaredError,
    losses.MeanAbsoluteError,
    losses.BinaryCrossentropy,
    losses.CategoricalCrossentropy,
    losses.SparseCategoricalCrossentropy,
]


@pytest.mark.parametrize(
    ("reduction", "weight", "expected"),
    [
        ("sum_over_batch_size", None, 49.5),
        ("mean", None, 49.5),
        ("sum_over_batch_size", 2.3, 113.85),
        ("sum_over_batch_size", [[1.2], [3.4]], 767.8 / 6),
        ("sum_over_batch_size", [1.2, 3.4], 767.8 / 6),
        ("sum_over_batch_size", 0, 0),
        ("sum", 2.3, 2.3 * 99),
        ("mean_with_sample_weight", None, 49.5),
        ("mean_with_sample_weight", [1.2, 3.4], PER_SAMPLE @ [1.2, 3.4] / 4.6),
        ("mean_with_sample_weight", 2.0, 99),  # as Keras: the sum of one weight is that weight
        ("mean_with_sample_weight", [0, 0], 0),
        (None, 2.3, 2.3 * PER_SAMPLE),
        ("none", None, PER_SAMPLE),
    ],
)
def test_reductions_and_weights(reduction, weight, expected):
    loss = losses.MeanSquaredError(reduction=reduction)(Y_TRUE, Y_PRED, sample_weight=weight)
    np.testing.assert_allclose(loss, expected)


def test_weights_by_time_step():
    y_true, y_pred = np.array([1, 9, 2, -5, -2, 6]), np.array([4, 8, 12, 8, 1, 3])
    weight = np.array([3, 6, 5, 0, 4, 2]).reshape(2, 3)
    loss = losses.MeanSquaredError()(y_true.reshape(2, 3, 1), y_pred.reshape(2, 3, 1), weight)
    assert loss == pytest.approx(587 / 6)


@pytest.mark.parametrize("mask", [[True, False], [[True], [False]]])
def test_a_mask_is_divided_out(mask):
    assert losses.MeanSquaredError()(Y_TRUE, Y_PRED, mask=mask) == pytest.approx(110 / 3)
    assert losses.MeanSquaredError()(Y_TRUE, Y_PRED, [2.0, 5.0], mask=mask) == pytest.approx(220 / 3)
    assert losses.MeanSquaredError(reduction="sum")(Y_TRUE, Y_PRED, mask=mask) == pytest.approx(110 / 3)
    assert losses.MeanSquaredError()(Y_TRUE, Y_PRED, mask=[False, False]) == 0


def test_a_mask_that_predictions_carry_counts():
    class Masked(np.ndarray):
        pass

    y_pred = Y_PRED.view(Masked)
    y_pred._keras_mask = np.array([False, True])
    assert losses.MeanSquaredError()(Y_TRUE, y_pred) == pytest.approx(187 / 3)
    np.testing.assert_array_equal(losses.MeanSquaredError().gradient(Y_TRUE, y_pred)[0], 0)


def test_ignored_labels_are_divided_out():
    logits = np.array([[0.854, 0.698, 0.598], [0.088, 0.86, 0.018]])
    loss = losses.SparseCategoricalCrossentropy(from_logits=True, ignore_class=-1)
    assert loss([-1, 2], logits) == pytest.approx(1.480129)
    assert loss([-1, 2], logits, [7.0, 2.0]) == pytest.approx(2 * 1.480129)
    assert loss([-1, 2], logits, mask=[True, False]) == 0
    assert loss([-1, -1], logits) == 0
    unreduced = losses.SparseCategoricalCrossentropy(True, -1, reduction=None)
    for labels in ([[-1, 2]], [[[-1], [2]]]):
        np.testing.assert_allclose(
            unreduced(np.array(labels), logits[np.newaxis]), [[0, 1.480129]], rtol=1e-6
        )


def test_labels_may_be_a_column_or_whole_floats_or_on_another_axis(rng):
    probabilities = rng.dirichlet(np.ones(3), 4)
    labels = np.array([0, 2, 1, 2])
    expected = losses.SparseCategoricalCrossentropy()(labels, probabilities)
    for same in (labels[:, np.newaxis], labels.astype(float), labels.astype(np.uint8), labels.tolist()):
        assert losses.SparseCategoricalCrossentropy()(same, probabilities) == expected
    assert losses.SparseCategoricalCrossentropy(axis=0)(labels, probabilities.T) == pytest.approx(expected)
    one_hot = np.eye(3)[labels]
    assert losses.CategoricalCrossentropy()(one_hot, probabilities) == pytest.approx(expected)
    assert losses.CategoricalCrossentropy(axis=0)(one_hot.T, probabilities.T) == pytest.approx(expected)


@pytest.mark.parametrize("labels", [[3], [-1], [1.5], [np.nan], [0, 1], [[0, 1, 0]]])
def test_labels_that_are_no_classes_are_refused(labels):
    with pytest.raises(ValueError, match="y_true must"):
        losses.SparseCategoricalCrossentropy()(labels, np.full((1, 3), 1 / 3))


@pytest.mark.parametrize("name", ["BinaryCrossentropy", "CategoricalCrossentropy"])
def test_shapes_that_differ_are_refused(name):
    with pytest.raises(ValueError, match="must have the same shape"):
        getattr(losses, name)()(np.array([[0], [1], [2]]), np.full((3, 3), 0.3))


@pytest.mark.parametrize("loss", CLASSES)
def test_a_lone_number_and_misfit_weights_are_refused(loss):
    with pytest.raises(ValueError, match="y_pred must have at least one dimension"):
        loss()(0, 0.5)
    y_true = [0, 1, 1] if loss is losses.SparseCategoricalCrossentropy else np.eye(3)
    with pytest.raises(ValueError, match="sample_weight must fit losses"):
        loss()(y_true, np.full((3, 3), 1 / 3), sample_weight=[1, 2])


def test_label_smoothing():
    bce = losses.BinaryCrossentropy(from_logits=True, label_smoothing=0.1)
    assert bce([[1, 0, 1]], np.array([[10.0, -10, -10]])) == pytest.approx(10.5 / 3, rel=1e-4)
    cce = losses.CategoricalCrossentropy(from_logits=True, label_smoothing=0.1)
    assert cce([[1, 0, 0]], np.array([[100.0, -100, -100]])) == pytest.approx(40 / 3)
    assert cce([[1, 0, 0]], np.array([[3.4e38, -3.4e38, 0]], np.float32)) == pytest.approx(3.4e38 / 10)


def test_a_single_class_is_warned_of():
    with pytest.warns(SyntaxWarning, match="binary_crossentropy"):
        losses.categorical_crossentropy([[1]], [[0.3]])


def test_precision_follows_the_predictions():
    single = Y_PRED.astype(np.float32)
    assert losses.MeanSquaredError()(Y_TRUE, single, np.ones(2)).dtype == np.float32
    assert losses.MeanSquaredError()(Y_TRUE, Y_PRED).dtype == np.float64
    assert losses.MeanSquaredError()(Y_TRUE, Y_PRED.astype(int)).dtype == np.float32
    assert losses.MeanSquaredError(dtype="float16")(Y_TRUE, Y_PRED).dtype == np.float16
    assert losses.MeanSquaredError().gradient(Y_TRUE, Y_PRED.astype(np.float16)).dtype == np.float16
    large = np.array([[16_777_217]])  # has no float32
    assert losses.MeanSquaredError()(large, large.astype(float)) == 0
    with pytest.raises(ValueError, match="dtype must be float16"):
        losses.MeanSquaredError(dtype="bfloat16")


@pytest.mark.parametrize("loss", CLASSES)
def test_arguments_are_not_changed(loss, rng):
    y_pred, weight = rng.uniform(size=(4, 3)), rng.uniform(size=4)
    y_true = np.array([0, 1, 2, 0]) if loss is losses.SparseCategoricalCrossentropy else np.eye(4, 3)
    arguments = (y_true, y_pred, weight)
    before = copy.deepcopy(arguments)
    for argument in arguments:
        argument.flags.writeable = False
    loss()(*arguments)
    loss().gradient(*arguments)
    for argument, kept in zip(arguments, before, strict=True):
        np.testing.assert_array_equal(argument, kept)


@pytest.mark.parametrize("loss", CLASSES)
def test_configuration_and_pickle_give_the_same_loss(loss):
    made = loss(name="mine", reduction="sum")
    again = loss.from_config(made.get_config())
    assert again.get_config() == made.get_config()
    assert again.name == "mine"
    assert pickle.loads(pickle.dumps(made)).get_config() == made.get_config()  # noqa: S301 - made here
    assert losses.get({"class_name": loss.__name__, "config": made.get_config()}).reduction == "sum"
    assert repr(made).startswith(f"{loss.__name__}(")
    assert "reduction='sum'" in repr(made)


def test_get():
    assert losses.get("mse") is losses.get("MSE") is losses.mean_squared_error
    assert losses.get("bce") is losses.binary_crossentropy
    assert isinstance(losses.get("SparseCategoricalCrossentropy"), losses.SparseCategoricalCrossentropy)
    assert isinstance(losses.get(losses.MeanAbsoluteError), losses.MeanAbsoluteError)
    assert losses.get(None) is None
    assert losses.get(np.hypot) is np.hypot
    with pytest.raises(ValueError, match="Did you mean 'mean_squared_error'"):
        losses.get("mean_square_error")
    with pytest.raises(TypeError, match="identifier must be a name"):
        losses.get(3)


def test_names():
    class BatchedHuber(losses.Loss):
        pass

    assert BatchedHuber().name == "batched_huber"
    assert BatchedHuber(name="h").name == "h"
    assert losses.MeanSquaredError().name == "mean_squared_error"
    with pytest.raises(NotImplementedError, match="BatchedHuber has no call"):
        BatchedHuber()(Y_TRUE, Y_PRED)
