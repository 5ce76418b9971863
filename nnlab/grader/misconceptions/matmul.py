"""Wrong ways to multiply two matrices."""

from functools import partial

import numpy as np

from nnlab.grader.misconceptions._compose import compose, singly
from nnlab.grader.spec import Misconception

_PRODUCT, _SHAPES, _SIGNS = "concept-product", "concept-shapes", "concept-mistake"


def _matmul(A, B, *, left=None, right=None, order=lambda A, B: (A, B), product=np.matmul, finish=None):
    A2, B2 = order(left(A) if left else A, right(B) if right else B)
    C = product(A2, B2)
    return finish(C, A, B) if finish else C


def _terms(A, B):
    """Every product ``A[i, k] * B[k, j]``, at ``[i, k, j]``."""
    return A[:, :, np.newaxis] * B[np.newaxis, :, :]


def _first_row(C, *_):
    return np.where(np.arange(len(C))[:, np.newaxis] == 0, C, 0)


def _first_column(C, *_):
    return np.where(np.arange(C.shape[1]) == 0, C, 0)


def _first_entry(C, *_):
    return _first_row(_first_column(C))


def _all_but_last_row(C, *_):
    return np.where(np.arange(len(C))[:, np.newaxis] == len(C) - 1, 0, C)


def _all_but_last_column(C, *_):
    return np.where(np.arange(C.shape[1]) == C.shape[1] - 1, 0, C)


#: What goes wrong most often, in pairs too.
_OFTEN = (
    ("matmul.a_transposed", {"left": np.transpose}),
    ("matmul.b_transposed", {"right": np.transpose}),
    ("matmul.one_product_short", {"product": lambda A, B: A[:, :-1] @ B[:-1]}),
    ("matmul.first_product_left_out", {"product": lambda A, B: A[:, 1:] @ B[1:]}),
    ("matmul.last_product_only", {"product": lambda A, B: A[:, -1:] @ B[-1:]}),
    ("matmul.first_row_only", {"finish": _first_row}),
    ("matmul.last_row_missing", {"finish": _all_but_last_row}),
    ("matmul.last_column_missing", {"finish": _all_but_last_column}),
    ("matmul.integer_output", {"finish": lambda C, A, B: C.astype(A.dtype)}),
    ("matmul.integer_output", {"finish": lambda C, A, B: C.astype(B.dtype)}),
)
#: What goes wrong by itself.
_SELDOM = (
    ("matmul.swapped", {"order": lambda A, B: (B, A)}),
    ("matmul.transposed", {"finish": lambda C, *_: C.T}),
    ("matmul.first_product_only", {"product": lambda A, B: A[:, :1] @ B[:1]}),
    ("matmul.two_products", {"product": lambda A, B: A[:, :2] @ B[:2]}),
    ("matmul.sums_piled_up", {"product": lambda A, B: np.cumsum(A @ B).reshape(len(A), -1)}),
    ("matmul.sums_piled_up", {"product": lambda A, B: np.cumsum(A @ B, axis=1)}),
    ("matmul.mean_of_products", {"product": lambda A, B: A @ B / A.shape[1]}),
    ("matmul.added", {"product": lambda A, B: np.sum(A[:, :, np.newaxis] + B[np.newaxis], axis=1)}),
    ("matmul.first_row_only", {"finish": lambda C, *_: C[0]}),
    ("matmul.first_row_only", {"finish": lambda C, *_: C[:1]}),
    ("matmul.first_column_only", {"finish": _first_column}),
    ("matmul.first_entry_only", {"finish": _first_entry}),
    ("matmul.first_entry_only", {"finish": lambda C, *_: C[0, 0]}),
    ("matmul.last_row_missing", {"finish": lambda C, *_: C[:-1]}),
    ("matmul.last_column_missing", {"finish": lambda C, *_: C[:, :-1]}),
    ("matmul.flattened", {"finish": lambda C, *_: np.ravel(C)}),
    ("matmul.summed_up", {"finish": lambda C, *_: np.sum(C)}),
    ("matmul.integer_output", {"finish": lambda C, *_: C.astype(int)}),
    ("matmul.elementwise", {"product": np.multiply}),
    ("matmul.outer", {"product": np.outer}),
    ("matmul.outer", {"product": lambda A, B: np.tensordot(A, B, axes=0)}),
    ("matmul.outer", {"product": np.kron}),
    ("matmul.one_number", {"product": np.vdot}),
    ("matmul.one_number", {"product": lambda A, B: np.sum(A * B)}),
    ("matmul.one_number", {"product": lambda A, B: np.trace(A @ B)}),
    ("matmul.not_summed", {"product": _terms}),
    ("matmul.wrong_sum", {"product": lambda A, B: _terms(A, B).sum(axis=0)}),
    ("matmul.wrong_sum", {"product": lambda A, B: _terms(A, B).sum(axis=2)}),
    ("matmul.squeezed", {"finish": lambda C, *_: np.squeeze(C)}),
)


def _loops(entry, rows=lambda A, B: A.shape[0], columns=lambda A, B: B.shape[1], made=None):
    """The product entry by entry, with the sizes taken from somewhere."""

    def matmul(A, B):
        n, p = rows(A, B), columns(A, B)
        C = made(A, B) if made else np.zeros((n, p))
        for i in range(n):
            for j in range(p):
                C[i, j] = entry(A, B, i, j)
        return C

    return matmul


def _dot(A, B, i, j):
    return np.dot(A[i], B[:, j])


def _one_by_one(length):
    """A sum over k whose length is taken from somewhere."""

    def entry(A, B, i, j):
        total = 0
        for k in range(length(A, B)):
            total += A[i, k] * B[k, j]
        return total

    return entry


def _step_by_step(A, B, *, term=lambda A, B, i, j, k: A[i, k] * B[k, j], made=np.zeros):
    """Three loops that add to the result itself."""
    n, p = A.shape[0], B.shape[1]
    C = made((n, p))
    for i in range(n):
        for j in range(p):
            for k in range(A.shape[1]):
                C[i, j] += term(A, B, i, j, k)
    return C


def _sizes_overwritten(A, B):
    """The loops take the names of the sizes, so that the inner ones end earlier each time."""
    i, k = A.shape
    k, j = B.shape
    C = np.zeros((i, j))
    for i in range(i):  # noqa: B020 - the fault
        for j in range(j):  # noqa: B020
            for k in range(k):  # noqa: B020
                C[i, j] += A[i, k] * B[k, j]
    return C


def _rows_shared(A, B):
    """A list of one and the same row."""
    C = [[0.0] * B.shape[1]] * A.shape[0]
    for i in range(A.shape[0]):
        for j in range(B.shape[1]):
            for k in range(A.shape[1]):
                C[i][j] += A[i, k] * B[k, j]
    return C


def _rows_shared_by_sums(A, B):
    C = [[0.0] * B.shape[1]] * A.shape[0]
    for i in range(A.shape[0]):
        for j in range(B.shape[1]):
            C[i][j] = np.dot(A[i], B[:, j])
    return C


def _stored_transposed(A, B):
    """The entry in row i and column j, written to row j and column i."""
    C = np.zeros((A.shape[0], B.shape[1]))
    for i in range(A.shape[0]):
        for j in range(B.shape[1]):
            C[j, i] = np.dot(A[i], B[:, j])
    return C


def _written_out(size):
    """A product of matrices of one size, whatever comes."""

    def matmul(A, B):
        return [[sum(A[i][k] * B[k][j] for k in range(size)) for j in range(size)] for i in range(size)]

    return matmul


def _all_sizes_of_a(A, B):
    n = len(A)
    C = [[0.0] * n for _ in range(n)]
    for i in range(n):
        for j in range(n):
            for k in range(n):
                C[i][j] += A[i][k] * B[k][j]
    return C


def _height(A, *_):
    return A.shape[0]


def _width(A, *_):
    return A.shape[1]


def _loop_faults():
    for entry in (_dot, _one_by_one(_width)):
        yield "matmul.columns_of_a", _loops(entry, columns=_width)
        yield "matmul.columns_of_a", _loops(entry, made=lambda A, B: np.zeros(A.shape))
        yield "matmul.columns_of_a", _loops(entry, made=lambda A, B: np.zeros_like(A))
        yield "matmul.rows_of_b", _loops(entry, made=lambda A, B: np.zeros_like(B))
        yield "matmul.rows_of_b", _loops(entry, rows=lambda A, B: B.shape[0])
        yield "matmul.rows_of_b", _loops(entry, made=lambda A, B: np.zeros(B.shape))
        yield "matmul.square", _loops(entry, columns=_height)
        yield "matmul.fixed_size", _loops(entry, rows=lambda A, B: 2, columns=lambda A, B: 2)
        yield "matmul.fixed_size", _loops(entry, rows=lambda A, B: 3, columns=lambda A, B: 4)
        yield "matmul.fixed_size", _loops(entry, rows=lambda A, B: 3, columns=lambda A, B: 3)
    for length in (_height, lambda A, B: B.shape[1], lambda A, B: 2, lambda A, B: 3):
        yield "matmul.wrong_length", _loops(_one_by_one(length))
    yield "matmul.square", _all_sizes_of_a
    yield "matmul.fixed_size", _written_out(2)
    yield "matmul.fixed_size", _written_out(3)
    yield "matmul.fixed_size", _written_out(4)
    yield "matmul.sizes_overwritten", _sizes_overwritten
    yield "matmul.rows_shared", _rows_shared
    yield "matmul.rows_shared", _rows_shared_by_sums
    yield "matmul.integer_output", partial(_step_by_step, made=partial(np.zeros, dtype=int))
    yield "matmul.b_transposed", partial(_step_by_step, term=lambda A, B, i, j, k: A[i, k] * B[j, k])
    yield "matmul.a_transposed", partial(_step_by_step, term=lambda A, B, i, j, k: A[k, i] * B[k, j])
    yield "matmul.transposed", _stored_transposed
    yield "matmul.b_transposed", _loops(lambda A, B, i, j: np.dot(A[i], B[j]))
    yield "matmul.b_transposed", _loops(lambda A, B, i, j: np.sum(A[i] * B[j]))
    yield "matmul.a_transposed", _loops(lambda A, B, i, j: np.dot(A[:, i], B[:, j]))
    yield "matmul.not_summed", _loops(lambda A, B, i, j: A[i] * B[:, j])
    yield "matmul.elementwise", _loops(lambda A, B, i, j: A[i, j] * B[i, j])


_PLACES = {name: _PRODUCT for name, _ in (*_OFTEN, *_SELDOM, *_loop_faults())}
_PLACES |= {
    f"matmul.{fault}": _SHAPES
    for fault in (
        "columns_of_a", "fixed_size", "flattened", "integer_output", "one_number", "rows_of_b", "square",
        "squeezed", "summed_up", "transposed", "two_products", "wrong_length",
    )
}  # fmt: skip
_PLACES |= {f"matmul.{fault}": _SIGNS for fault in ("elementwise", "outer", "swapped")}

MATMUL = (
    *(Misconception(name, function, _PLACES[name]) for name, function in _loop_faults()),
    *singly(_matmul, _SELDOM, _PLACES),
    *compose(_matmul, _OFTEN, _PLACES),
)
