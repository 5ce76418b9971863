"""One fault in several manners of writing: learners who make it differ in what else they take care of."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from nnlab.grader.misconceptions._compose import Fault, compose
from nnlab.grader.spec import Misconception

Manners = Sequence[Mapping[str, Any]]


def in_manners(function: Callable, manners: Manners, faults: Sequence[Fault]) -> tuple[Misconception, ...]:
    """Make a misconception of each fault in each manner.

    Parameters
    ----------
    function : callable
        ``function(*args, **switches)``: right as long as no switch is set.
    manners : sequence of dict
        Switches that are set besides; those of the fault win.
    faults : sequence of (str, dict)
        As in `compose`.

    Returns
    -------
    tuple of Misconception
    """
    return tuple(
        Misconception(name, partial(function, **{**manner, **fault}))
        for name, fault in faults
        for manner in manners
    )


def pairs_in_manners(
    function: Callable, manners: Manners, faults: Sequence[Fault]
) -> tuple[Misconception, ...]:
    """Make a misconception of every two faults in each manner.

    Parameters
    ----------
    function, manners, faults
        As in `in_manners`.

    Returns
    -------
    tuple of Misconception
    """
    return tuple(
        entry for manner in manners for entry in compose(partial(function, **manner), faults) if entry.also
    )
