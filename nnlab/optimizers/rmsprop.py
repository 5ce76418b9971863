"""RMSprop: gradients divided by the root of the mean of their squares; Keras's default in `compile`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from nnlab._validation import as_number
from nnlab.optimizers.base import Optimizer


class RMSprop(Optimizer):
    """Divide the gradient by the root of a running mean of its squares.

    With v 0 at first::

        v ← rho · v + (1 − rho) · g²
        w ← w − learning_rate · g / √(v + epsilon)

    With momentum, where u is 0 at first, the last line becomes::

        u ← momentum · u + learning_rate · g / √(v + epsilon)
        w ← w − u

    and with `centered`, v − a² stands in the place of v, where a is the running mean of g itself.

    Parameters
    ----------
    learning_rate : float or callable, default 0.001
        Step size.
    rho : float, default 0.9
        How slowly the mean forgets, from 0 up to 1.
    momentum : float, default 0.0
        Share of the last step that is kept, from 0 to 1.
    epsilon : float, default 1e-7
        Keeps the quotient finite where there is no gradient.
    centered : bool, default False
        Whether to divide by the root of the variance instead of the mean square.
    **options
        `name`, `weight_decay`, `clipnorm`, `clipvalue`, `global_clipnorm`, as for every `Optimizer`.

    References
    ----------
    Hinton, Srivastava and Swersky, "Neural networks for machine learning", lecture 6e, 2012.

    Examples
    --------
    >>> w = np.array([10.0])
    >>> RMSprop(learning_rate=0.1).apply_gradients([(w.copy(), w)])
    1
    >>> w.round(6)
    array([9.683772])
    """

    def __init__(
        self,
        learning_rate: float | Callable[[], float] = 0.001,
        rho: float = 0.9,
        momentum: float = 0.0,
        epsilon: float = 1e-7,
        centered: bool = False,
        **options: Any,
    ):
        super().__init__(learning_rate, **options)
        self.rho = as_number(rho, "rho", "RMSprop", minimum=0, maximum=1)
        self.momentum = as_number(momentum, "momentum", "RMSprop", minimum=0, maximum=1)
        self.epsilon = as_number(epsilon, "epsilon", "RMSprop", minimum=0)
        self.centered = bool(centered)

    def _slots(self) -> int:
        return 1 + bool(self.momentum) + self.centered

    def prepare(self, dtype: np.dtype) -> None:
        """Bring the numbers to the precision of the variables."""
        self._rate, self._kept = dtype.type(self.learning_rate), dtype.type(self.momentum)
        self._rho, self._new = dtype.type(self.rho), dtype.type(1 - self.rho)
        self._epsilon = dtype.type(self.epsilon)

    def update_step(
        self, gradient: np.ndarray, variable: np.ndarray, slots: Sequence[np.ndarray], scratch: np.ndarray
    ) -> None:
        """Apply the rule above."""
        v, *others = slots
        np.multiply(v, self._rho, out=v)
        np.multiply(gradient, gradient, out=scratch)
        np.multiply(scratch, self._new, out=scratch)
        np.add(v, scratch, out=v)

        spread = v
        if self.centered:
            mean = others[-1]
            np.multiply(mean, self._rho, out=mean)
            np.add(mean, gradient * self._new, out=mean)
            spread = v - mean * mean
        np.add(spread, self._epsilon, out=scratch)
        np.sqrt(scratch, out=scratch)
        step = np.divide(gradient * self._rate, scratch, out=scratch)
        if self.momentum:
            step = others[0]
            np.multiply(step, self._kept, out=step)
            np.add(step, scratch, out=step)
        np.subtract(variable, step, out=variable)
