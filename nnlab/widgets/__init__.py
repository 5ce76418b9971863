"""Pictures that move under the hand, with the learner's own function inside.

Each widget is one call, which returns the widget for the notebook to show:

- `neuron` (lab 01): one neuron, its line over points, its sigmoid;
- `forward_pass` (lab 02): a small network with the values that flow through it;
- `matrix_product` (lab 03): a row and a column light up, their products are added one by one;
- `activation` (lab 04): activations with their gradients;
- `relu_pieces` (lab 04): a curve fitted by ReLU units;
- `loss_curve` (lab 06): two losses over the prediction;
- `softmax_bars` (lab 07): logits and the probabilities that softmax makes of them;
- `computation_graph` (lab 09): values go forwards and gradients come back, step by step;
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
    from nnlab.widgets._activation import Activation, activation
    from nnlab.widgets._computation_graph import ComputationGraph, computation_graph
    from nnlab.widgets._convolution import convolution
    from nnlab.widgets._convolution_1d import SignalConvolution
    from nnlab.widgets._convolution_2d import ImageConvolution
    from nnlab.widgets._forward_pass import ForwardPass, forward_pass
    from nnlab.widgets._loss_curve import LossCurve, loss_curve
    from nnlab.widgets._matrix_product import MatrixProduct, matrix_product
    from nnlab.widgets._neuron import Neuron, neuron
    from nnlab.widgets._relu_pieces import ReluPieces, relu_pieces
    from nnlab.widgets._softmax_bars import SoftmaxBars, softmax_bars
    from nnlab.widgets._thresholds import Thresholds, thresholds

__all__ = [
    "Activation",
    "ComputationGraph",
    "ForwardPass",
    "ImageConvolution",
    "LossCurve",
    "MatrixProduct",
    "Neuron",
    "ReluPieces",
    "SignalConvolution",
    "SoftmaxBars",
    "Thresholds",
    "activation",
    "computation_graph",
    "convolution",
    "forward_pass",
    "loss_curve",
    "matrix_product",
    "neuron",
    "relu_pieces",
    "softmax_bars",
    "thresholds",
]

_HOMES = {
    "Activation": "_activation",
    "ForwardPass": "_forward_pass",
    "LossCurve": "_loss_curve",
    "Neuron": "_neuron",
    "ReluPieces": "_relu_pieces",
    "SoftmaxBars": "_softmax_bars",
    "activation": "_activation",
    "forward_pass": "_forward_pass",
    "loss_curve": "_loss_curve",
    "neuron": "_neuron",
    "relu_pieces": "_relu_pieces",
    "ComputationGraph": "_computation_graph",
    "ImageConvolution": "_convolution_2d",
    "MatrixProduct": "_matrix_product",
    "SignalConvolution": "_convolution_1d",
    "Thresholds": "_thresholds",
    "computation_graph": "_computation_graph",
    "convolution": "_convolution",
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
