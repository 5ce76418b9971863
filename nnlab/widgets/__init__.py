"""Pictures that move under the hand, with the learner's own function inside.

Each widget is one call, which returns the widget for the notebook to show:

- `forward_pass` (lab 02): a small network with the values that flow through it;
- `softmax_bars` (lab 07): logits and the probabilities that softmax makes of them;
- `optimizer_race` (lab 10): gradient descent, momentum and Adam on a surface of one's choice;
- `training_live` (lab 05): a small network that trains in the page, epoch by epoch.

`gallery` shows them all.

Drawing happens in the page, at the screen's own pace; the kernel is asked for the learner's values on release
only.
ipywidgets and anywidget are imported when a widget is first used.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from nnlab.widgets._forward_pass import ForwardPass, forward_pass
    from nnlab.widgets._gallery import gallery
    from nnlab.widgets._optimizer_race import OptimizerRace, optimizer_race
    from nnlab.widgets._softmax_bars import SoftmaxBars, softmax_bars
    from nnlab.widgets._training_live import TrainingLive, training_live

__all__ = [
    "ForwardPass",
    "OptimizerRace",
    "SoftmaxBars",
    "TrainingLive",
    "forward_pass",
    "gallery",
    "optimizer_race",
    "softmax_bars",
    "training_live",
]

_HOMES = {
    "ForwardPass": "_forward_pass",
    "OptimizerRace": "_optimizer_race",
    "SoftmaxBars": "_softmax_bars",
    "TrainingLive": "_training_live",
    "forward_pass": "_forward_pass",
    "gallery": "_gallery",
    "optimizer_race": "_optimizer_race",
    "softmax_bars": "_softmax_bars",
    "training_live": "_training_live",
}


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}. It has: {', '.join(__all__)}.")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
