"""Weight decay: which variables are shrunk before each step, and which are spared."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

import numpy as np

from nnlab._validation import complaint
from nnlab.exceptions import WrongType

Variable = np.ndarray


class WeightDecay:
    """What shrinks variables, decoupled from the gradient as in AdamW (Loshchilov and Hutter, 2019)."""

    weight_decay: float | None
    learning_rate: float
    _known: Any
    _not_decayed: list[Variable]
    _names_not_decayed: list[str]
    _names: dict[int, tuple[Variable, str]]

    def exclude_from_weight_decay(
        self, var_list: Iterable[Variable] | None = None, var_names: Iterable[str] | None = None
    ) -> None:
        """Let `weight_decay` leave alone these variables, or those with such a word in their name.

        It is called before the first step, and says all: a second call replaces what the first said. The
        weights of a model have the names ``kernel``, ``bias`` and so on.
        """
        if self._known:
            rule, way_out = "be given before the first step", "Call it before fit, or make a new optimizer."
            name, value = ("var_list", var_list) if var_names is None else ("var_names", var_names)
            raise ValueError(complaint("exclude_from_weight_decay", name, rule, value, way_out))
        self._not_decayed = [] if var_list is None else list(var_list)
        self._names_not_decayed = [] if var_names is None else list(var_names)
        for word in self._names_not_decayed:
            if not isinstance(word, str):
                rule, way_out = "be a list of words", 'Pass e.g. var_names=["bias"].'
                raise WrongType(complaint("exclude_from_weight_decay", "var_names", rule, var_names, way_out))

    def call_by_name(self, names: Iterable[str], variables: Iterable[Variable]) -> None:
        """Learn the names of variables: what a model says, since arrays have none."""
        self._names = {
            id(variable): (variable, name) for name, variable in zip(names, variables, strict=True)
        }

    def _decay(self, variables: Iterable[Variable]) -> None:
        for variable in variables:
            if not self._is_spared(variable):
                variable -= variable * variable.dtype.type(self.weight_decay * self.learning_rate)

    def _is_spared(self, variable: Variable) -> bool:
        if any(variable is one for one in self._not_decayed):
            return True
        if not self._names_not_decayed:
            return False
        name = getattr(variable, "name", None) or self._names.get(id(variable), (None, None))[1]
        if name is None:
            rule = "go with variables that have names, as the weights of a model in `fit` have"
            way_out = "Pass the arrays themselves as var_list."
            words = self._names_not_decayed
            raise ValueError(complaint("exclude_from_weight_decay", "var_names", rule, words, way_out))
        return any(re.search(word, name) for word in self._names_not_decayed)
