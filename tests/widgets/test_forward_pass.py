"""The network widget without a browser: values, validation, the learner's function."""

import numpy as np
import pytest
import traitlets

from nnlab import activations, datasets, widgets
from nnlab.activations import linear, relu, sigmoid, tanh
from nnlab.widgets._network import Network, forward, read_layers

# The lab's own numbers: three units on [200, 17], raw, and one on top.
SEED = [
    (np.array([[1.0, -3.0, 5.0], [2.0, 4.0, -6.0]]), np.array([-1.0, 1.0, 2.0]), sigmoid),
    (np.array([[-7.0], [8.0], [9.0]]), np.array([3.0]), sigmoid),
]


def dense(a_in, W, b, g):
    return g(a_in @ W + b)


def test_forward_equals_the_trained_networks_own_prediction():
    widget = widgets.forward_pass(x=(200.0, 13.9))
    stages = forward(widget._network, np.array([200.0, 13.9]))
    np.testing.assert_allclose(stages[-1], datasets.load_coffee_network().predict([200.0, 13.9]), rtol=1e-5)


def test_forward_takes_many_samples():
    network = Network(read_layers(SEED))
    X = np.array([[200.0, 17.0], [180.0, 12.0]])
    for rows, row in zip(forward(network, X), forward(network, X[1]), strict=True):
        np.testing.assert_array_equal(rows[1], row)


def test_layers_of_ones_own_are_applied_to_raw_inputs():
    W, b, g = SEED[0]
    stages = forward(Network(read_layers(SEED)), np.array([200.0, 17.0]))
    np.testing.assert_array_equal(stages[0], [200.0, 17.0])
    np.testing.assert_array_equal(stages[1], g(np.array([200.0, 17.0]) @ W + b))


def test_the_page_gets_the_same_network():
    sent = widgets.forward_pass(layers=SEED).network
    assert sent["mean"] == [0.0, 0.0]
    assert sent["deviation"] == [1.0, 1.0]
    assert [layer["g"] for layer in sent["layers"]] == ["sigmoid", "sigmoid"]
    np.testing.assert_array_equal(sent["layers"][0]["W"], SEED[0][0])


@pytest.mark.parametrize("g", [linear, relu, sigmoid, tanh, "tanh"])
def test_every_activation_the_page_knows(g):
    widget = widgets.forward_pass(dense, layers=[(np.full((2, 2), 0.01), [0.0, 1.0], g)], x=(200, 17))
    assert widget.answer["state"] == "agrees"


def test_the_right_function_agrees_layer_by_layer():
    widget = widgets.forward_pass(dense)
    assert widget.answer["state"] == "agrees"
    assert [len(stage) for stage in widget.answer["values"]] == [3, 1]


def test_a_wrong_function_is_named_with_its_layer():
    widget = widgets.forward_pass(lambda a_in, W, b, g: g(a_in @ W - b))
    assert widget.answer["state"] == "differs"
    assert widget.answer["message"].startswith("Your dense in layer 1 differs from the reference: value")
    assert [len(stage) for stage in widget.answer["values"]] == [3, 1]


def test_a_wrong_shape_is_told_before_the_next_layer_trips_over_it():
    widget = widgets.forward_pass(lambda a_in, W, b, g: g(a_in @ W + b)[:1])
    assert widget.answer["state"] == "failed"
    assert "in layer 1 returned an array of shape (1,); an array of shape (3,)" in widget.answer["message"]


def test_lists_are_arrays_too():
    widget = widgets.forward_pass(lambda a_in, W, b, g: [float(v) for v in g(a_in @ W + b)])
    assert widget.answer["state"] == "agrees"


def test_the_learner_cannot_change_the_network():
    def greedy(a_in, W, b, g):
        result = g(a_in @ W + b)
        W[:], b[:] = 0, 0
        return result

    widget = widgets.forward_pass(greedy, layers=SEED, x=(200, 17))
    widget.question = {"number": 1, "x": [200.0, 13.0]}
    assert widget.answer["state"] == "agrees"
    np.testing.assert_array_equal(widget._network.layers[0].W, SEED[0][0])


@pytest.mark.parametrize(
    ("x", "error"),
    [("hot", TypeError), ([None, 1], TypeError), ([200.0], ValueError), ([[200.0, 14.0]], ValueError)]
    + [([20.0, 14.0], ValueError), ([200.0, np.nan], ValueError), ([200.0, 30.0], ValueError)],
)
def test_bad_roasts_are_refused(x, error):
    with pytest.raises(error, match=r"^forward_pass: x must .*\. Received: x=.* Pass x=\(200\.0, 13\.9\)"):
        widgets.forward_pass(x=x)


W, b = np.ones((2, 3)), np.zeros(3)


@pytest.mark.parametrize(
    ("layers", "error", "argument"),
    [
        (3, TypeError, "layers"),
        ([np.ones(3)], TypeError, "layers"),
        ([], ValueError, "layers"),
        ([(W, b)], ValueError, "layers"),
        ([(W, b, sigmoid)] * 4, ValueError, "layers"),
        ([(W.T, b, sigmoid)], ValueError, "W"),
        ([(W, b, sigmoid), (W, b, sigmoid)], ValueError, "W"),
        ([(W * np.nan, b, sigmoid)], ValueError, "W"),
        ([("W", b, sigmoid)], TypeError, "W"),
        ([([[1.0], [1.0, 2.0]], b, sigmoid)], TypeError, "W"),
        ([(W, np.zeros((1, 3)), sigmoid)], ValueError, "b"),
        ([(W, b, activations.softmax)], ValueError, "g"),
        ([(W, b, lambda z: z)], ValueError, "g"),
        ([(W, b, None)], ValueError, "g"),
    ],
)
def test_bad_layers_are_refused(layers, error, argument):
    with pytest.raises(error, match=rf"^forward_pass: {argument} must .*\. Received: {argument}="):
        widgets.forward_pass(layers=layers)


def test_a_result_in_place_of_the_function_is_refused():
    with pytest.raises(TypeError, match=r"^forward_pass: dense must be a function"):
        widgets.forward_pass(np.zeros(3))


def test_traits_refuse_a_roast_off_the_plane():
    widget = widgets.forward_pass()
    with pytest.raises(traitlets.TraitError, match="must lie within"):
        widget.x = [0.0, 0.0]
