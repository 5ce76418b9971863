"""Max pooling without a browser: what windows give, the learner's function, what is refused."""

import re

import numpy as np
import pytest

from nnlab import widgets
from nnlab.grader.exercises.lab_13.max_pool2d import max_pool2d
from nnlab.layers import MaxPooling2D
from nnlab.widgets._kernels import largest


@pytest.mark.parametrize("size", [2, 3, 4])
def test_the_largest_of_each_window_is_the_librarys_layer(rng, size):
    x = rng.normal(size=(9, 11))
    expected = np.asarray(MaxPooling2D(size)(x.reshape(1, 9, 11, 1)))[0, :, :, 0]
    np.testing.assert_allclose(largest(x, size), expected, rtol=1e-6)


@pytest.mark.parametrize(("size", "shape"), [(2, (14, 14)), (3, (9, 9)), (4, (7, 7))])
def test_the_right_function_agrees(size, shape):
    widget = widgets.max_pooling(max_pool2d, size=size)
    assert widget.output.shape == shape
    assert widget.answer["state"] == "agrees"
    np.testing.assert_allclose(widget.answer["values"], widget.output.ravel())


def test_a_mean_instead_of_the_largest_is_shown():
    def max_pool2d(x, size):
        rows, columns = x.shape[0] // size, x.shape[1] // size
        windows = x[: rows * size, : columns * size].reshape(rows, size, columns, size, -1)
        return windows.mean(axis=(1, 3))

    widget = widgets.max_pooling(max_pool2d)
    assert widget.answer["state"] == "differs"
    assert re.search(r"differs from the reference: row \d+, column \d+ is", widget.answer["message"])
    assert len(widget.answer["values"]) == 14 * 14
    widget.set_state({"question": {"number": 1, "chosen": 1, "size": 4}})
    assert widget.answer["number"] == 1
    assert len(widget.answer["values"]) == 7 * 7


def test_a_border_that_is_kept_is_named():
    def max_pool2d(x, size):
        return np.zeros((-(-len(x) // size), -(-len(x) // size), 1))

    widget = widgets.max_pooling(max_pool2d, size=3)
    assert widget.answer["state"] == "failed"
    assert "an array of shape (9, 9, 1) was expected" in widget.answer["message"]
    assert widget.picture()


def test_an_image_of_ones_own():
    widget = widgets.max_pooling(x=np.arange(20).reshape(4, 5), size=2)
    np.testing.assert_allclose(widget.output * 255, [[6, 8], [16, 18]])
    assert widget.describe().endswith("2 by 2 outputs, 4 of 20 numbers.")


@pytest.mark.parametrize(
    ("arguments", "error", "message"),
    [
        ({"function": 3}, TypeError, "max_pooling: max_pool2d must be a function"),
        ({"size": 5}, ValueError, "max_pooling: size must be 2, 3 or 4"),
        ({"size": True}, ValueError, "max_pooling: size must be 2, 3 or 4"),
        ({"x": np.zeros((3, 9))}, ValueError, "max_pooling: x must be 4 by 4 to 40 by 40 pixels"),
        ({"x": np.zeros(9)}, ValueError, "max_pooling: x must be 4 by 4 to 40 by 40 pixels"),
        ({"x": np.full((4, 4), 1.5)}, ValueError, "pixels between 0 and 1"),
        ({"x": [["a"]]}, TypeError, "max_pooling: x must be an array of numbers"),
    ],
)
def test_bad_arguments_are_refused_in_the_one_sentence(arguments, error, message):
    with pytest.raises(error) as caught:
        widgets.max_pooling(**arguments)
    assert message in str(caught.value)
