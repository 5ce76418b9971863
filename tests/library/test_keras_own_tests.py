"""Keras's own tests of losses, metrics and initializers, which come with Keras, run on nnlab instead."""

import keras_adapter
import pytest

from nnlab import losses, metrics
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
    ("random_initializers_test", "mha", "there is no attention layer"),
    ("constant_initializers_test", "stft", "there is no STFT"),
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
    "initializers/constant_initializers_test.py": None,
    "initializers/random_initializers_test.py": None,
}


@pytest.mark.parametrize(("path", "name"), list(keras_adapter.cases(FILES)))
def test_what_keras_tests(path, name):
    pytest.importorskip("tensorflow")
    ours = {
        "losses": losses,
        "losses_module": losses,
        "Loss": losses.Loss,
        "squeeze_or_expand_to_same_rank": match_ranks,
        "metrics": metrics,
        "metrics_module": metrics,
        "accuracy_metrics": metrics,
        "reduction_metrics": metrics,
        "Metric": metrics.Metric,
    }
    problems = keras_adapter.run(path, name, keras_adapter.adapter(Variable) | ours, BY_DESIGN)
    assert not problems, problems
