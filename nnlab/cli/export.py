"""``nnlab export``: labs for other tools, and grades for learning platforms."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

from nnlab.cli._labs import labs as labs_type
from nnlab.cli._status import DONE, FAILED, CommandError

_EPILOG = """\
labs as assignments, written into the folder PATH:
  nbgrader             source/LAB/LAB.ipynb in a course folder; then: nbgrader generate_assignment LAB
  otter                LAB/LAB.ipynb; then, in its folder: otter assign LAB.ipynb dist
  gradescope           LAB/autograder.zip to upload, and LAB/LAB.ipynb for students

grades of a run of `nnlab grade`, whose folder of results is PATH:
  canvas               a CSV for Grades > Import (default: PATH/canvas.csv)
  moodle               a CSV for Grades > Import > CSV file, or a grading worksheet filled in
                       (default: PATH/moodle.csv)
  gradescope-results   STUDENT/LAB/results.json for each submission (default: PATH/gradescope); with --out
                       FILE.json one file, of the submission with most points

examples:
  nnlab export nbgrader course --labs 02,07
  nnlab export canvas results --roster gradebook.csv --title "07=Softmax (98765)"
  nnlab export moodle results --labs 07 --roster worksheet.csv

--roster is the list that the platform exports: in Canvas Grades > Export, in Moodle the participants, the
grades, or an assignment's grading worksheet. Students are found in it by number, login, e-mail address or
name. Without it, names of folders must be logins.

A submission that could not be judged (GRADER_ERROR, ISOLATION_FAULT) is named and gets no points here: grade
it by hand. Canvas and Moodle take an empty cell for "no grade"; with one lab at a time there are none.

exit status: 0 done, 1 a student is not in the list or a file was kept, 2 wrong use
"""
_LABS = ("nbgrader", "otter", "gradescope")
_GRADES = ("canvas", "moodle", "gradescope-results")


def add(commands: Any) -> None:
    """Add the command to the parser."""
    parser = commands.add_parser(
        "export",
        help="labs for nbgrader, Otter and Gradescope; grades for Canvas, Moodle and Gradescope",
        description="Write labs as assignments of another tool, or grades as a learning platform takes them.",
        epilog=_EPILOG,
    )
    parser.add_argument("form", choices=(*_LABS, *_GRADES), metavar="FORM", help="see below")
    parser.add_argument("path", type=Path, metavar="PATH", help="folder to write labs into, or of results")
    parser.add_argument("--labs", type=labs_type, default=(), metavar="NN,…", help="only these labs")
    parser.add_argument("--out", type=Path, metavar="PATH", help="where grades are written")
    parser.add_argument(
        "--roster", type=Path, metavar="FILE", help="the class as Canvas or Moodle exports it"
    )
    parser.add_argument(
        "--title",
        action="append",
        default=[],
        type=_title,
        metavar="NN=NAME",
        help="what the platform calls the assignment of lab NN",
    )
    parser.add_argument("--force", action="store_true", help="write labs over files that were changed")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Write what is asked for."""
    if options.form in _LABS:
        _refuse(options, ("out", "roster", "title"))
        return _labs(options)
    _refuse(options, ("force",) if options.form != "gradescope-results" else ("force", "roster", "title"))
    if not (options.path / "results.jsonl").is_file():
        raise CommandError(
            f"{options.path}: no results are here. First: nnlab grade SUBMISSIONS --out {options.path}"
        )
    return _results(options) if options.form == "gradescope-results" else _table(options)


def _refuse(options: argparse.Namespace, names: tuple[str, ...]) -> None:
    given = [name for name in names if getattr(options, name)]
    if given:
        raise CommandError(f"--{given[0]} has no meaning for {options.form}. See: nnlab export --help")


def _labs(options: argparse.Namespace) -> int:
    from nnlab.release import export

    make = getattr(export, f"export_{options.form}")
    done = make(options.path, options.labs, force=options.force)
    for file in done:
        if file.status == "kept":
            print(f"{file.path} was changed and is kept; --force writes over it", file=sys.stderr)
        else:
            print(f"{file.path} {'written' if file.status == 'written' else 'is current'}")
    return FAILED if any(file.status == "kept" for file in done) else DONE


def _table(options: argparse.Namespace) -> int:
    from nnlab._files import replace_file
    from nnlab.batch import platforms

    wanted = [*options.labs] or platforms.labs_of(options.path)
    make = getattr(platforms, options.form)
    written = make(options.path, wanted, dict(options.title), options.roster)
    out = options.out or options.path / f"{options.form}.csv"
    replace_file(out, written.text.encode("utf-8"))
    print(f"{written.students} students, labs {', '.join(wanted)}: {out}")
    for warning in written.warnings:
        print(warning, file=sys.stderr)
    if written.empty:
        print(
            f"{written.empty} cells are empty, which removes a grade that is there already. "
            "To leave these students out, write one lab at a time: --labs NN",
            file=sys.stderr,
        )
    if written.unjudged:
        print(f"without points, to be graded by hand: {', '.join(written.unjudged)}", file=sys.stderr)
    if written.unknown:
        print(
            f"{len(written.unknown)} students are not in {options.roster}, or share a name there: "
            + ", ".join(written.unknown),
            file=sys.stderr,
        )
    return FAILED if written.unknown else DONE


def _results(options: argparse.Namespace) -> int:
    from nnlab.batch import gradescope

    out = options.out or options.path / "gradescope"
    if out.suffix == ".json":
        found = gradescope.write_best(options.path, out, options.labs)
    else:
        found = gradescope.write_each(options.path, out, options.labs)
    print(f"{found} {'submission' if found == 1 else 'submissions'}: {out}")
    return DONE


def _title(text: str) -> tuple[str, str]:
    number, equals, name = text.partition("=")
    if not equals or not name:
        raise argparse.ArgumentTypeError(f"NN=NAME is asked for, such as '07=Softmax', not {text!r}")
    return labs_type(number)[0], name
