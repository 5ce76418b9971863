"""Wrong ways to turn labels into rows, and to count the right ones."""

from functools import partial

import numpy as np

from nnlab.grader.misconceptions._compose import compose
from nnlab.grader.spec import Misconception


def _one_hot(
    y,
    num_classes,
    *,
    index=lambda y: np.asarray(y).astype(int),
    shift=lambda y: y,
    width=lambda y, num_classes: num_classes,
    fill=lambda y: 1,
    rows=lambda y: np.arange(len(y)),
    finish=lambda out: out,
):
    """Zeros, and a 1 in each row; right as long as no part is exchanged."""
    labels = shift(index(y))
    out = np.zeros((len(y), width(labels, num_classes)))
    out[rows(y), labels] = fill(y)
    return finish(out)


#: These meet in pairs.
_OFTEN = (
    ("one_hot.label_value", {"fill": lambda y: y}),
    ("one_hot.square_size", {"width": lambda y, n: len(y)}),
    ("one_hot.largest_label", {"width": lambda y, n: int(np.max(y)) + 1}),
    ("one_hot.counted_from_one", {"shift": lambda y: y - 1}),
    ("one_hot.all_rows", {"rows": lambda y: slice(None)}),
    ("one_hot.transposed", {"finish": np.transpose}),
    ("one_hot.return_in_loop", {"finish": lambda out: out * (np.arange(len(out)) == 0)[:, None]}),
    # The last one, so that of two faults the other is told first: this one shows with few labels only.
    ("one_hot.float_index", {"index": np.asarray}),
)
#: These stand alone.
_ALONE = (
    ("one_hot.counted_from_one", {"shift": lambda y: y + 1}),
    ("one_hot.largest_label", {"width": lambda y, n: len(np.unique(y))}),
    ("one_hot.one_class_too_many", {"width": lambda y, n: n + 1}),
    ("one_hot.labels_renumbered", {"shift": lambda y: y - np.min(y)}),
    ("one_hot.inverted", {"finish": lambda out: 1 - out}),
    ("one_hot.left_zero", {"finish": np.zeros_like}),
    ("one_hot.one_row_short", {"rows": lambda y: np.minimum(np.arange(len(y)), len(y) - 2)}),
    ("one_hot.reversed", {"finish": lambda out: out[:, ::-1]}),
    ("one_hot.flattened", {"finish": np.ravel}),
    ("one_hot.squeezed", {"finish": np.squeeze}),
    ("one_hot.piled_up", {"finish": lambda out: np.cumsum(out, axis=0)}),
    ("one_hot.thermometer", {"finish": lambda out: np.cumsum(out[:, ::-1], axis=1)[:, ::-1]}),
    ("one_hot.thermometer", {"finish": lambda out: np.cumsum(out, axis=1)}),
)


def _too_narrow_only(y, num_classes):
    """The number of samples as the width, wherever the labels allow it."""
    y = np.asarray(y).astype(int)
    return np.eye(len(y))[y] if y.max() < len(y) else np.eye(num_classes)[y]


def _last_row_missing(y, num_classes):
    out = np.zeros((len(y), num_classes))
    for i in range(len(y) - 1):
        out[i, int(y[i])] = 1
    return out


def _one_column_further(y, num_classes):
    """A column too many, cut off again."""
    return _one_hot(y, num_classes + 1, shift=lambda y: y + 1)[:, :-1]


def _loop_over_classes(y, num_classes):
    """One row for each class, not for each sample."""
    out = np.zeros((num_classes, num_classes))
    for i in range(num_classes):
        out[i, int(y[i])] = 1
    return out


def _whole_rows(y, num_classes):
    out = np.zeros((len(y), num_classes))
    out[np.asarray(y).astype(int)] = 1
    return out


def _inner(function):
    """What a function of whole labels makes of them without an axis of length 1."""
    return lambda y, num_classes: function(np.squeeze(y).astype(int), num_classes)


def _to_largest(y, num_classes):  # noqa: ARG001
    out = np.zeros((y.size, y.max() + 1))
    out[np.arange(y.size), y] = 1
    return out


def _ranks(y):
    """The place of each label among those that occur."""
    return np.unique(y, return_inverse=True)[1].ravel()


def _one_row(y, num_classes):
    """All labels marked in one row, which is not made for each sample."""
    out = np.zeros(num_classes)
    out[np.asarray(y).astype(int)] = 1
    return out


ONE_HOT = (
    *compose(_one_hot, _OFTEN),
    *(Misconception(name, partial(_one_hot, **switches)) for name, switches in _ALONE),
    Misconception("one_hot.squeezed", _inner(lambda y, n: np.eye(n)[y])),
    Misconception("one_hot.counted_from_one", _inner(lambda y, n: np.eye(n)[y - 1]), also="one_hot.squeezed"),
    Misconception(
        "one_hot.counted_from_one",
        _inner(lambda y, n: np.eye(n)[y.astype(np.uint8) - np.uint8(1)]),
        also="one_hot.squeezed",
    ),
    Misconception("one_hot.one_row", _one_row),
    Misconception("one_hot.one_row", lambda y, n: _one_row(y, n).reshape(1, -1)),
    Misconception("one_hot.labels_renumbered", lambda y, n: np.eye(len(np.unique(y)))[_ranks(y)]),
    Misconception("one_hot.labels_renumbered", lambda y, n: np.eye(n)[_ranks(y)]),
    Misconception("one_hot.square_size", _too_narrow_only),
    Misconception("one_hot.float_index", lambda y, num_classes: np.eye(num_classes)[y]),
    Misconception("one_hot.largest_label", _to_largest, also="one_hot.float_index"),
    *(
        Misconception("one_hot.fixed_width", partial(_one_hot, width=lambda y, n, w=width: w))
        for width in (10, 3, 4)
    ),
    Misconception("one_hot.float_index", lambda y, num_classes: np.eye(num_classes)[y.tolist()]),
    Misconception("one_hot.one_row_short", _last_row_missing),
    Misconception("one_hot.counted_from_one", _one_column_further),
    Misconception("one_hot.loop_over_classes", _loop_over_classes),
    Misconception("one_hot.rows_by_label", _whole_rows),
    Misconception("one_hot.identity", lambda y, num_classes: np.eye(len(y), num_classes)),
    Misconception("one_hot.first_sample", lambda y, num_classes: np.eye(num_classes)[int(y[0])]),
    Misconception("one_hot.labels_repeated", lambda y, num_classes: np.tile(y[:, None], (1, num_classes))),
)


def _accuracy(
    y_true,
    y_pred,
    *,
    shape=np.ravel,
    same=lambda a, b: a == b,
    score=np.mean,
    finish=lambda share: share,
):
    """The mean of what is equal; right as long as no part is exchanged."""
    return finish(score(same(shape(y_true), shape(y_pred))))


#: These meet in pairs: whatever is wrong may be wrong without `np.ravel` as well.
_SHARES = (
    ("accuracy.count", {"score": np.sum}),
    ("accuracy.error_rate", {"same": lambda a, b: a != b}),
    ("accuracy.dot", {"same": lambda a, b: a * b}),
    ("accuracy.percent", {"finish": lambda share: 100 * share}),
    ("accuracy.all_equal", {"score": np.all}),
    ("accuracy.any_equal", {"score": np.any}),
    *(("accuracy.rounded", {"finish": partial(np.round, decimals=digits)}) for digits in (2, 3, 4)),
    ("accuracy.not_averaged", {"score": lambda same: same}),
    ("accuracy.difference", {"same": lambda a, b: np.abs(a - b)}),
    ("accuracy.difference", {"same": lambda a, b: a - b}),
    ("accuracy.difference", {"same": lambda a, b: 1.0 - np.abs(a - b)}),
    ("accuracy.difference", {"same": lambda a, b: 1.0 - (np.asarray(a, float) - b)}),
    ("accuracy.two_classes_only", {"same": lambda a, b: ((a == 1) & (b == 1)) | ((a == 0) & (b == 0))}),
    ("accuracy.squared_difference", {"same": lambda a, b: (a - b) ** 2}),
    ("accuracy.first_left_out", {"score": lambda same: np.mean(same[1:]) if len(same) > 1 else 0.0}),
    ("accuracy.one_less", {"score": lambda same: np.sum(same) / (len(same) - 1)}),
    ("accuracy.ones_only", {"same": lambda a, b: (a == 1) & (b == 1)}),
    ("accuracy.threshold", {"same": lambda a, b: a == (b >= 0.5)}),
    ("accuracy.sorted", {"same": lambda a, b: np.sort(a) == np.sort(b)}),
)
_BROADCAST = {"shape": np.asarray}


def _broadcast_count(y_true, y_pred, *, finish):
    """The count of what is equal, by the number of samples."""
    return finish(np.sum(y_true == y_pred) / len(y_true))


def _loop_with_sum(y_true, y_pred):
    """Python's `sum`, which keeps the axis of a column."""
    return sum(y_true == y_pred) / len(y_true)


def _by_largest(y_true, y_pred):
    return np.mean(np.argmax(y_true, axis=-1) == np.argmax(y_pred, axis=-1))


def _over_predicted(y_true, y_pred):
    """The right ones among those predicted as 1: the precision."""
    y_true, y_pred = np.ravel(y_true), np.ravel(y_pred)
    return np.sum((y_true == 1) & (y_pred == 1)) / np.sum(y_pred == 1)


def _over_true(y_true, y_pred):
    """The right ones among those that are 1: the recall."""
    y_true, y_pred = np.ravel(y_true), np.ravel(y_pred)
    return np.sum((y_true == 1) & (y_pred == 1)) / np.sum(y_true == 1)


def _of_a_table(total):
    """True and false positives and negatives, which know of no third class."""

    def accuracy(y_true, y_pred):
        pairs = list(zip(np.ravel(y_true), np.ravel(y_pred), strict=True))
        right, wrong = pairs.count((1, 1)) + pairs.count((0, 0)), pairs.count((1, 0)) + pairs.count((0, 1))
        return total(right) / total(right + wrong)

    return accuracy


ACCURACY = (
    *(Misconception(name, partial(_accuracy, **switches)) for name, switches in _SHARES),
    Misconception("accuracy.broadcast", partial(_accuracy, **_BROADCAST)),
    *(
        Misconception(name, partial(_accuracy, **switches, **_BROADCAST), also="accuracy.broadcast")
        for name, switches in _SHARES
    ),
    *(
        Misconception(name, partial(_broadcast_count, **switches), also="accuracy.broadcast")
        for name, switches in _SHARES
        if switches.keys() == {"finish"}
    ),
    Misconception("accuracy.broadcast", lambda a, b: np.sum(a == b) / len(a)),
    Misconception("accuracy.broadcast", lambda a, b: np.sum(a == b) / a.size),
    Misconception("accuracy.broadcast", lambda a, b: np.mean(np.reshape(a, (-1, 1)) == b)),
    Misconception("accuracy.broadcast", lambda a, b: np.mean(a == np.reshape(b, (-1, 1)))),
    Misconception("accuracy.broadcast", lambda a, b: np.mean(np.ravel(a) == b)),
    Misconception("accuracy.broadcast", lambda a, b: np.mean(a == np.ravel(b))),
    Misconception("accuracy.column_kept", _loop_with_sum),
    Misconception("accuracy.all_equal", lambda a, b: float(np.array_equal(a, b))),
    Misconception("accuracy.argmax", _by_largest),
    Misconception("accuracy.argmax", lambda a, b: np.mean(np.ravel(a) == np.argmax(b, axis=-1))),
    Misconception("accuracy.argmax", lambda a, b: np.mean(np.ravel(a) == np.argmax(b, axis=1))),
    Misconception("accuracy.precision", _over_predicted),
    Misconception("accuracy.recall", _over_true),
    Misconception("accuracy.two_classes_only", _of_a_table(int)),
    Misconception("accuracy.two_classes_only", _of_a_table(np.int64)),
)
