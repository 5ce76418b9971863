"""The widget of losses without a browser: values, slopes, the page's formulas, the learner's loss."""

import json

import numpy as np
import pytest
import traitlets
from page_side import page_value

from nnlab import widgets
from nnlab.activations import sigmoid
from nnlab.widgets._loss_curve import REFERENCES, losses, pushes


def binary_crossentropy(y_true, y_pred, least=1e-7):
    p = np.clip(y_pred, least, 1 - least)
    return np.mean(-y_true * np.log(p) - (1 - y_true) * np.log(1 - p))


def mean_squared_error(y_true, y_pred):
    return np.mean((y_true - y_pred) ** 2)


@pytest.mark.parametrize("y", [0, 1])
def test_the_push_is_the_slope_by_z(y):
    z = np.linspace(-4, 4, 9)
    higher, lower = losses(y, sigmoid(z + 1e-5)), losses(y, sigmoid(z - 1e-5))
    for name, push in pushes(y, sigmoid(z)).items():
        np.testing.assert_allclose(push, np.abs(higher[name] - lower[name]) / 2e-5, atol=1e-7)


def test_values_by_hand():
    values = losses(1, np.array([0.25, 1.0]))
    np.testing.assert_allclose(values["binary_crossentropy"], [np.log(4), 0], atol=1e-6)
    np.testing.assert_allclose(values["mean_squared_error"], [0.5625, 0])


@pytest.mark.parametrize("name", REFERENCES)
@pytest.mark.parametrize("y", [0, 1])
def test_the_page_has_the_same_formulas(name, y):
    both = "spread(0, 1, 21).map((p) => [LOSSES[name].loss(y, p), LOSSES[name].push(y, p)])"
    page = page_value(widgets.loss_curve(), both, name=name, y=y)
    p = np.linspace(0, 1, 21)
    np.testing.assert_allclose(page, np.transpose([losses(y, p)[name], pushes(y, p)[name]]), atol=1e-9)


@pytest.mark.parametrize("loss", [binary_crossentropy, mean_squared_error])
def test_a_right_loss_tells_its_name_and_agrees(loss):
    widget = widgets.loss_curve(loss)
    assert widget.name == widget.learner == loss.__name__
    assert widget.answer["state"] == "agrees"
    assert len(widget.answer["values"]) == 202


@pytest.mark.parametrize("y", [0, 1])
def test_the_page_puts_the_learners_values_in_order(y):
    widget = widgets.loss_curve(mean_squared_error)
    curve = page_value(widget, "learnersCurve(values, y)", values=widget.answer["values"], y=y)
    np.testing.assert_allclose(curve, (np.linspace(0, 1, 101) - y) ** 2, atol=1e-9)


@pytest.mark.parametrize("least", [1e-15, 1e-12, 1e-6])
def test_wherever_it_clips_it_agrees(least):
    widget = widgets.loss_curve("binary_crossentropy", lambda y, p: binary_crossentropy(y, p, least))
    assert widget.answer["state"] == "agrees"


def test_without_clipping_the_ends_break():
    def naive(y, p):
        return np.mean(-y * np.log(p) - (1 - y) * np.log(1 - p))

    widget = widgets.loss_curve("binary_crossentropy", naive)
    assert widget.answer["state"] == "differs"
    assert "for y = 1, ŷ = 0.00 returned inf here; the reference is finite" in widget.answer["message"]
    json.dumps(widget.answer, allow_nan=False)
    assert widget.picture()


def test_a_wrong_loss_is_named_with_its_place():
    widget = widgets.loss_curve("mean_squared_error", lambda y, p: np.mean((y - p) ** 2) / 2)
    assert widget.answer["state"] == "differs"
    assert "for y = 1, ŷ = 0.01 differs from the reference: it is 0.49," in widget.answer["message"]


def test_a_loss_for_each_sample_is_no_mean():
    widget = widgets.loss_curve("mean_squared_error", lambda y, p: (y - p) ** 2)
    assert widget.answer["state"] == "failed"
    assert "returned an array of shape (1,)" in widget.answer["message"]
    assert widget.picture()


@pytest.mark.parametrize(
    ("arguments", "given", "error", "argument"),
    [
        (("hinge",), {}, ValueError, "name"),
        ((3,), {}, TypeError, "name"),
        ((lambda y, p: 0.0,), {}, ValueError, "name"),
        ((mean_squared_error, mean_squared_error), {}, ValueError, "name"),
        (("mean_squared_error", 0.5), {}, TypeError, "loss"),
        ((), {"y_true": 2}, ValueError, "y_true"),
        ((), {"y_true": [1]}, ValueError, "y_true"),
        ((), {"y_true": "1"}, TypeError, "y_true"),
        ((), {"y_pred": 1.5}, ValueError, "y_pred"),
        ((), {"y_pred": np.nan}, ValueError, "y_pred"),
        ((), {"y_pred": None}, TypeError, "y_pred"),
    ],
)
def test_bad_arguments_are_refused(arguments, given, error, argument):
    with pytest.raises(error, match=rf"^loss_curve: {argument} must .*\. Received: {argument}="):
        widgets.loss_curve(*arguments, **given)


def test_traits_refuse_what_would_break_the_drawing():
    widget = widgets.loss_curve()
    for name, value in {"y_true": 2, "y_pred": 1.5, "name": "hinge"}.items():
        with pytest.raises(traitlets.TraitError):
            setattr(widget, name, value)
