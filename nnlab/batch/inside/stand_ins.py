"""Modules that are not in the sandbox: what draws does nothing, what would give the answer says it is absent.

A learner's cells import TensorFlow, Matplotlib or nnlab at the top; most functions never use them. A stand-in
lets the import pass. It keeps its dotted name, so that the use of something forbidden is found and named.
"""

import importlib
import importlib.abc
import importlib.machinery
import sys
import types
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

#: Nothing of these is needed to compute a function; a call gives another stand-in.
_QUIET = ("matplotlib", "pylab", "seaborn", "plotly", "ipywidgets", "IPython", "tqdm", "anywidget")
_QUIET_PARTS = (
    "nnlab.check",
    "nnlab.hint",
    "nnlab.summary",
    "nnlab.question",
    "nnlab.widgets",
    "nnlab.plotting",
)
#: These could give the answer.
_ABSENT = ("tensorflow", "keras", "torch", "jax", "scipy", "sklearn", "pandas", "nnlab")


class _StandIn(types.ModuleType):
    """A module, or a part of one, that only has a name."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__") and name.endswith("__"):
            raise AttributeError(name)
        part = type(self)(f"{self.__name__}.{name}")
        if f"{self.__name__}.{name}" in _QUIET_PARTS:
            part = _Quiet(part.__name__)
        return part


class _Absent(_StandIn):
    def __call__(self, *_arguments: Any, **_options: Any) -> Any:
        raise ImportError(
            f"{self.__name__} is not available while a submission is graded: write it with NumPy"
        )


class _Quiet(_StandIn):
    def __call__(self, *_arguments: Any, **_options: Any) -> Any:
        if self.__name__.endswith(".subplots"):
            return _Quiet("figure"), _Quiet("axes")
        return _Quiet(f"{self.__name__}()")

    def __iter__(self) -> Any:
        return iter(())

    def __enter__(self) -> Any:
        return self

    def __exit__(self, *_error: object) -> None:
        return None

    def __getitem__(self, _key: object) -> Any:
        return self

    def __setitem__(self, _key: object, _value: object) -> None:
        return None


class _Finder(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Finds stand-ins for whole packages, submodules included."""

    def __init__(self, quiet: Iterable[str], absent: Iterable[str]) -> None:
        self._kinds = dict.fromkeys(quiet, _Quiet) | dict.fromkeys(absent, _Absent)

    def find_spec(self, name: str, _path: Sequence[str] | None, _target: Any = None) -> Any:
        if name.partition(".")[0] not in self._kinds:
            return None
        return importlib.machinery.ModuleSpec(name, self, is_package=True)

    def create_module(self, spec: Any) -> types.ModuleType:
        kind = _Quiet if spec.name.startswith(_QUIET_PARTS) else self._kinds[spec.name.partition(".")[0]]
        return kind(spec.name)

    def exec_module(self, _module: types.ModuleType) -> None:
        """There is nothing to execute."""


def install(present: Sequence[str], activations: Mapping[str, Any]) -> None:
    """Let imports of absent packages find stand-ins, from now on and for good.

    Parameters
    ----------
    present : sequence of str
        Packages that are really there.
    activations : mapping of str to callable
        Functions that ``nnlab.activations`` offers all the same: those that the task leaves open.
    """
    for name in [*sys.modules]:
        if name.partition(".")[0] in ("nnlab", *_QUIET):
            del sys.modules[name]
    absent = [name for name in _ABSENT if name not in present]
    sys.meta_path.insert(0, _Finder(_QUIET, absent))
    offered = importlib.import_module("nnlab.activations")  # a stand-in
    for name, function in activations.items():
        setattr(offered, name, function)
    sys.modules["nnlab"].activations = offered
