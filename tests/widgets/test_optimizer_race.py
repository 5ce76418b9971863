"""The optimizer race without a browser: surfaces, ways, the learner's steps, and the page's own numbers."""

import json

import numpy as np
import pytest
import traitlets
from page_side import page_value

from nnlab import optimizers, widgets
from nnlab.gradcheck import numerical_gradient
from nnlab.widgets._optimizers import RACERS, STEPS, path
from nnlab.widgets._surfaces import SURFACES

FORMULAS = {
    "valley": lambda x, y: x**2 / 20 + y**2,
    "banana": lambda x, y: (1 - x) ** 2 / 20 + (y - x**2) ** 2 / 4,
    "saddle": lambda x, y: x**2 / 2 + (y**2 - 2) ** 2 / 8,
    "hollows": lambda x, y: ((x**2 + y - 11) ** 2 + (x + y**2 - 7) ** 2) / 100,
}
LIBRARY = {
    "gradient_descent": optimizers.SGD,
    "momentum": lambda rate: optimizers.SGD(rate, momentum=0.9),
    "adam": optimizers.Adam,
}


def gradient_descent_step(w, grad, learning_rate):
    return w - learning_rate * grad


def momentum_step(w, grad, velocity, learning_rate, momentum):
    velocity = momentum * velocity - learning_rate * grad
    return w + velocity, velocity


def textbook_adam(w, grad, m, v, t, learning_rate, beta_1, beta_2, epsilon):
    m = beta_1 * m + (1 - beta_1) * grad
    v = beta_2 * v + (1 - beta_2) * grad**2
    return w - learning_rate * (m / (1 - beta_1**t)) / (np.sqrt(v / (1 - beta_2**t)) + epsilon), m, v


def keras_adam(w, grad, m, v, t, learning_rate, beta_1, beta_2, epsilon):
    m = beta_1 * m + (1 - beta_1) * grad
    v = beta_2 * v + (1 - beta_2) * grad**2
    alpha = learning_rate * np.sqrt(1 - beta_2**t) / (1 - beta_1**t)
    return w - alpha * m / (np.sqrt(v) + epsilon), m, v


def no_correction(w, grad, m, v, t, learning_rate, beta_1, beta_2, epsilon):
    m = beta_1 * m + (1 - beta_1) * grad
    v = beta_2 * v + (1 - beta_2) * grad**2
    return w - learning_rate * m / (np.sqrt(v) + epsilon), m, v


@pytest.mark.parametrize("name", sorted(SURFACES))
def test_surfaces_are_what_their_formulas_say(name, rng):
    surface = SURFACES[name]
    points = rng.uniform(surface.low, surface.high, (20, 2))
    np.testing.assert_allclose(surface.loss(points), FORMULAS[name](*points.T), rtol=1e-9, atol=1e-12)
    for point in points[:5]:
        numerical = numerical_gradient(surface.loss, point)
        np.testing.assert_allclose(surface.gradient(point), numerical, rtol=1e-5, atol=1e-7)


@pytest.mark.parametrize("racer", sorted(RACERS))
@pytest.mark.parametrize("surface", sorted(SURFACES))
def test_ways_are_those_of_the_librarys_optimizers(surface, racer):
    surface = SURFACES[surface]
    w = np.array(surface.start)
    optimizer = LIBRARY[racer](0.05)
    places = [w.copy()]
    for _ in range(STEPS):
        optimizer.apply_gradients([(surface.gradient(w), w)])
        places.append(w.copy())
    np.testing.assert_allclose(
        path(RACERS[racer], surface, surface.start, 0.05), places, rtol=1e-6, atol=1e-9
    )


def test_a_way_that_leads_far_out_ends_there():
    places = path(RACERS["momentum"], SURFACES["banana"], (-1.5, 0.5), 2.0)
    assert len(places) < 20
    assert np.abs(places[-1]).max() > 1e3


@pytest.mark.parametrize("rate", [0.01, 0.3])
@pytest.mark.parametrize("name", sorted(SURFACES))
def test_the_page_runs_the_same_race(name, rate):
    surface, settings = SURFACES[name], widgets.optimizer_race().settings
    ways = page_value(
        "_race_model.js",
        "names.map((n) => way(n, polynomial(coefficients), start, rate, settings))",
        names=list(RACERS),
        coefficients=surface.coefficients,
        start=surface.start,
        rate=rate,
        settings=settings,
    )
    for racer, way in zip(RACERS.values(), ways, strict=True):
        np.testing.assert_allclose(way, path(racer, surface, surface.start, rate), rtol=1e-6, atol=1e-9)


@pytest.mark.parametrize("surface", sorted(SURFACES))
@pytest.mark.parametrize("adam_step", [textbook_adam, keras_adam])
@pytest.mark.parametrize("rate", [0.001, 0.05, 2.0])
def test_right_steps_agree_wherever_epsilon_stands(surface, adam_step, rate):
    widget = widgets.optimizer_race(
        gradient_descent_step, momentum_step, adam_step, surface=surface, learning_rate=rate
    )
    assert widget.answer["state"] == "agrees", widget.answer["message"]
    assert sorted(widget.answer["values"]) == sorted(RACERS)
    assert widget.learner == f"gradient_descent_step and momentum_step and {adam_step.__name__}"
    json.dumps(widget.answer, allow_nan=False)


def test_a_wrong_step_is_named_with_what_is_wrong_in_it():
    answer = widgets.optimizer_race(adam_step=no_correction).answer
    assert answer["state"] == "differs"
    assert answer["message"].startswith("Your no_correction differs from the reference in step 1: w is [")
    other_sign = lambda w, g, velocity, rate, momentum: (  # noqa: E731
        w - (momentum * velocity + rate * g),
        momentum * velocity + rate * g,
    )
    answer = widgets.optimizer_race(momentum_step=other_sign).answer
    assert "in step 1: velocity is [" in answer["message"]
    late = lambda w, g, rate: w - rate * g * (np.abs(g).max() > 0.1)  # noqa: E731
    assert "in step 107: w is" in widgets.optimizer_race(late).answer["message"]


@pytest.mark.parametrize(
    ("function", "state", "message"),
    [
        (lambda *a: None, "unwritten", r"returned None; (w, m, v) was expected"),
        (lambda *a: a[0], "failed", "returned an array of shape (2,) in step 1; (w, m, v) was expected"),
        (lambda *a: (a[0], a[2]), "failed", "returned 2 values in step 1"),
        (lambda *a: (a[0], a[2], 1.0), "failed", "returned other values in step 1"),
        (lambda w: w, "failed", "raised TypeError"),
        (lambda *a: 1 / 0, "failed", "raised ZeroDivisionError"),
        (lambda *a: (a[0] * np.nan, *keras_adam(*a)[1:]), "differs", "step 1: w is [nan, nan]"),
    ],
)
def test_each_misfortune_has_its_message(function, state, message):
    widget = widgets.optimizer_race(adam_step=function)
    assert widget.answer["state"] == state
    assert message in widget.answer["message"]
    json.dumps(widget.answer, allow_nan=False)
    assert "<svg" in widget.picture()


def test_a_function_that_fails_midway_is_drawn_until_then():
    def step(w, grad, learning_rate):
        if np.abs(grad).max() < 1:
            raise ValueError("too flat for me")
        return w - learning_rate * grad

    answer = widgets.optimizer_race(step).answer
    assert answer["state"] == "failed"
    assert 5 < len(answer["values"]["gradient_descent"]) < 30


def test_of_several_functions_the_one_that_fails_gives_the_state():
    answer = widgets.optimizer_race(gradient_descent_step, lambda *a: None, no_correction).answer
    assert answer["state"] == "unwritten"
    assert len(answer["message"].splitlines()) == 3


def test_a_function_that_changes_its_arguments_spoils_nothing():
    def step(w, grad, learning_rate):
        w -= learning_rate * grad
        grad[:] = 7
        return w

    assert widgets.optimizer_race(step).answer["state"] == "agrees"


def test_the_page_asks_about_another_race():
    widget = widgets.optimizer_race(gradient_descent_step)
    widget.question = {"number": 4, "surface": "saddle", "start": [1.0, 0.5], "learning_rate": 0.1}
    assert widget.answer["number"] == 4
    assert widget.answer["values"]["gradient_descent"][0] == [1.0, 0.5]


@pytest.mark.parametrize(
    ("options", "error", "words"),
    [
        ({"surface": "bowl"}, ValueError, "surface must be one of valley"),
        ({"surface": None}, ValueError, "surface must be one of valley"),
        ({"start": (1.0,)}, ValueError, "start must be two numbers from"),
        ({"start": (9.0, 0.0)}, ValueError, "start must be two numbers from"),
        ({"start": "ab"}, TypeError, "start must be two numbers"),
        ({"learning_rate": 3.0}, ValueError, "learning_rate must be a number from 0.001 to 2.0"),
        ({"learning_rate": "0.1"}, TypeError, "learning_rate must be a number"),
        ({"adam_step": 1.0}, TypeError, "adam_step must be a function"),
    ],
)
def test_bad_arguments_are_refused_in_the_one_sentence(options, error, words):
    with pytest.raises(error, match=rf"^optimizer_race: {words}.* Received: "):
        widgets.optimizer_race(**options)


def test_traits_refuse_what_would_break_the_drawing():
    widget = widgets.optimizer_race()
    for name, value in {"surface": "bowl", "start": [1.0], "learning_rate": 9.0, "step": 201}.items():
        with pytest.raises(traitlets.TraitError):
            setattr(widget, name, value)
