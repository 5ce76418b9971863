"""`minibatches`: shuffled batches of samples with their labels."""

import numpy as np

from nnlab.calls.cases import Case, Rng
from nnlab.grader.exercises.lab_11._batches import SHUFFLE_CASES, complete, from_generator, samples, shuffled
from nnlab.grader.exercises.lab_11._data import NUMPY_ONLY
from nnlab.grader.exercises.lab_11._places import placed
from nnlab.grader.misconceptions import minibatches as wrong
from nnlab.grader.spec import Criterion, Exercise


def minibatches(X, y, batch_size, rng):
    """Yield ``(X_batch, y_batch)`` in random order, each sample once; the last batch may be short."""
    order = rng.permutation(len(X))
    for start in range(0, len(X), batch_size):
        chosen = order[start : start + batch_size]
        yield X[chosen], y[chosen]


def _whole(seed: int, m: int) -> tuple[np.ndarray, np.ndarray]:
    X, y = samples(seed, m)
    return np.floor(10 * X).astype(int), y.astype(float)


def _fresh(rng: np.random.Generator) -> tuple:
    """Full batches only: the last one is a criterion of its own."""
    size, count = (int(n) for n in rng.choice(np.arange(3, 7), size=2, replace=False))
    return *samples(int(rng.integers(2**31)), size * count), size, Rng(int(rng.integers(2**31)))


MINIBATCHES = Exercise(
    id="11.minibatches",
    reference=minibatches,
    tensorflow=None,  # the order of random batches is nobody's to prescribe
    criteria=(
        Criterion(
            "pairs",
            4,
            (
                Case("twelve samples, batches of four", (*samples(11, 12), 4, Rng(1))),
                Case("fifteen samples of three classes", (*samples(12, 15, classes=3), 5, Rng(2))),
                Case("whole numbers", (*_whole(13, 18), 3, Rng(3))),
            ),
            judge=complete,
        ),
        Criterion(
            "last_batch",
            2,
            (
                Case("ten samples, batches of four", (*samples(15, 10), 4, Rng(5))),
                Case("twenty-three samples, batches of five", (*samples(16, 23, classes=4), 5, Rng(6))),
                Case("fewer samples than a batch holds", (*samples(17, 5), 8, Rng(7))),
                Case("batches of one", (*samples(14, 5), 1, Rng(4))),
                Case("one batch", (*samples(18, 6), 6, Rng(8))),
                Case("one sample", (*samples(19, 1), 3, Rng(9))),
            ),
            judge=complete,
        ),
        Criterion("shuffled", 3, SHUFFLE_CASES, judge=shuffled, together=from_generator),
        Criterion(
            "purity",
            1,
            (
                Case("read-only", (*samples(20, 12), 4, Rng(10)), layout="readonly"),
                Case("view with gaps", (*samples(21, 12), 3, Rng(11)), layout="strided"),
            ),
            "purity",
            judge=complete,
        ),
    ),
    misconceptions=placed(wrong.MINIBATCHES),
    minutes=15,
    difficulty=2,
    returns="batches",
    tolerance_reason="samples are recognised, whatever their order; float32 keeps them apart",
    fresh=_fresh,
    forbidden=(*NUMPY_ONLY, "nnlab.preprocessing.minibatches"),
)
