"""The widget of ReLU units without a browser: sums, best slopes, the page's formulas, the learner's relu."""

import numpy as np
import pytest
import traitlets
from page_side import page_value

from nnlab import widgets
from nnlab.widgets._relu_model import GRID, TARGETS, best_slopes, mean_squared_error, pieces, units


def test_a_sum_of_units_by_hand():
    x = np.array([-1.0, 0.0, 2.0])
    np.testing.assert_allclose(pieces(x, [-1.0, 1.0], [2.0, -3.0], 0.5), [0.5, 2.5, 3.5])
    assert units(x, [-1.0, 1.0], [2.0, -3.0]).shape == (2, 3)


def test_best_slopes_find_what_the_curve_was_made_of():
    hinges, slopes, bias = [-3.0, -0.5, 1.2], [1.0, -2.5, 4.0], -0.75
    found = best_slopes(GRID, pieces(GRID, hinges, slopes, bias), hinges)
    np.testing.assert_allclose(found[0], slopes)
    assert found[1] == pytest.approx(bias)


def test_more_units_come_closer():
    y = TARGETS["parabola"](GRID)
    errors = []
    for count in (1, 2, 4, 6):
        hinges = np.linspace(-3, 2.4, count + 1)[:-1]
        slopes, bias = best_slopes(GRID, y, hinges)
        errors.append(mean_squared_error(y, pieces(GRID, hinges, slopes, bias)))
    assert errors == sorted(errors, reverse=True)
    assert errors[-1] < 0.03 * errors[0]


@pytest.mark.parametrize("target", sorted(TARGETS))
def test_the_page_has_the_same_formulas(target):
    widget = widgets.relu_pieces(target=target)
    hinges = [-3.0, -1.2, 0.4, 1.7]
    y = TARGETS[target](GRID)
    slopes, bias = best_slopes(GRID, y, hinges)
    fit = page_value(widget, "bestSlopes(x, y, hinges)", x=GRID.tolist(), y=y.tolist(), hinges=hinges)
    np.testing.assert_allclose(fit["slopes"], slopes, rtol=1e-6)
    assert fit["bias"] == pytest.approx(bias)
    state = {"hinges": hinges, "slopes": slopes.tolist(), "bias": bias}
    values = page_value(widget, "grid.map((x) => pieces(x, state))", grid=GRID.tolist(), state=state)
    np.testing.assert_allclose(values, pieces(GRID, hinges, slopes, bias), atol=1e-12)


def test_two_units_with_the_same_hinge_do_not_break_the_fit():
    widget = widgets.relu_pieces()
    given = {"x": GRID.tolist(), "y": np.maximum(GRID, 0).tolist(), "hinges": [0.0, 0.0]}
    fit = page_value(widget, "bestSlopes(x, y, hinges)", **given)
    assert sum(fit["slopes"]) == pytest.approx(1.0)
    assert page_value(widget, "widestGap([-3, -1, 2])") == 0.5


def test_the_right_function_agrees_in_every_unit():
    answer = widgets.relu_pieces(lambda z: np.maximum(z, 0)).answer
    assert answer["state"] == "agrees"
    assert [len(unit) for unit in answer["values"]] == [len(GRID)] * 3


def test_a_wrong_function_is_named_with_unit_and_place():
    answer = widgets.relu_pieces(np.abs, hinges=[0.0], slopes=[1.0]).answer
    assert answer["state"] == "differs"
    assert (
        "in unit 1 differs from the reference: at x = −3.00 it is 3, the reference has 0" in answer["message"]
    )


def test_the_page_asks_about_other_hinges():
    widget = widgets.relu_pieces(lambda z: np.maximum(z, 0))
    widget.question = {"number": 4, "hinges": [0.0]}
    assert widget.answer["number"] == 4
    assert len(widget.answer["values"]) == 1
    assert widget.picture()  # three units on the screen, one answered


def test_a_target_of_ones_own():
    widget = widgets.relu_pieces(target=np.sin)
    assert widget.target == "your curve"
    assert list(widget.targets) == ["your curve", *TARGETS]
    np.testing.assert_allclose(widget.targets["your curve"], np.sin(GRID), atol=1e-5)


@pytest.mark.parametrize(
    ("given", "error", "argument"),
    [
        ({"target": "circle"}, ValueError, "target"),
        ({"target": 3}, TypeError, "target"),
        ({"target": lambda x: 10 * x}, ValueError, "target"),
        ({"target": lambda x: 1.0}, ValueError, "target"),
        ({"hinges": []}, ValueError, "hinges"),
        ({"hinges": [0.0] * 7}, ValueError, "hinges"),
        ({"hinges": [3.0]}, ValueError, "hinges"),
        ({"hinges": "a"}, TypeError, "hinges"),
        ({"slopes": [1.0]}, ValueError, "slopes"),
        ({"slopes": [1.0, np.nan, 1.0]}, ValueError, "slopes"),
        ({"bias": [1.0]}, ValueError, "bias"),
        ({"bias": 4}, ValueError, "bias"),
        ({"relu": 0.0}, TypeError, "relu"),
    ],
)
def test_bad_arguments_are_refused(given, error, argument):
    with pytest.raises(error, match=rf"^relu_pieces: {argument} must .*\. Received: {argument}="):
        widgets.relu_pieces(**given)


def test_traits_refuse_what_would_break_the_drawing():
    with pytest.raises(traitlets.TraitError):
        widgets.relu_pieces().hinges = []
