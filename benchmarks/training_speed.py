"""How fast nnlab trains and predicts, beside Keras, scikit-learn, PyTorch, and the bare matrix products.

Run from the clone's root:

    python benchmarks/training_speed.py                     # 2 threads, then 1; about ten minutes
    python benchmarks/training_speed.py --quick             # fewer rounds
    python benchmarks/training_speed.py --also PYTHON      # another Python, where rivals may be installed

Rivals that are not installed are left out. Each has a process of its own, and in every round each does the
work once, one after the other, so that a slow minute of the machine meets all of them. Shown is each one's
fastest round.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import time
from pathlib import Path

THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "TF_NUM_INTRAOP_THREADS")
FIT = {"nnlab": "nnlab_fit", "Keras": "keras_fit", "scikit-learn": "sklearn_fit", "PyTorch": "torch_fit"}
BARE = {"products alone": "products"}
# What is measured: name, task of `_rivals.TASKS` or None, rivals and their functions, times a round does it.
LINES = [
    ("784-25-15-10, batch 32: a step", "small", FIT | BARE, 1),
    ("784-25-15-10, batch 256: a step", "large", FIT | BARE, 1),
    ("coffee, all 200 rows: an epoch", "full", FIT, 1),
    ("coffee, tiled, batch 32: a step", "tiled", FIT, 1),
    (
        "predict 1 sample",
        "one",
        {
            "nnlab": "nnlab_predict",
            "Keras": "keras_predict",
            "scikit-learn": "sklearn_predict",
            "PyTorch": "torch_call",
        },
        20,
    ),
    (
        "predict 60,000 samples",
        "every",
        {
            "nnlab": "nnlab_predict",
            "Keras": "keras_call",
            "scikit-learn": "sklearn_predict",
            "PyTorch": "torch_call",
        },
        1,
    ),
    (
        "convolution 3x3, both ways",
        None,
        {"nnlab": "nnlab_layer", "tf.function": "tensorflow_layer", "PyTorch": "torch_layer"},
        20,
    ),
    (
        "ECG network: an epoch of 500",
        None,
        {"nnlab": "nnlab_ecg", "Keras": "keras_ecg", "PyTorch": "torch_ecg"},
        1,
    ),
]


class Worker:
    """A rival in its own process, which does its work when told to."""

    def __init__(self, python: str, function: str, task: str | None, threads: int):
        environment = os.environ | dict.fromkeys(THREADS, str(threads)) | {"TF_CPP_MIN_LOG_LEVEL": "2"}
        command = [python, __file__, "--work", function, task or "", "--threads", str(threads)]
        pipe = subprocess.PIPE
        self._process = subprocess.Popen(
            command, stdin=pipe, stdout=pipe, stderr=subprocess.DEVNULL, env=environment, text=True
        )
        self.installed = self._answer() is not None

    def seconds(self, repeat: int) -> float:
        """Do the work so many times; returns the seconds for one of what is counted."""
        self._process.stdin.write(f"{repeat}\n")
        self._process.stdin.flush()
        return self._answer()

    def close(self) -> None:
        """End the process."""
        self._process.stdin.close()
        self._process.wait()

    def _answer(self) -> float | None:
        for line in self._process.stdout:
            if line.startswith("seconds "):
                return json.loads(line.removeprefix("seconds "))
        return None


def work(function: str, task: str, threads: int) -> None:
    """Be a worker."""
    sys.path.insert(0, str(Path(__file__).parent))
    import _convolutions
    import _rivals

    try:
        if function.startswith("torch"):  # the others read the environment
            import torch

            torch.set_num_threads(threads)
        known = _rivals.TASKS[task]() if task else None
        run = getattr(_rivals, function)(known) if task else getattr(_convolutions, function)()
    except ImportError:
        return
    run()  # compiles, builds, fills caches
    steps = known.steps if known is not None else 1
    print("seconds 0", flush=True)
    for line in sys.stdin:
        started = time.perf_counter()
        for _ in range(int(line)):
            run()
        print("seconds", (time.perf_counter() - started) / (int(line) * steps), flush=True)


def race(line: tuple, threads: int, pythons: list[str], rounds: int) -> dict[str, float]:
    """Fastest seconds of each rival that is installed."""
    _, task, rivals, repeat = line
    workers = {}
    for name, function in rivals.items():
        for python in pythons:
            worker = Worker(python, function, task, threads)
            if worker.installed:
                workers[name] = worker
                break
            worker.close()
    best = dict.fromkeys(workers, float("inf"))
    for _ in range(rounds):
        for name, worker in workers.items():
            time.sleep(0.1)  # until the threads of the one before have gone to sleep
            best[name] = min(best[name], worker.seconds(repeat))
    for worker in workers.values():
        worker.close()
    return best


def show(name: str, times: dict[str, float]) -> None:
    ours = times["nnlab"]
    cells = [
        f"{rival} {_time(taken)} ({taken / ours:.2f})" for rival, taken in times.items() if rival != "nnlab"
    ]
    print(f"{name:<33} nnlab {_time(ours)}   " + "   ".join(cells), flush=True)


def _time(seconds: float) -> str:
    return f"{seconds * 1e6:.1f} µs" if seconds < 1e-3 else f"{seconds * 1e3:.2f} ms"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--quick", action="store_true", help="fewer rounds")
    parser.add_argument("--threads", type=int, nargs="+", default=[2, 1], help="numbers of threads (2 1)")
    parser.add_argument("--only", default="", help="only the lines whose name contains this")
    parser.add_argument("--also", default=[], action="append", help="another Python with rivals installed")
    parser.add_argument("--work", nargs=2, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.work:
        work(*options.work, options.threads[0])
        return
    for threads in options.threads:
        print(f"\n{threads} thread(s); in brackets, how many times the time of nnlab")
        for line in LINES:
            if options.only in line[0]:
                show(
                    line[0], race(line, threads, [sys.executable, *options.also], 4 if options.quick else 12)
                )


if __name__ == "__main__":
    main()
