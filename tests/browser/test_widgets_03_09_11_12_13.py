"""The widgets of labs 03, 09, 11, 12 and 13 in a real browser, one below the other in one notebook."""

import re

import pytest
from legibility import illegible

pytestmark = [pytest.mark.browser, pytest.mark.timeout(240)]

pages = pytest.importorskip("notebook_page", reason="Playwright is not installed", exc_type=ImportError)

LAB = "07_softmax.ipynb"
# What each cell says, by the widget's name in the page. The learner's functions are short, and mostly wrong.
CELLS = {
    "matrix_product": "nnlab.widgets.matrix_product(lambda A, B: abs(A) @ B)",
    "computation_graph": "nnlab.widgets.computation_graph(lambda f, x: 0 * x + 0.1)",
    "thresholds": "nnlab.widgets.thresholds(lambda logits, threshold=0.5: 1 * (logits >= 0))",
    "image_browser": "nnlab.widgets.image_browser()",
    "convolution_1d": "nnlab.widgets.convolution(lambda x, kernel, bias, stride=1: 0 * x[: len(x) - 6])",
    "convolution_2d": "nnlab.widgets.convolution(lambda x, k, bias: x[1:-1, 1:-1], dimensions=2)",
    "max_pooling": "nnlab.widgets.max_pooling(lambda x, size: x[: len(x) // size * size : size, "
    ": len(x) // size * size : size])",
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


def test_a_window_slides_over_a_signal(lab, show, expect):
    widget = show("convolution_1d")
    verdict = widget.locator(".nnl-verdict")
    expect(verdict).to_have_attribute("data-state", "differs")
    window = widget.get_by_role("slider", name="Window", exact=True)
    window.focus()
    lab.page.keyboard.press("Home")
    expect(window).to_have_attribute("data-value", "0")
    lab.drag(window, to=widget.locator(".nnl-signal"))
    pages.wait_for(lambda: pages.number_of(window), lambda place: 55 < place < 80)
    point = widget.locator("circle[data-value]")
    before = point.get_attribute("data-value")
    widget.get_by_role("button", name="average").click()
    expect(point).not_to_have_attribute("data-value", before)
    stride = widget.get_by_role("slider", name="Stride: how far")
    stride.focus()
    lab.page.keyboard.press("PageUp")
    expect(window).to_have_attribute("aria-valuemax", "44")
    expect(verdict).to_have_attribute("data-state", "failed")
    expect(verdict).to_contain_text("an array of shape (45, 1) was expected")
    lab.page.keyboard.press("Home")
    expect(verdict).to_have_attribute("data-state", "differs")


def test_a_window_slides_over_an_image(lab, show, expect):
    widget = show("convolution_2d")
    verdict = widget.locator(".nnl-verdict")
    expect(verdict).to_have_attribute("data-state", "differs")
    expect(widget.locator(".nnl-faults")).to_have_attribute("d", re.compile("M"))
    widget.get_by_role("button", name="copy").click()
    expect(verdict).to_have_attribute("data-state", "agrees")
    expect(widget.locator(".nnl-faults")).to_have_attribute("d", "")
    window = widget.get_by_role("slider", name="Window", exact=True)
    window.focus()
    lab.page.keyboard.press("End")
    expect(window).to_have_attribute("data-value", "13,25")
    lab.page.keyboard.press("ArrowUp")
    expect(window).to_have_attribute("data-value", "12,25")
    lab.drag(window, to=widget.locator("canvas").first)
    expect(window).to_have_attribute("data-value", re.compile(r"^12,1[1-4]$"))
    widget.get_by_role("button", name="Picture 2").click()
    expect(verdict).to_have_attribute("data-state", "agrees")
    weight = widget.get_by_role("slider", name="Weight of the kernel, row 2, column 2")
    weight.focus()
    lab.page.keyboard.press("ArrowRight")
    expect(weight).to_have_attribute("data-value", "1.1")
    expect(verdict).to_have_attribute("data-state", "differs")


def test_the_largest_of_each_window_stays(lab, show, expect):
    widget = show("max_pooling")
    verdict = widget.locator(".nnl-verdict")
    expect(verdict).to_have_attribute("data-state", "differs")
    expect(widget.locator(".nnl-faults")).to_have_attribute("d", re.compile("M"))
    window = widget.get_by_role("slider", name="Window", exact=True)
    expect(window).to_have_attribute("aria-valuemax", "195")
    window.focus()
    lab.page.keyboard.press("Home")
    expect(window).to_have_attribute("data-value", re.compile(",0$"))
    lab.drag(window, to=widget.locator("canvas").first)
    expect(window).to_have_attribute("data-value", re.compile(",[67]$"))
    size = widget.get_by_role("slider", name="Size of a window")
    size.focus()
    lab.page.keyboard.press("End")
    expect(window).to_have_attribute("aria-valuemax", "48")
    expect(widget.locator(".nnl-cell").locator("visible=true")).to_have_count(16)
    expect(widget.locator("[data-largest]")).to_have_count(1)
    expect(verdict).to_have_attribute("data-state", "differs")
    widget.get_by_role("button", name="Picture 3").click()
    expect(widget.get_by_role("button", name="Picture 3")).to_have_attribute("aria-pressed", "true")
    expect(verdict).to_have_attribute("data-state", "differs")


def test_values_go_forwards_and_gradients_come_back(lab, show, expect):
    widget = show("computation_graph")
    expect(widget.locator(".nnl-verdict")).to_have_attribute("data-state", "differs")
    steps = widget.get_by_role("slider", name="Step")
    node = {name: widget.locator(f"g[data-node={name}]") for name in "wxbypzaeJ"}
    expect(node["J"]).not_to_have_attribute("data-value", re.compile("."))
    next_step = widget.get_by_role("button", name="Next")
    for _ in range(2):
        next_step.click()
    expect(node["z"]).to_have_attribute("data-value", "0.5")
    expect(node["a"]).not_to_have_attribute("data-value", re.compile("."))
    steps.focus()
    lab.page.keyboard.press("End")
    gradient = node["w"].locator(".nnl-gradient")
    expect(gradient).to_have_attribute("data-value", "-0.354894")
    expect(node["w"].locator(".nnl-yours-text")).to_have_attribute("data-agrees", "false")
    node["x"].focus()
    lab.page.keyboard.press("PageUp")
    expect(node["x"]).to_have_attribute("data-value", "3")
    expect(node["z"]).to_have_attribute("data-value", "1")
    lab.drag(node["x"], to=node["z"])
    expect(node["x"]).not_to_have_attribute("data-value", "3")
    expect(gradient).not_to_have_attribute("data-value", "-0.354894")
    widget.get_by_role("button", name="Clear").click()
    expect(gradient).to_have_text("")


def test_precision_and_recall_follow_a_threshold(lab, show, expect):
    widget = show("thresholds")
    verdict = widget.locator(".nnl-verdict")
    expect(verdict).to_have_attribute("data-state", "agrees")
    bus = widget.get_by_role("slider", name="Threshold for bus")
    recall = widget.locator("g[data-label=bus] rect.nnl-recall")
    expect(recall).to_have_attribute("data-value", "0.250")
    bus.focus()
    lab.page.keyboard.press("Home")
    expect(recall).to_have_attribute("data-value", "1.000")
    expect(verdict).to_have_attribute("data-state", "differs")
    expect(verdict).to_contain_text("for bus differs")
    expect(widget.locator(".nnl-counts")).to_contain_text("0 missed")
    lab.drag(bus, to=widget.get_by_role("slider", name="Threshold for car"))
    expect(bus).to_have_attribute("data-value", re.compile(r"^0\.(49|5|51)$"))
    widget.get_by_role("button", name="Best F1").click()
    expect(verdict).to_have_attribute("data-state", "differs")
    widget.get_by_role("button", name="All at 0.5").click()
    expect(verdict).to_have_attribute("data-state", "agrees")


def test_pictures_are_found_by_class_and_by_mistake(lab, show, expect):
    widget = show("image_browser")
    picker = widget.get_by_role("slider", name="Pictures to look at")
    pictures = widget.get_by_role("listbox", name="Pictures", exact=True)
    expect(pictures).to_have_attribute("data-count", re.compile("^[1-9]"))
    picker.focus()
    lab.page.keyboard.press("Home")
    expect(picker).to_have_attribute("data-value", re.compile(",-1$"))
    for _ in range(3):  # faster than they are drawn: none may be lost
        lab.page.keyboard.press("PageDown")
    expect(picker).to_have_attribute("data-value", "9,-1")
    expect(widget.locator(".nnl-browser .nnl-gallery-head")).to_contain_text("Ankle boot: 1000 of 10000")
    lab.page.keyboard.press("End")
    expect(picker).to_have_attribute("data-value", "9,9")
    expect(pictures.get_by_role("option", selected=True)).to_have_attribute("data-right", "true")

    picker.hover(position={"x": 20, "y": 20})
    lab.page.mouse.down()
    lab.page.mouse.up()
    expect(picker).to_have_attribute("data-value", "-1,-1")
    expect(pictures.get_by_role("option").first).to_have_attribute("data-right", "false")
    pictures.focus()
    chosen = pictures.get_by_role("option", selected=True)
    lab.page.keyboard.press("Home")
    lab.page.keyboard.press("ArrowRight")
    expect(pictures.get_by_role("option").nth(1)).to_have_attribute("aria-selected", "true")
    pictures.get_by_role("option").nth(3).click()
    expect(chosen).to_have_attribute("id", pictures.get_by_role("option").nth(3).get_attribute("id"))
    bars = widget.locator("rect[data-value]")
    pages.wait_for(lambda: sum(map(pages.number_of, bars.all())), lambda total: abs(total - 1) < 0.01)

    widget.get_by_role("button", name="Hidden units").click()
    units = widget.get_by_role("listbox", name="Hidden units")
    expect(units.get_by_role("option")).to_have_count(24)
    units.focus()
    lab.page.keyboard.press("ArrowRight")
    expect(units.get_by_role("option").nth(1)).to_have_attribute("aria-selected", "true")
    expect(widget.locator(".nnl-units-right figcaption").first).to_have_text("Unit 2")
    widget.get_by_role("button", name="Images").click()


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
