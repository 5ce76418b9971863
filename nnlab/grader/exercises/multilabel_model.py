"""`build_multilabel_model` of lab 12: a Keras model, probed and trained."""

from typing import Any

from nnlab.calls.cases import Case
from nnlab.grader.misconceptions.multilabel_model import BUILD_MULTILABEL_MODEL as WRONG
from nnlab.grader.models import ModelSpec, model_judge
from nnlab.grader.spec import Criterion, Exercise


def build_multilabel_model(num_labels):
    """A hidden ReLU layer and one output a label; logits here, though a sigmoid is as right."""
    return ModelSpec(
        units=(32, num_labels),
        activations=("relu", "linear"),
        loss="BinaryCrossentropy(from_logits=True)",
        optimizer="Adam",
        learning_rate=0.01,
    )


def _keras_model(tf: Any, num_labels: int) -> Any:
    dense = tf.keras.layers.Dense
    model = tf.keras.Sequential([dense(32, activation="relu"), dense(num_labels)])
    model.compile(
        loss=tf.keras.losses.BinaryCrossentropy(from_logits=True),
        optimizer=tf.keras.optimizers.Adam(learning_rate=0.01),
    )
    return model


_FOUR, _NINE = Case("four labels", (4,)), Case("nine labels", (9,))

BUILD_MULTILABEL_MODEL = Exercise(
    id="12.build_multilabel_model",
    reference=build_multilabel_model,
    tensorflow=_keras_model,
    criteria=(
        Criterion("outputs", 3, (_FOUR, _NINE), judge=model_judge("outputs")),
        Criterion("hidden", 2, (_FOUR,), judge=model_judge("hidden")),
        Criterion("matched", 3, (_FOUR,), judge=model_judge("matched")),
        Criterion("training", 2, (_FOUR,), judge=model_judge("training")),
    ),
    misconceptions=WRONG,
    minutes=15,
    difficulty=2,
    returns="model",
    purpose="labels",
    tolerance_reason="layers and loss are read off what the model computes, to 1e-3 in float32",
    time_limit=120.0,
)
