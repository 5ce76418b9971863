"""Each lab without a browser test of its own, as it is handed out: it runs through and fits the window."""

import re
from pathlib import Path

import pytest
from lab_server import LabServer
from notebook_page import NotebookPage

from nnlab import _resources
from nnlab.notebooks import read_notebook
from nnlab.release.cells import kind_of

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]

_OWN = {path.stem[-2:] for path in Path(__file__).parent.glob("test_lab_*.py")}
LABS = sorted(path.name for path in _resources.labs_dir().glob("*.ipynb") if path.stem[:2] not in _OWN)
LAB = "labs"  # how its pictures are called


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    server = LabServer("01", tmp_path_factory.mktemp("learner"))
    yield server
    server.stop()


@pytest.fixture(params=LABS)
def lab(request, browser, server):
    """Open a lab; its kernel is ended afterwards, for each holds a TensorFlow."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    opened = NotebookPage(context.new_page(), server.page_of(request.param), server.folder / request.param)
    opened.cells = read_notebook(server.folder / request.param)["cells"]
    yield opened
    server.end_kernels()
    context.close()


def test_the_lab_runs_through_and_shows_what_it_has(lab, expect, photograph):
    lab.run_all()
    notebook = lab.page.locator(".jp-Notebook")
    wrong = "application/vnd.jupyter.error", "application/vnd.jupyter.stderr"
    for cell in lab.cells:
        kind = kind_of(cell)
        if cell["cell_type"] != "code" or kind not in ("question", "widget", "check", "summary"):
            continue
        output = lab.output(cell["id"])
        lab.cell(cell["id"]).scroll_into_view_if_needed()
        if kind in ("question", "widget"):
            expect(output.locator(".nnl-widget").first).to_be_visible()
        elif kind == "check":
            report = output.locator("section.nnlab-report")
            expect(report).to_have_attribute("data-outcome", re.compile("NOT_ATTEMPTED|MISSING"))
        for mime in wrong:
            expect(output.locator(f"[data-mime-type='{mime}']")).to_have_count(0)
    for mime in wrong:
        expect(notebook.locator(f".jp-OutputArea-output[data-mime-type='{mime}']")).to_have_count(0)
    lab.resize(700)
    area = lab.page.locator(".jp-WindowedPanel-outer, .jp-Notebook").first
    assert area.evaluate("each => each.scrollWidth - each.clientWidth") <= 1, (
        "the lab is wider than its window"
    )
