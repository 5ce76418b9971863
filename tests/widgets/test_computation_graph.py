"""The computation graph without a browser: reading, both passes, the layout, the learner's differences."""

from xml.etree import ElementTree

import numpy as np
import pytest
import traitlets

from nnlab import gradcheck, widgets
from nnlab.widgets._graph import backward, forward, places, read

FORMULAS = {
    "J = (w*x + b - y)**2": (4.0, {"w": 2.0, "x": -2.0, "b": 8.0, "y": 2.0}),
    "z = w*x; J = z*z + z": (30.0, {"w": 2.5, "x": 2.0}),
    "-log(sigmoid(z))": (np.log1p(np.exp(-0.3)), {"z": 0.3}),
    "J = exp(a/b) - tanh(c)**3": (np.exp(0.5) - np.tanh(0.4) ** 3, {"a": 1.0, "b": 2.0, "c": 0.4}),
    "relu(w*x) + relu(-w)": (6.0, {"w": 2.0, "x": 3.0}),
    "0.5*x**2": (4.5, {"x": 3.0}),
}


def differences(f, x, step=1e-5):
    out = np.zeros_like(x)
    for i in range(x.size):
        move = np.zeros_like(x)
        move[i] = step
        out[i] = (f(x + move) - f(x - move)) / (2 * step)
    return out


@pytest.mark.parametrize("expression", FORMULAS)
def test_both_passes_agree_with_differences(expression):
    result, inputs = FORMULAS[expression]
    widget = widgets.computation_graph(gradcheck.numerical_gradient, expression=expression, values=inputs)
    nodes = read(expression)
    np.testing.assert_allclose(forward(nodes, inputs)[-1], result, rtol=1e-12)
    assert widget.answer["state"] == "agrees", widget.answer
    np.testing.assert_allclose(widget.answer["values"], list(widget.gradients.values()), rtol=1e-6, atol=1e-8)


def test_a_gradient_is_the_sum_over_all_ways():
    nodes = read("u = x*x; J = u + 3*x")
    values = forward(nodes, {"x": 5.0})
    by_name = {node.name: g for node, g in zip(nodes, backward(nodes, values), strict=True)}
    assert by_name["x"] == 13.0


def test_the_default_is_a_sigmoid_unit_and_its_squared_error():
    widget = widgets.computation_graph()
    a = 1 / (1 + np.exp(-0.5))
    slope = 2 * (a - 1) * a * (1 - a)
    expected = {"w": 2 * slope, "x": 0.5 * slope, "b": slope, "y": -2 * (a - 1)}
    assert widget.gradients == pytest.approx(expected)
    assert widget.step == 0


def test_no_two_nodes_share_a_place_and_every_edge_goes_on():
    for expression in FORMULAS:
        nodes = read(expression)
        spots = places(nodes)
        assert len(set(spots)) == len(nodes)
        for i, node in enumerate(nodes):
            assert all(spots[j][0] < spots[i][0] for j in node.inputs)


def test_undefined_values_are_shown_and_not_raised():
    widget = widgets.computation_graph(differences, expression="log(x)", values={"x": -1})
    assert "nan" in widget.describe()
    assert widget.picture().count("nan") >= 2


@pytest.mark.parametrize("step", [1e-3, 1e-5, 1e-7])
def test_any_sensible_step_agrees(step):
    widget = widgets.computation_graph(lambda f, x: differences(f, x, step))
    assert widget.answer["state"] == "agrees"


@pytest.mark.parametrize(
    ("function", "state", "message"),
    [
        (lambda f, x: differences(f, x) * 2, "differs", "differs from the reference"),
        (lambda f, x: f(x), "failed", "an array of shape (4,) was expected"),
        (lambda f, x: f(), "failed", "raised TypeError"),
    ],
)
def test_a_wrong_function_is_told(function, state, message):
    answer = widgets.computation_graph(function).answer
    assert answer["state"] == state
    assert message in answer["message"]


def test_the_page_asks_with_the_inputs_on_the_screen():
    widget = widgets.computation_graph(differences, expression="x**2")
    widget.question = {"number": 5, "inputs": {"x": -4.0}}
    assert widget.answer["values"] == pytest.approx([-8.0])
    assert widget.answer["number"] == 5


@pytest.mark.parametrize(
    ("arguments", "error", "message"),
    [
        ({"expression": 3}, TypeError, "expression must be a string"),
        ({"expression": "w*"}, ValueError, "expression must be steps such as"),
        ({"expression": "import os"}, ValueError, "expression must hold steps of the form name = formula"),
        ({"expression": "sin(x)"}, ValueError, "expression must hold names, numbers, … and no 'sin(x)'"),
        ({"expression": "x.real + 1"}, ValueError, "expression must hold names"),
        ({"expression": "exp(x, y)"}, ValueError, "expression must give exp one argument"),
        ({"expression": "x**y"}, ValueError, "expression must have 2, 3 or 4 as the exponent"),
        ({"expression": "x"}, ValueError, "expression must end with an operation"),
        ({"expression": ""}, ValueError, "expression must end with an operation"),
        ({"expression": "2*3"}, ValueError, "expression must have 1 to 6 inputs"),
        ({"expression": "u = x*y; J = x + y"}, ValueError, "expression must use u on the way"),
        ({"expression": "u = x*y; u = u + 1"}, ValueError, "expression must give u a value only once"),
        ({"expression": "+".join("abcdefg")}, ValueError, "expression must have 1 to 6 inputs"),
        ({"values": {"v": 1.0}}, ValueError, "values must name inputs of the formula: w, x, b, y"),
        ({"values": {"w": "a"}}, TypeError, "values must hold numbers"),
        ({"values": {"w": 11.0}}, ValueError, "values must hold numbers between"),
        ({"values": [1.0]}, TypeError, "values must be a mapping"),
        ({"numerical_gradient": [1.0]}, TypeError, "numerical_gradient must be a function"),
    ],
)
def test_bad_arguments_are_refused_in_the_one_sentence(arguments, error, message):
    with pytest.raises(error, match=r"^computation_graph: ") as caught:
        widgets.computation_graph(**arguments)
    assert all(part in str(caught.value) for part in message.split(" … "))


def test_traits_refuse_what_would_break_the_drawing():
    widget = widgets.computation_graph()
    with pytest.raises(traitlets.TraitError, match="between -10 and 10"):
        widget.inputs = {"w": np.inf}


def test_the_picture_holds_values_and_gradients():
    widget = widgets.computation_graph(lambda f, x: differences(f, x) + 1)
    texts = [node.text for node in ElementTree.fromstring(widget.picture()).iter() if node.text]
    assert {"a = 0.622", "← −0.177", "← 1.000", "yours 0.823"} <= set(texts)
