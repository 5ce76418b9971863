"""Grade a batch: find the submissions, share them out, keep every row, and tell how far it is."""

import contextlib
import secrets
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from importlib.metadata import version
from pathlib import Path
from typing import Any

from nnlab._files import replace_file
from nnlab.batch.discover import Submission, discover
from nnlab.batch.distributed import grade_on_cluster
from nnlab.batch.feedback import page
from nnlab.batch.fingerprint import fingerprint
from nnlab.batch.function import MODEL_SECONDS
from nnlab.batch.places import feedback_path
from nnlab.batch.prints import Prints
from nnlab.batch.results import Results
from nnlab.batch.row import NOT_GRADED, Outcome, grade_submission, not_graded
from nnlab.batch.students import crowded
from nnlab.batch.submission import MORE_SECONDS, Grader, Limits
from nnlab.batch.summary import write_summary
from nnlab.batch.workers import grade_all
from nnlab.exceptions import ResultsError
from nnlab.grader import registry

_FAULTS = {"GRADER_ERROR"}


@dataclass(frozen=True)
class Options:
    """What a batch is asked for.

    Parameters
    ----------
    labs : tuple of str
        Only these labs; empty for all.
    jobs : int
        Worker processes.
    seconds : float or None
        Time limit of each function; None for what its exercise says.
    memory_mib : int
        What each function may allocate.
    seed : int or None
        For the random cases; None draws one. With a seed the results can be repeated to the byte.
    full : bool
        The full isolation level; otherwise limits only.
    resume : bool
    cluster : str
        Address of a dask.distributed scheduler whose workers grade; empty for this machine's own processes.
    """

    labs: tuple[str, ...] = ()
    jobs: int = 1
    seconds: float | None = None
    memory_mib: int = 512
    seed: int | None = None
    full: bool = True
    resume: bool = False
    cluster: str = ""


@dataclass
class Progress:
    """How far a batch is, and who has suspiciously many notebooks for one lab."""

    total: int
    done: int = 0
    faults: int = 0
    skipped: int = 0
    crowded: list[tuple[str, int]] = field(default_factory=list)
    row: dict[str, Any] = field(default_factory=dict)


def grade_batch(
    paths: list[str], out: Path, options: Options, tell: Callable[[Progress], None] = lambda _: None
) -> Progress:
    """Grade all submissions under `paths` into `out`.

    Parameters
    ----------
    paths : list of str
        Folders, notebooks and zips.
    out : Path
        Gets ``results.jsonl``, ``run.json``, ``fingerprints.jsonl``, ``feedback/``, ``grades.csv``,
        ``grades.sqlite`` and ``report.html``.
    options : Options
    tell : callable
        Called with the progress after each row.

    Returns
    -------
    Progress
        ``faults`` counts submissions that the grader could not grade by its own fault.

    Raises
    ------
    NotebookError, ResultsError, IsolationError
        When the submissions cannot be read, the results not be kept, or learners' code not be shut in.
    """
    submissions = [item for item in discover(paths) if not _inside(item, out)]
    with (
        Results(out, _settings(options), resume=options.resume) as results,
        Prints(out) as prints,
    ):
        setup = _Setup(options, int(results.settings["seed"]), bool(results.settings["timed"]))
        left = [item for item in submissions if item.submission not in results.done]
        progress = Progress(len(submissions), len(submissions) - len(left))
        progress.crowded = crowded((item.student, item.name) for item in submissions)
        tell(progress)
        with contextlib.closing(_graded(left, setup)) as graded:
            for outcome in graded:
                if outcome is None:
                    progress.total -= 1
                    progress.skipped += 1
                else:
                    _keep(results, prints, out, outcome)
                    progress.done += 1
                    progress.row = outcome[0]
                    progress.faults += _faulty(outcome[0])
                tell(progress)
        results.put_in_order()
        prints.put_in_order()
        write_summary(out)
    return progress


def _settings(options: Options) -> dict[str, Any]:
    return {
        "labs": list(options.labs),
        "timeout": options.seconds,
        "memory_mib": options.memory_mib,
        "isolation": "full" if options.full else "weak",
        "version": version("nnlab"),
        "seed": secrets.randbelow(2**31) if options.seed is None else options.seed,
        "timed": options.seed is None,
    }


@dataclass(frozen=True)
class _Setup:
    """Makes, in a worker, what grades: it is sent there, so it is plain data."""

    options: Options
    seed: int
    timed: bool

    @contextlib.contextmanager
    def __call__(self) -> Iterator[Callable[[Submission], Any]]:
        options = self.options
        limits = Limits(options.seconds, options.memory_mib)
        with Grader(full=options.full, limits=limits, seed=self.seed) as grader:
            yield partial(_grade, grader=grader, labs=options.labs, timed=self.timed)


def _grade(submission: Submission, grader: Grader, labs: tuple[str, ...], timed: bool, **read: Any) -> Any:
    outcome = grade_submission(submission, grader, labs, timed, **read)
    return None if outcome is None else _plain(outcome)


def _plain(outcome: Outcome) -> tuple[dict[str, Any], str, dict[str, Any]]:
    """The row, the feedback page, and the shape of each function for the list of those that are alike."""
    row = outcome.row
    shapes = {name: fingerprint(code, row["lab"]) for name, code in outcome.code.items()}
    found = {name: shape for name, shape in shapes.items() if shape is not None}
    return row, page(row["student"], row["lab"], outcome.reports, row["notes"]), found


def _graded(submissions: list[Submission], setup: _Setup) -> Iterator[Any]:
    """Grade in worker processes; yields results as they come."""
    level = "full" if setup.options.full else "weak"
    patience = 120 + max(_longest(lab.number, setup.options.seconds) for lab in registry.LABS)

    def give_up(submission: Submission, problem: str) -> Any:
        return _plain(not_graded(submission, level, problem))

    if setup.options.cluster:
        yield from grade_on_cluster(
            setup.options.cluster, submissions, setup, give_up, full=setup.options.full
        )
        return
    jobs = max(1, min(setup.options.jobs, len(submissions)))
    for _, result in grade_all(submissions, setup, jobs, patience, give_up):
        yield result


def _longest(lab: str, seconds: float | None) -> float:
    """Seconds that a submission can take when every function of it uses up all that it may."""
    exercises = registry.exercises(lab)
    models = sum(exercise.returns == "model" for exercise in exercises)
    each = [2 * (seconds or exercise.time_limit) + MORE_SECONDS for exercise in exercises]
    return sum(each) + 2 * models * MODEL_SECONDS


def _keep(
    results: Results, prints: Prints, out: Path, outcome: tuple[dict[str, Any], str, dict[str, Any]]
) -> None:
    """Write the feedback page and the shapes first: a row stands for everything that belongs to it."""
    row, feedback, shapes = outcome
    place = feedback_path(out, row)
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        replace_file(place, feedback.encode("utf-8", "replace"), alone=True)
    except OSError as error:
        raise ResultsError(
            f"{place}: a feedback page cannot be written ({error.strerror}). What was graded before is safe: "
            "make room, then run the same command with --resume."
        ) from None
    prints.append(row["submission"], shapes)
    results.append(row)


def _inside(submission: Submission, out: Path) -> bool:
    """Whether a file lies in the folder of results."""
    return Path(submission.file).resolve().is_relative_to(out.resolve())


def _faulty(row: dict[str, Any]) -> bool:
    graded = {entry["outcome"] for entry in row["exercises"]}
    notes = [note for note in row["notes"] if not note.startswith(row["submission"])]
    return bool(graded & _FAULTS) or any(note.startswith(NOT_GRADED) for note in notes)
