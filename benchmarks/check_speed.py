"""How long `import nnlab` and a check take.

    python benchmarks/check_speed.py [--runs 15] [--json]

Prints medians: what `import nnlab` adds to NumPy's import (in fresh interpreters),
the first check in a fresh Jupyter kernel, and later checks of NumPy functions (median and 95th percentile,
TensorFlow's recorded verdict included), in milliseconds and as ratios to the time in which a learner's
function alone answers the same cases.
"""

import argparse
import json
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
ANSWERS = {
    "02.dense": "lambda a_in, W, b, g: g(a_in @ W + b)",
    "02.sequential": "lambda x, layers: functools.reduce(lambda a, l: l[2](a @ l[0] + l[1]), layers, x)",
    "07.softmax": "lambda z: (e := np.exp(z - z.max(axis=-1, keepdims=True))) / e.sum(-1, keepdims=True)",
    "07.predict_class": "lambda p: np.argmax(p, axis=-1)",
}
FIRST = """
import functools, time, numpy as np, nnlab
f = {answer}
t = time.perf_counter()
report = nnlab.check({exercise!r}, f)
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


def first_check(exercise: str) -> float:
    """Seconds of the first check in a fresh kernel."""
    import nbclient
    import nbformat

    cell = nbformat.v4.new_code_cell(FIRST.format(answer=ANSWERS[exercise], exercise=exercise))
    notebook = nbformat.v4.new_notebook(cells=[cell])
    nbclient.NotebookClient(notebook, timeout=60, kernel_name="python3").execute()
    return float(cell.outputs[0].text)


def later_checks(exercise: str, repetitions: int = 200) -> dict[str, float]:
    """Median and 95th percentile of a check, and its ratio to the function's own calls."""
    import functools

    import numpy as np

    import nnlab
    from nnlab.calls.cases import fresh_arguments
    from nnlab.grader import registry
    from nnlab.grader.functions import FUNCTIONS

    function = eval(ANSWERS[exercise], {"np": np, "functools": functools})  # noqa: S307 - our own text
    cases = registry.exercise(exercise).cases
    nnlab.check(exercise, function)
    checks, bare = [], []
    for _ in range(repetitions):
        start = time.perf_counter()
        nnlab.check(exercise, function)
        middle = time.perf_counter()
        for case in cases:
            function(*fresh_arguments(case, FUNCTIONS))
        checks.append(middle - start)
        bare.append(time.perf_counter() - middle)
    checks.sort()
    median = statistics.median(checks)
    return {
        "median_ms": 1e3 * median,
        "p95_ms": 1e3 * checks[int(0.95 * repetitions)],
        "ratio_to_bare_calls": median / statistics.median(bare),
    }


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--runs", type=int, default=15, help="fresh interpreters and kernels (default 15)")
    parser.add_argument("--json", action="store_true", help="print JSON")
    options = parser.parse_args()
    numpy, nnlab = import_seconds(options.runs)
    result = {
        "import_numpy_ms": 1e3 * numpy,
        "import_adds_ms": 1e3 * nnlab,
        "import_ratio": (numpy + nnlab) / numpy,
        "heavy_modules_loaded": fresh(LOADED).strip(),
        "first_check_in_kernel_ms": 1e3
        * statistics.median(first_check("07.softmax") for _ in range(options.runs)),
        "later_checks": {exercise: later_checks(exercise) for exercise in ANSWERS},
    }
    if options.json:
        print(json.dumps(result, indent=1))
        return
    print(f"import numpy                 {result['import_numpy_ms']:8.1f} ms")
    print(f"import nnlab adds            {result['import_adds_ms']:8.1f} ms")
    print(f"heavy modules loaded         {result['heavy_modules_loaded']}")
    print(f"first check, fresh kernel    {result['first_check_in_kernel_ms']:8.1f} ms")
    for exercise, row in result["later_checks"].items():
        figures = f"median {row['median_ms']:6.2f} ms   95th percentile {row['p95_ms']:6.2f} ms"
        print(f"check {exercise:<18}     {figures}   {row['ratio_to_bare_calls']:5.1f} x the bare calls")


if __name__ == "__main__":
    main()
