"""What a widget sends to the page: one module, one style sheet, no other host, and a still picture."""

import base64
import json
import re
import shutil
import subprocess
import sys
from importlib.resources import files
from xml.etree import ElementTree

import numpy as np
import pytest

from nnlab import gradcheck, widgets
from nnlab.grader.exercises.lab_13.conv1d import conv1d
from nnlab.grader.exercises.lab_13.conv2d import conv2d
from nnlab.grader.exercises.lab_13.max_pool2d import max_pool2d
from nnlab.plotting import PALETTE, PALETTE_DARK


def sigmoid_twice(weights, X):
    W1, b1, W2, b2 = weights
    hidden = 1 / (1 + np.exp(-(X @ W1 + b1)))
    return 1 / (1 + np.exp(-(hidden @ W2 + b2)))


# The fullest form of each widget: the learner's function included.
MAKERS = {
    "activation": lambda: widgets.activation("relu", lambda z: np.maximum(z, 0), gradient=np.sign),
    "computation_graph": lambda: widgets.computation_graph(gradcheck.numerical_gradient),
    "convolution": lambda: widgets.convolution(conv1d),
    "convolution_2d": lambda: widgets.convolution(conv2d, dimensions=2),
    "forward_pass": lambda: widgets.forward_pass(lambda a_in, W, b, g: g(a_in @ W + b)),
    "float_breakdown": lambda: widgets.float_breakdown("log_sum_exp", np.logaddexp.reduce),
    "loss_curve": lambda: widgets.loss_curve("mean_squared_error", lambda y, p: np.mean((y - p) ** 2)),
    "image_browser": widgets.image_browser,
    "matrix_product": lambda: widgets.matrix_product(lambda A, B: A @ B),
    "max_pooling": lambda: widgets.max_pooling(max_pool2d),
    "neuron": lambda: widgets.neuron(lambda x, w, b, g: g(np.dot(x, w) + b)),
    "optimizer_race": lambda: widgets.optimizer_race(lambda w, grad, rate: w - rate * grad),
    "relu_pieces": lambda: widgets.relu_pieces(lambda z: np.maximum(z, 0)),
    "softmax_bars": lambda: widgets.softmax_bars(lambda z: np.exp(z) / np.sum(np.exp(z))),
    "thresholds": lambda: widgets.thresholds(lambda z, t=0.5: (1 / (1 + np.exp(-z)) >= t).astype(int)),
    "training_live": lambda: widgets.training_live(sigmoid_twice),
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


def test_no_widget_styles_what_belongs_to_another():
    """A page holds the style sheets of all its widgets at once, in the order in which they came."""
    homes = {}
    for sheet in files("nnlab.widgets").iterdir():
        if not sheet.name.endswith(".css"):
            continue
        rules = re.sub(r"/\*.*?\*/", "", sheet.read_text(encoding="utf-8"), flags=re.DOTALL)
        for selectors in re.findall(r"([^{};]+)\{", rules):
            for selector in selectors.split(","):
                homes.setdefault(" ".join(selector.split()), set()).add(sheet.name)
    assert len(homes) > 200
    shared = {name: sheets for name, sheets in homes.items() if len(sheets) > 1 and name[0] in ".["}
    assert not shared


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


def test_the_kernel_sends_nothing_back_that_the_page_has_set(widget):
    """What comes back late would undo what the hand has done meanwhile."""
    sent = []
    widget.comm.send = lambda data, **more: sent.append(data)
    own = {name for name, trait in widget.traits(sync=True).items() if name in vars(type(widget))}
    widget.set_state({name: getattr(widget, name) for name in own})
    assert own
    assert not [data for data in sent if data["method"] == "echo_update"]
