"""Wrong ways to take a step of gradient descent, without and with momentum."""

import numpy as np

from nnlab.grader.misconceptions._compose import compose, placed, singly


def _as_whole(part, like):
    return np.asarray(part).astype(np.asarray(like).dtype)


def _descent(w, grad, learning_rate, *, rate=None, direction=None, move=None, out=None):
    """``w - learning_rate * grad`` with exchangeable parts."""
    a = learning_rate if rate is None else rate
    d = grad if direction is None else direction(grad)
    new = w - a * d if move is None else move(w, a, d)
    return new if out is None else out(new, w, grad)


def _first_only(new, w, _grad):
    kept = np.array(w, dtype=float)
    kept[0] = new[0]
    return kept


def _last_left_out(new, w, _grad):
    kept = np.array(new, dtype=float)
    kept[-1] = w[-1]
    return kept


_RATES = [("hardcoded_lr", {"rate": rate}) for rate in (0.1, 0.01, 0.001, 0.05, 0.5)]
_MOVES = (
    ("ascent", lambda w, a, d: w + a * d),
    ("returns_delta", lambda w, a, d: -a * d),
    ("returns_delta", lambda w, a, d: a * d),
    ("no_learning_rate", lambda w, a, d: w - d),
    ("negated", lambda w, a, d: a * d - w),
    ("divided_by_rate", lambda w, a, d: w - d / a),
    ("scaled_by_w", lambda w, a, d: w - a * d * w),
    ("scaled_by_w", lambda w, a, d: w * (1 - a * d)),
    ("precedence", lambda w, a, d: (w - a) * d),
    *(("weight_decay", lambda w, a, d, c=c: w - a * (d + c * w)) for c in (0.1, 0.01, 1e-3, 1e-4)),
    *(("weight_decay", lambda w, a, d, c=c: w - a * (d + 2 * c * w)) for c in (0.1, 0.01, 1e-3, 1e-4)),
    ("rate_over_all", lambda w, a, d: a * (w - d)),
    ("rate_on_weights", lambda w, a, d: a * w - d),
    ("weights_and_gradient_swapped", lambda w, a, d: d - a * w),
    ("rate_subtracted", lambda w, a, d: w - a - d),
    ("averaged", lambda w, a, d: (1 - a) * w - a * d),
    ("averaged", lambda w, a, d: (1 - a) * w + a * d),
    ("step_twice", lambda w, a, d: w - 2 * a * d),
    ("w_not_changed", lambda w, a, d: w),
)
_DIRECTIONS = (
    ("sign_only", np.sign),
    ("gradient_squared", lambda g: g**2),
    ("absolute_gradient", np.abs),
    ("mean_gradient", np.mean),
    ("sum_gradient", np.sum),
    ("gradient_norm", np.linalg.norm),
    ("over_length", lambda g: g / len(g)),
    ("over_length", lambda g: g / np.size(g)),
    ("normalised", lambda g: g / np.linalg.norm(g)),
    ("clipped", lambda g: np.clip(g, -1, 1)),
    ("first_gradient_only", lambda g: g[0]),
)
_OUTS = (
    ("integer_output", lambda new, w, grad: _as_whole(new, w)),
    ("integer_output", lambda new, w, grad: _as_whole(new, grad)),
    ("first_weight_only", _first_only),
    ("last_weight_left_out", _last_left_out),
    ("flattened", lambda new, w, grad: np.ravel(new)),
    ("rounded", lambda new, w, grad: np.round(new, 2)),
    ("rounded", lambda new, w, grad: np.round(new, 3)),
    ("rounded", lambda new, w, grad: np.round(new, 4)),
    ("returns_pair", lambda new, w, grad: (new, grad)),
)


def _faults(family, switch, ways):
    return [(f"{family}.{name}", {switch: way}) for name, way in ways]


def _pairs(function, faults, often):
    """Every two of the faults that are named in `often`."""
    chosen = [fault for fault in faults if fault[0].partition(".")[2] in often.split()]
    return [entry for entry in compose(function, chosen) if entry.also]


_DESCENT = [
    *((f"gradient_descent_step.{name}", switches) for name, switches in _RATES),
    *_faults("gradient_descent_step", "move", _MOVES),
    *_faults("gradient_descent_step", "direction", _DIRECTIONS),
    *_faults("gradient_descent_step", "out", _OUTS),
]
#: The lab cell that explains each fault of both exercises; the formula explains the others.
_PLACES = {
    "integer_output": "concept-in-place",
    "opposite_sign": "concept-momentum-forms",
    "returned_with_other_sign": "concept-momentum-forms",
    "learning_rate_outside": "concept-momentum-forms",
    "w_minus_velocity": "concept-momentum-forms",
}
GRADIENT_DESCENT_STEP = placed(
    (
        *singly(_descent, _DESCENT),
        *_pairs(
            _descent, _DESCENT, "hardcoded_lr ascent returns_delta over_length mean_gradient integer_output"
        ),
    ),
    _PLACES,
    "concept-descent",
)


def _velocity(velocity, grad, a, mu):
    return mu * velocity - a * grad


def _momentum(
    w, grad, velocity, learning_rate, momentum, *, fixed=None, rule=_velocity, move=None, back=None, out=None
):
    given = {"learning_rate": learning_rate, "momentum": momentum}
    a, mu = {**given, **(fixed or {})}.values()
    new_v = rule(velocity, grad, a, mu)
    new_w = w + new_v if move is None else move(w, new_v, velocity, grad, a, mu)
    result = (new_w, new_v)
    if out is not None:
        result = tuple(_as_whole(part, out(w, grad, velocity)) for part in result)
    return result if back is None else back(*result, w, velocity)


def _other_sign(w, v, *_):
    return w - v


def _rate_at_the_end(w, v, _old, _grad, a, _mu):
    return w - a * v


#: Other rules for the velocity that come with a sign of their own: right steps, another velocity.
_CONVENTIONS = (
    ("opposite_sign", lambda v, g, a, mu: mu * v + a * g, _other_sign),
    ("returned_with_other_sign", lambda v, g, a, mu: a * g - mu * v, _other_sign),
    ("learning_rate_outside", lambda v, g, a, mu: mu * v + g, _rate_at_the_end),
    ("learning_rate_outside", lambda v, g, a, mu: mu * v - g, lambda w, v, old, g, a, mu: w + a * v),
    ("averaged", lambda v, g, a, mu: mu * v + (1 - mu) * g, _rate_at_the_end),
    ("averaged", lambda v, g, a, mu: mu * v - (1 - mu) * g, lambda w, v, old, g, a, mu: w + a * v),
    ("averaged", lambda v, g, a, mu: mu * v - (1 - mu) * a * g, None),
    ("averaged", lambda v, g, a, mu: mu * v + (1 - mu) * a * g, _other_sign),
)
_RULES = (
    ("plus_gradient", lambda v, g, a, mu: mu * v + a * g),
    ("no_learning_rate", lambda v, g, a, mu: mu * v - g),
    ("no_momentum", lambda v, g, a, mu: v - a * g),
    ("velocity_not_kept", lambda v, g, a, mu: -a * g),
    ("velocity_not_kept", lambda v, g, a, mu: mu - a * g),
    ("momentum_on_gradient", lambda v, g, a, mu: v - mu * a * g),
    ("momentum_on_gradient", lambda v, g, a, mu: mu * (v - a * g)),
    ("momentum_on_gradient", lambda v, g, a, mu: v - mu * g),
    ("learning_rate_on_all", lambda v, g, a, mu: a * (mu * v - g)),
    ("complement", lambda v, g, a, mu: (1 - mu) * v - a * g),
    ("complement", lambda v, g, a, mu: (1 - mu) * v - mu * a * g),
    ("swapped_roles", lambda v, g, a, mu: a * v - mu * g),
    ("negated_velocity", lambda v, g, a, mu: -mu * v - a * g),
)
_STEPS = (
    ("w_minus_velocity", _other_sign),
    ("nesterov", lambda w, v, old, g, a, mu: w + mu * v - a * g),
    ("old_velocity", lambda w, v, old, g, a, mu: w + old),
    ("old_velocity", lambda w, v, old, g, a, mu: w + mu * old),
    ("velocity_unused", lambda w, v, old, g, a, mu: w - a * g),
    ("gradient_twice", lambda w, v, old, g, a, mu: w + v - a * g),
    ("momentum_twice", lambda w, v, old, g, a, mu: w + mu * v),
    ("rate_twice", lambda w, v, old, g, a, mu: w + a * v),
    ("rate_twice", lambda w, v, old, g, a, mu: w - a * v),
    ("returns_delta", lambda w, v, old, g, a, mu: v),
    ("w_not_changed", lambda w, v, old, g, a, mu: w),
)
_BACKS = (
    ("swapped_return", lambda w, v, old_w, old_v: (v, w)),
    ("old_velocity_returned", lambda w, v, old_w, old_v: (w, old_v)),
    ("weights_only", lambda w, v, old_w, old_v: w),
    ("velocity_only", lambda w, v, old_w, old_v: v),
    ("nothing_changed", lambda w, v, old_w, old_v: (old_w, old_v)),
    ("old_weights_returned", lambda w, v, old_w, old_v: (w, v, old_w)),
)
_FIXED = (
    ("hardcoded_momentum", {"momentum": 0.9}),
    ("hardcoded_momentum", {"momentum": 0.5}),
    ("hardcoded_momentum", {"momentum": 0.99}),
    ("hardcoded_lr", {"learning_rate": 0.1}),
    ("hardcoded_lr", {"learning_rate": 0.01}),
    ("hardcoded_lr", {"learning_rate": 0.001}),
    ("hardcoded_all", {"learning_rate": 0.1, "momentum": 0.9}),
    ("hardcoded_all", {"learning_rate": 0.01, "momentum": 0.9}),
)
_WHOLE = (
    ("integer_output", lambda w, g, v: w),
    ("integer_output", lambda w, g, v: g),
    ("integer_output", lambda w, g, v: v),
)
#: One of the two results in an array of whole numbers; the weights move by what is left of the velocity.
_WHOLE_VELOCITY = {"rule": lambda v, g, a, mu: _as_whole(mu * v - a * g, v)}
_WHOLE_WEIGHTS = {"back": lambda w, v, old_w, old_v: (_as_whole(w, old_w), v)}

_STEP = [
    *((f"momentum_step.{name}", {"rule": rule, "move": move}) for name, rule, move in _CONVENTIONS),
    *_faults("momentum_step", "rule", _RULES),
    *_faults("momentum_step", "move", _STEPS),
    *_faults("momentum_step", "back", _BACKS),
    *_faults("momentum_step", "fixed", _FIXED),
    *_faults("momentum_step", "out", _WHOLE),
    *(("momentum_step.integer_output", switches) for switches in (_WHOLE_VELOCITY, _WHOLE_WEIGHTS)),
]
MOMENTUM_STEP = placed(
    (
        *singly(_momentum, _STEP),
        *_pairs(
            _momentum,
            _STEP,
            "opposite_sign learning_rate_outside averaged no_learning_rate no_momentum w_minus_velocity "
            "swapped_return weights_only old_velocity_returned hardcoded_momentum hardcoded_lr",
        ),
    ),
    _PLACES,
    "concept-momentum",
)
