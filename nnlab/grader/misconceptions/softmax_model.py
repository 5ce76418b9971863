"""Wrong ways to build the softmax model, as descriptions that a probed model is compared with."""

from dataclasses import replace

from nnlab.grader.models import ModelSpec
from nnlab.grader.spec import Misconception

_LAYERS, _LOGITS, _TRAINING = "concept-model", "predict-logits", "concept-training"
_PLAIN, _FROM_LOGITS = "SparseCategoricalCrossentropy()", "SparseCategoricalCrossentropy(from_logits=True)"


def _model(**changes):
    def build(num_classes):
        right = ModelSpec((25, 15, num_classes), ("relu", "relu", "linear"), _FROM_LOGITS, "Adam", 0.001)
        return replace(right, **changes)

    return build


def _units(units_of):
    return lambda num_classes: replace(_model()(num_classes), units=units_of(num_classes))


def _without_hidden(num_classes):
    return replace(_model()(num_classes), units=(num_classes,), activations=("linear",))


BUILD_SOFTMAX_MODEL = (
    Misconception("softmax_model.twice", _model(activations=("relu", "relu", "softmax")), _LOGITS),
    Misconception(
        "softmax_model.probabilities", _model(activations=("relu", "relu", "softmax"), loss=_PLAIN), _LOGITS
    ),
    Misconception("softmax_model.not_from_logits", _model(loss=_PLAIN), _LOGITS),
    Misconception("softmax_model.one_hot_loss", _model(loss="categorical_crossentropy"), _LOGITS),
    Misconception("softmax_model.sigmoid_output", _model(activations=("relu", "relu", "sigmoid")), _LOGITS),
    Misconception("softmax_model.relu_output", _model(activations=("relu", "relu", "relu")), _LOGITS),
    Misconception(
        "softmax_model.sigmoid_hidden", _model(activations=("sigmoid", "sigmoid", "linear")), _LAYERS
    ),
    Misconception("softmax_model.linear_hidden", _model(activations=("linear", "linear", "linear")), _LAYERS),
    Misconception("softmax_model.swapped_units", _units(lambda n: (15, 25, n)), _LAYERS),
    Misconception("softmax_model.fixed_classes", _units(lambda n: (25, 15, 4)), _LAYERS),
    Misconception("softmax_model.fixed_classes", _units(lambda n: (25, 15, 10)), _LAYERS),
    Misconception("softmax_model.one_output", _units(lambda n: (25, 15, 1)), _LAYERS),
    Misconception("softmax_model.no_hidden", _without_hidden, _LAYERS),
    Misconception("softmax_model.learning_rate", _model(learning_rate=0.01), _TRAINING),
    Misconception("softmax_model.sgd", _model(optimizer="SGD", learning_rate=0.01), _TRAINING),
    Misconception("softmax_model.sgd", _model(optimizer="SGD", learning_rate=0.001), _TRAINING),
)
