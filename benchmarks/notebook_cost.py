"""How long each notebook runs, and how much memory it takes.

    python benchmarks/notebook_cost.py [NN ...] [--labs] [--runs 1] [--json]

Runs every solution (or, with --labs, the unsolved lab, its errors allowed), or those of the numbers given,
each in a fresh kernel. Prints the wall time, with the kernel's start, and the peak resident memory of the
kernel and of all processes it starts, looked at 20 times a second; what they share counts once for each. Of
several runs the median time and the largest memory are told.
"""

import argparse
import json
import os
import statistics
import threading
import time
from pathlib import Path

import psutil

MEBI = 2**20


class Peak(threading.Thread):
    """Watches the processes that this one starts, and keeps the most memory that they had together."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.bytes = 0
        self._done = threading.Event()

    def run(self) -> None:
        """Look until told to stop."""
        while not self._done.wait(0.05):
            self.bytes = max(self.bytes, sum(map(resident, psutil.Process().children(recursive=True))))

    def stop(self) -> int:
        """End, and return the peak in bytes."""
        self._done.set()
        self.join()
        return self.bytes


def resident(process: psutil.Process) -> int:
    """Resident memory; none when the process has just ended."""
    try:
        return process.memory_info().rss
    except psutil.Error:
        return 0


def cost(path: Path) -> dict[str, float]:
    """Seconds and peak bytes of one run in a fresh kernel."""
    from nnlab.notebooks.read import read_notebook
    from nnlab.release.execute import run

    notebook = read_notebook(path)
    for cell in notebook["cells"]:  # an unsolved function stops its cell, and no other
        if path.parent.name == "labs":
            cell["metadata"] = {**cell["metadata"], "tags": ["raises-exception"]}
    peak = Peak()
    peak.start()
    start = time.perf_counter()
    try:
        run(notebook, path)
    finally:
        seconds, most = time.perf_counter() - start, peak.stop()
    return {"seconds": seconds, "peak_bytes": most}


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("numbers", nargs="*", metavar="NN", help="labs, for example 02 07 (default: all)")
    parser.add_argument("--labs", action="store_true", help="the labs as learners get them")
    parser.add_argument("--runs", type=int, default=1, help="fresh kernels for each notebook (default 1)")
    parser.add_argument("--json", action="store_true", help="print JSON")
    options = parser.parse_args()
    from nnlab import _resources

    os.environ["NNLAB_PROGRESS"] = "off"
    folder = _resources.labs_dir() if options.labs else _resources.solutions_dir()
    wanted = {number.zfill(2) for number in options.numbers}
    paths = [path for path in sorted(folder.glob("*.ipynb")) if not wanted or path.name[:2] in wanted]
    if not paths:
        parser.error(f"there is no such notebook in {folder}")
    rows = []
    if not options.json:
        print(f"{'notebook':<34} {'seconds':>8} {'peak MiB':>9}")
    for path in paths:
        runs = [cost(path) for _ in range(max(1, options.runs))]
        seconds = statistics.median(run["seconds"] for run in runs)
        most = max(run["peak_bytes"] for run in runs)
        rows.append({"notebook": path.name, "seconds": round(seconds, 2), "peak_mib": round(most / MEBI)})
        if not options.json:
            print(f"{path.name:<34} {seconds:8.1f} {most / MEBI:9.0f}", flush=True)
    if options.json:
        print(json.dumps(rows, indent=1))
    elif len(rows) > 1:
        print(f"{'all, one after the other':<34} {sum(row['seconds'] for row in rows):8.1f}", end="")
        print(f" {max(row['peak_mib'] for row in rows):9}   (the largest)")


if __name__ == "__main__":
    main()
