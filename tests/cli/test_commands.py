"""The command line as its users see it: what is printed where, and the exit status."""

import json
import os
import subprocess
import sys

import pytest

from nnlab.cli import main
from nnlab.grader import registry
from nnlab.notebooks import check_notebook
from nnlab.notebooks.write import notebook_bytes
from nnlab.release.new import skeleton
from nnlab.release.steps import make_lab

ANSWERS = {
    "dense": "z = np.asarray(a_in) @ W + b\n    return g(z)",
    "sequential": "for W, b, g in layers:\n        x = dense(x, W, b, g)\n    return x",
}
REPORT = {"exercise", "outcome", "passed", "points", "max_points", "criteria", "misconceptions"}


@pytest.fixture
def lab02():
    """Return the solution of lab 02, made from the declarations."""
    notebook = skeleton(registry.lab("02"), registry.exercises("02"))
    for cell in notebook["cells"]:
        if cell["id"] in ANSWERS:
            cell["source"] = cell["source"].replace("...", ANSWERS[cell["id"]])
    return notebook


def save(notebook, path):
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(notebook_bytes(notebook))
    return str(path)


def test_list(capsys):
    assert main(["list"]) == 0
    out = capsys.readouterr().out
    assert "softmax(z)" in out
    declared = registry.exercises()
    assert f"{len(declared)} exercises, {sum(item.points for item in declared)} points" in out


def test_list_json_has_the_promised_form(capsys):
    assert main(["list", "--json"]) == 0
    rows = json.loads(capsys.readouterr().out)
    assert len(rows) == len(registry.exercises())
    for row in rows:
        assert list(row) == ["id", "lab", "function", "signature", "points", "minutes", "difficulty"]
        assert row["id"] == f"{row['lab']}.{row['function']}"
        assert [type(value) for value in row.values()] == [str, str, str, str, int, int, int]


def test_check_a_solved_notebook(tmp_path, capsys, lab02):
    path = save(lab02, tmp_path / "02_forward_propagation.ipynb")
    assert main(["check", path]) == 0
    out, err = capsys.readouterr()
    assert f"20 of 20 points in {path}" in out
    assert err == ""


def test_check_json_has_the_promised_form(tmp_path, capsys, lab02):
    path = save(lab02, tmp_path / "mine.ipynb")
    assert main(["check", path, "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert list(found) == ["notebook", "schema", "exercises", "points", "max_points"]
    assert (found["notebook"], found["schema"]) == (path, 1)
    assert (found["points"], found["max_points"]) == (20, 20)
    assert [report["exercise"] for report in found["exercises"]] == ["02.dense", "02.sequential"]
    assert all(set(report) >= REPORT for report in found["exercises"])
    assert found == json.loads(json.dumps(check_notebook(path)))


def test_check_an_untouched_lab(tmp_path, capsys, lab02):
    path = save(make_lab(lab02), tmp_path / "02_forward_propagation.ipynb")
    assert main(["check", path, "--json"]) == 1
    found = json.loads(capsys.readouterr().out)
    assert [report["outcome"] for report in found["exercises"]] == ["NOT_ATTEMPTED", "NOT_ATTEMPTED"]
    assert found["points"] == 0


def test_check_tells_why_a_function_is_missing(tmp_path, capsys, lab02):
    for cell in lab02["cells"]:
        if cell["id"] == "dense":
            cell["source"] = "dense = no_such_thing\nprint('noise')"
        if cell["id"] == "sequential":
            cell["source"] = "def sequential(x, layers)\n    return x"
    path = save(lab02, tmp_path / "02_forward_propagation.ipynb")
    assert main(["check", path, "--json"]) == 1
    out, err = capsys.readouterr()
    assert [report["outcome"] for report in json.loads(out)["exercises"]] == ["MISSING", "MISSING"]
    assert "failed: NameError: name 'no_such_thing' is not defined" in err
    assert "line 1 was skipped: expected ':'" in err


def test_check_finds_files_beside_the_notebook_and_leaves_no_trace(tmp_path, capsys, lab02):
    (tmp_path / "my_helpers_xyz.py").write_text("def plus(a, b):\n    return a + b\n")
    for cell in lab02["cells"]:
        if cell["id"] == "dense":
            cell["source"] = (
                "from my_helpers_xyz import plus\n"
                "def dense(a_in, W, b, g):\n    return g(plus(np.asarray(a_in) @ W, b))"
            )
    path = save(lab02, tmp_path / "02_forward_propagation.ipynb")
    before = sys.path[:]
    assert main(["check", path]) == 0
    sys.modules.pop("my_helpers_xyz")
    assert sys.path == before
    assert sorted(entry.name for entry in tmp_path.iterdir() if entry.name != "__pycache__") == [
        "02_forward_propagation.ipynb",
        "my_helpers_xyz.py",
    ]


NAMES = {
    "its metadata": ("mine.ipynb", {"nnlab": {"lab": "02"}}),
    "its name": ("anna_02_forward.ipynb", {}),
    "strange metadata": ("02_forward.ipynb", {"nnlab": {"lab": ["02"]}}),
    "its functions": ("homework.ipynb", {"nnlab": "x"}),
}


@pytest.mark.parametrize("by", NAMES)
def test_the_lab_is_told_by(by, tmp_path, lab02):
    name, lab02["metadata"] = NAMES[by]
    assert check_notebook(save(lab02, tmp_path / name))["points"] == 20


WRONG = {
    "no command": ([], "required: COMMAND"),
    "misspelt": (["chek"], "no command 'chek'. Did you mean 'check'?"),
    "misspelt below": (["dev", "relase"], "no command 'relase'. Did you mean 'release'?"),
    "no notebook": (["check"], "required: NOTEBOOK"),
    "missing file": (["check", "none.ipynb"], "none.ipynb: there is no such file"),
    "unknown option": (["list", "--jsn"], "unrecognized arguments: --jsn"),
    "shortened option": (["list", "--js"], "unrecognized arguments: --js"),
    "unknown lab": (["dev", "new", "99"], "the course has no lab '99'"),
    "rest": (["list", "--", "x"], "only 'nnlab lab' takes arguments after --"),
    "both": (["dev", "release", "--check", "--execute"], "give one of them"),
}


@pytest.mark.parametrize("kind", WRONG)
def test_wrong_use_is_status_2_and_one_sentence(kind, capsys, root, monkeypatch, tmp_path):
    arguments, sentence = WRONG[kind]
    monkeypatch.chdir(tmp_path)
    if "dev" in arguments and len(arguments) > 2:
        arguments = [*arguments, "--solutions", str(tmp_path)]
    assert main(arguments) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert sentence in err
    assert err.startswith("nnlab")
    assert "Traceback" not in err


def test_a_notebook_of_no_lab(tmp_path, capsys, lab02):
    lab02["metadata"] = {}
    lab02["cells"] = [cell for cell in lab02["cells"] if cell["cell_type"] == "markdown"]
    assert main(["check", save(lab02, tmp_path / "diary.ipynb")]) == 2
    assert "belongs to no lab" in capsys.readouterr().err


@pytest.mark.parametrize(
    "command",
    [
        [],
        ["lab"],
        ["list"],
        ["check"],
        ["dev"],
        *(["dev", name] for name in ("release", "record", "check", "new")),
    ],
    ids=" ".join,
)
def test_every_help_has_examples(command, capsys):
    assert main([*command, "--help"]) == 0
    out = capsys.readouterr().out
    assert "examples:\n  nnlab" in out
    assert max(map(len, out.splitlines())) <= 120


def test_version(capsys):
    import nnlab

    assert main(["--version"]) == 0
    assert capsys.readouterr().out == f"nnlab {nnlab.__version__}\n"


def test_release_and_proof(tmp_path, capsys, lab02, monkeypatch):
    monkeypatch.setattr("nnlab.release.proof.ids", lambda _: ())  # this small solution asks no question
    path = save(lab02, tmp_path / "solutions" / "02_forward_propagation.ipynb")
    folders = ["--solutions", str(tmp_path / "solutions"), "--labs", str(tmp_path / "labs")]
    assert main(["dev", "release", "--check", *folders]) == 1
    assert "is missing. Run: nnlab dev release" in capsys.readouterr().err
    assert main(["dev", "release", *folders]) == 0
    assert main(["dev", "release", "--check", *folders]) == 0
    assert main(["dev", "check", *folders]) == 0
    out, err = capsys.readouterr()
    assert "2 exercises: not attempted in the labs, passed in the solutions" in out
    assert err == "02_forward_propagation: 2 exercises\n"
    save({**lab02, "cells": lab02["cells"][1:]}, tmp_path / "solutions" / "02_forward_propagation.ipynb")
    assert main(["dev", "check", *folders]) == 1
    assert f"{path}: its first cell must be the raw cell" in capsys.readouterr().err
    assert main(["dev", "release", "--execute", "03", *folders]) == 2
    assert "no solution for lab 03" in capsys.readouterr().err


def test_new(tmp_path, capsys):
    folders = ["--solutions", str(tmp_path)]
    assert main(["dev", "new", "3", *folders]) == 0
    assert "03_vectorization.ipynb written" in capsys.readouterr().out
    assert main(["dev", "new", "3", *folders]) == 2
    assert "is not overwritten" in capsys.readouterr().err


def test_record_tells_its_problems(monkeypatch, capsys):
    from nnlab.grader import oracle

    asked = []

    def record(*, check):
        asked.append(check)
        return ["02.dense: case 1 differs"] if check else []

    monkeypatch.setattr(oracle, "record", record)
    assert main(["dev", "record"]) == 0
    assert main(["dev", "record", "--check"]) == 1
    assert asked == [False, True]
    assert "02.dense: case 1 differs" in capsys.readouterr().err


def test_a_fault_of_the_grader_is_status_3(monkeypatch, tmp_path, lab02, capsys):
    from nnlab import notebooks
    from nnlab.grader import MISSING, Outcome, grade

    class Faulty:
        outcome, passed, points, max_points = Outcome.GRADER_ERROR, False, 0, 10

        def to_text(self):
            return "a fault of the grader"

    result = notebooks.NotebookCheck("x.ipynb", "02", (Faulty(), grade("02.dense", MISSING)), ())
    monkeypatch.setattr(notebooks, "examine", lambda path: result)
    assert main(["check", "x.ipynb"]) == 3
    assert "a fault of the grader" in capsys.readouterr().out


def run(*arguments, **options):
    return subprocess.run(
        [sys.executable, "-m", "nnlab", *arguments],
        check=False,
        capture_output=True,
        text=True,
        timeout=60,
        **options,
    )


def test_as_a_program(tmp_path):
    done = run("list", "--json")
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout)
    done = run("chek")
    assert (done.returncode, done.stdout) == (2, "")


def test_a_console_of_another_encoding_is_no_obstacle(tmp_path, lab02):
    path = save(make_lab(lab02), tmp_path / "02_forward_propagation.ipynb")
    environ = {**os.environ, "PYTHONIOENCODING": "cp1252", "PYTHONUTF8": "0"}
    done = run("check", path, env=environ, encoding="cp1252")
    assert done.returncode == 1, done.stderr
    assert "0 of 20 points" in done.stdout
    done = run("check", path, "--json", env=environ, encoding="ascii")
    assert json.loads(done.stdout)["exercises"][0]["outcome"] == "NOT_ATTEMPTED"


def test_a_reader_that_goes_away_is_no_error():
    with subprocess.Popen(
        [sys.executable, "-m", "nnlab", "list", "--json"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        process.stdout.close()
        assert process.stderr.read() == ""


def test_help_loads_nothing_heavy():
    code = (
        "import sys; from nnlab.cli import main; main(['--help']); "
        "print(sorted({'tensorflow', 'matplotlib', 'ipywidgets', 'IPython', 'nbformat'} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True
    )
    assert done.stdout.endswith("[]\n")
