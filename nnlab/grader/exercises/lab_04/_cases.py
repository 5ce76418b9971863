"""What the element-wise functions of the lab are called with."""

import numpy as np

from nnlab.calls.cases import Case
from nnlab.grader.spec import Criterion

FRAMEWORKS = ("tensorflow", "keras", "torch", "jax", "sklearn")


def vector(*numbers: float) -> np.ndarray:
    """A vector of float64."""
    return np.array(numbers, dtype=np.float64)


def values(seed: int, *shape: int) -> np.ndarray:
    """Numbers of both signs between -3 and 3, none of them near 0."""
    x = np.random.default_rng(seed).uniform(-3, 3, shape)
    return (x + np.copysign(0.1, x)).round(3)


def fresh(rng: np.random.Generator) -> tuple[np.ndarray]:
    """Random numbers of both signs."""
    x = rng.uniform(-4, 4, int(rng.integers(3, 9)))
    return (x + np.copysign(0.05, x),)


def batches(points: int, *more: object) -> Criterion:
    """Arrays of two axes: wide, tall, square, one row, one column; `more` are further arguments."""
    shapes = {
        "two samples, three units": (2, 3),
        "five samples, four units": (5, 4),
        "three samples, three units": (3, 3),
        "one sample": (1, 4),
        "one unit": (6, 1),
    }
    cases = (Case(name, (values(sum(shape), *shape), *more)) for name, shape in shapes.items())
    return Criterion("batches", points, tuple(cases))


def integers(points: int, *more: object) -> Criterion:
    """Whole numbers and float32."""
    return Criterion(
        "integers",
        points,
        (
            Case("whole numbers", (np.array([-3, 2, -1, 1, 4]), *more)),
            Case("a batch of whole numbers", (np.array([[2, -2, 3], [-4, 1, -1]]), *more)),
            # Near 0, so that a wrong formula gives the same in float32 and, converted, in float64.
            Case("float32", ((values(75, 2, 4) / 3).astype(np.float32), *more)),
        ),
    )


def purity(points: int, *more: object) -> Criterion:
    """Arrays that cannot be written to, that have gaps, that lie in memory by columns."""
    return Criterion(
        "purity",
        points,
        (
            Case("read-only", (values(41, 3, 4), *more), layout="readonly"),
            # The shape of an earlier case: a result kept by shape is no longer right.
            Case("view with gaps", (values(42, 5, 4), *more), layout="strided"),
            Case("by columns", (values(43, 4, 2), *more), layout="fortran"),
        ),
        rule="purity",
    )
