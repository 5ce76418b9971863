"""``nnlab grade``: grade a folder of notebooks from people you do not know."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from nnlab.cli._labs import labs
from nnlab.cli._progress import ProgressLine
from nnlab.cli._status import DONE, GRADER_FAULT, CommandError

_EPILOG = """\
examples:
  nnlab grade submissions --out results
  nnlab grade submissions.zip --out results --labs 02,07 --jobs 4
  nnlab grade submissions --out results --resume
  nnlab grade course/submitted --out results --labs 07 --gradebook sqlite:///course/gradebook.db
  nnlab grade submissions --out results --dask tcp://scheduler:8786

A submission is a notebook STUDENT/....ipynb or STUDENT_....ipynb, in a folder or a zip as learning platforms
hand them out. Functions are found by their names. Their code runs shut in: no network, no files, no other
process.

DIR then holds results.jsonl (a line a submission), grades.csv, grades.sqlite, feedback/STUDENT/LAB.html for
learners, and report.html for you: how the class did, what went wrong, what to look at by hand. A run that was
stopped goes on with --resume. `nnlab export` writes the grades for Canvas, Moodle and Gradescope.

exit status: 0 every submission was graded, 2 wrong use, or the machine would not let us, 3 some submissions
could not be graded by the grader's own fault
"""
_CROWDED = (
    "nnlab: {count} notebooks for one lab are taken for those of one student, {student!r}, and only the best "
    "counts. Is this a folder of a class? Then stop (Ctrl-C), and give the folder as PATH, with a new --out."
)
_MOST_CROWDED = 5


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
        "--labs", type=labs, default=(), metavar="NN,…", help="only these labs (default: all)"
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
    parser.add_argument(
        "--gradebook",
        metavar="URL",
        help="also put the points into this gradebook of nbgrader, such as sqlite:///course/gradebook.db",
    )
    parser.add_argument("--json", action="store_true", help="a summary as one JSON object")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Grade, and say what came of it."""
    from nnlab.batch import run as batch
    from nnlab.batch.discover import discover

    course = _course(options)
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
    try:
        with ProgressLine(sys.stderr) as line:
            progress = batch.grade_batch(options.paths, options.out, wanted, tell=_teller(line))
    except KeyboardInterrupt:
        print("\nnnlab: what is graded is kept: go on with the same command and --resume", file=sys.stderr)
        raise
    filled = course.fill(options.out, discover(options.paths)) if course else None
    summary = {
        "schema": 1,
        "out": str(options.out),
        "submissions": progress.total,
        "graded": progress.done,
        "faults": progress.faults,
        "isolation": "full" if full else "weak",
        **({"gradebook": filled.submissions} if filled else {}),
    }
    if options.json:
        print(json.dumps(summary, indent=2))
    else:
        print(f"{progress.done} of {progress.total} submissions are graded: {options.out}")
        print(f"How the class did: {options.out / 'report.html'}")
        if filled:
            print(_told(filled, options.gradebook))
        if progress.faults:
            print(f"{progress.faults} could not be graded by the grader's own fault; results.jsonl says why.")
    return GRADER_FAULT if progress.faults else DONE


def _teller(line: ProgressLine) -> Callable[[Any], None]:
    """Show the progress, and before it what could make the whole run worthless."""
    told = False

    def tell(progress: Any) -> None:
        nonlocal told
        if not told:
            for student, count in progress.crowded[:_MOST_CROWDED]:
                print(_CROWDED.format(student=student, count=count), file=sys.stderr)
            told = True
        line.show(progress)

    return tell


def _course(options: argparse.Namespace) -> Any:
    """The gradebook that was asked for, with a place for each lab: said before anything is graded."""
    if options.gradebook is None:
        return None
    from nnlab.batch.gradebook import Course

    course = Course(options.gradebook)
    course.places([*options.labs])
    return course


def _told(filled: Any, url: str) -> str:
    new = f", {filled.new_students} students are new there" if filled.new_students else ""
    shown = "" if filled.copies else "; its formgrader shows scores, but no notebooks (not a course folder)"
    return f"{filled.submissions} submissions have their points in {url}{new}{shown}"


def _isolation(options: argparse.Namespace) -> bool:
    """Whether the full level is to be had; without it strangers' code is refused unless it was allowed."""
    from nnlab.batch.machine import lacking_for_full

    if options.dask:
        return not options.allow_weak_isolation  # the cluster's workers are asked themselves
    lacks = lacking_for_full()
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
