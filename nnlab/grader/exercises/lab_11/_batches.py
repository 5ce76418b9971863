"""Judge shuffled batches: the order is free, but each sample comes once, beside its own label."""

from collections.abc import Mapping

import numpy as np

from nnlab.calls.capture import Value, as_array, same_value
from nnlab.calls.cases import Case, Rng
from nnlab.grader.compare import Finding
from nnlab.grader.exercises.lab_11 import _batch_faults as faults
from nnlab.grader.exercises.lab_11._batch_faults import Given, Pairs

#: So many of 39 neighbours are not left together by chance.
_MANY_FOLLOW = 25


def samples(seed: int, m: int, classes: int | None = None) -> tuple[np.ndarray, np.ndarray]:
    """Samples whose first column grows, with labels that are all different or of so many classes."""
    rng = np.random.default_rng(seed)
    X = np.column_stack([np.arange(m) + 0.5, rng.uniform(-1, 1, (m, 2)).round(3)])
    return X, rng.permutation(m) + 100 if classes is None else rng.integers(0, classes, m)


SHUFFLE_CASES = (
    Case("forty samples, seed 1", (*samples(1, 40), 8, Rng(1))),
    Case("forty samples, seed 1, a second time", (*samples(1, 40), 8, Rng(1))),
    Case("forty samples, seed 2", (*samples(1, 40), 8, Rng(2))),
)


def complete(value: Value, expected: Pairs) -> Finding | None:
    """Each sample once, beside its own label, in batches of the size asked for; in any order."""
    return _read(value, Given.of(expected))[0]


def shuffled(value: Value, expected: Pairs) -> Finding | None:
    """Complete, and in an order of its own; by chance a right function fails less than once in 10^9."""
    given = Given.of(expected)
    finding, batches = _read(value, given)
    if finding is not None:
        return finding
    suspects, follow = faults.orders(batches), int(np.sum(np.diff(np.concatenate(batches)) == 1))
    if not suspects and follow < _MANY_FOLLOW:
        return None
    return Finding("not_shuffled", {"follow": follow, "m": len(given.X)}, suspects=suspects[:1])


def from_generator(values: Mapping[str, Value]) -> Finding | None:
    """Judge `SHUFFLE_CASES` together: the same seed repeats, another seed does not."""
    one, again, other = (values[case.name] for case in SHUFFLE_CASES)
    if not same_value(one, again):
        return Finding("ignores_rng", {}, suspects=("minibatches.ignores_rng",))
    if same_value(one, other):
        return Finding("fixed_seed", {}, suspects=("minibatches.fixed_seed",))
    return None


def _read(value: Value, given: Given) -> tuple[Finding | None, list[np.ndarray]]:
    """Which samples each batch holds, or why it is not as it should be."""
    pairs = _pairs(value)
    if pairs is None:
        return _no_pairs(value, given), []
    for X, y in pairs:
        if X.shape[1:] != given.X.shape[1:] or y.shape[1:] != given.y.shape[1:] or len(X) != len(y):
            wanted = {"x": (len(X), *given.X.shape[1:]), "y": (len(X), *given.y.shape[1:])}
            detail = {"got_x": X.shape, "got_y": y.shape, **wanted}
            return Finding("batch_shape", detail, suspects=faults.shapes(X, y, given)), []
    batches = [given.places(X) for X, _ in pairs]
    if any(places is None for places in batches):
        return Finding("foreign_samples", {}), []
    labels = [np.asarray(y, np.float64) for _, y in pairs]
    return _labels(batches, labels, given) or _each_once(batches, given) or _sizes(batches, given), batches


def _pairs(value: Value) -> Pairs | None:
    if value.kind != "sequence":
        return None
    pairs = []
    for item in value.data:
        parts = [as_array(part) for part in item.data] if item.kind == "sequence" else []
        if len(parts) != 2 or not all(map(_numbers, parts)):
            return None
        pairs.append(tuple(parts))
    return pairs


def _numbers(part: np.ndarray | None) -> bool:
    return part is not None and part.dtype.kind in "buif" and part.ndim > 0


def _no_pairs(value: Value, given: Given) -> Finding:
    if value.kind in ("none", "ellipsis", "text", "function", "tensor", "model", "large"):
        kind = "long" if value.kind == "large" and value.data is None else value.kind
        return Finding("type", {"kind": kind, "type_name": value.type_name, "shape": value.data})
    items = value.data if value.kind == "sequence" else []
    detail = {"type_name": value.type_name, "item": items[0].type_name if items else "nothing"}
    return Finding("not_pairs", detail, suspects=faults.looks(items, given) if items else ())


def _labels(batches: list[np.ndarray], labels: list[np.ndarray], given: Given) -> Finding | None:
    places, y = (np.concatenate([np.empty(0, int), *parts]) for parts in (batches, labels))
    places = places.astype(int)
    wrong = ~np.isclose(y, given.y[places])
    if not wrong.any():
        return None
    suspects = faults.orders_apart(places, y, given)
    return Finding("labels_apart", {"wrong": int(wrong.sum()), "m": len(y)}, suspects=suspects)


def _each_once(batches: list[np.ndarray], given: Given) -> Finding | None:
    m = len(given.X)
    times = np.bincount(np.concatenate([np.empty(0, int), *batches]), minlength=m)
    missing, repeated = int(np.sum(times == 0)), int(np.sum(times > 1))
    if not missing and not repeated:
        return None
    suspects = faults.repeats(batches, given) if repeated else faults.gaps(batches, given)
    return Finding("samples", {"missing": missing, "repeated": repeated, "m": m}, suspects=suspects)


def _sizes(batches: list[np.ndarray], given: Given) -> Finding | None:
    sizes = [len(places) for places in batches]
    if sizes == given.sizes:
        return None
    detail = {"got": sizes, "wanted": given.sizes}
    return Finding("batch_sizes", detail, suspects=faults.sizes(batches, given))
