"""Whether a run of `nnlab grade` that is killed at any moment goes on, and loses and doubles nothing.

    python benchmarks/grading_kills.py [--kills 50] [--count 40] [--seed 1] [--json]

A class is graded once without a disturbance. Then it is graded again and again, and killed by SIGKILL at any
moment: the process that was started alone, or with its workers at the same moment. After each kill the rows
on the disk are read, and the run is resumed. Whenever one comes to its end, every file of its results must be
the same, to the byte, as that of the undisturbed run; then the next one begins.

Exits with 1 on any difference, and when a folder or a process is left after the last one.
"""

import argparse
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

import psutil
from grading_memory import write_class

#: Not compared: the lock, and what the moment of a run decides.
_LEFT_OUT = (".lock", "run.json")


class Disturbed:
    """Runs of one class that are killed and resumed.

    Parameters
    ----------
    home : Path
        An empty folder; with the class in ``in``, and the system's temporary files in ``tmp``.
    count, seed : int
    """

    def __init__(self, home: Path, count: int, seed: int) -> None:
        self.home, self.seed = home, seed
        self.rng = random.Random(seed)
        self.wanted = {*write_class(home / "in", "02", count)}
        (home / "tmp").mkdir()
        self.problems: list[str] = []
        self.moments: Counter[str] = Counter()
        self.ends = 0
        start = time.perf_counter()
        self._started(home / "whole").wait()
        self.seconds = time.perf_counter() - start
        self.whole = contents(home / "whole")

    def _started(self, out: Path) -> subprocess.Popen:
        command = [sys.executable, "-m", "nnlab", "grade", str(self.home / "in"), "--out", str(out)]
        return subprocess.Popen(
            [*command, "--seed", str(self.seed), "--jobs", "2", "--resume"],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "TMPDIR": str(self.home / "tmp")},
        )

    def disturb(self, kills: int) -> None:
        """Kill so many times, and let the last run end."""
        out = self.home / f"out{self.ends}"
        while self.moments.total() < kills or contents(out):
            process = self._started(out)
            last = self.moments.total() >= kills
            try:
                process.wait(None if last else self.rng.uniform(0, 1.1 * self.seconds))
            except subprocess.TimeoutExpired:
                self._kill(process, out)
                continue
            self._compare(process, out)
            self.ends += 1
            out = self.home / f"out{self.ends}"

    def _kill(self, process: subprocess.Popen, out: Path) -> None:
        family = [psutil.Process(process.pid)]
        if self.rng.random() < 0.5:
            family += family[0].children(recursive=True)
        for member in family:
            try:
                member.send_signal(signal.SIGKILL)
            except psutil.Error:  # it has just ended
                continue
        process.wait()
        rows = whole_rows(out)
        if doubled := [name for name, number in Counter(rows).items() if number > 1]:
            self.problems.append(f"two rows for {doubled}")
        self.moments[self._moment(len(rows), out)] += 1
        print(
            f"killed {self.moments.total()} times, {self.ends} runs to the end", file=sys.stderr, flush=True
        )

    def _moment(self, rows: int, out: Path) -> str:
        if rows == 0:
            return "before the first row"
        if rows < len(self.wanted):
            return "between rows"
        return "at the end" if (out / "report.html").exists() else "before the report"

    def _compare(self, process: subprocess.Popen, out: Path) -> None:
        found = contents(out)
        if process.returncode:
            self.problems.append(f"exit status {process.returncode}")
        if Counter(whole_rows(out)) != Counter(self.wanted):
            self.problems.append("not one row for each")
        differing = sorted(n for n in self.whole.keys() | found.keys() if self.whole.get(n) != found.get(n))
        if differing:
            self.problems.append(f"other bytes in {', '.join(differing[:5])}")

    def left(self) -> list[str]:
        """What is still there after the last run, given some time to end."""
        for _ in range(50):
            folders = [path.name for path in (self.home / "tmp").iterdir()]
            ours = [
                p.pid for p in psutil.process_iter(["cmdline"]) if str(self.home) in str(p.info["cmdline"])
            ]
            if not folders and not ours:
                return []
            time.sleep(0.2)
        return [f"left: {folders} {ours}"]


def whole_rows(out: Path) -> list[str]:
    """Students of the rows that end with a line's end."""
    if not (out / "results.jsonl").exists():
        return []
    lines = (out / "results.jsonl").read_bytes().split(b"\n")[:-1]
    return [json.loads(line)["student"] for line in lines]


def contents(out: Path) -> dict[str, bytes]:
    """All files of a folder of results."""
    files = (path for path in out.rglob("*") if path.is_file() and path.name not in _LEFT_OUT)
    return {path.relative_to(out).as_posix(): path.read_bytes() for path in files}


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter, allow_abbrev=False
    )
    parser.add_argument("--kills", type=int, default=50, help="(default: %(default)s)")
    parser.add_argument("--count", type=int, default=40, help="submissions of the class (default: 40)")
    parser.add_argument("--seed", type=int, default=1, help="for the moments (default: %(default)s)")
    parser.add_argument("--json", action="store_true", help="print the result as JSON")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as home:
        disturbed = Disturbed(Path(home), options.count, options.seed)
        disturbed.disturb(options.kills)
        problems = disturbed.problems + disturbed.left()
    found = {"kills": dict(disturbed.moments), "ends": disturbed.ends, "problems": problems}
    if options.json:
        print(json.dumps(found, indent=1))
    else:
        moments = ", ".join(f"{number} {moment}" for moment, number in disturbed.moments.most_common())
        print(f"killed {disturbed.moments.total()} times ({moments}); {disturbed.ends} runs to the end")
        print("\n".join(problems) or "No row is lost or doubled, and no file differs.")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
