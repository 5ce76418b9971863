"""Lab 03 in a real browser: a product entry by entry becomes rows times columns, and the widget says so."""

import pytest
from legibility import illegible

pytestmark = [pytest.mark.browser, pytest.mark.timeout(240)]

LAB = "03_vectorization.ipynb"
WRONG = "return A * B"
RIGHT = """\
product = np.zeros((A.shape[0], B.shape[1]))
for i in range(A.shape[0]):
    for j in range(B.shape[1]):
        product[i, j] = np.dot(A[i], B[:, j])
return product"""


@pytest.fixture
def widget(lab):
    return lab.output("widget-matrix_product-yours").locator(".nnl-widget[data-widget=matrix_product]")


def run_widget(lab, code):
    lab.write_body("matmul", code, paste=True)
    lab.run("matmul", "widget-matrix_product-yours")


def test_from_entry_by_entry_to_passed(lab, expect, photograph):
    report = lab.output("check-matmul").locator("section.nnlab-report")
    lab.run("matmul", "check-matmul")
    expect(report).to_have_attribute("data-outcome", "NOT_ATTEMPTED")
    lab.write_body("matmul", WRONG, paste=True)
    lab.run("matmul", "check-matmul")
    expect(report).to_have_attribute("data-outcome", "FAILED")
    expect(report).to_contain_text("matmul.elementwise")
    expect(report).to_contain_text("Common mistakes: the wrong sign, the wrong order")
    photograph(report, "elementwise")
    lab.write_body("matmul", RIGHT, paste=True)
    lab.run("matmul", "check-matmul")
    expect(report).to_have_attribute("data-outcome", "PASSED")


def test_the_widget_asks_the_learners_product(lab, widget, expect):
    run_widget(lab, WRONG)
    verdict = widget.locator(".nnl-verdict")
    expect(verdict).to_have_attribute("data-state", "differs")
    run_widget(lab, RIGHT)
    expect(verdict).to_have_attribute("data-state", "agrees")


@pytest.mark.parametrize("theme", ["JupyterLab Light", "JupyterLab Dark"])
def test_report_and_widget_are_legible(lab, widget, expect, photograph, theme):
    lab.choose_theme(theme)
    run_widget(lab, WRONG)
    lab.run("check-matmul")
    expect(widget.locator(".nnl-verdict")).to_have_attribute("data-state", "differs")
    faults = []
    for width in (1280, 420):
        lab.resize(width)
        report = lab.output("check-matmul").locator("section.nnlab-report")
        for name, element in {"report": report, "widget": widget}.items():
            photograph(element, f"{name}-{theme.split()[1].lower()}-{width}")
            faults += [f"{name}, {width} px: {fault}" for fault in illegible(element)]
    lab.resize(1280)
    assert not faults, "\n".join(faults)
