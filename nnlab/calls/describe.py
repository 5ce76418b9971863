"""What can be told of a learner's function without calling it, as plain data."""

import inspect
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from nnlab.calls.capture import capture, name_of
from nnlab.calls.forbid import Offence, find_forbidden
from nnlab.calls.reply import printable

__all__ = ["Description", "Offence", "describe"]


@dataclass(frozen=True)
class Description:
    """What stands under the name of a function.

    Parameters
    ----------
    can_be_called : bool
    kind : str
        What it is when it cannot be called, as `nnlab.calls.capture` says it.
    type_name : str
    problem : str
        Why it cannot take the parameters that it is called with; empty when it can.
    offence : Offence or None
        The first use of something that the task rules out.
    """

    can_be_called: bool
    kind: str = ""
    type_name: str = ""
    problem: str = ""
    offence: Offence | None = None


def describe(function: Any, forbidden: tuple[str, ...], parameters: tuple[str, ...]) -> Description:
    """Describe `function`.

    Parameters
    ----------
    function : object
        What the learner's name stands for.
    forbidden : tuple of str
        Dotted names that the task rules out.
    parameters : tuple of str
        It is called with so many, by position.

    Returns
    -------
    Description
    """
    type_name = printable(name_of(type(function)))
    if not callable(function):
        return Description(False, capture(function).kind, type_name)
    offence = find_forbidden(function, forbidden)
    if offence is not None:
        offence = Offence(printable(offence.name[:200]), offence.line, printable(offence.source))
    return Description(True, "function", type_name, _misfit(function, parameters), offence)


def _misfit(function: Callable, parameters: tuple[str, ...]) -> str:
    try:
        signature = inspect.signature(function)
    except (Exception, SystemExit):
        return ""  # a built-in without a signature, or one that cannot be read, is simply called
    try:
        signature.bind(*parameters)
    except TypeError as error:
        return printable(str(error)[:300])
    return ""
