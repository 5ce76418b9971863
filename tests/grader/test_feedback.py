"""What a learner reads: complete, the same as text and as HTML, escaped, and free of verdicts on people."""

import json
import math
import re
from html import unescape

import numpy as np
import pytest

from nnlab.grader import grade, registry
from nnlab.grader.feedback import show
from nnlab.grader.feedback.picture import picture
from nnlab.grader.feedback.sentences import labs, table
from nnlab.grader.feedback.where import where_text
from nnlab.grader.outcome import Outcome


def naive_softmax(z):
    return np.exp(z) / np.sum(np.exp(z), axis=-1, keepdims=True)


def words(html: str) -> list[str]:
    return re.findall(r"\w+", unescape(re.sub(r"<[^>]*>", " ", html)))


def test_a_fault_is_shown_with_its_smallest_input_cause_and_question():
    text = grade("07.softmax", naive_softmax).to_text()
    for part in (
        "8 / 10 points",
        "softmax(np.array([1000.0, 1001.0, 1002.0]))",
        "[nan, nan, nan]",
        "[0.0900, 0.2447, 0.6652]",
        "NumPy reference and TensorFlow agree",
        "overflows",
        "softmax.no_max_shift",
        "Which c",
        'nnlab.hint("07.softmax")',
    ):
        assert part in text


def one_of_each(exercise):
    """One wrong implementation for each single fault."""
    return {m.id: m for m in exercise.misconceptions if not m.also}.values()


@pytest.mark.parametrize(
    "exercise", [e for e in registry.exercises() if e.returns != "model"], ids=lambda e: e.id
)
def test_text_and_html_say_the_same_and_are_short(exercise):
    for entry in one_of_each(exercise):
        report = grade(exercise, entry.function, seed=0)
        # A picture has words for it only where there is a picture; what it shows is told as "where".
        html = re.sub(r"<figure.*?</figure>", "", report.to_html())
        spoken = set(words(html)) - set(table()["labels"]["criterion_failed"].split())
        spoken -= set(table()["labels"]["criterion_passed"].split())
        assert spoken <= set(re.findall(r"\w+", report.to_text())) | {"next", "hint"}
        e = report.explanation
        assert len(re.sub(r"`[^`]*`", "code", f"{e.message} {e.cause} {e.question}").split()) <= 60, entry.id


GRID = np.arange(12.0).reshape(3, 4)


@pytest.mark.parametrize(
    ("wrong", "inputs", "words"),
    [
        (GRID < 4, (), "Only row 0 differs."),
        (GRID % 4 > 1, (), "Only columns 2 and 3 differ."),
        (np.array([True, False, True]), (np.array([-1.0, 2.0, -3.0]),), "negative input"),
        (np.array([True, False, True]), (), "Different at [0], [2]."),
        (GRID % 5 == 1, (), "Different at [0, 1], [1, 2], [2, 3]."),
        (np.arange(40).reshape(5, 8) % 3 == 1, (), "and 8 more"),
        (np.ones(3, bool), (), ""),
    ],
)
def test_the_places_that_differ_are_told(wrong, inputs, words):
    text = where_text(wrong, inputs)
    assert words in text if words else text == ""


def test_numbers_that_differ_are_marked():
    def last_unit_missing(a_in, W, b, g):
        return np.append(g(a_in @ W + b)[:-1], 0)

    explanation = grade("02.dense", last_unit_missing, seed=0).explanation
    assert explanation.returned.startswith("[ 5. , 23. ,  0.*]")
    assert explanation.where == "Different at [2]."


def test_a_picture_says_what_it_shows():
    report = grade("02.dense", lambda a, W, b, g: np.append(g(a @ W + b)[:-1], 0), seed=0)
    html = report.to_html()
    label = re.search(r'<svg role="img" aria-label="([^"]*)"', html).group(1)
    assert "dashed" in label
    assert "[2]" in label
    assert "{" not in label
    assert "drawing" not in report.to_dict()["explanation"]


@pytest.mark.parametrize(
    ("got", "kind"),
    [
        (np.array([1.0, np.nan, 3.0]), "bars"),
        (np.full(3, np.nan), ""),
        (np.array([1.0, 2.0]), ""),
        (GRID, "map"),
        (np.arange(60.0), ""),
    ],
)
def test_a_picture_is_drawn_where_it_says_more_than_numbers(got, kind):
    expected = np.arange(got.size, dtype=float).reshape(got.shape)
    wrong = expected % 2 == 0
    drawn, svg = picture(got, expected, wrong, None)
    assert drawn == kind
    assert svg.count("nan") == 0
    assert picture(np.arange(9.0), np.ones(9), np.ones(9, bool), np.linspace(-1, 1, 9))[0] == "curves"


def test_everything_is_escaped():
    def softmax(z):
        raise ValueError("<script>alert(1)</script>")

    report = grade("07.softmax", softmax)
    assert "<script>" not in report.to_html()
    assert "&lt;script&gt;" in report.to_html()
    assert "<script>" in report.to_text()


def test_html_asks_no_other_host_and_names_its_colours_through_the_theme():
    html = grade("07.softmax", naive_softmax).to_html()
    assert "http" not in html
    assert "var(--jp-ui-font-color1" in html
    assert 'aria-label="07.softmax: not yet right"' in html
    assert "<dt" in html


def test_a_report_is_json_without_nan():
    report = grade("07.softmax", naive_softmax)
    data = json.loads(report.to_json())
    assert data == report.to_dict()
    assert data["outcome"] == "FAILED"
    assert data["misconceptions"] == ["softmax.no_max_shift"]
    assert [c["points"] for c in data["criteria"]] == [4, 2, 1, 0, 1]
    assert {"name", "passed", "points", "max_points", "message"} <= data["criteria"][0].keys()


def test_a_called_line_can_be_copied_and_run():
    case = registry.exercise("02.sequential").cases[0]
    call = show.call_text("sequential", ("x", "layers"), case)
    seen = []
    names = {"np": np, "sequential": lambda x, layers: seen.append((x, layers)), "sigmoid": 1, "linear": 2}
    exec(call, names)
    np.testing.assert_array_equal(seen[0][0], case.args[0])
    np.testing.assert_array_equal(seen[0][1][0][0], case.args[1][0][0])


@pytest.mark.parametrize("product", [np.dot, np.matmul])
def test_sizes_that_do_not_meet_are_told_as_numpy_names_them(product):
    def rows_for_columns(A, B):
        return np.array([[product(A[i], B[j]) for j in range(B.shape[1])] for i in range(len(A))])

    report = grade("03.matmul", rows_for_columns)
    told = " ".join(criterion.message for criterion in report.criteria)
    assert re.search(r"the sizes of a matrix product do not meet, (3 and 1|1 and 3):", told)


def _conv2d(window, store):
    """A convolution whose windows and whose storing can be spoiled."""

    def conv2d(x, kernel, bias):
        kh, kw, _, filters = kernel.shape
        out = np.zeros((x.shape[0] - kh + 1, x.shape[1] - kw + 1, filters))
        for i, j in np.ndindex(out.shape[:2]):
            for f in range(filters):
                store(out, i, j, f, window(x, i, j, kh, kw) * kernel[..., f] + bias[f])
        return out

    return conv2d


def _wide(x, i, j, kh, kw):
    return x[i : i + kh, j : j + kw + 1]


def _whole(x, i, j, kh, kw):
    return x[i : i + kh, j : j + kw]


def _store_sum(out, i, j, f, products):
    out[i, j, f] = np.sum(products)


def _store_rows(out, i, j, f, products):
    out[i, j] = products.sum(axis=0).ravel()


def _pair_of_shape(logits, threshold=0.5):
    rows, columns = logits.shape
    return (1 / (1 + np.exp(-logits)) >= threshold).astype(int).reshape(rows, columns)


def _empty_windows(x, size):
    rows, columns = x.shape[0] // size, x.shape[1] // size
    windows = [x[i * size : i + size, j * size : j + size] for i in range(rows) for j in range(columns)]
    return np.array([window.max(axis=(0, 1)) for window in windows]).reshape(rows, columns, -1)


def _python_max(x, size):
    rows, columns = x.shape[0] // size, x.shape[1] // size
    windows = x[: rows * size, : columns * size].reshape(rows, size, columns, size, -1)
    return np.array([[max(windows[i, :, j]) for j in range(columns)] for i in range(rows)])


@pytest.mark.parametrize(
    ("exercise", "wrong", "words"),
    [
        (
            "13.conv2d",
            _conv2d(_wide, _store_sum),
            r"arrays of shapes .+ and \(\d, \d, \d\) meet entry by entry",
        ),
        (
            "13.conv2d",
            _conv2d(_whole, _store_rows),
            r"stored in a place of another shape, \(\d+,\) and \(\d+,\)",
        ),
        (
            "12.multilabel_predict",
            _pair_of_shape,
            "apart into 2 numbers, and the array of this call has fewer axes",
        ),
        ("13.max_pool2d", _empty_windows, "number of an empty array is asked"),
        ("13.max_pool2d", _python_max, "Python's own `max` or `min` .+ `np.max\\(a\\)`"),
    ],
)
def test_what_numpy_says_of_shapes_is_told_in_plain_words(exercise, wrong, words):
    report = grade(exercise, wrong)
    assert re.search(words, " ".join(report.to_text().split())), report


@pytest.mark.parametrize(
    "stop", ["loop over rows", "loop over filters", "one row short", "one row and one filter short"]
)
def test_a_result_that_was_not_filled_to_its_end_is_told(stop):
    def conv1d(x, kernel, bias, stride=1):
        size, _, filters = kernel.shape
        out = np.zeros(((len(x) - size) // stride + 1, filters))
        for i in range(len(out) - ("one row" in stop)):
            for f in range(filters - ("filter short" in stop and filters > 1)):
                out[i, f] = np.sum(x[i * stride : i * stride + size] * kernel[:, :, f]) + bias[f]
                if stop == "loop over filters":
                    return out
            if stop == "loop over rows":
                return out
        return out

    report = grade("13.conv1d", conv1d)
    assert report.misconceptions == ()
    assert "From some place on every number of the result is 0" in report.to_text()


def test_a_function_that_returns_the_dots_is_told_so():
    report = grade("12.multilabel_loss", lambda y_true, logits: ...)
    assert report.outcome is Outcome.NOT_ATTEMPTED
    assert "`...`" in report.message


def unset(z):
    for number in np.ravel(z):
        total += number  # noqa: F821 - the fault
    return total


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        (lambda z: z ^ 2, "`^` is no power"),
        (lambda z: np.asarray(z) ^ 2, "`^` is no power"),
        (lambda z: np.random.default_rng(0).shuffle(np.array(z))[0], "goes on with a None"),
        (lambda z: math.exp(np.asarray(z)), "those of `math` do not"),
        (lambda z: np.exp ** np.asarray(z), "with a function itself"),
        (lambda z: 2 * math.exp[z], "with a function itself"),
        (lambda z: np.sum[z], "with a function itself"),
        (lambda z: expp(z) + 1, "uses `expp`, and nothing has this name"),  # noqa: F821 - the fault
        (unset, "uses `total` before it has a value"),
        (lambda z: np.exp(z)(1 - np.asarray(z)), "A product needs its sign"),
    ],
)
def test_a_usual_error_is_told_in_a_learners_words(fault, words):
    def softmax(z):
        return fault(z)

    assert words in " ".join(grade("07.softmax", softmax).to_text().split())


def test_values_that_look_alike_are_shown_with_more_digits():
    report = grade("07.softmax", lambda z: np.round(naive_softmax(np.asarray(z) - np.max(z)), 4))
    assert report.explanation.returned.split("   ")[0] != report.explanation.expected.split("   ")[0]


def test_the_learners_print_options_do_not_reach_the_report():
    with np.printoptions(precision=1, threshold=2, nanstr="?"):
        inside = grade("07.softmax", naive_softmax, seed=0).to_text()
    assert inside == grade("07.softmax", naive_softmax, seed=0).to_text()


def test_a_right_0_behind_the_end_of_a_loop_does_not_hide_it():
    def min_max_scale(X):
        out = np.zeros(X.shape)
        for j in range(X.shape[1]):
            out[:, j] = (X[:, j] - X[:, j].min()) / (np.ptp(X[:, j]) or 1)
            break
        return out

    assert "as if the loops stopped early" in grade("05.min_max_scale", min_max_scale, seed=0).to_text()


def test_exchanged_rows_and_columns_are_told_though_a_square_array_keeps_its_shape():
    def standardize(X):
        return np.array([(column - column.mean()) / (column.std() or 1) for column in X.T])

    assert "rows and columns are exchanged" in grade("05.standardize", standardize, seed=0).to_text()


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda p: 2.5 * p, "2.5 times the expected"),
        (lambda p: -p, "wrong sign"),
        (lambda p: p + 0.25, "0.25 more than"),
        (lambda p: p - 0.25, "0.25 less than"),
        (lambda p: p[..., ::-1], "reverse order"),
        (lambda p: p**2, "No known mistake fits"),
    ],
)
def test_a_pattern_is_told_where_no_known_mistake_fits(change, words):
    def softmax(z):
        e = np.exp(z - np.max(z, axis=-1, keepdims=True))
        return change(e / e.sum(axis=-1, keepdims=True))

    report = grade("07.softmax", softmax)
    assert report.misconceptions == ()
    assert words in report.to_text()


def test_sentences_do_not_judge_the_person():
    text = json.dumps([table(), *map(table, labs())]).lower()
    assert not re.search(r"\b(stupid|lazy|obviously|simply|easy to see|you failed)\b", text)


def test_one_number_that_is_not_finite_is_told_as_one():
    naive = grade("08.log_sum_exp", lambda z: np.log(np.sum(np.exp(z), axis=-1)), seed=0)
    assert naive.explanation.message == "You have inf, where a finite number is expected."

    def with_a_limit(z):
        if np.max(z) < 700:
            return np.log(np.sum(np.exp(z), axis=-1))
        return np.logaddexp.reduce(z, axis=-1)

    negative = grade("08.log_sum_exp", with_a_limit, seed=0)
    assert negative.explanation.message == "You have -inf, where a finite number is expected."


def test_a_larger_one_of_arrays_is_told_apart_from_a_decision():
    def binary_crossentropy_from_logits(y_true, logits):
        return max(logits, 0) - y_true * logits

    larger = grade("08.binary_crossentropy_from_logits", binary_crossentropy_from_logits, seed=0)
    assert "`np.maximum(a, b)`" in larger.explanation.message

    def log_sum_exp(z):
        return np.log(np.sum(np.exp(z), axis=-1)) if np.ndim(z) == 1 or z > 0 else z

    decision = grade("08.log_sum_exp", log_sum_exp, seed=0)
    assert "`np.where` decides" in decision.explanation.message


def test_arrays_of_several_shapes_in_one_are_told():
    def dense_backward(dZ, A_in, W):
        return np.array([dZ @ W.T, A_in.T @ dZ, dZ.sum(axis=0)])

    message = grade("09.dense_backward", dense_backward, seed=0).explanation.message
    assert "different shapes" in message
    assert "`return a, b`" in message


def test_a_number_and_an_array_in_one_list_are_told_with_the_function_that_compares():
    def relu(z):
        return np.max([0, z])

    assert "`np.maximum(a, b)`" in grade("04.relu", relu, seed=0).explanation.message


@pytest.mark.parametrize("relu", ["dA if Z > 0 else 0", "da * (Z > 0)"])
def test_an_error_within_a_branch_is_not_taken_for_a_missing_branch(relu):
    source = f"""
def activation_backward(dA, Z, name):
    if name == "relu":
        return {relu}
    if name == "sigmoid":
        s = 1 / (1 + np.exp(-Z))
        return dA * s * (1 - s)
    return dA * (1 - np.tanh(Z) ** 2) if name == "tanh" else dA
"""
    names = {"np": np}
    exec(compile(source, "<cell>", "exec"), names)
    report = grade("09.activation_backward", names["activation_backward"], seed=0)
    assert not report.passed
    assert report.misconceptions == ()
