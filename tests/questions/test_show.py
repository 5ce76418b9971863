"""What is read: marks, everything else escaped, the answer folded, the same in text and in HTML."""

import re
from html import unescape

import pytest

from nnlab.questions import Choice, Question, find, judge
from nnlab.questions.markup import fault, to_html, to_text
from nnlab.questions.show import question_html, question_text


@pytest.mark.parametrize(
    ("text", "html", "plain"),
    [
        ("`a < b`", "<code>a &lt; b</code>", "`a < b`"),
        ("**all `W`** of *one*", "<strong>all <code>W</code></strong> of <em>one</em>", "all `W` of one"),
        ("`2 ** 3` and `*x*`", "<code>2 ** 3</code> and <code>*x*</code>", "`2 ** 3` and `*x*`"),
        ("2 * 3 * 4, a*b*c", "2 * 3 * 4, a*b*c", "2 * 3 * 4, a*b*c"),
        ("<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;", "<script>alert(1)</script>"),
        ('<img src=x onerror="a">', "&lt;img src=x onerror=&quot;a&quot;&gt;", '<img src=x onerror="a">'),
        ("`<b>`", "<code>&lt;b&gt;</code>", "`<b>`"),
        ("a & b", "a &amp; b", "a & b"),
        ("**a** **b**", "<strong>a</strong> <strong>b</strong>", "a b"),
        ("_x_ # y [z](http)", "_x_ # y [z](http)", "_x_ # y [z](http)"),
        (r"\1 `\1`", r"\1 <code>\1</code>", r"\1 `\1`"),
    ],
)
def test_three_marks_and_nothing_else(text, html, plain):
    assert to_html(text) == html
    assert to_text(text) == plain
    assert fault(text) == ""


def test_a_question_as_text_tells_how_to_answer():
    text = question_text(find("02.shape_of_w"))
    assert text.splitlines()[0] == "Question 02.shape_of_w"
    assert "  B  `(4, 5)`" in text
    assert 'nnlab.question("02.shape_of_w", "A")' in text
    assert "Four rows" not in text
    assert 'nnlab.question("02.z_of_unit_1", …)' in question_text(find("02.z_of_unit_1"))


@pytest.mark.parametrize("question_id", ["02.shape_of_w", "02.z_of_unit_1"])
def test_the_still_form_folds_every_explanation(question_id):
    question = find(question_id)
    open_part, folded = question_html(question).split("<details>")
    shown = unescape(re.sub(r"<[^>]*>", "", folded))
    for entry in (*question.choices, *question.slips):
        assert to_text(entry.why).replace("`", "") in shown
    assert "✓" in folded
    for answered in ("✓", "✗", "why", "Four rows", "= 233"):
        assert answered not in open_part


def test_a_judgement_differs_by_mark_and_word():
    right, wrong, unclear = (judge(find("02.shape_of_w"), each) for each in ("B", "C", "?"))
    assert repr(right).startswith("✓ 02.shape_of_w   B: Right.\n  Four rows")
    assert repr(wrong).startswith("✗ 02.shape_of_w   C: Not right yet.\n  That is the shape of `b`")
    assert repr(unclear).startswith("… ")
    assert 'data-state="right"' in right._repr_html_()
    assert "<details>" in right._repr_html_()
    assert "<details>" not in wrong._repr_html_()
    assert "Four rows" not in wrong._repr_html_()


def test_what_the_learner_typed_is_escaped():
    html = judge(find("02.z_of_unit_1"), "<script>x</script>")._repr_html_()
    assert "<script" not in html
    assert "&lt;script&gt;" in html


def test_the_same_question_is_the_same_html():
    choices = tuple(Choice(text, "w", text == "b") for text in "abc")
    first, second = (question_html(Question("02.x", "?", choices)) for _ in range(2))
    assert first == second
    assert "http" not in first
