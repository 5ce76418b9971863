"""Wrong ways to take a step with Adam, made from one implementation with exchangeable parts."""

from functools import partial

import numpy as np

from nnlab.grader.misconceptions._compose import compose, placed, singly
from nnlab.grader.spec import Misconception


def _moments(m, v, grad, beta_1, beta_2):
    return beta_1 * m + (1 - beta_1) * grad, beta_2 * v + (1 - beta_2) * grad**2


def _divisors(beta_1, beta_2, t):
    return 1 - beta_1**t, 1 - beta_2**t


def _textbook(m, v, c1, c2, epsilon):
    return m / c1 / (np.sqrt(v / c2) + epsilon)


def _keras(m, v, c1, c2, epsilon):
    return np.sqrt(c2) / c1 * m / (np.sqrt(v) + epsilon)


def _subtracted(w, learning_rate, direction):
    return w - learning_rate * direction


def _adam(
    w,
    grad,
    m,
    v,
    t,
    learning_rate,
    beta_1,
    beta_2,
    epsilon,
    *,
    fixed=None,
    moments=_moments,
    divisors=_divisors,
    direction=_keras,
    numerator=None,
    below=None,
    move=_subtracted,
    back=None,
    out=None,
):
    given = {"learning_rate": learning_rate, "beta_1": beta_1, "beta_2": beta_2, "epsilon": epsilon}
    rate, b1, b2, eps = {**given, **(fixed or {})}.values()
    new_m, new_v = moments(m, v, grad, b1, b2)
    c1, c2 = divisors(b1, b2, t)
    top = new_m if numerator is None else numerator(new_m, m, grad, c1)
    bottom = new_v if below is None else below(new_v, v)
    new_w = move(w, rate, direction(top, bottom, c1, c2, eps))
    result = (new_w, new_m, new_v)
    if out is not None:
        result = tuple(np.asarray(part).astype(out(w, grad, m, v).dtype) for part in result)
    return result if back is None else back(*result, old=(w, m, v), t=t, divisors=(c1, c2))


_MOMENTS = (
    ("plus_coeff", lambda m, v, g, b1, b2: (b1 * m + (1 + b1) * g, b2 * v + (1 + b2) * g**2)),
    ("no_coefficient", lambda m, v, g, b1, b2: (b1 * m + g, b2 * v + g**2)),
    ("no_coefficient", lambda m, v, g, b1, b2: (b1 * m + g, b2 * v + (1 - b2) * g**2)),
    ("no_coefficient", lambda m, v, g, b1, b2: (b1 * m + (1 - b1) * g, b2 * v + g**2)),
    ("swapped_coefficients", lambda m, v, g, b1, b2: ((1 - b1) * m + b1 * g, (1 - b2) * v + b2 * g**2)),
    ("swapped_coefficients", lambda m, v, g, b1, b2: ((1 - b1) * m + b1 * g, b2 * v + (1 - b2) * g**2)),
    ("swapped_coefficients", lambda m, v, g, b1, b2: (b1 * m + (1 - b1) * g, (1 - b2) * v + b2 * g**2)),
    ("one_beta", lambda m, v, g, b1, b2: (b1 * m + (1 - b1) * g, b1 * v + (1 - b1) * g**2)),
    ("one_beta", lambda m, v, g, b1, b2: (b2 * m + (1 - b2) * g, b2 * v + (1 - b2) * g**2)),
    ("one_beta", lambda m, v, g, b1, b2: (b1 * m + (1 - b1) * g, b2 * v + (1 - b1) * g**2)),
    ("one_beta", lambda m, v, g, b1, b2: (b1 * m + (1 - b1) * g, b1 * v + (1 - b2) * g**2)),
    ("one_beta", lambda m, v, g, b1, b2: (b2 * m + (1 - b1) * g, b2 * v + (1 - b2) * g**2)),
    ("swapped_betas", lambda m, v, g, b1, b2: (b2 * m + (1 - b2) * g, b1 * v + (1 - b1) * g**2)),
    ("grad_not_squared", lambda m, v, g, b1, b2: (b1 * m + (1 - b1) * g, b2 * v + (1 - b2) * g)),
    ("grad_doubled", lambda m, v, g, b1, b2: (b1 * m + (1 - b1) * g, b2 * v + (1 - b2) * g * 2)),
    ("absolute_gradient", lambda m, v, g, b1, b2: (b1 * m + (1 - b1) * g, b2 * v + (1 - b2) * np.abs(g))),
    ("moment_squared", lambda m, v, g, b1, b2: (b1 * m + (1 - b1) * g, b2 * v + (1 - b2) * m**2)),
    (
        "moment_squared",
        lambda m, v, g, b1, b2: (b1 * m + (1 - b1) * g, b2 * v + (1 - b2) * (b1 * m + (1 - b1) * g) ** 2),
    ),
    ("coefficient_squared", lambda m, v, g, b1, b2: (b1 * m + (1 - b1) * g, b2 * v + ((1 - b2) * g) ** 2)),
    ("v_summed", lambda m, v, g, b1, b2: (b1 * m + (1 - b1) * g, b2 * v + (1 - b2) * np.sum(g**2))),
    ("v_summed", lambda m, v, g, b1, b2: (b1 * m + (1 - b1) * g, b2 * v + (1 - b2) * np.mean(g**2))),
    ("v_summed", lambda m, v, g, b1, b2: (b1 * m + (1 - b1) * g, b2 * v + (1 - b2) * g @ g)),
    ("moments_not_kept", lambda m, v, g, b1, b2: ((1 - b1) * g, (1 - b2) * g**2)),
    ("moments_not_kept", lambda m, v, g, b1, b2: (g, g**2)),
    ("grad_added_outside", lambda m, v, g, b1, b2: (b1 * (m + g), b2 * (v + g**2))),
    ("m_negated", lambda m, v, g, b1, b2: (b1 * m - (1 - b1) * g, b2 * v + (1 - b2) * g**2)),
    ("v_minus", lambda m, v, g, b1, b2: (b1 * m + (1 - b1) * g, b2 * v - (1 - b2) * g**2)),
)

_DIVISORS = (
    ("no_bias_correction", lambda b1, b2, t: (1, 1)),
    ("no_bias_t_unused", lambda b1, b2, t: (1 - b1**t, 1)),
    ("m_not_corrected", lambda b1, b2, t: (1, 1 - b2**t)),
    ("swapped_correction", lambda b1, b2, t: (1 - b2**t, 1 - b1**t)),
    ("one_correction", lambda b1, b2, t: (1 - b1**t, 1 - b1**t)),
    ("one_correction", lambda b1, b2, t: (1 - b2**t, 1 - b2**t)),
    ("t_off_by_one_low", lambda b1, b2, t: (1 - b1 ** (t - 1), 1 - b2 ** (t - 1))),
    ("t_off_by_one_high", lambda b1, b2, t: (1 - b1 ** (t + 1), 1 - b2 ** (t + 1))),
    ("t_not_used", lambda b1, b2, t: (1 - b1, 1 - b2)),
    ("times_t", lambda b1, b2, t: (1 - b1 * t, 1 - b2 * t)),
    ("power_of_difference", lambda b1, b2, t: ((1 - b1) ** t, (1 - b2) ** t)),
    ("correction_added", lambda b1, b2, t: (1 + b1**t, 1 + b2**t)),
    ("power_only", lambda b1, b2, t: (b1**t, b2**t)),
    ("correction_multiplied", lambda b1, b2, t: (1 / (1 - b1**t), 1 / (1 - b2**t))),
    ("correction_without_root", lambda b1, b2, t: (1 - b1**t, (1 - b2**t) ** 2)),
)

_EPSILONS = (
    ("no_eps", lambda m, v, c1, c2, e: m / c1 / np.sqrt(v / c2)),
    ("eps_inside_sqrt", lambda m, v, c1, c2, e: m / c1 / np.sqrt(v / c2 + e)),
    ("eps_inside_sqrt", lambda m, v, c1, c2, e: np.sqrt(c2) / c1 * m / np.sqrt(v + e)),
    ("eps_inside_sqrt", lambda m, v, c1, c2, e: m / c1 / np.sqrt(v / c2 + e**2)),
    ("eps_inside_sqrt", lambda m, v, c1, c2, e: np.sqrt(c2) / c1 * m / np.sqrt(v + e**2)),
    ("eps_inside_sqrt", lambda m, v, c1, c2, e: m / c1 / (np.sqrt(v / c2 + e) + e)),
    ("eps_after_division", lambda m, v, c1, c2, e: m / c1 / np.sqrt(v / c2) + e),
    ("eps_subtracted", lambda m, v, c1, c2, e: m / c1 / (np.sqrt(v / c2) - e)),
    ("eps_as_floor", lambda m, v, c1, c2, e: m / c1 / np.maximum(np.sqrt(v / c2), e)),
    ("eps_as_floor", lambda m, v, c1, c2, e: np.sqrt(c2) / c1 * m / np.maximum(np.sqrt(v), e)),
    ("no_sqrt", lambda m, v, c1, c2, e: m / c1 / (v / c2 + e)),
    ("no_sqrt", lambda m, v, c1, c2, e: np.sqrt(c2) / c1 * m / (v + e)),
    ("squared_for_root", lambda m, v, c1, c2, e: m / c1 / ((v / c2) ** 2 + e)),
    ("sign_only", lambda m, v, c1, c2, e: np.sign(m)),
    ("v_not_used", lambda m, v, c1, c2, e: m / c1),
    ("multiplied_by_root", lambda m, v, c1, c2, e: m / c1 * (np.sqrt(v / c2) + e)),
    ("swapped_m_v", lambda m, v, c1, c2, e: v / c2 / (np.sqrt(np.abs(m / c1)) + e)),
    ("swapped_m_v", lambda m, v, c1, c2, e: v / c2 / (np.sqrt(m / c1) + e)),
)

_NUMERATORS = (
    ("grad_for_m", lambda new, old, g, c1: g * c1),
    ("grad_for_m", lambda new, old, g, c1: g),
    ("old_m", lambda new, old, g, c1: old),
)

_OLD = {"numerator": lambda new, old, g, c1: old, "below": lambda new, old: old}
#: One beta in the moments and in their corrections.
_THROUGHOUT = (
    {
        "moments": lambda m, v, g, b1, b2: (b1 * m + (1 - b1) * g, b1 * v + (1 - b1) * g**2),
        "divisors": lambda b1, b2, t: (1 - b1**t, 1 - b1**t),
    },
    {
        "moments": lambda m, v, g, b1, b2: (b2 * m + (1 - b2) * g, b2 * v + (1 - b2) * g**2),
        "divisors": lambda b1, b2, t: (1 - b2**t, 1 - b2**t),
    },
)

_MOVES = (
    ("ascent", lambda w, rate, d: w + rate * d),
    ("returns_delta", lambda w, rate, d: -rate * d),
    ("returns_delta", lambda w, rate, d: rate * d),
    ("no_learning_rate", lambda w, rate, d: w - d),
    ("scaled_by_w", lambda w, rate, d: w - rate * d * w),
    ("rate_over_all", lambda w, rate, d: rate * (w - d)),
    ("w_not_changed", lambda w, rate, d: w),
)

_BACKS = (
    ("swapped_return", lambda w, m, v, old, t, divisors: (w, v, m)),
    ("stores_hats", lambda w, m, v, old, t, divisors: (w, m / divisors[0], v / divisors[1])),
    ("old_state", lambda w, m, v, old, t, divisors: (w, old[1], old[2])),
    ("nothing_changed", lambda w, m, v, old, t, divisors: old),
    ("returns_t", lambda w, m, v, old, t, divisors: (w, m, v, t)),
    ("returns_t", lambda w, m, v, old, t, divisors: (w, m, v, t + 1)),
    ("weights_only", lambda w, m, v, old, t, divisors: w),
    ("state_first", lambda w, m, v, old, t, divisors: (m, v, w)),
)

_FIXED = (
    ("hardcoded_betas", {"beta_1": 0.9, "beta_2": 0.999}),
    ("hardcoded_betas", {"beta_1": 0.9}),
    ("hardcoded_betas", {"beta_2": 0.999}),
    ("hardcoded_betas", {"beta_1": 0.9, "beta_2": 0.999, "epsilon": 1e-8}),
    ("hardcoded_betas", {"beta_1": 0.9, "beta_2": 0.999, "epsilon": 1e-7}),
    ("hardcoded_learning_rate", {"learning_rate": 0.001}),
    ("hardcoded_learning_rate", {"learning_rate": 0.01}),
    ("hardcoded_eps", {"epsilon": 1e-8}),
    ("hardcoded_eps", {"epsilon": 1e-7}),
    ("hardcoded_all", {"learning_rate": 0.001, "beta_1": 0.9, "beta_2": 0.999, "epsilon": 1e-8}),
    ("hardcoded_all", {"learning_rate": 0.001, "beta_1": 0.9, "beta_2": 0.999, "epsilon": 1e-7}),
)

_OUTS = (
    ("integer_output", lambda w, g, m, v: w),
    ("integer_output", lambda w, g, m, v: g),
)


def _faults(switch, ways):
    return [(f"adam_step.{name}", {switch: way}) for name, way in ways]


#: The faults that learners commit most often, each in its most common way: these are tried two at a time.
_OFTEN = [
    *_faults("moments", [way for way in _MOMENTS if way[0] in ("plus_coeff", "swapped_betas")]),
    *_faults("moments", [way for way in _MOMENTS if way[0] == "no_coefficient"][:1]),
    *_faults("moments", [way for way in _MOMENTS if way[0] == "one_beta"][:1]),
    *_faults("moments", [way for way in _MOMENTS if way[0] == "grad_not_squared"]),
    *_faults("divisors", [way for way in _DIVISORS if way[0].startswith(("no_bias", "swapped", "t_"))]),
    *_faults("move", _MOVES[:1]),
    *_faults("back", [way for way in _BACKS if way[0] not in ("returns_t", "state_first")]),
    *_faults("fixed", _FIXED[:1]),
]
_OFTEN_BELOW = {
    name: way for name, way in reversed(_EPSILONS) if name in ("no_eps", "no_sqrt", "eps_inside_sqrt")
}
_ALL = [
    *_faults("moments", _MOMENTS),
    *_faults("divisors", _DIVISORS),
    *_faults("numerator", _NUMERATORS),
    *(("adam_step.one_beta", switches) for switches in _THROUGHOUT),
    ("adam_step.old_moments", _OLD),
    ("adam_step.old_v", {"below": _OLD["below"]}),
    *_faults("move", _MOVES),
    *_faults("back", _BACKS),
    *_faults("fixed", _FIXED),
    *_faults("out", _OUTS),
]


def _pairs(function, faults):
    return [entry for entry in compose(function, faults) if entry.also]


#: With Python's own numbers a division by 0 stops the step.
_STOPPED_BY_0 = {
    "divisors": lambda b1, b2, t: (1 - b1 ** (t - 1), 1 - b2 ** (t - 1)),
    "direction": lambda m, v, c1, c2, e: c2**0.5 / c1 * m / (np.sqrt(v) + e),
}
_TEXTBOOK = partial(_adam, direction=_textbook)

#: The m that was given comes back, and the gradient takes its place.
_RMSPROP = {
    "moments": lambda m, v, g, b1, b2: (m, b2 * v + (1 - b2) * g**2),
    "divisors": lambda b1, b2, t: (1, 1),
    "numerator": lambda new, old, g, c1: g,
}


def _epsilon_last(w, grad, m, v, t, learning_rate, beta_1, beta_2, epsilon):
    """Without parentheses: what is added at the end is added to the weights."""
    without = dict(_EPSILONS)["no_eps"]
    new_w, new_m, new_v = _adam(w, grad, m, v, t, learning_rate, beta_1, beta_2, epsilon, direction=without)
    return new_w + epsilon, new_m, new_v


def _all_steps(w, grad, m, v, t, *numbers, direction=_keras):
    """A loop from step 1 to step t, in each call."""
    for step in range(1, t + 1):
        w, m, v = _adam(w, grad, m, v, step, *numbers, direction=direction)
    return w, m, v


#: The lab cell that explains each fault; the formula as a whole explains the others.
_PLACES = {
    **dict.fromkeys((name for name, _ in _MOMENTS), "concept-moments"),
    **dict.fromkeys((name for name, _ in _DIVISORS), "concept-bias"),
    **dict.fromkeys((name for name, _ in _EPSILONS if "eps" in name), "concept-epsilon"),
    "t_off_by_one_low": "concept-stored",
    "t_off_by_one_high": "concept-stored",
    "stores_hats": "concept-stored",
    "old_state": "concept-stored",
    "all_steps": "concept-stored",
    "integer_output": "concept-in-place",
}

_WRONG = (
    *singly(_adam, _ALL),
    *singly(_TEXTBOOK, _ALL),
    *singly(_adam, _faults("direction", _EPSILONS)),
    *singly(_adam, [("adam_step.t_off_by_one_low", _STOPPED_BY_0), ("adam_step.rmsprop", _RMSPROP)]),
    Misconception("adam_step.eps_after_division", _epsilon_last),
    Misconception("adam_step.all_steps", _all_steps),
    Misconception("adam_step.all_steps", partial(_all_steps, direction=_textbook)),
    *_pairs(_adam, [*_OFTEN, *_faults("direction", _OFTEN_BELOW.items())]),
    *_pairs(_TEXTBOOK, _OFTEN),
)

ADAM_STEP = placed(_WRONG, _PLACES, "concept-adam")
