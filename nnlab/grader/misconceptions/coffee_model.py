"""Wrong ways to build the coffee model, as descriptions that a probed model is compared with."""

from dataclasses import replace

from nnlab.grader.misconceptions._compose import placed
from nnlab.grader.models import ModelSpec
from nnlab.grader.spec import Misconception

_RIGHT = ModelSpec((3, 1), ("sigmoid", "sigmoid"), "BinaryCrossentropy()", "Adam", 0.01, ("layer1", "layer2"))


def _model(**changes):
    return lambda: replace(_RIGHT, **changes)


def _unnamed(spec):
    return spec == _RIGHT and spec.names != _RIGHT.names


BUILD_COFFEE_MODEL = placed(
    (
        Misconception("coffee_model.relu_hidden", _model(activations=("relu", "sigmoid"))),
        Misconception("coffee_model.linear_hidden", _model(activations=("linear", "sigmoid"))),
        Misconception("coffee_model.no_activation", _model(activations=("linear", "linear"))),
        Misconception("coffee_model.logits_as_probabilities", _model(activations=("sigmoid", "linear"))),
        Misconception(
            "coffee_model.logits",
            _model(activations=("sigmoid", "linear"), loss="BinaryCrossentropy(from_logits=True)"),
        ),
        Misconception("coffee_model.sigmoid_twice", _model(loss="BinaryCrossentropy(from_logits=True)")),
        Misconception("coffee_model.relu_output", _model(activations=("sigmoid", "relu"))),
        # Its output is 1 whatever the hidden layer does, which therefore cannot be told.
        Misconception(
            "coffee_model.softmax_output",
            lambda: lambda spec: spec.units == (3, 1) and spec.activations[-1] == "softmax",
        ),
        Misconception("coffee_model.squared_error", _model(loss="mean_squared_error")),
        Misconception("coffee_model.squared_error", _model(loss="mse")),
        Misconception("coffee_model.categorical_loss", _model(loss="categorical_crossentropy")),
        Misconception("coffee_model.categorical_loss", _model(loss="sparse_categorical_crossentropy")),
        Misconception("coffee_model.no_hidden", _model(units=(1,), activations=("sigmoid",))),
        Misconception("coffee_model.swapped_units", _model(units=(1, 3))),
        Misconception("coffee_model.two_outputs", _model(units=(3, 2))),
        Misconception("coffee_model.learning_rate", _model(learning_rate=0.001)),
        Misconception("coffee_model.learning_rate", _model(learning_rate=0.1)),
        Misconception("coffee_model.sgd", _model(optimizer="SGD")),
        Misconception("coffee_model.names", lambda: _unnamed),
    ),
    dict.fromkeys(
        (
            "logits_as_probabilities",
            "logits",
            "sigmoid_twice",
            "squared_error",
            "categorical_loss",
            "learning_rate",
            "sgd",
        ),
        "concept-compile",
    ),
    "concept-model",
)
