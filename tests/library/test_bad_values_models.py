"""Feeds bad values to every parameter of a model's methods and of callbacks, and reads what is said."""

import inspect
import re

import numpy as np
import pytest

from nnlab import callbacks
from nnlab.layers import Dense, Input
from nnlab.models import Sequential

# {function}: {argument} must {rule}. Received: {argument}={value} (…). {way out}
SENTENCE = re.compile(r"^[\w.]+: (?P<arg>\w+) must .+\. Received: (?P=arg)=.* \(.+\)\. \S.*[.?]$", re.DOTALL)
X, Y = np.ones((4, 2)), np.zeros((4, 1))
ARRAY = [(None, ValueError), ("a", TypeError), (3.0, ValueError), ([[1.0], [1.0, 2.0]], ValueError)]
COUNT = [("3", TypeError), (2.5, TypeError), (True, TypeError), (-1, ValueError)]
NUMBER = [("a", TypeError), ([1.0], TypeError), (np.nan, ValueError)]
INPUTS = {"x": [*ARRAY, (np.ones((4, 3)), ValueError)], "batch_size": [*COUNT, (0, ValueError)]}
TARGETS = {
    "y": [*ARRAY, (Y[:3], ValueError), (np.ones((4, 2, 2)), ValueError)],
    "sample_weight": [
        ("a", TypeError),
        (3, ValueError),
        (np.ones(3), ValueError),
        (np.ones((4, 7)), ValueError),
    ],
}
CALLBACKS = [(3, TypeError), ([3], TypeError)]
VERBOSE = [(3, ValueError), ("loud", ValueError)]
CLASS_WEIGHT = [(3, TypeError), ({"a": 1.0}, TypeError), ({0: "a"}, TypeError), ({-1: 1.0}, ValueError)]
IDENTIFIER = [(3, TypeError), ("typo", ValueError)]
NOT_THERE = [(3, TypeError)]
FLAG = []  # anything that has a truth value, or makes no difference here
DATA = {"x": X, "y": Y, "verbose": 0}

# Method: good arguments, and for each parameter what it refuses.
METHODS = {
    "compile": (
        {},
        {
            "optimizer": [*IDENTIFIER, (None, TypeError)],
            "loss": IDENTIFIER,
            "metrics": [("mse", ValueError), (3, ValueError), ([3], TypeError), (["typo"], ValueError)],
            "loss_weights": [([1.0], TypeError)],
            "weighted_metrics": [(["mse"], TypeError)],
        }
        | dict.fromkeys(("run_eagerly", "steps_per_execution", "jit_compile", "auto_scale_loss"), FLAG),
    ),
    "fit": (
        DATA,
        INPUTS
        | TARGETS
        | {
            "epochs": [*COUNT, (None, TypeError)],
            "verbose": VERBOSE,
            "callbacks": CALLBACKS,
            "validation_split": [*NUMBER, (-0.1, ValueError), (1.0, ValueError)],
            "validation_data": [(3, ValueError), (X, ValueError), ((X, Y[:2]), ValueError)],
            "shuffle": FLAG,
            "class_weight": CLASS_WEIGHT,
            "initial_epoch": COUNT,
            "steps_per_epoch": NOT_THERE,
            "validation_steps": NOT_THERE,
            "validation_batch_size": FLAG,
            "validation_freq": [*COUNT, (0, ValueError)],
        },
    ),
    "evaluate": (
        DATA,
        INPUTS
        | TARGETS
        | {"verbose": VERBOSE, "steps": NOT_THERE, "callbacks": CALLBACKS, "return_dict": FLAG},
    ),
    "predict": (
        {"x": X, "verbose": 0},
        INPUTS | {"verbose": VERBOSE, "steps": NOT_THERE, "callbacks": CALLBACKS},
    ),
    "train_on_batch": (
        {"x": X, "y": Y},
        TARGETS | {"x": INPUTS["x"], "class_weight": CLASS_WEIGHT, "return_dict": FLAG},
    ),
    "test_on_batch": ({"x": X, "y": Y}, TARGETS | {"x": INPUTS["x"], "return_dict": FLAG}),
    "predict_on_batch": ({}, {"x": [("a", TypeError), (np.ones((4, 3)), ValueError)]}),
    "add": ({}, {"layer": [(3, TypeError), (None, TypeError)]}),
    "get_layer": ({}, {"name": [("typo", ValueError)], "index": [*COUNT, (9, ValueError)]}),
    "set_weights": (
        {},
        {"weights": [(3, ValueError), (None, ValueError), ([1.0], ValueError), (["a", "b"], TypeError)]},
    ),
    "build": ({}, {"input_shape": [(3, TypeError), ("ab", TypeError), ((None, 5), ValueError)]}),
    "save_weights": ({}, {"filepath": [(3, TypeError), (None, TypeError)], "overwrite": FLAG}),
    "load_weights": ({}, {"filepath": [(3, TypeError), (None, TypeError)]}),
}
EVENTS = [f"on_{what}_{when}" for what in ("epoch", "train", "train_batch") for when in ("begin", "end")]
CLASSES = {
    Sequential: {
        "layers": [(3, TypeError), ([3], TypeError), ("ab", TypeError)],
        "trainable": FLAG,
        "name": FLAG,
    },
    callbacks.LambdaCallback: dict.fromkeys(EVENTS, NOT_THERE),
    callbacks.EarlyStopping: {
        "monitor": [(3, TypeError), (None, TypeError)],
        "min_delta": NUMBER,
        "patience": COUNT,
        "verbose": FLAG,
        "mode": FLAG,  # an unknown one is replaced, with a warning, as in Keras
        "baseline": NUMBER,
        "restore_best_weights": FLAG,
        "start_from_epoch": COUNT,
    },
}


def cases():
    for function, (_, parameters) in METHODS.items():
        for name, bad in parameters.items():
            yield from (
                pytest.param(function, name, *one, id=f"{function}-{name}-{one[0]!r:.20}") for one in bad
            )
    for cls, parameters in CLASSES.items():
        for name, bad in parameters.items():
            yield from (pytest.param(cls, name, *one, id=f"{cls.__name__}-{name}-{one[0]!r}") for one in bad)


@pytest.mark.parametrize(("function", "name", "value", "error"), list(cases()))
def test_a_bad_value_is_refused_in_the_one_sentence(function, name, value, error):
    good = {}
    if isinstance(function, str):
        model = Sequential([Input((2,)), Dense(1)])
        model.compile("sgd", "mse")
        good, function = METHODS[function][0], getattr(model, function)
    with pytest.raises(error) as caught:
        function(**good | {name: value})
    assert SENTENCE.match(str(caught.value)), str(caught.value)


def test_no_parameter_is_left_out():
    for function, (_, tried) in METHODS.items():
        assert set(inspect.signature(getattr(Sequential, function)).parameters) - {"self"} == set(tried), (
            function
        )
    for cls, tried in CLASSES.items():
        assert set(inspect.signature(cls).parameters) - {"kwargs"} == set(tried), cls
    made = {getattr(callbacks, name) for name in callbacks.__all__} - {callbacks.Callback}
    assert made - set(CLASSES) == {callbacks.CallbackList, callbacks.History}  # which `fit` makes
