"""Lab 07 in a real browser: move the widget, be told the truth about a wrong softmax and a right one."""

import re

import numpy as np
import pytest
from legibility import illegible

pytestmark = [pytest.mark.browser, pytest.mark.timeout(240)]

pages = pytest.importorskip("notebook_page", reason="Playwright is not installed", exc_type=ImportError)

LAB = "07_softmax.ipynb"
WRONG = """\
powers = np.exp(z)
return powers / np.sum(powers, axis=-1, keepdims=True)"""
RIGHT = """\
z = np.asarray(z, dtype=float)
powers = np.exp(z - np.max(z, axis=-1, keepdims=True))
return powers / np.sum(powers, axis=-1, keepdims=True)"""


def test_the_first_screen_asks_nothing(lab, expect):
    expect(lab.page.get_by_role("heading", name="Lab 07")).to_be_visible()
    expect(lab.page.locator(".jp-Dialog, .Toastify__toast")).to_have_count(0)


def test_the_widget_moves_by_mouse_and_by_keys(lab, expect):
    lab.run("widget-softmax_bars")
    widget = lab.output("widget-softmax_bars").locator(".nnl-widget[data-widget=softmax_bars]")
    logits = widget.get_by_role("slider", name=re.compile("^Logit"))
    bars = widget.locator("rect.nnl-reference[data-value]")

    def check_the_drawing(logits_expected):
        for handle, logit in zip(logits.all(), logits_expected, strict=True):
            expect(handle).to_have_attribute("data-value", f"{logit:g}")
        powers = np.exp(logits_expected)
        for bar, share in zip(bars.all(), powers / powers.sum(), strict=True):
            expect(bar).to_have_attribute("data-value", f"{share:.6f}")
        widths = [bar.bounding_box()["width"] for bar in bars.all()]
        np.testing.assert_allclose(widths / np.sum(widths), powers / powers.sum(), atol=0.01)

    check_the_drawing([2.0, 1.0, 0.1, -1.0])
    lab.drag(logits.nth(1), to=logits.nth(0))
    moved = pages.wait_for(lambda: pages.number_of(logits.nth(1)), lambda logit: abs(logit - 2) < 0.11)
    check_the_drawing([2.0, moved, 0.1, -1.0])
    logits.nth(3).focus()
    for key in ("ArrowRight", "ArrowUp", "PageUp", "ArrowLeft"):
        lab.page.keyboard.press(key)
    check_the_drawing([2.0, moved, 0.1, 0.1])
    lab.page.keyboard.press("Home")
    check_the_drawing([2.0, moved, 0.1, -6.0])
    # The keys were the widget's: the notebook still has the same cell selected.
    expect(lab.cell("widget-softmax_bars")).to_have_class(re.compile("jp-mod-active"))


def test_from_not_attempted_to_passed(lab, expect, photograph):
    lab.run("softmax", "check-softmax")
    report = lab.output("check-softmax").locator("section.nnlab-report")
    expect(report).to_have_attribute("data-outcome", "NOT_ATTEMPTED")
    expect(report).to_contain_text("0 / 10 points")
    photograph(report, "not-attempted")

    lab.insert_below("check-softmax", "hint", 'nnlab.hint("07.softmax")')
    lab.run("hint")
    hint = lab.output("hint").locator("section.nnlab-hint")
    expect(hint).to_contain_text("Hint 1 of 3")
    photograph(hint, "hint")

    lab.write_body("softmax", WRONG)
    lab.run("softmax", "check-softmax")
    expect(report).to_have_attribute("data-outcome", "FAILED")
    expect(report).to_have_attribute("data-points", "8")
    expect(report).to_contain_text("8 / 10 points")
    expect(report).to_contain_text("softmax.no_max_shift")
    expect(report).to_contain_text("[nan, nan, nan]")

    lab.write_body("softmax", RIGHT, paste=True)
    lab.run("softmax", "check-softmax")
    expect(report).to_have_attribute("data-outcome", "PASSED")
    expect(report).to_contain_text("10 / 10 points")
    expect(report).not_to_contain_text("softmax.no_max_shift")
    photograph(report, "passed")

    lab.run("summary-progress")
    progress = lab.output("summary-progress")
    expect(progress).to_contain_text("10 of 25 points")
    photograph(progress, "summary")


def test_the_widget_shows_where_the_learners_softmax_fails(lab, expect, photograph):
    lab.write_body("softmax", WRONG, paste=True)
    lab.run("softmax", "widget-softmax_bars-yours")
    widget = lab.output("widget-softmax_bars-yours").locator(".nnl-widget[data-widget=softmax_bars]")
    verdict = widget.locator(".nnl-verdict")
    expect(verdict).to_have_attribute("data-state", "agrees")
    widget.get_by_role("button", name="Add 1000").click()
    expect(verdict).to_have_attribute("data-state", "differs")
    expect(verdict).to_contain_text("nan")
    photograph(widget, "widget-nan")
    widget.get_by_role("button", name="Reset").click()
    expect(verdict).to_have_attribute("data-state", "agrees")


def test_a_renamed_function_is_reported_missing(lab, expect, photograph):
    line = lab.cell("predict_class").locator(".cm-line", has_text="def predict_class")
    line.get_by_text("predict_class", exact=True).dblclick()
    lab.page.keyboard.type("predict_classes")
    expect(line).to_have_text("def predict_classes(probabilities):")
    lab.run("predict_class", "check-predict_class")
    report = lab.output("check-predict_class").locator("section.nnlab-report")
    expect(report).to_have_attribute("data-outcome", "MISSING")
    expect(report).to_contain_text("predict_class")
    photograph(lab.cell("check-predict_class"), "missing")


@pytest.mark.parametrize("theme", ["JupyterLab Light", "JupyterLab Dark"])
def test_report_and_widget_are_legible(lab, expect, photograph, theme):
    lab.choose_theme(theme)
    lab.write_body("softmax", WRONG, paste=True)
    lab.run("softmax", "check-softmax", "widget-softmax_bars-yours")
    shown = {
        "report": lab.output("check-softmax").locator("section.nnlab-report"),
        "widget": lab.output("widget-softmax_bars-yours").locator(".nnl-widget"),
    }
    expect(shown["widget"].locator(".nnl-verdict")).to_have_attribute("data-state", "agrees")
    faults = []
    for width in (1280, 420):
        lab.resize(width)
        for name, element in shown.items():
            photograph(element, f"{name}-{theme.split()[1].lower()}-{width}")
            faults += [f"{name}, {width} px: {fault}" for fault in illegible(element)]
    lab.resize(1280)
    assert not faults, "\n".join(faults)
