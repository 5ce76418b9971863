"""A JupyterLab and a Chromium for each lab that is tested; after each test the page must be clean."""

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import chromium
import pytest

# The test folders are no packages, so the modules beside this one are found by their folder.
sys.path.insert(0, str(Path(__file__).parent))


@pytest.fixture(scope="session")
def browser_path() -> str:
    """Path of the browser; skip where there is none."""
    return chromium.find()


@pytest.fixture(scope="session")
def expect(browser_path: str) -> Callable:
    """Give Playwright's `expect`, which waits until what it says is true."""
    from playwright.sync_api import expect

    expect.set_options(timeout=30_000)  # milliseconds, for a busy machine
    return expect


@pytest.fixture(scope="module")
def browser(browser_path: str) -> Iterator[Any]:
    """Start Chromium."""
    with chromium.started(browser_path) as started:
        yield started


@pytest.fixture(scope="module")
def lab(
    browser: Any, request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Any]:
    """Open the module's LAB by `nnlab lab`, and run its set-up cell."""
    from lab_server import LabServer
    from notebook_page import NotebookPage

    server = LabServer(request.module.LAB[:2], tmp_path_factory.mktemp("learner"))
    try:
        scale = getattr(request.module, "SCALE", 1)
        context = browser.new_context(viewport={"width": 1280, "height": 900}, device_scale_factor=scale)
        opened = NotebookPage(context.new_page(), server.address, server.folder / request.module.LAB)
        opened.run("setup")
        yield opened
        context.close()
    finally:
        server.stop()


@pytest.fixture(autouse=True)
def _clean_page(lab: Any) -> Iterator[None]:
    """Hold after each test that nothing went wrong in the page and that it asked no other host."""
    yield
    errors, lab.errors = lab.errors, []
    assert not errors, "the browser's console holds errors:\n" + "\n".join(errors)
    assert not lab.strangers, "the page asked another host:\n" + "\n".join(lab.strangers)


@pytest.fixture
def photograph(lab: Any, root: Path, request: pytest.FixtureRequest) -> Callable:
    """Give a function that takes a picture of an element, for people to look at; no test compares them."""
    folder = root / "test-results" / "browser"

    def take(shown: Any, name: str) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        shown.hover(trial=True)  # waits until it stands still: cells above it may still find their height
        shown.screenshot(path=folder / f"{request.module.LAB[:2]}-{name}.png")

    return take
