"""What `image_browser` accepts, and how it refuses the rest."""

from __future__ import annotations

import numpy as np

from nnlab._validation import complaint
from nnlab.datasets import load_fashion_mnist
from nnlab.widgets._arguments import as_numbers

_WAY_OUT = {
    "probabilities": "Pass model.predict(x_test) after softmax, of shape (images, classes); or leave it out.",
    "images": "Pass x_test of shape (images, height, width), or leave it out to see Fashion-MNIST's.",
    "y_true": "Pass y_test, the class of each image as a whole number.",
    "weights": "Pass the first layer's weights, (pixels, units), or (pixels + 1, units) with the bias first.",
    "names": "Leave them out to number the classes.",
}
_MOST_UNITS, _MOST_CLASSES, _MOST_PIXELS = 32, 12, 32


def check_images(
    probabilities: object, images: object, y_true: object
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return images as whole numbers `(m, height, width)`, what they are, and what a network says of them."""
    pixels, truth = _pictures(images, y_true)
    shares = _array(probabilities, "probabilities")
    if shares.ndim != 2 or len(shares) != len(pixels) or not 2 <= shares.shape[1] <= _MOST_CLASSES:
        rule = f"be of shape ({len(pixels)}, classes) with 2 to {_MOST_CLASSES} classes"
        raise _wrong("probabilities", rule, probabilities)
    if not np.all((shares >= 0) & (shares <= 1)):
        raise _wrong("probabilities", "lie between 0 and 1", probabilities)
    classes = shares.shape[1]
    if truth.min() < 0 or truth.max() >= classes:
        raise _wrong("y_true", f"hold classes from 0 to {classes - 1}", y_true)
    return pixels, truth, shares


def check_weights(weights: object, pixels: int) -> np.ndarray:
    """Return each unit's weights, `(pixels, units)`, without the bias; of many units some."""
    units = _array(weights, "weights")
    if units.ndim != 2 or units.shape[0] not in (pixels, pixels + 1) or not units.shape[1]:
        raise _wrong("weights", f"have {pixels} or {pixels + 1} rows", weights)
    shown = np.linspace(0, units.shape[1] - 1, min(units.shape[1], _MOST_UNITS)).astype(int)
    return units[-pixels:, shown]


def check_names(names: object, classes: int) -> list[str]:
    """Return the names of the classes, numbers where none are given."""
    called = [f"class {k}" for k in range(classes)] if names is None else list(names)
    if len(called) != classes or not all(isinstance(name, str) for name in called):
        raise _wrong("names", f"be {classes} strings, one for each class", names)
    return called


def _wrong(name: str, rule: str, value: object) -> ValueError:
    return ValueError(complaint("image_browser", name, rule, value, _WAY_OUT[name]))


def _array(value: object, name: str) -> np.ndarray:
    array = as_numbers(value, name, "image_browser", "be an array of numbers", _WAY_OUT[name])
    if not array.size or not np.all(np.isfinite(array)):
        raise _wrong(name, "hold finite numbers", value)
    return array


def _pictures(images: object, y_true: object) -> tuple[np.ndarray, np.ndarray]:
    if images is None:
        pixels, known = load_fashion_mnist()[1]
        y_true = known if y_true is None else y_true
    else:
        pixels = _array(images, "images")
        side = round(pixels.shape[-1] ** 0.5)
        if pixels.ndim == 2 and side * side == pixels.shape[1]:
            pixels = pixels.reshape(-1, side, side)
        if pixels.ndim != 3 or not all(2 <= each <= _MOST_PIXELS for each in pixels.shape[1:]):
            rule = f"be of shape (images, height, width), at most {_MOST_PIXELS} by {_MOST_PIXELS} pixels"
            raise _wrong("images", rule, images)
        most = 255 if pixels.dtype.kind in "iu" else 1
        if pixels.min() < 0 or pixels.max() > most:
            raise _wrong("images", "hold whole numbers from 0 to 255, or numbers from 0 to 1", images)
        pixels = np.round(pixels * (255 / most)).astype(np.uint8)
    truth = _array([] if y_true is None else y_true, "y_true").ravel()
    if truth.shape != (len(pixels),) or not np.all(truth == np.round(truth)):
        raise _wrong("y_true", f"be {len(pixels)} whole numbers, one for each image", y_true)
    return pixels, truth.astype(np.int64)
