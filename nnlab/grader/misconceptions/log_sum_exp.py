"""Wrong ways to compute log-sum-exp, made from one implementation with exchangeable parts."""

import math

import numpy as np

from nnlab.grader.misconceptions import _shifts as shifts
from nnlab.grader.misconceptions._compose import compose, singly
from nnlab.grader.spec import Misconception


def _lse(
    z, *, shift=shifts.by_row, total=np.sum, axis=-1, keepdims=False, log=np.log, put_back=np.add, out=None
):
    s, c = shift(z)
    result = log(total(np.exp(s), axis=axis, keepdims=keepdims))
    if np.ndim(c) == np.ndim(z) and not keepdims:
        c = np.squeeze(c, axis)
    result = put_back(result, c)
    return result if out is None else out(result, z)


def _by_hand(z):
    """A loop over len(z), which counts the samples of a batch."""
    c = max(z)
    return c + math.log(sum(math.exp(z[j] - c) for j in range(len(z))))


def _only_when_large(z):
    """The shift is kept for numbers that would overflow; very negative ones underflow."""
    return _lse(z) if np.max(z) > 100 else _lse(z, shift=shifts.none)


def _whole_rows(z):
    """Row by row into an array like a column of the batch."""
    if np.ndim(z) == 1:
        return _lse(z)
    result = np.zeros_like(z[:, 0])
    result[:] = _lse(z)
    return result


def _row_by_row(z):
    """With Python's own exponential, which refuses to overflow."""
    z = np.asarray(z)
    return np.array([_row_by_row(row) for row in z]) if z.ndim > 1 else _by_hand_without_shift(z)


def _by_hand_without_shift(z):
    return math.log(sum(math.exp(z[j]) for j in range(len(z))))


_TOTALS = (
    ("mean_for_sum", {"total": np.mean}),
    ("product_for_sum", {"total": np.prod}),
    ("maximum_only", {"total": np.max}),
)
_AXES = (
    ("axis0", {"shift": shifts.by_column, "axis": 0}),
    ("axis0", {"shift": shifts.none, "axis": 0}),
    ("axis0", {"shift": shifts.by_all, "axis": 0}),
    ("global_sum", {"shift": shifts.by_all, "axis": None}),
    ("global_sum", {"shift": shifts.none, "axis": None}),
    ("axis1_only", {"shift": shifts.by_axis1, "axis": 1}),
    ("axis1_only", {"shift": shifts.none, "axis": 1}),
    ("axis1_only", {"shift": shifts.by_all, "axis": 1}),
    ("no_keepdims", {"shift": shifts.without_keepdims}),
)
_LOGS = (
    ("log_base", {"log": np.log2}),
    ("log_base", {"log": np.log10}),
    ("log1p", {"log": np.log1p}),
    ("no_log", {"log": lambda x: x}),
    ("no_log", {"log": lambda x: x, "put_back": lambda x, c: x * np.exp(c)}),
    ("negated_log", {"log": lambda x: -np.log(x)}),
)
_BACK = (
    ("shift_not_added", {"put_back": lambda x, _: x}),
    ("shift_subtracted", {"put_back": np.subtract}),
    ("shift_multiplied", {"put_back": np.multiply}),
    # Of a column the first entry: for one vector it is the right one.
    ("first_row_shift", {"put_back": lambda x, c: x + np.ravel(c)[0]}),
)
_OUT = (
    ("keepdims", {"keepdims": True}),
    ("rounded", {"out": lambda x, _: np.round(x, 2)}),
    ("rounded", {"out": lambda x, _: np.round(x, 3)}),
    ("rounded", {"out": lambda x, _: np.round(x, 4)}),
    ("integer_output", {"out": lambda x, z: np.asarray(x).astype(z.dtype)}),
    ("negated", {"out": lambda x, _: -x}),
    ("summed_over_samples", {"out": lambda x, _: np.sum(x)}),
    ("averaged_over_samples", {"out": lambda x, _: np.mean(x)}),
)


def _axes_mixed(total):
    """The maximum keeps its last axis, the sum does not."""

    def log_sum_exp(z):
        c = np.max(z, axis=-1, keepdims=True)
        return c + np.log(total(np.exp(z - c)))

    return log_sum_exp


_WHOLE = (
    ("axes_mixed", _axes_mixed(lambda e: np.sum(e, axis=-1))),
    ("axes_mixed", _axes_mixed(np.sum)),
    ("sum_of_logs", lambda z: np.sum(np.log(np.exp(z)), axis=-1)),
    ("sum_of_logs", lambda z: np.sum(z, axis=-1)),
    ("maximum_only", lambda z: np.max(z, axis=-1)),
    ("no_exp", lambda z: np.log(np.sum(z, axis=-1))),
    ("no_exp", lambda z: np.max(z, axis=-1) + np.log(np.sum(shifts.by_row(z)[0], axis=-1))),
    ("shift_when_large", _only_when_large),
    ("integer_output", _whole_rows),
    ("log_softmax", lambda z: z - np.expand_dims(_lse(z), -1)),
    ("log_softmax", lambda z: z - np.log(np.sum(np.exp(z), axis=-1, keepdims=True))),
    ("softmax", lambda z: np.exp(z - np.expand_dims(_lse(z), -1))),
    ("each_logit", lambda z: np.log(np.exp(z))),
    ("softplus", lambda z: np.log(1 + np.exp(z))),
    ("exponential_of_sum", lambda z: np.log(np.exp(np.sum(z, axis=-1)))),
    ("two_classes", lambda z: np.logaddexp(z[..., 0], z[..., 1])),
    ("inf_hidden", lambda z: np.nan_to_num(np.log(np.sum(np.exp(z), axis=-1)))),
    ("small_number_added", lambda z: np.log(np.sum(np.exp(z), axis=-1) + 1e-8)),
    ("small_number_added", lambda z: np.log(np.sum(np.exp(z), axis=-1) + 1e-10)),
    *(
        ("small_number_added", lambda z, e=e: _lse(z, total=lambda x, e=e, **axes: np.sum(x, **axes) + e))
        for e in (1e-2, 1e-3, 1e-4)
    ),
    ("no_max_shift", _row_by_row),
    ("one_sample_only", _by_hand),
    ("one_sample_only", _by_hand_without_shift),
)


def _faults(ways):
    return [(f"log_sum_exp.{name}", switches) for name, switches in ways]


_FRAGILE = [(name, {"shift": way}) for name, way in shifts.FRAGILE]

LOG_SUM_EXP = (
    *singly(_lse, _faults([*_AXES, *_TOTALS, *_LOGS, *_BACK, *_OUT, *_FRAGILE])),
    *(Misconception(f"log_sum_exp.{name}", wrong) for name, wrong in _WHOLE),
    *(
        entry
        for entry in compose(
            _lse,
            _faults([*_FRAGILE[:2], *_AXES[:1], _AXES[3], *_TOTALS[:1], *_LOGS[:4], *_BACK[:2], *_OUT[:5]]),
        )
        if entry.also
    ),
)
