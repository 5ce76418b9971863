"""`glorot_uniform` and `he_normal`: the weights before training."""

import numpy as np

from nnlab.calls.cases import Case, Rng
from nnlab.grader.exercises.lab_11._data import NUMPY_ONLY
from nnlab.grader.exercises.lab_11._draws import GENERATOR_CASES, from_generator, law_judge
from nnlab.grader.exercises.lab_11._places import placed
from nnlab.grader.laws import NORMAL, TRUNCATED, TRUNCATED_STD, UNIFORM, Law
from nnlab.grader.misconceptions import initializers as wrong
from nnlab.grader.spec import Criterion, Exercise


def glorot_uniform(fan_in, fan_out, rng):
    """Weights ``(fan_in, fan_out)`` between -limit and limit, sqrt(6 / (fan_in + fan_out)).

    References
    ----------
    Glorot and Bengio, "Understanding the difficulty of training deep feedforward neural networks", 2010,
    equation 16.
    """
    limit = np.sqrt(6 / (fan_in + fan_out))
    return rng.uniform(-limit, limit, (fan_in, fan_out))


def he_normal(fan_in, fan_out, rng):
    """Normal weights ``(fan_in, fan_out)`` with standard deviation sqrt(2 / fan_in).

    References
    ----------
    He et al., "Delving deep into rectifiers", 2015, equation 10.
    """
    return rng.normal(0.0, np.sqrt(2 / fan_in), (fan_in, fan_out))


GLOROT = Law(UNIFORM, lambda fan_in, fan_out: np.sqrt(6 / (fan_in + fan_out)))
HE = Law(NORMAL, lambda fan_in, fan_out: np.sqrt(2 / fan_in))
#: What Keras's HeNormal draws: truncated, and widened so that the variance is the same.
HE_TRUNCATED = Law(TRUNCATED, lambda fan_in, fan_out: np.sqrt(2 / fan_in) / TRUNCATED_STD)

_JUDGE_GLOROT = law_judge("glorot_uniform", (GLOROT,), wrong.GLOROT_UNIFORM)
_JUDGE_HE = law_judge("he_normal", (HE, HE_TRUNCATED), wrong.HE_NORMAL)


def _fresh(rng: np.random.Generator) -> tuple:
    fan_in, fan_out = (int(n) for n in rng.choice(np.arange(75, 99), size=2, replace=False))
    return fan_in, fan_out, Rng(int(rng.integers(2**31)))


_SMALL = (
    Case("three inputs, two units", (3, 2, Rng(21))),
    Case("one input, five units", (1, 5, Rng(22))),
    Case("four inputs, one unit", (4, 1, Rng(23))),
    Case("one weight", (1, 1, Rng(24))),
)
_REASON = "a right function misses the bounds, or a moment by 6.5 standard deviations, once in 10^9 draws"

GLOROT_UNIFORM = Exercise(
    id="11.glorot_uniform",
    reference=glorot_uniform,
    tensorflow=None,  # it draws other numbers; the tests hold its own weights against the judge
    criteria=(
        Criterion(
            "law",
            5,
            (
                Case("few inputs, many units", (60, 150, Rng(11))),
                Case("many inputs, few units", (180, 50, Rng(12))),
                # So many weights tell the limit to two thousandths.
                Case("about as many inputs as units", (95, 100, Rng(13))),
            ),
            judge=_JUDGE_GLOROT,
        ),
        Criterion("small_layers", 1, _SMALL, judge=_JUDGE_GLOROT),
        Criterion(
            "generator", 3, GENERATOR_CASES, judge=_JUDGE_GLOROT, together=from_generator("glorot_uniform")
        ),
        Criterion("purity", 1, (Case("five inputs, six units", (5, 6, Rng(31))),), "purity", _JUDGE_GLOROT),
    ),
    misconceptions=placed(wrong.catalogue("glorot_uniform", GLOROT, wrong.GLOROT_UNIFORM)),
    minutes=5,
    difficulty=1,
    returns="draws",
    tolerance_reason=_REASON,
    fresh=_fresh,
    forbidden=(*NUMPY_ONLY, "nnlab.initializers"),
)

HE_NORMAL = Exercise(
    id="11.he_normal",
    reference=he_normal,
    tensorflow=None,  # as above
    criteria=(
        Criterion(
            "law",
            5,
            (
                Case("few inputs, many units", (60, 150, Rng(14))),
                Case("many inputs, few units", (180, 50, Rng(15))),
                Case("two inputs, very many units", (2, 4800, Rng(16))),
            ),
            judge=_JUDGE_HE,
        ),
        Criterion("small_layers", 1, _SMALL, judge=_JUDGE_HE),
        Criterion("generator", 3, GENERATOR_CASES, judge=_JUDGE_HE, together=from_generator("he_normal")),
        Criterion("purity", 1, (Case("five inputs, six units", (5, 6, Rng(31))),), "purity", _JUDGE_HE),
    ),
    misconceptions=placed(wrong.catalogue("he_normal", HE, wrong.HE_NORMAL)),
    minutes=5,
    difficulty=1,
    returns="draws",
    tolerance_reason=_REASON,
    fresh=_fresh,
    forbidden=(*NUMPY_ONLY, "nnlab.initializers"),
)
