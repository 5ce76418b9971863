"""`build_ecg_model` of lab 13: a Keras model, probed and trained."""

from typing import Any

from nnlab.calls.cases import Case
from nnlab.grader.misconceptions.ecg_model import BUILD_ECG_MODEL as WRONG
from nnlab.grader.models import ModelSpec, model_judge
from nnlab.grader.spec import Criterion, Exercise


def build_ecg_model(length):
    """Nine units on windows of the signal, three on windows of those, and one output."""
    return ModelSpec(
        units=(1,),
        activations=("nonlinear", "sigmoid"),
        loss="BinaryCrossentropy()",
        optimizer="Adam",
        learning_rate=0.01,
        filters=(9, 3),
        length=length,
    )


def _keras_model(tf: Any, length: int) -> Any:
    layers = tf.keras.layers
    model = tf.keras.Sequential(
        [
            tf.keras.Input((length, 1)),
            layers.Conv1D(9, 20, strides=10, activation="relu"),
            layers.Conv1D(3, 5, activation="relu"),
            layers.Flatten(),
            layers.Dense(1, activation="sigmoid"),
        ]
    )
    model.compile(
        loss=tf.keras.losses.BinaryCrossentropy(), optimizer=tf.keras.optimizers.Adam(learning_rate=0.01)
    )
    return model


_LONG, _SHORT = Case("signals of 140 samples", (140,)), Case("signals of 96 samples", (96,))

BUILD_ECG_MODEL = Exercise(
    id="13.build_ecg_model",
    reference=build_ecg_model,
    tensorflow=_keras_model,
    criteria=(
        Criterion("convolutions", 3, (_LONG,), judge=model_judge("filters", "nonlinear")),
        Criterion("lengths", 1, (_LONG, _SHORT), judge=model_judge("length")),
        Criterion("one_output", 2, (_LONG, _SHORT), judge=model_judge("outputs")),
        Criterion("matched", 2, (_LONG,), judge=model_judge("matched")),
        Criterion("training", 2, (_LONG,), judge=model_judge("training")),
    ),
    misconceptions=WRONG,
    minutes=10,
    difficulty=2,
    returns="model",
    purpose="labels",
    tolerance_reason="layers and loss are read off what the model computes, to 1e-3 in float32",
    time_limit=120.0,
)
