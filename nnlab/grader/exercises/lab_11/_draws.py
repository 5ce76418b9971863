"""Judge weights that were drawn at random: by shape, bounds, moments and reproducibility, never by number."""

from collections.abc import Callable, Mapping

import numpy as np

from nnlab.calls.capture import Value, as_array, same_value
from nnlab.calls.cases import Case, Rng
from nnlab.grader.compare import Finding, examine
from nnlab.grader.laws import UNIFORM, Law

#: Of 10,000 numbers in float32, three or so are equal by chance.
_DIFFERENT = 0.99
#: The three cases that tell whether the numbers come from the generator that was given.
GENERATOR_CASES = (
    Case("seed 1", (4, 3, Rng(1))),
    Case("seed 1, a second time", (4, 3, Rng(1))),
    Case("seed 2", (4, 3, Rng(2))),
)


def law_judge(family: str, right: tuple[Law, ...], wrong: Mapping[str, Law]) -> Callable:
    """Make a judge of one draw.

    Parameters
    ----------
    family : str
        First half of the ids of the known mistakes.
    right : tuple of Law
        Those that are right; the first is the one to tell of.
    wrong : mapping of str to Law
        The laws of known mistakes, by id.

    Returns
    -------
    callable
        ``judge(value, expected) -> Finding or None``; of `expected` only the shape counts.
    """
    gate = "uniform_law" if right[0].family is UNIFORM else "normal_law"

    def judge(value: Value, expected: np.ndarray) -> Finding | None:
        finding = examine(value, expected, rtol=0.0, atol=np.inf)
        if finding is not None:
            return _of_shape(family, finding)
        weights, fans = as_array(value).astype(np.float64), expected.shape
        different = len(np.unique(weights))
        if different < _DIFFERENT * weights.size:
            detail = {"count": weights.size, "different": different}
            suspects = tuple(f"{family}.{name}" for name in _equal_because(weights, different, fans))
            return Finding("repeated", detail, suspects=suspects)
        if any(law.fits(weights, *fans) for law in right):
            return None
        suspects = tuple(name for name, law in wrong.items() if law.fits(weights, *fans))
        return Finding(gate, _told(weights, right[0], fans), suspects=suspects)

    return judge


def _equal_because(weights: np.ndarray, different: int, fans: tuple[int, int]) -> tuple[str, ...]:
    """Why so few numbers are different: one was repeated, or all were rounded, or cut off at two limits."""
    rounded = any(np.allclose(weights, np.round(weights, digits), rtol=0, atol=1e-7) for digits in (1, 2, 3))
    at_limits = np.sum((weights == weights.min()) | (weights == weights.max()))
    names = {
        "rounded": rounded,
        "clipped": different > 1 and not rounded and weights.size - different == at_limits - 2,
        "repeated": different <= max(fans) and not rounded,
    }
    return tuple(name for name, holds in names.items() if holds)


def _of_shape(family: str, finding: Finding) -> Finding:
    got, expected = finding.detail.get("got"), finding.detail.get("expected")
    if finding.gate != "shape":
        return finding
    known = {expected[::-1]: "transposed", (np.prod(expected),): "flat", (): "one_number"}
    suspects = (f"{family}.{known[got]}",) if got in known else ()
    return Finding(finding.gate, finding.detail, suspects=suspects)


def _told(weights: np.ndarray, law: Law, fans: tuple[int, int]) -> dict[str, str]:
    numbers = {
        "low": weights.min(),
        "high": weights.max(),
        "mean": weights.mean(),
        "std": weights.std(),
        "wanted": law.std(*fans),
        "limit": law.scale(*fans),
    }
    texts = {name: f"{number:.4g}" for name, number in numbers.items()}
    return texts | {"fan_in": fans[0], "fan_out": fans[1]}


def from_generator(family: str) -> Callable[[Mapping[str, Value]], Finding | None]:
    """Make the judge of `GENERATOR_CASES` together: the same seed repeats, another seed does not."""

    def together(values: Mapping[str, Value]) -> Finding | None:
        one, again, other = (values[case.name] for case in GENERATOR_CASES)
        if not same_value(one, again):
            return Finding("ignores_rng", {}, suspects=(f"{family}.ignores_rng",))
        if same_value(one, other):
            return Finding("fixed_seed", {}, suspects=(f"{family}.fixed_seed",))
        return None

    return together
