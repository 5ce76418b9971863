"""`build_coffee_model` of lab 05: a Keras model, probed and trained."""

from typing import Any

from nnlab.calls.cases import Case
from nnlab.grader.misconceptions.coffee_model import BUILD_COFFEE_MODEL as WRONG
from nnlab.grader.models import ModelSpec, model_judge
from nnlab.grader.spec import Criterion, Exercise


def build_coffee_model():
    """Three sigmoid units, then one, trained on probabilities with Adam."""
    return ModelSpec(
        units=(3, 1),
        activations=("sigmoid", "sigmoid"),
        loss="BinaryCrossentropy()",
        optimizer="Adam",
        learning_rate=0.01,
        names=("layer1", "layer2"),
        inputs=2,
    )


def _keras_model(tf: Any) -> Any:
    dense = tf.keras.layers.Dense
    model = tf.keras.Sequential(
        [dense(3, activation="sigmoid", name="layer1"), dense(1, activation="sigmoid", name="layer2")]
    )
    model.compile(
        loss=tf.keras.losses.BinaryCrossentropy(), optimizer=tf.keras.optimizers.Adam(learning_rate=0.01)
    )
    return model


_MODEL = (Case("the model", ()),)

BUILD_COFFEE_MODEL = Exercise(
    id="05.build_coffee_model",
    reference=build_coffee_model,
    tensorflow=_keras_model,
    criteria=(
        Criterion("layers", 3, _MODEL, judge=model_judge("inputs", "units")),
        Criterion("activations", 2, _MODEL, judge=model_judge("activations")),
        Criterion("names", 1, _MODEL, judge=model_judge("names")),
        Criterion("loss", 2, _MODEL, judge=model_judge("loss")),
        Criterion("optimizer", 1, _MODEL, judge=model_judge("optimizer", "learning_rate")),
        Criterion("training", 1, _MODEL, judge=model_judge("training")),
    ),
    misconceptions=WRONG,
    minutes=15,
    difficulty=1,
    returns="model",
    purpose="labels",
    tolerance_reason="layers, loss and optimizer are read off what the model computes, to 1e-3 in float32",
    time_limit=120.0,
)
