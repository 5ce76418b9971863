"""All widgets below one another, as this package exports them: a widget that is added appears by itself."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from typing import Any

from nnlab import widgets

# Forms of a widget that its plain call does not show.
_MORE: dict[str, tuple[dict[str, Any], ...]] = {"convolution": ({"dimensions": 2},)}


def examples() -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the name of each widget's function and the arguments of an example, one after the other."""
    for name in widgets.__all__:
        if name.islower() and name != "gallery":
            for options in ({}, *_MORE.get(name, ())):
                yield name, options


def gallery() -> None:
    """Show every widget in the notebook, each below the line of code that makes it.

    Examples
    --------
    >>> import nnlab
    >>> nnlab.widgets.gallery()  # doctest: +SKIP
    """
    from IPython.display import Markdown, display

    for name, options in examples():
        function = getattr(widgets, name)
        arguments = ", ".join(f"{key}={value!r}" for key, value in options.items())
        says = (inspect.getdoc(function) or "").partition("\n")[0]
        display(Markdown(f"## `nnlab.widgets.{name}({arguments})`\n\n{says}"))
        display(function(**options))
