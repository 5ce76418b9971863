"""What is right, what is wrong and why: letters, numbers as people write them, and anything else."""

from fractions import Fraction

import numpy as np
import pytest

from nnlab.questions import Choice, Question, Slip, find, judge
from nnlab.questions.numbers import tolerance_of

SHAPE = "02.shape_of_w"
Z = "02.z_of_unit_1"


@pytest.mark.parametrize("answer", ["B", "b", " b ", "(B)", "B.", "b)"])
def test_the_right_letter_however_it_is_written(answer):
    judgement = judge(find(SHAPE), answer)
    assert (judgement.state, judgement.given, judgement.place, judgement.right) == ("right", "B", 1, True)
    assert judgement.why.startswith("Four rows")


def test_each_wrong_choice_has_its_own_explanation():
    judgements = [judge(find(SHAPE), letter) for letter in "ACD"]
    assert {each.state for each in judgements} == {"wrong"}
    assert len({each.why for each in judgements}) == 3
    assert judgements[1].why.startswith("That is the shape of `b`")


@pytest.mark.parametrize("answer", ["", "E", "AB", "(4, 5)", 2, None, ["B"], np.zeros(3), b"B", object()])
def test_what_is_no_letter_is_told_in_words(answer):
    judgement = judge(find(SHAPE), answer)
    assert judgement.state == "unclear"
    assert judgement.why == "Answer with one of the letters A, B, C or D."


@pytest.mark.parametrize(
    "answer",
    [233, 233.0, "233", " 233 ", "+233", "2.33e2", "2,33e2", "233.0", "466/2", "466 / 2", Fraction(466, 2)]
    + [np.int64(233), np.float32(233), np.array(233), np.array([[233.0]]), "233.", "23300%"],
)
def test_a_right_number_however_it_is_written(answer):
    assert judge(find(Z), answer).state == "right"


@pytest.mark.parametrize("answer", [232, "-233", "−233", 233.001, "inf", "1e999", "9" * 50, 10**400, "2,33"])
def test_a_wrong_number(answer):
    judgement = judge(find(Z), answer)
    assert judgement.state in ("wrong", "unclear")
    assert not judgement.right


def test_a_slip_is_named_and_any_other_number_is_not():
    assert judge(find(Z), "234").why == "That is the sum without the bias: subtract 1."
    assert judge(find(Z), "234").place == 0
    assert judge(find(Z), 999).place is None


@pytest.mark.parametrize(
    "answer",
    ["", "  ", "many", "12 34", "1/0", "1/2/3", "0x10", "1_000", "nan", float("nan"), None, True, [1, 2]]
    + [np.zeros(2), 1 + 2j, "1" * 100, "2.3.4", "e5", "/", "%", "^", object(), "__import__('os')", b"233"],
)
def test_what_is_no_number_is_told_in_words(answer):
    judgement = judge(find(Z), answer)
    assert judgement.state == "unclear"
    assert "like 233" in judgement.why
    assert len(judgement.given) <= 40


def test_an_object_that_cannot_be_shown():
    class Rude:
        def __str__(self):
            raise RuntimeError

    assert judge(find(Z), Rude()).given == "Rude"


def number(answer, **more):
    return Question("02.x", "?", answer=answer, tolerance=tolerance_of(answer), **more)


@pytest.mark.parametrize(
    ("answer", "given", "right"),
    [
        (2.5, "2,5", True),
        (0.25, "25%", True),
        (25, "25 %", True),
        (1000, "1,000", True),
        (1, "1,000", True),
        (1234.5, "1,234.5", True),
        (0.125, "0,125", True),
        (125, "0,125", False),
        (0.333, "1/3", True),
        (0.333, 0.3337, False),
        (0.73, 0.7311, True),
        (0.73, 0.7, False),
        (0.1 + 0.2, "0.3", True),
        (1e-7, "1e-7", True),
        (-2.0, "−2", True),
        (float("inf"), "∞", True),
        (float("inf"), "-inf", False),
    ],
)
def test_how_exact_a_number_must_be(answer, given, right):
    assert judge(number(answer), given).right is right


def test_a_tolerance_holds_for_slips_too_and_the_nearest_one_is_told():
    slips = (Slip(1.0, "one"), Slip(1.2, "more"))
    question = Question("02.x", "?", answer=2, tolerance=0.15, slips=slips)
    assert judge(question, 1.89).right
    assert judge(question, 1.12).why == "more"
    assert judge(question, 0.9).why == "one"
    assert judge(question, 1.6).place is None


def test_letters_follow_the_number_of_choices():
    question = Question("02.x", "?", tuple(Choice(str(i), "w", i == 4) for i in range(5)))
    assert question.letters == "ABCDE"
    assert judge(question, "e").right
