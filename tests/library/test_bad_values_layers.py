"""Feeds bad values to every parameter of every layer, optimizer and callback, and reads what is said."""

import inspect
import re

import numpy as np
import pytest

from nnlab import layers, optimizers
from nnlab.exceptions import WrongType
from nnlab.models import Sequential

# {function}: {argument} must {rule}. Received: {argument}={value} (…). {way out}
SENTENCE = re.compile(r"^[\w.]+: (?P<arg>\w+) must .+\. Received: (?P=arg)=.* \(.+\)\. \S.*[.?]$", re.DOTALL)
NUMBER = [(None, TypeError), ("0.2", TypeError), ([0.2], TypeError), (1j, TypeError), (np.nan, ValueError)]
NUMBER += [(10**400, ValueError), (-np.inf, ValueError)]
COUNT = [(None, TypeError), ("3", TypeError), (2.5, TypeError), (True, TypeError), (0, ValueError)]
RATE = [*NUMBER, (-0.5, ValueError), (1.5, ValueError)]
NAME = [(3, TypeError), ("typo", ValueError)]
SHAPE = [(3, TypeError), ("ab", TypeError), ((2, 1.5), TypeError), ((0,), ValueError), ((2, -1), ValueError)]
OPTIONAL_NUMBER = [bad for bad in NUMBER if bad[0] is not None]
FLAG = []  # anything that has a truth value
OPTIONS = {"dtype": [("int32", ValueError), ("typo", ValueError), (3j, TypeError)], "input_shape": SHAPE}
# Constructor: good arguments, and for each parameter what it refuses.
LAYERS = {
    layers.Dense: (
        {"units": 2},
        {
            "units": COUNT,
            "activation": NAME,
            "use_bias": FLAG,
            "kernel_initializer": NAME,
            "bias_initializer": NAME,
        },
    ),
    layers.Activation: ({"activation": "relu"}, {"activation": NAME}),
    layers.Flatten: ({}, {"data_format": [("channels", ValueError), (3, TypeError)]}),
    layers.Rescaling: (
        {"scale": 2.0},
        {name: [("a", TypeError), ([[1], [1, 2]], ValueError)] for name in ("scale", "offset")},
    ),
    layers.Dropout: (
        {"rate": 0.5},
        {"rate": RATE, "noise_shape": SHAPE, "seed": [("0", TypeError), (1.5, TypeError), (-1, ValueError)]},
    ),
    layers.Normalization: (
        {},
        {
            "axis": [("a", TypeError), (1.5, TypeError), ((0, 1.5), TypeError)],
            "mean": [("a", TypeError)],
            "variance": [("a", TypeError)],
            "invert": FLAG,
        },
    ),
}
SIZES = [bad for bad in COUNT if bad[0] is not None] + [((1, 2, 3), ValueError), ((1.5,) * 3, ValueError)]
PADDING = [(None, TypeError), (3, TypeError), ("full", ValueError)]
DATA_FORMAT = [(3, TypeError), ("channels", ValueError)]
for rank in (1, 2):
    LAYERS[getattr(layers, f"Conv{rank}D")] = (
        {"filters": 2, "kernel_size": 3},
        LAYERS[layers.Dense][1]
        | {
            "filters": COUNT,
            "kernel_size": [*SIZES, (None, TypeError)],
            "strides": [*SIZES, (None, TypeError)],
            "padding": PADDING,
            "data_format": DATA_FORMAT,
            "dilation_rate": [*SIZES, (None, TypeError)],
            "groups": [*COUNT, (3, ValueError)],
        },
    )
    del LAYERS[getattr(layers, f"Conv{rank}D")][1]["units"]
    LAYERS[getattr(layers, f"MaxPooling{rank}D")] = (
        {},
        {
            "pool_size": [*SIZES, (None, TypeError)],
            "strides": SIZES,
            "padding": PADDING,
            "data_format": DATA_FORMAT,
        },
    )
INPUT = {
    "shape": SHAPE,
    "batch_size": [bad for bad in COUNT if bad[0] is not None],
    "dtype": OPTIONS["dtype"],
    "sparse": [(True, TypeError)],
    "ragged": [(True, TypeError)],
    "batch_shape": [((None, 2), ValueError)],
    "optional": [(True, TypeError)],
    "name": [],
}
LAYERS[layers.Input] = ({"shape": (2,)}, INPUT | {"tensor": [(np.ones(2), TypeError)]})
LAYERS[layers.InputLayer] = (
    {"shape": (2,)},
    INPUT | {"input_tensor": [(np.ones(2), TypeError)], "input_shape": []},
)
OPTIMIZERS = {
    optimizers.SGD: {"learning_rate": NUMBER, "momentum": RATE, "nesterov": FLAG},
    optimizers.Adam: {
        "learning_rate": NUMBER,
        "beta_1": RATE,
        "beta_2": RATE,
        "epsilon": NUMBER,
        "amsgrad": FLAG,
    },
    optimizers.RMSprop: {
        "learning_rate": NUMBER,
        "rho": RATE,
        "momentum": RATE,
        "epsilon": NUMBER,
        "centered": FLAG,
    },
}
LIMITS = dict.fromkeys(("weight_decay", "clipnorm", "clipvalue", "global_clipnorm"), OPTIONAL_NUMBER)


def cases():
    for cls, (good, parameters) in LAYERS.items():
        options = {} if "shape" in parameters else OPTIONS
        for name, bad in (parameters | options).items():
            yield from (
                pytest.param(cls, good, name, *one, id=f"{cls.__name__}-{name}-{one[0]!r}") for one in bad
            )
    for cls, parameters in OPTIMIZERS.items():
        for name, bad in (parameters | LIMITS).items():
            yield from (
                pytest.param(cls, {}, name, *one, id=f"{cls.__name__}-{name}-{str(one[0])[:20]}")
                for one in bad
            )


@pytest.mark.parametrize(("cls", "good", "name", "value", "error"), list(cases()))
def test_a_bad_value_is_refused_in_the_one_sentence(cls, good, name, value, error):
    both = {"mean": 1.0, "variance": 1.0} if name in ("mean", "variance") else {}
    with pytest.raises(error) as caught:
        cls(**good | both | {name: value})
    assert type(caught.value) is (WrongType if error is TypeError else error)
    assert SENTENCE.match(str(caught.value)), str(caught.value)


def test_no_parameter_is_left_out():
    tried = {cls: parameters for cls, (_, parameters) in LAYERS.items()} | OPTIMIZERS
    for cls, parameters in tried.items():
        assert set(inspect.signature(cls).parameters) - {"options"} == set(parameters), cls
    public = {getattr(layers, name) for name in layers.__all__} - {layers.Layer}
    assert public == set(LAYERS)
    assert {cls for cls in vars(optimizers).values() if inspect.isclass(cls)} == {
        *OPTIMIZERS,
        optimizers.Optimizer,
    }


@pytest.mark.parametrize(
    "cls", [one for one in [*LAYERS, *OPTIMIZERS] if one not in (layers.Input, layers.InputLayer)]
)
def test_what_keras_has_and_nnlab_has_not_is_refused_unless_it_is_off(cls):
    good = LAYERS[cls][0] if cls in LAYERS else {}
    cls(**good, kernel_regularizer=None)
    with pytest.raises(TypeError, match="nnlab does not have it"):
        cls(**good, kernel_regularizer="l2")


@pytest.mark.parametrize("value", [None, "1.0", [["a"]], np.array([1j]), [[1.0], [1.0, 2.0]]])
def test_a_layer_and_a_model_refuse_what_are_no_numbers(value):
    for layer in (layers.Dense(1), layers.Flatten(), Sequential([layers.Dense(1)])):
        with pytest.raises((TypeError, ValueError), match="inputs must"):
            layer(value)
