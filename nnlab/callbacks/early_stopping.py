"""EarlyStopping: the end of a training that no longer gets better."""

from __future__ import annotations

import warnings
from collections.abc import Callable
from typing import Any

import numpy as np

from nnlab._validation import as_count, as_number, complaint
from nnlab.callbacks.base import Callback, Logs
from nnlab.exceptions import WrongType


class EarlyStopping(Callback):
    """Stop when a number in the logs has not improved for some epochs.

    Parameters
    ----------
    monitor : str, default "val_loss"
        Which number.
    min_delta : float, default 0
        A smaller improvement is none.
    patience : int, default 0
        How many epochs without an improvement are too many.
    verbose : int, default 0
        Whether to say when training is stopped, and which weights are restored.
    mode : {"auto", "min", "max"}, default "auto"
        Whether less is better, or more; "auto" asks the loss or metric of that name.
    baseline : float, optional
        Patience is for beating this, too.
    restore_best_weights : bool, default False
        Whether the model gets back the weights of its best epoch when training ends.
    start_from_epoch : int, default 0
        Epochs before this one do not count.

    Attributes
    ----------
    best : float or None
        The best number so far.
    best_epoch, stopped_epoch : int
        Epochs, counted from 0; `stopped_epoch` is 0 if training was not stopped.

    References
    ----------
    Prechelt, "Early stopping - but when?", in "Neural networks: tricks of the trade", Springer 1998.

    Examples
    --------
    >>> EarlyStopping(patience=3, restore_best_weights=True).patience
    3
    """

    def __init__(
        self,
        monitor: str = "val_loss",
        min_delta: float = 0,
        patience: int = 0,
        verbose: int = 0,
        mode: str = "auto",
        baseline: float | None = None,
        restore_best_weights: bool = False,
        start_from_epoch: int = 0,
    ):
        super().__init__()
        if mode not in ("auto", "min", "max"):
            warnings.warn(f"EarlyStopping: mode {mode!r} is unknown; taking 'auto'.", stacklevel=2)
            mode = "auto"
        self.monitor, self.mode, self.verbose = monitor, mode, verbose
        if not isinstance(monitor, str):
            rule, way_out = "be a name in the logs", 'Pass e.g. monitor="val_accuracy".'
            raise WrongType(complaint("EarlyStopping", "monitor", rule, monitor, way_out))
        self.min_delta = abs(as_number(min_delta, "min_delta", "EarlyStopping"))
        self.patience = as_count(patience, "patience", "EarlyStopping", minimum=0)
        self.start_from_epoch = as_count(start_from_epoch, "start_from_epoch", "EarlyStopping", minimum=0)
        self.baseline = None if baseline is None else as_number(baseline, "baseline", "EarlyStopping")
        self.restore_best_weights = bool(restore_best_weights)
        self.monitor_op: Callable | None = None
        self.on_train_begin()

    def on_train_begin(self, logs: Logs = None) -> None:  # noqa: ARG002
        """Forget an earlier fit."""
        self.wait = self.stopped_epoch = self.best_epoch = 0
        self.best: float | None = None
        self.best_weights: Any = None

    def on_epoch_end(self, epoch: int, logs: Logs = None) -> None:
        """Judge an epoch."""
        if self.monitor_op is None:
            self.monitor_op = self._direction()
        current = (logs or {}).get(self.monitor)
        if current is None:
            known = ", ".join(logs or {})
            text = f"EarlyStopping: the logs have no {self.monitor!r}. They have: {known}."
            warnings.warn(text, stacklevel=2)
        if current is None or epoch < self.start_from_epoch:
            return
        if self.restore_best_weights and self.best_weights is None:
            self.best_weights, self.best_epoch = self.model.get_weights(), epoch
        self.wait += 1
        if self._improves(current, self.best):
            self.best, self.best_epoch = current, epoch
            if self.restore_best_weights:
                self.best_weights = self.model.get_weights()
            if self._improves(current, self.baseline):
                self.wait = 0
        elif self.wait >= self.patience and epoch > 0:
            self.stopped_epoch = epoch
            self.model.stop_training = True

    def on_train_end(self, logs: Logs = None) -> None:  # noqa: ARG002
        """Restore the best weights, if asked to."""
        if self.stopped_epoch and self.verbose:
            print(f"Epoch {self.stopped_epoch + 1}: early stopping")  # noqa: T201
        if self.restore_best_weights and self.best_weights is not None:
            if self.verbose:
                print(f"Restoring model weights from the end of the best epoch: {self.best_epoch + 1}.")  # noqa: T201
            self.model.set_weights(self.best_weights)

    def _improves(self, value: float, reference: float | None) -> bool:
        if reference is None:
            return True
        margin = self.min_delta if self.monitor_op is np.greater else -self.min_delta
        return bool(self.monitor_op(value - margin, reference))

    def _direction(self) -> Callable:
        """Whether less is better, or more."""
        name = self.monitor.removeprefix("val_")
        if self.mode != "auto":
            return np.greater if self.mode == "max" else np.less
        for metric in getattr(self.model, "metrics", ()):
            kind = type(metric).__name__
            if metric.name == name and kind.endswith(("Accuracy", "Precision", "Recall")):
                return np.greater
            if metric.name == name and kind.endswith(("Error", "Crossentropy")):
                return np.less
        if name == "loss":
            return np.less
        rule = "name the loss or a metric whose better direction is known, with mode='auto'"
        way_out = "Pass mode='max' to look for the highest value, or mode='min' for the lowest."
        raise ValueError(complaint("EarlyStopping", "monitor", rule, self.monitor, way_out))
