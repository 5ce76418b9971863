"""A convolution's window under the hand, over a signal or over an image: what one call makes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from nnlab._validation import complaint
from nnlab.datasets import load_ecg5000
from nnlab.widgets._arguments import as_numbers, check_function
from nnlab.widgets._clothes import load_outlines
from nnlab.widgets._convolution_1d import SignalConvolution
from nnlab.widgets._convolution_2d import ImageConvolution

_MOST_WEIGHTS, _MOST_VALUES, _MOST_PIXELS = 9, 400, 40
_WAY_OUT = {
    "x": "Leave it out to see a heartbeat, or with dimensions=2 pictures of clothes.",
    "image": "Leave it out to see pictures of clothes.",
    "kernel": "Leave it out, or pass for example kernel=[-1, 0, 1]; for an image three rows of three.",
}


def convolution(
    function: Callable[..., Any] | None = None,
    *,
    x: Sequence[Any] | np.ndarray | None = None,
    kernel: Sequence[Any] | np.ndarray | None = None,
    dimensions: int | None = None,
) -> SignalConvolution | ImageConvolution:
    """Show a window that slides over a signal or an image: products, sum, and all outputs.

    Parameters
    ----------
    function : callable, optional
        Your own ``conv1d(x, kernel, bias, stride)``, or ``conv2d(x, kernel, bias)`` where an image is shown.
        It is called each time you let go, with one channel and one filter, and what it returns is drawn
        beside the reference's. Whatever it raises is shown as a message.
    x : array_like, shape (length,) or (height, width), optional
        The signal, of at most 400 values; or the image, of at most 40 by 40 pixels between 0 and 1 (0 and 255
        for whole numbers). By default a heartbeat, or five pictures of Fashion-MNIST to choose from.
    kernel : array_like, optional
        The weights to begin with: at most 9 of them for a signal, 3 by 3 for an image. The widget has
        others to choose from, and every weight can be changed.
    dimensions : {1, 2}, optional
        1 for a signal, 2 for an image. Where it is left out, `x` or `kernel` tells; without them it is 1.

    Returns
    -------
    SignalConvolution or ImageConvolution
        The widget. Its attribute `output` holds the result that is on the screen.

    Raises
    ------
    TypeError
        If `function` cannot be called, or `x` or `kernel` hold anything but numbers.
    ValueError
        If shapes do not fit what is said above.

    Examples
    --------
    >>> import nnlab
    >>> nnlab.widgets.convolution(x=[0, 0, 1, 1, 0, 0], kernel=[-1, 1])
    Convolution of 6 values with a kernel of 2, stride 1: 5 outputs from -1.00 to 1.00.
    """
    signal = None if x is None else _finite(x, "x")
    weights = None if kernel is None else _finite(kernel, "kernel")
    axes = {array.ndim for array in (signal, weights) if array is not None}
    if dimensions is not None:
        axes.add(dimensions)
    if len(axes) > 1 or not axes <= {1, 2}:
        rule, way_out = "be 1 for a signal or 2 for an image, as x and kernel are", _WAY_OUT["x"]
        raise ValueError(complaint("convolution", "dimensions", rule, dimensions, way_out))
    two = axes == {2}
    check_function(function, "conv2d" if two else "conv1d", "convolution")
    if two:
        if weights is not None and weights.shape != (3, 3):
            raise ValueError(
                complaint("convolution", "kernel", "be 3 by 3 for an image", weights, _WAY_OUT["kernel"])
            )
        return ImageConvolution(check_pictures(signal, "convolution", 3), weights, function)
    if signal is None:
        signal = load_ecg5000()[0][0][0].astype(np.float64)
    if not 2 <= signal.size <= _MOST_VALUES:
        rule = f"hold 2 to {_MOST_VALUES} values"
        raise ValueError(complaint("convolution", "x", rule, signal, _WAY_OUT["x"]))
    most = min(_MOST_WEIGHTS, signal.size)
    if weights is not None and not 1 <= weights.size <= most:
        rule = f"hold 1 to {most} weights"
        raise ValueError(complaint("convolution", "kernel", rule, weights, _WAY_OUT["kernel"]))
    return SignalConvolution(signal, weights, function)


def check_pictures(image: object, widget: str, least: int) -> np.ndarray:
    """Return the pictures to choose from, `(count, height, width)`, as whole numbers from 0 to 255."""
    if image is None:
        return load_outlines()
    pixels = _finite(image, "x", widget)
    fits = pixels.ndim == 2 and all(least <= size <= _MOST_PIXELS for size in pixels.shape)
    if not fits or pixels.min() < 0 or pixels.max() > 1:
        rule = f"be {least} by {least} to {_MOST_PIXELS} by {_MOST_PIXELS} pixels between 0 and 1"
        raise ValueError(
            complaint(widget, "x", rule, image, _WAY_OUT["x" if widget == "convolution" else "image"])
        )
    return np.round(255 * pixels).astype(np.uint8)[np.newaxis]


def _finite(value: object, name: str, widget: str = "convolution") -> np.ndarray:
    way_out = _WAY_OUT[name if widget == "convolution" else "image"]
    array = as_numbers(value, name, widget, "be an array of numbers", way_out)
    if array.ndim not in (1, 2) or not np.all(np.abs(array) <= 1e6):
        rule = "hold finite numbers, below a million, along one axis or two"
        raise ValueError(complaint(widget, name, rule, value, way_out))
    whole = name == "x" and array.ndim == 2 and array.dtype.kind in "iu"
    return array / 255 if whole else array.astype(np.float64)
