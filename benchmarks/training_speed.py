"""How fast nnlab trains and predicts, beside Keras, scikit-learn, PyTorch, and the bare matrix products.

Run from the clone's root:

    python benchmarks/training_speed.py                     # 2 threads, then 1; about ten minutes
    python benchmarks/training_speed.py --quick             # fewer rounds
    python benchmarks/training_speed.py --also PYTHON       # another Python, where rivals may be installed

It prints a table: what is done, how long nnlab and each rival take, how many times as long the rival takes,
and what is asked of nnlab. Beside the bare products it is the other way round: how many times as long nnlab
takes. They are the forward products, those for the kernels' gradients, and those for the inputs' gradients
except in the first layer, where there is nothing left to train; all into arrays that are there already.

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
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "TF_NUM_INTRAOP_THREADS")
PRODUCTS = "bare products"
HEAD = f"{'nnlab':>10}{'rival':>10}{'reached':>10}{'asked':>10}"


@dataclass
class Line:
    """What is measured: a task of `_rivals.TASKS` or None, and the function of each rival."""

    name: str
    task: str | None
    rivals: dict[str, str]
    asked: dict[str, float]  # times the rival takes as long; of nnlab itself, most microseconds
    repeat: int = 1  # times the work is done in a round
    rounds: int = 12


def fits(*more: str) -> dict[str, str]:
    known = {"Keras fit": "keras_fit", "scikit-learn": "sklearn_fit", "PyTorch": "torch_fit"}
    return {"nnlab": "nnlab_fit"} | known | dict.fromkeys(more, "products")


PREDICTING = {"nnlab": "nnlab_predict", "scikit-learn": "sklearn_predict", "PyTorch": "torch_call"}
LINES = [
    Line(
        "784-25-15-10, batch 32: a step",
        "small",
        fits(PRODUCTS),
        {"Keras fit": 10, "scikit-learn": 2.5, "PyTorch": 4, PRODUCTS: 2.5},
    ),
    Line("784-25-15-10, batch 256: a step", "large", fits(PRODUCTS), {PRODUCTS: 1.5}),
    Line("coffee, all 200 rows: an epoch", "full", fits(), {"scikit-learn": 7, "PyTorch": 7}, rounds=6),
    Line("coffee, 200,000 rows: a step", "tiled", fits(), {"scikit-learn": 7, "PyTorch": 7}, rounds=6),
    Line(
        "convolution 3x3, both ways",
        None,
        {"nnlab": "nnlab_layer", "tf.function": "tensorflow_layer", "PyTorch": "torch_layer"},
        {"tf.function": 1, "PyTorch": 1},
        20,
    ),
    Line(
        "ECG network: an epoch of 500 rows",
        None,
        {"nnlab": "nnlab_ecg", "Keras fit": "keras_ecg", "PyTorch": "torch_ecg"},
        {},
    ),
    Line("predict 1 sample", "one", PREDICTING | {"Keras predict": "keras_predict"}, {"nnlab": 25}, 20),
    Line("predict 60,000 samples", "every", PREDICTING | {"Keras call": "keras_call"}, {"Keras call": 1}),
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


def race(line: Line, threads: int, pythons: list[str], rounds: int) -> dict[str, float]:
    """Fastest seconds of each rival that is installed."""
    workers = {}
    for name, function in line.rivals.items():
        for python in pythons:
            worker = Worker(python, function, line.task, threads)
            if worker.installed:
                workers[name] = worker
                break
            worker.close()
    best = dict.fromkeys(workers, float("inf"))
    for _ in range(rounds):
        for name, worker in workers.items():
            time.sleep(0.1)  # until the threads of the one before have gone to sleep
            best[name] = min(best[name], worker.seconds(line.repeat))
    for worker in workers.values():
        worker.close()
    return best


def rows(line: Line, times: dict[str, float]) -> Iterator[str]:
    """Write the rows of the table for a line."""
    ours = times.pop("nnlab")
    most = line.asked.get("nnlab")
    yield f"{line.name:<42}{_time(ours):>10}" + (f"{'':<20}{f'≤ {most} µs':>10}" if most else "")
    for rival, taken in times.items():
        if rival == PRODUCTS:
            reached, sign = ours / taken, "≤"
        else:
            reached, sign = taken / ours, "≥"
        asked = f"{sign} {line.asked[rival]:g}" if rival in line.asked else ""
        yield f"    {rival:<38}{'':>10}{_time(taken):>10}{reached:>10.2f}{asked:>10}"


def _time(seconds: float) -> str:
    return f"{seconds * 1e6:.1f} µs" if seconds < 1e-3 else f"{seconds * 1e3:.2f} ms"


def memory() -> Iterator[str]:
    """Write how much memory `fit` takes at most, beside the data, the model and the optimizer."""
    import tracemalloc

    import _rivals

    for name in ("small", "large"):
        task = _rivals.TASKS[name]()
        model = _rivals.nnlab_model(task)
        model.fit(task.x[:1], task.y[:1], verbose=0)
        tracemalloc.start()
        model.fit(task.x, task.y, batch_size=task.batch_size, verbose=0)
        peak = tracemalloc.get_traced_memory()[1] / 1e6
        tracemalloc.stop()
        batch, data = task.x[: task.batch_size].nbytes / 1e6, task.x.nbytes / 1e6
        yield f"memory of fit, batch {task.batch_size}: {peak:.2f} MB, as much as {peak / batch:.1f} batches"
        yield f"    asked are a few batches, not a copy of the data, which has {data:.0f} MB"


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
        print(f"\n{f'{threads} thread(s)':<42}{HEAD}")
        for line in LINES:
            if options.only in line.name:
                rounds = max(1, line.rounds // 3) if options.quick else line.rounds
                times = race(line, threads, [sys.executable, *options.also], rounds)
                print(*rows(line, times), sep="\n", flush=True)
    if options.only in "memory":
        print("", *memory(), sep="\n")


if __name__ == "__main__":
    main()
