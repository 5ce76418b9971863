"""Widgets that draw functions, in the real JupyterLab: they follow mouse and keys, and they show mistakes."""

import re

import pytest
from legibility import illegible

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]

pages = pytest.importorskip("notebook_page", reason="Playwright is not installed", exc_type=ImportError)

LAB = "07_softmax.ipynb"  # any notebook: each test adds a cell of its own below the first one


@pytest.fixture
def show(lab, expect):
    """Give a function that runs a line of code in a new cell and returns the widget that it shows."""

    def run(name, code):
        cell = f"new-{len(lab._ids)}"
        lab.insert_below("setup", cell, code)
        lab.run(cell)
        widget = lab.output(cell).locator(f".nnl-widget[data-widget={name}]")
        expect(widget).to_be_visible()
        return widget

    return run


def wait_for_value(shown, holds):
    pages.wait_for(lambda: pages.number_of(shown), holds)


def press(lab, shown, *keys):
    shown.focus()
    for key in keys:
        lab.page.keyboard.press(key)


def drag_by(lab, shown, right, down):
    """Drag a handle by that many pixels, in small steps, as a hand does."""
    shown.hover()
    box = shown.locator(".nnl-knob").bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    lab.page.mouse.move(x, y)
    lab.page.mouse.down()
    lab.page.mouse.move(x + right, y + down, steps=8)
    lab.page.mouse.up()


def check_looks(lab, widget, photograph, name):
    """Look at it in both themes, wide and narrow."""
    faults = []
    for theme in ("JupyterLab Dark", "JupyterLab Light"):
        lab.choose_theme(theme)
        for width in (420, 1280):
            lab.resize(width)
            photograph(widget, f"{name}-{theme.split()[1].lower()}-{width}")
            faults += [f"{theme}, {width} px: {fault}" for fault in illegible(widget)]
    assert not faults, "\n".join(faults)


def test_neuron(lab, show, expect, photograph):
    widget = show("neuron", "nnlab.widgets.neuron(lambda x, w, b, g: g(x @ w + b))")
    verdict = widget.locator(".nnl-verdict")
    expect(verdict).to_have_attribute("data-state", "agrees")
    sliders = {
        name: widget.get_by_role("slider", name=re.compile(name))
        for name in ("Weight w₁", "Weight w₂", "Bias", "The line", "Weight vector", "Input")
    }
    output = widget.locator("rect.nnl-sum")
    count = widget.locator("[data-role=count]")
    press(lab, sliders["Weight w₁"], "End")
    expect(sliders["Weight w₁"]).to_have_attribute("data-value", "4")
    press(lab, sliders["Weight w₂"], "End", "ArrowLeft", "PageDown")
    expect(sliders["Weight w₂"]).to_have_attribute("data-value", "2.9")
    press(lab, sliders["Bias"], "Home", *["PageUp"] * 8)
    expect(sliders["Bias"]).to_have_attribute("data-value", "-2")
    expect(count).to_have_attribute("data-value", "24")
    expect(count).to_contain_text("24 of 24")
    expect(output).to_have_attribute("data-value", "0.992608")  # sigmoid(4 + 2.9 - 2)
    expect(verdict).to_have_attribute("data-state", "agrees")

    drag_by(lab, sliders["The line"], -60, 40)
    expect(sliders["Bias"]).not_to_have_attribute("data-value", "-2")
    expect(sliders["Weight w₁"]).to_have_attribute("data-value", "4")
    drag_by(lab, sliders["Weight vector"], -40, 10)
    expect(sliders["Weight w₁"]).not_to_have_attribute("data-value", "4")
    before = output.get_attribute("data-value")
    drag_by(lab, sliders["Input"], -80, 80)
    expect(output).not_to_have_attribute("data-value", before)
    expect(verdict).to_have_attribute("data-state", "agrees")
    check_looks(lab, widget, photograph, "neuron")


def test_neuron_shows_points_that_are_answered_otherwise(show, expect, photograph):
    widget = show("neuron", "nnlab.widgets.neuron(lambda x, w, b, g: g(abs(x @ w + b)))")
    expect(widget.locator(".nnl-verdict")).to_have_attribute("data-state", "differs")
    expect(widget.locator("svg[role=group] .nnl-odd:visible").first).to_be_visible()
    photograph(widget, "neuron-differs")


def test_activation(lab, show, expect, photograph):
    code = 'nnlab.widgets.activation("relu", lambda z: abs(z), gradient=lambda z: 1.0 * (z > 0))'
    widget = show("activation", code)
    verdict = widget.locator(".nnl-verdict")
    expect(verdict).to_have_attribute("data-state", "differs")
    expect(verdict).to_contain_text("at z = −6.00 it is 6, the reference has 0")
    z = widget.get_by_role("slider", name="z")
    spot = widget.locator("circle.nnl-mark")
    press(lab, z, "Home", "PageUp", "ArrowRight")
    expect(z).to_have_attribute("data-value", "-4.95")
    expect(spot).to_have_attribute("data-value", "0.000000")
    expect(widget.locator("rect.nnl-mark-yours").first).to_have_attribute("data-value", "4.95")
    widget.get_by_role("button", name="sigmoid").click()
    expect(verdict).to_have_attribute("data-state", "other")
    expect(verdict).to_contain_text("Choose ReLU")
    press(lab, z, *["PageUp"] * 5)
    expect(z).to_have_attribute("data-value", "0.05")
    expect(widget.locator("[data-role=value]")).to_have_attribute("data-value", "0.512497")
    drag_by(lab, z, 80, 0)
    expect(spot).not_to_have_attribute("data-value", "0.249844")
    widget.locator("rect.nnl-ground").nth(1).click(position={"x": 10, "y": 30})
    wait_for_value(z, lambda place: place < -5)
    widget.get_by_role("button", name="ReLU", exact=True).click()
    expect(verdict).to_have_attribute("data-state", "differs")
    check_looks(lab, widget, photograph, "activation")


def test_relu_pieces(lab, show, expect, photograph):
    widget = show("relu_pieces", "nnlab.widgets.relu_pieces(lambda z: (z > 0) * z)")
    verdict = widget.locator(".nnl-verdict")
    error = widget.locator("[data-role=error]")
    expect(verdict).to_have_attribute("data-state", "agrees")
    expect(error).to_have_attribute("data-value", "0.402664")
    hinge = widget.get_by_role("slider", name="Unit 2: hinge")
    slope = widget.get_by_role("slider", name="Unit 2: slope")
    bias = widget.get_by_role("slider", name="Bias")
    press(lab, hinge, "PageUp", "ArrowRight")
    expect(hinge).to_have_attribute("data-value", "-0.45")
    press(lab, slope, "Home", "PageUp", "ArrowLeft")
    expect(slope).to_have_attribute("data-value", "-5.1")
    press(lab, bias, "End")
    expect(bias).to_have_attribute("data-value", "3")
    expect(verdict).to_have_attribute("data-state", "agrees")

    drag_by(lab, slope, 0, -30)
    wait_for_value(slope, lambda place: place > -5.1)
    drag_by(lab, hinge, -60, 0)
    wait_for_value(hinge, lambda place: place < -0.45)
    widget.get_by_role("button", name="Add a unit").click()
    expect(widget.get_by_role("slider", name="Unit 4: hinge")).to_be_visible()
    widget.get_by_role("button", name="Best slopes").click()
    expect(error).to_have_attribute("data-value", re.compile(r"^0\.0"))  # drawn in the next frame
    expect(verdict).to_have_attribute("data-state", "agrees")
    widget.get_by_role("button", name="wave").click()
    check_looks(lab, widget, photograph, "relu_pieces")


def test_loss_curve(lab, show, expect, photograph):
    code = 'nnlab.widgets.loss_curve("mean_squared_error", lambda y, p: abs(y - p).mean())'
    widget = show("loss_curve", code)
    verdict = widget.locator(".nnl-verdict")
    expect(verdict).to_have_attribute("data-state", "differs")
    prediction = widget.get_by_role("slider", name="Prediction")
    square = widget.locator("[data-role=mean_squared_error] strong")
    cross = widget.locator("[data-role=binary_crossentropy] strong")
    press(lab, prediction, "Home", "PageUp", "ArrowRight")
    expect(prediction).to_have_attribute("data-value", "0.11")
    expect(square).to_have_attribute("data-value", "0.792100")
    expect(cross).to_have_attribute("data-value", "2.207275")
    expect(widget.locator("svg[role=group] rect.nnl-mark-yours")).to_have_attribute("data-value", "0.89")
    widget.get_by_role("button", name="target y = 0").click()
    expect(square).to_have_attribute("data-value", "0.012100")
    drag_by(lab, prediction, 60, 0)
    expect(prediction).not_to_have_attribute("data-value", "0.11")
    wait_for_value(prediction, lambda place: place > 0.15)
    widget.locator("rect.nnl-ground").nth(1).click(position={"x": 20, "y": 30})
    wait_for_value(prediction, lambda place: place < 0.15)
    check_looks(lab, widget, photograph, "loss_curve")


def test_float_breakdown(lab, show, expect, photograph):
    function = "lambda z: __import__('numpy').exp(z) / __import__('numpy').exp(z).sum()"
    widget = show("float_breakdown", f'nnlab.widgets.float_breakdown("softmax", {function})')
    verdict = widget.locator(".nnl-verdict")
    expect(verdict).to_have_attribute("data-state", "differs")
    expect(verdict).to_contain_text("for logits near 11 in float16 differs from the reference")
    size = widget.get_by_role("slider", name="Size")
    broken = widget.locator("td[data-broken=true]")
    press(lab, size, "Home")
    expect(size).to_have_attribute("data-value", "1")
    expect(broken).to_have_count(0)
    press(lab, size, "End")
    expect(size).to_have_attribute("data-value", "1000")
    expect(broken).to_have_count(6)  # naive and the learner's, in each precision
    press(lab, size, "ArrowLeft")
    expect(size).not_to_have_attribute("data-value", "1000")
    drag_by(lab, size, -60, 0)
    expect(broken).to_have_count(4)
    widget.get_by_role("button", name="large negative").click()
    widget.get_by_role("button", name="log-sum-exp").click()
    expect(verdict).to_contain_text("Choose softmax")
    widget.locator("rect.nnl-ground").nth(2).click(position={"x": 4, "y": 30})
    expect(size).to_have_attribute("data-value", "1")
    check_looks(lab, widget, photograph, "float_breakdown")
