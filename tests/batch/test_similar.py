"""Functions of the same shape are found, honest ones are not accused in crowds, and the work stays linear."""

import json

import pytest

from nnlab.batch.fingerprint import fingerprint
from nnlab.batch.prints import Prints, read_prints
from nnlab.batch.report.similar import LEAST_NODES, MOST_SHARED, similar

FIRST = '''
import numpy as np
def sequential(x, layers):
    """Run all layers."""
    a = x
    for W, b, g in layers:  # each in turn
        a = np.array([g(W[:, j] @ a + b[j]) for j in range(0, W.shape[1])])
    return a
'''
RENAMED = """
import numpy as np
def sequential(data, net):
    value = data
    for w, c, f in net:
        value = np.array([f(w[:, k] @ value + c[k]) for k in range(0, w.shape[1])])
    return value
"""


def test_names_constants_comments_and_docstrings_do_not_count():
    shape, nodes = fingerprint(FIRST, "02")
    assert (shape, nodes) == fingerprint(RENAMED, "02")
    assert nodes >= LEAST_NODES
    assert fingerprint(FIRST.replace("(0, W", "(7, W"), "02") == (shape, nodes), "another constant"


@pytest.mark.parametrize(
    "other",
    [
        FIRST.replace("+ b[j]", "- b[j]"),
        FIRST.replace("W[:, j] @ a", "a @ W[:, j]"),
        FIRST.replace("np.array", "np.asarray"),
        FIRST.replace("return a", "return x"),
    ],
)
def test_what_is_done_counts(other):
    assert fingerprint(other, "02") != fingerprint(FIRST, "02")


def test_helpers_count_and_what_the_lab_gives_does_not():
    from nnlab._resources import labs_dir
    from nnlab.batch.fingerprint import _shapes
    from nnlab.notebooks import read_notebook

    notebook = read_notebook(labs_dir() / "02_forward_propagation.ipynb")
    given = [c["source"] for c in notebook["cells"] if c["cell_type"] == "code" and _shapes(c["source"])]
    assert given, "the lab defines something"
    assert fingerprint("\n".join(given), "02") is None
    assert fingerprint("\n".join([*given, FIRST]), "02") == fingerprint(FIRST, "02")
    helper = "def helper(u):\n    return u\n"
    assert fingerprint(helper + FIRST, "02") != fingerprint(FIRST, "02")


@pytest.mark.parametrize("code", ["", "def f(:", "x = 1", "\x00", "x" * 60_000, "-" * 49_000 + "1"])
def test_what_is_no_function_has_no_shape(code):
    assert fingerprint(code, "02") is None


def test_deep_nesting_is_no_matter():
    deep = "def f(x):\n    return " + "(" * 80 + "x" + " + 1)" * 80
    assert fingerprint(deep, "02")[1] > 80


def bucket(count, nodes=60, shape="h", exercise="02.dense"):
    return {f"s{i:03d}/02.ipynb": {exercise: [shape, nodes]} for i in range(count)}


def students(prints):
    return {name: name.partition("/")[0] for name in prints}


def test_a_group_is_told_with_what_it_shares():
    prints = {
        "ann/02.ipynb": {"02.dense": ["h", 60], "02.sequential": ["i", 70]},
        "bob/02.ipynb": {"02.dense": ["h", 60], "02.sequential": ["i", 70]},
        "cy/02.ipynb": {"02.dense": ["h", 60], "02.sequential": ["k", 70]},
    }
    found = similar(prints.items(), students(prints))
    assert found.groups[0].nodes == 130
    assert found.groups[0].submissions == ("ann/02.ipynb", "bob/02.ipynb")
    assert found.groups[0].exercises == ("02.dense", "02.sequential")
    assert found.groups[1].submissions == ("ann/02.ipynb", "bob/02.ipynb", "cy/02.ipynb")
    assert found.groups_found == 2


def test_who_shares_the_same_is_one_group_and_not_many_pairs():
    prints = bucket(MOST_SHARED)
    (group,) = similar(prints.items(), students(prints)).groups
    assert group.submissions == tuple(sorted(prints))


def test_short_functions_and_one_s_own_copies_tell_nothing():
    short = bucket(2, nodes=LEAST_NODES - 1)
    assert similar(short.items(), students(short)).groups == ()
    own = {"ann/a.ipynb": {"02.dense": ["h", 90]}, "ann/b.ipynb": {"02.dense": ["h", 90]}}
    assert similar(own.items(), students(own)).groups == ()


def test_what_many_share_is_one_form_and_no_group():
    prints = bucket(MOST_SHARED + 1)
    found = similar(prints.items(), students(prints))
    assert found.groups == ()
    assert [(form.exercise, len(form.submissions)) for form in found.forms] == [("02.dense", MOST_SHARED + 1)]


def test_submissions_that_do_not_count_are_passed_over():
    prints = bucket(2)
    assert similar(prints.items(), {"s000/02.ipynb": "s000"}).groups == ()


def test_shapes_are_kept_and_a_torn_line_is_cut_off(tmp_path):
    with Prints(tmp_path) as prints:
        prints.append("b/02.ipynb", {"02.dense": ("h", 60)})
    with open(tmp_path / "fingerprints.jsonl", "ab") as file:
        file.write(b'{"submission": "c/02.ip')
    with Prints(tmp_path) as prints:
        prints.append("a/02.ipynb", {})
        prints.append("b/02.ipynb", {"02.dense": ("k", 61)})  # graded again: its row had not been written
        prints.put_in_order()
    assert [*read_prints(tmp_path)] == [("a/02.ipynb", {}), ("b/02.ipynb", {"02.dense": ["k", 61]})]
    lines = (tmp_path / "fingerprints.jsonl").read_text().splitlines()
    assert [json.loads(line)["submission"] for line in lines] == ["a/02.ipynb", "b/02.ipynb"]
