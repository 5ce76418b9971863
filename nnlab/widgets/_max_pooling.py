"""Max pooling under the hand: the learner's `max_pool2d` beside the reference."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import traitlets

from nnlab._validation import complaint
from nnlab.widgets._arguments import check_function
from nnlab.widgets._base import Widget, name_of, page_module, page_style
from nnlab.widgets._convolution import check_pictures
from nnlab.widgets._convolution_picture import draw_pooling
from nnlab.widgets._kernels import largest
from nnlab.widgets._learner import ask, in_rows

_NOTE = (
    "Of each window only the largest pixel stays: with windows of 2 by 2 a quarter of the numbers. Can you "
    "still tell what it is? Then make the windows larger: what no longer fills a window is dropped."
)
_SIZES = (2, 3, 4)


def max_pooling(
    function: Callable[..., Any] | None = None,
    *,
    x: Sequence[Any] | np.ndarray | None = None,
    size: int = 2,
) -> MaxPooling:
    """Show what max pooling makes of an image: the largest pixel of each window.

    Parameters
    ----------
    function : callable, optional
        Your own ``max_pool2d(x, size)``. It is called with one channel, ``(height, width, 1)``, each time you
        let go, and what it returns is drawn beside the reference's. Whatever it raises is shown as a message.
    x : array_like, shape (height, width), optional
        An image of 4 by 4 to 40 by 40 pixels between 0 and 1 (0 and 255 for whole numbers). By default five
        pictures of Fashion-MNIST to choose from.
    size : {2, 3, 4}, default 2
        Height and width of a window to begin with.

    Returns
    -------
    MaxPooling
        The widget. Its attribute `output` holds the result that is on the screen.

    Raises
    ------
    TypeError
        If `function` cannot be called, or `x` holds anything but numbers.
    ValueError
        If `x` or `size` is not as said above.

    Examples
    --------
    >>> import nnlab
    >>> nnlab.widgets.max_pooling(x=[[0, 0, 1, 0], [0, 0, 0, 0], [0, 1, 0, 0], [0, 0, 0, 0.5]])
    Max pooling of an image of 4 by 4 pixels, windows of 2 by 2: 2 by 2 outputs, 4 of 16 numbers.
    """
    check_function(function, "max_pool2d", "max_pooling")
    if isinstance(size, bool) or size not in _SIZES:
        raise ValueError(complaint("max_pooling", "size", "be 2, 3 or 4", size, "Pass size=2."))
    return MaxPooling(check_pictures(x, "max_pooling", max(_SIZES)), int(size), function)


class MaxPooling(Widget):
    """The widget that `max_pooling` makes.

    Attributes
    ----------
    pixels : bytes
        The pictures to choose from, one after the other, row by row.
    shape : list of int
        Height and width of a picture.
    chosen : int
        The picture on the screen.
    size : int
        Height and width of a window.
    place : list of int
        Row and column of the output whose window is written out on the screen.
    """

    _esm = page_module("_cells.js", "_stepper.js", "_state.js", "_window.js", "_pixels.js", "_max_pooling.js")
    _css = page_style("_cells.css", "_pixels.css", "_convolution.css", "_max_pooling.css")

    pixels = traitlets.Bytes().tag(sync=True)
    shape = traitlets.List(traitlets.Int()).tag(sync=True)
    chosen = traitlets.Int(0, min=0).tag(sync=True)
    size = traitlets.Int(2, min=min(_SIZES), max=max(_SIZES)).tag(sync=True)
    place = traitlets.List(traitlets.Int()).tag(sync=True)

    def __init__(
        self, pictures: np.ndarray, size: int = 2, max_pool2d: Callable[..., Any] | None = None
    ) -> None:
        self._max_pool2d, self._pictures = max_pool2d, pictures
        height, width = pictures.shape[1:]
        super().__init__(
            pixels=pictures.tobytes(),
            shape=[height, width],
            size=size,
            place=[3 * (height // size) // 5, width // size // 2],
            note=_NOTE,
            learner="" if max_pool2d is None else name_of(max_pool2d, "max_pool2d"),
        )
        if max_pool2d is not None:
            self.answer = {"number": 0, **self._ask({"chosen": 0, "size": size})}

    @property
    def image(self) -> np.ndarray:
        """The picture on the screen, from 0 to 1."""
        return self._pictures[min(self.chosen, len(self._pictures) - 1)] / 255

    @property
    def output(self) -> np.ndarray:
        """What max pooling makes of it."""
        return largest(self.image, self.size)

    def _ask(self, question: dict[str, Any]) -> dict[str, Any]:
        max_pool2d, size = self._max_pool2d, int(question["size"])
        if max_pool2d is None:
            return {"state": "unwritten", "message": "", "values": None}
        x = self._pictures[int(question["chosen"])] / 255
        wanted = largest(x, size)[..., np.newaxis]
        arguments = (x[..., np.newaxis], size)
        entry = in_rows(wanted.shape[1])
        answer = ask(self.learner, lambda *given: [max_pool2d(*given)], arguments, [wanted], entry=entry)
        values = answer["values"]
        return {**answer, "values": values[0] if values else None}

    def describe(self) -> str:
        """Say what is left of how many numbers."""
        output = self.output
        before, after, window = (
            " by ".join(map(str, sizes)) for sizes in (self.shape, output.shape, [self.size] * 2)
        )
        return (
            f"Max pooling of an image of {before} pixels, windows of {window}: {after} outputs, "
            f"{output.size} of {self.image.size} numbers.{self._said()}"
        )

    def picture(self) -> str:
        """Draw the image with its windows, and the largest of each."""
        return draw_pooling(self.image, self.size, self.output, self.answer, self.describe())
