"""When a name is given, and when it is not."""

import numpy as np

from nnlab.grader import grade


def test_an_error_of_the_same_type_is_no_known_mistake():
    def dense(a_in, W, b, g):
        raise ValueError("for another reason")

    assert grade("02.dense", dense).misconceptions == ()


def test_a_known_mistake_that_always_raises_is_named_by_its_message():
    def dense(a_in, W, b, g):
        a_out = np.zeros(W.shape[1])
        for j in range(W.shape[1]):
            a_out[j] = g(a_in @ W[:, j] + b)
        return a_out

    assert grade("02.dense", dense).misconceptions == ("dense.whole_bias",)


def test_undefined_numbers_alone_name_no_mistake():
    def binary_crossentropy(y_true, y_pred):
        p = np.clip(np.ravel(y_pred), 1e7, 1 - 1e7)
        return np.mean(-np.ravel(y_true) * np.log(p) - (1 - np.ravel(y_true)) * np.log(1 - p))

    assert grade("06.binary_crossentropy", binary_crossentropy).misconceptions == ()


def test_a_result_that_no_argument_changes_is_told():
    of_another_cell = np.array([0.0, 10.0, -20.0])

    def mean_squared_error(y_true, y_pred):
        return np.mean(of_another_cell**2)

    def softmax(z):
        return np.exp(of_another_cell) / np.sum(np.exp(of_another_cell))

    for exercise, function in (("06.mean_squared_error", mean_squared_error), ("07.softmax", softmax)):
        report = grade(exercise, function)
        assert report.misconceptions == ()
        assert "the same, whatever the arguments were" in str(report)
