"""The test folders are no packages, so the modules beside this one are found by their folder."""

import sys
from pathlib import Path

import chromium
import full_level
import pytest

from nnlab.batch.submission import Grader

sys.path.insert(0, str(Path(__file__).parent))


@pytest.fixture(scope="module")
def browser():
    """Start Chromium; skip where there is none."""
    with chromium.started(chromium.find()) as started:
        yield started


@pytest.fixture(scope="module")
def grader():
    """Grade at the full level; where a sandbox must be, its absence is a fault."""
    full_level.need()
    with Grader(full=True, seed=1) as grader:
        yield grader
