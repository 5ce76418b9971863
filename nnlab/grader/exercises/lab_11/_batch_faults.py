"""Recognise what went wrong with batches by what they hold: in a random order nothing can be imitated.

The first column of `X` grows from sample to sample in every case, so the order given is known from any order.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from nnlab.calls.batches import MOST
from nnlab.calls.capture import Value, as_array

Pairs = list[tuple[np.ndarray, np.ndarray]]
#: Batches as the places of their samples in what was given.
Batches = list[np.ndarray]


@dataclass(frozen=True)
class Given:
    """What a case gave, found again in what the reference made of it.

    Parameters
    ----------
    X, y : numpy.ndarray
        In the order given.
    sizes : list of int
        Of the batches that are expected.
    """

    X: np.ndarray
    y: np.ndarray
    sizes: list[int]

    @classmethod
    def of(cls, expected: Pairs) -> "Given":
        """Put the reference's batches back in order."""
        X, y = (np.concatenate(parts) for parts in zip(*expected, strict=True))
        order = np.argsort(X[:, 0])
        return cls(X[order], y[order], [len(part) for part, _ in expected])

    def places(self, part: np.ndarray) -> np.ndarray | None:
        """Which samples the rows of `part` are; None where one is no sample at all."""
        if not len(part):
            return np.empty(0, int)
        places = np.abs(self.X[:, 0] - part[:, :1]).argmin(axis=1)
        return places if np.allclose(self.X[places], part, rtol=1e-5, atol=1e-6) else None


def _named(names: Mapping[str, bool]) -> tuple[str, ...]:
    return tuple(f"minibatches.{name}" for name, holds in names.items() if holds)


def looks(items: list[Value], given: Given) -> tuple[str, ...]:
    """Find what makes a list that is no list of pairs."""
    return _named({name: look(items, given) for name, look in _LOOKS.items()})


def _two(items: list[Value], given: Given, size: int) -> bool:
    """Whether these are the inputs and the labels of so many samples, and nothing else."""
    shapes = [part.data.shape if part.kind == "array" else None for part in items]
    return shapes == [(size, *given.X.shape[1:]), (size, *given.y.shape[1:])]


def _two_lists(items: list[Value], given: Given) -> bool:
    lists = [item.data for item in items if item.kind == "sequence"]
    return len(items) == 2 and [len(parts) for parts in lists] == 2 * [len(given.sizes)]


def _inputs(items: list[Value], given: Given) -> bool:
    return all(item.kind == "array" and item.data.shape[1:] == given.X.shape[1:] for item in items)


def _indices(items: list[Value], given: Given) -> bool:
    if not all(item.kind == "array" and item.data.ndim == 1 for item in items):
        return False
    places = np.concatenate([item.data for item in items])
    return places.dtype.kind in "iu" and bool(np.all((places >= 0) & (places < len(given.X))))


def _single_samples(items: list[Value], given: Given) -> bool:
    """Whether each item is one sample with its label, without the axis of a batch."""
    wanted = [given.X.shape[1:], given.y.shape[1:]]
    return all(
        item.kind == "sequence" and [np.shape(as_array(part)) for part in item.data] == wanted
        for item in items
    )


_LOOKS: Mapping[str, Callable[[list[Value], Given], bool]] = {
    "not_split": lambda items, given: _two(items, given, len(given.X)),
    "first_batch_only": lambda items, given: _two(items, given, given.sizes[0]),
    "separate_lists": _two_lists,
    "single_samples": _single_samples,
    "inputs_only": _inputs,
    "indices": _indices,
}


def shapes(X: np.ndarray, y: np.ndarray, given: Given) -> tuple[str, ...]:
    """Find what gives a batch the wrong shape."""
    names = {
        "swapped": X.shape[1:] == given.y.shape[1:] and y.shape[1:] == given.X.shape[1:],
        "labels_as_column": X.shape[1:] == given.X.shape[1:] and y.shape == (len(X), 1),
    }
    return _named(names)


def orders_apart(places: np.ndarray, y: np.ndarray, given: Given) -> tuple[str, ...]:
    """Find how inputs and labels lost each other."""
    labels_as_given = np.array_equal(y, given.y[: len(y)])
    inputs_as_given = np.array_equal(places, np.arange(len(places)))
    apart = not labels_as_given and not inputs_as_given
    names = {"labels_as_given": labels_as_given, "inputs_as_given": inputs_as_given, "shuffled_apart": apart}
    return _named(names)


def gaps(batches: Batches, given: Given) -> tuple[str, ...]:
    """Find what leaves samples out: the last batch where it is short, or always, or all but the first."""
    sizes = [len(places) for places in batches]
    all_but_last = sizes == given.sizes[:-1]
    short = len(given.sizes) == 1 or given.sizes[-1] < given.sizes[0]
    names = {
        "drop_last": all_but_last and short,
        "one_batch_short": all_but_last,
        "first_batch_only": sizes == given.sizes[:1],
        "last_batch_only": sizes == given.sizes[-1:],
        "end_too_early": sizes == [n - 1 if n == given.sizes[0] else n for n in given.sizes],
        "end_left_out": _some(sizes) == _some([*given.sizes[:-1], given.sizes[-1] - 1]),
        "overlapping": not sizes,  # no whole window fits into so few samples
    }
    return _named(names)


def _some(sizes: list[int]) -> list[int]:
    return [n for n in sizes if n]


def repeats(batches: Batches, given: Given) -> tuple[str, ...]:
    """Find what gives samples twice: no end, drawing anew, windows that overlap, a filled-up last batch."""
    if len(batches) >= MOST:
        return ("minibatches.endless",)
    neighbours = list(pairwise(batches))
    long = len(batches) > 1 and len(batches[0]) > 1
    same = len(batches) > 1 and all(np.array_equal(a[: len(b)], b) for a, b in neighbours)
    windows = {
        "overlapping": long and all(np.array_equal(a[1:], b[: len(a) - 1]) for a, b in neighbours),
        "end_too_far": long and all(len(b) and a[-1] == b[0] for a, b in neighbours),
    }
    if any(windows.values()):
        return _named(windows)
    if same and long and len(given.sizes) > 1:
        return ("minibatches.same_batch",)
    distinct = all(_distinct(places) for places in batches)
    equal = len(batches) == len(given.sizes) and len({len(places) for places in batches}) == 1
    once_before = _distinct(np.concatenate([np.empty(0, int), *batches[:-1]]))
    all_there = len(np.unique(np.concatenate(batches))) == len(given.X)
    twice = len(batches) > 1 and np.array_equal(batches[-1], batches[-2])
    names = {
        "same_batch": same,  # by chance, or because there is but one
        "last_batch_twice": twice and once_before and all_there,
        "filled_up": equal and once_before and all_there,
        "drawn_anew": distinct,
        "with_replacement": True,
    }
    return _named(names)


def _distinct(places: np.ndarray) -> bool:
    return len(np.unique(places)) == len(places)


def sizes(batches: Batches, given: Given) -> tuple[str, ...]:
    """Find what makes batches of the wrong size."""
    got = [len(places) for places in batches]
    even, whole = max(got) - min(got) <= 1, given.sizes[0]
    names = {
        "empty_batch": [n for n in got if n] == given.sizes,
        "not_split": got == [len(given.X)],
        # Of one batch it is not known how large it may be.
        "size_for_count": even and (len(got) == whole or (len(given.sizes) == 1 and len(got) > whole)),
        "one_by_one": set(got) == {1},
        "equal_parts": len(got) in (len(given.sizes), len(given.X) // whole + 1) and even,
        "batches_shuffled": sorted(got) == sorted(given.sizes) and _runs(batches),
        "short_first": sorted(got) == sorted(given.sizes),
    }
    return _named(names)


def _runs(batches: Batches) -> bool:
    """Whether the samples of each batch follow each other as given."""
    return all(np.all(np.diff(part) == 1) for part in batches)


def orders(batches: Batches) -> tuple[str, ...]:
    """Find what leaves the order as it was, wholly or in part."""
    order = np.concatenate(batches)
    starts = np.cumsum([0, *map(len, batches)])
    names = {
        "no_shuffle": np.array_equal(order, np.arange(len(order))),
        "reversed": np.array_equal(order[::-1], np.arange(len(order))),
        "batches_shuffled": _runs(batches),
        "within_batches": all(
            set(part) == set(range(start, stop))
            for part, (start, stop) in zip(batches, pairwise(starts), strict=True)
        ),
    }
    return _named(names)
