"""Build the course's pages for the tests that look at them; what has not changed is not built again."""

import importlib.util
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]


def built() -> Path:
    """Build the pages and return their folder; skip where Sphinx is not installed."""
    if not importlib.util.find_spec("sphinx"):
        (pytest.fail if os.environ.get("CI") else pytest.skip)("Sphinx is not installed")
    command = [sys.executable, "-m", "nnlab", "dev", "site"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=240)
    assert done.returncode == 0, done.stdout + done.stderr
    return ROOT / "build" / "site"
