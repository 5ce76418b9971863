"""The softmax widget without a browser: values, validation, the learner's function, the still picture."""

import json

import numpy as np
import pytest
import traitlets

from nnlab import activations, widgets
from nnlab.widgets._softmax_bars import moved_logits


def right(z):
    powers = np.exp(z - np.max(z))
    return powers / np.sum(powers)


def naive(z):
    return np.exp(z) / np.sum(np.exp(z))


def test_logits_on_the_screen_are_scaled_then_shifted():
    np.testing.assert_allclose(moved_logits([2.0, -1.0], 0.5, 3.0, 1000.0), [1004.0, 1002.5])


def test_the_widget_starts_where_it_is_told():
    widget = widgets.softmax_bars(z=(3, 0, -2))
    assert widget.z == widget.start == [3.0, 0.0, -2.0]
    np.testing.assert_array_equal(widget.logits, [3, 0, -2])
    assert widget.learner == ""
    assert widget.answer == {}


def test_the_right_function_agrees_and_its_values_are_the_librarys():
    widget = widgets.softmax_bars(right)
    assert widget.answer["state"] == "agrees"
    assert widget.answer["number"] == 0
    np.testing.assert_allclose(widget.answer["values"], activations.softmax(widget.logits), rtol=1e-8)


def test_a_wrong_function_differs_and_is_drawn():
    widget = widgets.softmax_bars(lambda z: z / np.sum(z))
    assert widget.answer["state"] == "differs"
    assert widget.answer["message"].startswith("Your softmax differs from the reference: value 4 is -0.4762")
    np.testing.assert_allclose(widget.answer["values"], np.array([2, 1, 0.1, -1]) / 2.1)


def test_the_page_asks_and_the_answer_carries_the_same_number():
    widget = widgets.softmax_bars(naive)
    assert widget.answer["state"] == "agrees"
    widget.question = {"number": 7, "logits": [1000.0, 1001.0, 1002.0, 1003.0]}
    assert widget.answer["number"] == 7
    assert widget.answer["state"] == "differs"
    assert widget.answer["values"] == ["nan"] * 4
    assert "nan" in widget.answer["message"]
    json.dumps(widget.answer, allow_nan=False)


def test_a_broken_question_does_not_leave_the_page_waiting():
    widget = widgets.softmax_bars(right)
    widget.question = {"number": 3, "logits": "rubbish"}
    assert widget.answer["number"] == 3
    assert "widget itself failed" in widget.answer["message"]


@pytest.mark.parametrize(
    ("z", "error"),
    [
        ("abc", TypeError),
        (None, TypeError),
        ([1.0, "a"], TypeError),
        ([1j, 2j], TypeError),
        ([True, False], TypeError),
        ([[1.0], [1.0, 2.0]], TypeError),
        ([1.0], ValueError),
        ([], ValueError),
        ([0.0] * 9, ValueError),
        ([[1.0, 2.0]], ValueError),
        ([1.0, np.nan], ValueError),
        ([1.0, np.inf], ValueError),
        ([1.0, 21.0], ValueError),
    ],
)
def test_bad_logits_are_refused_in_the_one_sentence(z, error):
    with pytest.raises(
        error, match=r"^softmax_bars: z must .*\. Received: z=.*z=\(2\.0, 1\.0, 0\.1, -1\.0\)"
    ):
        widgets.softmax_bars(z=z)


def test_a_result_in_place_of_the_function_is_refused():
    with pytest.raises(TypeError, match=r"softmax_bars: softmax must be a function\. .* without brackets"):
        widgets.softmax_bars(np.array([0.5, 0.5]))


@pytest.mark.parametrize("z", [[1.0, 2.0], [1.0, 2.0, 3.0, float("nan")]])
def test_traits_refuse_what_would_break_the_drawing(z):
    widget = widgets.softmax_bars()
    with pytest.raises(traitlets.TraitError, match="hold 4 finite numbers"):
        widget.z = z


def test_the_functions_own_name_is_used_in_messages():
    def my_softmax(z):
        return z

    assert "Your my_softmax differs" in widgets.softmax_bars(my_softmax).answer["message"]
