"""Which submissions hold functions of the same shape: a hint for a talk, never a verdict.

Functions are put into buckets by the hash of their shape, so the work grows as the number of submissions. A
shape that many share is mostly the ordinary way to write the function and tells nothing of a pair.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations
from typing import Any

#: Smaller functions have few ways to be written. A right `softmax` in three lines has about 50 nodes.
LEAST_NODES = 40
#: A shape that more students share than these is listed as a whole, not in pairs.
MOST_SHARED = 8
MOST_PAIRS = 100
MOST_FORMS = 20


@dataclass(frozen=True)
class Pair:
    """Two submissions of different students, and the exercises whose functions have the same shape."""

    first: str
    second: str
    exercises: tuple[str, ...]
    nodes: int


@dataclass(frozen=True)
class Form:
    """A long shape that many share."""

    exercise: str
    nodes: int
    submissions: tuple[str, ...]


@dataclass(frozen=True)
class Similar:
    """What was found; `pairs_found` and `forms_found` count those that the lists leave out too."""

    pairs: tuple[Pair, ...]
    pairs_found: int
    forms: tuple[Form, ...]
    forms_found: int


def similar(prints: Iterable[tuple[str, dict[str, Any]]], students: dict[str, str]) -> Similar:
    """Find pairs of submissions with functions of the same shape.

    Parameters
    ----------
    prints : iterable of (submission, {exercise: (hash, nodes)})
    students : dict of submission to student
        Of the submissions to be looked at; others are passed over.

    Returns
    -------
    Similar
        Pairs with the most code in common first.
    """
    buckets: dict[tuple[str, str, int], list[str]] = defaultdict(list)
    for submission, by_exercise in prints:
        if submission in students:
            for exercise, (shape, nodes) in by_exercise.items():
                if nodes >= LEAST_NODES:
                    buckets[exercise, shape, nodes].append(submission)
    shared: dict[tuple[str, str], list[tuple[str, int]]] = defaultdict(list)
    forms: list[Form] = []
    for (exercise, _, nodes), members in sorted(buckets.items()):
        members.sort()
        if len({students[member] for member in members}) > MOST_SHARED:
            forms.append(Form(exercise, nodes, tuple(members)))
        elif len(members) > 1:
            for first, second in combinations(members, 2):
                if students[first] != students[second]:
                    shared[first, second].append((exercise, nodes))
    pairs = [
        Pair(*names, tuple(exercise for exercise, _ in common), sum(nodes for _, nodes in common))
        for names, common in shared.items()
    ]
    pairs.sort(key=lambda pair: (-pair.nodes, pair.first, pair.second))
    forms.sort(key=lambda form: (-form.nodes, form.exercise, form.submissions))
    return Similar(tuple(pairs[:MOST_PAIRS]), len(pairs), tuple(forms[:MOST_FORMS]), len(forms))
