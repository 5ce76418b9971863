"""The start page in a real browser: the map, its links, the practice questions, and a reset from a cell."""

import re

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.timeout(240)]

LAB = "00_start_here.ipynb"
MAP, PRACTICE = "concept-map-shown", "question-after-a-check"


def test_every_cell_runs(lab, expect, photograph):
    lab.run(MAP, "concept-unit", "question-unit-by-hand", PRACTICE, "widget-neuron", "summary-progress")
    expect(lab.output(MAP).locator("tbody tr")).to_have_count(13)
    expect(lab.output("concept-unit")).to_contain_text("8.5")
    photograph(lab.output(MAP), "map")


def test_a_practice_question_is_judged_and_counts_in_no_lab(lab, expect):
    lab.output(PRACTICE).get_by_role("radio").nth(1).click()
    expect(lab.output(PRACTICE)).to_contain_text("Right.")
    lab.run("summary-progress")
    expect(lab.output("summary-progress").locator("tr").first).to_contain_text("not started")


def test_the_map_is_legible_in_a_narrow_window_and_in_the_dark(lab, expect, photograph):
    lab.resize(700)
    lab.choose_theme("JupyterLab Dark")
    table = lab.output(MAP).locator("section")
    assert table.evaluate("e => e.scrollWidth <= e.clientWidth"), "the map is wider than its place"
    photograph(lab.output(MAP), "map-dark-narrow")
    lab.resize(1280)
    lab.choose_theme("JupyterLab Light")


def test_a_function_is_reset_from_a_cell(lab, expect):
    lab.insert_below("summary-progress", "reset", "!nnlab reset 07 softmax")
    lab.run("reset")
    expect(lab.output("reset")).to_contain_text("is as it was at the beginning. Nothing was changed.")


def test_a_lab_opens_by_its_name(lab, expect):
    lab.output(MAP).get_by_role("link", name=re.compile("Softmax")).first.click()
    expect(lab.page.get_by_role("heading", name="Lab 07")).to_be_visible()
    expect(lab.page.locator(".jp-Dialog")).to_have_count(0)
    expect(lab.page).to_have_url(re.compile(r"/lab/tree/07_softmax\.ipynb"))
