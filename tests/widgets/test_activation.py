"""The activation widget without a browser: values, names, validation, the learner's functions."""

import json

import numpy as np
import pytest
import traitlets
from page_side import page_value

from nnlab import activations, widgets
from nnlab.widgets._activation import _GRID, NAMES, curves


def relu(z):
    return np.maximum(z, 0)


def relu_gradient(z):
    return (z > 0).astype(float)


def swish(z):
    return z + activations.sigmoid(z)


@pytest.mark.parametrize("name", NAMES)
def test_the_gradient_is_the_slope_of_the_curve(name):
    z = np.array([-5.3, -1.2, -0.4, 0.3, 2.2, 5.9])
    value, slope = curves(name, z)
    np.testing.assert_allclose((curves(name, z + 1e-6)[0] - value) / 1e-6, slope, atol=1e-5)


def test_z_stops_only_at_places_that_were_asked():
    assert _GRID[0] == -6
    assert _GRID[-1] == 6
    assert 0 in _GRID
    np.testing.assert_allclose(np.diff(_GRID), 0.05)


def test_without_a_function_nothing_is_compared():
    widget = widgets.activation()
    assert (widget.own, widget.learner, widget.answer) == ("", "", {})
    assert widget.name == "sigmoid"


def test_a_function_tells_its_name():
    widget = widgets.activation(relu)
    assert (widget.name, widget.own, widget.learner) == ("relu", "relu", "relu")
    assert widget.answer["state"] == "agrees"
    np.testing.assert_array_equal(widget.answer["values"]["value"], np.maximum(_GRID, 0))
    assert "gradient" not in widget.answer["values"]


def test_a_gradient_tells_its_name():
    widget = widgets.activation(relu_gradient)
    assert (widget.name, widget.learner, widget.answer["state"]) == ("relu", "relu_gradient", "agrees")
    assert set(widget.answer["values"]) == {"gradient"}


def test_both_at_once_and_a_name_of_its_own():
    widget = widgets.activation("leaky_relu", lambda z: np.where(z > 0, z, 0.2 * z), gradient=relu_gradient)
    assert widget.answer["state"] == "differs"
    first, second = widget.answer["message"].splitlines()
    assert first == "Your leaky_relu agrees with the reference here."
    assert second.startswith(
        "Your relu_gradient differs from the reference: at z = −6.00 it is 0, the reference"
    )


@pytest.mark.parametrize("at_kink", [0.0, 1.0])
def test_either_slope_is_right_at_the_kink(at_kink):
    widget = widgets.activation("relu", gradient=lambda z: np.where(z == 0, at_kink, z > 0))
    assert widget.answer["state"] == "agrees"


def test_any_other_slope_at_the_kink_is_not():
    widget = widgets.activation("relu", gradient=lambda z: np.where(z == 0, 7, z > 0))
    assert "at z = 0.00 it is 7, the reference has 0" in widget.answer["message"]


def test_a_wrong_function_is_drawn():
    widget = widgets.activation(swish)
    assert widget.answer["state"] == "differs"
    assert len(widget.answer["values"]["value"]) == len(_GRID)


def test_a_function_for_single_numbers_says_what_it_raises():
    widget = widgets.activation("relu", lambda z: max(0, z))
    assert widget.answer["state"] == "failed"
    assert "raised ValueError" in widget.answer["message"]
    assert widget.answer["values"] is None
    assert widget.picture()


def test_nan_and_infinity_reach_the_page():
    widget = widgets.activation("swish", lambda z: np.where(z > 5, np.inf, np.where(z < -5, np.nan, z)))
    assert widget.answer["values"]["value"][0] == "nan"
    assert widget.answer["values"]["value"][-1] == "inf"
    json.dumps(widget.answer, allow_nan=False)
    assert widget.picture()


def softmax(z):
    return z


@pytest.mark.parametrize(
    ("arguments", "error", "argument"),
    [
        (("softmax",), ValueError, "name"),
        ((3,), TypeError, "name"),
        ((softmax,), ValueError, "name"),
        ((relu, relu), ValueError, "name"),
        (("relu", 1.0), TypeError, "function"),
    ],
)
def test_bad_arguments_are_refused(arguments, error, argument):
    with pytest.raises(error, match=rf"^activation: {argument} must .*\. Received: {argument}="):
        widgets.activation(*arguments)


@pytest.mark.parametrize("z", ["1", None, 7.0, np.nan, [1.0]])
def test_a_place_off_the_axis_is_refused(z):
    with pytest.raises((TypeError, ValueError), match=r"^activation: z must be a number from -6 to 6\."):
        widgets.activation(z=z)


def test_traits_refuse_what_would_break_the_drawing():
    widget = widgets.activation()
    with pytest.raises(traitlets.TraitError):
        widget.name = "softmax"
    with pytest.raises(traitlets.TraitError):
        widget.z = 9.0


@pytest.mark.parametrize("name", NAMES)
def test_the_page_has_the_same_formulas(name):
    places = "spread(-6, 6, 48)"  # none of them at the kink
    both = f"{places}.map((z) => [FUNCTIONS[name].value(z), FUNCTIONS[name].gradient(z)])"
    z = np.linspace(-6, 6, 48)
    page = page_value(widgets.activation(), both, name=name)
    np.testing.assert_allclose(page, np.transpose(curves(name, z)), atol=1e-12)
