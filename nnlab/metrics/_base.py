"""What every metric is: numbers that batches are counted into, and a result that is computed from them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, DTypeLike

from nnlab._config import Configured, unique_name
from nnlab._validation import complaint
from nnlab.exceptions import WrongType
from nnlab.metrics._variable import Variable


class Metric(Configured):
    """Base class of metrics: to make your own, write `update_state` and `result`.

    Parameters
    ----------
    dtype : str or dtype, optional
        Precision of the result. By default float32, or float64 once float64 values were counted.
    name : str, optional
        Shown in logs; by default made from the class: ``precision``, ``precision_1``, ….

    Examples
    --------
    >>> class Hits(Metric):
    ...     def __init__(self, name="hits", dtype=None):
    ...         super().__init__(name=name, dtype=dtype)
    ...         self.count = self.add_variable(name="count")
    ...
    ...     def update_state(self, y_true, y_pred):
    ...         self.count.assign_add(np.sum(np.equal(y_true, y_pred)))
    ...
    ...     def result(self):
    ...         return self.count + 0
    >>> hits = Hits()
    >>> hits.update_state([1, 2, 3], [1, 2, 4])
    >>> hits([1, 2], [1, 2])
    np.float32(4.0)
    """

    def __init__(self, dtype: DTypeLike = None, name: str | None = None):
        self.name = name or unique_name(type(self).__name__)
        self._dtype = "float32" if dtype is None else _dtype_name(dtype, type(self).__name__)
        self._dtype_is_chosen = dtype is not None
        self._added: list[Variable] = []

    @property
    def dtype(self) -> str:
        """Name of the result's precision."""
        return self._dtype

    @property
    def variables(self) -> list[Variable]:
        """Every number that is kept: by the metric, and by metrics it has as attributes."""
        return list({id(one): one for one in _variables_in(vars(self))}.values())

    def add_variable(
        self,
        shape: tuple[int, ...] = (),
        initializer: str | Callable[..., ArrayLike] = "zeros",
        dtype: DTypeLike = None,
        name: str = "variable",
    ) -> Variable:
        """Make a number, or an array of them, that is kept from batch to batch.

        Parameters
        ----------
        shape : tuple of int, default ()
            Its shape.
        initializer : "zeros" or callable, default "zeros"
            What it starts with; `reset_state` starts with 0.
        dtype : str or dtype, optional
            Its precision; by default the metric's.
        name : str, default "variable"
            Its name.

        Returns
        -------
        Variable
            Count into it with `assign` and `assign_add`.
        """
        start = np.zeros(shape) if isinstance(initializer, str) else initializer(shape)
        self._added.append(Variable(start, dtype or self.dtype, name))
        return self._added[-1]

    add_weight = add_variable

    def reset_state(self) -> None:
        """Forget all batches."""
        for variable in self.variables:
            variable.assign(0)

    def update_state(self, *args: Any, **kwargs: Any) -> None:
        """Count a batch."""
        raise NotImplementedError(f"{type(self).__name__} has no update_state")

    def result(self) -> Any:
        """Compute the metric over all batches since the last `reset_state`."""
        raise NotImplementedError(f"{type(self).__name__} has no result")

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """Count a batch, and return the result over all batches so far."""
        self.update_state(*args, **kwargs)
        return self.result()

    def stateless_update_state(
        self, metric_variables: Sequence[ArrayLike], *args: Any, **kwargs: Any
    ) -> list[np.ndarray]:
        """Count a batch into other numbers than the metric's own, and return what they become."""
        with self._borrowing(metric_variables):
            self.update_state(*args, **kwargs)
            return [variable.numpy() for variable in self.variables]

    def stateless_result(self, metric_variables: Sequence[ArrayLike]) -> Any:
        """Compute the metric from other numbers than its own."""
        with self._borrowing(metric_variables):
            return self.result()

    def stateless_reset_state(self) -> list[np.ndarray]:
        """Return what the numbers are after `reset_state`, without resetting them."""
        with self._borrowing(self.variables):
            self.reset_state()
            return [variable.numpy() for variable in self.variables]

    def get_config(self) -> dict[str, Any]:
        """Arguments that make another metric like this one, without what it has counted."""
        return {"name": self.name, "dtype": self.dtype} | super().get_config()

    @contextmanager
    def _borrowing(self, values: Sequence[ArrayLike]) -> Iterator[None]:
        """Work on these values for a while; the metric's own come back."""
        variables = self.variables
        own, values = [one.numpy() for one in variables], [np.array(value) for value in values]
        if len(values) != len(variables):
            rule, way_out = f"hold {len(variables)} values", f"Pass {type(self).__name__}().variables."
            raise ValueError(
                complaint(f"{type(self).__name__}.stateless_…", "metric_variables", rule, values, way_out)
            )
        try:
            for variable, value in zip(variables, values, strict=True):
                variable.assign(value)
            yield
        finally:
            for variable, value in zip(variables, own, strict=True):
                variable.assign(value)

    def _counts(self, dtype: np.dtype) -> None:
        """Take note of the precision of what is counted: float64 raises that of the result, unless chosen."""
        if not self._dtype_is_chosen:
            self._dtype = np.promote_types(self._dtype, dtype).name

    def _as_result(self, value: np.ndarray) -> np.ndarray:
        return np.asarray(value).astype(self._dtype)[()]


def _dtype_name(dtype: DTypeLike, function: str) -> str:
    try:
        known = np.dtype(getattr(dtype, "compute_dtype", dtype))  # or that of one of Keras's policies
    except TypeError:
        known = None
    if known is None or known.kind not in "fiu":
        kind = ValueError if isinstance(dtype, str) or known is not None else WrongType
        rule = "be the name of one of NumPy's kinds of numbers, or None"
        raise kind(complaint(function, "dtype", rule, dtype, 'Pass e.g. dtype="float32".'))
    return known.name


def _variables_in(thing: Any) -> Iterator[Variable]:
    """Find variables in attributes, lists, dicts and metrics, in order."""
    if isinstance(thing, Variable):
        yield thing
    elif isinstance(thing, Metric):
        yield from _variables_in(vars(thing))
    elif isinstance(thing, dict | list | tuple):
        for one in thing.values() if isinstance(thing, dict) else thing:
            yield from _variables_in(one)
