"""The widget of a question without a browser: what the page is told, and when."""

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest

import nnlab
from nnlab import progress
from nnlab.plotting import PALETTE
from nnlab.questions import load

TEXTS = Path(__file__).parents[1] / "questions" / "texts"
CHOICES, NUMBER = "02.shape_of_w", "02.z_of_unit_1"


@pytest.fixture(autouse=True)
def _own_questions(monkeypatch):
    monkeypatch.setattr(load, "FOLDER", TEXTS)
    progress._answered.clear()


@pytest.fixture(params=[CHOICES, NUMBER])
def widget(request):
    return nnlab.question(request.param)


def told(widget):
    state = {key: value for key, value in widget.get_state().items() if key not in ("_esm", "_css", "layout")}
    return json.dumps(state, ensure_ascii=False)


def test_the_page_knows_no_answer_before_it_has_given_one():
    widget = nnlab.question(CHOICES)
    assert widget.choices[1] == "<code>(4, 5)</code>"
    assert not re.search(r"right|Four rows|one row for each unit|shape of <code>b", told(widget))
    number = nnlab.question(NUMBER)
    assert number.choices == []
    assert not re.search(r"233|without the bias", told(number))


def test_a_wrong_choice_gives_its_own_explanation_and_no_other():
    widget = nnlab.question(CHOICES)
    widget.question = {"number": 4, "given": "C"}
    answer = widget.answer
    assert (answer["number"], answer["state"], answer["mark"]) == (4, "wrong", "✗")
    assert answer["message"] == "C: Not right yet."
    assert answer["why"].startswith("That is the shape of <code>b</code>: 1 &lt; 2 &amp;")
    assert "Four rows" not in told(widget)
    assert "others" not in answer


def test_the_right_choice_opens_the_others():
    widget = nnlab.question(CHOICES)
    for number, given in enumerate("CB", start=1):
        widget.question = {"number": number, "given": given}
    assert widget.answer["state"] == "right"
    assert [name for _, name, _ in widget.answer["others"]] == ["A", "C", "D"]
    assert progress.questions()[CHOICES] == {"right": True, "tries": 2}


def test_a_number():
    widget = nnlab.question(NUMBER)
    replies = []
    for number, given in enumerate(["many", "<b>", "234", "2,33e2"], start=1):
        widget.question = {"number": number, "given": given}
        replies.append(widget.answer)
    assert [each["state"] for each in replies] == ["unclear", "unclear", "wrong", "right"]
    assert "without the bias" in replies[2]["why"]
    assert replies[3]["others"] == [["✗", "234", "That is the sum without the bias: subtract 1."]]
    assert progress.questions()[NUMBER]["tries"] == 2


def test_a_broken_message_does_not_leave_the_page_waiting(widget):
    widget.question = {"number": 3}
    assert widget.answer["number"] == 3
    assert "widget itself failed" in widget.answer["message"]
    widget.question = {"number": 4, "given": {"a": []}}
    assert widget.answer["state"] == "unclear"


def test_the_still_form_goes_with_the_view_and_is_the_same_every_time(widget):
    first, second = (nnlab.question(widget.id)._repr_mimebundle_()[0] for _ in range(2))
    assert "application/vnd.jupyter.widget-view+json" in first
    assert first["text/plain"] == repr(widget) == second["text/plain"]
    assert first["text/html"] == second["text/html"]
    assert "<details>" in first["text/html"]
    widget.question = {"number": 1, "given": "C"}
    assert widget._repr_mimebundle_()[0]["text/html"] == first["text/html"]


def test_the_page_asks_no_other_host_and_takes_its_colours_from_the_palette(widget):
    rules = widget._css[widget._css.index("/* Looks shared") :]
    for text in (widget._esm, rules):
        assert not re.search(r"https?:|//[a-z]|\bimport\b\s*[({'\"]|\bfetch\b|@import|url\((?!#)", text)
        assert not re.search(r"#[0-9a-fA-F]{3,8}\b|rgba?\(", text)
    used = set(re.findall(r"--nnl-([a-z]+)", rules + widget._esm)) - {"surface", "text"}
    assert used <= set(PALETTE._fields)
    assert widget._esm.count("export default { render };") == 1


@pytest.mark.skipif(shutil.which("node") is None, reason="Node is not installed: it would parse the module")
def test_the_module_parses(widget, tmp_path):
    file = tmp_path / "view.mjs"
    file.write_text(widget._esm, encoding="utf-8")
    subprocess.run(["node", "--check", str(file)], check=True, timeout=60)
