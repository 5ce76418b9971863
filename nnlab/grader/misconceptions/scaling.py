"""Wrong ways to scale columns: to [0, 1], and to mean 0 and standard deviation 1.

A formula is written with a `guard` round each denominator: it makes a 0 a 1, adds a small number, or does
nothing, which is a fault of its own.
"""

from functools import partial

import numpy as np

from nnlab.grader.misconceptions._compose import placed
from nnlab.grader.spec import Misconception

#: Lab cells that explain what goes wrong in both scalings; by the second half of the fault's id.
_CONSTANT = dict.fromkeys(
    (
        "const_nan",
        "constant_not_zero",
        "constant_dropped",
        "whole_table_guarded",
        "large_epsilon",
        "one_truth_for_all_columns",
    ),
    "concept-constant",
)


def _ones_for_zeros(d):
    return np.where(d == 0, 1, d)


def _tiny_added(d):
    return d + 1e-8


def _small_added(d):
    return d + 1e-6


def _nothing(d):
    return d


def _low(X):
    return X.min(axis=0)


def _range(X):
    return X.max(axis=0) - X.min(axis=0)


def _row(function):
    return partial(function, axis=1, keepdims=True)


def _guarded(family, formulas):
    """Each formula with both ways to guard the denominator, and without one."""
    return (
        *(
            Misconception(f"{family}.{name}", partial(formula, guard=guard))
            for name, formula in formulas
            for guard in (_ones_for_zeros, _tiny_added, _small_added)
        ),
        *(
            Misconception(f"{family}.{name}", partial(formula, guard=_nothing), also=f"{family}.const_nan")
            for name, formula in formulas
        ),
    )


def _into_zeros_like(function):
    """Column by column, into an array of the input's dtype."""

    def scaled(X):
        out = np.zeros_like(X)
        out[...] = function(X)
        return out

    return scaled


def _about_constants(family, shift, scale):
    """What goes wrong with the right formula ``(X - shift) / scale`` beside the ordinary columns."""

    def right(X, guard=_ones_for_zeros):
        return (X - shift(X)) / guard(scale(X))

    def filled_with(value):
        return lambda X: np.where(scale(X) == 0, value(X), right(X))

    def dropped(X):
        kept = X[:, scale(X) > 0]
        return right(kept)

    def unless_all_vary(instead):
        return lambda X: right(X) if np.all(scale(X)) else instead(X)

    def guarded_by_if(instead):
        return lambda X: instead(X) if scale(X) == 0 else right(X)

    def some(columns, guard=_ones_for_zeros):
        """Only some columns are scaled, as where one of them is the bias or the target."""

        def scaled(X):
            out = np.array(X, dtype=float)
            out[:, columns] = right(X, guard)[:, columns]
            return out

        return scaled

    slices = (slice(1, None), slice(None, -1), slice(0, 1))

    unguarded = partial(right, guard=_nothing)
    fill = (lambda X: 1.0, lambda X: 0.5, lambda X: X, lambda X: -1.0)
    epsilons = (1e-5, 1e-4, 1e-3, 1e-2, 0.1, 1.0)
    return (
        Misconception(f"{family}.const_nan", unguarded),
        *(Misconception(f"{family}.constant_not_zero", filled_with(value)) for value in fill),
        Misconception(f"{family}.constant_not_zero", lambda X: np.nan_to_num(unguarded(X), nan=1.0)),
        Misconception(f"{family}.constant_dropped", dropped),
        *(
            Misconception(f"{family}.large_epsilon", partial(right, guard=lambda d, e=epsilon: d + e))
            for epsilon in epsilons
        ),
        Misconception(f"{family}.whole_table_guarded", unless_all_vary(lambda X: X - shift(X))),
        Misconception(f"{family}.whole_table_guarded", unless_all_vary(lambda X: np.zeros(X.shape))),
        Misconception(f"{family}.whole_table_guarded", unless_all_vary(lambda X: X)),
        *(
            Misconception(f"{family}.one_truth_for_all_columns", guarded_by_if(instead))
            for instead in (lambda X: np.zeros(X.shape), lambda X: X, lambda X: X - shift(X))
        ),
        Misconception(f"{family}.integer_output", _into_zeros_like(right)),
        Misconception(f"{family}.integer_output", _into_zeros_like(unguarded), also=f"{family}.const_nan"),
        *(
            Misconception(f"{family}.rounded", lambda X, digits=digits: np.round(right(X), digits))
            for digits in (1, 2, 3, 4)
        ),
        *(Misconception(f"{family}.column_left_out", some(columns)) for columns in slices),
        *(
            Misconception(f"{family}.column_left_out", some(columns, _nothing), also=f"{family}.const_nan")
            for columns in slices
        ),
        Misconception(f"{family}.columns_of_first", lambda X: right(X)[:, 0]),
    )


_MIN_MAX_FORMULAS = (
    ("divide_by_max", lambda X, guard: X / guard(X.max(axis=0))),
    ("global", lambda X, guard: (X - X.min()) / guard(X.max() - X.min())),
    ("global", lambda X, guard: (X - _low(X)) / guard(X.max() - X.min())),
    ("global", lambda X, guard: (X - X.min()) / guard(_range(X))),
    ("axis1", lambda X, guard: (X - _row(np.min)(X)) / guard(_row(np.ptp)(X))),
    ("axis1", lambda X, guard: (X - X.min(axis=1)) / guard(X.max(axis=1) - X.min(axis=1))),
    ("parens", lambda X, guard: X - _low(X) / guard(_range(X))),
    ("parens", lambda X, guard: X - _low(X) / guard(X.max(axis=0)) - _low(X)),
    ("parens", lambda X, guard: (X - _low(X)) / guard(X.max(axis=0)) - _low(X)),
    ("not_shifted", lambda X, guard: X / guard(_range(X))),
    ("max_for_range", lambda X, guard: (X - _low(X)) / guard(X.max(axis=0))),
    ("mean_for_min", lambda X, guard: (X - X.mean(axis=0)) / guard(_range(X))),
    ("standardized", lambda X, guard: (X - X.mean(axis=0)) / guard(X.std(axis=0))),
    ("std_for_range", lambda X, guard: (X - _low(X)) / guard(X.std(axis=0))),
    ("minus_one_to_one", lambda X, guard: 2 * (X - _low(X)) / guard(_range(X)) - 1),
    ("upside_down", lambda X, guard: (X.max(axis=0) - X) / guard(_range(X))),
    ("upside_down", lambda X, guard: (_low(X) - X) / guard(_range(X))),
    ("upside_down", lambda X, guard: (X - _low(X)) / guard(-_range(X))),
    ("max_for_min", lambda X, guard: (X - X.max(axis=0)) / guard(_range(X))),
    ("plus_in_range", lambda X, guard: (X - _low(X)) / guard(X.max(axis=0) + _low(X))),
    ("min_added", lambda X, guard: (X + _low(X)) / guard(_range(X))),
    ("min_for_range", lambda X, guard: (X - _low(X)) / guard(_low(X))),
    ("sum_for_range", lambda X, guard: X / guard(X.sum(axis=0))),
    ("sum_for_range", lambda X, guard: (X - _low(X)) / guard(X.sum(axis=0))),
    ("norm_for_range", lambda X, guard: X / guard(np.linalg.norm(X, axis=0))),
    ("not_divided", lambda X, guard: X - _low(X) + 0 * guard(1)),
    ("multiplied", lambda X, guard: (X - _low(X)) * _range(X) + 0 * guard(1)),
)


def _overwritten(X):
    """Entry by entry, with minimum and maximum of a column that is partly scaled already."""
    out = np.array(X, dtype=float)
    for i, j in np.ndindex(out.shape):
        out[i, j] = (out[i, j] - out[:, j].min()) / (out[:, j].max() - out[:, j].min())
    return out


MIN_MAX_SCALE = placed(
    (
        *_about_constants("min_max_scale", _low, _range),
        *_guarded("min_max_scale", _MIN_MAX_FORMULAS),
        Misconception("min_max_scale.overwritten", _overwritten),
        Misconception("min_max_scale.clipped", lambda X: np.clip(X, 0, 1)),
        Misconception("min_max_scale.fixed_range", lambda X: X / 255),
        Misconception("min_max_scale.fixed_range", lambda X: X / 100),
        Misconception("min_max_scale.python_min", lambda X: (X - min(X)) / (max(X) - min(X))),
    ),
    _CONSTANT | {"global": "predict-whole-table", "axis1": "concept-axis"},
    "concept-min-max",
)


def _mean(X):
    return X.mean(axis=0)


def _std(X):
    return X.std(axis=0)


def _mean_absolute_deviation(X):
    return np.abs(X - _mean(X)).mean(axis=0)


_STANDARD_FORMULAS = (
    ("axis1", lambda X, guard: (X - _row(np.mean)(X)) / guard(_row(np.std)(X))),
    ("axis1", lambda X, guard: (X - X.mean(axis=1)) / guard(X.std(axis=1))),
    ("global", lambda X, guard: (X - X.mean()) / guard(X.std())),
    ("global", lambda X, guard: (X - _mean(X)) / guard(X.std())),
    ("global", lambda X, guard: (X - X.mean()) / guard(_std(X))),
    ("parens", lambda X, guard: X - _mean(X) / guard(_std(X))),
    ("ddof1", lambda X, guard: (X - _mean(X)) / guard(X.std(axis=0, ddof=1))),
    ("variance", lambda X, guard: (X - _mean(X)) / guard(X.var(axis=0))),
    ("variance", lambda X, guard: (X - _mean(X)) / guard(X.var(axis=0, ddof=1))),
    ("root_twice", lambda X, guard: (X - _mean(X)) / guard(np.sqrt(_std(X)))),
    ("no_mean", lambda X, guard: X / guard(_std(X))),
    ("no_std", lambda X, guard: X - _mean(X) + 0 * guard(1)),
    ("median", lambda X, guard: (X - np.median(X, axis=0)) / guard(_std(X))),
    ("min_max", lambda X, guard: (X - _low(X)) / guard(_range(X))),
    ("range_for_std", lambda X, guard: (X - _mean(X)) / guard(_range(X))),
    ("max_for_std", lambda X, guard: (X - _mean(X)) / guard(X.max(axis=0))),
    ("min_for_mean", lambda X, guard: (X - _low(X)) / guard(_std(X))),
    ("swapped", lambda X, guard: (X - _std(X)) / guard(_mean(X))),
    ("mean_for_std", lambda X, guard: (X - _mean(X)) / guard(_mean(X))),
    ("mean_added", lambda X, guard: (X + _mean(X)) / guard(_std(X))),
    ("wrong_sign", lambda X, guard: (_mean(X) - X) / guard(_std(X))),
    ("absolute_deviation", lambda X, guard: (X - _mean(X)) / guard(_mean_absolute_deviation(X))),
    ("norm_for_std", lambda X, guard: (X - _mean(X)) / guard(np.linalg.norm(X - _mean(X), axis=0))),
    ("norm_for_std", lambda X, guard: (X - _mean(X)) / guard(np.linalg.norm(X, axis=0))),
    ("not_centred", lambda X, guard: (X - _mean(X)) / guard(np.sqrt(np.mean(X**2, axis=0)))),
    ("multiplied", lambda X, guard: (X - _mean(X)) * _std(X) + 0 * guard(1)),
)


def _root_of_sum(epsilon):
    return lambda X: (X - _mean(X)) / np.sqrt(X.var(axis=0) + epsilon)


def _whole_mean(X):
    return (X - _mean(X).astype(int)) / _ones_for_zeros(_std(X))


STANDARDIZE = placed(
    (
        *_about_constants("standardize", _mean, _std),
        *_guarded("standardize", _STANDARD_FORMULAS),
        *(
            Misconception("standardize.large_epsilon", _root_of_sum(epsilon))
            for epsilon in (1e-5, 1e-3, 0.01)
        ),
        Misconception("standardize.whole_mean", _whole_mean),
    ),
    _CONSTANT | {"global": "concept-axis", "axis1": "concept-axis", "ddof1": "concept-population"},
    "concept-standardization",
)
