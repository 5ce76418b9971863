"""Test images with a network's probabilities, by class and by mistake; and what its hidden units look for."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import traitlets

from nnlab.datasets import class_names
from nnlab.widgets._base import Widget, page_module, page_style
from nnlab.widgets._browsing import COLUMNS, Selection, pack_weights, select, sheet, strongest
from nnlab.widgets._clothes import load_clothes
from nnlab.widgets._image_checks import check_images, check_names, check_weights
from nnlab.widgets._image_picture import draw

_NOTE = (
    "Each row is what the pictures are, each column what the network says. Choose a cell off the diagonal: "
    "would you have known better? Then look at the hidden units: what must a picture have to excite them?"
)
_NOTE_ALONE = (
    "Each row is what the pictures are, each column what the network says. Choose a cell off the diagonal: "
    "would you have known better?"
)
# Pictures that show what excites a unit.
_EXCITING = 6


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
        What your network says of each image; at most 12 classes. By default what a network of 24 hidden
        units, trained on Fashion-MNIST, says of its test set.
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
    if images is None and names is None:
        names = class_names("fashion_mnist")
    if probabilities is None and images is None and y_true is None:
        chosen, learnt = load_clothes()
        weights = learnt if weights is None else weights
    else:
        chosen = select(*check_images(probabilities, images, y_true))
    pixels, classes = chosen.images[0].size, len(chosen.counts)
    units = np.zeros((pixels, 0)) if weights is None else check_weights(weights, pixels)
    return ImageBrowser(chosen, units, check_names(names, classes))


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

    def __init__(self, chosen: Selection, weights: np.ndarray, names: list[str]) -> None:
        self._kept, self._shares = chosen.images, chosen.probabilities.astype(np.float64)
        y_true, counts = chosen.y_true, chosen.counts
        exciting = strongest(self._kept, weights, _EXCITING) if weights.size else np.zeros((0, 0), int)
        mistakes = counts - np.diag(np.diag(counts))
        worst = np.unravel_index(int(mistakes.argmax()), counts.shape) if mistakes.any() else (0, 0)
        cell = [int(k) for k in worst]
        predicted = self._shares.argmax(axis=1)
        fits = np.flatnonzero((y_true == cell[0]) & (predicted == cell[1]))
        super().__init__(
            names=names,
            counts=counts.tolist(),
            images=sheet(self._kept),
            size=list(chosen.images.shape[1:]),
            classes=y_true.tolist(),
            probabilities=self._shares.astype("<f4").tobytes(),
            places=chosen.places.tolist(),
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
