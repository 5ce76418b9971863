"""The widgets of labs 03, 09, 11, 12 and 13 in a real browser, one below the other in one notebook."""

import re

import pytest
from legibility import illegible

pytestmark = [pytest.mark.browser, pytest.mark.timeout(240)]

LAB = "07_softmax.ipynb"
# What each cell says; the learner's functions are short here, and some of them wrong.
CELLS = {
    "matrix_product": "nnlab.widgets.matrix_product(lambda A, B: abs(A) @ B)",
}


@pytest.fixture(scope="module")
def show(lab, expect):
    """Give a function that makes the cell of a widget, runs it, and returns the widget once it is drawn."""
    known = set()

    def show(name):
        if name not in known:
            lab.insert_below("setup", name, CELLS[name])
            known.add(name)
            lab.run(name)
        widget = lab.output(name).locator(f".nnl-widget[data-widget={name}]")
        expect(widget.locator(".nnl-note")).to_be_visible()
        return widget

    return show


def test_rows_and_columns_light_up_and_numbers_move(lab, show, expect):
    widget = show("matrix_product")
    verdict = widget.locator(".nnl-verdict")
    expect(verdict).to_have_attribute("data-state", "differs")
    expect(widget.locator(".nnl-picker [data-known=true]")).to_have_count(1)
    widget.get_by_role("button", name="Next").click()
    expect(widget.locator(".nnl-sum-total").first).to_have_text("5")
    widget.get_by_role("button", name="Show all").click()
    expect(widget.locator(".nnl-picker [data-value]")).to_have_count(12)

    picker = widget.get_by_role("slider", name="Number of the product")
    picker.focus()
    lab.page.keyboard.press("ArrowDown")
    expect(picker).to_have_attribute("aria-valuetext", "row 2, column 2: −17")
    expect(widget.locator("[data-now]")).to_have_count(2)

    entry = widget.get_by_role("slider", name="A, row 2, column 1")
    entry.focus()
    lab.page.keyboard.press("End")
    expect(entry).to_have_attribute("data-value", "9")
    expect(picker).to_have_attribute("aria-valuetext", "row 2, column 2: 33")
    lab.drag(entry, to=widget.get_by_role("slider", name="A, row 2, column 2"))
    expect(verdict).to_have_attribute("data-state", re.compile("differs|agrees"))
    entry.hover()
    lab.drag(widget.get_by_role("slider", name="A, row 2, column 2"), to=picker)
    expect(widget.get_by_role("slider", name="A, row 2, column 2")).not_to_have_attribute("data-value", "-2")
    expect(verdict).to_have_attribute("data-state", "agrees")


@pytest.mark.parametrize("theme", ["JupyterLab Light", "JupyterLab Dark"])
def test_all_are_legible(lab, show, photograph, theme):
    lab.choose_theme(theme)
    faults = []
    for width in (1280, 420):
        lab.resize(width)
        for name in CELLS:
            widget = show(name)
            photograph(widget, f"{name}-{theme.split()[1].lower()}-{width}")
            faults += [f"{name}, {width} px: {fault}" for fault in illegible(widget)]
    lab.resize(1280)
    assert not faults, "\n".join(faults)
