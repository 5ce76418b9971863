"""The widget of floating point without a browser: where each formula breaks, the learner's function."""

import json

import numpy as np
import pytest
import traitlets

from nnlab import activations, widgets
from nnlab.widgets._float_model import DTYPES, FORMULAS, SIGNS, SIZES, digits, exact, logits, table


def log_sum_exp(z):
    z = np.asarray(z, dtype=float)
    return np.max(z) + np.log(np.sum(np.exp(z - np.max(z))))


def naive(z):
    return np.log(np.sum(np.exp(z)))


def breaks_at(name, sign):
    """Return the smallest size from which the naive formula has no digit right, for each precision."""
    rows = np.array(table(name, "naive")["digits"][SIGNS.index(sign)])
    return [SIZES[np.argmax(row < 0.5)] if (row < 0.5).any() else None for row in rows]


def test_sizes_are_exact_in_every_precision():
    for dtype in DTYPES:
        for sign in SIGNS:
            exactly = [sign * SIZES - less for less in (0, 1, 2)]
            np.testing.assert_array_equal(np.array(exactly, dtype).astype(float), exactly)


def test_exponentials_overflow_where_the_precisions_end():
    # The sum is 1.5 exp(z): log(65504 / 1.5) = 10.7, log(3.4e38 / 1.5) = 88.3, log(1.8e308 / 1.5) = 709.4.
    assert breaks_at("log_sum_exp", 1) == breaks_at("softmax", 1) == [11.0, 89.0, 710.0]


def test_one_minus_a_sigmoid_is_lost_much_earlier():
    # Half of the spacing below 1: log(2**11) = 7.6, log(2**24) = 16.6, log(2**53) = 36.7
    assert breaks_at("binary_crossentropy_from_logits", 1) == [8.0, 17.0, 37.0]


@pytest.mark.parametrize("name", FORMULAS)
@pytest.mark.parametrize("sign", SIGNS)
def test_the_stable_formula_keeps_its_digits(name, sign):
    for row, least in zip(table(name, "stable")["digits"][SIGNS.index(sign)], (2.5, 6, 14.5), strict=True):
        assert min(row) >= least


@pytest.mark.parametrize("sign", SIGNS)
def test_exact_values_are_the_librarys(sign):
    for size in (1.0, 37.0, 710.0):
        z = logits(size, sign, np.float64, binary=False)
        np.testing.assert_allclose(exact("softmax", size, sign), activations.softmax(z), rtol=1e-13)
        np.testing.assert_allclose(exact("log_softmax", size, sign), activations.log_softmax(z), rtol=1e-13)
        loss = exact("binary_crossentropy_from_logits", size, sign)
        np.testing.assert_allclose(loss, activations.softplus(sign * size), rtol=1e-13)


def test_digits():
    assert digits(np.array(1.001), np.array(1.0), np.float64) == pytest.approx(3)
    assert digits(np.array([1.0, np.nan]), np.array([1.0, 2.0]), np.float64) == 0
    assert digits(np.array(2.0), np.array(2.0), np.float64) == 16
    assert digits(np.array(0.0), np.array(1e-9), np.float16) > 4


@pytest.mark.parametrize(
    ("name", "function"),
    [
        ("log_sum_exp", log_sum_exp),
        ("softmax", activations.softmax),
        ("log_softmax", activations.log_softmax),
        ("binary_crossentropy_from_logits", lambda y, z: np.mean(np.logaddexp(0, z) - y * z)),
        ("sparse_categorical_crossentropy_from_logits", lambda y, z: log_sum_exp(z[0]) - float(z[0, y[0]])),
    ],
)
def test_right_functions_agree(name, function):
    widget = widgets.float_breakdown(name, function)
    assert widget.answer["state"] == "agrees", widget.answer["message"]
    assert np.shape(widget.answer["values"]["digits"]) == (2, 3, len(SIZES))
    json.dumps(widget.get_state()["answer"], allow_nan=False)


def test_a_naive_function_is_told_where_it_breaks_first():
    widget = widgets.float_breakdown("log_sum_exp", naive)
    assert widget.answer["state"] == "differs"
    assert (
        "for logits near 11 in float16 returned inf here; the reference is finite" in widget.answer["message"]
    )
    assert widget.answer["values"]["shown"][0][2][-1] == "inf"
    assert widget.picture()


def test_the_learners_values_are_the_naive_formulas_own():
    widget = widgets.float_breakdown("log_sum_exp", naive)
    reference = table("log_sum_exp", "naive")
    assert widget.answer["values"]["shown"] == reference["shown"]
    double = widget.answer["values"]["digits"][0][2]
    assert double == reference["digits"][0][2]


def test_a_function_that_tells_its_name():
    assert widgets.float_breakdown(log_sum_exp).own == "log_sum_exp"


def test_a_wrong_shape_is_told_once():
    widget = widgets.float_breakdown("log_sum_exp", lambda z: z)
    assert widget.answer["state"] == "failed"
    assert widget.answer["values"] is None
    assert widget.picture()


def test_the_rarer_quantity_is_there_when_it_is_asked_for():
    name = "sparse_categorical_crossentropy_from_logits"
    assert name in widgets.float_breakdown(name).tables
    assert name not in widgets.float_breakdown().tables


@pytest.mark.parametrize(
    ("arguments", "given", "error", "argument"),
    [
        (("exp",), {}, ValueError, "name"),
        ((1,), {}, TypeError, "name"),
        ((naive,), {}, ValueError, "name"),
        ((log_sum_exp, log_sum_exp), {}, ValueError, "name"),
        (("softmax", 1.0), {}, TypeError, "function"),
        ((), {"size": 0.5}, ValueError, "size"),
        ((), {"size": np.nan}, ValueError, "size"),
        ((), {"size": [1.0]}, ValueError, "size"),
        ((), {"size": "1"}, TypeError, "size"),
    ],
)
def test_bad_arguments_are_refused(arguments, given, error, argument):
    with pytest.raises(error, match=rf"^float_breakdown: {argument} must .*\. Received: {argument}="):
        widgets.float_breakdown(*arguments, **given)


def test_traits_refuse_what_is_not_drawn():
    widget = widgets.float_breakdown()
    for trait, value in {"size": 3.14, "name": "exp", "sign": 0}.items():
        with pytest.raises(traitlets.TraitError):
            setattr(widget, trait, value)
