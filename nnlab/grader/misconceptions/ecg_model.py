"""Wrong ways to build the ECG model, as rules that a probed model is held against."""

from nnlab.grader.misconceptions._compose import placed
from nnlab.grader.spec import Misconception

_FROM_LOGITS, _PLAIN = "BinaryCrossentropy(from_logits=True)", "BinaryCrossentropy()"
_RIGHT = (9, 3)


def _model(rule):
    return lambda length: rule


def _ended(last, *losses):
    """Right convolutions, and an end that does not fit."""
    return _model(
        lambda spec: spec.filters == _RIGHT and spec.activations[-1] == last and spec.loss in losses
    )


_PLACES = {
    "dense_only": "concept-windows",
    **dict.fromkeys(
        ("one_convolution", "swapped_filters", "equal_filters", "one_filter"), "concept-more-filters"
    ),
}

_WRONG = (
    Misconception("ecg_model.dense_only", _model(lambda spec: not spec.filters)),
    Misconception("ecg_model.one_convolution", _model(lambda spec: len(spec.filters) == 1)),
    Misconception("ecg_model.swapped_filters", _model(lambda spec: spec.filters == (3, 9))),
    Misconception("ecg_model.one_filter", _model(lambda spec: spec.filters == (1, 1))),
    # The window sizes that the task recommends.
    Misconception("ecg_model.sizes_for_filters", _model(lambda spec: spec.filters == (20, 5))),
    Misconception("ecg_model.equal_filters", _model(lambda spec: spec.filters in ((9, 9), (3, 3)))),
    Misconception(
        "ecg_model.no_activation",
        _model(lambda spec: spec.filters == _RIGHT and spec.activations[0] == "linear"),
    ),
    Misconception("ecg_model.sigmoid_twice", _ended("sigmoid", _FROM_LOGITS)),
    Misconception("ecg_model.logits_as_probabilities", _ended("linear", _PLAIN)),
    Misconception(
        "ecg_model.one_for_each_class", _model(lambda spec: spec.filters == _RIGHT and spec.units[-1] > 1)
    ),
    Misconception("ecg_model.squared_error", _ended("sigmoid", "mean_squared_error", "mse")),
    Misconception(
        "ecg_model.fixed_length",
        lambda length: lambda spec: spec.filters == _RIGHT and spec.length == 140,
    ),
)

BUILD_ECG_MODEL = placed(_WRONG, _PLACES, elsewhere="concept-ecg-keras")
