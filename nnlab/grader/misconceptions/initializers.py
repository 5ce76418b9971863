"""Wrong laws for the weights before training, and wrong ways to draw them."""

from collections.abc import Mapping

import numpy as np

from nnlab.grader.laws import HALF_NORMAL, NORMAL, ONE_SIDED, TRUNCATED, UNIFORM, Law
from nnlab.grader.spec import Misconception


def _both(fan_in, fan_out):
    return fan_in + fan_out


#: Where Glorot and Bengio have the uniform law with limit sqrt(6 / (fan_in + fan_out)).
GLOROT_UNIFORM: Mapping[str, Law] = {
    "glorot_uniform.limit_2": Law(UNIFORM, lambda i, o: np.sqrt(2 / _both(i, o))),
    "glorot_uniform.limit_1": Law(UNIFORM, lambda i, o: np.sqrt(1 / _both(i, o))),
    "glorot_uniform.limit_3": Law(UNIFORM, lambda i, o: np.sqrt(3 / _both(i, o))),
    "glorot_uniform.limit_12": Law(UNIFORM, lambda i, o: np.sqrt(12 / _both(i, o))),
    "glorot_uniform.double_limit": Law(UNIFORM, lambda i, o: 2 * np.sqrt(6 / _both(i, o))),
    "glorot_uniform.half_limit": Law(UNIFORM, lambda i, o: np.sqrt(6 / _both(i, o)) / 2),
    "glorot_uniform.no_root": Law(UNIFORM, lambda i, o: 6 / _both(i, o)),
    "glorot_uniform.root_of_6_only": Law(UNIFORM, lambda i, o: np.sqrt(6) / _both(i, o)),
    "glorot_uniform.upside_down": Law(UNIFORM, lambda i, o: np.sqrt(_both(i, o) / 6)),
    "glorot_uniform.fan_in": Law(UNIFORM, lambda i, o: np.sqrt(6 / i)),
    "glorot_uniform.fan_out": Law(UNIFORM, lambda i, o: np.sqrt(6 / o)),
    "glorot_uniform.lecun": Law(UNIFORM, lambda i, o: np.sqrt(3 / i)),
    "glorot_uniform.one_over_root": Law(UNIFORM, lambda i, o: np.sqrt(1 / i)),
    "glorot_uniform.product_of_fans": Law(UNIFORM, lambda i, o: np.sqrt(6 / (i * o))),
    "glorot_uniform.precedence": Law(UNIFORM, lambda i, o: np.sqrt(6 / i + o)),
    "glorot_uniform.bias_counted": Law(UNIFORM, lambda i, o: np.sqrt(6 / (i + o + 1))),
    "glorot_uniform.no_scale": Law(UNIFORM, lambda i, o: 1.0),
    "glorot_uniform.positive_only": Law(ONE_SIDED, lambda i, o: np.sqrt(6 / _both(i, o))),
    "glorot_uniform.positive_unit": Law(ONE_SIDED, lambda i, o: 1.0),
    "glorot_uniform.normal": Law(NORMAL, lambda i, o: np.sqrt(2 / _both(i, o))),
    "glorot_uniform.normal_with_limit": Law(NORMAL, lambda i, o: np.sqrt(6 / _both(i, o))),
    "glorot_uniform.normal_with_variance": Law(NORMAL, lambda i, o: 2 / _both(i, o)),
    "glorot_uniform.standard_normal": Law(NORMAL, lambda i, o: 1.0),
}

#: Where He et al. have the normal law with standard deviation sqrt(2 / fan_in).
HE_NORMAL: Mapping[str, Law] = {
    "he_normal.fan_out": Law(NORMAL, lambda i, o: np.sqrt(2 / o)),
    "he_normal.xavier": Law(NORMAL, lambda i, o: np.sqrt(1 / i)),
    "he_normal.glorot": Law(NORMAL, lambda i, o: np.sqrt(2 / _both(i, o))),
    "he_normal.one_over_both": Law(NORMAL, lambda i, o: np.sqrt(1 / _both(i, o))),
    "he_normal.variance_as_std": Law(NORMAL, lambda i, o: 2 / i),
    "he_normal.root_of_2_only": Law(NORMAL, lambda i, o: np.sqrt(2) / i),
    "he_normal.root_of_fan_only": Law(NORMAL, lambda i, o: 2 / np.sqrt(i)),
    "he_normal.one_over_fan": Law(NORMAL, lambda i, o: 1 / i),
    "he_normal.limit_as_std": Law(NORMAL, lambda i, o: np.sqrt(6 / i)),
    "he_normal.upside_down": Law(NORMAL, lambda i, o: np.sqrt(i / 2)),
    "he_normal.product_of_fans": Law(NORMAL, lambda i, o: np.sqrt(2 / (i * o))),
    "he_normal.bias_counted": Law(NORMAL, lambda i, o: np.sqrt(2 / (i + 1))),
    "he_normal.no_scale": Law(NORMAL, lambda i, o: 1.0),
    "he_normal.fixed_scale": Law(NORMAL, lambda i, o: 0.01),
    "he_normal.scale_as_mean": Law(NORMAL, lambda i, o: 1.0, shift=lambda i, o: np.sqrt(2 / i)),
    "he_normal.glorot_recipe": Law(UNIFORM, lambda i, o: np.sqrt(6 / _both(i, o))),
    "he_normal.uniform": Law(UNIFORM, lambda i, o: np.sqrt(6 / i)),
    "he_normal.uniform_with_std": Law(UNIFORM, lambda i, o: np.sqrt(2 / i)),
    "he_normal.unit_uniform": Law(UNIFORM, lambda i, o: 1.0),
    "he_normal.positive_uniform": Law(ONE_SIDED, lambda i, o: np.sqrt(2 / i)),
    "he_normal.positive_only": Law(HALF_NORMAL, lambda i, o: np.sqrt(2 / i)),
    "he_normal.truncated_uncorrected": Law(TRUNCATED, lambda i, o: np.sqrt(2 / i)),
}

#: Stands for the global generator, which nobody seeds here; the learner's own is left alone.
_OTHER = np.random.default_rng()


def _ways_to_draw(family: str, right: Law) -> tuple[Misconception, ...]:
    """The right law, drawn in a wrong way."""

    def transposed(fan_in, fan_out, rng):
        size = fan_out, fan_in
        return right.family.draw(rng, size) * right.scale(fan_in, fan_out)

    def one_row(fan_in, fan_out, rng):
        return np.tile(right.family.draw(rng, (fan_out,)) * right.scale(fan_in, fan_out), (fan_in, 1))

    def one_number(fan_in, fan_out, rng):
        return np.full((fan_in, fan_out), right.family.draw(rng, ()) * right.scale(fan_in, fan_out))

    def single(fan_in, fan_out, rng):
        return float(right.family.draw(rng, ()) * right.scale(fan_in, fan_out))

    def flat(fan_in, fan_out, rng):
        return right.draw(fan_in, fan_out, rng).ravel()

    def rounded(digits):
        return lambda fan_in, fan_out, rng: np.round(right.draw(fan_in, fan_out, rng), digits)

    def clipped(fan_in, fan_out, rng):
        weights, most = right.draw(fan_in, fan_out, rng), right.std(fan_in, fan_out)
        return np.clip(weights, -most, most)

    def fixed(seed):
        return lambda fan_in, fan_out, rng: right.draw(fan_in, fan_out, np.random.default_rng(seed))

    return (
        Misconception(f"{family}.transposed", transposed),
        Misconception(f"{family}.repeated", one_row),
        Misconception(f"{family}.repeated", one_number),
        Misconception(f"{family}.one_number", single),
        Misconception(f"{family}.flat", flat),
        Misconception(f"{family}.rounded", rounded(2)),
        Misconception(f"{family}.rounded", rounded(3)),
        Misconception(f"{family}.clipped", clipped),
        Misconception(f"{family}.ignores_rng", lambda i, o, rng: right.draw(i, o, _OTHER)),
        Misconception(f"{family}.fixed_seed", fixed(0)),
        Misconception(f"{family}.fixed_seed", fixed(1)),
        Misconception(f"{family}.fixed_seed", fixed(42)),
    )


def catalogue(family: str, right: Law, wrong: Mapping[str, Law]) -> tuple[Misconception, ...]:
    """Make misconceptions of wrong laws and of wrong ways to draw the right one."""
    laws = (Misconception(name, law.draw) for name, law in wrong.items())
    return (*laws, *_ways_to_draw(family, right))
