"""`import nnlab` is light: a check cell must answer at once, and a page of text needs no plotting library."""

import json
import subprocess
import sys
from importlib import metadata

import nnlab

HEAVY = ("tensorflow", "keras", "matplotlib", "ipywidgets", "anywidget", "IPython", "jupyterlab", "nbformat")


def test_import_loads_nothing_heavy():
    code = "import json, sys, nnlab; print(json.dumps(sorted(sys.modules)))"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)
    assert not set(json.loads(run.stdout)).intersection(HEAVY)


def test_import_prints_nothing():
    run = subprocess.run(
        [sys.executable, "-W", "error", "-c", "import nnlab"], capture_output=True, check=False, timeout=60
    )
    assert (run.returncode, run.stdout, run.stderr) == (0, b"", b"")


def test_version_is_that_of_the_distribution():
    assert nnlab.__version__ == metadata.version("nnlab")
