"""The window over a signal: the learner's `conv1d` beside the reference."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import traitlets

from nnlab.widgets._base import Widget, name_of, page_module, page_style
from nnlab.widgets._convolution_picture import draw_signal
from nnlab.widgets._kernels import convolve, signal_kernels
from nnlab.widgets._learner import ask

_NOTE = (
    "The same few weights are used at every place. Slide the window: where the signal has the shape of the "
    "kernel, the sum is large. Then choose another kernel, or pull one weight."
)


class SignalConvolution(Widget):
    """The widget that `convolution` makes of a signal.

    Attributes
    ----------
    signal, kernel : list of float
    kernels : dict
        Kernels to choose from, by name.
    bias : float
    stride : int
        How far the window moves from one output to the next.
    place : int
        The output that is worked out on the screen.
    """

    _esm = page_module(
        "_cells.js", "_stepper.js", "_state.js", "_window.js", "_signal_plots.js", "_convolution_1d.js"
    )
    _css = page_style("_cells.css", "_convolution.css")

    signal = traitlets.List(traitlets.Float()).tag(sync=True)
    kernel = traitlets.List(traitlets.Float()).tag(sync=True)
    kernels = traitlets.Dict().tag(sync=True)
    bias = traitlets.Float(0.0, min=-3.0, max=3.0).tag(sync=True)
    stride = traitlets.Int(1, min=1, max=8).tag(sync=True)
    place = traitlets.Int(0, min=0).tag(sync=True)

    def __init__(
        self, signal: np.ndarray, kernel: np.ndarray | None, conv1d: Callable[..., Any] | None = None
    ) -> None:
        self._conv1d = conv1d
        size = min(7, signal.size) if kernel is None else kernel.size
        kernels = signal_kernels(size)
        weights = kernels["slope"] if kernel is None else kernel.tolist()
        place = round(0.72 * (signal.size - size))
        learner = "" if conv1d is None else name_of(conv1d, "conv1d")
        given = {"signal": signal.tolist(), "kernel": weights, "kernels": kernels, "place": place}
        super().__init__(**given, note=_NOTE, learner=learner)
        if conv1d is not None:
            self.answer = {"number": 0, **self._ask({"kernel": weights, "bias": 0.0, "stride": 1})}

    @property
    def output(self) -> np.ndarray:
        """What the convolution on the screen gives."""
        return convolve(np.array(self.signal), np.array(self.kernel), self.bias, self.stride)

    def _ask(self, question: dict[str, Any]) -> dict[str, Any]:
        conv1d = self._conv1d
        if conv1d is None:
            return {"state": "unwritten", "message": "", "values": None}
        x = np.array(self.signal)
        weights = np.array(question["kernel"], dtype=np.float64)
        bias, stride = float(question["bias"]), int(question["stride"])
        wanted = convolve(x, weights, bias, stride)[:, np.newaxis]
        arguments = (x[:, np.newaxis], weights[:, np.newaxis, np.newaxis], np.array([bias]), stride)
        answer = ask(self.learner, lambda *given: [conv1d(*given)], arguments, [wanted])
        values = answer["values"]
        return {**answer, "values": values[0] if values else None}

    def describe(self) -> str:
        """Say what is slid over what, and what comes of it."""
        output = self.output
        return (
            f"Convolution of {len(self.signal)} values with a kernel of {len(self.kernel)}, "
            f"stride {self.stride}: {output.size} outputs "
            f"from {output.min():.2f} to {output.max():.2f}.{self._said()}"
        )

    def picture(self) -> str:
        """Draw the signal, the kernel and the output."""
        place = min(self.place, self.output.size - 1) * self.stride
        return draw_signal(
            np.array(self.signal), self.kernel, self.output, self.stride, place, self.answer, self.describe()
        )
