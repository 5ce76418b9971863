"""Feeds bad values to every parameter of losses, metrics, initializers and preprocessing."""

import inspect
import re

import numpy as np
import pytest

from nnlab import gradcheck, initializers, losses, metrics, preprocessing, utils
from nnlab.exceptions import WrongType

# {function}: {argument} must {rule}. Received: {argument}={value} (…). {way out}
SENTENCE = re.compile(r"^[\w.]+: (?P<arg>\w+) must .+\. Received: (?P=arg)=.* \(.+\)\. \S.*[.?…]$", re.DOTALL)

ARRAY = [
    (None, TypeError),
    ("1.0", TypeError),
    (np.array([1 + 2j]), TypeError),
    (np.array(["2026-01-01"], dtype="datetime64[D]"), TypeError),
    ([object()], TypeError),
    ([[1.0, 2.0], [3.0]], ValueError),
]
OTHER_SHAPE = [(np.ones(5), ValueError), (np.ones((4, 4, 4)), ValueError)]
NUMBER = [("0.2", TypeError), ([0.2], TypeError), (None, TypeError), (1j, TypeError), (np.nan, ValueError)]
SHARE = [*NUMBER, (-0.1, ValueError), (1.5, ValueError)]
COUNT = [("3", TypeError), (2.5, TypeError), (True, TypeError), (0, ValueError), (-1, ValueError)]
AXIS = [("last", TypeError), (0.5, TypeError), (True, TypeError), (2, ValueError), (-3, ValueError)]
SEED = [("0", TypeError), (1.5, TypeError), (True, TypeError), (-1, ValueError)]
DTYPE = [("bfloat16", ValueError), ("int32", ValueError), (3, TypeError), ("no", ValueError)]
ANY_DTYPE = [("bfloat16", ValueError), ("str", ValueError), (3, TypeError)]
AXES = [("0", TypeError), (0, TypeError), ([0.5], TypeError)]
IDENTIFIER = [
    (3, TypeError),
    (["mse"], TypeError),
    ("typo", ValueError),
    ({"class_name": "typo"}, ValueError),
]
REDUCTION = [("average", ValueError), (3, TypeError), (True, TypeError)]
THRESHOLDS = [("0.5", TypeError), ([], ValueError), (-0.1, ValueError)]
THRESHOLDS += [([0.5, 2], ValueError), ([None], ValueError), (["0.5"], TypeError)]

ROWS, ONE_HOT, LABELS = np.full((2, 3), 0.5), np.eye(2, 3), np.array([0, 1])
PAIR = {"y_true": ARRAY + OTHER_SHAPE, "y_pred": ARRAY}
NAMES = {"name": [], "from_logits": []}
LOSS = NAMES | {"reduction": REDUCTION, "dtype": DTYPE}
SCALED = {"seed": SEED, "input_axes": AXES, "output_axes": AXES}

TABLE = {
    losses.Loss: ((), LOSS),
    losses.MeanSquaredError: ((), LOSS),
    losses.MeanAbsoluteError: ((), LOSS),
    losses.BinaryCrossentropy: ((), LOSS | {"label_smoothing": SHARE, "axis": []}),
    losses.CategoricalCrossentropy: ((), LOSS | {"label_smoothing": SHARE, "axis": []}),
    losses.SparseCategoricalCrossentropy: (
        (),
        LOSS | {"ignore_class": [("0", TypeError), (0.5, TypeError)], "axis": []},
    ),
    losses.get: ((), {"identifier": IDENTIFIER}),
    metrics.get: ((), {"identifier": IDENTIFIER}),
    initializers.get: ((), {"identifier": IDENTIFIER}),
    initializers.Initializer: ((), {}),
    initializers.Zeros: ((), {}),
    initializers.Ones: ((), {}),
    initializers.Constant: ((), {"value": ARRAY}),
    initializers.Identity: ((), {"gain": NUMBER}),
    initializers.Orthogonal: ((), {"gain": NUMBER, "seed": SEED}),
    initializers.RandomNormal: ((), {"mean": NUMBER, "stddev": [*NUMBER, (-1, ValueError)], "seed": SEED}),
    initializers.TruncatedNormal: ((), {"mean": NUMBER, "stddev": [*NUMBER, (-1, ValueError)], "seed": SEED}),
    initializers.RandomUniform: ((), {"minval": NUMBER, "maxval": [*NUMBER, (-1, ValueError)], "seed": SEED}),
    initializers.VarianceScaling: (
        (),
        SCALED
        | {
            "scale": [*NUMBER, (0, ValueError), (-1, ValueError)],
            "mode": [("fan", ValueError), (3, TypeError)],
            "distribution": [("flat", ValueError), (3, TypeError)],
        },
    ),
    initializers.compute_fans: (
        ((2, 3),),
        {"shape": [(None, TypeError), ("23", TypeError), ((2.5,), TypeError), ((-1, 2), ValueError)]}
        | {"input_axes": AXES, "output_axes": AXES},
    ),
    preprocessing.one_hot: (
        ([0, 1],),
        {"y": [*ARRAY, ([-1], ValueError), ([0.5], ValueError)], "num_classes": COUNT, "dtype": DTYPE},
    ),
    preprocessing.min_max_scale: ((), {"X": [*ARRAY, (3.0, ValueError)]}),
    preprocessing.standardize: ((), {"X": [*ARRAY, (3.0, ValueError)]}),
    preprocessing.minibatches: (
        (ROWS, LABELS),
        {"X": [(3.0, TypeError)], "y": [(3.0, TypeError), (np.ones(3), ValueError)]}
        | {"batch_size": COUNT, "rng": SEED, "shuffle": []},
    ),
    preprocessing.train_test_split: (
        (ROWS, LABELS),
        {"X": [(3.0, TypeError)], "y": [(3.0, TypeError), (np.ones(3), ValueError)]}
        | {"test_size": [*NUMBER, (0, ValueError), (2, ValueError)], "seed": SEED, "shuffle": []},
    ),
    gradcheck.numerical_gradient: (
        (np.sum, ROWS),
        {"f": [(None, TypeError), (lambda x: x, ValueError)], "x": ARRAY}
        | {"step": [("1", TypeError), (0, ValueError), (-1, ValueError)]},
    ),
    utils.set_random_seed: ((), {"seed": [*SEED, (None, TypeError), (2**32, ValueError)]}),
    metrics.binary_accuracy: (
        (ONE_HOT, ROWS),
        PAIR | {"threshold": NUMBER},
    ),
    metrics.categorical_accuracy: ((ONE_HOT, ROWS), PAIR | {"y_true": ARRAY + OTHER_SHAPE[1:]}),
    metrics.sparse_categorical_accuracy: ((LABELS, ROWS), PAIR),
    metrics.top_k_categorical_accuracy: ((ONE_HOT, ROWS), PAIR | {"k": COUNT}),
    metrics.sparse_top_k_categorical_accuracy: (
        (LABELS, ROWS),
        PAIR | {"k": COUNT, "from_sorted_ids": []},
    ),
}
for name in ("GlorotNormal", "GlorotUniform", "HeNormal", "HeUniform", "LecunNormal", "LecunUniform"):
    TABLE[getattr(initializers, name)] = ((), SCALED)
for name in losses.__all__:
    if name.islower() and name != "get":
        good = (LABELS if name.startswith("sparse") else ONE_HOT, ROWS)
        bad = PAIR | {"from_logits": [], "label_smoothing": SHARE, "axis": AXIS}
        bad |= {"ignore_class": [("0", TypeError)], "grad_output": [*ARRAY, (np.ones(7), ValueError)]}
        parameters = inspect.signature(getattr(losses, name)).parameters
        TABLE[getattr(losses, name)] = (good, {one: bad[one] for one in parameters})
METRIC = NAMES | {"dtype": ANY_DTYPE, "threshold": NUMBER, "thresholds": THRESHOLDS, "k": COUNT}
METRIC |= {"top_k": COUNT, "class_id": [("1", TypeError), (-1, ValueError)], "label_smoothing": SHARE}
METRIC |= {"axis": [], "ignore_class": [], "from_sorted_ids": [], "fn": [], "kwargs": []}
for name in metrics.__all__:
    if not name.islower():
        parameters = inspect.signature(getattr(metrics, name)).parameters
        good = (np.hypot,) if "fn" in parameters else ()
        TABLE[getattr(metrics, name)] = (good, {one: METRIC[one] for one in parameters})

CASES = [
    pytest.param(function, parameter, value, error, id=f"{function.__qualname__}-{parameter}-{number}")
    for function, (_, parameters) in TABLE.items()
    for parameter, bad in parameters.items()
    for number, (value, error) in enumerate(bad)
]


@pytest.mark.parametrize(("function", "parameter", "value", "error"), CASES)
def test_a_bad_value_is_refused_in_the_one_sentence(function, parameter, value, error):
    bound = inspect.signature(function).bind_partial(*TABLE[function][0])
    bound.arguments[parameter] = value
    with pytest.raises(error) as caught:
        function(*bound.args, **bound.kwargs)
    assert type(caught.value) is (WrongType if error is TypeError else error)
    match = SENTENCE.match(str(caught.value))
    assert match, str(caught.value)
    assert match["arg"] == parameter
    assert str(caught.value).startswith(f"{function.__qualname__}: ")


def test_nothing_public_and_no_parameter_is_left_out():
    for module in (losses, metrics, initializers, preprocessing, gradcheck):
        for name in module.__all__:
            thing = getattr(module, name)
            if thing not in TABLE:
                assert module is metrics, name  # the functions that are losses, too
                assert getattr(losses, name) is thing
    for function, (_, tried) in TABLE.items():
        parameters = inspect.signature(function).parameters.values()
        named = {one.name for one in parameters if one.kind is one.POSITIONAL_OR_KEYWORD}
        assert named <= set(tried), function


@pytest.mark.parametrize("weight", [[1.0, 2.0, 3.0], "heavy", [object(), 1]])
def test_misfit_weights_and_masks(weight):
    error = ValueError if isinstance(weight[0], float) else TypeError
    for call in (losses.MeanSquaredError(), losses.MeanSquaredError().gradient, metrics.MeanSquaredError()):
        with pytest.raises(error, match="sample_weight must"):
            call(ONE_HOT, ROWS, weight)
    with pytest.raises(error, match="sample_weight must"):
        metrics.Precision()(ONE_HOT, ROWS, weight if error is TypeError else np.ones((5, 3)))
