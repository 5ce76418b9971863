"""The window over an image: the learner's `conv2d` beside the reference."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import traitlets

from nnlab.widgets._base import Widget, name_of, page_module, page_style
from nnlab.widgets._convolution_picture import draw_image
from nnlab.widgets._kernels import convolve, image_kernels
from nnlab.widgets._learner import ask, in_rows

_NOTE = (
    "One kernel, used at every place: blue where the picture looks like it, orange where it looks like the "
    "opposite. Slide the window along an outline, then choose another kernel, or pull one weight."
)


class ImageConvolution(Widget):
    """The widget that `convolution` makes of an image.

    Attributes
    ----------
    pixels : bytes
        The pictures to choose from, one after the other, row by row.
    size : list of int
        Height and width of a picture.
    chosen : int
        The picture on the screen.
    kernel : list of list of float
    kernels : dict
        Kernels to choose from, by name.
    bias : float
    place : list of int
        Row and column of the output that is worked out on the screen.
    """

    _esm = page_module(
        "_cells.js", "_stepper.js", "_state.js", "_window.js", "_pixels.js", "_patch.js", "_convolution_2d.js"
    )
    _css = page_style("_cells.css", "_pixels.css", "_convolution.css")

    pixels = traitlets.Bytes().tag(sync=True)
    size = traitlets.List(traitlets.Int()).tag(sync=True)
    chosen = traitlets.Int(0, min=0).tag(sync=True)
    kernel = traitlets.List().tag(sync=True)
    kernels = traitlets.Dict().tag(sync=True)
    bias = traitlets.Float(0.0, min=-3.0, max=3.0).tag(sync=True)
    place = traitlets.List(traitlets.Int()).tag(sync=True)

    def __init__(
        self, pictures: np.ndarray, kernel: np.ndarray | None, conv2d: Callable[..., Any] | None = None
    ) -> None:
        self._conv2d, self._pictures = conv2d, pictures
        kernels = image_kernels()
        weights = kernels["left to right"] if kernel is None else kernel.tolist()
        height, width = pictures.shape[1:]
        learner = "" if conv2d is None else name_of(conv2d, "conv2d")
        super().__init__(
            pixels=pictures.tobytes(),
            size=[height, width],
            kernel=weights,
            kernels=kernels,
            place=[(height - 2) // 2, (width - 2) // 3],
            note=_NOTE,
            learner=learner,
        )
        if conv2d is not None:
            self.answer = {"number": 0, **self._ask({"chosen": 0, "kernel": weights, "bias": 0.0})}

    @property
    def image(self) -> np.ndarray:
        """The picture on the screen, from 0 to 1."""
        return self._pictures[min(self.chosen, len(self._pictures) - 1)] / 255

    @property
    def output(self) -> np.ndarray:
        """What the convolution on the screen gives."""
        return convolve(self.image, np.array(self.kernel, dtype=np.float64), self.bias)

    def _ask(self, question: dict[str, Any]) -> dict[str, Any]:
        conv2d = self._conv2d
        if conv2d is None:
            return {"state": "unwritten", "message": "", "values": None}
        x = self._pictures[int(question["chosen"])] / 255
        weights, bias = np.array(question["kernel"], dtype=np.float64), float(question["bias"])
        wanted = convolve(x, weights, bias)[..., np.newaxis]
        arguments = (x[..., np.newaxis], weights[..., np.newaxis, np.newaxis], np.array([bias]))
        entry = in_rows(wanted.shape[1])
        answer = ask(self.learner, lambda *given: [conv2d(*given)], arguments, [wanted], entry=entry)
        values = answer["values"]
        return {**answer, "values": values[0] if values else None}

    def describe(self) -> str:
        """Say what is slid over what, and what comes of it."""
        output = self.output
        before, after = (" by ".join(map(str, sizes)) for sizes in (self.size, output.shape))
        return (
            f"Convolution of an image of {before} pixels with a 3 by 3 kernel: "
            f"{after} outputs from {output.min():.2f} to {output.max():.2f}.{self._said()}"
        )

    def picture(self) -> str:
        """Draw the image, the kernel and the output."""
        return draw_image(self.image, self.kernel, self.output, self.place, self.answer, self.describe())
