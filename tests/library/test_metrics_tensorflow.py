"""Every metric beside Keras's, over several batches, with weights of every rank."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from nnlab import metrics

pytestmark = pytest.mark.tensorflow


@pytest.fixture(scope="module")
def keras():
    pytest.importorskip("tensorflow")
    return pytest.importorskip("keras")


UNIT = st.sampled_from([0.0, 0.1, 0.25, 0.5, 0.6, 0.75, 0.9, 1.0])
WEIGHTS = st.sampled_from([0.0, 0.5, 1.0, 2.0])

# Name, options, kind of targets, lowest number of dimensions of the predictions.
ENTRYWISE = [
    ("Accuracy", {}, "binary"),
    ("BinaryAccuracy", {}, "binary"),
    ("BinaryAccuracy", {"threshold": 0.25}, "binary"),
    ("MeanSquaredError", {}, "binary"),
    ("MeanAbsoluteError", {}, "binary"),
    ("RootMeanSquaredError", {}, "binary"),
    ("BinaryCrossentropy", {"label_smoothing": 0.1}, "binary"),
]
ROWWISE = [
    ("CategoricalAccuracy", {}, "one-hot"),
    ("SparseCategoricalAccuracy", {}, "labels"),
    ("TopKCategoricalAccuracy", {"k": 2}, "one-hot"),
    ("SparseTopKCategoricalAccuracy", {"k": 2}, "labels"),
    ("CategoricalCrossentropy", {"from_logits": True}, "one-hot"),
    ("SparseCategoricalCrossentropy", {"from_logits": True}, "labels"),
    ("SparseCategoricalCrossentropy", {"from_logits": True, "ignore_class": 1}, "labels"),
]
CONFUSION = [
    ("Precision", {}),
    ("Precision", {"thresholds": [0.0, 0.3, 0.6]}),
    ("Precision", {"thresholds": [0.0, 0.5, 1.0]}),  # evenly spread: Keras counts in another way
    ("Precision", {"top_k": 2}),
    ("Precision", {"class_id": 1, "thresholds": 0}),
    ("Recall", {}),
    ("Recall", {"thresholds": 0.6, "top_k": 2}),
    ("TruePositives", {"thresholds": [0.2, 0.6]}),
    ("FalsePositives", {}),
    ("TrueNegatives", {}),
    ("FalseNegatives", {}),
]


@st.composite
def batch(draw, kind, min_dims=1, weights_of="losses"):
    shape = draw(
        hnp.array_shapes(min_dims=max(min_dims, 1 if kind == "binary" else 2), max_dims=3, max_side=4)
    )
    shape = (*shape[:-1], max(shape[-1], 3)) if kind != "binary" or min_dims > 1 else shape
    y_pred = draw(hnp.arrays(np.float32, shape, elements=UNIT))
    if kind == "binary":
        y_true = draw(hnp.arrays(np.float32, shape, elements=st.sampled_from([0.0, 1.0])))
    else:
        labels = draw(hnp.arrays(np.int64, shape[:-1], elements=st.integers(0, shape[-1] - 1)))
        y_true = labels if kind == "labels" else np.eye(shape[-1], dtype=np.float32)[labels]
    if draw(st.booleans()):
        return y_true, y_pred, None
    if weights_of == "entries":
        weight_shape = draw(st.sampled_from([(), shape, shape[:-1]]))
    else:
        weight_shape = draw(st.sampled_from([(), shape[:1], shape[:-1], (shape[0], *[1] * len(shape[1:-1]))]))
    return y_true, y_pred, draw(hnp.arrays(np.float32, weight_shape, elements=WEIGHTS))


def tf_errors():
    return pytest.importorskip("tensorflow").errors


def agree(keras, name, options, batches):
    ours, theirs = getattr(metrics, name)(**options), getattr(keras.metrics, name)(**options)
    for y_true, y_pred, weight in batches:
        try:
            theirs.update_state(y_true, y_pred, sample_weight=weight)
        except tf_errors().InvalidArgumentError:  # weights that do not fit
            with pytest.raises(ValueError, match="sample_weight must fit"):
                ours.update_state(y_true, y_pred, sample_weight=weight)
            return
        ours.update_state(y_true, y_pred, sample_weight=weight)
        expected = np.asarray(theirs.result())
        assert np.shape(ours.result()) == expected.shape
        assert ours.result().dtype == expected.dtype
        np.testing.assert_allclose(ours.result(), expected, rtol=3e-6, atol=3e-7)
    ours.reset_state()
    assert not np.any(ours.result())


@pytest.mark.parametrize(("name", "options", "kind"), ENTRYWISE + ROWWISE)
def test_means_agree(keras, name, options, kind):
    @settings(max_examples=40)
    @given(st.lists(batch(kind), min_size=1, max_size=2))
    def holds(batches):
        agree(keras, name, options, batches)

    holds()


@pytest.mark.parametrize(("name", "options"), CONFUSION)
def test_confusion_agrees(keras, name, options):
    @settings(max_examples=40)
    @given(st.lists(batch("binary", 2, weights_of="entries"), min_size=1, max_size=2))
    def holds(batches):
        if "class_id" in options:  # Keras takes no weights for single entries then
            batches = [(y, p, w if np.ndim(w) < y.ndim else None) for y, p, w in batches]
        agree(keras, name, options, batches)

    holds()


@pytest.mark.parametrize("name", ["Mean", "Sum"])
def test_values_agree(keras, name):
    values = hnp.arrays(np.float32, hnp.array_shapes(min_dims=0, max_dims=3, max_side=3), elements=UNIT)

    @settings(max_examples=60)
    @given(st.data())
    def holds(data):
        x = data.draw(values)
        shapes = [(), x.shape, x.shape[:1], x.shape[:-1], tuple(1 for _ in x.shape)]
        weight = data.draw(st.none() | hnp.arrays(np.float32, st.sampled_from(shapes), elements=WEIGHTS))
        ours, theirs = getattr(metrics, name)(), getattr(keras.metrics, name)()
        np.testing.assert_allclose(ours(x, weight), theirs(x, weight), rtol=2e-6, atol=1e-7)

    holds()


@pytest.mark.parametrize(
    ("true", "pred"),
    [((4, 1), (4, 3)), ((4,), (4, 3)), ((2, 4, 1), (2, 4, 3)), ((2, 1), (1, 2, 3)), ((1,), (3,))],
)
def test_sparse_accuracy_takes_keras_shapes(keras, rng, true, pred):
    y_true, y_pred = rng.integers(0, 3, true), rng.normal(size=pred).astype(np.float32)
    theirs = np.asarray(keras.metrics.sparse_categorical_accuracy(y_true, y_pred))
    np.testing.assert_array_equal(metrics.sparse_categorical_accuracy(y_true, y_pred), theirs, strict=True)


@pytest.mark.parametrize("name", ["Accuracy", "BinaryAccuracy", "MeanSquaredError", "Precision", "Recall"])
@pytest.mark.parametrize(("true", "pred"), [((4,), (4, 1)), ((4, 1), (4,)), ((0,), (0,)), ((0, 2), (0, 2))])
def test_columns_and_empty_batches_are_keras(keras, rng, name, true, pred):
    y_true, y_pred = rng.integers(0, 2, true), rng.integers(0, 2, pred).astype(np.float32)
    theirs = np.asarray(getattr(keras.metrics, name)()(y_true, y_pred))
    np.testing.assert_allclose(getattr(metrics, name)()(y_true, y_pred), theirs)
