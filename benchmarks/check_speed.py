"""How long `import nnlab` and a check take.

    python benchmarks/check_speed.py [--runs 15] [--json]

Prints medians: what `import nnlab` adds to NumPy's import (in fresh interpreters), the first check in a fresh
Jupyter kernel, and later checks of every NumPy exercise (median and 95th percentile, TensorFlow's recorded
verdict included; of a right function, and of a known wrong one, which is diagnosed besides), in milliseconds
and as ratios to the time in which the function alone answers the same cases.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import time

HEAVY = ("tensorflow", "keras", "matplotlib", "ipywidgets", "anywidget", "IPython", "jupyterlab")
IMPORTS = """
import time
start = time.perf_counter()
import numpy
middle = time.perf_counter()
import nnlab
print(middle - start, time.perf_counter() - middle)
"""
LOADED = f"import sys, nnlab; print([m for m in {HEAVY!r} if m in sys.modules])"
FIRST = """
import time, numpy as np, nnlab
t = time.perf_counter()
f = lambda z: (e := np.exp(z - z.max(axis=-1, keepdims=True))) / e.sum(-1, keepdims=True)
report = nnlab.check("07.softmax", f)
assert report.passed, report
print(time.perf_counter() - t)
"""


def fresh(code: str) -> str:
    """What a new interpreter prints."""
    return subprocess.run([sys.executable, "-c", code], check=True, stdout=subprocess.PIPE, text=True).stdout


def import_seconds(runs: int) -> tuple[float, float]:
    """Median time of importing NumPy, and of importing nnlab after it."""
    pairs = [[float(line) for line in fresh(IMPORTS).split()] for _ in range(runs)]
    return statistics.median(numpy for numpy, _ in pairs), statistics.median(ours for _, ours in pairs)


def first_check() -> float:
    """Seconds of the first check in a fresh kernel."""
    import nbclient
    import nbformat

    cell = nbformat.v4.new_code_cell(FIRST)
    notebook = nbformat.v4.new_notebook(cells=[cell])
    nbclient.NotebookClient(notebook, timeout=60, kernel_name="python3").execute()
    return float(cell.outputs[0].text)


def later_checks(exercise, repetitions: int = 40) -> dict[str, float]:
    """Median and 95th percentile of a check, its ratio to bare calls, and the median of a wrong one."""
    import nnlab
    from nnlab.calls.batches import drained
    from nnlab.calls.cases import fresh_arguments
    from nnlab.grader.functions import FUNCTIONS

    def right(*args):
        return exercise.reference(*args)

    wrong = exercise.misconceptions[len(exercise.misconceptions) // 2].function
    answer = drained(right) if exercise.returns == "batches" else right
    assert nnlab.check(exercise.id, right).passed, exercise.id  # noqa: S101
    nnlab.check(exercise.id, wrong)
    checks, bare, diagnosed = [], [], []
    for _ in range(repetitions):
        times = [time.perf_counter()]
        nnlab.check(exercise.id, right)
        times.append(time.perf_counter())
        for case in exercise.cases:
            answer(*fresh_arguments(case, FUNCTIONS))
        times.append(time.perf_counter())
        nnlab.check(exercise.id, wrong)
        times.append(time.perf_counter())
        for series, start, end in zip((checks, bare, diagnosed), times, times[1:], strict=False):
            series.append(end - start)
    checks.sort()
    median = statistics.median(checks)
    return {
        "median_ms": 1e3 * median,
        "p95_ms": 1e3 * checks[int(0.95 * repetitions)],
        "ratio_to_bare_calls": median / statistics.median(bare),
        "wrong_median_ms": 1e3 * statistics.median(diagnosed),
    }


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--runs", type=int, default=15, help="fresh interpreters and kernels (default 15)")
    parser.add_argument("--json", action="store_true", help="print JSON")
    options = parser.parse_args()
    from nnlab.grader import registry

    os.environ["NNLAB_PROGRESS"] = "off"
    numeric = [item for item in registry.exercises() if item.returns != "model"]
    numpy, nnlab = import_seconds(options.runs)
    result = {
        "import_numpy_ms": 1e3 * numpy,
        "import_adds_ms": 1e3 * nnlab,
        "import_ratio": (numpy + nnlab) / numpy,
        "heavy_modules_loaded": fresh(LOADED).strip(),
        "first_check_in_kernel_ms": 1e3 * statistics.median(first_check() for _ in range(options.runs)),
        "later_checks": {exercise.id: later_checks(exercise) for exercise in numeric},
    }
    if options.json:
        print(json.dumps(result, indent=1))
        return
    print(f"import numpy                 {result['import_numpy_ms']:8.1f} ms")
    print(f"import nnlab adds            {result['import_adds_ms']:8.1f} ms")
    print(f"heavy modules loaded         {result['heavy_modules_loaded']}")
    print(f"first check, fresh kernel    {result['first_check_in_kernel_ms']:8.1f} ms")
    rows = result["later_checks"]
    print(f"{'':46}   right, ms    95 %   x bare calls   wrong, ms")
    for exercise, row in rows.items():
        print(
            f"check {exercise:<40}   {row['median_ms']:9.2f} {row['p95_ms']:7.2f} "
            f"{row['ratio_to_bare_calls']:14.1f} {row['wrong_median_ms']:11.2f}"
        )
    for key in ("median_ms", "wrong_median_ms"):
        print(f"{key} over all exercises: {statistics.median(row[key] for row in rows.values()):.2f}")


if __name__ == "__main__":
    main()
