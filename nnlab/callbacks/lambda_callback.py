"""LambdaCallback: a callback made of functions."""

from __future__ import annotations

from collections.abc import Callable

from nnlab._validation import complaint
from nnlab.callbacks.base import Callback
from nnlab.exceptions import WrongType


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
        for name, function in named.items():
            if function is not None and not callable(function):
                rule, way_out = "be a function or None", "Pass e.g. lambda *args: print(*args)."
                raise WrongType(complaint("LambdaCallback", name, rule, function, way_out))
        self.__dict__ |= kwargs | {name: function for name, function in named.items() if function is not None}
