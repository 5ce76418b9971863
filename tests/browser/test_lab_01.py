"""Lab 01 in a real browser: a first function, a first question, and one's own neuron under the hand."""

import pytest
from legibility import illegible

pytestmark = [pytest.mark.browser, pytest.mark.timeout(240)]

LAB = "01_neurons_and_layers.ipynb"
NO_BIAS = "return g(np.dot(w, x))"
RIGHT = "return g(np.dot(w, x) + b)"


@pytest.fixture
def widget(lab):
    return lab.output("widget-neuron").locator(".nnl-widget[data-widget=neuron]")


def test_from_lost_parentheses_to_passed(lab, expect, photograph):
    report = lab.output("check-sigmoid").locator("section.nnlab-report")
    lab.write_body("sigmoid", "return 1 / 1 + np.exp(-z)")
    lab.run("sigmoid", "check-sigmoid")
    expect(report).to_have_attribute("data-outcome", "FAILED")
    expect(report).to_contain_text("sigmoid.not_inverted")
    expect(report).to_contain_text("A common mistake: lost parentheses")
    photograph(report, "failed")
    lab.write_body("sigmoid", "return 1 / (1 + np.exp(-z))", paste=True)
    lab.run("sigmoid", "check-sigmoid")
    expect(report).to_have_attribute("data-outcome", "PASSED")
    expect(report).to_contain_text("10 / 10 points")


def test_the_first_question_is_explained(lab, expect):
    lab.run("question-run-again")
    question = lab.output("question-run-again").locator(".nnl-question")
    verdict = question.get_by_role("status").locator(".nnl-verdict")
    for choice, state in ((0, "wrong"), (1, "right")):
        question.get_by_role("radio").nth(choice).check()
        expect(verdict).to_have_attribute("data-state", state)


def test_a_neuron_without_its_bias_is_marked_and_the_right_one_agrees(lab, widget, expect, photograph):
    for code, state in ((NO_BIAS, "differs"), (RIGHT, "agrees")):
        lab.write_body("neuron", code, paste=True)
        lab.run("neuron", "widget-neuron")
        expect(widget.locator(".nnl-verdict")).to_have_attribute("data-state", state)
        photograph(widget, f"widget-{state}")


def test_the_neuron_that_the_text_names_gets_every_product_right(lab, widget, expect):
    lab.run("widget-neuron")
    for name, key, presses in (("Weight w₁", "Right", 20), ("Weight w₂", "Left", 2), ("Bias b", "Left", 11)):
        widget.get_by_role("slider", name=name).focus()
        for _ in range(presses):
            lab.page.keyboard.press(f"Arrow{key}")
    expect(widget.locator("[data-role=count]")).to_have_attribute("data-value", "24")


@pytest.mark.parametrize("theme", ["JupyterLab Light", "JupyterLab Dark"])
def test_it_is_legible(lab, widget, expect, photograph, theme):
    lab.choose_theme(theme)
    lab.write_body("neuron", NO_BIAS, paste=True)
    lab.run("neuron", "widget-neuron")
    expect(widget.locator(".nnl-verdict")).to_have_attribute("data-state", "differs")
    faults = []
    for width in (1280, 420):
        lab.resize(width)
        photograph(widget, f"widget-{theme.split()[1].lower()}-{width}")
        faults += [f"{width} px: {fault}" for fault in illegible(widget)]
    lab.resize(1280)
    assert not faults, "\n".join(faults)
