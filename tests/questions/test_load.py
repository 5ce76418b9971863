"""Texts are read, and a file that could mislead a learner is refused with the rule that it breaks."""

import re

import pytest

from nnlab.exceptions import DataError, UnknownQuestion
from nnlab.questions import find, ids, load

GOOD = """
[units]
prompt = "How many?"
[[units.choices]]
text = "1"
why = "No."
[[units.choices]]
text = "2"
right = true
why = "Yes."
[[units.choices]]
text = "3"
why = "No."

[size]
prompt = "How large?"
answer = 4
why = "2 + 2"
[[size.slips]]
value = 0
why = "Add."
"""


def test_what_is_written_is_what_is_asked(lab_file):
    lab_file(GOOD)
    assert ids("03") == ("03.units", "03.size")
    units, size = find("03.units"), find("03.size")
    assert [(c.text, c.why, c.right) for c in units.choices][1] == ("2", "Yes.", True)
    assert (size.answer, size.tolerance, size.why, size.slips[0].value) == (4, 0, "2 + 2", 0)


def test_a_lab_without_a_file_has_no_questions():
    assert ids("13") == ()


def test_a_change_of_the_file_is_seen(lab_file):
    import os

    file = lab_file(GOOD)
    assert find("03.units").prompt == "How many?"
    lab_file(GOOD.replace("How many?", "How many units?"))
    os.utime(file, ns=(0, file.stat().st_mtime_ns + 10**9))
    assert find("03.units").prompt == "How many units?"


BROKEN = {
    "two right": ('text = "3"', 'text = "3"\nright = true', "exactly one choice must have right = true"),
    "none right": ("right = true", "right = false", r"right = true\. Received: 0"),
    "right is a text": ("right = true", 'right = "yes"', "right of choice B must be true or false"),
    "no why": ('text = "3"\nwhy = "No."', 'text = "3"', "why of choice C must be a text"),
    "empty why": ('why = "Yes."', 'why = " "', "why of choice B must be a text"),
    "no prompt": ('prompt = "How many?"', "", "prompt of the question must be a text"),
    "two alike": ('text = "3"', 'text = "1"', "two choices have the same text"),
    "two choices": ('[[units.choices]]\ntext = "3"\nwhy = "No."', "", "3 to 6 choices. Received: 2"),
    "a typing error": ("right = true", "rigth = true", "Received: rigth"),
    "unknown key": ('prompt = "How many?"', 'prompt = "How many?"\nhint = "x"', "Received: hint"),
    "both kinds": ("answer = 4", 'answer = 4\nchoices = "x"', "either choices or an answer"),
    "neither": ("answer = 4", "", "either choices or an answer"),
    "answer is a text": ("answer = 4", 'answer = "4"', "answer of the question must be a number"),
    "answer is nan": ("answer = 4", "answer = nan", "answer of the question must be a number"),
    "answer is a bool": ("answer = 4", "answer = true", "answer of the question must be a number"),
    "no why of the number": ('why = "2 + 2"', "", "why of the question must be a text"),
    "negative tolerance": ("answer = 4", "answer = 4\ntolerance = -1", "tolerance must be a number of 0"),
    "slip is right": ("value = 0", "value = 4", "must not count as right"),
    "slip within the tolerance": ("answer = 4", "answer = 4\ntolerance = 5", "must not count as right"),
    "slip without value": ("value = 0", "", "value of a slip must be a number"),
    "slips are a list of numbers": ("answer = 4", "answer = 4\nslips = [1]", r"\[\[name.slips\]\]"),
    "a name with a capital": ("size", "Size", "a name must be small letters"),
    "a value at the top": ("[units]", "x = 3\n[units]", r"\[x\] it must be a table"),
    "half a mark": ('text = "3"', 'text = "`3"', "has a ` without its partner"),
    "half a bold": ('text = "3"', 'text = "**3"', "has .. without its partner"),
    "no TOML": ("[units]", "[units", "must be TOML"),
}


@pytest.mark.parametrize("kind", BROKEN)
def test_a_broken_file_is_refused_by_its_name_and_rule(lab_file, kind):
    old, new, sentence = BROKEN[kind]
    if kind == "slips are a list of numbers":
        text = GOOD.partition("[[size.slips]]")[0]
    else:
        text = GOOD
    assert old in text
    lab_file(text.replace(old, new))
    with pytest.raises(DataError, match=rf"^lab_03\.toml: .*{sentence}") as caught:
        ids("03")
    assert "Received" in str(caught.value) or "two choices" in str(caught.value)


def test_every_fault_is_told_at_once(lab_file):
    lab_file(GOOD.replace("right = true", "").replace("answer = 4", "answer = nan"))
    with pytest.raises(DataError, match=r"\[units\] .*\[size\] "):
        ids("03")


def test_a_file_that_is_no_text(lab_file):
    lab_file(b"\xff\xfe\x00")
    with pytest.raises(DataError, match="must be TOML in UTF-8"):
        find("03.units")


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        ("02.shape_w", "Did you mean '02.shape_of_w'?"),
        ("02.qqqqqq", "Those of lab 02: 02.shape_of_w, 02.z_of_unit_1"),
        ("77.qqqqqq", 'An id is a lab and a name, such as "02.shape_of_w"'),
        ("", "An id is"),
        (None, "An id is"),
        (3.5, "An id is"),
        ("../secret.x", "An id is"),
    ],
)
def test_an_unknown_id_names_the_near_ones(asked, sentence):
    with pytest.raises(UnknownQuestion, match=re.escape(sentence)):
        find(asked)


def test_the_questions_of_the_labs_keep_the_rules(monkeypatch):
    """Every file that travels with the course; that each is asked once is part of the proof of the labs."""
    from pathlib import Path

    monkeypatch.setattr(load, "FOLDER", Path(load.__file__).parent)
    for lab in load.labs():
        assert re.fullmatch(r"\d\d", lab)
        places = []
        for question in load.questions(lab):
            places += [i for i, choice in enumerate(question.choices) if choice.right]
        assert len(places) < 4 or len(set(places)) > 1, f"lab {lab}: the right choice is always the same one"
