"""The convolution widgets without a browser: what a window gives, the learner's functions, pictures."""

import json
import struct
import zlib

import numpy as np
import pytest

from nnlab import widgets
from nnlab.grader.exercises.lab_13.conv1d import conv1d
from nnlab.grader.exercises.lab_13.conv2d import conv2d
from nnlab.layers import Conv1D, Conv2D
from nnlab.widgets._kernels import convolve, image_kernels, signal_kernels
from nnlab.widgets._png import encode, ink, signed


@pytest.mark.parametrize("stride", [1, 2, 3])
def test_a_window_over_a_signal_is_the_librarys_layer(rng, stride):
    x, kernel = rng.normal(size=20), rng.normal(size=5)
    layer = Conv1D(1, 5, strides=stride)
    layer.build((None, 20, 1))
    layer.set_weights([kernel.reshape(5, 1, 1), np.array([0.5])])
    expected = np.ravel(layer(x.reshape(1, 20, 1)))
    np.testing.assert_allclose(convolve(x, kernel, 0.5, stride), expected, rtol=1e-5, atol=1e-6)


def test_a_window_over_an_image_is_the_librarys_layer(rng):
    x, kernel = rng.normal(size=(7, 9)), rng.normal(size=(3, 3))
    layer = Conv2D(1, 3)
    layer.build((None, 7, 9, 1))
    layer.set_weights([kernel.reshape(3, 3, 1, 1), np.array([-1.0])])
    expected = np.asarray(layer(x.reshape(1, 7, 9, 1)))[0, :, :, 0]
    np.testing.assert_allclose(convolve(x, kernel, -1.0), expected, rtol=1e-5, atol=1e-6)


def test_kernels_do_what_their_names_say():
    x = np.array([0.0, 0, 0, 1, 1, 1, 1])
    kernels = {name: np.array(weights) for name, weights in signal_kernels(3).items()}
    np.testing.assert_array_equal(convolve(x, kernels["copy"]), x[1:-1])
    np.testing.assert_array_equal(convolve(x, kernels["slope"]), [0, 1, 1, 0, 0])
    np.testing.assert_allclose(convolve(x, kernels["spike"]), [0, -0.5, 0.5, 0, 0])
    edge = np.tile([0.0, 0, 1, 1], (4, 1))
    named = {name: convolve(edge, np.array(weights)) for name, weights in image_kernels().items()}
    np.testing.assert_array_equal(named["left to right"], np.full((2, 2), 3))
    np.testing.assert_array_equal(named["top to bottom"], np.zeros((2, 2)))
    np.testing.assert_array_equal(named["copy"], edge[1:-1, 1:-1])


@pytest.mark.parametrize(
    ("function", "dimensions", "shape"), [(conv1d, 1, (134,)), (conv2d, 2, (26, 26))], ids=["1d", "2d"]
)
def test_the_right_function_agrees_on_the_course_data(function, dimensions, shape):
    widget = widgets.convolution(function, dimensions=dimensions)
    assert widget.output.shape == shape
    assert widget.answer["state"] == "agrees"
    np.testing.assert_allclose(widget.answer["values"], widget.output.ravel(), rtol=1e-7, atol=1e-9)
    assert "outputs from" in widget.describe()


def test_the_page_asks_with_what_is_on_the_screen():
    widget = widgets.convolution(conv1d, x=[1.0, 2.0, 4.0, 8.0, 16.0])
    widget.question = {"number": 2, "kernel": [1.0, 1.0, 0.0, 0.0, 0.0], "bias": 0.5, "stride": 2}
    assert widget.answer["values"] == [3.5]
    widget = widgets.convolution(conv2d, x=np.eye(4))
    widget.question = {"number": 3, "kernel": np.eye(3).tolist(), "bias": 0.0, "chosen": 0}
    assert widget.answer["values"] == [3.0, 0.0, 0.0, 3.0]
    json.dumps(widget.answer, allow_nan=False)


def flipped(x, kernel, bias, stride=1):
    return conv1d(x, kernel[::-1], bias, stride)


@pytest.mark.parametrize(
    ("function", "state", "message"),
    [
        (flipped, "differs", "Your flipped differs"),
        (lambda x, kernel, bias, stride=1: x, "failed", "shape (140, 1); an array of shape (134, 1)"),
        (lambda x, kernel, bias: x, "failed", "raised TypeError"),
    ],
)
def test_a_wrong_function_is_told(function, state, message):
    answer = widgets.convolution(function).answer
    assert answer["state"] == state
    assert message in answer["message"]


def test_what_is_given_tells_the_dimensions():
    assert type(widgets.convolution()).__name__ == "SignalConvolution"
    assert type(widgets.convolution(x=np.eye(5))).__name__ == "ImageConvolution"
    assert type(widgets.convolution(kernel=np.eye(3))).__name__ == "ImageConvolution"
    whole = widgets.convolution(x=np.array([[0, 255, 0]] * 3))
    np.testing.assert_array_equal(whole.image[0], [0, 1, 0])


@pytest.mark.parametrize(
    ("arguments", "error", "message"),
    [
        ({"dimensions": 3}, ValueError, "dimensions must be 1 for a signal or 2"),
        ({"x": [1.0, 2.0], "dimensions": 2}, ValueError, "dimensions must be 1 for a signal or 2"),
        ({"x": "heart"}, TypeError, "x must be an array of numbers"),
        ({"x": [1.0, np.nan, 2.0]}, ValueError, "x must hold finite numbers"),
        ({"x": [1.0]}, ValueError, "x must hold 2 to 400 values"),
        ({"x": np.zeros((2, 9))}, ValueError, "x must be 3 by 3 to 40 by 40 pixels"),
        ({"x": np.full((5, 5), 7.0)}, ValueError, "x must be 3 by 3 to 40 by 40 pixels between 0 and 1"),
        ({"kernel": np.zeros(10)}, ValueError, "kernel must hold 1 to 9 weights"),
        ({"x": [1, 2, 3], "kernel": [1, 1, 1, 1]}, ValueError, "kernel must hold 1 to 3 weights"),
        ({"kernel": np.zeros((2, 2))}, ValueError, "kernel must be 3 by 3 for an image"),
        ({"function": 1.0, "dimensions": 2}, TypeError, "conv2d must be a function"),
    ],
)
def test_bad_arguments_are_refused_in_the_one_sentence(arguments, error, message):
    with pytest.raises(error, match=rf"^convolution: {message}"):
        widgets.convolution(**arguments)


def test_a_picture_leaves_out_answers_that_no_longer_fit():
    widget = widgets.convolution(flipped)
    assert "stroke-dasharray" in widget.picture()
    widget.stride = 3
    assert "stroke-dasharray" not in widget.picture()


def pixels_of(png, width, channels, bits=8):
    data = png[png.index(b"IDAT") + 4 : png.index(b"IEND") - 8]
    raw = np.frombuffer(zlib.decompress(data), np.uint8)
    return raw.reshape(-1, 1 + width * channels * bits // 8)[:, 1:]


def test_pixels_come_back_from_a_png(rng):
    grey = rng.integers(0, 256, (4, 6), dtype=np.uint8)
    png = encode(grey)
    assert struct.unpack(">IIBB", png[16:26]) == (6, 4, 8, 0)
    np.testing.assert_array_equal(pixels_of(png, 6, 1), grey)
    packed = pixels_of(encode(grey, bits=4), 6, 1, bits=4)
    np.testing.assert_array_equal(packed >> 4, grey[:, ::2] >> 4)
    np.testing.assert_array_equal(packed & 15, grey[:, 1::2] >> 4)
    np.testing.assert_array_equal(pixels_of(ink(np.array([[0.0, 1.0]])), 2, 1), [[255, 0]])
    colours = pixels_of(signed(np.array([[1.0, 0.0, -1.0]]), 1.0), 3, 3).reshape(3, 3)
    np.testing.assert_array_equal(colours, [[0, 0x72, 0xB2], [255, 255, 255], [0xC7, 0x6A, 0]])
