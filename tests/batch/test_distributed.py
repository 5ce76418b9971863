"""A local cluster of two workers, one of them killed halfway: every submission is graded exactly once."""

import json
import os
import subprocess
import sys
import time

import full_level
import pytest

from nnlab.batch.results import read_rows

pytest.importorskip("distributed")

CELLS = (
    "import numpy as np",
    "def dense(a_in, W, b, g):\n    return np.array([g(W[:, j] @ a_in + b[j]) for j in range(W.shape[1])])",
    "def sequential(x, layers):\n    for W, b, g in layers:\n        x = dense(x, W, b, g)\n    return x",
)
COUNT = 30


@pytest.fixture
def submissions(tmp_path):
    cells = [
        {
            "cell_type": "code",
            "id": f"c{i}",
            "metadata": {},
            "source": c,
            "outputs": [],
            "execution_count": None,
        }
        for i, c in enumerate(CELLS)
    ]
    for i in range(COUNT):
        folder = tmp_path / "in" / f"s{i:02}"
        folder.mkdir(parents=True)
        notebook = {"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": cells}
        (folder / "02_forward_propagation.ipynb").write_text(json.dumps(notebook))
    return tmp_path / "in"


@pytest.fixture
def cluster(tmp_path):
    """Start a scheduler and two workers; gives the address and the workers' processes."""
    file = tmp_path / "scheduler.json"
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "cwd": tmp_path}
    env = {**os.environ, "DASK_DISTRIBUTED__SCHEDULER__WORKER_TTL": "10s"}

    def start(command, *options):
        module = f"distributed.cli.dask_{command}"
        options = ["--scheduler-file", str(file), *options]
        return subprocess.Popen([sys.executable, "-m", module, *options], env=env, **quiet)

    processes = [start("scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard")]
    try:
        deadline = time.monotonic() + 60
        while not (file.exists() and file.read_text().strip().endswith("}")) and time.monotonic() < deadline:
            time.sleep(0.1)
        address = json.loads(file.read_text())["address"]
        workers = [start("worker", "--no-nanny", "--no-dashboard", "--nthreads", "1") for _ in range(2)]
        processes += workers
        yield address, workers
    finally:
        for process in processes:
            process.kill()
            process.wait()


def test_every_submission_is_graded_once_though_a_worker_is_killed(submissions, cluster, tmp_path):
    full_level.need()
    address, workers = cluster
    out = tmp_path / "out"
    command = [sys.executable, "-m", "nnlab", "grade", str(submissions), "--out", str(out), "--dask", address]
    grading = subprocess.Popen(
        [*command, "--json"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    deadline = time.monotonic() + 120
    while time.monotonic() < deadline and grading.poll() is None:
        if (out / "results.jsonl").exists() and (out / "results.jsonl").read_bytes().count(b"\n") >= 3:
            break
        time.sleep(0.02)
    workers[0].kill()
    printed, errors = grading.communicate(timeout=180)
    assert grading.returncode == 0, errors
    assert json.loads(printed)["graded"] == COUNT
    rows = [*read_rows(out)]
    assert [row["student"] for row in rows] == [f"s{i:02}" for i in range(COUNT)]
    assert {row["points"] for row in rows} == {20}
    assert {row["isolation"] for row in rows} == {"full"}


def test_a_scheduler_that_is_not_there_is_said(submissions, tmp_path):
    command = [sys.executable, "-m", "nnlab", "grade", str(submissions), "--out", str(tmp_path / "out")]
    env = {**os.environ, "DASK_DISTRIBUTED__COMM__TIMEOUTS__CONNECT": "1s"}
    done = subprocess.run(
        [*command, "--dask", "tcp://127.0.0.1:1"], capture_output=True, text=True, check=False, env=env
    )
    assert done.returncode == 2
    assert "no scheduler answers" in done.stderr
