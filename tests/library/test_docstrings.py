"""The docstrings of the public API say what the signatures say, in numpydoc's order of sections."""

import ast
import inspect
import re

import pytest

from nnlab import (
    activations,
    callbacks,
    datasets,
    exceptions,
    gradcheck,
    initializers,
    layers,
    losses,
    metrics,
    models,
    optimizers,
    preprocessing,
    utils,
)

MODULES = [activations, datasets, exceptions, gradcheck, initializers, losses, metrics, preprocessing, utils]
MODULES += [callbacks, layers, models, optimizers]
SECTIONS = ["Parameters", "Returns", "Raises", "Attributes", "Notes", "References", "Examples"]


def public_objects():
    for module in MODULES:
        for name in module.__all__:
            thing = getattr(module, name)
            yield pytest.param(thing, id=f"{module.__name__}.{name}")
            for method in vars(thing).values() if inspect.isclass(thing) else ():
                if inspect.isfunction(method) and not method.__name__.startswith("_"):
                    yield pytest.param(method, id=f"{module.__name__}.{method.__qualname__}")


def sections(doc):
    """Split a docstring at its underlined headings; the text before the first one is under ''."""
    parts = re.split(r"^(\w[\w ]*)\n-{3,}\n", doc, flags=re.MULTILINE)
    return {"": parts[0]} | dict(zip(parts[1::2], parts[2::2], strict=True))


def documented_parameters(section):
    """Names and descriptions of lines such as `a, b : float, default 0.2`."""
    entries = re.findall(r"^(\w[\w, ]*) : (.+)$", section, flags=re.MULTILINE)
    return {name.strip(): kind for names, kind in entries for name in names.split(",")}


@pytest.mark.parametrize("thing", list(public_objects()))
def test_docstring_agrees_with_signature(thing):
    doc = inspect.cleandoc(thing.__doc__)
    found = sections(doc)
    headings = [heading for heading in found if heading]
    assert headings == sorted(headings, key=SECTIONS.index)
    assert re.match(r"[A-Z][^\n]*[.\n]", doc)
    assert doc.split("\n")[0].endswith((".", ":")) or ";" in doc.split("\n")[0]
    if inspect.isclass(thing) and "Parameters" not in found:
        return  # it is made without arguments, or not by its user
    if inspect.isfunction(thing) and "." in thing.__qualname__ and not headings:
        return  # one line says all of a method whose parameters are those of every such method

    parameters = {
        name: parameter
        for name, parameter in inspect.signature(thing).parameters.items()
        if name != "self" and parameter.kind not in (parameter.VAR_POSITIONAL, parameter.VAR_KEYWORD)
    }
    documented = documented_parameters(found.get("Parameters", ""))
    assert list(documented) == list(parameters)
    is_class = inspect.isclass(thing)
    assert "Returns" in found or is_class or thing.__name__ == "update_state"
    assert ">>> " in found.get("Examples", "") or is_class or "." in thing.__qualname__
    for name, parameter in parameters.items():
        stated = re.search(r"default (-?[\d.]+|True|False|\".+\")$", documented[name])
        if stated:
            assert ast.literal_eval(stated[1]) == parameter.default
        elif parameter.default is not inspect.Parameter.empty and "As in `" not in found["Parameters"]:
            assert re.search(r"optional|default ", documented[name]), name


def test_modules_name_what_they_give():
    for module in MODULES:
        assert module.__doc__
        assert list(module.__all__) == sorted(module.__all__)
        for name in module.__all__:
            # The losses of samples have a home of their own, because metrics show them too.
            assert getattr(module, name).__module__.startswith((module.__name__, "nnlab._per_sample"))
