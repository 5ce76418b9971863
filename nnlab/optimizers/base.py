"""What optimizers share: what they remember of each variable, the step counter, clipping, weight decay.

An optimizer of your own replaces `update_step`, and says in `_slots` how many arrays it keeps for a variable.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterable, Sequence
from typing import Any
from weakref import WeakValueDictionary

import numpy as np

from nnlab._config import Configured, unique_name
from nnlab._memory import aligned_zeros
from nnlab._validation import as_number, complaint
from nnlab.exceptions import WrongType
from nnlab.optimizers.weight_decay import WeightDecay

# A long variable is updated piece by piece, so that the dozen passes over a piece find it in the cache.
PIECE = 32_768

Variable = np.ndarray

# Arrays that hold all weights of a model: a part of one finds its state as a part of the state of the whole,
# so that it does not matter whether a step changes all weights together, or some, or one after the other.
HOMES: WeakValueDictionary[int, np.ndarray] = WeakValueDictionary()

# How many parts of arrays are remembered with their state; more than that are looked up anew.
PARTS = 256


class Optimizer(WeightDecay, Configured):
    """Base class of all optimizers.

    Parameters
    ----------
    learning_rate : float or callable
        Step size; a function without arguments is asked at each step.
    name : str, optional
        By default made from the class.
    weight_decay : float, optional
        Before each step, every variable is shrunk by ``variable · weight_decay · learning_rate``.
    clipnorm, clipvalue, global_clipnorm : float, optional
        At most one: largest norm of each gradient, largest absolute entry, largest norm of all together.

    Attributes
    ----------
    iterations : int
        Number of steps taken.
    """

    def __init__(
        self,
        learning_rate: float | Callable[[], float],
        *,
        name: str | None = None,
        weight_decay: float | None = None,
        clipnorm: float | None = None,
        clipvalue: float | None = None,
        global_clipnorm: float | None = None,
        **unsupported: Any,
    ):
        for option, value in unsupported.items():
            if value:  # use_ema=False and the like say what is the case anyway
                rule, way_out = "be left out: nnlab does not have it", "Remove it, or use Keras for this."
                raise WrongType(complaint(type(self).__name__, option, rule, value, way_out))
        self.name = unique_name(type(self).__name__) if name is None else str(name)
        self.learning_rate = learning_rate
        self.weight_decay = self._optional(weight_decay, "weight_decay")
        self.clipnorm = self._optional(clipnorm, "clipnorm")
        self.clipvalue = self._optional(clipvalue, "clipvalue")
        self.global_clipnorm = self._optional(global_clipnorm, "global_clipnorm")
        if sum(limit is not None for limit in (clipnorm, clipvalue, global_clipnorm)) > 1:
            rule = "be the only limit: of clipnorm, clipvalue and global_clipnorm at most one"
            value = clipvalue if clipnorm is None else clipnorm
            named = "clipvalue" if clipnorm is None else "clipnorm"
            raise ValueError(complaint(type(self).__name__, named, rule, value, "Leave out the others."))
        self.iterations = 0
        # A variable is kept beside its state: its id is its own only for as long as it lives.
        self._known: dict[int, tuple[Variable, list[np.ndarray]]] = {}
        self._parts: dict[int, tuple[Variable, list[np.ndarray]]] = {}
        self._not_decayed: list[Variable] = []
        self._names_not_decayed: list[str] = []
        self._names: dict[int, tuple[Variable, str]] = {}

    def get_config(self) -> dict[str, Any]:
        """Arguments that make another optimizer like this one, at its first step."""
        options = ("weight_decay", "clipnorm", "clipvalue", "global_clipnorm")
        given = {name: getattr(self, name) for name in options if getattr(self, name) is not None}
        return super().get_config() | given | {"name": self.name}

    def __setstate__(self, state: dict[str, Any]) -> None:
        """Find the state by the ids that the variables have in a copy."""
        self.__dict__ |= state
        self._known = {id(variable): (variable, slots) for variable, slots in self._known.values()}
        self._parts = {}
        self._names = {id(variable): (variable, name) for variable, name in self._names.values()}

    def _optional(self, value: float | None, name: str) -> float | None:
        return None if value is None else as_number(value, name, type(self).__name__, minimum=0)

    def __repr__(self) -> str:
        # Always with the learning rate, the one number that everybody asks for.
        first, *others = super().__repr__().removesuffix(")").split("(", 1)[1].split(", ")
        shown = [one for one in (first, *others) if one and not one.startswith(("learning_rate=", "name="))]
        return f"{type(self).__name__}({', '.join([f'learning_rate={self.learning_rate:g}', *shown])})"

    def _slots(self) -> int:
        """How many arrays, zero at first, are kept for each variable."""
        return 0

    def update_step(
        self, gradient: np.ndarray, variable: np.ndarray, slots: Sequence[np.ndarray], scratch: np.ndarray
    ) -> None:
        """Change a variable, or a piece of one, in place; `scratch` is free for intermediate results."""
        raise NotImplementedError(f"{type(self).__name__} has no update step")

    def prepare(self, dtype: np.dtype) -> None:
        """Compute, once a step, the numbers that `update_step` uses for variables of this precision."""

    # ------------------------------------------------------------------ learning rate, state

    @property
    def learning_rate(self) -> float:
        """Step size of the next step."""
        return float(self._learning_rate()) if callable(self._learning_rate) else self._learning_rate

    @learning_rate.setter
    def learning_rate(self, value: float | Callable[[], float]) -> None:
        known = callable(value)
        self._learning_rate = value if known else as_number(value, "learning_rate", type(self).__name__)

    @property
    def built(self) -> bool:
        """Whether the optimizer knows its variables."""
        return bool(self._known)

    @property
    def variables(self) -> list[Any]:
        """Step counter, learning rate, and the arrays kept for each variable, in Keras's order."""
        return [
            self.iterations,
            self.learning_rate,
            *(slot for _, slots in self._known.values() for slot in slots[:-1]),
        ]

    @property
    def one_by_one(self) -> bool:
        """Whether it matters which variables the numbers belong to, so that they cannot be taken together."""
        return bool(self.clipnorm or self.global_clipnorm or self._not_decayed or self._names_not_decayed)

    def build(self, variables: Iterable[Variable]) -> None:
        """Make room for what is remembered of these variables, unless variables are known already."""
        if self._known:
            return
        for variable in variables:
            self._check_variable(variable)
            whole = HOMES.get(id(variable.base))
            home = whole if whole is not None and whole is variable.base else variable
            if id(home) not in self._known:
                slots = [aligned_zeros(home.shape, home.dtype) for _ in range(self._slots())]
                self._known[id(home)] = (home, [*slots, _scratch(home)])

    def _state(self, variable: Variable) -> list[np.ndarray] | None:
        """Return the slots and the scratch array of a known variable, or of a part of one."""
        found = self._known.get(id(variable)) or self._parts.get(id(variable))
        if found is not None:
            return found[1]
        home = HOMES.get(id(getattr(variable, "base", None)))
        if home is None or id(home) not in self._known or not variable.flags.forc:
            return None
        start = _address(variable) - _address(home)
        part = slice(start // home.itemsize, start // home.itemsize + variable.size)
        order = "F" if variable.flags.fnc else "C"
        slots = [slot[part].reshape(variable.shape, order=order) for slot in self._known[id(home)][1][:-1]]
        if len(self._parts) >= PARTS:
            self._parts.clear()
        self._parts[id(variable)] = (variable, [*slots, _scratch(variable)])
        return self._parts[id(variable)][1]

    def _check_variable(self, variable: Variable) -> None:
        if not isinstance(variable, np.ndarray) or variable.dtype.kind != "f" or not variable.flags.writeable:
            rule = "be NumPy arrays of floats that can be written to"
            way_out = "Pass np.array([1.0, 2.0]): it is changed in place."
            raise WrongType(complaint("apply_gradients", "variables", rule, variable, way_out))

    # ------------------------------------------------------------------ a step

    def apply_gradients(self, grads_and_vars: Iterable[tuple[np.ndarray, Variable]]) -> int:
        """Take one step: change each variable in place, against its gradient.

        The first call decides which variables the optimizer is for. Returns the number of steps taken.
        """
        pairs = list(grads_and_vars)
        if pairs:
            self.apply([gradient for gradient, _ in pairs], [variable for _, variable in pairs])
        return self.iterations

    def apply(
        self, grads: Sequence[np.ndarray], trainable_variables: Sequence[Variable] | None = None
    ) -> None:
        """Take one step, with the gradients and the variables in two lists."""
        if trainable_variables is None:
            trainable_variables = [variable for variable, _ in self._known.values()]
        if not self._known:
            self.build(trainable_variables)
        pairs = [
            self._checked(*pair)
            for pair in zip(grads, trainable_variables, strict=True)
            if pair[0] is not None
        ]
        if not pairs:
            rule = "hold a gradient for at least one variable: No gradients provided for any variable"
            way_out = "Run a backward pass first."
            raise ValueError(complaint("apply_gradients", "grads", rule, grads, way_out))
        if len(pairs) < len(grads):
            text = f"apply_gradients: {len(grads) - len(pairs)} of {len(grads)} variables have no gradient."
            warnings.warn(f"{text} They stay as they are.", stacklevel=3)
        self.step(pairs)

    def step(self, pairs: Sequence[tuple[np.ndarray, Variable]]) -> None:
        """Take one step with pairs that are known to be right: what `fit` calls for each batch."""
        if self.clipnorm or self.clipvalue or self.global_clipnorm:
            clipped = self._clip_gradients([gradient for gradient, _ in pairs])
            pairs = [(gradient, pair[1]) for gradient, pair in zip(clipped, pairs, strict=True)]
        if self.weight_decay:
            self._decay(variable for _, variable in pairs)
        dtype = None
        for gradient, variable in pairs:
            if dtype is None or variable.dtype != dtype:
                dtype = variable.dtype
                self.prepare(dtype)
            *slots, scratch = self._state(variable)
            if variable.size == scratch.size:
                self.update_step(gradient, variable, slots, scratch)
                continue
            for start in range(0, variable.size, PIECE):
                piece = slice(start, start + PIECE)
                part = variable[piece]
                self.update_step(gradient[piece], part, [slot[piece] for slot in slots], scratch[: part.size])
        self.iterations += 1

    def check_known(self, variables: Iterable[Variable]) -> None:
        """Complain about variables that the optimizer was not built for."""
        for variable in variables:
            if self._state(variable) is None:
                rule = "be among those the optimizer was first used for"
                way_out = "Unknown variable: make a new optimizer for other variables."
                raise ValueError(complaint("apply_gradients", "variables", rule, variable, way_out))

    def _checked(self, gradient: np.ndarray, variable: Variable) -> tuple[np.ndarray, Variable]:
        self.check_known([variable])
        gradient = np.asarray(gradient)
        if gradient.shape != variable.shape or gradient.dtype.kind not in "fiu":
            rule = f"have the shape of its variable, {variable.shape}, and hold real numbers"
            raise ValueError(complaint("apply_gradients", "gradient", rule, gradient, "Check the pairs."))
        return gradient.astype(variable.dtype, copy=False), variable

    def _clip_gradients(self, grads: Sequence[np.ndarray]) -> list[np.ndarray]:
        if self.clipvalue:
            return [np.clip(gradient, -self.clipvalue, self.clipvalue) for gradient in grads]
        norms = [np.sqrt(np.sum(gradient * gradient)) for gradient in grads]
        if self.global_clipnorm:
            norms = [np.sqrt(sum(norm**2 for norm in norms))] * len(norms)
        limit = self.clipnorm or self.global_clipnorm
        return [gradient * (limit / max(norm, limit)) for gradient, norm in zip(grads, norms, strict=True)]


def _scratch(variable: Variable) -> np.ndarray:
    if variable.ndim == 1:
        return aligned_zeros(min(variable.size, PIECE), variable.dtype)
    return np.empty_like(variable)


def _address(array: np.ndarray) -> int:
    return array.__array_interface__["data"][0]
