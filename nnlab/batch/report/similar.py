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
#: A shape that more students share than these is listed by its length alone.
MOST_SHARED = 8
MOST_GROUPS = 50
MOST_FORMS = 20


@dataclass(frozen=True)
class Group:
    """Submissions of different students, and the exercises whose functions have the same shape in all."""

    submissions: tuple[str, ...]
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
    """What was found; `groups_found` and `forms_found` count those that the lists leave out too."""

    groups: tuple[Group, ...]
    groups_found: int
    forms: tuple[Form, ...]
    forms_found: int


def similar(prints: Iterable[tuple[str, dict[str, Any]]], students: dict[str, str]) -> Similar:
    """Find groups of submissions with functions of the same shape.

    Who shares more with one than with another is in two groups: that of all they share, and the wider one.

    Parameters
    ----------
    prints : iterable of (submission, {exercise: (hash, nodes)})
    students : dict of submission to student
        Of the submissions to be looked at; others are passed over.

    Returns
    -------
    Similar
        Groups with the most code in common first.
    """
    buckets: dict[tuple[str, str, int], list[str]] = defaultdict(list)
    for submission, by_exercise in prints:
        if submission in students:
            for exercise, (shape, nodes) in by_exercise.items():
                if nodes >= LEAST_NODES:
                    buckets[exercise, shape, nodes].append(submission)
    shared: dict[tuple[str, str], list[tuple[str, str, int]]] = defaultdict(list)
    forms: list[Form] = []
    for (exercise, shape, nodes), members in sorted(buckets.items()):
        members.sort()
        if len({students[member] for member in members}) > MOST_SHARED:
            forms.append(Form(exercise, nodes, tuple(members)))
        elif len(members) > 1:
            for pair in combinations(members, 2):
                if students[pair[0]] != students[pair[1]]:
                    shared[pair].append((exercise, shape, nodes))
    together: dict[tuple[tuple[str, str, int], ...], set[str]] = defaultdict(set)
    for pair, common in shared.items():
        together[tuple(common)].update(pair)
    groups = [
        Group(
            tuple(sorted(members)),
            tuple(exercise for exercise, _, _ in common),
            sum(nodes for _, _, nodes in common),
        )
        for common, members in together.items()
    ]
    groups.sort(key=lambda group: (-group.nodes, group.submissions))
    forms.sort(key=lambda form: (-form.nodes, form.exercise, form.submissions))
    return Similar(tuple(groups[:MOST_GROUPS]), len(groups), tuple(forms[:MOST_FORMS]), len(forms))
