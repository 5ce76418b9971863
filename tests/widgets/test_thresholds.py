"""Thresholds without a browser: counts, precision and recall, the learner's function, the still picture."""

import json
from xml.etree import ElementTree

import numpy as np
import pytest
import traitlets

from nnlab import widgets
from nnlab.widgets._scores import count, predict, scenes

TRUTH = np.array([[1, 0, 0], [1, 1, 0], [0, 1, 0], [0, 0, 0]])


def right(logits, threshold=0.5):
    return (1 / (1 + np.exp(-logits)) >= threshold).astype(int)


def test_counts_precision_and_recall_by_hand():
    counts = count(TRUTH, np.array([[1, 0, 0], [0, 1, 0], [1, 1, 0], [1, 0, 0]]))
    np.testing.assert_array_equal(counts.found, [1, 2, 0])
    np.testing.assert_array_equal(counts.false, [2, 0, 0])
    np.testing.assert_array_equal(counts.missed, [1, 0, 0])
    np.testing.assert_array_equal(counts.left, [0, 2, 4])
    np.testing.assert_allclose(counts.precision, [1 / 3, 1, np.nan])
    np.testing.assert_allclose(counts.recall, [0.5, 1, np.nan])


def test_a_probability_that_equals_its_threshold_is_predicted():
    np.testing.assert_array_equal(predict(np.array([[0.0, -1e-9]]), np.array([0.5, 0.5])), [[1, 0]])


def test_the_scenes_are_the_same_every_time_and_a_bus_is_missed():
    (y, logits), (again, _) = scenes(), scenes()
    np.testing.assert_array_equal(y, again)
    counts = count(y, predict(logits, np.full(3, 0.5)))
    assert counts.recall[1] < 0.5 < min(counts.recall[[0, 2]])


def test_the_right_function_agrees_and_its_scores_are_the_references():
    widget = widgets.thresholds(right)
    widget.question = {"number": 1, "values": [0.3, 0.2, 0.7]}
    widget.values = [0.3, 0.2, 0.7]
    assert widget.answer["state"] == "agrees"
    expected = np.stack([widget.counts.precision, widget.counts.recall], axis=1)
    np.testing.assert_allclose(widget.answer["values"], expected, atol=1e-6)


@pytest.mark.parametrize(
    ("function", "state", "message"),
    [
        (lambda logits, threshold=0.5: logits >= threshold, "differs", "for car differs"),
        (
            lambda logits, threshold=0.5: right(logits, threshold).ravel(),
            "failed",
            "for car returned an array",
        ),
        (lambda logits: logits, "failed", "raised TypeError"),
        (lambda logits, threshold=0.5: None, "unwritten", "returned None"),
    ],
)
def test_a_wrong_function_is_told(function, state, message):
    answer = widgets.thresholds(function).answer
    assert answer["state"] == state
    assert message in answer["message"]
    json.dumps(answer, allow_nan=False)


def test_many_samples_are_drawn_at_random_and_the_state_stays_small(rng):
    y = rng.integers(0, 2, (5000, 12))
    widget = widgets.thresholds(y_true=y, logits=rng.normal(size=y.shape))
    assert widget.samples == 1250
    assert len(widget.truth) == 15_000
    assert len(widget.logits) == 60_000
    assert widget.names[11] == "label 12"


def test_the_page_gets_label_after_label():
    widget = widgets.thresholds(y_true=TRUTH[:, :2], logits=np.arange(8.0).reshape(4, 2), names=["a", "b"])
    np.testing.assert_array_equal(np.frombuffer(widget.truth, np.uint8), TRUTH[:, :2].T.ravel())
    np.testing.assert_array_equal(np.frombuffer(widget.logits, "<f4"), [0, 2, 4, 6, 1, 3, 5, 7])


@pytest.mark.parametrize(
    ("arguments", "error", "message"),
    [
        ({"y_true": TRUTH}, ValueError, "logits must be given with the other"),
        ({"y_true": TRUTH, "logits": np.zeros((4, 2))}, ValueError, "logits must have the shape of y_true"),
        ({"y_true": TRUTH + 1, "logits": TRUTH}, ValueError, "y_true must hold only 0 and 1"),
        ({"y_true": TRUTH, "logits": TRUTH * np.nan}, ValueError, "logits must hold finite numbers"),
        ({"y_true": "x", "logits": TRUTH}, TypeError, "y_true must be an array of numbers"),
        ({"y_true": [1, 0], "logits": [1, 0]}, ValueError, "y_true must be of shape"),
        ({"names": ["car"]}, ValueError, "names must be 3 strings"),
        ({"multilabel_predict": TRUTH}, TypeError, "multilabel_predict must be a function"),
    ],
)
def test_bad_arguments_are_refused_in_the_one_sentence(arguments, error, message):
    with pytest.raises(error, match=rf"^thresholds: {message}"):
        widgets.thresholds(**arguments)


@pytest.mark.parametrize(("values", "message"), [([0.5], "be 3 numbers"), ([0.5, 0.5, 1.5], "0.99")])
def test_traits_refuse_what_would_break_the_drawing(values, message):
    with pytest.raises(traitlets.TraitError, match=message):
        widgets.thresholds().values = values


def test_the_picture_tells_what_is_undefined():
    widget = widgets.thresholds(right, y_true=TRUTH, logits=TRUTH * 4.0 - 2, names=["a", "b", "c"])
    texts = [node.text for node in ElementTree.fromstring(widget.picture()).iter() if node.text]
    assert texts.count("nan") == 4
    assert "c at 0.50 has precision nan and recall nan" in widget.describe()
