"""A JupyterLab and a Chromium for each lab that is tested; after each test the page must be clean."""

import importlib.util
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

# The test folders are no packages, so the modules beside this one are found by their folder.
sys.path.insert(0, str(Path(__file__).parent))

_FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@pytest.fixture(scope="session")
def chromium() -> str:
    """Path of the browser, the one that NNLAB_CHROMIUM names or the system's; skip where there is none."""
    path = os.environ.get("NNLAB_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    if path is None:
        pytest.skip("no Chromium here: install it (Debian: apt install chromium), or set NNLAB_CHROMIUM")
    if importlib.util.find_spec("playwright") is None:
        reason = "Playwright is not installed: python -m pip install playwright"
        # Where a browser was installed for these tests, a skip would hide that they never run.
        (pytest.fail if os.environ.get("CI") else pytest.skip)(reason)
    return path


@pytest.fixture(scope="session")
def expect(chromium: str) -> Callable:
    """Give Playwright's `expect`, which waits until what it says is true."""
    from playwright.sync_api import expect

    expect.set_options(timeout=30_000)  # milliseconds, for a busy machine
    return expect


# For each module and not for the session: while Playwright runs, no other test could start an event loop.
@pytest.fixture(scope="module")
def browser(chromium: str) -> Iterator[Any]:
    """Start Chromium."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium, args=_FLAGS)
        yield started
        started.close()


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
