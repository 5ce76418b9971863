"""Adam: a step size for each parameter, from the mean and the mean square of its gradients."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from nnlab._validation import as_number, complaint
from nnlab.optimizers.base import Optimizer


class Adam(Optimizer):
    """Divide a running mean of the gradients by the root of a running mean of their squares.

    In step t = 1, 2, …, with m and v 0 at first::

        m ← beta_1 · m + g
        v ← beta_2 · v + g²
        w ← w − α · m / (√v + ε)

        α = learning_rate · √(1 − beta_2ᵗ) / (1 − beta_1ᵗ) · (1 − beta_1) / √(1 − beta_2)
        ε = epsilon / √(1 − beta_2)

    Here m and v are sums. The paper's means are (1 − beta_1) m and (1 − beta_2) v; the two factors are in α
    and ε, where they cost nothing. With `amsgrad`, the largest v so far stands in the place of v in the third
    line.

    Parameters
    ----------
    learning_rate : float or callable, default 0.001
        Step size; no parameter moves much further than that in a step.
    beta_1, beta_2 : float, default 0.9 and 0.999
        How slowly the two means forget, from 0 up to 1.
    epsilon : float, default 1e-7
        Keeps the quotient finite where there is no gradient: "epsilon hat" of the paper, added after the
        bias correction went into α, as in Keras. Algorithm 1 adds its epsilon before.
    amsgrad : bool, default False
        Whether to use AMSGrad, whose steps never grow again.
    **options
        `name`, `weight_decay`, `clipnorm`, `clipvalue`, `global_clipnorm`, as for every `Optimizer`.

    Notes
    -----
    The two powers are taken in the precision of the variables, as Keras does: in float32, 1 − 0.999 is off by
    1e-5 relative, and the first steps with it.

    References
    ----------
    Kingma and Ba, "Adam: a method for stochastic optimization", ICLR 2015, Algorithm 1 and the end of
    section 2. Reddi, Kale and Kumar, "On the convergence of Adam and beyond", ICLR 2018, Algorithm 2.

    Examples
    --------
    >>> w = np.array([1.0, 2.0])
    >>> optimizer = Adam(learning_rate=0.5)
    >>> optimizer.apply_gradients([(np.array([1.0, 6.0]), w)])
    1
    >>> w.round(4)
    array([0.5, 1.5])
    """

    def __init__(
        self,
        learning_rate: float | Callable[[], float] = 0.001,
        beta_1: float = 0.9,
        beta_2: float = 0.999,
        epsilon: float = 1e-7,
        amsgrad: bool = False,
        **options: Any,
    ):
        super().__init__(learning_rate, **options)
        self.beta_1 = as_number(beta_1, "beta_1", "Adam", minimum=0, maximum=1)
        if self.beta_1 == 1:
            rule, way_out = "be below 1: the first step would divide by 1 − beta_1", "Pass e.g. beta_1=0.9."
            raise ValueError(complaint("Adam", "beta_1", rule, beta_1, way_out))
        self.beta_2 = as_number(beta_2, "beta_2", "Adam", minimum=0, maximum=1)
        self.epsilon = as_number(epsilon, "epsilon", "Adam", minimum=0)
        self.amsgrad = bool(amsgrad)
        self._prepared_for: tuple | None = None

    def _slots(self) -> int:
        return 3 if self.amsgrad else 2

    @property
    def variables(self) -> list[Any]:
        """Step counter, learning rate, and for each variable the means, as Keras keeps them: copies."""
        iterations, rate, *sums = super().variables
        factors = [1 - self.beta_1, *[1 - self.beta_2] * (self._slots() - 1)]
        return [iterations, rate, *(s * s.dtype.type(factors[i % len(factors)]) for i, s in enumerate(sums))]

    def prepare(self, dtype: np.dtype) -> None:
        """Compute α, and bring the other numbers to the precision of the variables."""
        if self._prepared_for != (dtype, self.beta_1, self.beta_2, self.epsilon):
            self._prepare_for(dtype)
        (beta_1, beta_2), (power_1, power_2), t = self._betas, self._powers, self.iterations + 1
        power_1[...], power_2[...] = beta_1**t, beta_2**t
        correction = math.sqrt(1 - float(power_2)) / ((1 - float(power_1)) or math.nan)
        self._alpha[...] = self.learning_rate * correction * self._factor

    def _prepare_for(self, dtype: np.dtype) -> None:
        self._prepared_for = (dtype, self.beta_1, self.beta_2, self.epsilon)
        root = math.sqrt(1 - self.beta_2) or 1.0  # with beta_2 = 1, α is 0 anyway
        # NumPy takes arrays without a dimension faster than numbers.
        numbers = (self.beta_1, self.beta_2, self.epsilon / root)
        self._beta_1, self._beta_2, self._epsilon = (np.array(number, dtype) for number in numbers)
        self._alpha, *self._powers = np.empty((), dtype), np.empty((), dtype), np.empty((), dtype)
        self._factor, self._betas = (1 - self.beta_1) / root, (float(self._beta_1), float(self._beta_2))

    def update_step(
        self, gradient: np.ndarray, variable: np.ndarray, slots: Sequence[np.ndarray], scratch: np.ndarray
    ) -> None:
        """Apply the rule above."""
        m, v, *largest = slots  # the last argument of each line below is where its result goes
        np.multiply(m, self._beta_1, m)
        np.add(m, gradient, m)

        np.multiply(v, self._beta_2, v)
        np.multiply(gradient, gradient, scratch)
        np.add(v, scratch, v)
        if self.amsgrad:
            v = np.maximum(largest[0], v, out=largest[0])

        np.sqrt(v, scratch)
        np.add(scratch, self._epsilon, scratch)
        np.divide(m, scratch, scratch)
        np.multiply(scratch, self._alpha, scratch)
        np.subtract(variable, scratch, variable)
