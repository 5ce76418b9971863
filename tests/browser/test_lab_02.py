"""Lab 02 in a real browser: the network under the hand, and a layer that takes rows for columns."""

import pytest
from legibility import illegible

pytestmark = [pytest.mark.browser, pytest.mark.timeout(240)]

LAB = "02_forward_propagation.ipynb"
WRONG = """\
z = np.dot(W, a_in) + b
return g(z)"""
# It runs, where rows for columns raise an error: no layer of the network has as many units as inputs.
NO_BIAS = """\
z = np.dot(a_in, W)
return g(z)"""
RIGHT = """\
z = np.dot(a_in, W) + b
return g(z)"""


@pytest.fixture
def widget(lab):
    return lab.output("widget-forward-pass").locator(".nnl-widget[data-widget=forward_pass]")


def run_widget(lab, code):
    lab.write_body("dense", code, paste=True)
    lab.run("dense", "widget-forward-pass")


def test_from_rows_for_columns_to_passed(lab, expect, photograph):
    report = lab.output("check-dense").locator("section.nnlab-report")
    lab.run("dense", "check-dense")
    expect(report).to_have_attribute("data-outcome", "NOT_ATTEMPTED")
    lab.write_body("dense", WRONG)
    lab.run("dense", "check-dense")
    expect(report).to_have_attribute("data-outcome", "CRASHED")
    expect(report).to_have_attribute("data-points", "0")
    expect(report).to_contain_text("dense.row_for_column")
    photograph(report, "crashed")
    lab.write_body("dense", RIGHT, paste=True)
    lab.run("dense", "check-dense")
    expect(report).to_have_attribute("data-outcome", "PASSED")
    expect(report).to_contain_text("10 / 10 points")


def test_the_network_follows_the_hand_and_the_learners_layer_agrees(lab, widget, expect):
    run_widget(lab, RIGHT)
    verdict = widget.locator(".nnl-verdict")
    expect(verdict).to_have_attribute("data-state", "agrees")
    temperature, duration, both = widget.get_by_role("slider").all()
    output = widget.locator("g.nnl-unit[data-layer='2']")
    yours = output.locator(".nnl-yours-text")
    before = output.get_attribute("data-value")

    temperature.focus()
    lab.page.keyboard.press("End")
    expect(temperature).to_have_attribute("data-value", temperature.get_attribute("aria-valuemax"))
    expect(output).not_to_have_attribute("data-value", before)
    expect(verdict).to_have_attribute("data-state", "agrees")
    expect(yours).to_have_attribute("data-agrees", "true")

    place = both.get_attribute("transform")
    lab.drag(temperature, to=widget.locator("rect.nnl-outline"))
    expect(temperature).not_to_have_attribute("data-value", temperature.get_attribute("aria-valuemax"))
    expect(both).not_to_have_attribute("transform", place)
    expect(verdict).to_have_attribute("data-state", "agrees")
    shown = float(output.get_attribute("data-value"))
    assert float(yours.get_attribute("data-value")) == pytest.approx(shown, rel=1e-4, abs=1e-9)
    together = ",".join(each.get_attribute("data-value") for each in (temperature, duration))
    expect(both).to_have_attribute("data-value", together)


@pytest.mark.parametrize(
    ("code", "state"), [(NO_BIAS, "differs"), (WRONG, "failed")], ids=["no_bias", "rows"]
)
def test_the_widget_shows_a_layer_that_is_wrong(lab, widget, expect, photograph, code, state):
    run_widget(lab, code)
    expect(widget.locator(".nnl-verdict")).to_have_attribute("data-state", state)
    photograph(widget, f"widget-{state}")


@pytest.mark.parametrize("theme", ["JupyterLab Light", "JupyterLab Dark"])
def test_report_and_widget_are_legible(lab, widget, expect, photograph, theme):
    lab.choose_theme(theme)
    run_widget(lab, NO_BIAS)
    lab.run("check-dense")
    expect(widget.locator(".nnl-verdict")).to_have_attribute("data-state", "differs")
    faults = []
    for width in (1280, 420):
        lab.resize(width)
        report = lab.output("check-dense").locator("section.nnlab-report")
        for name, element in {"report": report, "widget": widget}.items():
            photograph(element, f"{name}-{theme.split()[1].lower()}-{width}")
            faults += [f"{name}, {width} px: {fault}" for fault in illegible(element)]
    lab.resize(1280)
    assert not faults, "\n".join(faults)
