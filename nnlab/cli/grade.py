"""``nnlab grade``: grade a folder of notebooks from people you do not know."""

from __future__ import annotations

import argparse
import json
import os
import sys
from pathlib import Path
from typing import Any

from nnlab.cli._progress import ProgressLine
from nnlab.cli._status import DONE, GRADER_FAULT, CommandError

_EPILOG = """\
examples:
  nnlab grade submissions --out results
  nnlab grade submissions.zip --out results --labs 02,07 --jobs 4
  nnlab grade submissions --out results --resume
  nnlab grade submissions --out results --dask tcp://scheduler:8786

A submission is a notebook STUDENT/....ipynb or STUDENT_....ipynb, in a folder or a zip as learning platforms
hand them out. Functions are found by their names. Their code runs shut in: no network, no files, no other
process.

DIR then holds results.jsonl (a line a submission), grades.csv, grades.sqlite, and feedback/STUDENT/LAB.html.
A run that was stopped goes on with --resume.

exit status: 0 every submission was graded, 2 wrong use, or the machine would not let us, 3 some submissions
could not be graded by the grader's own fault
"""


def add(commands: Any) -> None:
    """Add the command to the parser."""
    parser = commands.add_parser(
        "grade",
        help="grade a folder of notebooks from people you do not know",
        description="Grade every notebook under PATH in a sandbox.",
        epilog=_EPILOG,
    )
    parser.add_argument("paths", nargs="+", metavar="PATH", help="folder, notebook or zip")
    parser.add_argument("--out", type=Path, required=True, metavar="DIR", help="folder for the results")
    parser.add_argument(
        "--labs", type=_labs, default=(), metavar="NN,…", help="only these labs (default: all)"
    )
    parser.add_argument("--jobs", type=_count, metavar="N", help="processes (default: one for each core)")
    parser.add_argument("--timeout", type=_seconds, metavar="SECONDS", help="time limit of each function")
    parser.add_argument(
        "--memory", type=_count, default=512, metavar="MIB", help="memory of each function (default: 512)"
    )
    parser.add_argument(
        "--seed", type=int, metavar="N", help="for the random inputs; the same seed gives the same bytes"
    )
    parser.add_argument("--resume", action="store_true", help="go on with a run that was stopped")
    parser.add_argument(
        "--dask",
        metavar="ADDRESS",
        default="",
        help="grade on the workers of this dask.distributed scheduler",
    )
    parser.add_argument(
        "--allow-weak-isolation",
        action="store_true",
        help="grade although this machine cannot shut the code in; only for notebooks that you trust",
    )
    parser.add_argument("--json", action="store_true", help="a summary as one JSON object")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Grade, and say what came of it."""
    from nnlab.batch import run as batch

    full = _isolation(options)
    wanted = batch.Options(
        labs=options.labs,
        jobs=options.jobs or os.cpu_count() or 1,
        seconds=options.timeout,
        memory_mib=options.memory,
        seed=options.seed,
        full=full,
        resume=options.resume,
        cluster=options.dask,
    )
    with ProgressLine(sys.stderr) as line:
        progress = batch.grade_batch(options.paths, options.out, wanted, tell=line.show)
    summary = {
        "schema": 1,
        "out": str(options.out),
        "submissions": progress.total,
        "graded": progress.done,
        "faults": progress.faults,
        "isolation": "full" if full else "weak",
    }
    if options.json:
        print(json.dumps(summary, indent=2))
    else:
        print(f"{progress.done} of {progress.total} submissions are graded: {options.out}")
        if progress.faults:
            print(f"{progress.faults} could not be graded by the grader's own fault; results.jsonl says why.")
    return GRADER_FAULT if progress.faults else DONE


def _isolation(options: argparse.Namespace) -> bool:
    """Whether the full level is to be had; without it strangers' code is refused unless it was allowed."""
    from nnlab.batch.sandbox import missing_for_full

    if options.dask:
        return not options.allow_weak_isolation  # the cluster's workers are asked themselves
    lacks = missing_for_full()
    if not lacks:
        return True
    if not options.allow_weak_isolation:
        raise CommandError(
            "code of strangers must be shut in, and this machine lacks what that takes:\n  - "
            + "\n  - ".join(lacks)
            + "\n`nnlab doctor` says more. For notebooks that you trust all the same: --allow-weak-isolation"
        )
    print(
        "nnlab: weak isolation: limits only. The code can read your files and use the network.",
        file=sys.stderr,
    )
    return False


def _labs(text: str) -> tuple[str, ...]:
    from nnlab.grader import registry

    known = {lab.number for lab in registry.LABS}
    wanted = tuple(part.strip().zfill(2) for part in text.split(",") if part.strip())
    unknown = [number for number in wanted if number not in known]
    if unknown or not wanted:
        raise argparse.ArgumentTypeError(
            f"no such lab: {', '.join(unknown) or text!r}. Labs: 01 to {max(known)}"
        )
    return wanted


def _count(text: str) -> int:
    if not text.isdigit() or not int(text):
        raise argparse.ArgumentTypeError(f"a whole number from 1 is asked for, not {text!r}")
    return int(text)


def _seconds(text: str) -> float:
    try:
        seconds = float(text)
    except ValueError:
        seconds = 0.0
    if not 0 < seconds < 1e6:
        raise argparse.ArgumentTypeError(f"seconds greater than 0 are asked for, not {text!r}")
    return seconds
