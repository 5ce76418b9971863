"""The wheel alone, with no clone, is the whole course."""

import json
import subprocess
import sys
import sysconfig
import tarfile
import zipfile
from pathlib import Path

import pytest

pytest.importorskip("hatchling", reason="hatchling builds the wheel; requirements-dev.lock installs it")


def run(*command, cwd) -> str:
    """Run a program and return what it printed; a failure shows both of its streams."""
    words = [str(part) for part in command]
    done = subprocess.run(words, cwd=cwd, capture_output=True, text=True, check=False, timeout=240)
    assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
    return done.stdout


def build(target: str, source: Path, out: Path) -> Path:
    """Build a wheel or an sdist of a source tree and return the file."""
    run(sys.executable, "-m", "hatchling", "build", "--target", target, "--directory", out, cwd=source)
    (built,) = out.iterdir()
    return built


def names(wheel: Path) -> set[str]:
    with zipfile.ZipFile(wheel) as archive:
        return set(archive.namelist())


@pytest.fixture(scope="module")
def wheel(root, tmp_path_factory) -> Path:
    return build("wheel", root, tmp_path_factory.mktemp("wheel"))


def course_files(root: Path, folder: str) -> set[str]:
    """Return the paths that a folder's files have in the wheel."""
    return {
        f"nnlab/_share/{path.relative_to(root).as_posix()}"
        for path in (root / folder).rglob("*")
        if path.is_file() and not {".ipynb_checkpoints", "__pycache__", ".nnlab"}.intersection(path.parts)
    }


@pytest.mark.parametrize("folder", ["labs", "solutions", "data"])
def test_wheel_carries_the_course(root, wheel, folder):
    expected = course_files(root, folder)
    assert expected, f"{folder}/ is empty"
    assert expected <= names(wheel)


def test_wheel_carries_types_styles_scripts_texts_and_licence(root, wheel):
    content = names(wheel)
    assert "nnlab/py.typed" in content
    assert any(name.endswith("licenses/LICENSE") for name in content)
    beside_the_code = {
        path.relative_to(root).as_posix()
        for path in (root / "nnlab").rglob("*")
        if path.suffix in {".js", ".css", ".json", ".html", ".toml"}
    }
    assert "nnlab/questions/en/words.toml" in beside_the_code
    assert beside_the_code <= content


def test_wheel_holds_nothing_else(wheel):
    top = {name.partition("/")[0] for name in names(wheel)}
    assert top == {"nnlab", f"{wheel.name.partition('-py3')[0]}.dist-info"}
    assert not [name for name in names(wheel) if "checkpoint" in name or name.endswith(".pyc")]


def test_a_wheel_made_from_the_sdist_is_the_same(root, wheel, tmp_path):
    sdist = build("sdist", root, tmp_path / "sdist")
    with tarfile.open(sdist) as archive:
        archive.extractall(tmp_path / "source", filter="data")
    (source,) = (tmp_path / "source").iterdir()
    assert names(build("wheel", source, tmp_path / "wheel")) == names(wheel)


@pytest.fixture(scope="module")
def installed(wheel, tmp_path_factory) -> Path:
    """Return the scripts folder of a fresh environment: this wheel in it, our other packages seen by it."""
    home = tmp_path_factory.mktemp("installed")
    run(sys.executable, "-m", "venv", "--without-pip", home / "env", cwd=home)
    paths = {"base": str(home / "env"), "platbase": str(home / "env")}
    scripts = Path(sysconfig.get_path("scripts", "venv", paths))
    python = scripts / Path(sys.executable).name
    options = ("--quiet", "--disable-pip-version-check", "--no-deps", "--no-index")
    run(sys.executable, "-m", "pip", "--python", python, "install", *options, wheel, cwd=home)
    # A folder named in a .pth file is searched, but not its own .pth files: the editable nnlab stays out.
    ours = {sysconfig.get_path("purelib"), sysconfig.get_path("platlib")}
    site = Path(sysconfig.get_path("purelib", "venv", paths))
    (site / "shared.pth").write_text("\n".join(sorted(ours)), encoding="utf-8")
    return scripts


@pytest.fixture
def outside(tmp_path, monkeypatch) -> Path:
    """Return an empty folder far from the clone, with no way back to it by the environment."""
    monkeypatch.delenv("PYTHONPATH", raising=False)
    return tmp_path


def test_installed_package_finds_its_course(installed, outside, root):
    code = (
        "import json, nnlab; from nnlab import _resources as r; "
        "print(json.dumps([nnlab.__file__, *map(str, (r.labs_dir(), r.solutions_dir(), r.data_dir()))]))"
    )
    for path in json.loads(run(installed / "python", "-c", code, cwd=outside)):
        assert Path(path).is_relative_to(installed.parent)
        assert not Path(path).is_relative_to(root)


def test_installed_command_lists_the_exercises(installed, outside):
    exercises = json.loads(run(installed / "nnlab", "list", "--json", cwd=outside))
    assert "07.softmax" in {exercise["id"] for exercise in exercises}


def test_installed_command_opens_the_labs(installed, outside):
    assert "--dir" in run(installed / "nnlab", "lab", "--help", cwd=outside)
    assert not list(outside.iterdir())
