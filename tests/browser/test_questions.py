"""Concept questions in a real JupyterLab: by mouse and by keys, wrong, then right, and a number."""

import json
import re
from pathlib import Path

import pytest
from legibility import illegible

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]

LAB = "questions.ipynb"
TEXTS = Path(__file__).parents[1] / "questions" / "texts"
SOURCES = {
    "setup": f"import pathlib\n\nimport nnlab\nfrom nnlab.questions import load\n\n"
    f"load.FOLDER = pathlib.Path({str(TEXTS)!r})",
    "question-shape": 'nnlab.question("02.shape_of_w")',
    "question-number": 'nnlab.question("02.z_of_unit_1")',
    "answered": 'nnlab.question("02.z_of_unit_1", 234)',
    "summary": "nnlab.summary()",
}
THEMES = ("JupyterLab Light", "JupyterLab Dark")

notebook_page = pytest.importorskip(
    "notebook_page", reason="Playwright is not installed", exc_type=ImportError
)


@pytest.fixture(scope="module")
def lab(browser, tmp_path_factory):
    """Open a notebook of questions in JupyterLab and run its set-up cell."""
    from lab_server import LabServer

    server = LabServer("07", tmp_path_factory.mktemp("learner"))
    try:
        file = server.folder / LAB
        file.write_text(json.dumps(notebook()), encoding="utf-8")
        context = browser.new_context(viewport={"width": 1280, "height": 900})
        address = re.sub(r"/lab[^?]*\?", f"/lab/tree/{LAB}?", server.address)
        opened = notebook_page.NotebookPage(context.new_page(), address, file)
        opened.run("setup")
        yield opened
        context.close()
    finally:
        server.stop()


def notebook():
    cells = [
        {
            "cell_type": "code",
            "id": cell_id,
            "metadata": {},
            "execution_count": None,
            "outputs": [],
            "source": source,
        }
        for cell_id, source in SOURCES.items()
    ]
    kernel = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}
    return {"cells": cells, "metadata": {"kernelspec": kernel}, "nbformat": 4, "nbformat_minor": 5}


@pytest.fixture
def ask(lab):
    """Give a function that runs a question's cell and returns its widget, unanswered."""

    def run(cell_id):
        lab.run(cell_id)
        return lab.output(cell_id).locator(".nnl-question")

    return run


def verdict(widget):
    return widget.get_by_role("status").locator(".nnl-verdict")


def test_by_mouse_wrong_then_right(lab, ask, expect):
    widget = ask("question-shape")
    choices = widget.get_by_role("radio")
    expect(choices).to_have_count(4)
    expect(widget.get_by_role("group", name=re.compile("Which shape has W"))).to_be_visible()
    expect(verdict(widget)).to_have_count(0)
    widget.get_by_text("(5,)").click()
    expect(verdict(widget)).to_have_attribute("data-state", "wrong")
    expect(verdict(widget)).to_contain_text("C: Not right yet.")
    expect(verdict(widget)).to_contain_text("1 < 2 & one number")
    expect(widget.locator("details")).to_have_count(0)
    choices.nth(1).check()
    expect(verdict(widget)).to_have_attribute("data-state", "right")
    expect(verdict(widget)).to_contain_text("✓")
    expect(verdict(widget)).to_contain_text("Four rows")
    expect(widget.locator(".nnl-choice[data-state]")).to_have_count(1)
    others = widget.locator("details")
    expect(others.get_by_text("one row for each unit")).not_to_be_visible()
    others.locator("summary").click()
    expect(others.get_by_text("one row for each unit")).to_be_visible()


def test_by_keys_nothing_is_answered_in_passing_and_the_notebook_sees_no_key(lab, ask, expect):
    widget = ask("question-shape")
    radios = widget.get_by_role("radio")
    radios.first.focus()
    cells = lab.page.locator(".jp-Notebook .jp-Cell").count()
    for key in ("ArrowDown", "ArrowDown", "ArrowUp"):
        lab.page.keyboard.press(key)
    expect(radios.nth(1)).to_be_focused()
    expect(radios.nth(1)).to_be_checked()
    lab.page.keyboard.press("d")
    expect(radios.nth(3)).to_be_focused()
    lab.page.keyboard.press("ArrowRight")
    expect(radios.first).to_be_focused()
    expect(verdict(widget)).to_have_count(0)
    lab.page.keyboard.press("Enter")
    expect(verdict(widget)).to_contain_text("A: Not right yet.")
    lab.page.keyboard.press("b")
    lab.page.keyboard.press("Space")
    expect(verdict(widget)).to_have_attribute("data-state", "right")
    expect(lab.page.locator(".jp-Notebook .jp-Cell")).to_have_count(cells)
    lab.page.keyboard.press("Tab")
    expect(widget.locator("summary")).to_be_focused()


def test_a_number_by_enter_and_by_the_button(lab, ask, expect):
    widget = ask("question-number")
    field = widget.get_by_role("textbox", name="Your answer")
    field.click()
    lab.page.keyboard.type("abz")
    lab.page.keyboard.press("Enter")
    expect(verdict(widget)).to_have_attribute("data-state", "unclear")
    expect(verdict(widget)).to_contain_text("cannot be read as a number")
    expect(field).to_have_attribute("aria-invalid", "true")
    field.fill("234")
    widget.get_by_role("button", name="Check").click()
    expect(verdict(widget)).to_contain_text("234: Not right yet.")
    expect(verdict(widget)).to_contain_text("without the bias")
    expect(field).not_to_have_attribute("aria-invalid", "true")
    field.fill("2,33e2")
    field.press("Enter")
    expect(verdict(widget)).to_have_attribute("data-state", "right")
    expect(widget.locator("summary")).to_have_text("Numbers that often come out, and why")


def test_answers_count_in_the_summary(lab, ask, expect):
    for cell_id, pick in (("question-shape", "B"), ("question-number", "233")):
        widget = ask(cell_id)
        if pick == "B":
            widget.get_by_role("radio").nth(1).check()
        else:
            widget.get_by_role("textbox").fill(pick)
            widget.get_by_role("button").click()
        expect(verdict(widget)).to_have_attribute("data-state", "right")
    lab.run("answered", "summary")
    expect(lab.output("answered")).to_contain_text("234: Not right yet.")
    expect(lab.output("summary")).to_contain_text("2 of 3 questions")


def test_focus_is_seen(lab, ask):
    for widget in (ask("question-shape"), ask("question-number")):
        control = widget.locator("input").first
        control.scroll_into_view_if_needed()
        control.evaluate("(each) => each.blur()")
        away = lab.page.screenshot(animations="disabled")
        control.focus()
        lab.page.keyboard.press("Shift")
        assert lab.page.screenshot(animations="disabled") != away


@pytest.mark.parametrize("theme", THEMES)
def test_it_can_be_read_and_nothing_bars_the_way(lab, ask, expect, photograph, theme):
    from obstacles import obstacles

    lab.choose_theme(theme)
    shape, number = ask("question-shape"), ask("question-number")
    shape.get_by_role("radio").nth(1).check()
    expect(verdict(shape)).to_have_attribute("data-state", "right")
    shape.locator("summary").click()
    number.get_by_role("textbox").fill("234")
    number.get_by_role("button").click()
    expect(verdict(number)).to_have_attribute("data-state", "wrong")
    faults = []
    for width in (1280, 420):
        lab.resize(width)
        for name, shown in {"choices": shape, "number": number}.items():
            shown.scroll_into_view_if_needed()
            photograph(shown, f"{name}-{theme.split()[1].lower()}-{width}")
            faults += [f"{name}, {width} px: {fault}" for fault in illegible(shown)]
    lab.resize(1280)
    faults += obstacles(lab.page, ".nnl-question")
    assert not faults, "\n".join(faults)
