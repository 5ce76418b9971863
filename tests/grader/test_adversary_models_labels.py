# ruff: noqa: E501 - one item a line reads best
"""Models of 0/1 labels: the coffee network, the multilabel network, the ECG network; wrong and right ones."""

import importlib.util

import pytest

from nnlab.grader import grade
from nnlab.grader.models import probe

pytestmark = pytest.mark.skipif(importlib.util.find_spec("tensorflow") is None, reason="needs TensorFlow")

HEADER = """
import keras
from keras import layers, optimizers
D, S, C1 = layers.Dense, keras.Sequential, layers.Conv1D
BCE = keras.losses.BinaryCrossentropy
LOGITS = BCE(from_logits=True)
def compiled(model, loss=None, optimizer=None):
    model.compile(loss=loss or BCE(), optimizer=optimizer or optimizers.Adam(0.01))
    return model
def coffee(names=("layer1", "layer2"), g="sigmoid", last="sigmoid", units=(3, 1), first=(), **options):
    return compiled(S([*first, D(units[0], g, name=names[0]), D(units[1], last, name=names[1])]), **options)
def films(n, g="relu", last=None, hidden=(32,), first=(), loss=None, **options):
    stack = S([*first, *[D(units, activation=g) for units in hidden], D(n, activation=last)])
    return compiled(stack, loss or (BCE() if last == "sigmoid" else LOGITS), **options)
def ecg(n, filters=(9, 3), g="relu", last="sigmoid", units=1, between=(), end=layers.Flatten, loss=None, first=True, **options):
    start = [keras.Input((n, 1))] if first else []
    stack = S([*start, C1(filters[0], 11, activation=g), *[b() for b in between], C1(filters[1], 5, activation=g), end(), D(units, activation=last)])
    return compiled(stack, loss or (BCE() if last == "sigmoid" else LOGITS), **options)
"""

#: Expression of `n`, and the name of its fault, or "" where none fits.
WRONG = {
    "05.build_coffee_model": {
        "relu": ("coffee(g='relu')", "relu_hidden"),
        "tanh": ("coffee(g='tanh')", ""),
        "no activation in the hidden layer": ("coffee(g=None)", "linear_hidden"),
        "no activation": ("coffee(g=None, last=None)", "no_activation"),
        "logits, plain loss": ("coffee(last=None)", "logits_as_probabilities"),
        "logits": ("coffee(last=None, loss=LOGITS)", "logits"),
        "twice": ("coffee(loss=LOGITS)", "sigmoid_twice"),
        "softmax": ("coffee(last='softmax')", "softmax_output"),
        "squares": ("coffee(loss='mse')", "squared_error"),
        "four units": ("coffee(units=(4, 1))", ""),
        "two outputs": ("coffee(units=(3, 2))", "two_outputs"),
        "sgd": ("coffee(optimizer=optimizers.SGD(0.01))", "sgd"),
        "rate of 0.1": ("coffee(optimizer=optimizers.Adam(0.1))", "learning_rate"),
        "three inputs": ("coffee(first=[keras.Input((3,))])", ""),
        "all samples as one": ("coffee(first=[keras.Input((200, 2))])", ""),
        "scaling inside": ("coffee(first=[keras.Input((2,)), layers.Normalization()])", ""),
        "rate by default": ("coffee(optimizer='adam')", "learning_rate"),
        "other names": ("coffee(('hidden', 'output'))", "names"),
        "no names": ("coffee((None, None))", "names"),
        "one layer": ("compiled(S([D(1, 'sigmoid', name='layer1')]))", "no_hidden"),
        "one more layer": (
            "compiled(S([D(3, 'sigmoid', name='layer1'), D(3, 'sigmoid'), D(1, 'sigmoid', name='layer2')]))",
            "",
        ),
        "not compiled": ("S([D(3, 'sigmoid', name='layer1'), D(1, 'sigmoid', name='layer2')])", ""),
        "the class": ("keras.Sequential", ""),
    },
    "12.build_multilabel_model": {
        "softmax": ("films(n, last='softmax', loss='binary_crossentropy')", "softmax"),
        "softmax and its loss": ("films(n, last='softmax', loss='categorical_crossentropy')", "softmax"),
        "twice": ("films(n, last='sigmoid', loss=LOGITS)", "sigmoid_twice"),
        "logits, plain loss": ("films(n, loss=BCE())", "logits_as_probabilities"),
        "logits, loss by name": ("films(n, loss='binary_crossentropy')", "logits_as_probabilities"),
        "a class loss": ("films(n, last='sigmoid', loss='categorical_crossentropy')", "one_class_loss"),
        "squares": ("films(n, last='sigmoid', loss='mse')", "squared_error"),
        "one output": ("films(1)", "one_output"),
        "four labels": ("films(4)", "fixed_labels"),
        "twelve labels": ("films(12)", "fixed_labels"),
        "one more": ("films(n + 1)", ""),
        "tanh": ("films(n, g='tanh')", ""),
        "sigmoid": ("films(n, g='sigmoid')", "sigmoid_hidden"),
        "no activation": ("films(n, g=None)", "linear_hidden"),
        "no hidden layer": ("films(n, hidden=())", "no_hidden"),
    },
    "13.build_ecg_model": {
        "exchanged": ("ecg(n, (3, 9))", "swapped_filters"),
        "nine and nine": ("ecg(n, (9, 9))", "equal_filters"),
        "eight": ("ecg(n, (8, 3))", ""),
        "not flattened": ("ecg(n, end=layers.ReLU)", ""),
        "one filter each": ("ecg(n, (1, 1))", "one_filter"),
        "window sizes as filters": ("ecg(n, (20, 5))", "sizes_for_filters"),
        "no activation": ("ecg(n, g=None)", "no_activation"),
        "no activation, logits": ("ecg(n, g=None, last=None)", "no_activation"),
        "twice": ("ecg(n, loss=LOGITS)", "sigmoid_twice"),
        "logits, plain loss": ("ecg(n, last=None, loss=BCE())", "logits_as_probabilities"),
        "two outputs": (
            "ecg(n, units=2, last='softmax', loss='sparse_categorical_crossentropy')",
            "one_for_each_class",
        ),
        "length 140": ("ecg(140)", "fixed_length"),
        "squares": ("ecg(n, loss='mse')", "squared_error"),
        "dense": (
            "compiled(S([keras.Input((n, 1)), layers.Flatten(), D(9, 'relu'), D(3, 'relu'), D(1, 'sigmoid')]))",
            "dense_only",
        ),
        "one convolution": (
            "compiled(S([keras.Input((n, 1)), C1(9, 11, activation='relu'), layers.Flatten(), D(1, 'sigmoid')]))",
            "one_convolution",
        ),
    },
}

RIGHT = {
    "05.build_coffee_model": {
        "as in the text": "coffee()",
        "with an input": "coffee(first=[keras.Input((2,))])",
        "by name": "coffee(loss='binary_crossentropy')",
        "activations of their own": "compiled(S([D(3, name='layer1'), layers.Activation('sigmoid'), D(1, 'sigmoid', name='layer2')]))",
    },
    "12.build_multilabel_model": {
        "logits": "films(n)",
        "sigmoid": "films(n, last='sigmoid')",
        "loss by name": "films(n, last='sigmoid', loss='binary_crossentropy')",
        "two hidden layers": "films(n, hidden=(64, 32))",
        "eight units": "films(n, hidden=(8,))",
        "wide input": "films(n, first=[keras.Input((300,))])",
        "dropout": "films(n, first=[layers.Dropout(0.1)])",
    },
    "13.build_ecg_model": {
        "flattened": "ecg(n)",
        "logit": "ecg(n, last=None)",
        "sigmoids": "ecg(n, g='sigmoid')",
        "tanh": "ecg(n, g='tanh')",
        "pooled": "ecg(n, between=[lambda: layers.MaxPooling1D(2)])",
        "averaged": "ecg(n, end=layers.GlobalAveragePooling1D)",
        "averaged sigmoids": "ecg(n, g='sigmoid', end=layers.GlobalAveragePooling1D)",
        "no input layer": "ecg(n, first=False)",
        "activation layers": "ecg(n, g=None, between=[layers.ReLU])",
    },
}
#: One model of each exercise is trained in earnest, which takes a second or two.
TRAINED = [
    ("05.build_coffee_model", "coffee()"),
    ("12.build_multilabel_model", "films(n)"),
    ("13.build_ecg_model", "ecg(n)"),
]


def build(exercise: str, source: str):
    names: dict = {"__name__": "__main__"}
    exec(HEADER, names)
    exec(f"def build({'' if exercise.startswith('05') else 'n'}): return {source}", names)
    return names["build"]


@pytest.fixture
def untrained(monkeypatch):
    monkeypatch.setattr(probe, "_train", lambda *args: [1.0, 0.9, 0.5])


@pytest.mark.usefixtures("untrained")
@pytest.mark.parametrize("exercise", WRONG)
def test_no_wrong_model_passes_and_no_name_is_wrong(exercise):
    family = exercise.partition("build_")[2]
    for name, (source, fault) in WRONG[exercise].items():
        report = grade(exercise, build(exercise, source))
        assert not report.passed, name
        assert report.points < report.max_points, name
        assert report.misconceptions[:1] == ((f"{family}.{fault}",) if fault else ()), (
            name,
            report.to_text(),
        )


@pytest.mark.usefixtures("untrained")
@pytest.mark.parametrize("exercise", RIGHT)
def test_no_right_model_fails(exercise):
    for name, source in RIGHT[exercise].items():
        report = grade(exercise, build(exercise, source))
        assert report.passed, (name, report.to_text())


@pytest.mark.parametrize(("exercise", "source"), TRAINED)
def test_a_right_model_learns(exercise, source):
    report = grade(exercise, build(exercise, source))
    assert report.passed, report


@pytest.mark.parametrize(
    "source", ["ecg(n, optimizer=optimizers.Adam(0.0))", "ecg(n, optimizer=optimizers.SGD(1e30))"]
)
def test_a_model_that_does_not_learn_is_told(source):
    report = grade("13.build_ecg_model", build("13.build_ecg_model", source))
    assert not report.passed
    assert [c.name for c in report.criteria if not c.passed] == ["training"]


@pytest.mark.usefixtures("untrained")
@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("ecg(n, end=layers.ReLU)", "Is a `Flatten` missing"),
        ("S([keras.Input((n,)), C1(9, 11)])", "as (length, 1) does"),
        (
            "compiled(S([keras.Input((n, 1, 1)), layers.Conv2D(9, (5, 1)), layers.Flatten(), D(1)]))",
            "Conv1D layers",
        ),
    ],
)
def test_a_model_of_a_wrong_shape_is_told_in_plain_words(source, words):
    report = grade("13.build_ecg_model", build("13.build_ecg_model", source))
    assert not report.passed
    assert words in " ".join(report.to_text().split())


def test_labels_that_a_model_cannot_take_are_told():
    report = grade(
        "13.build_ecg_model", build("13.build_ecg_model", "ecg(n, optimizer=optimizers.SGD(1e30))")
    )
    assert "labels of 0 and 1" in " ".join(report.to_text().split())
