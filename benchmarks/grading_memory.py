"""Whether the memory of `nnlab grade` stays the same however large the class is.

    python benchmarks/grading_memory.py [--count 10000] [--lab 02] [--jobs 2] [--json]

Every notebook of the class is another text: most are right, some have a function that fails, a few end their
process, a few are cut off. One `nnlab grade` takes them all, to its tables, feedback pages and report. Every
two seconds the memory is read of the process that was started (the parent), of its workers, and of their
sandboxes, in which functions come and go. Printed is how much each held after so many submissions, and the
slope of a straight line through them. It takes about ten minutes.

Exits with 1 when a row is missing or not as it must be, or a submission costs more than a kilobyte for good.
"""

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import psutil

from nnlab import _resources
from nnlab.grader import registry

MOST_BYTES = 1024
EVERY = 2.0
KINDS = ("parent", "workers", "sandboxes")


def write_class(folder: Path, lab: str, count: int) -> dict[str, str]:
    """Write `count` notebooks, no two alike; returns what kind each student's is."""
    stem = registry.lab(lab).stem
    notebook = json.loads((_resources.solutions_dir() / f"{stem}.ipynb").read_text(encoding="utf-8"))
    for cell in notebook["cells"]:
        if cell["cell_type"] == "code":
            cell["outputs"] = []
    function = registry.exercises(lab)[-1].function
    (cell,) = [cell for cell in notebook["cells"] if cell.get("id") == function]
    right = "".join(cell["source"])
    after = {
        "right": "",
        "fails": f"\nright_{function} = {function}\ndef {function}(*inputs):\n"
        f"    return right_{function}(*inputs) + {{i}}\n",
        "ends": f"\nimport os\ndef {function}(*inputs):\n    os._exit({{i}} % 7)\n",
        "cut off": "",
    }
    kinds = {}
    for i in range(count):
        kind = "cut off" if i % 100 == 99 else "ends" if i % 50 == 24 else "fails" if i % 5 == 2 else "right"
        cell["source"] = f"# handed in by number {i}\n{right}\n{after[kind].format(i=i + 1)}"
        text = json.dumps(notebook)
        student = f"student{i:06}"
        (folder / student).mkdir(parents=True)
        (folder / student / f"{stem}.ipynb").write_text(text[: len(text) // 2] if kind == "cut off" else text)
        kinds[student] = kind
    return kinds


def held(parent: psutil.Process) -> dict[str, float]:
    """MiB of each kind of process, what several share counted once."""
    sums = dict.fromkeys(KINDS, 0.0)
    sums["parent"] = _own(parent)
    for worker in _children(parent):
        sums["workers"] += _own(worker)
        sums["sandboxes"] += sum(map(_own, _children(worker, recursive=True)))
    return sums


def _children(process: psutil.Process, recursive: bool = False) -> list[psutil.Process]:
    try:
        return process.children(recursive=recursive)
    except psutil.Error:
        return []


def _own(process: psutil.Process) -> float:
    try:
        return process.memory_full_info().pss / 2**20
    except (psutil.Error, AttributeError):
        return 0.0


def watched(command: list[str], rows: Path, count: int) -> Iterator[dict[str, float]]:
    """Run the command; yields the memory every so often, with the seconds and the rows that are written."""
    start = time.perf_counter()
    done = place = 0
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True) as process:
        while process.poll() is None:
            time.sleep(EVERY)
            if rows.exists() and done < count:
                with open(rows, "rb") as file:
                    file.seek(place)
                    new = file.read()
                done, place = done + new.count(b"\n"), place + len(new)
            yield {"seconds": time.perf_counter() - start, "done": done, **held(psutil.Process(process.pid))}
        if process.returncode:
            raise SystemExit(process.stderr.read() if process.stderr else "nnlab grade failed")


def differences(out: Path, kinds: dict[str, str]) -> list[str]:
    """Rows that are missing, double, or not what their kind must give."""
    wanted = {"right": ("PASSED",), "fails": ("FAILED",), "ends": ("CRASHED",), "cut off": ("MISSING",)}
    problems, seen = [], set()
    for line in (out / "results.jsonl").open(encoding="utf-8"):
        row = json.loads(line)
        student, last = row["student"], row["exercises"][-1]
        if student in seen:
            problems.append(f"{student} has two rows")
        seen.add(student)
        if last["outcome"] not in wanted[kinds[student]]:
            problems.append(f"{student}: {last['outcome']} for one that is {kinds[student]!r}")
        if not (out / "feedback" / student).is_dir():
            problems.append(f"{student} has no feedback page")
    return problems + [f"{student} has no row" for student in kinds.keys() - seen]


def slope(samples: list[dict[str, float]], count: int, kinds: tuple[str, ...] = KINDS) -> float:
    """Bytes a submission, by a straight line through the medians of many short stretches."""
    stretches: dict[int, list[float]] = {}
    for sample in samples:
        if count / 10 <= sample["done"] < count:
            stretch = int(50 * sample["done"] / count)
            stretches.setdefault(stretch, []).append(sum(sample[kind] for kind in kinds) * 2**20)
    if len(stretches) < 2:
        return 0.0
    middles = [(stretch + 0.5) * count / 50 for stretch in stretches]
    return float(np.polyfit(middles, [np.median(several) for several in stretches.values()], 1)[0])


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter, allow_abbrev=False
    )
    parser.add_argument("--count", type=int, default=10_000, help="submissions (default: %(default)s)")
    parser.add_argument("--lab", default="02", help="(default: %(default)s)")
    parser.add_argument("--jobs", type=int, default=2, help="workers (default: %(default)s)")
    parser.add_argument("--json", action="store_true", help="print all samples as JSON")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as home:
        folder, out = Path(home, "in"), Path(home, "out")
        kinds = write_class(folder, options.lab, options.count)
        command = [sys.executable, "-m", "nnlab", "grade", str(folder), "--out", str(out)]
        samples = []
        for sample in watched([*command, "--jobs", str(options.jobs)], out / "results.jsonl", options.count):
            samples.append(sample)
            if sys.stderr.isatty() or len(samples) % 30 == 0:
                print(f"{sample['done']:,} of {options.count:,}", end="\r", file=sys.stderr, flush=True)
        problems = differences(out, kinds)
    found = slope(samples, options.count)
    if found > MOST_BYTES:
        problems.append(f"each submission costs {found:.0f} bytes for good; at most {MOST_BYTES} are allowed")
    if options.json:
        print(json.dumps({"slope": found, "problems": problems, "samples": samples}))
        return 1 if problems else 0
    show(samples, options.count)
    each = ", ".join(f"{kind} {slope(samples, options.count, (kind,)):.0f}" for kind in KINDS)
    print(f"slope: {found:.0f} bytes a submission ({each})")
    print("\n".join(problems[:20]) or "Every submission has one row, and the one that it must have.")
    return 1 if problems else 0


def show(samples: list[dict[str, float]], count: int) -> None:
    """A few lines of the curve, and the highest of it."""
    print("submissions   minutes" + "".join(f"{kind:>12}" for kind in KINDS) + "         all   (MiB)")
    grading = [s for s in samples if s["done"] < count] or samples
    marks = [
        min(grading, key=lambda s: abs(s["done"] - share * count)) for share in (0.1, 0.25, 0.5, 0.75, 1)
    ]
    ending = [s for s in samples if s["done"] >= count]
    lines = [(f"{int(s['done']):,}", s) for s in marks]
    for name, several in (("tables", ending), ("highest", samples)):
        if several:
            lines.append((name, max(several, key=lambda s: sum(s[kind] for kind in KINDS))))
    for name, sample in lines:
        cells = [sample[kind] for kind in KINDS]
        numbers = "".join(f"{cell:12.1f}" for cell in [*cells, sum(cells)])
        print(f"{name:>11} {sample['seconds'] / 60:9.1f}{numbers}")


if __name__ == "__main__":
    sys.exit(main())
