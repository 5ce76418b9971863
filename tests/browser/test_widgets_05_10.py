"""The widgets of labs 05 and 10 in a real browser: what moves by itself, the learner's functions inside."""

import re

import pytest
from legibility import illegible

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]

pages = pytest.importorskip("notebook_page", reason="Playwright is not installed", exc_type=ImportError)

LAB = "07_softmax.ipynb"  # any notebook: each test adds a cell of its own below the first one
# The learner's functions: gradient descent is right, momentum goes uphill, and the network has no biases.
CELLS = {
    "optimizer_race": "nnlab.widgets.optimizer_race("
    "lambda w, g, r: w - r * g, lambda w, g, v, r, m: (w + m * v + r * g, m * v + r * g))",
    "training_live": "live = nnlab.widgets.training_live("
    "lambda W, X: 1 / (1 + np.exp(-(1 / (1 + np.exp(-X @ W[0])) @ W[2])))); live",
}


@pytest.fixture(scope="module")
def show(lab, expect):
    """Give a function that makes the cell of a widget, runs it, and returns the widget once it is drawn."""
    known = set()

    def run(name):
        if name not in known:
            lab.insert_below("setup", name, CELLS[name])
            lab.run(name)
            known.add(name)
        widget = lab.output(name).locator(f".nnl-widget[data-widget={name}]")
        expect(widget.locator(".nnl-note")).to_be_visible()
        return widget

    return run


def press(lab, shown, *keys):
    shown.focus()
    for key in keys:
        lab.page.keyboard.press(key)


def drag_by(lab, handle, right, down):
    handle.hover()
    box = handle.locator(".nnl-knob").bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    lab.page.mouse.move(x, y)
    lab.page.mouse.down()
    lab.page.mouse.move(x + right, y + down, steps=8)
    lab.page.mouse.up()


def test_the_race_follows_the_hand_and_shows_a_wrong_step(lab, show, expect):
    widget = show("optimizer_race")
    verdict = widget.locator(".nnl-verdict")
    yours = widget.locator("[data-racer=momentum] .nnl-your")
    start = widget.get_by_role("slider", name="Start of the race")
    step = widget.get_by_role("slider", name="Step of the race")
    rate = widget.get_by_role("slider", name="Learning rate")
    expect(verdict).to_have_attribute("data-state", "differs")
    expect(verdict).to_contain_text("Your momentum_step differs from the reference in step 1: velocity is")
    expect(yours).to_contain_text("yours thrown out in step")
    expect(widget.locator("[data-racer=gradient_descent] .nnl-your")).to_have_text("yours 0.0195")

    press(lab, start, "ArrowRight", "Shift+ArrowDown")
    expect(start).to_have_attribute("data-value", "-1.68,1.2")
    drag_by(lab, start, 40, -30)
    expect(start).not_to_have_attribute("data-value", "-1.68,1.2")
    press(lab, rate, "End")
    expect(rate).to_have_attribute("aria-valuetext", "2")
    expect(widget.locator("[data-racer=gradient_descent] strong")).to_contain_text("thrown out in step")
    widget.get_by_role("button", name="saddle").click()
    press(lab, rate, "Home", "PageUp", "PageUp", "PageUp")
    expect(rate).to_have_attribute("aria-valuetext", "0.032")
    expect(start).to_have_attribute("data-value", "-1.6,0.02")
    expect(widget.locator(".nnl-note")).to_contain_text("From the ridge")
    expect(verdict).to_have_attribute("data-state", "differs")

    press(lab, step, "Home")
    expect(step).to_have_attribute("data-value", "0")
    drag_by(lab, step, 100, 0)
    expect(step).not_to_have_attribute("data-value", "0")
    widget.get_by_role("button", name="Back to the start").click()
    widget.get_by_role("button", name="One step").click()
    expect(step).to_have_attribute("data-value", "1")
    play = widget.locator("button[data-playing], .nnl-player button").first
    press(lab, play, "Enter")
    pages.wait_for(lambda: pages.number_of(step), lambda place: place > 10, seconds=30)
    press(lab, play, "Enter")
    expect(play).to_have_text(re.compile("Play"))
    # The keys were the widget's: the notebook did not begin to edit a cell.
    expect(lab.page.locator(".jp-Notebook.jp-mod-editMode")).to_have_count(0)


def test_the_network_trains_in_the_page(lab, show, expect):
    widget = show("training_live")
    verdict = widget.locator(".nnl-verdict")
    play = widget.locator(".nnl-player button").first
    units = widget.get_by_role("slider", name="Hidden units")
    expect(verdict).to_have_attribute("data-state", "agrees")  # biases are still 0
    before = pages.wait_for(lambda: pages.number_of(widget, "data-loss"), lambda loss: loss > 0)

    widget.get_by_role("button", name="One epoch").click()
    expect(widget).to_have_attribute("data-epoch", "1")
    expect(verdict).to_have_attribute("data-state", "differs")
    widget.get_by_role("button", name="fast").click()
    press(lab, play, "Enter")
    expect(verdict).to_contain_text("Let go to ask")
    pages.wait_for(lambda: pages.number_of(widget, "data-epoch"), lambda epoch: epoch >= 200, seconds=30)
    press(lab, play, "Enter")
    expect(verdict).to_have_attribute("data-state", "differs")
    pages.wait_for(lambda: pages.number_of(widget, "data-loss"), lambda loss: loss < before / 2)
    # The kernel has got what the page has learnt.
    lab.insert_below("training_live", "learnt", "print(live.epoch, *(w.shape for w in live.get_weights()))")
    lab.run("learnt")
    epoch = widget.get_attribute("data-epoch")
    expect(lab.output("learnt")).to_have_text(re.compile(rf"{epoch} \(2, 3\) \(3,\) \(3, 1\) \(1,\)"))

    press(lab, units, "End")
    expect(units).to_have_attribute("data-value", "8")
    expect(widget).to_have_attribute("data-epoch", "0")
    expect(widget.locator(".nnl-tag").locator("visible=true")).to_have_count(8)
    drag_by(lab, units, -60, 0)
    expect(units).not_to_have_attribute("data-value", "8")
    loss = widget.get_attribute("data-loss")
    widget.get_by_role("button", name="Other start").click()
    expect(widget).not_to_have_attribute("data-loss", loss)


@pytest.mark.parametrize("name", sorted(CELLS))
def test_a_verdict_is_legible_in_both_themes(lab, show, expect, photograph, name):
    widget = show(name)
    faults = []
    for theme in ("JupyterLab Dark", "JupyterLab Light"):
        lab.choose_theme(theme)
        for width in (340, 1280):
            lab.resize(width)
            photograph(widget, f"{name}-{theme.split()[1].lower()}-{width}")
            faults += [f"{theme}, {width} px: {fault}" for fault in illegible(widget)]
    assert not faults, "\n".join(faults)
