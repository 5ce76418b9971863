"""Feeds bad values to every parameter of every public function, and reads what is said about them."""

import inspect
import re

import numpy as np
import pytest

from nnlab import activations, datasets
from nnlab.datasets import CoffeeNetwork, load_coffee_network
from nnlab.exceptions import WrongType

# {function}: {argument} must {rule}. Received: {argument}={value} (…). {way out}
SENTENCE = re.compile(r"^[\w.]+: (?P<arg>\w+) must .+\. Received: (?P=arg)=.* \(.+\)\. \S.*[.?]$", re.DOTALL)


class BrokenRepr:
    def __repr__(self):
        raise RuntimeError("no repr")


ARRAY = [
    (None, TypeError),
    ("1.0", TypeError),
    (["a", "b"], TypeError),
    (np.array([1 + 2j]), TypeError),
    (np.array(["2026-01-01"], dtype="datetime64[D]"), TypeError),
    (np.array([object()]), TypeError),
    (BrokenRepr(), TypeError),
    ((n for n in [1.0]), TypeError),
    ([[1.0, 2.0], [3.0]], ValueError),
]
NUMBER = [
    (None, TypeError),
    ("0.2", TypeError),
    ([0.2], TypeError),
    (np.array([0.2, 0.3]), TypeError),
    (1j, TypeError),
    (np.array("0.2"), TypeError),
    (np.nan, ValueError),
    (10**400, ValueError),
    (-np.inf, ValueError),
]
COUNT = [
    (None, TypeError),
    ("3", TypeError),
    (2.5, TypeError),
    (True, TypeError),
    (0, ValueError),
    (-1, ValueError),
]
AXIS = [("last", TypeError), (0.0, TypeError), (True, TypeError), ((0, 0.5), TypeError), (2, ValueError)]
AXIS += [(-3, ValueError), ((0, 0), ValueError), ((), ValueError)]
SEED = [("0", TypeError), (1.5, TypeError), (True, TypeError), (np.random, TypeError), (-1, ValueError)]
SHAPED = [(np.float64(1.0), ValueError)]
X, LOGITS = np.ones(2), np.ones((2, 3))

# Function: good arguments, and for each parameter what it refuses. A flag takes anything with a truth value.
TABLE = {activations.get: ((), {"identifier": [(3, TypeError), (["relu"], TypeError), ("typo", ValueError)]})}
for name in ("linear", "sigmoid", "tanh", "softplus", "silu", "swish"):
    TABLE[getattr(activations, name)] = ((X,), {"x": ARRAY})
    TABLE[getattr(activations, f"{name}_gradient")] = ((X,), {"x": ARRAY})
for suffix in ("", "_gradient"):
    max_value = [bad for bad in NUMBER if bad[0] is not None] + [(-1.0, ValueError)]
    relu = {"x": ARRAY, "negative_slope": NUMBER, "max_value": max_value, "threshold": NUMBER}
    TABLE[getattr(activations, "relu" + suffix)] = ((X,), relu)
    TABLE[getattr(activations, "leaky_relu" + suffix)] = ((X,), {"x": ARRAY, "negative_slope": NUMBER})
    TABLE[getattr(activations, "elu" + suffix)] = ((X,), {"x": ARRAY, "alpha": NUMBER})
    TABLE[getattr(activations, "gelu" + suffix)] = ((X,), {"x": ARRAY, "approximate": []})
for name in ("softmax", "log_softmax"):
    good = {"x": ARRAY + SHAPED, "axis": AXIS}
    TABLE[getattr(activations, name)] = ((LOGITS,), good)
    grad_output = ARRAY + [(np.ones(3), ValueError), (np.ones((3, 2)), ValueError)]
    TABLE[getattr(activations, f"{name}_gradient")] = ((LOGITS, LOGITS), good | {"grad_output": grad_output})
TABLE |= {
    getattr(datasets, name): ((), {})
    for name in datasets.__all__
    if name.startswith("load_") and name != "load_coffee"
}
TABLE[datasets.movie_features] = ((), {})
TABLE[datasets.class_names] = (
    ("movies",),
    {"dataset": [(3, TypeError), (None, TypeError), ("typo", ValueError)]},
)
TABLE[datasets.load_coffee] = ((), {"n_samples": COUNT, "seed": SEED})
CENTERS = [(np.ones(3), ValueError), (np.ones((0, 2)), ValueError), ([[0.0, np.nan]], ValueError)]
TABLE[datasets.make_blobs] = (
    (),
    {
        "n_samples": COUNT,
        "centers": ARRAY + CENTERS,
        "cluster_std": [*NUMBER, (-0.5, ValueError)],
        "seed": SEED,
    },
)
ROASTS = [(3.0, ValueError), (np.ones(3), ValueError), (np.ones((1, 1, 2)), ValueError)]
for method in ("normalize", "predict"):
    TABLE[getattr(CoffeeNetwork, method)] = ((load_coffee_network(), X), {"X": ARRAY + ROASTS})

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


def test_no_public_function_and_no_parameter_is_left_out():
    public = {getattr(module, name) for module in (activations, datasets) for name in module.__all__}
    public = (public - {CoffeeNetwork}) | {CoffeeNetwork.normalize, CoffeeNetwork.predict}
    assert public == set(TABLE)
    for function, (_, tried) in TABLE.items():
        assert set(inspect.signature(function).parameters) - {"self"} == set(tried), function


def test_the_received_value_is_short_however_large_it_is():
    with pytest.raises(TypeError) as caught:
        activations.sigmoid(np.full((1000, 1000), "a" * 100))
    assert len(str(caught.value)) < 300
    with pytest.raises(ValueError, match=r"shape \(1000, 1000, 2\), dtype float64") as caught:
        load_coffee_network().predict(np.ones((1000, 1000, 2)))
    assert len(str(caught.value)) < 400
