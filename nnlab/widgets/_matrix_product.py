"""A matrix product under the hand: row and column light up, their products are added one by one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import traitlets

from nnlab._validation import complaint
from nnlab.widgets._arguments import as_numbers, check_function
from nnlab.widgets._base import Widget, name_of, page_module, page_style
from nnlab.widgets._learner import ask
from nnlab.widgets._matrix_picture import brief, draw

_NOTE = (
    "Each number of the product is one row times one column: so A needs as many columns as B has rows. Pull "
    "a number of A sideways: which numbers of the product change?"
)
_A = ((1, 2), (-1, -2), (0.1, 0.2))
_B = ((3, 5, 7, 9), (4, 6, 8, 0))
_WAY_OUT = "Pass for example A=[[1, 2], [-1, -2]], B=[[3, 5], [4, 6]]."
_MOST, _LIMIT = 5, 100.0


def matrix_product(
    matmul: Callable[..., Any] | None = None,
    *,
    A: Sequence[Sequence[float]] = _A,
    B: Sequence[Sequence[float]] = _B,
) -> MatrixProduct:
    """Show how rows of A and columns of B make their product; every number of A and B moves under the hand.

    Parameters
    ----------
    matmul : callable, optional
        Your own function ``matmul(A, B)``. It is called each time you let go of a number, and what it returns
        stands below the reference's. Whatever it raises is shown as a message.
    A : array_like, shape (m, n)
        The matrix at the left, at most 5 by 5, numbers between -100 and 100. By default the transpose of lab
        03's example.
    B : array_like, shape (n, p)
        The matrix above, with as many rows as `A` has columns.

    Returns
    -------
    MatrixProduct
        The widget. Its attribute `product` holds the product of what is on the screen.

    Raises
    ------
    TypeError
        If `matmul` cannot be called, or `A` or `B` hold anything but numbers.
    ValueError
        If the shapes do not fit each other, are too large, or a number is too large.

    Examples
    --------
    >>> import nnlab
    >>> nnlab.widgets.matrix_product(A=[[1, 2], [-1, -2]], B=[[3, 5], [4, 6]])
    Product of a (2, 2) and a (2, 2) matrix: [[11, 17], [-11, -17]].
    """
    check_function(matmul, "matmul", "matrix_product")
    a, b = _matrix(A, "A"), _matrix(B, "B")
    if a.shape[1] != b.shape[0]:
        rule = f"have as many rows as A has columns, {a.shape[1]}"
        raise ValueError(complaint("matrix_product", "B", rule, b, _WAY_OUT))
    return MatrixProduct(a, b, matmul)


def _matrix(value: object, name: str) -> np.ndarray:
    array = as_numbers(value, name, "matrix_product", "be a matrix of numbers", _WAY_OUT)
    if array.ndim != 2 or not all(1 <= size <= _MOST for size in array.shape):
        rule = f"be a matrix of 1 to {_MOST} rows and columns"
        raise ValueError(complaint("matrix_product", name, rule, value, _WAY_OUT))
    if not np.all(np.abs(array) <= _LIMIT):
        rule = f"hold numbers between -{_LIMIT:g} and {_LIMIT:g}"
        raise ValueError(complaint("matrix_product", name, rule, value, _WAY_OUT))
    return array.astype(np.float64)


class MatrixProduct(Widget):
    """The widget that `matrix_product` makes.

    Attributes
    ----------
    A, B : list of list of float
        The matrices on the screen.
    step : int
        How many products have been added, counted over all numbers of the result, row by row.
    """

    _esm = page_module("_cells.js", "_stepper.js", "_matrix_grids.js", "_matrix_sum.js", "_matrix_product.js")
    _css = page_style("_cells.css", "_matrix_product.css")

    A = traitlets.List().tag(sync=True)
    B = traitlets.List().tag(sync=True)
    step = traitlets.Int(min=0).tag(sync=True)

    def __init__(self, a: np.ndarray, b: np.ndarray, matmul: Callable[..., Any] | None = None) -> None:
        self._matmul = matmul
        self._shapes = {"A": a.shape, "B": b.shape}
        learner = "" if matmul is None else name_of(matmul, "matmul")
        super().__init__(A=a.tolist(), B=b.tolist(), step=len(b), note=_NOTE, learner=learner)
        if matmul is not None:
            self.answer = {"number": 0, **self._ask({"A": self.A, "B": self.B})}

    @property
    def product(self) -> np.ndarray:
        """The product of the matrices on the screen."""
        return np.asarray(self.A, dtype=np.float64) @ np.asarray(self.B, dtype=np.float64)

    @traitlets.validate("A", "B")
    def _same_shape(self, proposal: dict[str, Any]) -> list[list[float]]:
        name = proposal["trait"].name
        try:
            array = _matrix(proposal["value"], name)
        except (TypeError, ValueError) as error:
            raise traitlets.TraitError(str(error)) from None
        if array.shape != self._shapes[name]:
            rule, way_out = f"keep its shape {self._shapes[name]}", "For another shape make a new widget."
            raise traitlets.TraitError(complaint("matrix_product", name, rule, array, way_out))
        return array.tolist()

    @traitlets.validate("step")
    def _no_step_too_many(self, proposal: dict[str, Any]) -> int:
        (m, n), (_, p) = self._shapes["A"], self._shapes["B"]
        return min(proposal["value"], m * n * p)

    def _ask(self, question: dict[str, Any]) -> dict[str, Any]:
        matmul = self._matmul
        if matmul is None:
            return {"state": "unwritten", "message": "", "values": None}
        a, b = (np.asarray(question[name], dtype=np.float64) for name in "AB")
        answer = ask(self.learner, lambda A, B: [matmul(A, B)], (a, b), [a @ b])
        values = answer["values"]
        return {**answer, "values": values[0] if values else None}

    def describe(self) -> str:
        """Say which product is on the screen."""
        rows = ", ".join(f"[{', '.join(brief(v) for v in row)}]" for row in self.product)
        shapes = " and a ".join(str(self._shapes[name]) for name in "AB")
        return f"Product of a {shapes} matrix: [{rows}].{self._said()}"

    def picture(self) -> str:
        """Draw the two matrices and their product, with the first row and column marked."""
        return draw(np.asarray(self.A), np.asarray(self.B), self.answer, self.describe())
