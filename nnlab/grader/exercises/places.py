"""Say which cell of a lab explains which of its known mistakes."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from nnlab.grader.spec import Misconception


def placer(
    homes: Mapping[str, str], common: Mapping[str, Sequence[str]], own: Mapping[str, str]
) -> Callable[[Sequence[Misconception]], tuple[Misconception, ...]]:
    """Make a function that gives each misconception the cell that explains it.

    Parameters
    ----------
    homes : dict
        The cell that explains a function, by the first half of a fault's id.
    common : dict
        Cells, each with the second halves of the ids of the faults that it explains in any function.
    own : dict
        The cell of a single fault, by its whole id; it goes before the others.

    Returns
    -------
    callable
        ``placed(misconceptions) -> tuple of Misconception``.
    """
    shared = {fault: cell for cell, faults in common.items() for fault in faults}

    def place(name: str) -> str:
        family, _, fault = name.partition(".")
        return own.get(name) or shared.get(fault) or homes[family]

    def placed(misconceptions: Sequence[Misconception]) -> tuple[Misconception, ...]:
        return tuple(replace(known, place=place(known.id)) for known in misconceptions)

    return placed
