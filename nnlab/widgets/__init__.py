"""Pictures that move under the hand, with the learner's own function inside.

Each widget is one call, which returns the widget for the notebook to show:

- `neuron` (lab 01): one neuron, its line over points, its sigmoid;
- `forward_pass` (lab 02): a small network with the values that flow through it;
- `matrix_product` (lab 03): a row and a column light up, their products are added one by one;
- `activation` (lab 04): activations with their gradients;
- `relu_pieces` (lab 04): a curve fitted by ReLU units;
- `training_live` (lab 05): a small network that trains in the page, epoch by epoch;
- `loss_curve` (lab 06): two losses over the prediction;
- `softmax_bars` (lab 07): logits and the probabilities that softmax makes of them;
- `float_breakdown` (lab 08): where a naive formula breaks as the logits grow;
- `computation_graph` (lab 09): values go forwards and gradients come back, step by step;
- `optimizer_race` (lab 10): gradient descent, momentum and Adam on a surface of one's choice;
- `image_browser` (lab 11): test images by class and by mistake, and what hidden units look for;
- `thresholds` (lab 12): a threshold for each label, with precision and recall as it goes;
- `convolution` (lab 13): a window that slides over a signal or over an image;
- `max_pooling` (lab 13): the largest pixel of each window over an image.

`gallery` shows them all.

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
    from nnlab.widgets._float_breakdown import FloatBreakdown, float_breakdown
    from nnlab.widgets._forward_pass import ForwardPass, forward_pass
    from nnlab.widgets._gallery import gallery
    from nnlab.widgets._image_browser import ImageBrowser, image_browser
    from nnlab.widgets._loss_curve import LossCurve, loss_curve
    from nnlab.widgets._matrix_product import MatrixProduct, matrix_product
    from nnlab.widgets._max_pooling import MaxPooling, max_pooling
    from nnlab.widgets._neuron import Neuron, neuron
    from nnlab.widgets._optimizer_race import OptimizerRace, optimizer_race
    from nnlab.widgets._relu_pieces import ReluPieces, relu_pieces
    from nnlab.widgets._softmax_bars import SoftmaxBars, softmax_bars
    from nnlab.widgets._thresholds import Thresholds, thresholds
    from nnlab.widgets._training_live import TrainingLive, training_live

__all__ = [
    "Activation",
    "ComputationGraph",
    "FloatBreakdown",
    "ForwardPass",
    "ImageBrowser",
    "ImageConvolution",
    "LossCurve",
    "MatrixProduct",
    "MaxPooling",
    "Neuron",
    "OptimizerRace",
    "ReluPieces",
    "SignalConvolution",
    "SoftmaxBars",
    "Thresholds",
    "TrainingLive",
    "activation",
    "computation_graph",
    "convolution",
    "float_breakdown",
    "forward_pass",
    "gallery",
    "image_browser",
    "loss_curve",
    "matrix_product",
    "max_pooling",
    "neuron",
    "optimizer_race",
    "relu_pieces",
    "softmax_bars",
    "thresholds",
    "training_live",
]

_HOMES = {
    "Activation": "_activation",
    "ComputationGraph": "_computation_graph",
    "FloatBreakdown": "_float_breakdown",
    "ForwardPass": "_forward_pass",
    "ImageBrowser": "_image_browser",
    "ImageConvolution": "_convolution_2d",
    "LossCurve": "_loss_curve",
    "MatrixProduct": "_matrix_product",
    "MaxPooling": "_max_pooling",
    "Neuron": "_neuron",
    "OptimizerRace": "_optimizer_race",
    "ReluPieces": "_relu_pieces",
    "SignalConvolution": "_convolution_1d",
    "SoftmaxBars": "_softmax_bars",
    "Thresholds": "_thresholds",
    "TrainingLive": "_training_live",
    "activation": "_activation",
    "computation_graph": "_computation_graph",
    "convolution": "_convolution",
    "float_breakdown": "_float_breakdown",
    "forward_pass": "_forward_pass",
    "gallery": "_gallery",
    "image_browser": "_image_browser",
    "loss_curve": "_loss_curve",
    "matrix_product": "_matrix_product",
    "max_pooling": "_max_pooling",
    "neuron": "_neuron",
    "optimizer_race": "_optimizer_race",
    "relu_pieces": "_relu_pieces",
    "softmax_bars": "_softmax_bars",
    "thresholds": "_thresholds",
    "training_live": "_training_live",
}


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}. It has: {', '.join(__all__)}.")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
