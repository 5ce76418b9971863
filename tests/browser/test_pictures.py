"""The three pictures of the README, taken in the browser: what each is there to show is really shown.

They are left in `test-results/pictures`; `make pictures` puts them into their place.
"""

import pictured
import pytest
from gallery_page import wait_until_drawn

pytestmark = [pytest.mark.browser, pytest.mark.timeout(240)]

LAB = "07_softmax.ipynb"
SCALE = 1.5
LOGITS = "widget-softmax_bars"
WRONG = """\
powers = np.exp(z)
return powers / np.sum(powers, axis=-1, keepdims=True)"""


@pytest.fixture(scope="module")
def folder():
    pictured.TAKEN.mkdir(parents=True, exist_ok=True)
    return pictured.TAKEN


def stand_still(lab, shown):
    shown.hover(trial=True)  # waits until cells above it have found their height
    lab.page.mouse.move(0, 0)


def test_a_lab(lab, expect, folder):
    lab.page.set_viewport_size({"width": 1280, "height": 1140})
    lab.run("question-raise_one", LOGITS)
    widget = lab.output(LOGITS).locator(".nnl-widget")
    wait_until_drawn(widget)
    lab.cell("concept-bars").evaluate("cell => cell.scrollIntoView()")
    stand_still(lab, lab.output("question-raise_one"))
    expect(widget).to_be_in_viewport(ratio=1)
    expect(lab.page.locator("#jp-left-stack")).to_contain_text("13_convolution.ipynb")
    lab.page.screenshot(path=folder / "lab.png", animations="disabled")


def test_a_check_that_names_a_fault(lab, expect, folder):
    lab.page.set_viewport_size({"width": 1280, "height": 1800})
    lab.write_body("softmax", WRONG)
    lab.run("softmax", "check-softmax")
    report = lab.output("check-softmax").locator("section.nnlab-report")
    expect(report).to_have_attribute("data-outcome", "FAILED")
    expect(report).to_contain_text("softmax.no_max_shift")
    lab.cell("softmax").evaluate("cell => cell.scrollIntoView()")
    stand_still(lab, report)
    first, last = (lab.cell(name).bounding_box() for name in ("softmax", "check-softmax"))
    clip = {**first, "height": last["y"] + last["height"] - first["y"]}
    lab.page.screenshot(path=folder / "check.png", clip=clip, animations="disabled")


def test_a_widget_with_a_learners_function(lab, expect, folder):
    lab.write_body("softmax", WRONG, paste=True)
    lab.run("softmax", f"{LOGITS}-yours")
    widget = lab.output(f"{LOGITS}-yours").locator(".nnl-widget")
    wait_until_drawn(widget)
    widget.get_by_role("button", name="Add 1000").click()
    expect(widget.locator(".nnl-verdict")).to_have_attribute("data-state", "differs")
    stand_still(lab, widget)
    widget.screenshot(path=folder / "widget.png", animations="disabled")
