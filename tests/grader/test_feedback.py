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


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        (lambda z: z ^ 2, "`^` is no power"),
        (lambda z: np.asarray(z) ^ 2, "`^` is no power"),
        (lambda z: np.random.default_rng(0).shuffle(np.array(z))[0], "goes on with a None"),
        (lambda z: math.exp(np.asarray(z)), "`math.sqrt` does not"),
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
