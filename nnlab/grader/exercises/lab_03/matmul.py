"""`matmul`: the matrix product."""

from typing import Any

import numpy as np

from nnlab.calls.cases import Case
from nnlab.grader.exercises._layers import NUMPY_ONLY, numbers, single
from nnlab.grader.misconceptions.matmul import MATMUL as WRONG
from nnlab.grader.spec import Criterion, Exercise


def matmul(A, B):
    """The matrix product of `A` ``(n, k)`` and `B` ``(k, p)``: ``(n, p)``."""
    return np.einsum("ik,kj->ij", A, B)


def _tensorflow_matmul(tf: Any, A, B):
    return tf.matmul(tf.constant(A, tf.float64), tf.constant(B, tf.float64))


def _fresh_matmul(rng: np.random.Generator) -> tuple:
    """Random matrices of both signs in whose products nothing cancels: float32 keeps its digits."""
    n, k, p = (int(size) for size in rng.choice(np.arange(2, 8), size=3, replace=False))
    A = rng.uniform(0.5, 2, (n, k)) * rng.choice([-1, 1], (n, 1))
    return A, rng.uniform(0.5, 2, (k, p)) * rng.choice([-1, 1], p)


_SEED_A = np.array([[1.0, -1.0, 0.1], [2.0, -2.0, 0.2]])
_SEED_W = np.array([[3.0, 5.0, 7.0, 9.0], [4.0, 6.0, 8.0, 0.0]])

MATMUL = Exercise(
    id="03.matmul",
    reference=matmul,
    tensorflow=_tensorflow_matmul,
    criteria=(
        Criterion(
            "formula",
            4,
            (
                Case(
                    "two by two", (np.array([[1.0, 2.0], [-1.0, -2.0]]), np.array([[3.0, 5.0], [4.0, 6.0]]))
                ),
                Case("three by two, two by four", (_SEED_A.T.copy(), _SEED_W)),
                Case("two by four, four by three", (numbers(1, 2, 4), numbers(2, 4, 3))),
                Case("three by three", (numbers(3, 3, 3), numbers(4, 3, 3))),
            ),
        ),
        Criterion(
            "any_matrices",
            3,
            (
                Case("a row and a column", (numbers(5, 1, 3), numbers(6, 3, 1))),
                Case("a column and a row", (numbers(7, 3, 1), numbers(8, 1, 4))),
                Case("a row and a matrix", (numbers(9, 1, 2), numbers(10, 2, 5))),
                Case("a matrix and a column", (numbers(11, 4, 3), numbers(12, 3, 1))),
                Case("six by five, five by seven", (numbers(13, 6, 5), numbers(14, 5, 7))),
                # Digits that are rounded away are missed here.
                Case("small numbers", (numbers(25, 2, 3) / 100, numbers(26, 3, 4) / 100)),
                Case("one number each", (np.array([[2.5]]), np.array([[-1.5]]))),
            ),
        ),
        Criterion(
            "purity",
            2,
            (
                # The shape of an earlier case: a result kept by shape is no longer right.
                Case("read-only", (numbers(15, 2, 4), numbers(16, 4, 3)), layout="readonly"),
                Case("views with gaps", (numbers(17, 3, 2), numbers(18, 2, 5)), layout="strided"),
                Case("columns first in memory", (numbers(19, 3, 4), numbers(20, 4, 2)), layout="fortran"),
            ),
            rule="purity",
        ),
        Criterion(
            "integers",
            1,
            (
                Case(
                    "whole numbers", (np.array([[1, 2], [3, 4], [5, 6]]), np.array([[7, -8, 9], [1, 0, -2]]))
                ),
                Case("whole numbers first", (np.array([[1, -2, 3], [0, 4, 1]]), numbers(21, 3, 2))),
                Case("whole numbers second", (numbers(22, 2, 2), np.array([[1, -2, 3], [4, 2, -1]]))),
                Case("float32", single(numbers(23, 2, 3), numbers(24, 3, 4))),
            ),
        ),
    ),
    misconceptions=WRONG,
    minutes=15,
    difficulty=2,
    fresh=_fresh_matmul,
    forbidden=NUMPY_ONLY,
)
