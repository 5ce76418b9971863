"""The browser of the tests: the one that NNLAB_CHROMIUM names, or the system's."""

import importlib.util
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

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
MISSING = "no Chromium here: install it (Debian: apt install chromium), or set NNLAB_CHROMIUM"


def located() -> str | None:
    """Return its path, or None where there is none."""
    return os.environ.get("NNLAB_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")


def find() -> str:
    """Return its path; skip the test where there is none."""
    path = located()
    if path is None:
        pytest.skip(MISSING)
    if importlib.util.find_spec("playwright") is None:
        reason = "Playwright is not installed: python -m pip install playwright"
        # Where a browser was installed for these tests, a skip would hide that they never run.
        (pytest.fail if os.environ.get("CI") else pytest.skip)(reason)
    return path


@contextmanager
def started(path: str) -> Iterator[Any]:
    """Start it and end it again.

    A fixture does this for each module and not for the session: while Playwright runs, no other test could
    start an event loop.
    """
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=_FLAGS)
        yield browser
        browser.close()
