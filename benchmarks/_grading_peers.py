"""How fast other autograders are on the same notebooks."""

import json
import os
import resource
import shutil
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from nnlab import _resources
from nnlab.grader import registry


@dataclass(frozen=True)
class Speed:
    """Submissions a minute, start-up included, and the seconds of a core that each took."""

    rate: float
    core_seconds: float


class Watch:
    """Takes the time, and the processors' time of all processes that were started in it and have ended."""

    def __init__(self) -> None:
        self._wall, self._core = time.perf_counter(), _core_seconds()

    def speed(self, count: int) -> Speed:
        """How fast `count` submissions went since it was made."""
        wall, core = time.perf_counter() - self._wall, _core_seconds() - self._core
        return Speed(60 * count / wall, core / count)


def _core_seconds() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def nbgrader_speed(home: Path, lab: str, count: int) -> Speed:
    """Grade by `nbgrader autograde`."""
    stem = registry.lab(lab).stem
    solution = _resources.solutions_dir() / f"{stem}.ipynb"
    home.mkdir()
    (home / "nbgrader_config.py").write_text("c = get_config()\nc.CourseDirectory.course_id = 'nn'\n")
    (home / "source" / stem).mkdir(parents=True)
    shutil.copyfile(solution, home / "source" / stem / solution.name)
    for i in range(count):
        (home / "submitted" / f"student{i}" / stem).mkdir(parents=True)
        shutil.copyfile(solution, home / "submitted" / f"student{i}" / stem / solution.name)

    def run(*arguments: str) -> None:
        path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
        env = {**os.environ, "PATH": path, "NNLAB_PROGRESS": "off"}
        command = [sys.executable, "-m", "nbgrader", *arguments, "--ExecutePreprocessor.timeout=600"]
        subprocess.run(command, cwd=home, env=env, check=True, capture_output=True)

    run("generate_assignment", stem)
    watch = Watch()
    run("autograde", stem)
    return watch.speed(count)


def otter_speed(python: str, home: Path, lab: str, count: int) -> Speed:
    """Grade by `otter run`, one after the other: the notebook that Otter has made of the same solution."""
    stem = registry.lab(lab).stem
    env = {**os.environ, "NNLAB_PROGRESS": "off"}
    subprocess.run(
        [sys.executable, "-m", "nnlab", "export", "otter", str(home), "--labs", lab],
        check=True,
        capture_output=True,
    )
    place = home / stem

    def run(*arguments: str) -> None:
        command = [python, "-m", "otter", *arguments]
        subprocess.run(command, check=True, capture_output=True, cwd=place, env=env)

    run("assign", f"{stem}.ipynb", "dist", "--no-run-tests")
    (archive,) = (place / "dist" / "autograder").glob("*.zip")
    watch = Watch()
    for _ in range(count):
        run("run", "-a", str(archive), "-o", ".", str(archive.with_name(f"{stem}.ipynb")))
    speed = watch.speed(count)
    tests = [test for test in json.loads((place / "results.json").read_text())["tests"] if "score" in test]
    if any(test["score"] != test["max_score"] for test in tests):
        raise SystemExit("Otter did not give a solution full points")
    return speed
