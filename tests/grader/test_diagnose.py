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
