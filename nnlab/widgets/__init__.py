"""Pictures that move under the hand, with the learner's own function inside.

Each widget is one call, which returns the widget for the notebook to show:

- `neuron` (lab 01): one neuron, its line over points, its sigmoid;
- `forward_pass` (lab 02): a small network with the values that flow through it;
- `activation` (lab 04): activations with their gradients;
- `relu_pieces` (lab 04): a curve fitted by ReLU units;
- `loss_curve` (lab 06): two losses over the prediction;
- `softmax_bars` (lab 07): logits and the probabilities that softmax makes of them;
- `float_breakdown` (lab 08): where a naive formula breaks as the logits grow.

Drawing happens in the page, at the screen's own pace; the kernel is asked for the learner's values on release
only.
ipywidgets and anywidget are imported when a widget is first used.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from nnlab.widgets._activation import Activation, activation
    from nnlab.widgets._float_breakdown import FloatBreakdown, float_breakdown
    from nnlab.widgets._forward_pass import ForwardPass, forward_pass
    from nnlab.widgets._loss_curve import LossCurve, loss_curve
    from nnlab.widgets._neuron import Neuron, neuron
    from nnlab.widgets._relu_pieces import ReluPieces, relu_pieces
    from nnlab.widgets._softmax_bars import SoftmaxBars, softmax_bars

__all__ = [
    "Activation",
    "FloatBreakdown",
    "ForwardPass",
    "LossCurve",
    "Neuron",
    "ReluPieces",
    "SoftmaxBars",
    "activation",
    "float_breakdown",
    "forward_pass",
    "loss_curve",
    "neuron",
    "relu_pieces",
    "softmax_bars",
]

_HOMES = {
    "Activation": "_activation",
    "FloatBreakdown": "_float_breakdown",
    "ForwardPass": "_forward_pass",
    "LossCurve": "_loss_curve",
    "Neuron": "_neuron",
    "ReluPieces": "_relu_pieces",
    "SoftmaxBars": "_softmax_bars",
    "activation": "_activation",
    "float_breakdown": "_float_breakdown",
    "forward_pass": "_forward_pass",
    "loss_curve": "_loss_curve",
    "neuron": "_neuron",
    "relu_pieces": "_relu_pieces",
    "softmax_bars": "_softmax_bars",
}


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}. It has: {', '.join(__all__)}.")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
