"""Misconceptions made from one implementation with switches: each fault by itself, and every two together."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from itertools import combinations
from typing import Any

from nnlab.grader.spec import Misconception

Fault = tuple[str, Mapping[str, Any]]


def singly(
    function: Callable, faults: Sequence[Fault], places: Mapping[str, str] | None = None
) -> tuple[Misconception, ...]:
    """Make a misconception of each fault, as `compose` does, and none of two: for faults that stand alone."""
    known = places or {}
    return tuple(Misconception(name, partial(function, **one), known.get(name, "")) for name, one in faults)


def compose(
    function: Callable, faults: Sequence[Fault], places: Mapping[str, str] | None = None
) -> tuple[Misconception, ...]:
    """Make a misconception of each fault and of each pair of faults that do not exclude each other.

    Parameters
    ----------
    function : callable
        ``function(*args, **switches)``: right as long as no switch is set.
    faults : sequence of (str, dict)
        Id of the fault and the switches that commit it. An id may stand there more than once, where learners
        commit it in several ways.
    places : dict, optional
        Id of the lab cell that explains a fault.

    Returns
    -------
    tuple of Misconception
        Single faults first, in the order given; then the pairs.
    """
    known = places or {}
    double = [
        Misconception(a, partial(function, **one, **other), known.get(a, ""), also=b)
        for (a, one), (b, other) in combinations(faults, 2)
        if a != b and not one.keys() & other.keys()
    ]
    return (*singly(function, faults, known), *double)


def placed(
    entries: Iterable[Misconception], places: Mapping[str, str], elsewhere: str
) -> tuple[Misconception, ...]:
    """Name the lab cell that explains each misconception, by its first fault.

    Parameters
    ----------
    entries : iterable of Misconception
        Those of one exercise.
    places : dict
        Id of the lab cell, by the fault's name without its family.
    elsewhere : str
        Id of the lab cell for all other faults.

    Returns
    -------
    tuple of Misconception
    """
    return tuple(replace(entry, place=places.get(entry.id.partition(".")[2], elsewhere)) for entry in entries)
