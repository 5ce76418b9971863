"""Wrong ways to build the multilabel model, as rules that a probed model is held against."""

from nnlab.grader.misconceptions._compose import placed
from nnlab.grader.spec import Misconception

_FROM_LOGITS, _PLAIN = "BinaryCrossentropy(from_logits=True)", "BinaryCrossentropy()"
_CATEGORICAL = ("categorical_crossentropy", "sparse_categorical_crossentropy")
_SQUARED = ("mean_squared_error", "mse")


def _with(**wanted):
    """A model of which these parts are so, whatever the rest is."""

    def build(num_labels):
        return lambda spec: all(part(spec, num_labels) for part in wanted.values())

    return build


def _last(name):
    return lambda spec, n: spec.activations[-1] == name and spec.units[-1] == n


def _loss(*names):
    return lambda spec, n: spec.loss in names


def _hidden(*names):
    return lambda spec, n: len(spec.units) > 1 and set(spec.activations[:-1]) <= set(names)


BUILD_MULTILABEL_MODEL = placed(
    (
        Misconception("multilabel_model.softmax", _with(last=_last("softmax"))),
        Misconception(
            "multilabel_model.sigmoid_twice", _with(last=_last("sigmoid"), loss=_loss(_FROM_LOGITS))
        ),
        Misconception(
            "multilabel_model.logits_as_probabilities", _with(last=_last("linear"), loss=_loss(_PLAIN))
        ),
        Misconception("multilabel_model.relu_output", _with(last=_last("relu"))),
        Misconception(
            "multilabel_model.one_class_loss",
            _with(
                last=lambda spec, n: spec.activations[-1] in ("linear", "sigmoid"),
                loss=_loss(*_CATEGORICAL),
            ),
        ),
        Misconception(
            "multilabel_model.squared_error",
            _with(last=lambda spec, n: spec.activations[-1] in ("linear", "sigmoid"), loss=_loss(*_SQUARED)),
        ),
        Misconception("multilabel_model.no_hidden", _with(units=lambda spec, n: spec.units == (n,))),
        Misconception(
            "multilabel_model.linear_hidden",
            _with(hidden=_hidden("linear"), last=lambda spec, n: spec.units[-1] == n),
        ),
        Misconception(
            "multilabel_model.sigmoid_hidden",
            _with(hidden=_hidden("sigmoid"), last=lambda spec, n: spec.units[-1] == n),
        ),
        Misconception("multilabel_model.one_output", _with(units=lambda spec, n: spec.units[-1] == 1)),
        # As many outputs whatever is asked, such as those of the lab's examples.
        *(
            Misconception(
                "multilabel_model.fixed_labels", _with(units=lambda spec, n, k=k: spec.units[-1] == k)
            )
            for k in range(2, 21)
        ),
    ),
    {"softmax": "concept-softmax"}
    | dict.fromkeys(
        ("sigmoid_twice", "logits_as_probabilities", "relu_output", "one_class_loss", "squared_error"),
        "concept-pairs",
    ),
    elsewhere="concept-model",
)
