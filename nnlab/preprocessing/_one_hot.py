"""Class numbers as one-hot rows."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, DTypeLike

from nnlab._validation import DEFAULT_FLOAT, as_count, as_float_array, as_float_dtype, complaint


def one_hot(y: ArrayLike, num_classes: int | None = None, dtype: DTypeLike = "float32") -> np.ndarray:
    """Turn class numbers into rows with a single 1.

    rowⱼ = 1 where j = y, else 0

    Parameters
    ----------
    y : array_like
        Class numbers from 0, in any shape; a column ``(m, 1)`` means the same as a vector ``(m,)``.
    num_classes : int, optional
        Length of the rows; by default one more than the largest number.
    dtype : str or dtype, default "float32"
        Precision of the rows.

    Returns
    -------
    ndarray, shape (…, num_classes)
        One row for each number.

    Raises
    ------
    ValueError
        If a number is not a whole one from 0 to num_classes − 1.

    Examples
    --------
    >>> one_hot([0, 2, 1], 3)
    array([[1., 0., 0.],
           [0., 0., 1.],
           [0., 1., 0.]], dtype=float32)
    """
    dtype = as_float_dtype(dtype, "dtype", "one_hot") or DEFAULT_FLOAT
    return encode(y, num_classes, dtype, "y", "one_hot")


def encode(y: ArrayLike, num_classes: int | None, dtype: DTypeLike, name: str, function: str) -> np.ndarray:
    """Compute what `one_hot` and `nnlab.utils.to_categorical` return."""
    given = as_float_array(y, name, function, np.dtype("float64"))
    if given.ndim > 1 and given.shape[-1] == 1:
        given = given[..., 0]
    if num_classes is not None:
        num_classes = as_count(num_classes, "num_classes", function)
    with np.errstate(invalid="ignore"):
        classes = given.astype(np.int64)
    if (classes != given).any() or (classes < 0).any() or (classes >= (num_classes or np.inf)).any():
        last = "" if num_classes is None else f" to {num_classes - 1}"
        rule, way_out = f"hold whole numbers from 0{last}", "Pass class numbers, and num_classes to fit."
        raise ValueError(complaint(function, name, rule, given, way_out))
    if num_classes is None:
        num_classes = int(classes.max(initial=0)) + 1
    rows = np.zeros((*classes.shape, num_classes), dtype)
    np.put_along_axis(rows, classes[..., np.newaxis], 1, axis=-1)
    return rows
