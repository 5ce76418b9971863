"""What a widget sends to the page: one module, one style sheet, no other host, and a still picture."""

import base64
import json
import re
import shutil
import subprocess
import sys
from xml.etree import ElementTree

import numpy as np
import pytest

from nnlab import gradcheck, widgets
from nnlab.grader.exercises.lab_13.conv1d import conv1d
from nnlab.grader.exercises.lab_13.conv2d import conv2d
from nnlab.plotting import PALETTE, PALETTE_DARK

# The fullest form of each widget: the learner's function included.
MAKERS = {
    "computation_graph": lambda: widgets.computation_graph(gradcheck.numerical_gradient),
    "convolution": lambda: widgets.convolution(conv1d),
    "convolution_2d": lambda: widgets.convolution(conv2d, dimensions=2),
    "forward_pass": lambda: widgets.forward_pass(lambda a_in, W, b, g: g(a_in @ W + b)),
    "image_browser": widgets.image_browser,
    "matrix_product": lambda: widgets.matrix_product(lambda A, B: A @ B),
    "thresholds": lambda: widgets.thresholds(lambda z, t=0.5: (1 / (1 + np.exp(-z)) >= t).astype(int)),
    "softmax_bars": lambda: widgets.softmax_bars(lambda z: np.exp(z) / np.sum(np.exp(z))),
}


@pytest.fixture(params=sorted(MAKERS))
def widget(request):
    return MAKERS[request.param]()


def test_the_page_asks_no_other_host(widget):
    for text in (widget._esm, widget._css):
        assert not re.search(r"https?:|//[a-z]|\bimport\b\s*[({'\"]|\bfetch\b|@import|url\((?!#)", text)


def test_every_colour_comes_from_the_palette(widget):
    rules = widget._css[widget._css.index("/* Looks shared") :]
    assert not re.search(r"#[0-9a-fA-F]{3,8}\b|rgba?\(", rules + widget._esm)
    used = set(re.findall(r"--nnl-([a-z]+)", rules + widget._esm)) - {"surface", "text"}
    assert used <= set(PALETTE._fields)
    for palette in (PALETTE, PALETTE_DARK):
        for name, value in palette._asdict().items():
            assert f"--nnl-{name}: {value};" in widget._css


def test_the_saved_state_is_small(widget):
    state = widget.get_state()
    state.pop("layout")
    # A notebook keeps bytes as base64.
    written = json.dumps(state, default=lambda data: base64.b64encode(data).decode())
    assert len(written) < 200_000


@pytest.mark.skipif(shutil.which("node") is None, reason="Node is not installed: it would parse the module")
def test_the_module_parses(widget, tmp_path):
    file = tmp_path / "view.mjs"
    file.write_text(widget._esm, encoding="utf-8")
    subprocess.run(["node", "--check", str(file)], check=True, timeout=60)


def test_the_module_exports_one_view(widget):
    assert widget._esm.count("export default { render };") == 1


def test_a_still_picture_goes_with_the_view(widget):
    data, _ = widget._repr_mimebundle_()
    assert "application/vnd.jupyter.widget-view+json" in data
    assert data["text/plain"] == widget.describe() == repr(widget)
    alt, source = re.search(r'<img alt="([^"]+)".*base64,([^"]+)"', data["text/html"]).groups()
    assert widget.describe()[:40].replace("'", "&#x27;") in alt
    svg = base64.b64decode(source).decode()
    assert ElementTree.fromstring(svg).get("role") == "img"
    assert "agrees with the reference here" in svg or not widget.learner


@pytest.mark.parametrize("kind", sorted(MAKERS))
def test_the_still_picture_is_the_same_every_time(kind):
    first, second = (MAKERS[kind]()._repr_mimebundle_()[0] for _ in range(2))
    assert first["text/html"] == second["text/html"]
    assert first["text/plain"] == second["text/plain"]


def test_markup_in_a_message_stays_text():
    def softmax(z):
        raise ValueError("<script>alert('x')</script>")

    widget = widgets.softmax_bars(softmax)
    ElementTree.fromstring(widget.picture())
    assert "<script" not in widget.picture()
    assert "<script" not in widget._repr_mimebundle_()[0]["text/html"]


def test_naming_the_package_imports_no_widget_library():
    code = (
        "import sys, nnlab; nnlab.widgets; nnlab.plotting; "
        "assert not {'anywidget', 'ipywidgets', 'matplotlib', 'IPython'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True, timeout=60)


def test_a_widget_that_does_not_exist_is_named():
    with pytest.raises(AttributeError, match=r"no attribute 'softmax_bar'\. It has: .*softmax_bars"):
        widgets.softmax_bar  # noqa: B018
    assert set(widgets.__all__) <= set(dir(widgets))
