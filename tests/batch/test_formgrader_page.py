"""nbgrader's formgrader, opened in a real browser, shows the points that nnlab put into its gradebook."""

import contextlib
import importlib.util
import os
import socket
import subprocess
import sys
import time
import unittest.mock
import urllib.request

import psutil
import pytest
from rows import entry, lab_02, row, write
from test_gradebook import STEM, notebook

from nnlab.batch.discover import discover
from nnlab.batch.gradebook import Course
from nnlab.cli import main

pytestmark = [
    pytest.mark.browser,
    pytest.mark.slow,
    pytest.mark.skipif(importlib.util.find_spec("nbgrader") is None, reason="nbgrader is not installed"),
]
TOKEN = "a-token-of-this-test"
_START = 90  # seconds; a busy machine takes its time


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    """Return a course with the points of three students; grading itself is tested elsewhere."""
    from nbgrader.api import Gradebook

    folder = tmp_path_factory.mktemp("course")
    assert main(["export", "nbgrader", str(folder), "--labs", "02"]) == 0
    # nbgrader calls programs by their names.
    path = f"{os.path.dirname(sys.executable)}{os.pathsep}{os.environ['PATH']}"
    with (
        unittest.mock.patch.dict(os.environ, PATH=path),
        Gradebook(f"sqlite:///{folder / 'gradebook.db'}") as made,
    ):
        made.add_assignment(STEM)
        made.add_notebook(STEM, STEM)
        for name in ("check-dense", "check-sequential"):
            made.add_grade_cell(name, STEM, STEM, max_score=10, cell_type="code")
    for student in ("ann", "bob", "cy"):
        place = folder / "submitted" / student / STEM / f"{STEM}.ipynb"
        place.parent.mkdir(parents=True)
        place.write_text(notebook(dense="def dense(a_in, W, b, g):\n    return 0"), encoding="utf-8")
    path = "{0}/" + f"{STEM}/{STEM}.ipynb"
    unjudged = [entry("02.dense"), entry("02.sequential", 0, "GRADER_ERROR")]
    write(
        folder / "results",
        lab_02("ann", submission=path.format("ann")),
        lab_02("bob", 10, 4, submission=path.format("bob")),
        row("cy", "02", *unjudged, submission=path.format("cy")),
    )
    gradebook = Course(f"sqlite:///{folder / 'gradebook.db'}")
    gradebook.fill(folder / "results", discover([folder / "submitted"]))
    return folder


@pytest.fixture(scope="module")
def address(course):
    """Start Jupyter's server in the folder of the course."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    options = [f"--port={port}", "--port-retries=0", f"--IdentityProvider.token={TOKEN}", "--no-browser"]
    with open(course / "server.log", "w") as log:
        server = subprocess.Popen(
            [sys.executable, "-m", "jupyter_server", "--allow-root", *options],
            cwd=course,
            env={**os.environ, "NNLAB_PROGRESS": "off"},
            stdout=log,
            stderr=log,
        )
    try:
        _wait(f"http://127.0.0.1:{port}/api?token={TOKEN}", course / "server.log")
        yield f"http://127.0.0.1:{port}"
    finally:
        family = [*psutil.Process(server.pid).children(recursive=True), server]
        for process in family:
            with contextlib.suppress(psutil.NoSuchProcess):
                process.terminate()
        server.wait(30)


def _wait(url, log):
    end = time.monotonic() + _START
    while True:
        try:
            urllib.request.urlopen(url, timeout=5).close()
            return
        except OSError:
            if time.monotonic() > end:
                pytest.fail(f"Jupyter's server does not answer:\n{log.read_text()[-2000:]}")
            time.sleep(0.2)


def test_formgrader_shows_points_and_findings(address, browser, root):
    tab = browser.new_context(viewport={"width": 1280, "height": 720}).new_page()
    tab.set_default_timeout(60_000)
    tab.goto(f"{address}/formgrader?token={TOKEN}")
    tab.goto(f"{address}/formgrader/manage_submissions/{STEM}")
    tab.wait_for_selector("td.score")
    folder = root / "test-results" / "batch"
    folder.mkdir(parents=True, exist_ok=True)
    tab.screenshot(path=folder / "formgrader.png")
    names = ("student-id", "score", "status")
    columns = [[text.strip() for text in tab.locator(f"tbody td.{n}").all_inner_texts()] for n in names]
    shown = {student: told for student, *told in zip(*columns, strict=True)}
    assert shown == {
        "ann": ["20 / 20", "graded"],
        "bob": ["14 / 20", "graded"],
        "cy": ["10 / 20", "needs manual grading"],
    }
    tab.goto(f"{address}/formgrader/gradebook/{STEM}/{STEM}")
    place = tab.locator("tbody a").first.get_attribute("href")
    tab.goto(f"{address}{place}", wait_until="domcontentloaded")
    assert "02.sequential" in tab.inner_text("body")
