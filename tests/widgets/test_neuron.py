"""The neuron widget without a browser: values, its line, validation, the learner's function."""

import json

import numpy as np
import pytest
import traitlets

from nnlab import widgets
from nnlab.activations import sigmoid
from nnlab.widgets._neuron import activate, products
from nnlab.widgets._neuron_picture import line_ends


def right(x, w, b, g):
    return g(np.dot(x, w) + b)


def test_one_input_and_many():
    z, a = activate(np.array([[1.0, 2.0], [3.0, -1.0]]), [2.0, -1.0], 0.5)
    np.testing.assert_allclose(z, [0.5, 7.5])
    np.testing.assert_array_equal(a, sigmoid(z))
    assert activate(np.array([3.0, -1.0]), [2.0, -1.0], 0.5)[0] == z[1]


def test_a_line_parts_the_products_but_not_the_first_one():
    X, y = products()
    assert X.shape == (24, 2)
    assert y.sum() == 12
    assert widgets.neuron(w=(2, 1.5), b=-1.2).right_sides() == 24
    assert 0 < widgets.neuron().right_sides() < 24


def test_points_of_ones_own():
    widget = widgets.neuron(X=[[1, 1], [-1, -1]], y=[[1], [0]], w=(1, 1), b=0)
    assert widget.points == [[1.0, 1.0, 1], [-1.0, -1.0, 0]]
    assert widget.right_sides() == 2
    assert widget.names == ["x₁", "x₂"]


@pytest.mark.parametrize(
    ("w", "b"), [([1.0, 0.0], 1.0), ([0.0, -2.0], 1.0), ([1.0, 1.0], 6.0), ([-1.3, 0.4], 0.2)]
)
def test_the_lines_ends_lie_on_the_line_and_on_the_border(w, b):
    for end in line_ends(w, b, 3.0):
        assert np.dot(w, end) + b == pytest.approx(0)
        assert np.max(np.abs(end)) == 3.0


def test_where_there_is_no_line():
    assert line_ends([0.0, 0.0], 1.0, 3.0) == []
    assert line_ends([1.0, 0.0], 9.0, 3.0) == []


def test_the_right_function_agrees_at_every_point():
    answer = widgets.neuron(right).answer
    assert answer["state"] == "agrees"
    assert len(answer["values"]) == 25


def test_a_wrong_function_is_named_with_its_point():
    answer = widgets.neuron(lambda x, w, b, g: g(abs(np.dot(x, w) + b)), w=(1, 1), b=0, x=(1, 1)).answer
    assert answer["state"] == "differs"
    assert " for the point (" in answer["message"]
    assert len(answer["values"]) == 25


def test_a_result_that_is_no_number():
    answer = widgets.neuron(lambda x, w, b, g: g(x * w + b)).answer
    assert answer["state"] == "failed"
    assert (
        "for your input x returned an array of shape (2,); an array of shape () was expected"
        in answer["message"]
    )


def test_the_page_asks_with_its_own_weights():
    widget = widgets.neuron(lambda x, w, b, g: g(np.dot(x, w)))
    assert widget.answer["state"] == "differs"
    widget.question = {"number": 3, "w": [1.0, 2.0], "b": 0.0, "x": [0.5, 0.5]}
    assert widget.answer["number"] == 3
    assert widget.answer["state"] == "agrees"
    assert widget.answer["values"][0][0] == pytest.approx(sigmoid(1.5))


def test_nan_reaches_the_page_and_the_picture():
    widget = widgets.neuron(lambda x, w, b, g: np.nan)
    assert widget.answer["values"][0] == ["nan"]
    json.dumps(widget.answer, allow_nan=False)
    assert widget.picture()


@pytest.mark.parametrize(
    ("given", "error", "argument"),
    [
        ({"w": "ab"}, TypeError, "w"),
        ({"w": [1.0]}, ValueError, "w"),
        ({"w": [1.0, 5.0]}, ValueError, "w"),
        ({"b": [1.0]}, ValueError, "b"),
        ({"b": np.nan}, ValueError, "b"),
        ({"x": [4.0, 0.0]}, ValueError, "x"),
        ({"x": None}, TypeError, "x"),
        ({"X": [[1, 1]]}, ValueError, "y"),
        ({"y": [1]}, ValueError, "X"),
        ({"X": [[1, 1, 1]], "y": [1]}, ValueError, "X"),
        ({"X": np.zeros((101, 2)), "y": np.zeros(101)}, ValueError, "X"),
        ({"X": [[9, 1]], "y": [1]}, ValueError, "X"),
        ({"X": [[1, 1]], "y": [2]}, ValueError, "y"),
        ({"X": [[1, 1]], "y": [1, 0]}, ValueError, "y"),
        ({"neuron": 0.5}, TypeError, "neuron"),
    ],
)
def test_bad_arguments_are_refused(given, error, argument):
    with pytest.raises(error, match=rf"^neuron: {argument} must .*\. Received: {argument}="):
        widgets.neuron(**given)


def test_traits_refuse_what_would_break_the_drawing():
    widget = widgets.neuron()
    with pytest.raises(traitlets.TraitError, match="finite"):
        widget.w = [np.nan, 1.0]
