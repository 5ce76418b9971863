# ruff: noqa: E501 - a program in a line reads best
"""A whole batch by the command that an instructor gives: one row a submission, whatever happens on the way."""

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
import zipfile

import full_level
import pytest
from hostile import HOSTILE

from nnlab.batch.results import read_rows
from nnlab.batch.run import _longest
from nnlab.grader import registry

RIGHT = {
    "dense": "def dense(a_in, W, b, g):\n    return np.array([g(W[:, j] @ a_in + b[j]) for j in range(W.shape[1])])",
    "sequential": "def sequential(x, layers):\n    for W, b, g in layers:\n        x = dense(x, W, b, g)\n    return x",
}
WRONG = "def dense(a_in, W, b, g):\n    return np.array([g(W[:, j] @ a_in) for j in range(W.shape[1])])"


@pytest.fixture(scope="module", autouse=True)
def _full():
    full_level.need()


def write(folder, student, *cells, name="02_forward_propagation.ipynb"):
    made = [
        {
            "cell_type": "code",
            "id": f"c{i}",
            "metadata": {},
            "source": c,
            "outputs": [],
            "execution_count": None,
        }
        for i, c in enumerate(cells)
    ]
    place = folder / student
    place.mkdir(parents=True, exist_ok=True)
    (place / name).write_text(json.dumps({"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": made}))


@pytest.fixture
def class_of_six(tmp_path):
    folder = tmp_path / "in"
    write(folder, "ann", "import numpy as np", RIGHT["dense"], RIGHT["sequential"])
    write(folder, "bob", "import numpy as np", WRONG, RIGHT["sequential"])
    write(
        folder,
        "cy",
        "%matplotlib inline\n!pip list\nimport numpy as np\nimport matplotlib.pyplot as plt\nplt.plot([1])",
        *RIGHT.values(),
    )
    write(folder, "dee", HOSTILE["exit"][0], RIGHT["sequential"])
    write(folder, "eli", "no python at all (((")
    (folder / "fay").mkdir()
    (folder / "fay" / "02_forward_propagation.ipynb").write_bytes(b'{"cells": [')
    return folder


def grade(*arguments, status=0, **options):
    command = [sys.executable, "-m", "nnlab", "grade", *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=240, check=False, **options)
    assert done.returncode == status, done.stderr
    return done


def outcomes(out):
    return {row["student"]: [entry["outcome"] for entry in row["exercises"]] for row in read_rows(out)}


def test_a_class_is_graded_to_the_last_row_and_to_the_byte(class_of_six, tmp_path):
    first, second = tmp_path / "a", tmp_path / "b"
    summary = json.loads(grade(class_of_six, "--out", first, "--seed", 5, "--jobs", 2, "--json").stdout)
    assert summary["submissions"] == summary["graded"] == 6
    assert summary["isolation"] == "full"
    assert outcomes(first) == {
        "ann": ["PASSED", "PASSED"],
        "bob": ["FAILED", "FAILED"],
        "cy": ["PASSED", "PASSED"],
        "dee": ["CRASHED", "CRASHED"],
        "eli": ["MISSING", "MISSING"],
        "fay": ["MISSING", "MISSING"],
    }
    rows = {row["student"]: row for row in read_rows(first)}
    assert rows["ann"]["points"] == rows["ann"]["max_points"] == 20
    assert (
        "02.no_bias" in rows["bob"]["exercises"][0]["misconceptions"]
        or rows["bob"]["exercises"][0]["misconceptions"]
    )
    assert "JSON breaks" in rows["fay"]["notes"][0]
    assert {*rows["ann"]} == {
        *(
            "schema",
            "student",
            "submission",
            "lab",
            "exercises",
            "points",
            "max_points",
            "isolation",
            "seconds",
            "notes",
        )
    }
    table = (first / "grades.csv").read_text().splitlines()
    assert table[0] == "student,02.dense,02.sequential,points,max_points"
    assert table[1] == "ann,10,10,20,20"
    assert len(table) == 7
    with sqlite3.connect(first / "grades.sqlite") as database:
        assert database.execute("SELECT count(*) FROM exercises WHERE outcome = 'PASSED'").fetchone() == (4,)
    database.close()
    assert "CRASHED" in (first / "feedback" / "dee" / "02.html").read_text()
    grade(class_of_six, "--out", second, "--seed", 5, "--jobs", 1)
    for name in ("results.jsonl", "grades.csv", "feedback/bob/02.html"):
        assert (first / name).read_bytes() == (second / name).read_bytes(), name


def test_a_run_that_is_killed_goes_on_and_loses_and_doubles_nothing(tmp_path):
    folder, out = tmp_path / "in", tmp_path / "out"
    for i in range(12):
        write(folder, f"s{i:02}", "import numpy as np", *RIGHT.values())
    command = [sys.executable, "-m", "nnlab", "grade", str(folder), "--out", str(out), "--jobs", "2"]
    for _ in range(3):
        process = subprocess.Popen(
            [*command, "--resume"], stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL
        )
        before = (out / "results.jsonl").stat().st_size if out.exists() else 0
        deadline = time.monotonic() + 60
        while process.poll() is None and time.monotonic() < deadline:
            if (out / "results.jsonl").exists() and (out / "results.jsonl").stat().st_size > before:
                break
            time.sleep(0.01)
        process.send_signal(signal.SIGKILL)
        process.wait()
    grade(folder, "--out", out, "--resume")
    students = [row["student"] for row in read_rows(out)]
    assert students == [f"s{i:02}" for i in range(12)]
    assert all(row["points"] == 20 for row in read_rows(out))


def test_odd_notebooks_and_names_have_a_row_and_are_no_fault_of_the_grader(tmp_path):
    folder = tmp_path / "in"
    write(folder, "ann", "x = 1", name="00_start_here.ipynb")
    write(folder, "ben", "import numpy as np", f"X = 0x{'f' * 5000}", *RIGHT.values())
    write(
        folder,
        "cy",
        "def dense(*_):\n    return '\ud800'\n",
        "def sequential(*_):\n    return 0x" + "f" * 5000,
    )
    write(folder, "not graded by the grader's own fault: dee", "x = 1", name="x.ipynb")
    with zipfile.ZipFile(folder / "class.zip", "w") as archive:
        archive.writestr("\U00020000" * 80 + "/02_forward_propagation.ipynb", b"")
    grade(folder, "--out", tmp_path / "out")
    rows = {row["student"]: row for row in read_rows(tmp_path / "out")}
    assert len(rows) == 5
    assert "lab 00 has no exercises" in rows["ann"]["notes"][0]
    assert (rows["ann"]["lab"], rows["ann"]["max_points"]) == ("", 0)
    assert rows["ben"]["points"] == 20
    assert rows["cy"]["points"] == 0


def test_a_worker_has_time_for_all_that_a_submission_may_use():
    models = [exercise for exercise in registry.exercises("07") if exercise.returns == "model"]
    others = len(registry.exercises("07")) - len(models)
    assert _longest("07", 2.0) >= 2.0 * others + len(models) * (2.0 + 120.0)
    assert _longest("07", None) > _longest("07", 2.0)


def test_only_the_labs_that_are_asked_for(class_of_six, tmp_path):
    write(class_of_six, "ann", "x = 1", name="07_softmax.ipynb")
    grade(class_of_six, "--out", tmp_path / "out", "--labs", "7")
    assert {row["lab"] for row in read_rows(tmp_path / "out")} == {"07"}


def test_a_model_that_lies_is_judged_by_what_can_be_rebuilt(tmp_path):
    folder = tmp_path / "in"
    honest = """
import keras
def build_softmax_model(num_classes):
    model = keras.Sequential([keras.layers.Dense(25, "relu"), keras.layers.Dense(15, "relu"), keras.layers.Dense(num_classes)])
    model.compile(optimizer=keras.optimizers.Adam(0.001), loss=keras.losses.SparseCategoricalCrossentropy(from_logits=True))
    return model
"""
    lie = """
import keras
class Liar(keras.Model):
    def get_weights(self): return []
    def call(self, x): return x
    def fit(self, *a, **k): return None
def build_softmax_model(num_classes):
    model = Liar()
    model.compile(optimizer=keras.optimizers.Adam(0.001), loss=keras.losses.SparseCategoricalCrossentropy(from_logits=True))
    return model
"""
    write(folder, "honest", honest, name="07_softmax.ipynb")
    write(folder, "liar", lie, name="07_softmax.ipynb")
    grade(folder, "--out", tmp_path / "out", "--jobs", 1)
    found = {row["student"]: row["exercises"][-1] for row in read_rows(tmp_path / "out")}
    assert found["honest"]["outcome"] == "PASSED"
    assert found["liar"]["points"] == 0
    assert found["liar"]["outcome"] == "FAILED"


def test_without_what_isolation_takes_strangers_are_refused(class_of_six, tmp_path):
    bare = {**os.environ, "PATH": str(tmp_path)}
    refused = grade(class_of_six, "--out", tmp_path / "out", status=2, env=bare)
    assert "bubblewrap is not installed" in refused.stderr
    assert not (tmp_path / "out").exists()
    allowed = grade(class_of_six, "--out", tmp_path / "out", "--allow-weak-isolation", env=bare)
    assert "weak isolation" in allowed.stderr
    rows = {row["student"]: row for row in read_rows(tmp_path / "out")}
    assert {row["isolation"] for row in rows.values()} == {"weak"}
    assert rows["ann"]["points"] == 20


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["nowhere", "--out", "out"], "no such file"),
        (["in", "--out", "out", "--labs", "99"], "no such lab"),
        (["in", "--out", "out", "--timeout", "-1"], "seconds greater than 0"),
        (["in", "--out", "out", "--jobs", "0"], "whole number"),
        (["in"], "--out"),
    ],
)
def test_wrong_use_is_said(class_of_six, tmp_path, arguments, words):
    assert words in grade(*arguments, status=2, cwd=tmp_path).stderr
