"""Wrong ways to compute ReLU, leaky ReLU and ReLU's gradient."""

from functools import partial

import numpy as np

from nnlab.grader.misconceptions._elementwise import batches_only, into_zeros_like, vectorized, vectors_only
from nnlab.grader.spec import Misconception


def _ones_and_zeros(truth):
    return lambda z: np.where(truth(z), 1.0, 0.0)


def _by_if(yes, no):
    """An ``if`` on the whole array."""
    return lambda z, *args: yes(z, *args) if z > 0 else no(z, *args)


def _one_max(v):
    return max(0, v)


RELU = (
    Misconception("relu.python_max", lambda z: max(0, z)),
    Misconception("relu.python_max", lambda z: max(0.0, z)),
    *vectors_only("relu.vectors_only", _one_max),
    *batches_only("relu.batches_only", _one_max),
    Misconception("relu.np_max", lambda z: np.max(z, 0)),
    Misconception("relu.np_max", np.max),
    Misconception("relu.np_max", lambda z: np.max(0, z)),
    Misconception("relu.np_max", lambda z: max(0, np.max(z))),
    *(Misconception("relu.leaky", lambda z, s=s: np.where(z > 0, z, s * z)) for s in (0.01, 0.1, 0.2, 0.3)),
    Misconception("relu.absolute", np.abs),
    Misconception("relu.minimum", lambda z: np.minimum(0, z)),
    Misconception("relu.negated", lambda z: np.maximum(0, -z)),
    Misconception("relu.negated", lambda z: -np.maximum(0, z)),
    Misconception("relu.step", _ones_and_zeros(lambda z: z > 0)),
    Misconception("relu.step", _ones_and_zeros(lambda z: z >= 0)),
    Misconception("relu.identity", lambda z: z),
    Misconception("relu.capped", lambda z: np.clip(z, 0, 1)),
    Misconception("relu.capped", lambda z: np.clip(z, 0, 6)),
    Misconception("relu.negatives_dropped", lambda z: z[z > 0]),
    Misconception("relu.negatives_dropped", lambda z: z[z >= 0]),
    Misconception("relu.from_one", lambda z: np.maximum(1, z)),
    Misconception("relu.from_one", lambda z: np.where(z > 1, z, 0)),
    Misconception("relu.elu", lambda z: np.where(z > 0, z, np.exp(z) - 1)),
    Misconception("relu.softplus", lambda z: np.logaddexp(0, z)),
    Misconception("relu.softplus", lambda z: np.log(1 + np.exp(z))),
    Misconception("relu.squared", lambda z: np.maximum(0, z) ** 2),
    Misconception("relu.sigmoid", lambda z: 1 / (1 + np.exp(-z))),
    Misconception("relu.tanh", np.tanh),
    Misconception("relu.whole_numbers", lambda z: np.maximum(0, z).astype(int)),
    Misconception("relu.whole_numbers", lambda z: np.maximum(0, np.asarray(z, dtype=int))),
    Misconception("relu.whole_numbers", vectorized(_one_max)),
    Misconception("relu.sum", lambda z: np.sum(np.maximum(0, z))),
)


def _leaky(z, slope=0.2):
    return np.where(z > 0, z, slope * z)


def _leaky_with(negative=lambda z, slope: slope * z, positive=lambda z, slope: z, border=lambda slope: 0):
    """Leaky ReLU by cases, with one part exchanged."""
    return lambda z, slope=0.2: np.where(z > border(slope), positive(z, slope), negative(z, slope))


def _in_place_on_a_copy(z, slope=0.2):
    out = z.copy()
    out[out < 0] *= slope
    return out


def _assigned_on_a_copy(z, slope=0.2):
    out = z.copy()
    out[out < 0] = slope * out[out < 0]
    return out


def _fixed(slope):
    return lambda z, negative_slope=0.2: _leaky(z, slope)


def _by_default(slope):
    return lambda z, negative_slope=slope: _leaky(z, negative_slope)


_LEAKY_FORMULAS = (
    *(("leaky_relu.fixed_slope", _fixed(slope)) for slope in (0.2, 0.01, 0.1, 0.3)),
    *(("leaky_relu.default_slope", _by_default(slope)) for slope in (0.01, 0.1, 0.3, 0.02)),
    ("leaky_relu.no_leak", lambda z, slope=0.2: np.maximum(0, z)),
    ("leaky_relu.slope_on_positive", lambda z, slope=0.2: np.minimum(slope * z, z)),
    ("leaky_relu.slope_on_positive", _leaky_with(lambda z, slope: z, lambda z, slope: slope * z)),
    ("leaky_relu.slope_everywhere", lambda z, slope=0.2: slope * z),
    ("leaky_relu.not_masked", lambda z, slope=0.2: np.maximum(0, z) + slope * z),
    ("leaky_relu.constant", _leaky_with(lambda z, slope: slope)),
    ("leaky_relu.constant", _leaky_with(lambda z, slope: -slope)),
    ("leaky_relu.maximum_with_slope", lambda z, slope=0.2: np.maximum(slope, z)),
    ("leaky_relu.divided", _leaky_with(lambda z, slope: z / slope)),
    ("leaky_relu.wrong_sign", _leaky_with(lambda z, slope: -slope * z)),
    ("leaky_relu.wrong_sign", lambda z, slope=0.2: np.maximum(0, z) - slope * np.minimum(0, z)),
    ("leaky_relu.elu", _leaky_with(lambda z, slope: slope * (np.exp(z) - 1))),
    ("leaky_relu.border_at_slope", _leaky_with(border=lambda slope: slope)),
    ("leaky_relu.border_at_slope", _leaky_with(border=lambda slope: -slope)),
    ("leaky_relu.one_minus_slope", _leaky_with(lambda z, slope: (1 - slope) * z)),
    ("leaky_relu.added", _leaky_with(lambda z, slope: z + slope)),
    ("leaky_relu.added", _leaky_with(lambda z, slope: z - slope)),
    ("leaky_relu.gradient", _leaky_with(lambda z, slope: slope, lambda z, slope: 1.0)),
    ("leaky_relu.absolute", lambda z, slope=0.2: np.abs(z)),
    ("leaky_relu.identity", lambda z, slope=0.2: z),
)

LEAKY_RELU = (
    *(Misconception(name, function) for name, function in _LEAKY_FORMULAS),
    Misconception("leaky_relu.python_max", lambda z, slope=0.2: max(slope * z, z)),
    Misconception("leaky_relu.python_max", _by_if(lambda z, slope=0.2: z, lambda z, slope=0.2: slope * z)),
    Misconception("leaky_relu.np_max", lambda z, slope=0.2: np.max([slope * z, z])),
    Misconception("leaky_relu.np_max", lambda z, slope=0.2: np.max(slope * z, z)),
    *vectors_only("leaky_relu.vectors_only", lambda v, slope=0.2: v if v > 0 else slope * v),
    *batches_only("leaky_relu.batches_only", lambda v, slope=0.2: v if v > 0 else slope * v),
    *vectors_only("leaky_relu.vectors_only", lambda v, slope=0.2: max(slope * v, v)),
    Misconception("leaky_relu.integer_output", into_zeros_like(_leaky)),
    Misconception("leaky_relu.integer_output", _assigned_on_a_copy),
    Misconception("leaky_relu.integer_output", vectorized(lambda v, slope=0.2: v if v > 0 else slope * v)),
    Misconception("leaky_relu.integer_in_place", _in_place_on_a_copy),
    *(
        Misconception(name, into_zeros_like(function), also="leaky_relu.integer_output")
        for name, function in _LEAKY_FORMULAS
    ),
)


def _sides(negative, zero, positive):
    return lambda z: np.where(z > 0, positive, np.where(z < 0, negative, zero))


def _measured_slope(h):
    """Exact but for z within h of the corner."""
    return lambda z: (np.maximum(0, z + h) - np.maximum(0, z - h)) / (2 * h)


RELU_GRADIENT = (
    Misconception("relu_gradient.relu", lambda z: np.maximum(0, z)),
    Misconception("relu_gradient.half_at_zero", _sides(0.0, 0.5, 1.0)),
    Misconception("relu_gradient.nan_at_zero", lambda z: np.maximum(0, z) / z),
    Misconception("relu_gradient.nan_at_zero", _sides(0.0, np.nan, 1.0)),
    Misconception("relu_gradient.sign", np.sign),
    *(Misconception("relu_gradient.sign", _sides(-1.0, zero, 1.0)) for zero in (1.0, -1.0)),
    *(Misconception("relu_gradient.inverted", _sides(1.0, zero, 0.0)) for zero in (0.0, 1.0)),
    *(Misconception("relu_gradient.negated", _sides(0.0, zero, -1.0)) for zero in (0.0, -1.0)),
    *(
        Misconception("relu_gradient.leaky", _sides(slope, zero, 1.0))
        for slope in (0.01, 0.1, 0.2)
        for zero in (slope, 1.0, 0.0)
    ),
    *(
        Misconception("relu_gradient.measured", _measured_slope(h))
        for h in (1e-1, 1e-2, 1e-3, 1e-4, 1e-5, 1e-6)
    ),
    Misconception("relu_gradient.ones", np.ones_like),
    Misconception("relu_gradient.zeros", np.zeros_like),
    Misconception("relu_gradient.from_one", _ones_and_zeros(lambda z: z > 1)),
    Misconception("relu_gradient.from_one", _ones_and_zeros(lambda z: z >= 1)),
    Misconception("relu_gradient.clipped", lambda z: np.clip(z, 0, 1)),
    Misconception("relu_gradient.whole_array_if", _by_if(lambda z: 1, lambda z: 0)),
    Misconception("relu_gradient.whole_array_if", lambda z: 1 if z >= 0 else 0),
    Misconception("relu_gradient.whole_array_if", _by_if(np.ones_like, np.zeros_like)),
    *batches_only("relu_gradient.batches_only", lambda v: 1 if v > 0 else 0),
    *vectors_only("relu_gradient.vectors_only", lambda v: 1 if v > 0 else 0, lambda v: 1 if v >= 0 else 0),
    Misconception("relu_gradient.one_number", lambda z: float(np.any(z > 0))),
    Misconception("relu_gradient.one_number", lambda z: float(np.all(z > 0))),
    Misconception("relu_gradient.one_number", lambda z: np.sum(z > 0)),
    Misconception("relu_gradient.negatives_dropped", lambda z: np.ones_like(z[z > 0])),
    Misconception("relu_gradient.negatives_dropped", lambda z: z[z > 0]),
    Misconception("relu_gradient.sigmoid", lambda z: 1 / (1 + np.exp(-z))),
    Misconception("relu_gradient.sigmoid", lambda z: np.exp(-z) / (1 + np.exp(-z)) ** 2),
    Misconception("relu_gradient.negatives_kept", lambda z: np.where(z > 0, 1, z)),
    Misconception("relu_gradient.negatives_kept", lambda z: np.where(z >= 0, 1, z)),
    Misconception("relu_gradient.negatives_kept", into_zeros_like(partial(np.minimum, 1))),
)
