"""How many submissions a minute `nnlab grade` grades, and nbgrader and Otter on the same notebooks.

    python benchmarks/grading_speed.py [--lab 04] [--count 200] [--peers 5] [--json]

Every submission is the lab's solution, handed in by another student, so all of its functions run to the end.
nnlab grades at the full isolation level, with one worker and with two; nbgrader (one after the other, as its
command does) and Otter (if it is installed) grade `--peers` of them in the same run. Printed are submissions
a minute, the ratios, and the peak memory of nnlab's whole process tree.
"""

import argparse
import importlib.util
import json
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

import psutil

from nnlab import _resources
from nnlab.grader import registry


def submissions(folder: Path, lab: str, count: int) -> Path:
    """Hand the lab's solution in `count` times."""
    solution = _resources.solutions_dir() / f"{registry.lab(lab).stem}.ipynb"
    for i in range(count):
        place = folder / f"student{i:05}"
        place.mkdir(parents=True)
        shutil.copyfile(solution, place / solution.name)
    return folder


class Memory(threading.Thread):
    """Watches the memory of a process and its children: each page once, however many processes share it."""

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self.process = psutil.Process(pid)
        self.peak = 0
        self.over = threading.Event()

    def run(self) -> None:
        """Look five times a second."""
        while not self.over.wait(0.2):
            try:
                family = [self.process, *self.process.children(recursive=True)]
            except psutil.Error:
                return
            self.peak = max(self.peak, sum(map(_own, family)))


def _own(process: psutil.Process) -> int:
    try:
        return process.memory_full_info().pss
    except (psutil.Error, AttributeError):
        return 0


def nnlab_rate(folder: Path, out: Path, jobs: int, count: int) -> tuple[float, float]:
    """Submissions a minute, start-up included, and peak memory in MiB."""
    command = [sys.executable, "-m", "nnlab", "grade", str(folder), "--out", str(out), "--jobs", str(jobs)]
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    memory = Memory(process.pid)
    memory.start()
    _, errors = process.communicate()
    memory.over.set()
    if process.returncode:
        raise SystemExit(errors)
    rows = (out / "results.jsonl").read_text().splitlines()
    if len(rows) != count:
        raise SystemExit(f"{len(rows)} rows of {count}")
    short = [row for row in map(json.loads, rows) if row["points"] != row["max_points"]]
    if short:
        raise SystemExit(f"a solution earned {short[0]['points']} of {short[0]['max_points']} points")
    return 60 * count / (time.perf_counter() - start), memory.peak / 2**20


def nbgrader_rate(home: Path, lab: str, count: int) -> float:
    """Submissions a minute that `nbgrader autograde` grades."""
    stem = registry.lab(lab).stem
    solution = _resources.solutions_dir() / f"{stem}.ipynb"
    home.mkdir()
    (home / "nbgrader_config.py").write_text("c = get_config()\nc.CourseDirectory.course_id = 'nn'\n")
    (home / "source" / stem).mkdir(parents=True)
    shutil.copyfile(solution, home / "source" / stem / solution.name)
    for i in range(count):
        (home / "submitted" / f"student{i}" / stem).mkdir(parents=True)
        shutil.copyfile(solution, home / "submitted" / f"student{i}" / stem / solution.name)

    def run(*arguments: str) -> float:
        path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
        env = {**os.environ, "PATH": path, "NNLAB_PROGRESS": "off"}
        command = [sys.executable, "-m", "nbgrader", *arguments, "--ExecutePreprocessor.timeout=180"]
        start = time.perf_counter()
        subprocess.run(command, cwd=home, env=env, check=True, capture_output=True)
        return time.perf_counter() - start

    run("generate_assignment", stem)
    return 60 * count / run("autograde", stem)


def otter_rate(home: Path, lab: str, count: int) -> float:
    """Submissions a minute that `otter run` grades, one after the other."""
    stem = registry.lab(lab).stem
    solution = _resources.solutions_dir() / f"{stem}.ipynb"
    home.mkdir()
    subprocess.run(
        [sys.executable, "-m", "otter", "assign", str(solution), str(home / "dist"), "--no-run-tests"],
        check=True,
        capture_output=True,
    )
    (archive,) = (home / "dist" / "autograder").glob("*.zip")
    start = time.perf_counter()
    for _ in range(count):
        command = [sys.executable, "-m", "otter", "run", "-a", str(archive), "-o", str(home), str(solution)]
        subprocess.run(command, check=True, capture_output=True, cwd=home)
    return 60 * count / (time.perf_counter() - start)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--lab", default="04")
    parser.add_argument("--count", type=int, default=200)
    parser.add_argument("--peers", type=int, default=5, help="submissions for each of the peers; 0 for none")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    functions = len(registry.exercises(options.lab))
    found: dict[str, float] = {"functions": functions, "count": options.count}
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        handed_in = submissions(home / "in", options.lab, options.count)
        for jobs in (1, 2):
            found[f"nnlab_{jobs}"], found[f"mib_{jobs}"] = nnlab_rate(
                handed_in, home / f"out{jobs}", jobs, options.count
            )
        for name, rate in (("nbgrader", nbgrader_rate), ("otter", otter_rate)):
            if options.peers and importlib.util.find_spec(name):
                found[name] = rate(home / name, options.lab, options.peers)
    if options.json:
        print(json.dumps(found, indent=2))
        return
    print(f"lab {options.lab}, {functions} functions, {options.count} submissions; submissions a minute")
    for jobs in (1, 2):
        name = f"nnlab, {jobs} worker{'s' * (jobs > 1)}"
        print(f"{name:<18} {found[f'nnlab_{jobs}']:8.0f}   {found[f'mib_{jobs}']:.0f} MiB")
    print(f"2 workers over 1   {found['nnlab_2'] / found['nnlab_1']:8.2f}")
    for name in ("nbgrader", "otter"):
        if name in found:
            print(
                f"{name:<18} {found[name]:8.1f}   nnlab is {found['nnlab_2'] / found[name]:.0f} times as fast"
            )


if __name__ == "__main__":
    main()
