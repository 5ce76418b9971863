"""Functions that yield: their batches are drawn and kept as they come."""

from collections.abc import Callable, Iterable
from functools import wraps
from itertools import islice
from typing import Any

import numpy as np

#: What is complete already, or no batches at all, is left as it is.
_WHOLE = (list, tuple, dict, set, str, bytes, np.ndarray)
#: An iterator without an end is cut off here; no case asks for so many batches.
MOST = 200


def drained(function: Callable) -> Callable:
    """Make a function that gives a list where `function` gives an iterator, or an object that can be walked.

    Each batch is copied when it is drawn, so a buffer that is filled again for the next one is no fault.

    Parameters
    ----------
    function : callable

    Returns
    -------
    callable
        With the arguments of `function`; at most 200 items are drawn.
    """

    @wraps(function)
    def call(*args: Any) -> Any:
        result = function(*args)
        if isinstance(result, _WHOLE) or not isinstance(result, Iterable):
            return result
        return [_copied(item) for item in islice(result, MOST)]

    return call


def _copied(item: Any) -> Any:
    if type(item) is np.ndarray:
        return item.copy()
    if type(item) in (tuple, list):
        return type(item)(_copied(part) for part in item)
    return item
