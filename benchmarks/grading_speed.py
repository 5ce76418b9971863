"""How many submissions a minute `nnlab grade` grades, and nbgrader and Otter on the same notebooks.

    python benchmarks/grading_speed.py [--lab 04] [--count 200] [--peers 5] [--otter PYTHON] [--json]

Every submission is the lab's solution, handed in by another student, so all of its functions run to the
end. nnlab grades at the full isolation level, with one worker and with two; nbgrader and Otter grade
`--peers` of them in the same run, one after the other, as their commands do. Otter wants an environment of
its own:

    python -m venv otter && otter/bin/pip install otter-grader -e .
    python benchmarks/grading_speed.py --otter otter/bin/python

Printed are submissions a minute, seconds of a core for each, the ratios of both, the peak memory of nnlab's
whole process tree, and how busy the machine was: on one that has more to do than this, the seconds of a core
tell more than the minutes.
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
from dataclasses import asdict
from pathlib import Path

import psutil
from _grading_peers import Speed, Watch, nbgrader_speed, otter_speed

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


def nnlab_speed(folder: Path, out: Path, jobs: int, count: int) -> tuple[Speed, float]:
    """Grade by `nnlab grade`; returns its peak memory in MiB, too."""
    command = [sys.executable, "-m", "nnlab", "grade", str(folder), "--out", str(out), "--jobs", str(jobs)]
    watch = Watch()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    memory = Memory(process.pid)
    memory.start()
    _, errors = process.communicate()
    speed = watch.speed(count)
    memory.over.set()
    if process.returncode:
        raise SystemExit(errors)
    rows = (out / "results.jsonl").read_text().splitlines()
    if len(rows) != count:
        raise SystemExit(f"{len(rows)} rows of {count}")
    short = [row for row in map(json.loads, rows) if row["points"] != row["max_points"]]
    if short:
        raise SystemExit(f"a solution earned {short[0]['points']} of {short[0]['max_points']} points")
    return speed, memory.peak / 2**20


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter, allow_abbrev=False
    )
    parser.add_argument("--lab", default="04", help="(default: %(default)s)")
    parser.add_argument("--count", type=int, default=200, help="submissions for nnlab (default: %(default)s)")
    parser.add_argument("--peers", type=int, default=5, help="for each of the peers; 0 for none (default: 5)")
    parser.add_argument("--otter", metavar="PYTHON", help="of an environment with otter-grader and nnlab")
    parser.add_argument("--json", action="store_true", help="print the numbers as JSON")
    options = parser.parse_args()
    speeds: dict[str, Speed] = {}
    memory: dict[str, float] = {}
    busy = [os.getloadavg()[0]]
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        handed_in = submissions(home / "in", options.lab, options.count)
        for jobs in (1, 2):
            name = f"nnlab, {jobs} worker{'s' * (jobs > 1)}"
            print(name, file=sys.stderr, flush=True)
            out = home / f"out{jobs}"
            speeds[name], memory[name] = nnlab_speed(handed_in, out, jobs, options.count)
        if options.peers and importlib.util.find_spec("nbgrader"):
            print("nbgrader", file=sys.stderr, flush=True)
            speeds["nbgrader"] = nbgrader_speed(home / "nbgrader", options.lab, options.peers)
        if options.peers and options.otter:
            print("Otter", file=sys.stderr, flush=True)
            speeds["Otter"] = otter_speed(options.otter, home / "otter", options.lab, options.peers)
    busy.append(os.getloadavg()[0])
    if options.json:
        numbers = {name: asdict(speed) for name, speed in speeds.items()}
        print(json.dumps({"speeds": numbers, "peak_mib": memory, "load": busy}, indent=2))
        return
    functions = len(registry.exercises(options.lab))
    print(f"lab {options.lab}, {functions} functions; {options.count} submissions, peers {options.peers}")
    print(f"{'':<18}{'a minute':>10}{'core s each':>13}{'times as fast':>15}{'by core s':>11}{'MiB':>7}")
    ours = speeds["nnlab, 2 workers"]
    for name, speed in speeds.items():
        times = f"{ours.rate / speed.rate:15.2f}{speed.core_seconds / ours.core_seconds:11.2f}"
        peak = f"{memory[name]:7.0f}" if name in memory else ""
        print(f"{name:<18}{speed.rate:10.1f}{speed.core_seconds:13.2f}{times}{peak}")
    print(f"load of the machine: {busy[0]:.1f} before, {busy[1]:.1f} after, {os.cpu_count()} cores")


if __name__ == "__main__":
    main()
