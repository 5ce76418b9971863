"""The matrix product without a browser: values, validation, the learner's function, the still picture."""

import json
from xml.etree import ElementTree

import numpy as np
import pytest
import traitlets

from nnlab import widgets


def by_loops(A, B):
    C = np.zeros((A.shape[0], B.shape[1]))
    for i in range(A.shape[0]):
        for j in range(B.shape[1]):
            for k in range(A.shape[1]):
                C[i, j] += A[i, k] * B[k, j]
    return C


def test_the_default_is_the_example_of_lab_03():
    widget = widgets.matrix_product()
    np.testing.assert_allclose(widget.product[2], [1.1, 1.7, 2.3, 0.9])
    assert widget.step == 2
    assert widget.learner == ""
    assert widget.answer == {}


def test_the_right_function_agrees_and_stands_beside():
    widget = widgets.matrix_product(by_loops)
    assert widget.answer["state"] == "agrees"
    assert "by_loops agrees" in widget.answer["message"]
    np.testing.assert_allclose(widget.answer["values"], widget.product.ravel(), rtol=1e-8)


def test_the_page_asks_with_the_numbers_on_the_screen():
    widget = widgets.matrix_product(by_loops, A=[[1, 2]], B=[[3], [4]])
    widget.question = {"number": 4, "A": [[5, 6]], "B": [[7], [8]]}
    assert widget.answer["number"] == 4
    assert widget.answer["values"] == [83.0]
    json.dumps(widget.answer, allow_nan=False)


@pytest.mark.parametrize(
    ("function", "state", "message"),
    [
        (lambda A, B: B.T @ A.T, "failed", "returned an array of shape (4, 3); an array of shape (3, 4)"),
        (lambda A, B: A * B, "failed", "raised ValueError"),
        (lambda A, B: np.abs(A) @ B, "differs", "differs from the reference"),
    ],
)
def test_a_wrong_function_is_told(function, state, message):
    answer = widgets.matrix_product(function).answer
    assert answer["state"] == state
    assert message in answer["message"]


@pytest.mark.parametrize(
    ("arguments", "error", "message"),
    [
        ({"A": [[1, 2, 3]]}, ValueError, r"B must have as many rows as A has columns, 3\."),
        ({"A": [1, 2]}, ValueError, r"A must be a matrix of 1 to 5 rows and columns"),
        ({"A": np.zeros((3, 6))}, ValueError, r"A must be a matrix of 1 to 5"),
        ({"B": [[1, 2], [np.nan, 0]]}, ValueError, r"B must hold numbers between -100 and 100"),
        ({"B": [[1, 2], [1000, 0]]}, ValueError, r"B must hold numbers between"),
        ({"A": [[1], [1, 2]]}, TypeError, r"A must be a matrix of numbers"),
        ({"A": "abc"}, TypeError, r"A must be a matrix of numbers"),
        ({"matmul": 3}, TypeError, r"matmul must be a function"),
    ],
)
def test_bad_arguments_are_refused_in_the_one_sentence(arguments, error, message):
    with pytest.raises(error, match=rf"^matrix_product: {message}"):
        widgets.matrix_product(**arguments)


def test_traits_keep_the_shape():
    widget = widgets.matrix_product()
    widget.A = [[1, 0], [0, 1], [1, 1]]
    np.testing.assert_array_equal(widget.product[2], [7, 11, 15, 9])
    with pytest.raises(traitlets.TraitError, match=r"keep its shape \(3, 2\)"):
        widget.A = [[1, 0]]
    widget.step = 99
    assert widget.step == 24


def test_the_picture_holds_all_numbers_and_the_learners():
    widget = widgets.matrix_product(lambda A, B: A @ B + 0.5)
    texts = [node.text for node in ElementTree.fromstring(widget.picture()).iter() if node.text]
    assert {"11", "17", "−23", "1.1", "11.5", "1.6"} <= set(texts)
    assert "differs from the reference" in widget.picture()
    assert widget.describe().startswith("Product of a (3, 2) and a (2, 4) matrix: [[11, 17, 23, 9], [-11,")
