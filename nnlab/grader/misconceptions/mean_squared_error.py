"""Wrong ways to average squared differences."""

from functools import partial

import numpy as np

from nnlab.grader.misconceptions._compose import placed
from nnlab.grader.misconceptions._manners import in_manners, pairs_in_manners
from nnlab.grader.misconceptions._turns import TOO_FEW
from nnlab.grader.spec import Misconception

_ERRORS = {
    "squared": lambda y, p: (y - p) ** 2,
    "absolute": lambda y, p: np.abs(y - p),
    "plain": lambda y, p: y - p,
    "cubed": lambda y, p: (y - p) ** 3,
    "added": lambda y, p: (y + p) ** 2,
    "of_squares": lambda y, p: y**2 - p**2,
    "relative": lambda y, p: ((y - p) / y) ** 2,
    "relative_guarded": lambda y, p: ((y - p) / np.where(y == 0, 1, y)) ** 2,
    "negated": lambda y, p: -((y - p) ** 2),
    "prediction_squared": lambda y, p: y - p**2,
    "label_squared": lambda y, p: p - y**2,
    "times_two": lambda y, p: (y - p) * 2,
}
#: ``reduce(errors, m)``, where `m` is ``len(y_true)``.
_REDUCTIONS = {
    "mean": lambda e, m: np.mean(e),
    "sum": lambda e, m: np.sum(e),
    "none": lambda e, m: e,
    "by_rows": lambda e, m: np.sum(e) / m,
    "half_by_rows": lambda e, m: np.sum(e) / (2 * m),
    "axis_0": lambda e, m: np.mean(e, axis=0),
    "axis_1": lambda e, m: np.mean(e, axis=1),
    "last_axis": lambda e, m: np.mean(e, axis=-1),
    "one_less": lambda e, m: np.sum(e) / (np.size(e) - 1),
    "one_less_guarded": lambda e, m: np.sum(e) / max(np.size(e) - 1, 1),
    "variance": lambda e, m: np.var(e),
    "sample_variance": lambda e, m: np.var(e, ddof=1),
    "inner": lambda e, m: np.dot(e, e),
    "root": lambda e, m: np.sqrt(np.mean(e)),
    "norm": lambda e, m: np.sqrt(np.sum(e)),
    "largest": lambda e, m: np.max(e),
    "middle": lambda e, m: np.median(e),
}


def _error(
    y_true,
    y_pred,
    *,
    ravel=True,
    floats=True,
    before=lambda x: x,
    error="squared",
    reduce="mean",
    after=lambda x: x,
):
    """The mean squared error, right as long as no switch is set."""
    y, p = y_true, y_pred
    if ravel:
        y, p = np.ravel(y), np.ravel(p)
    if floats:
        y, p = np.asarray(y, float), np.asarray(p, float)
    return after(_REDUCTIONS[reduce](_ERRORS[error](before(y), before(p)), len(y_true)))


def _rows(y_true, y_pred, *, start=0.0, power=2, divide=len, error=lambda x: x, turns=slice(None)):
    """A loop over the rows; in a table each row is an array."""
    total = start
    for i in range(len(y_true))[turns]:
        total += error(y_true[i] - y_pred[i]) ** power
    return total / divide(y_true)


def _float_rows(y_true, y_pred, **switches):
    return _rows(np.asarray(y_true, float), np.asarray(y_pred, float), **switches)


def _floats_by_zip(y_true, y_pred):
    """A sum over the rows, each made a float, which a row of a table is not."""
    return sum((float(y) - float(p)) ** 2 for y, p in zip(y_true, y_pred, strict=False)) / len(y_true)


def _some_entries(y_true, y_pred, *, turns):
    """A loop over the entries that does not make every turn."""
    squares = (np.ravel(y_true).astype(float) - np.ravel(y_pred).astype(float)) ** 2
    return np.sum(squares[turns]) / len(squares)


def _floats_too_late(y_true, y_pred, *, flat):
    """The subtraction is done in the type of the arguments, and floats are made of its result."""
    return np.mean(flat(flat(y_true) - flat(y_pred)).astype(float) ** 2)


def _one_reshaped(y_true, y_pred, *, shape, which, floats):
    """One of the two is made flat, or a column, and the other one is left as it is."""
    pair = [np.asarray(x, float) if floats else x for x in (y_true, y_pred)]
    pair[which] = pair[which].reshape(shape)
    return np.mean((pair[0] - pair[1]) ** 2)


def _first_sample(y_true, y_pred):
    return (float(np.ravel(y_true)[0]) - float(np.ravel(y_pred)[0])) ** 2


def _last_sample(y_true, y_pred):
    return (float(np.ravel(y_true)[-1]) - float(np.ravel(y_pred)[-1])) ** 2


def _last_over_m(y_true, y_pred):
    return _last_sample(y_true, y_pred) / np.size(y_true)


def _sum_over_size(y_true, y_pred, *, floats):
    """Right for equal shapes; of a broadcast table the sum is divided by m alone."""
    d = y_true.astype(float) - y_pred if floats else y_true - y_pred
    return np.sum(d**2) / y_true.size


def _a_vector_as_one_row(y_true, y_pred, *, half=1):
    """Divided by the number of rows, after a vector was made one row."""
    y, p = y_true, y_pred
    if y.ndim == 1:
        y, p = y.reshape(1, y.size), p.reshape(1, p.size)
    return np.sum((y - p) ** 2) / (half * y.shape[0])


def _dot(y_true, y_pred):
    d = y_true - y_pred
    return np.dot(d, d) / len(y_true)


_MEAN = "mean_squared_error."
_PLAIN = {"ravel": False, "floats": False}
#: Manners of writing: both traps avoided, one of them, none.
_MANNERS = ({}, {"ravel": False}, {"floats": False}, _PLAIN)

_SINGLE = (
    (_MEAN + "half", {"after": lambda x: x / 2}),
    (_MEAN + "half", {"reduce": "half_by_rows"}),
    (_MEAN + "doubled", {"after": lambda x: x * 2}),
    (_MEAN + "sum_not_mean", {"reduce": "sum"}),
    (_MEAN + "per_example", {"reduce": "none"}),
    (_MEAN + "divide_by_rows", {"reduce": "by_rows"}),
    (_MEAN + "one_less", {"reduce": "one_less"}),
    (_MEAN + "root", {"reduce": "root"}),
    (_MEAN + "norm", {"reduce": "norm"}),
    (_MEAN + "absolute", {"error": "absolute"}),
    (_MEAN + "no_square", {"error": "plain"}),
    (_MEAN + "cubed", {"error": "cubed"}),
    (_MEAN + "added", {"error": "added"}),
    (_MEAN + "difference_of_squares", {"error": "of_squares"}),
    (_MEAN + "relative", {"error": "relative"}),
    (_MEAN + "relative", {"error": "relative_guarded"}),
    (_MEAN + "one_less", {"reduce": "one_less_guarded"}),
    (_MEAN + "sum_not_mean", {"error": "plain", "reduce": "inner"}),
    (_MEAN + "variance", {"error": "plain", "reduce": "variance"}),
    (_MEAN + "variance", {"error": "plain", "reduce": "sample_variance"}),
    (_MEAN + "square_of_one", {"error": "prediction_squared"}),
    (_MEAN + "square_of_one", {"error": "label_squared"}),
    (_MEAN + "times_two", {"error": "times_two"}),
    (_MEAN + "wrong_sign", {"error": "negated"}),
    (_MEAN + "largest_error", {"reduce": "largest"}),
    (_MEAN + "median", {"reduce": "middle"}),
    (_MEAN + "square_of_mean", {"error": "plain", "after": np.square}),
    (_MEAN + "logarithms", {"before": np.log1p}),
    (_MEAN + "decimals_cut", {"before": np.trunc}),
)
_BY_AXIS = (
    (_MEAN + "per_column", {"reduce": "axis_0"}),
    (_MEAN + "per_row", {"reduce": "axis_1"}),
    (_MEAN + "per_row", {"reduce": "last_axis"}),
)
#: Two at once: one in the error, one in the mean.
_PAIRED = (
    (_MEAN + "absolute", {"error": "absolute"}),
    (_MEAN + "no_square", {"error": "plain"}),
    (_MEAN + "wrong_sign", {"error": "negated"}),
    (_MEAN + "half", {"after": lambda x: x / 2}),
    (_MEAN + "sum_not_mean", {"reduce": "sum"}),
    (_MEAN + "divide_by_rows", {"reduce": "by_rows"}),
    (_MEAN + "root", {"reduce": "root"}),
)

_WRONG = (
    *in_manners(_error, _MANNERS, _SINGLE),
    *in_manners(_error, ({"ravel": False}, _PLAIN), _BY_AXIS),
    Misconception(_MEAN + "broadcast", partial(_error, ravel=False)),
    Misconception(_MEAN + "uint8_wrap", partial(_error, floats=False)),
    Misconception(_MEAN + "broadcast", partial(_error, **_PLAIN), also=_MEAN + "uint8_wrap"),
    Misconception(_MEAN + "broadcast", partial(_sum_over_size, floats=True)),
    Misconception(_MEAN + "broadcast", partial(_sum_over_size, floats=False), also=_MEAN + "uint8_wrap"),
    Misconception(_MEAN + "loop_over_rows", _float_rows),
    Misconception(_MEAN + "loop_over_rows", _rows, also=_MEAN + "uint8_wrap"),
    Misconception(_MEAN + "loop_over_rows", partial(_rows, start=0), also=_MEAN + "uint8_wrap"),
    Misconception(_MEAN + "sum_not_mean", partial(_rows, divide=lambda y: 1)),
    Misconception(_MEAN + "half", partial(_rows, divide=lambda y: 2 * len(y))),
    Misconception(_MEAN + "no_square", partial(_rows, power=1)),
    Misconception(_MEAN + "absolute", partial(_rows, power=1, error=abs)),
    Misconception(_MEAN + "sum_not_mean", partial(_rows, divide=lambda y: 1, start=0)),
    Misconception(_MEAN + "half", partial(_rows, divide=lambda y: 2 * len(y), start=0)),
    Misconception(_MEAN + "loop_over_rows", _floats_by_zip),
    Misconception(_MEAN + "half", lambda y, p: _dot(y, p) / 2, also=_MEAN + "vectors_only"),
    Misconception(_MEAN + "sum_not_mean", lambda y, p: _dot(y, p) * len(y), also=_MEAN + "vectors_only"),
    Misconception(_MEAN + "vectors_only", _dot),
    Misconception(_MEAN + "vectors_only", lambda y, p: _dot(np.asarray(y, float), np.asarray(p, float))),
    Misconception(_MEAN + "divide_by_rows", _a_vector_as_one_row),
    Misconception(_MEAN + "divide_by_rows", partial(_a_vector_as_one_row, half=2), also=_MEAN + "half"),
    Misconception(_MEAN + "first_sample_only", _first_sample),
    Misconception(_MEAN + "last_sample_only", _last_sample),
    Misconception(_MEAN + "last_sample_only", _last_over_m),
    *(Misconception(_MEAN + name, partial(_some_entries, turns=turns)) for name, turns in TOO_FEW),
    *(
        Misconception(_MEAN + name, partial(loop, turns=turns, start=start))
        for name, turns in TOO_FEW
        for loop in (_rows, _float_rows)
        for start in (0, 0.0)
    ),
    Misconception(_MEAN + "uint8_wrap", partial(_floats_too_late, flat=np.ravel)),
    Misconception(_MEAN + "broadcast", partial(_floats_too_late, flat=np.asarray), also=_MEAN + "uint8_wrap"),
    *(
        Misconception(_MEAN + "one_reshaped", partial(_one_reshaped, shape=shape, which=which, floats=floats))
        for shape in (-1, (-1, 1))
        for which in (0, 1)
        for floats in (True, False)
    ),
    *pairs_in_manners(_error, ({}, _PLAIN), _PAIRED),
)
#: Where lab 06 explains a fault.
_PLACES = {
    **dict.fromkeys(
        (
            "sum_not_mean", "per_example", "one_less", "largest_error", "first_sample_only",
            "last_sample_only", "sample_left_out",
        ),
        "concept-cost",
    ),
    **dict.fromkeys(("broadcast", "one_reshaped", "loop_over_rows", "vectors_only"), "concept-broadcast"),
    "uint8_wrap": "concept-bytes",
}  # fmt: skip

MEAN_SQUARED_ERROR = placed(_WRONG, _PLACES, elsewhere="concept-squares")
