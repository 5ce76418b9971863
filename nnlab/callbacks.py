"""Callbacks: what happens between the epochs and batches of `fit`; with Keras's names and results."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterable
from typing import Any

import numpy as np

from nnlab._validation import complaint

__all__ = ["Callback", "CallbackList", "EarlyStopping", "History", "LambdaCallback"]

Logs = dict[str, float] | None


class Callback:
    """Base class: replace the methods you need.

    Attributes
    ----------
    model : Sequential
        The model at work.
    params : dict
        ``epochs``, ``steps`` (batches an epoch) and ``verbose`` of the call.

    Examples
    --------
    >>> class Shout(Callback):
    ...     def on_epoch_end(self, epoch, logs=None):
    ...         print(f"epoch {epoch} done")
    >>> Shout().on_epoch_end(0)
    epoch 0 done
    """

    def __init__(self):
        self.model: Any = None
        self.params: dict[str, Any] | None = None

    def set_model(self, model: Any) -> None:
        """Tell the callback its model."""
        self.model = model

    def set_params(self, params: dict[str, Any]) -> None:
        """Tell it the numbers of the call."""
        self.params = params

    def on_train_begin(self, logs: Logs = None) -> None:
        """Called when `fit` begins."""

    def on_train_end(self, logs: Logs = None) -> None:
        """Called when `fit` ends, with the last epoch's logs."""

    def on_epoch_begin(self, epoch: int, logs: Logs = None) -> None:
        """Called before each epoch, counted from 0."""

    def on_epoch_end(self, epoch: int, logs: Logs = None) -> None:
        """Called after each epoch, with its loss and metrics, ``val_…`` for the validation data."""

    def on_train_batch_begin(self, batch: int, logs: Logs = None) -> None:
        """Called before each batch of an epoch; so is ``on_batch_begin``, its other name."""

    def on_train_batch_end(self, batch: int, logs: Logs = None) -> None:
        """Called after each batch, with the means over the epoch so far; so is ``on_batch_end``."""

    def on_test_begin(self, logs: Logs = None) -> None:
        """Called when `evaluate` begins, or the validation of an epoch."""

    def on_test_end(self, logs: Logs = None) -> None:
        """Called when it ends."""

    def on_test_batch_begin(self, batch: int, logs: Logs = None) -> None:
        """Called before each batch of it."""

    def on_test_batch_end(self, batch: int, logs: Logs = None) -> None:
        """Called after each batch of it."""

    def on_predict_begin(self, logs: Logs = None) -> None:
        """Called when `predict` begins."""

    def on_predict_end(self, logs: Logs = None) -> None:
        """Called when it ends."""

    def on_predict_batch_begin(self, batch: int, logs: Logs = None) -> None:
        """Called before each batch of it."""

    def on_predict_batch_end(self, batch: int, logs: Logs = None) -> None:
        """Called after each batch of it."""


class CallbackList:
    """All callbacks of a call, called as one.

    Parameters
    ----------
    callbacks : Callback, list of Callback or None
        Called in this order.
    model : Sequential
        Told to each.
    params : dict
        Told to each.
    """

    def __init__(self, callbacks: Iterable[Callback] | Callback | None, model: Any, params: dict[str, Any]):
        if callbacks is None or isinstance(callbacks, Callback):
            callbacks = [callbacks] if callbacks else []
        self.callbacks = list(callbacks)
        for callback in self.callbacks:
            if not isinstance(callback, Callback):
                rule, way_out = "hold callbacks", "Pass e.g. [EarlyStopping(patience=3)]."
                raise TypeError(complaint("fit", "callbacks", rule, callback, way_out))
            callback.set_model(model)
            callback.set_params(params)

    def listeners(self, *events: str) -> list[Callable]:
        """Return the methods for an event, by any of its names, that do something; often there are none."""
        found = [(callback, event) for callback in self.callbacks for event in events]
        own = [one for one in found if getattr(one[0], one[1], None) is not None]
        return [getattr(callback, event) for callback, event in own if not _is_default(callback, event)]

    def call(self, event: str, *arguments: Any) -> None:
        """Call the method of this name of every callback."""
        for callback in self.callbacks:
            getattr(callback, event)(*arguments)


def _is_default(callback: Callback, event: str) -> bool:
    return getattr(getattr(callback, event), "__func__", None) is getattr(Callback, event, 0)


class History(Callback):
    """Records the logs of every epoch; `fit` returns it.

    Attributes
    ----------
    history : dict of str to list of float
        ``loss``, the metrics, and with ``val_`` before it each of them for the validation data.
    epoch : list of int
        The epochs, counted from 0.
    """

    def __init__(self):
        super().__init__()
        self.history: dict[str, list[float]] = {}
        self.epoch: list[int] = []

    def on_train_begin(self, logs: Logs = None) -> None:  # noqa: ARG002
        """Start to count epochs anew."""
        self.epoch = []

    def on_epoch_end(self, epoch: int, logs: Logs = None) -> None:
        """Record an epoch."""
        self.epoch.append(epoch)
        for name, value in (logs or {}).items():
            self.history.setdefault(name, []).append(value)
        self.model.history = self

    def __repr__(self) -> str:
        last = ", ".join(f"{name}: {values[-1]:.4f}" for name, values in self.history.items())
        return f"<History of {len(self.epoch)} epochs{', the last with ' + last if last else ''}>"


class LambdaCallback(Callback):
    """A callback made of functions.

    Parameters
    ----------
    on_epoch_begin, on_epoch_end : callable, optional
        Called as ``f(epoch, logs)``.
    on_train_begin, on_train_end : callable, optional
        Called as ``f(logs)``.
    on_train_batch_begin, on_train_batch_end : callable, optional
        Called as ``f(batch, logs)``.
    **kwargs
        Functions for any other method of `Callback`.

    Examples
    --------
    >>> LambdaCallback(on_epoch_end=lambda epoch, logs: print(epoch)).on_epoch_end(3, None)
    3
    """

    def __init__(
        self,
        on_epoch_begin: Callable | None = None,
        on_epoch_end: Callable | None = None,
        on_train_begin: Callable | None = None,
        on_train_end: Callable | None = None,
        on_train_batch_begin: Callable | None = None,
        on_train_batch_end: Callable | None = None,
        **kwargs: Callable,
    ):
        super().__init__()
        named = {
            "on_epoch_begin": on_epoch_begin,
            "on_epoch_end": on_epoch_end,
            "on_train_begin": on_train_begin,
            "on_train_end": on_train_end,
            "on_train_batch_begin": on_train_batch_begin,
            "on_train_batch_end": on_train_batch_end,
        }
        self.__dict__ |= kwargs | {name: function for name, function in named.items() if function is not None}


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
        self.min_delta = abs(min_delta)
        self.patience, self.start_from_epoch = patience, start_from_epoch
        self.baseline, self.restore_best_weights = baseline, restore_best_weights
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
