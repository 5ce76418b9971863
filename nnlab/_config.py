"""What losses, metrics and initializers share: they can tell what they were made with, and by what name."""

from __future__ import annotations

import inspect
import re
from collections import Counter
from typing import Any, Self

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


def snake_case(class_name: str) -> str:
    """MeanSquaredError → mean_squared_error, Conv1D → conv1d, RMSprop → rmsprop, as Keras does."""
    words = re.sub(r"(.)([A-Z][a-z]+)", r"\1_\2", class_name)
    return re.sub(r"([a-z])([A-Z])", r"\1_\2", words).lower()


def unique_name(class_name: str) -> str:
    """Precision → precision, precision_1, …, as Keras names what was given no name."""
    name = snake_case(class_name)
    _used[name] += 1
    return name if _used[name] == 1 else f"{name}_{_used[name] - 1}"
