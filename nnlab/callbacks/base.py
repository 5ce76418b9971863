"""What every callback is: methods that `fit`, `evaluate` and `predict` call, one after the other."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from nnlab._validation import complaint
from nnlab.exceptions import WrongType

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
        if not isinstance(callbacks, Iterable):
            rule, way_out = "be a callback, or a list of them", "Pass e.g. [EarlyStopping(patience=3)]."
            raise WrongType(complaint("fit", "callbacks", rule, callbacks, way_out))
        self.callbacks = list(callbacks)
        for callback in self.callbacks:
            if not isinstance(callback, Callback):
                rule, way_out = "hold callbacks", "Pass e.g. [EarlyStopping(patience=3)]."
                raise WrongType(complaint("fit", "callbacks", rule, callback, way_out))
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
