"""The test folders are no packages, so the modules beside this one are found by their folder."""

import sys
from pathlib import Path

import chromium
import pytest

sys.path.insert(0, str(Path(__file__).parent))


@pytest.fixture(scope="module")
def browser():
    """Start Chromium; skip where there is none."""
    with chromium.started(chromium.find()) as started:
        yield started
