"""Labs as assignments of other tools: in their form, with no answer for students, proved with the tool."""

import importlib.util
import json
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import full_level
import pytest

import nnlab
from nnlab import _resources
from nnlab.cli import main
from nnlab.grader import registry
from nnlab.notebooks import read_notebook
from nnlab.notebooks.write import notebook_bytes

STEM = "02_forward_propagation"
RIGHT = {
    "dense": "return g(np.asarray(a_in) @ W + b)",
    "sequential": "for W, b, g in layers:\n        x = dense(x, W, b, g)\n    return x",
}
#: Right on ordinary inputs; whole numbers are cut off.
HALF = {
    "dense": "out = np.zeros_like(a_in, shape=W.shape[1])\n    out[:] = g(a_in @ W + b)\n    return out",
    "sequential": "return x",
}


def answered(notebook, answers):
    """Return the students' notebook with `answers` in the place of what stands for them."""
    for cell in notebook["cells"]:
        if cell["id"] in answers:
            source = cell["source"].partition("# YOUR CODE HERE")[0].rstrip().removesuffix("...")
            cell["source"] = source.rstrip() + "\n    " + answers[cell["id"]]
    return notebook_bytes(notebook)


def test_each_lab_is_exported_and_nothing_that_was_changed_is_lost(tmp_path, capsys):
    labs = {path.stem for path in _resources.solutions_dir().glob("[0-9]*.ipynb")} - {"00_start_here"}
    for form in ("nbgrader", "otter"):
        folder = tmp_path / form
        assert main(["export", form, str(folder)]) == 0
        assert {path.stem for path in folder.rglob("*.ipynb")} == labs
        changed = next(folder.rglob(f"{STEM}.ipynb"))
        changed.write_text("mine")
        assert main(["export", form, str(folder)]) == 1
        assert "--force" in capsys.readouterr().err
        assert changed.read_text() == "mine"
        assert main(["export", form, str(folder), "--force", "--labs", "02"]) == 0
        assert changed.read_text() != "mine"


def test_a_course_s_own_configuration_stays(tmp_path):
    (tmp_path / "nbgrader_config.py").write_text("mine")
    assert main(["export", "nbgrader", str(tmp_path), "--labs", "02", "--force"]) == 0
    assert (tmp_path / "nbgrader_config.py").read_text() == "mine"


def test_nbgrader_s_source_is_the_solution_without_otter_s_cell(tmp_path):
    assert main(["export", "nbgrader", str(tmp_path), "--labs", "02"]) == 0
    cells = read_notebook(tmp_path / "source" / STEM / f"{STEM}.ipynb")["cells"]
    assert not any("ASSIGNMENT CONFIG" in cell["source"] for cell in cells)
    grades = {c["id"]: c["metadata"]["nbgrader"]["points"] for c in cells if c["id"].startswith("check-")}
    assert grades == {f"check-{e.function}": e.points for e in registry.exercises("02")}


def test_a_lab_without_a_notebook_is_said(tmp_path, capsys):
    missing = [
        lab.number for lab in registry.LABS if not (_resources.solutions_dir() / f"{lab.stem}.ipynb").exists()
    ]
    if not missing:
        pytest.skip("every lab has its notebook")
    assert main(["export", "otter", str(tmp_path), "--labs", missing[0]]) == 2
    assert f"no notebook for lab {missing[0]}" in capsys.readouterr().err


def test_otter_s_points_are_those_of_the_criteria(tmp_path):
    assert main(["export", "otter", str(tmp_path), "--labs", "02"]) == 0
    cells = read_notebook(tmp_path / STEM / f"{STEM}.ipynb")["cells"]
    assert cells[0]["source"].startswith("# ASSIGNMENT CONFIG")
    assert "strip_solutions_from_all_cells: true" in cells[0]["source"], "or answers would be handed out"
    sources = [cell["source"] for cell in cells]
    points = [int(s.partition("points: ")[2].split()[0]) for s in sources if "BEGIN TEST CONFIG" in s]
    assert points == [c.points for e in registry.exercises("02") for c in e.criteria]


def otter(folder, *arguments):
    done = subprocess.run(
        [sys.executable, "-m", "otter", *arguments],
        cwd=folder,
        env={**os.environ, "NNLAB_PROGRESS": "off", "PYTHONPATH": str(Path(nnlab.__file__).parents[1])},
        check=False,
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-3000:]
    return done.stdout + done.stderr


@pytest.mark.slow
@pytest.mark.timeout(900)
@pytest.mark.skipif(importlib.util.find_spec("otter") is None, reason="otter-grader is not installed")
def test_the_real_otter_takes_it_and_gives_nnlab_s_points(tmp_path):
    assert main(["export", "otter", str(tmp_path), "--labs", "02"]) == 0
    folder = tmp_path / STEM
    assert "All autograder tests passed" in otter(folder, "assign", f"{STEM}.ipynb", "dist", "-v")
    student = folder / "dist" / "student" / f"{STEM}.ipynb"
    for cell in read_notebook(student)["cells"]:
        assert "SOLUTION" not in cell["source"]
        assert "BEGIN TEST" not in cell["source"]
        assert cell["id"] not in RIGHT or cell["source"].endswith("...")
    (autograder,) = (folder / "dist" / "autograder").glob("*.zip")
    for name, answers in {"right": RIGHT, "half": HALF, "untouched": {}}.items():
        (folder / f"{name}.ipynb").write_bytes(answered(read_notebook(student), answers))
        (folder / name).mkdir()
        otter(folder, "run", "-a", str(autograder), f"{name}.ipynb", "-o", name)
        tests = json.loads((folder / name / "results.json").read_text())["tests"]
        points = {test["name"]: test["score"] for test in tests if test["name"] in RIGHT}
        assert points == {
            "right": {"dense": 10, "sequential": 10},
            "half": {"dense": 8, "sequential": 0},
        }.get(name, {"dense": 0, "sequential": 0})


@pytest.fixture(scope="module")
def autograder(tmp_path_factory):
    """Return Gradescope's folder: the zip unpacked in ``source``, and our environment for its own."""
    if os.name != "posix" or shutil.which("bash") is None:
        pytest.skip("Gradescope's containers are Linux")
    folder = tmp_path_factory.mktemp("gradescope")
    assert main(["export", "gradescope", str(folder), "--labs", "02"]) == 0
    home = folder / "autograder"
    with zipfile.ZipFile(folder / STEM / "autograder.zip") as archive:
        archive.extractall(home / "source")
        executable = {i.filename for i in archive.infolist() if i.external_attr >> 16 & 0o100}
    assert executable == {"setup.sh", "run_autograder"}
    (home / "venv").symlink_to(sys.prefix)
    return home


def test_the_zip_is_the_same_whenever_it_is_made_and_holds_no_solution(autograder):
    assert main(["export", "gradescope", str(autograder.parent), "--labs", "02"]) == 0
    names = [path.name for path in (autograder / "source" / "site").rglob("*")]
    assert "solutions" not in names
    assert "__pycache__" not in names
    subprocess.run(["bash", "-n", str(autograder / "source" / "setup.sh")], check=True)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("level", "bubblewrap"), [("full", "works"), ("weak", "is missing"), ("weak", "may make no namespaces")]
)
def test_run_autograder_writes_what_gradescope_reads(autograder, tmp_path, level, bubblewrap):
    if level == "full":
        full_level.need()
    shutil.rmtree(autograder / "submission", ignore_errors=True)
    (autograder / "submission").mkdir()
    lab = read_notebook(_resources.labs_dir() / f"{STEM}.ipynb")
    (autograder / "submission" / "my work.ipynb").write_bytes(answered(lab, RIGHT))
    tools = tmp_path / "bin"
    tools.mkdir()
    for name in ("bash", "mktemp", "mkdir", "env", *(["bwrap"] if level == "full" else [])):
        (tools / name).symlink_to(shutil.which(name))
    if bubblewrap == "may make no namespaces":  # as in most containers
        (tools / "bwrap").write_text("#!/usr/bin/env bash\necho 'not permitted' >&2\nexit 1\n")
        (tools / "bwrap").chmod(0o755)
    done = subprocess.run(
        ["bash", str(autograder / "source" / "run_autograder")],
        env={"PATH": str(tools), "AUTOGRADER_HOME": str(autograder), "HOME": str(tmp_path)},
        check=False,
        capture_output=True,
        text=True,
        timeout=200,
    )
    assert done.returncode == 0, done.stderr
    results = json.loads((autograder / "results" / "results.json").read_text())
    assert results["extra_data"]["isolation"] == level
    assert results["score"] == 20
    assert [test["name"] for test in results["tests"]] == ["02.dense", "02.sequential"]


@pytest.mark.slow
def test_gradescope_is_told_when_no_notebook_was_handed_in(autograder, tmp_path):
    shutil.rmtree(autograder / "submission", ignore_errors=True)
    (autograder / "submission").mkdir()
    (autograder / "submission" / "essay.txt").write_text("")
    run = str(autograder / "source" / "run_autograder")
    env = {**os.environ, "AUTOGRADER_HOME": str(autograder), "HOME": str(tmp_path)}
    subprocess.run(["bash", run], env=env, check=True, capture_output=True, timeout=200)
    results = json.loads((autograder / "results" / "results.json").read_text())
    assert results["score"] == 0
    assert "no notebook" in results["output"]
