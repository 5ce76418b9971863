"""Take a picture of every widget of the solutions; `make pictures` runs this, and a plain pytest does not."""

import ast
import json

import pictured
import pytest
from gallery_page import wait_until_drawn
from lab_server import LabServer
from notebook_page import NotebookPage, number_of, wait_for

from nnlab.notebooks import read_notebook
from nnlab.release.cells import kind_of

_LIMIT = 900  # seconds for one solution, on a busy machine
pytestmark = [pytest.mark.browser, pytest.mark.timeout(_LIMIT)]

SOLUTIONS = sorted(path for path in (pictured.ROOT / "solutions").glob("*.ipynb"))
_WIDTH = 720  # CSS pixels of a widget
_SCALE = 1.5
_EPOCHS = 200
_ANSWER = 500  # milliseconds in which a widget has asked the learner's function
# In a narrower one the toolbar, which tells how the kernel does, has no room.
_WINDOW = {"width": 1280, "height": 1600}


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    server = LabServer("01", tmp_path_factory.mktemp("learner"))
    yield server
    server.stop()


@pytest.fixture(
    params=[path for path in SOLUTIONS if pictured.widget_cells(path)], ids=lambda path: path.stem
)
def solution(request):
    return request.param


def used(cell):
    """Return the names that the code of a cell uses."""
    return {node.id for node in ast.walk(ast.parse(cell["source"])) if isinstance(node, ast.Name)}


def given(cell):
    """Return the names that the code of a cell gives a value: variables and arguments."""
    found = set()
    for node in ast.walk(ast.parse(cell["source"])):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            found.add(node.id)
        elif isinstance(node, ast.arg):
            found.add(node.arg)
    return found


def only_what_widgets_need(solution):
    """Leave out of a solution what is read, asked or judged: it costs time, and no picture shows it."""
    notebook = read_notebook(solution)
    code = [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]
    shown = pictured.widget_cells(solution)
    kinds = {"setup", "concept", "solution", *(kind_of(cell) for cell in code if cell["id"] in shown)}
    kept = [cell for cell in code if kind_of(cell) in kinds]
    missing = set().union(*map(used, kept)).difference(*map(given, kept))
    kept = [cell for cell in code if cell in kept or given(cell) & missing]
    notebook["cells"] = [{**cell, "outputs": [], "execution_count": None} for cell in kept]
    return json.dumps(notebook)


@pytest.fixture
def lab(browser, server, solution):
    """Open a solution in the place of its lab."""
    (server.folder / solution.name).write_text(only_what_widgets_need(solution), encoding="utf-8")
    context = browser.new_context(viewport=_WINDOW, device_scale_factor=_SCALE)
    opened = NotebookPage(context.new_page(), server.page_of(solution.name), server.folder / solution.name)
    yield opened
    server.end_kernels()
    context.close()


def train(lab, widget):
    """Let a network learn in the page, for as long as the widget's saved drawing tells of."""
    play, step = widget.locator(".nnl-player button").all()[:2]
    play.click()
    wait_for(lambda: number_of(widget, "data-epoch"), lambda epoch: epoch >= _EPOCHS - 50, seconds=120)
    play.click()
    while number_of(widget, "data-epoch") < _EPOCHS:
        step.click()


def test_take_the_pictures(lab, solution):
    folder = pictured.TAKEN / solution.stem
    folder.mkdir(parents=True, exist_ok=True)
    lab.run_all(seconds=_LIMIT)
    lab.page.add_style_tag(content=f".nnl-widget {{ width: {_WIDTH}px; }}")
    for cell in pictured.widget_cells(solution):
        lab.cell(cell).scroll_into_view_if_needed()
        widget = lab.output(cell).locator(".nnl-widget").first
        wait_until_drawn(widget)
        for button in widget.get_by_role("button", name="Show all").all():
            button.click()
        if widget.get_attribute("data-epoch") is not None:
            train(lab, widget)
        lab.page.wait_for_timeout(_ANSWER)
        lab.wait_until_idle()
        widget.hover(trial=True)  # waits until it stands still
        lab.page.mouse.move(0, 0)
        widget.screenshot(path=folder / f"{cell}.png", animations="disabled")
