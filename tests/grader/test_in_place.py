"""Work in place and state are told apart from a wrong value, and a wrong value is named beside them."""

import numpy as np
import pytest

from nnlab.grader import grade


def adam_in_place(corrected: bool):
    def adam_step(w, grad, m, v, t, learning_rate, beta_1, beta_2, epsilon):
        m *= beta_1
        m += (1 - beta_1) * grad
        v *= beta_2
        v += (1 - beta_2) * grad**2
        c1, c2 = (1 - beta_1**t, 1 - beta_2**t) if corrected else (1, 1)
        w -= learning_rate * (m / c1) / (np.sqrt(v / c2) + epsilon)
        return w, m, v

    return adam_step


def momentum_in_place(sign: int):
    def momentum_step(w, grad, velocity, learning_rate, momentum):
        velocity *= momentum
        velocity -= learning_rate * grad
        w += sign * velocity
        return w, velocity

    return momentum_step


def descent_in_place(sign: int):
    def gradient_descent_step(w, grad, learning_rate):
        w -= sign * learning_rate * grad
        return w

    return gradient_descent_step


@pytest.mark.parametrize(
    ("exercise", "function", "points"),
    [
        ("10.gradient_descent_step", descent_in_place(1), 3),
        ("10.momentum_step", momentum_in_place(1), 7),
        ("10.adam_step", adam_in_place(True), 8),
    ],
)
def test_a_right_step_in_place_loses_the_points_of_that_rule_only(exercise, function, points):
    report = grade(exercise, function, seed=1)
    assert report.points == points
    assert "changed its argument `w`" in report.message
    assert report.misconceptions == ("general.argument_changed",)


@pytest.mark.parametrize(
    ("exercise", "function", "name"),
    [
        ("10.gradient_descent_step", descent_in_place(-1), "gradient_descent_step.ascent"),
        ("10.momentum_step", momentum_in_place(-1), "momentum_step.w_minus_velocity"),
        ("10.adam_step", adam_in_place(False), "adam_step.no_bias_correction"),
    ],
)
def test_a_wrong_step_in_place_is_named_all_the_same(exercise, function, name):
    report = grade(exercise, function, seed=1)
    assert report.points == 0
    assert report.misconceptions[0] == name
    assert "changed its argument" in report.criteria[-1].message


def test_decimals_cut_off_in_an_argument_are_told_as_work_in_place():
    def dense(a_in, W, b, g):
        for j in range(W.shape[1]):
            b[j] = g(np.dot(a_in, W[:, j]) + b[j])
        return b

    report = grade("02.dense", dense, seed=1)
    assert report.points == 6
    assert report.misconceptions == ("general.argument_changed",)
    assert "the caller's own array" in report.explanation.cause


def test_moments_kept_between_calls_are_said_to_be_kept():
    kept = {}

    def adam_step(w, grad, m, v, t, learning_rate, beta_1, beta_2, epsilon):
        m = kept["m"] = beta_1 * kept.get("m", 0) + (1 - beta_1) * grad
        v = kept["v"] = beta_2 * kept.get("v", 0) + (1 - beta_2) * grad**2
        return w - learning_rate * m / (1 - beta_1**t) / (np.sqrt(v / (1 - beta_2**t)) + epsilon), m, v

    report = grade("10.adam_step", adam_step, seed=1)
    assert "gave another answer the second time" in report.message


@pytest.mark.parametrize("kind", [np.float32, np.float64, np.longdouble])
def test_a_result_of_any_precision_is_not_taken_for_one_that_was_overwritten(kind):
    for _ in range(20):
        report = grade("10.gradient_descent_step", lambda w, grad, rate: kind(1) * w - rate * grad)
        assert report.passed, report


def test_both_published_places_of_epsilon_are_right_and_the_textbooks_is_told():
    def step(w, grad, m, v, t, learning_rate, beta_1, beta_2, epsilon, keras):
        m, v = beta_1 * m + (1 - beta_1) * grad, beta_2 * v + (1 - beta_2) * grad**2
        c1, c2 = 1 - beta_1**t, np.sqrt(1 - beta_2**t)
        epsilon = epsilon / c2 if keras else epsilon
        return w - learning_rate * m / c1 / (np.sqrt(v) / c2 + epsilon), m, v

    keras, textbook = (grade("10.adam_step", lambda *a, k=k: step(*a, k)) for k in (True, False))
    assert keras.passed
    assert textbook.passed
    assert not keras.remarks
    assert "Algorithm 1" in textbook.remarks[0]
