"""What metrics remember, how they are made and found; values a reader can check by hand."""

import pickle

import numpy as np
import pytest

from nnlab import metrics


def test_a_metric_counts_until_it_is_reset():
    mean = metrics.Mean()
    mean.update_state([1, 3, 5, 7])
    assert mean.result() == 4
    assert mean([9]) == 5
    assert [one.name for one in mean.variables] == ["total", "count"]
    assert mean.total == 25
    assert mean.count == 5
    mean.reset_state()
    assert mean.result() == 0
    assert mean(3.0) == 3
    assert np.isnan(mean([np.nan]))


@pytest.mark.parametrize(
    ("weight", "expected"),
    [([1, 1, 0, 0], 2), ([-1, -1, 0, 0], 2), (2.0, 4), ([0, 0, 0, 0], 0), ([[1], [1], [0], [0]], 2)],
)
def test_weighted_means(weight, expected):
    assert metrics.Mean()([1, 3, 5, 7], sample_weight=weight) == expected


def test_counts_beyond_what_float32_can_count():
    mean = metrics.Mean()
    mean.count.assign(2.0**24)
    mean.update_state([1.0])
    assert mean.count == 2**24 + 1


def test_results_have_the_precision_of_what_was_counted():
    y_true, y_pred = np.array([1.0, 0.0]), np.array([0.9, 0.9])
    assert metrics.MeanSquaredError()(y_true, y_pred.astype(np.float32)).dtype == np.float32
    assert metrics.MeanSquaredError()(y_true, y_pred).dtype == np.float64
    assert metrics.MeanSquaredError(dtype="float16")(y_true, y_pred).dtype == np.float16
    assert metrics.BinaryAccuracy()(y_true, y_pred).dtype == np.float32
    assert metrics.Mean(dtype="int32").dtype == "int32"
    with pytest.raises(ValueError, match="dtype must"):
        metrics.Mean(dtype="bfloat16")
    with pytest.raises(AttributeError):
        metrics.Mean().dtype = "float16"


def test_precision_and_recall_by_hand():
    y_true, y_pred = [0, 1, 1, 1], [1.0, 0.0, 1.0, 0.6]
    assert metrics.Precision()(y_true, y_pred) == pytest.approx(2 / 3)
    np.testing.assert_allclose(metrics.Recall(thresholds=[0.5, 0.7])(y_true, y_pred), [2 / 3, 1 / 3])
    assert metrics.Precision()([0, 0], [0.0, 0.0]) == 0
    weights = [4, 0, 3, 1]
    assert metrics.Precision()(y_true, y_pred, sample_weight=weights) == pytest.approx(4 / 8)
    counts = [getattr(metrics, name)()(y_true, y_pred) for name in ("TruePositives", "FalsePositives")]
    assert counts == [2, 1]
    precision = metrics.Precision(top_k=3)
    assert precision([0, 1, 1, 0, 0], [0.2, 0.1, 0.5, 0, 0.2]) == pytest.approx(1 / 3)
    assert precision.true_positives == 1
    assert metrics.Recall(class_id=1)([[0, 1], [1, 0], [0, 1]], [[0.1, 0.9], [0.9, 0.1], [0.7, 0.3]]) == 0.5


@pytest.mark.parametrize("bad", [-0.1, 1.5, [0.5, 2], np.nan])
def test_thresholds_lie_in_the_unit_interval(bad):
    with pytest.raises(ValueError, match="thresholds must"):
        metrics.Precision(thresholds=bad)


def test_top_k():
    scores = [[0.1, 0.9, 0.8], [0.05, 0.95, 0.1]]
    assert metrics.TopKCategoricalAccuracy(k=1)([[0, 0, 1], [0, 1, 0]], scores) == 0.5
    assert metrics.SparseTopKCategoricalAccuracy(k=2)([2, 0], scores, sample_weight=[0.7, 0.3]) == np.float32(
        0.7
    )
    sorted_ids = metrics.SparseTopKCategoricalAccuracy(k=1, from_sorted_ids=True)
    assert sorted_ids([2, 1], [[1, 0, 3], [1, 2, 3]]) == 0.5


def test_names_are_made_as_in_keras():
    first, second = metrics.Precision().name, metrics.Precision().name
    assert first.startswith("precision")
    assert second.startswith("precision_")
    assert metrics.Precision(name="p").name == "p"
    assert metrics.BinaryAccuracy().name == "binary_accuracy"


ALL = [getattr(metrics, name) for name in metrics.__all__ if name[0].isupper()]
ALL = [one for one in ALL if one not in (metrics.Metric, metrics.MeanMetricWrapper)]


@pytest.mark.parametrize("metric", ALL)
def test_configuration_and_pickle_give_the_same_metric(metric):
    made = metric(name="mine", dtype="float64")
    again = metric.from_config(made.get_config())
    assert again.get_config() == made.get_config()
    assert made.get_config()["name"] == "mine"
    assert made.get_config()["dtype"] == "float64"
    assert pickle.loads(pickle.dumps(made)).get_config() == made.get_config()  # noqa: S301 - made here
    assert type(metrics.get({"class_name": metric.__name__, "config": made.get_config()})) is metric
    assert repr(made).startswith(f"{metric.__name__}(")


def test_get():
    for name in ("mse", "MSE", "mean_squared_error", "MeanSquaredError"):
        assert isinstance(metrics.get(name), metrics.MeanSquaredError)
    assert isinstance(metrics.get("top_k_categorical_accuracy"), metrics.TopKCategoricalAccuracy)
    assert isinstance(metrics.get("accuracy"), metrics.Accuracy)
    assert metrics.get(None) is None
    assert metrics.get(np.hypot) is np.hypot
    with pytest.raises(ValueError, match="Did you mean 'precision'"):
        metrics.get("precison")
    with pytest.raises(TypeError, match="identifier must be a name"):
        metrics.get(3)


class Squares(metrics.Metric):
    """A metric as Keras's guide has it."""

    def __init__(self, name="squares", dtype=None):
        super().__init__(name=name, dtype=dtype)
        self.sum = self.add_variable(shape=(), initializer="zeros", name="sum")
        self.total = self.add_weight(name="total", dtype="int32")

    def update_state(self, y_true, y_pred):
        self.sum.assign(self.sum + np.sum((np.asarray(y_true) - y_pred) ** 2))
        self.total.assign(self.total + len(y_true))

    def result(self):
        return self.sum / self.total


def test_a_metric_of_ones_own():
    squares = Squares()
    assert squares([1.0, 2.0], [1.0, 4.0]) == 2
    assert squares([1.0, 2.0], [1.0, 2.0]) == 1
    assert [one.dtype for one in squares.variables] == ["float32", "int32"]
    squares.parts = {"a": [metrics.Mean(), metrics.Sum()], "again": squares.sum}
    assert len(squares.variables) == 5


def test_numbers_from_outside():
    squares = Squares()
    values = squares.stateless_update_state([4.0, 2], [1.0], [3.0])
    assert [float(one) for one in values] == [8, 3]
    assert squares.stateless_result([12.0, 3]) == 4
    assert squares.total == 0
    squares.update_state([1.0], [3.0])
    assert [float(one) for one in squares.stateless_reset_state()] == [0, 0]
    assert squares.result() == 4
    with pytest.raises(ValueError, match="metric_variables must hold 2 values"):
        squares.stateless_result([1.0])


def test_arguments_are_not_changed(rng):
    y_true, y_pred = np.eye(3)[[0, 1, 2, 1]], rng.uniform(size=(4, 3))
    kept = y_true.copy(), y_pred.copy()
    for array in (y_true, y_pred):
        array.flags.writeable = False
    for name in ("Precision", "CategoricalAccuracy", "TopKCategoricalAccuracy", "BinaryCrossentropy"):
        getattr(metrics, name)()(y_true, y_pred)
    np.testing.assert_array_equal(y_true, kept[0])
    np.testing.assert_array_equal(y_pred, kept[1])
