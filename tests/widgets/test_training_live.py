"""The live training without a browser: the library's numbers, the learner's forward pass, the arguments."""

import json

import numpy as np
import pytest
import traitlets
from page_side import page_value

from nnlab import widgets
from nnlab.datasets import load_coffee
from nnlab.widgets._training import predict, start_weights, train, uniforms


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def predict_with_weights(weights, X):
    W1, b1, W2, b2 = weights
    return sigmoid(sigmoid(X @ W1 + b1) @ W2 + b2)


def no_biases(weights, X):
    W1, _, W2, _ = weights
    return sigmoid(sigmoid(X @ W1) @ W2)


def normalized():
    X, y = load_coffee()
    return (X - X.mean(axis=0)) / X.std(axis=0), y.ravel()


def flat(weights):
    return np.concatenate([w.ravel() for w in weights])


@pytest.mark.parametrize(("units", "seed", "rate"), [(3, 3, 0.05), (8, 5, 0.3), (1, 2**31 - 1, 0.001)])
def test_the_page_trains_to_the_librarys_numbers(units, seed, rate):
    X, y = normalized()
    trained = train(X, y, start_weights(units, seed), rate, 60)
    samples = [[*row, label] for row, label in zip(X.tolist(), y.tolist(), strict=True)]
    page = page_value(
        "_training_model.js",
        "((t) => { for (let i = 0; i < 60; i++) t.epoch(rate);"
        "return { losses: t.losses, weights: [...t.weights], ...t.measure() }; })"
        "(trainer(samples, units, seed, settings))",
        samples=samples,
        units=units,
        seed=seed,
        rate=rate,
        settings=widgets.training_live().settings,
    )
    np.testing.assert_allclose(page["losses"], trained.losses, rtol=1e-9)
    np.testing.assert_allclose(page["weights"], flat(trained.weights), rtol=1e-7, atol=1e-9)
    answers = predict(trained.weights, X).ravel()
    loss = -np.mean(np.where(y == 1, np.log(answers), np.log1p(-answers)))
    assert page["loss"] == pytest.approx(loss, rel=1e-6)
    assert page["right"] == np.mean((answers >= 0.5) == (y == 1))


def test_the_page_draws_the_same_random_numbers():
    drawn = page_value("_training_model.js", "((u) => [u(), u(), u(), u()])(uniforms(seed))", seed=3)
    assert drawn == uniforms(3, 4)
    np.testing.assert_array_equal(
        page_value("_training_model.js", "[...startWeights(units, seed)]", units=4, seed=9),
        flat(start_weights(4, 9)),
    )


def test_the_start_is_glorots():
    many = np.concatenate([start_weights(3, seed)[0].ravel() for seed in range(300)])
    limit = np.sqrt(6 / 5)
    assert np.abs(many).max() <= limit
    assert many.std() == pytest.approx(limit / np.sqrt(3), rel=0.05)
    assert abs(many.mean()) < 0.05


def test_training_finds_good_coffee():
    X, y = normalized()
    trained = train(X, y, start_weights(3, 17), 0.1, 200)
    assert trained.losses[-1] < 0.05
    assert np.mean((predict(trained.weights, X).ravel() >= 0.5) == y) > 0.98


def test_the_grid_covers_the_plane_from_the_top():
    widget = widgets.training_live()
    grid = widget.grid(4) * widget.deviation + np.array(widget.mean)
    np.testing.assert_allclose(
        grid[0] - grid[5], (np.array([-1, 1]) * np.subtract(widget.high, widget.low)) / 4
    )
    assert np.all((grid > widget.low) & (grid < widget.high))


def test_the_right_function_agrees_and_one_without_biases_differs_once_they_are_learnt():
    widget = widgets.training_live(predict_with_weights)
    assert widget.answer["state"] == "agrees"
    assert len(widget.answer["values"]) == 32 * 32
    widget = widgets.training_live(no_biases)
    # Biases start at 0, so nothing can be told yet; the still picture is of a training that is done.
    assert widget.answer["state"] == "agrees"
    assert "differs from the reference" in widget.describe()
    X, y = normalized()
    weights = flat(train(X, y, start_weights(3, 3), 0.05, 30).weights).tolist()
    widget.question = {"number": 2, "weights": weights, "units": 3}
    assert widget.answer["number"] == 2
    assert widget.answer["state"] == "differs"
    json.dumps(widget.answer, allow_nan=False)


def test_a_vector_where_a_column_is_due_is_told():
    answer = widgets.training_live(lambda weights, X: predict_with_weights(weights, X).ravel()).answer
    assert answer["state"] == "failed"
    assert "shape (1024,); an array of shape (1024, 1) was expected" in answer["message"]


def test_what_was_learnt_comes_back_in_keras_order():
    widget = widgets.training_live(units=2)
    X, y = normalized()
    trained = train(X, y, start_weights(2, 3), 0.05, 10).weights
    widget.weights, widget.epoch = flat(trained).tolist(), 10
    for got, wanted in zip(widget.get_weights(), trained, strict=True):
        np.testing.assert_array_equal(got, wanted)
    assert "trained for 10 epochs" in widget.describe()
    assert "after 10 epochs" in widget.picture()


def test_data_of_ones_own():
    X = np.array([[0.0, 1.0], [1.0, 0.0], [2.0, 3.0]])
    widget = widgets.training_live(X=X, y=[[0], [1], [1]])
    assert widget.names == ["x₁", "x₂"]
    assert widget.samples == [[0.0, 1.0, 0], [1.0, 0.0, 1], [2.0, 3.0, 1]]
    assert "3 answers" in widget.describe()


@pytest.mark.parametrize(
    ("options", "error", "words"),
    [
        ({"X": [[1, 2]]}, ValueError, "y must go with the other one"),
        ({"y": [1]}, ValueError, "X must go with the other one"),
        ({"X": "ab", "y": [1]}, TypeError, "X must be an array of numbers"),
        ({"X": [[1, 2, 3]] * 4, "y": [0, 1, 0, 1]}, ValueError, "X must hold 2 to 500 rows of two"),
        ({"X": [[1, np.nan], [2, 3]], "y": [0, 1]}, ValueError, "X must hold 2 to 500 rows of two finite"),
        ({"X": [[1, 2], [1, 3]], "y": [0, 1]}, ValueError, "X must vary in both columns"),
        ({"X": [[1, 2], [2, 3]], "y": [0, 2]}, ValueError, "y must hold a 0 or 1 for each of the 2 rows"),
        ({"X": [[1, 2], [2, 3]], "y": [0]}, ValueError, "y must hold a 0 or 1"),
        ({"units": 0}, ValueError, "units must be a number from 1 to 8"),
        ({"units": 2.5}, ValueError, "units must be a whole number"),
        ({"units": "3"}, TypeError, "units must be a number"),
        ({"learning_rate": 2}, ValueError, "learning_rate must be a number from 0.001 to 1"),
        ({"seed": -1}, ValueError, "seed must be a number from 0"),
        ({"predict_with_weights": 1}, TypeError, "predict_with_weights must be a function"),
    ],
)
def test_bad_arguments_are_refused_in_the_one_sentence(options, error, words):
    with pytest.raises(error, match=rf"^training_live: {words}.* Received: "):
        widgets.training_live(**options)


def test_traits_refuse_what_would_break_the_drawing():
    widget = widgets.training_live()
    for name, value in {"units": 9, "learning_rate": 2.0}.items():
        with pytest.raises(traitlets.TraitError):
            setattr(widget, name, value)
