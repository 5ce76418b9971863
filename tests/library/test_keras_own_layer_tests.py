"""Keras's own tests of activations, layers, optimizers and early stopping, run on nnlab instead."""

import keras_adapter
import numpy as np
import pytest
from keras_adapter import Only

from nnlab import _config, activations, callbacks, layers, losses, metrics, models, optimizers
from nnlab.layers._weights import WeightArray

pytestmark = pytest.mark.tensorflow

# File, part of the test's name, why nnlab does not do it.
OTHERS = "softsign selu mish glu celu squareplus sparsemax sparse_ log_sigmoid exponential threshold relu6"
BY_DESIGN = [
    *(("activations_test", name, "nnlab has a choice of activations") for name in OTHERS.split()),
    ("activations_test", "hard_", "nnlab has a choice of activations"),
    ("activations_test", "shrink", "nnlab has a choice of activations"),
    ("activations_test", "test_gelu", "it needs SciPy"),
    ("adam_test", "ema", "there are no moving averages of weights"),
    ("adam_test", "indexed_slices", "there is no Embedding"),
    ("dense_test", "basics", "there are no regularizers"),
    ("dense_test", "constraints", "there are no constraints"),
    ("dense_test", "errors", "nothing is symbolic"),
    ("dense_test", "sparse", "there are no sparse arrays"),
    *(("dense_test", name, "weights are not packed") for name in ("quant", "int4", "int8", "gptq", "awq")),
    ("dense_test", "lora", "there are no low-rank weights"),
    ("dense_test", "legacy", "weights are saved in another way"),
    ("conv_test", "3d", "there is no Conv3D"),
    ("conv_test", "lora", "there are no low-rank weights"),
    ("conv_test", "constraints", "there are no constraints"),
    ("conv_test", "symbolic", "nothing is symbolic"),
    ("max_pooling_test", "3d", "there is no MaxPooling3D"),
    ("flatten_test", "sparse", "there are no sparse arrays"),
    ("flatten_test", "symbolic", "nothing is symbolic"),
    ("flatten_test", "dynamic", "predict takes arrays"),
    ("normalization_test", "tf_data", "TensorFlow does not call our layers"),
    ("rescaling_test", "tf_data", "TensorFlow does not call our layers"),
    ("rescaling_test", "channels_first", "there is no global order of axes"),
    ("normalization_test", "meta_device", "there is no PyTorch"),
    ("normalization_test", "pydataset", "it imports Keras's layer"),
    ("normalization_test", "grain", "Grain need not be there"),
    ("rescaling_test", "grain", "Grain need not be there"),
    ("early_stopping_test", "test_early_stopping$", "there is no F1Score"),
]
FILES = {
    "activations/activations_test.py": None,
    "optimizers/sgd_test.py": None,
    "optimizers/adam_test.py": None,
    "optimizers/rmsprop_test.py": None,
    "layers/core/dense_test.py": None,
    "layers/convolutional/conv_test.py": None,
    "layers/pooling/max_pooling_test.py": None,
    "layers/reshaping/flatten_test.py": None,
    "layers/regularization/dropout_test.py": None,
    "layers/preprocessing/normalization_test.py": None,
    "layers/preprocessing/rescaling_test.py": None,
    "layers/activations/activation_test.py": None,
    "callbacks/early_stopping_test.py": None,
    "callbacks/lambda_callback_test.py": None,
}


def variable(value, dtype="float32", name="variable"):
    array = np.array(value, dtype).view(WeightArray)
    array.name = name
    return array


def run_layer_test(
    self,
    layer_cls,
    init_kwargs,
    input_shape=None,
    input_dtype="float32",
    input_data=None,
    call_kwargs=None,
    expected_output_shape=None,
    expected_output=None,
    expected_num_trainable_weights=None,
    expected_num_non_trainable_weights=None,
    assert_built_after_instantiation=False,
    **_,
):
    """Do what Keras's `run_layer_test` does, without the parts on masks, penalties and symbols."""
    if input_data is None:
        input_data = (np.random.default_rng(0).random(input_shape) * 3).astype(input_dtype)
    made = [layer_cls(**init_kwargs) for _ in range(4)]
    self.run_class_serialization_test(made[0])
    assert made[0].built or not assert_built_after_instantiation
    made[1].build(input_data.shape)
    outputs = made[2](input_data, **(call_kwargs or {}))
    for layer in made[1:3]:
        assert layer.built
        if expected_num_trainable_weights is not None:
            assert len(layer.trainable_weights) == expected_num_trainable_weights
        if expected_num_non_trainable_weights is not None:
            assert len(layer.non_trainable_weights) == expected_num_non_trainable_weights
    assert outputs.shape == made[1].compute_output_shape(input_data.shape)
    if expected_output_shape is not None:
        assert outputs.shape == expected_output_shape
    if expected_output is not None:
        self.assertAllClose(outputs, expected_output)
    model = models.Sequential([made[3]])
    model.compile("sgd", "mse")
    model.fit(input_data, np.zeros_like(outputs), verbose=0)


@pytest.mark.parametrize(("path", "name"), list(keras_adapter.cases(FILES)))
def test_what_keras_tests(path, name, monkeypatch):
    pytest.importorskip("tensorflow")
    monkeypatch.setattr(_config, "_used", type(_config._used)())
    ours = {
        "activations": activations,
        "callbacks": callbacks,
        "layers": Only(layers),
        "losses": losses,
        "metrics": Only(metrics),
        "models": models,
        "Sequential": models.Sequential,
        "optimizers": optimizers,
        "SGD": optimizers.SGD,
        "Adam": optimizers.Adam,
        "RMSprop": optimizers.RMSprop,
    }
    namespace = keras_adapter.adapter(variable) | ours
    problems = keras_adapter.run(path, name, namespace, BY_DESIGN, run_layer_test=run_layer_test)
    assert not problems, problems
