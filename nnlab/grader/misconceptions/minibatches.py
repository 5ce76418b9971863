"""Wrong ways to shuffle samples and to cut them into batches."""

from functools import partial

import numpy as np

from nnlab.grader.spec import Misconception

#: Stands for the global generator, which nobody seeds here; the learner's own is left alone.
_OTHER = np.random.default_rng()


def _slices(m, size):
    return [slice(start, start + size) for start in range(0, m, size)]


def _minibatches(
    X,
    y,
    batch_size,
    rng,
    *,
    order=lambda m, rng: rng.permutation(m),
    labels=lambda order, m, rng: order,
    cut=_slices,
    arrange=lambda batches, rng: batches,
    pair=lambda X, y: (X, y),
):
    """Batches of a permutation; right as long as no part is exchanged."""
    m = len(X)
    inputs = order(m, rng)
    others = labels(inputs, m, rng)
    parts = [(X[inputs[part]], y[others[part]]) for part in cut(m, batch_size)]
    return [pair(*part) for part in arrange(parts, rng)]


def _from_the_end(m, size):
    return [slice(max(end - size, 0), end) for end in range(m, 0, -size)][::-1]


def _to_the_last(m, size):
    """The end of the last slice is the index of the last sample, which no slice counts."""
    return [slice(part.start, min(part.stop, m - 1)) for part in _slices(m, size)]


def _as_given(m, rng):  # noqa: ARG001
    return np.arange(m)


def _shuffled_parts(batches, rng):
    return [batches[i] for i in rng.permutation(len(batches))]


def _within_batches(X, y, batch_size, rng):
    """Batches in the order given, each shuffled in itself."""
    parts = []
    for part in _slices(len(X), batch_size):
        X_batch, y_batch = X[part], y[part]
        order = rng.permutation(len(X_batch))
        parts.append((X_batch[order], y_batch[order]))
    return parts


def _drawn(replace):
    """Draw the indices of each batch anew."""

    def minibatches(X, y, batch_size, rng):
        count = -(-len(X) // batch_size)
        drawn = [rng.choice(len(X), min(batch_size, len(X)), replace=replace) for _ in range(count)]
        return [(X[i], y[i]) for i in drawn]

    return minibatches


def _shuffled_each_time(X, y, batch_size, rng):
    """A new permutation for each batch, and the next slice of it."""
    parts = []
    for part in _slices(len(X), batch_size):
        chosen = rng.permutation(len(X))[part]
        parts.append((X[chosen], y[chosen]))
    return parts


def _filled_up(X, y, batch_size, rng):
    """The last batch goes on at the beginning."""
    order = rng.permutation(len(X))
    places = np.arange(-(-len(X) // batch_size) * batch_size).reshape(-1, batch_size) % len(X)
    return [(X[order[row]], y[order[row]]) for row in places]


def _overlapping(m, size):
    return [slice(start, start + size) for start in range(m - size + 1)]


def _parts(m, count):
    """As np.array_split cuts, into so many parts."""
    return np.array_split(np.arange(m), count)


def _whole(X, y, batch_size, rng):  # noqa: ARG001
    order = rng.permutation(len(X))
    return X[order], y[order]


def _first(X, y, batch_size, rng):
    """A return where a yield belongs."""
    order = rng.permutation(len(X))[:batch_size]
    return X[order], y[order]


def _lists(X, y, batch_size, rng):
    pairs = _minibatches(X, y, batch_size, rng)
    return [X for X, _ in pairs], [y for _, y in pairs]


def _index_batches(X, y, batch_size, rng):  # noqa: ARG001
    order = rng.permutation(len(X))
    return [order[part] for part in _slices(len(X), batch_size)]


def _samples(X, y, batch_size, rng):  # noqa: ARG001
    return [(X[i], y[i]) for i in rng.permutation(len(X))]


def _endless(X, y, batch_size, rng):
    while True:
        yield from _minibatches(X, y, batch_size, rng)


def _fixed(seed):
    return lambda X, y, batch_size, rng: _minibatches(X, y, batch_size, np.random.default_rng(seed))


_FAULTS = (
    ("no_shuffle", {"order": _as_given}),
    ("reversed", {"order": lambda m, rng: np.arange(m)[::-1]}),
    ("labels_as_given", {"labels": lambda order, m, rng: np.arange(m)}),
    ("inputs_as_given", {"order": _as_given, "labels": lambda order, m, rng: rng.permutation(m)}),
    ("shuffled_apart", {"labels": lambda order, m, rng: rng.permutation(m)}),
    ("drop_last", {"cut": lambda m, size: _slices(m, size)[: m // size]}),
    ("one_batch_short", {"cut": lambda m, size: _slices(m, size)[:-1]}),
    ("first_batch_only", {"cut": lambda m, size: _slices(m, size)[:1]}),
    ("last_batch_only", {"cut": lambda m, size: _slices(m, size)[-1:]}),
    ("end_left_out", {"cut": _to_the_last}),
    ("empty_batch", {"cut": lambda m, size: _slices(m + size - m % size, size)}),
    ("overlapping", {"cut": _overlapping}),
    ("end_too_far", {"cut": lambda m, size: [slice(part.start, part.stop + 1) for part in _slices(m, size)]}),
    (
        "end_too_early",
        {"cut": lambda m, size: [slice(part.start, part.stop - 1) for part in _slices(m, size)]},
    ),
    ("same_batch", {"cut": lambda m, size: [slice(0, size) for _ in _slices(m, size)]}),
    ("size_for_count", {"cut": _parts}),
    ("equal_parts", {"cut": lambda m, size: _parts(m, m // size + 1)}),
    ("equal_parts", {"cut": lambda m, size: _parts(m, -(-m // size))}),
    ("short_first", {"cut": _from_the_end}),
    ("one_by_one", {"cut": lambda m, size: _slices(m, 1)}),
    ("not_split", {"cut": lambda m, size: [slice(0, m)]}),
    ("batches_shuffled", {"order": _as_given, "arrange": _shuffled_parts}),
    ("last_batch_twice", {"cut": lambda m, size: _slices(m, size) + _slices(m, size)[m // size :]}),
    ("labels_as_column", {"pair": lambda X, y: (X, y.reshape(-1, 1))}),
    ("swapped", {"pair": lambda X, y: (y, X)}),
    ("inputs_only", {"pair": lambda X, y: X}),
    ("ignores_rng", {"order": lambda m, rng: _OTHER.permutation(m)}),
)

MINIBATCHES = (
    *(Misconception(f"minibatches.{name}", partial(_minibatches, **switches)) for name, switches in _FAULTS),
    Misconception("minibatches.within_batches", _within_batches),
    Misconception("minibatches.with_replacement", _drawn(replace=True)),
    Misconception("minibatches.drawn_anew", _drawn(replace=False)),
    Misconception("minibatches.drawn_anew", _shuffled_each_time),
    Misconception("minibatches.filled_up", _filled_up),
    Misconception("minibatches.not_split", _whole),
    Misconception("minibatches.first_batch_only", _first),
    Misconception("minibatches.separate_lists", _lists),
    Misconception("minibatches.indices", _index_batches),
    Misconception("minibatches.single_samples", _samples),
    Misconception("minibatches.endless", _endless),
    *(Misconception("minibatches.fixed_seed", _fixed(seed)) for seed in (0, 1, 42)),
)
