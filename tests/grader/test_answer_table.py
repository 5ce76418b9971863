"""A naive formula with a table of the answers to the published extreme cases earns no points for extremes."""

import numpy as np
import pytest

from nnlab.grader import grade, registry


def _softmax(z):
    return np.exp(z) / np.sum(np.exp(z), axis=-1, keepdims=True)


def _sigmoid(z):
    return 1 / (1 + np.exp(-z))


def _tanh(z):
    return (np.exp(z) - np.exp(-z)) / (np.exp(z) + np.exp(-z))


def _binary(y_true, logits):
    y, p = np.ravel(y_true), _sigmoid(np.ravel(logits))
    return np.mean(-y * np.log(p) - (1 - y) * np.log(1 - p))


def _sparse(y_true, logits):
    y = np.ravel(y_true).astype(int)
    return np.mean(-np.log(_softmax(logits)[np.arange(len(y)), y]))


def _backward(z, y):
    p = _softmax(z)
    p[np.arange(len(y)), y] -= 1
    return p / len(y)


NAIVE = {
    "04.tanh": _tanh,
    "07.softmax": _softmax,
    "08.log_sum_exp": lambda z: np.log(np.sum(np.exp(z), axis=-1)),
    "08.log_softmax": lambda z: np.log(_softmax(z)),
    "08.binary_crossentropy_from_logits": _binary,
    "08.sparse_categorical_crossentropy_from_logits": _sparse,
    "09.softmax_crossentropy_backward": _backward,
}


@pytest.mark.parametrize("exercise_id", NAIVE)
def test_a_table_of_answers_does_not_make_a_naive_formula_stable(exercise_id):
    exercise = registry.exercise(exercise_id)
    published = [case.args for case in exercise.cases]

    def cheat(*args):
        for known in published:
            if all(map(np.array_equal, args, known)):
                return exercise.reference(*known)
        with np.errstate(all="ignore"):
            return NAIVE[exercise_id](*args)

    for seed in range(5):
        lost = {c.name for c in grade(exercise, cheat, seed=seed).criteria if not c.passed}
        assert lost == {next(c.name for c in exercise.criteria if c.fresh)}


@pytest.mark.parametrize("exercise", [e for e in registry.exercises() if any(c.fresh for c in e.criteria)])
def test_the_reference_holds_whatever_is_drawn(exercise):
    for seed in range(20):
        assert all(c.passed for c in grade(exercise, Plain(exercise), seed=seed).criteria)


class Plain:
    """Calls a reference without its source, which may use what the task rules out."""

    def __init__(self, exercise):
        self.exercise = exercise

    def __call__(self, *args):
        return self.exercise.reference(*args)
