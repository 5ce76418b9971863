"""SGD: gradient descent, with momentum if asked for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from nnlab._validation import as_number
from nnlab.optimizers.base import Optimizer


class SGD(Optimizer):
    """Go against the gradient; with momentum, keep going where the last steps went.

    Without momentum::

        w ← w − learning_rate · g

    With it, where v is the velocity, 0 at first::

        v ← momentum · v − learning_rate · g
        w ← w + v                                           nesterov=False
        w ← w + momentum · v − learning_rate · g            nesterov=True

    Parameters
    ----------
    learning_rate : float or callable, default 0.01
        Step size.
    momentum : float, default 0.0
        Share of the last step that is kept, from 0 to 1.
    nesterov : bool, default False
        Whether to look ahead: to take the velocity's next step too.
    **options
        `name`, `weight_decay`, `clipnorm`, `clipvalue`, `global_clipnorm`, as for every `Optimizer`.

    Notes
    -----
    The sign convention is Keras's: the velocity points where the variable goes.

    References
    ----------
    Sutskever, Martens, Dahl and Hinton, "On the importance of initialization and momentum in deep learning",
    ICML 2013, equations 1 to 4.

    Examples
    --------
    >>> w = np.array([1.0, 2.0])
    >>> optimizer = SGD(learning_rate=0.5)
    >>> optimizer.apply_gradients([(np.array([1.0, 6.0]), w)])
    1
    >>> w
    array([ 0.5, -1. ])
    """

    def __init__(
        self,
        learning_rate: float | Callable[[], float] = 0.01,
        momentum: float = 0.0,
        nesterov: bool = False,
        **options: Any,
    ):
        super().__init__(learning_rate, **options)
        self.momentum = as_number(momentum, "momentum", "SGD", minimum=0, maximum=1)
        self.nesterov = bool(nesterov)

    def _slots(self) -> int:
        return 1 if self.momentum else 0

    def prepare(self, dtype: np.dtype) -> None:
        """Bring the two numbers to the precision of the variables."""
        self._rate, self._kept = dtype.type(self.learning_rate), dtype.type(self.momentum)

    def update_step(
        self, gradient: np.ndarray, variable: np.ndarray, slots: Sequence[np.ndarray], scratch: np.ndarray
    ) -> None:
        """Apply the rule above."""
        step = np.multiply(gradient, self._rate, out=scratch)
        if not self.momentum:
            np.subtract(variable, step, out=variable)
            return
        (velocity,) = slots
        np.multiply(velocity, self._kept, out=velocity)
        np.subtract(velocity, step, out=velocity)
        if self.nesterov:
            np.subtract(variable, step, out=variable)
            ahead = np.multiply(velocity, self._kept, out=scratch)
            np.add(variable, ahead, out=variable)
        else:
            np.add(variable, velocity, out=variable)
