"""What losses, metrics, initializers, layers and optimizers share: what each was made with, and its name."""

from __future__ import annotations

import inspect
import re
from collections import Counter
from collections.abc import Mapping
from typing import Any, Self

from nnlab._validation import complaint
from nnlab.exceptions import WrongType, did_you_mean

_used: Counter[str] = Counter()


class Configured:
    """Keeps each argument of the constructor in an attribute of that name, and can tell them."""

    def get_config(self) -> dict[str, Any]:
        """Arguments that make another object like this one, without what it has counted or drawn since."""
        return {name: getattr(self, name) for name in _arguments(type(self))}

    @classmethod
    def from_config(cls, config: dict[str, Any]) -> Self:
        """Make an object from what `get_config` gave."""
        return cls(**config)

    def __repr__(self) -> str:
        defaults = _arguments(type(self))
        # repr, not ==: an argument may be an array, whose comparison has no single answer.
        changed = [
            f"{name}={value!r}"
            for name, value in self.get_config().items()
            if name != "dtype" and repr(value) != repr(getattr(defaults.get(name), "default", None))
        ]
        return f"{type(self).__name__}({', '.join(changed)})"


def _arguments(cls: type) -> dict[str, inspect.Parameter]:
    parameters = inspect.signature(cls).parameters
    return {name: one for name, one in parameters.items() if one.kind is one.POSITIONAL_OR_KEYWORD}


def find(identifier: object, by_name: Mapping[str, Any], noun: str, example: str) -> Any:
    """Return what a name, a configuration, a class or a function stands for: the `get` of several packages.

    A class, also one that a name stands for, gives an object; ``{"class_name": …, "config": {…}}`` gives one
    made from these arguments. None gives None, and what can be called is returned as it is. `noun` and
    `example` are for the complaint: ``"a loss"``, ``'"mse"'``.
    """
    if identifier is None:
        return None
    found, config = identifier, None
    if isinstance(identifier, dict):
        found, config = identifier.get("class_name"), identifier.get("config", {})
    if isinstance(found, str):
        if found not in by_name:
            way_out = f"Known names: {', '.join(sorted(by_name))}.{did_you_mean(found, by_name)}"
            raise ValueError(complaint("get", "identifier", f"name {noun}", identifier, way_out))
        found = by_name[found]
    if not callable(found):
        rule = f"be a name, a configuration, {noun}, a function or None"
        raise WrongType(complaint("get", "identifier", rule, identifier, f"Pass e.g. {example}."))
    if inspect.isclass(found):
        return found.from_config(config) if config else found()
    return found


def snake_case(class_name: str) -> str:
    """MeanSquaredError → mean_squared_error, Conv1D → conv1d, RMSprop → rmsprop, as Keras does."""
    words = re.sub(r"(.)([A-Z][a-z]+)", r"\1_\2", class_name)
    return re.sub(r"([a-z])([A-Z])", r"\1_\2", words).lower()


def unique_name(class_name: str) -> str:
    """Precision → precision, precision_1, …, as Keras names what was given no name."""
    name = snake_case(class_name)
    _used[name] += 1
    return name if _used[name] == 1 else f"{name}_{_used[name] - 1}"
