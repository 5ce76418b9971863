"""The test folders are no packages, so the modules beside this one are found by their folder."""

import importlib.util
import os
import shutil
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))


# For each module and not for the session: while Playwright runs, no other test could start an event loop.
@pytest.fixture(scope="module")
def browser():
    """Start Chromium, the one that NNLAB_CHROMIUM names or the system's; skip where there is none."""
    path = os.environ.get("NNLAB_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    if path is None or importlib.util.find_spec("playwright") is None:
        reason = "Chromium or Playwright is not installed"
        # Where a browser was asked for, a skip would hide that the page is never looked at.
        (pytest.fail if os.environ.get("CI") and path else pytest.skip)(reason)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=["--headless", "--no-sandbox"])
        yield started
        started.close()
