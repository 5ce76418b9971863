# ruff: noqa: E501 - one item a line reads best
"""Keras models that look right and are not, and right ones in many manners of writing."""

import importlib.util

import pytest

from nnlab.grader import grade
from nnlab.grader.models import probe

pytestmark = pytest.mark.skipif(importlib.util.find_spec("tensorflow") is None, reason="needs TensorFlow")

HEADER = """
import os
import numpy as np
import tensorflow as tf
import keras
from keras import layers, losses, optimizers
D, S = layers.Dense, keras.Sequential
SCCE = losses.SparseCategoricalCrossentropy
def stack(n, g="relu", last="linear", first=(), between=(), sizes=(25, 15), **options):
    hidden = [layer for units in sizes for layer in (D(units, activation=g, **options), *[b() for b in between])]
    return S([*first, *hidden, D(n, activation=last)])
def compiled(model, optimizer=None, loss=None, **options):
    model.compile(optimizer=optimizer or optimizers.Adam(0.001), loss=loss or SCCE(from_logits=True), **options)
    return model
"""

#: Expression for `build(n)`, and the id of its name, or "" where none fits.
WRONG = {
    "dropout": ("compiled(stack(n, between=[lambda: layers.Dropout(0.2)]))", ""),
    "batch normalization": ("compiled(stack(n, between=[layers.BatchNormalization]))", ""),
    "relu6": ("compiled(stack(n, g='relu6'))", ""),
    "leaky relu": ("compiled(stack(n, g='leaky_relu'))", ""),
    "tanh": ("compiled(stack(n, g='tanh'))", ""),
    "gelu": ("compiled(stack(n, g='gelu'))", ""),
    "penalty": ("compiled(stack(n, kernel_regularizer='l2'))", ""),
    "zeros": ("compiled(stack(n, kernel_initializer='zeros'))", ""),
    "frozen": ("compiled(stack(n, trainable=False))", ""),
    "no bias": ("compiled(stack(n, use_bias=False))", ""),
    "one more layer": ("compiled(stack(n, sizes=(25, 15, 15)))", ""),
    "one class more": ("compiled(stack(n + 1))", ""),
    "wide": ("compiled(stack(n, sizes=(120, 40)))", ""),
    "sum of losses": ("compiled(stack(n), loss=SCCE(from_logits=True, reduction='sum'))", ""),
    "weighted loss": ("compiled(stack(n), loss_weights=[2.0])", ""),
    "loss by name": ("compiled(stack(n), loss='sparse_categorical_crossentropy')", "not_from_logits"),
    "softmax twice": ("compiled(stack(n, last='softmax'))", "twice"),
    "probabilities": ("compiled(stack(n, last='softmax'), loss=SCCE())", "probabilities"),
    "one-hot": ("compiled(stack(n), loss=losses.CategoricalCrossentropy(from_logits=True))", "one_hot_loss"),
    "binary": ("compiled(stack(n), loss=losses.BinaryCrossentropy(from_logits=True))", ""),
    "squares": ("compiled(stack(n), loss='mse')", ""),
    "rate 0.01": ("compiled(stack(n), optimizers.Adam(0.01))", "learning_rate"),
    "rate sinks": (
        "compiled(stack(n), optimizers.Adam(optimizers.schedules.ExponentialDecay(0.001, 10, 0.9)))",
        "",
    ),
    "betas": ("compiled(stack(n), optimizers.Adam(0.001, 0.5))", ""),
    "sgd": ("compiled(stack(n), 'sgd')", "sgd"),
    "rmsprop": ("compiled(stack(n), optimizers.RMSprop(0.001))", ""),
    "adamw": ("compiled(stack(n), optimizers.AdamW(0.001))", ""),
    "not compiled": ("stack(n)", ""),
    "history": ("(compiled(stack(n)), None)", ""),
    "nothing": ("[compiled(stack(n))]", ""),
    "ten classes": ("compiled(stack(10))", "fixed_classes"),
}

RIGHT = {
    "by name": "compiled(stack(n), 'adam')",
    "activation layers": "compiled(S([D(25), layers.ReLU(), D(15), layers.Activation('relu'), D(n)]))",
    "input layer": "compiled(stack(n, first=[keras.Input((3,))]))",
    "flatten": "compiled(stack(n, first=[layers.Flatten()]))",
    "functions": "compiled(stack(n, g=tf.nn.relu, last=None))",
    "keras.activations": "compiled(stack(n, g=keras.activations.relu, last=keras.activations.linear))",
    "wide input": "compiled(stack(n, first=[keras.Input((64,))]))",
    "metrics": "compiled(stack(n), metrics=['accuracy'])",
    "eager": "compiled(stack(n), run_eagerly=True)",
    "constant schedule": "compiled(stack(n), optimizers.Adam(optimizers.schedules.PiecewiseConstantDecay([10**6], [0.001, 0.001])))",
    "own loss": "compiled(stack(n), loss=lambda y, z: losses.sparse_categorical_crossentropy(y, z, from_logits=True))",
    "tensorflow's loss": (
        "compiled(stack(n), loss=lambda y, z: tf.nn.sparse_softmax_cross_entropy_with_logits("
        "tf.reshape(tf.cast(y, tf.int64), [-1]), z))"
    ),
    "own optimizer": "compiled(stack(n), type('Mine', (optimizers.Adam,), {})(learning_rate=1e-3))",
    "he": "compiled(stack(n, kernel_initializer='he_normal', name=None))",
    "functional": """
def build(n):
    x = keras.Input(shape=(5,), name="features")
    a = D(25, activation="relu", name="L1")(x)
    a = D(15, activation="relu", name="L2")(a)
    return compiled(keras.Model(x, D(n)(a)))
""",
    "a class": """
class Net(keras.Model):
    def __init__(self, n):
        super().__init__()
        self.out = D(n)
        self.two = D(15, activation="relu")
        self.one = D(25, activation="relu")
    def call(self, x):
        return self.out(self.two(self.one(x)))
def build(n):
    net = compiled(Net(n))
    net(np.zeros((1, 2), "float32"))
    return net
""",
    "added in a loop": """
def build(n):
    tf.random.set_seed(1234)
    print("building")
    model = S(name="digits")
    for units, g in ((25, "relu"), (15, "relu"), (n, "linear")):
        model.add(D(units=units, activation=g))
    model.compile(loss=SCCE(True), optimizer=optimizers.Adam(learning_rate=1e-3), metrics=["accuracy"])
    return model
""",
}


#: What only the training tells; the others are judged without it, for it takes a second or two.
TRAINED = ("zeros", "rate sinks")


def build(source: str):
    names: dict = {"__name__": "__main__"}
    exec(HEADER, names)
    exec(source if source.startswith("\n") else f"def build(n): return {source}", names)
    return names["build"]


@pytest.fixture(autouse=True)
def train(monkeypatch):
    """The real training, which is replaced meanwhile by one that succeeds at once."""
    real = probe._train
    monkeypatch.setattr(probe, "_train", lambda *args: [1.0, 0.9, 0.5])
    return real


def test_no_wrong_model_passes_and_no_name_is_wrong(train, monkeypatch):
    for name, (source, expected) in WRONG.items():
        with monkeypatch.context() as patch:
            if name in TRAINED:
                patch.setattr(probe, "_train", train)
            report = grade("07.build_softmax_model", build(source))
        assert not report.passed, name
        wanted = (f"softmax_model.{expected}",) if expected else ()
        assert report.misconceptions == wanted, (name, report.to_text())


def test_no_right_model_fails():
    for name, source in RIGHT.items():
        report = grade("07.build_softmax_model", build(source))
        assert report.passed, (name, report.to_text())
