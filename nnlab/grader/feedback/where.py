"""Say at which places a result differs: whole rows or columns, one sign of the input, or the first few."""

from collections.abc import Iterator
from typing import Any

import numpy as np

from nnlab.grader.feedback.sentences import say

_FIRST = 5


def where_text(wrong: np.ndarray, inputs: tuple[Any, ...]) -> str:
    """The sentence for the places that differ.

    Parameters
    ----------
    wrong : numpy.ndarray of bool
        True where the result differs.
    inputs : tuple
        The arguments of the call.

    Returns
    -------
    str
        Empty when every place differs, or when there is only one.
    """
    if wrong.all() or wrong.size < 2:
        return ""
    for kind, indices in _whole(wrong):
        places = _listed([str(i) for i in indices])
        return say("where", f"{kind}_one" if len(indices) == 1 else kind, places=places)
    for x in inputs[:1]:
        if isinstance(x, np.ndarray) and x.shape == wrong.shape and x.dtype.kind in "if":
            for key, mask in (("negative", x < 0), ("positive", x > 0), ("zero", x == 0)):
                if np.array_equal(wrong, mask):
                    return say("where", key)
    places = ["[" + ", ".join(map(str, place)) + "]" for place in np.argwhere(wrong)[:_FIRST].tolist()]
    more = int(wrong.sum()) - len(places)
    return say("where", "places_more" if more else "places", places=", ".join(places), more=more)


def _whole(wrong: np.ndarray) -> Iterator[tuple[str, list[int]]]:
    """Whole rows, whole columns, or whole slices along the last of more axes."""
    if wrong.ndim < 2:
        return
    kinds = ((0, "rows"), (1, "columns")) if wrong.ndim == 2 else ((wrong.ndim - 1, "last"),)
    for axis, kind in kinds:
        others = tuple(k for k in range(wrong.ndim) if k != axis)
        some, every = wrong.any(axis=others), wrong.all(axis=others)
        if np.array_equal(some, every):
            yield kind, np.flatnonzero(some).tolist()


def _listed(items: list[str]) -> str:
    return say("where", "and", first=", ".join(items[:-1]), last=items[-1]) if len(items) > 1 else items[0]
