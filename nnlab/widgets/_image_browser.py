"""Test images with a network's probabilities, by class and by mistake; and what its hidden units look for."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import traitlets

from nnlab._validation import complaint
from nnlab.datasets import class_names, load_fashion_mnist
from nnlab.widgets._arguments import as_numbers
from nnlab.widgets._base import Widget, page_module, page_style
from nnlab.widgets._browsing import (
    COLUMNS,
    confusion,
    pack_weights,
    pick,
    sheet,
    small_network,
    strongest,
)
from nnlab.widgets._image_picture import draw

_NOTE = (
    "Each row is what the pictures are, each column what the network says. Choose a cell off the diagonal: "
    "would you have known better? Then look at the hidden units: what must a picture have to excite them?"
)
_NOTE_ALONE = (
    "Each row is what the pictures are, each column what the network says. Choose a cell off the diagonal: "
    "would you have known better?"
)
_WAY_OUT = {
    "probabilities": "Pass model.predict(x_test) after softmax, of shape (images, classes); or leave it out.",
    "images": "Pass x_test of shape (images, height, width), or leave it out to see Fashion-MNIST's.",
    "y_true": "Pass y_test, the class of each image as a whole number.",
    "weights": "Pass the first layer's weights, (pixels, units), or (pixels + 1, units) with the bias first.",
}
_MOST_IMAGES, _MOST_UNITS, _MOST_CLASSES, _MOST_PIXELS, _EXCITING = 240, 32, 12, 32, 6


def image_browser(
    probabilities: np.ndarray | None = None,
    *,
    images: np.ndarray | None = None,
    y_true: np.ndarray | None = None,
    weights: np.ndarray | None = None,
    names: Sequence[str] | None = None,
) -> ImageBrowser:
    """Browse test images by what they are and what a network takes them for, and look at its hidden units.

    Parameters
    ----------
    probabilities : array_like, shape (m, classes), optional
        What your network says of each image; at most 12 classes. By default a network of 24 hidden units is
        trained for a moment on 12,000 pictures of Fashion-MNIST, the same each time.
    images : array_like, shape (m, height, width) or (m, pixels), optional
        At most 32 by 32 pixels: whole numbers from 0 to 255, or numbers from 0 to 1. By default the test set
        of Fashion-MNIST. About 240 go to the page, shared out over all mistakes; the counts are of all.
    y_true : array_like of int, shape (m,), optional
        What they are. Goes together with `images`.
    weights : array_like, shape (pixels, units) or (pixels + 1, units), optional
        Weights of the first layer; a first row more than there are pixels is the bias and is left out. Of
        more than 32 units 32 are shown.
    names : sequence of str, optional
        Names of the classes.

    Returns
    -------
    ImageBrowser
        The widget. Its attribute `counts` holds how many images of each class (row) were taken for each
        (column).

    Raises
    ------
    TypeError
        If an array holds anything but numbers.
    ValueError
        If shapes do not fit, or a value is out of range.

    Examples
    --------
    >>> import nnlab
    >>> nnlab.widgets.image_browser()  # doctest: +SKIP
    """
    if probabilities is None and images is None:
        probabilities, learnt = small_network()
        weights = learnt if weights is None else weights
    pixels, truth = _pictures(images, y_true)
    if images is None and names is None:
        names = class_names("fashion_mnist")
    shares = _array(probabilities, "probabilities")
    if shares.ndim != 2 or len(shares) != len(pixels) or not 2 <= shares.shape[1] <= _MOST_CLASSES:
        rule = f"be of shape ({len(pixels)}, classes) with 2 to {_MOST_CLASSES} classes"
        raise _wrong("probabilities", rule, probabilities)
    if not np.all((shares >= 0) & (shares <= 1)):
        raise _wrong("probabilities", "lie between 0 and 1", probabilities)
    classes = shares.shape[1]
    if truth.min() < 0 or truth.max() >= classes:
        raise _wrong("y_true", f"hold classes from 0 to {classes - 1}", y_true)
    called = [f"class {k}" for k in range(classes)] if names is None else list(names)
    if len(called) != classes or not all(isinstance(name, str) for name in called):
        way_out = "Leave them out to number the classes."
        rule = f"be {classes} strings, one for each class"
        raise ValueError(complaint("image_browser", "names", rule, names, way_out))
    size = pixels[0].size
    units = np.zeros((size, 0))
    if weights is not None:
        units = _array(weights, "weights")
        if units.ndim != 2 or units.shape[0] not in (size, size + 1) or not units.shape[1]:
            raise _wrong("weights", f"have {size} or {size + 1} rows", weights)
        units = units[
            -size:, np.linspace(0, units.shape[1] - 1, min(units.shape[1], _MOST_UNITS)).astype(int)
        ]
    return ImageBrowser(pixels, truth, shares, units, called)


def _wrong(name: str, rule: str, value: object) -> ValueError:
    return ValueError(complaint("image_browser", name, rule, value, _WAY_OUT[name]))


def _array(value: object, name: str) -> np.ndarray:
    array = as_numbers(value, name, "image_browser", "be an array of numbers", _WAY_OUT[name])
    if not array.size or not np.all(np.isfinite(array)):
        raise _wrong(name, "hold finite numbers", value)
    return array


def _pictures(images: object, y_true: object) -> tuple[np.ndarray, np.ndarray]:
    """Return images as whole numbers, `(m, height, width)`, and their classes."""
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


class ImageBrowser(Widget):
    """The widget that `image_browser` makes.

    Attributes
    ----------
    names : list of str
        The classes.
    counts : list of list of int
        How many images of each class (row) were taken for each (column), of all images.
    images : bytes
        The chosen images as one PNG, `columns` in a row, each of `size`.
    classes, probabilities, places : list of int, bytes, list of int
        Of the chosen images: what they are; what the network says, as float32; their places among all.
    units : bytes
        Each hidden unit's weights, as int8.
    exciting : list of list of int
        For each unit the chosen images that give it the largest sums.
    cell : list of int
        True and predicted class on the screen, -1 for any; two of them stand for all mistakes.
    chosen, unit : int
        Image and unit on the screen.
    """

    _esm = page_module(
        "_cells.js",
        "_state.js",
        "_pixels.js",
        "_confusion.js",
        "_gallery.js",
        "_units.js",
        "_image_browser.js",
    )
    _css = page_style("_cells.css", "_pixels.css", "_image_browser.css")

    names = traitlets.List(traitlets.Unicode()).tag(sync=True)
    counts = traitlets.List().tag(sync=True)
    images = traitlets.Bytes().tag(sync=True)
    size = traitlets.List(traitlets.Int()).tag(sync=True)
    columns = traitlets.Int(COLUMNS).tag(sync=True)
    classes = traitlets.List(traitlets.Int()).tag(sync=True)
    probabilities = traitlets.Bytes().tag(sync=True)
    places = traitlets.List(traitlets.Int()).tag(sync=True)
    units = traitlets.Bytes().tag(sync=True)
    exciting = traitlets.List().tag(sync=True)
    cell = traitlets.List(traitlets.Int(), [-1, -1]).tag(sync=True)
    chosen = traitlets.Int(0, min=0).tag(sync=True)
    unit = traitlets.Int(0, min=0).tag(sync=True)

    def __init__(
        self,
        images: np.ndarray,
        y_true: np.ndarray,
        shares: np.ndarray,
        weights: np.ndarray,
        names: list[str],
    ) -> None:
        counts = confusion(y_true, shares.argmax(axis=1), len(names))
        places = pick(y_true, shares, _MOST_IMAGES)
        self._kept, self._shares = images[places], shares[places].astype(np.float64)
        exciting = strongest(self._kept, weights, _EXCITING) if weights.size else np.zeros((0, 0), int)
        mistakes = counts - np.diag(np.diag(counts))
        worst = np.unravel_index(int(mistakes.argmax()), counts.shape) if mistakes.any() else (0, 0)
        cell = [int(k) for k in worst]
        predicted = self._shares.argmax(axis=1)
        fits = np.flatnonzero((y_true[places] == cell[0]) & (predicted == cell[1]))
        super().__init__(
            names=names,
            counts=counts.tolist(),
            images=sheet(self._kept),
            size=list(images.shape[1:]),
            classes=y_true[places].tolist(),
            probabilities=self._shares.astype("<f4").tobytes(),
            places=places.tolist(),
            units=pack_weights(weights),
            exciting=exciting.tolist(),
            cell=cell,
            chosen=int(fits[0]) if fits.size else 0,
            note=_NOTE if weights.size else _NOTE_ALONE,
        )

    def describe(self) -> str:
        """Say how many images were recognized, and what the commonest mistake is."""
        counts = np.array(self.counts)
        right, every = int(np.trace(counts)), int(counts.sum())
        said = f"{every} images, {right / every:.1%} of them recognized."
        mistakes = counts - np.diag(np.diag(counts))
        if not mistakes.any():
            return said
        true, taken = np.unravel_index(int(mistakes.argmax()), counts.shape)
        worst = f"{self.names[true]} taken for {self.names[taken]}, {mistakes[true, taken]} times"
        return f"{said} The commonest mistake: {worst}."

    def picture(self) -> str:
        """Draw the table of mistakes, and some images with what the network says of them."""
        return draw(
            self.names,
            np.array(self.counts),
            self._kept,
            self.classes,
            self._shares,
            self.chosen,
            self.describe(),
        )
