"""Pictures that move under the hand, with the learner's own function inside.

Each widget is one call, which returns the widget for the notebook to show:

- `forward_pass` (lab 02): a small network with the values that flow through it;
- `matrix_product` (lab 03): a row and a column light up, their products are added one by one;
- `softmax_bars` (lab 07): logits and the probabilities that softmax makes of them;
- `computation_graph` (lab 09): values go forwards and gradients come back, step by step;
- `image_browser` (lab 11): test images by class and by mistake, and what hidden units look for;
- `thresholds` (lab 12): a threshold for each label, with precision and recall as it goes;
- `convolution` (lab 13): a window that slides over a signal or over an image.

Drawing happens in the page, at the screen's own pace; the kernel is asked for the learner's values on release
only.
ipywidgets and anywidget are imported when a widget is first used.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from nnlab.widgets._computation_graph import ComputationGraph, computation_graph
    from nnlab.widgets._convolution import convolution
    from nnlab.widgets._convolution_1d import SignalConvolution
    from nnlab.widgets._convolution_2d import ImageConvolution
    from nnlab.widgets._forward_pass import ForwardPass, forward_pass
    from nnlab.widgets._image_browser import ImageBrowser, image_browser
    from nnlab.widgets._matrix_product import MatrixProduct, matrix_product
    from nnlab.widgets._softmax_bars import SoftmaxBars, softmax_bars
    from nnlab.widgets._thresholds import Thresholds, thresholds

__all__ = [
    "ComputationGraph",
    "ForwardPass",
    "ImageBrowser",
    "ImageConvolution",
    "MatrixProduct",
    "SignalConvolution",
    "SoftmaxBars",
    "Thresholds",
    "computation_graph",
    "convolution",
    "forward_pass",
    "image_browser",
    "matrix_product",
    "softmax_bars",
    "thresholds",
]

_HOMES = {
    "ComputationGraph": "_computation_graph",
    "ForwardPass": "_forward_pass",
    "ImageBrowser": "_image_browser",
    "ImageConvolution": "_convolution_2d",
    "MatrixProduct": "_matrix_product",
    "SignalConvolution": "_convolution_1d",
    "SoftmaxBars": "_softmax_bars",
    "Thresholds": "_thresholds",
    "computation_graph": "_computation_graph",
    "convolution": "_convolution",
    "forward_pass": "_forward_pass",
    "image_browser": "_image_browser",
    "matrix_product": "_matrix_product",
    "softmax_bars": "_softmax_bars",
    "thresholds": "_thresholds",
}


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}. It has: {', '.join(__all__)}.")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
