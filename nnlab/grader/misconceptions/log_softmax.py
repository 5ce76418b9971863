"""Wrong ways to compute the logarithm of softmax, made from one implementation with exchangeable parts."""

import numpy as np

from nnlab.grader.misconceptions import _shifts as shifts
from nnlab.grader.misconceptions._compose import compose, singly
from nnlab.grader.spec import Misconception


def _log_softmax(
    z,
    *,
    shift=shifts.by_row,
    form="difference",
    axis=-1,
    keepdims=True,
    log=np.log,
    join=np.subtract,
    out=None,
):
    s, _ = shift(z)
    e = np.exp(s)
    total = np.sum(e, axis=axis, keepdims=keepdims)
    if callable(form):
        result = form(e / total, log)
    else:
        result = join(s, log(total))
    return result if out is None else out(result, z)


def _log_of(change):
    return lambda p, log: log(change(p))


_FORMS = (
    ("log_of_softmax", {"form": _log_of(lambda p: p)}),
    *(
        ("clipped_probabilities", {"form": _log_of(lambda p, e=e: p + e)})
        for e in (1e-7, 1e-8, 1e-9, 1e-10, 1e-12, 1e-15)
    ),
    *(
        ("clipped_probabilities", {"form": _log_of(lambda p, e=e: np.clip(p, e, 1))})
        for e in (1e-7, 1e-8, 1e-10, 1e-12, 1e-15, 1e-300)
    ),
    *(
        ("clipped_probabilities", {"form": _log_of(lambda p, e=e: np.clip(p, e, 1 - e))})
        for e in (1e-7, 1e-8, 1e-10, 1e-12, 1e-15)
    ),
    ("inf_hidden", {"form": lambda p, log: np.nan_to_num(log(p))}),
    ("inf_hidden", {"form": lambda p, log: np.nan_to_num(log(p), neginf=0.0)}),
)
_AXES = (
    ("axis0", {"shift": shifts.by_column, "axis": 0}),
    ("axis0", {"shift": shifts.none, "axis": 0}),
    ("axis0", {"shift": shifts.by_all, "axis": 0}),
    ("axis0", {"shift": shifts.by_row, "axis": 0}),
    ("global_sum", {"shift": shifts.by_all, "axis": None}),
    ("global_sum", {"shift": shifts.none, "axis": None}),
    ("global_sum", {"shift": shifts.by_row, "axis": None}),
    ("axis1_only", {"shift": shifts.by_axis1, "axis": 1}),
    ("axis1_only", {"shift": shifts.none, "axis": 1}),
    ("axis1_only", {"shift": shifts.by_all, "axis": 1}),
    ("no_keepdims", {"shift": shifts.by_row, "keepdims": False}),
    ("no_keepdims", {"shift": shifts.none, "keepdims": False}),
    ("no_keepdims", {"shift": shifts.by_all, "keepdims": False}),
    ("no_keepdims", {"shift": shifts.without_keepdims, "keepdims": False}),
    ("no_keepdims", {"shift": shifts.without_keepdims}),
)
_LOGS = (
    ("log_base", {"log": np.log2}),
    ("log_base", {"log": np.log10}),
    ("log1p", {"log": np.log1p}),
    ("no_log_of_sum", {"log": lambda x: x}),
)
_JOINS = (
    ("sum_added", {"join": np.add}),
    ("divided_by_log", {"join": np.divide}),
    ("logits_shifted_only", {"join": lambda s, _: s}),
)
_OUT = (
    ("negated", {"out": lambda x, _: -x}),
    ("softmax", {"out": lambda x, _: np.exp(x)}),
    ("rounded", {"out": lambda x, _: np.round(x, 2)}),
    ("rounded", {"out": lambda x, _: np.round(x, 3)}),
    ("rounded", {"out": lambda x, _: np.round(x, 4)}),
    ("integer_output", {"out": lambda x, z: np.asarray(x).astype(z.dtype)}),
    ("largest_only", {"out": lambda x, _: np.max(x, axis=-1)}),
    ("summed", {"out": lambda x, _: np.sum(x, axis=-1)}),
)


def _row_max(z):
    return np.max(z, axis=-1, keepdims=True)


def _sum(x):
    return np.sum(x, axis=-1, keepdims=True)


def _normaliser(z):
    return np.max(z, axis=-1) + np.log(np.sum(np.exp(z - _row_max(z)), axis=-1))


_WHOLE = (
    ("no_keepdims", lambda z: z - _normaliser(z)),
    ("no_keepdims", lambda z: z - np.log(np.sum(np.exp(z), axis=-1))),
    # The axis is added in front of the last one, where a single number has none.
    ("batch_only", lambda z: z - _normaliser(z)[:, np.newaxis]),
    ("shift_below_only", lambda z: z - np.log(_sum(np.exp(z - _row_max(z))))),
    ("shift_above_only", lambda z: z - _row_max(z) - np.log(_sum(np.exp(z)))),
    ("shift_twice", lambda z: z - 2 * _row_max(z) - np.log(_sum(np.exp(z - _row_max(z))))),
    ("shift_added", lambda z: z + _row_max(z) - np.log(_sum(np.exp(z - _row_max(z))))),
    ("sum_inside_wrong", lambda z: z - _sum(np.log(np.exp(z - _row_max(z))))),
    ("sum_inside_wrong", lambda z: z - _sum(np.log(np.exp(z)))),
    ("sum_inside_wrong", lambda z: z - _row_max(z) - _sum(np.log(np.exp(z - _row_max(z))))),
    ("sum_inside_wrong", lambda z: z - _sum(z)),
    ("no_exp", lambda z: z - np.log(_sum(z))),
    ("no_exp", lambda z: np.log(z / _sum(z))),
    ("log_of_logits", np.log),
    ("normaliser_only", _normaliser),
    ("normaliser_only", lambda z: _row_max(z) + np.log(_sum(np.exp(z - _row_max(z))))),
    ("normaliser_only", lambda z: np.log(_sum(np.exp(z)))),
    ("log_of_sigmoid", lambda z: -np.log(1 + np.exp(-z))),
    ("log_of_sigmoid", lambda z: np.log(1 / (1 + np.exp(-z)))),
    ("exponential_of_sum", lambda z: z - np.log(np.exp(_sum(z)))),
    ("log_of_exponentials", lambda z: np.exp(z) / np.log(_sum(np.exp(z)))),
    ("log_of_exponentials", lambda z: np.log(np.exp(z)) / np.log(_sum(np.exp(z)))),
)


def _faults(ways):
    return [(f"log_softmax.{name}", switches) for name, switches in ways]


_FRAGILE = [(name, {"shift": way}) for name, way in shifts.FRAGILE]
_LOGARITHM_OF = {"form": _log_of(lambda p: p)}
_LOG_OF_SHIFT = [(name, {**switches, **_LOGARITHM_OF}) for name, switches in [*_AXES, *_FRAGILE]]

LOG_SOFTMAX = (
    *singly(_log_softmax, _faults([*_FORMS, *_AXES, *_LOGS, *_JOINS, *_OUT, *_FRAGILE, *_LOG_OF_SHIFT])),
    *(Misconception(f"log_softmax.{name}", wrong) for name, wrong in _WHOLE),
    *(
        entry
        for entry in compose(
            _log_softmax,
            _faults(
                [_FORMS[0], _FORMS[2], *_FRAGILE[:2], *_AXES[:1], _AXES[4], *_LOGS[:3], *_JOINS[:1], *_OUT]
            ),
        )
        if entry.also
    ),
)
