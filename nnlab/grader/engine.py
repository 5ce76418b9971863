"""The way from a learner's function to a report: gates, calls, comparison, diagnosis.

The engine calls nothing itself: it hands cases to a `caller` and judges the replies. In a notebook the caller
is `call_guarded`; a batch grader gives one that asks an isolated process.
"""

import warnings
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

import numpy as np

from nnlab.calls.batches import drained
from nnlab.calls.cases import Case
from nnlab.calls.guarded import call_guarded
from nnlab.calls.reply import Reply
from nnlab.grader import oracle
from nnlab.grader.compare import differs
from nnlab.grader.expected import expectations
from nnlab.grader.feedback.sentences import say
from nnlab.grader.functions import FUNCTIONS
from nnlab.grader.gates import MISSING, early, refuse, stopped
from nnlab.grader.judge import best_judgement, impurity
from nnlab.grader.models import probe_model
from nnlab.grader.outcome import Outcome
from nnlab.grader.registry import exercise as find_exercise
from nnlab.grader.report import Report
from nnlab.grader.spec import RANDOM, Exercise
from nnlab.grader.verdict import write_report

__all__ = ["MISSING", "grade"]

#: Random cases in each check, besides the fixed ones.
_FRESH = 2


def grade(
    exercise: str | Exercise,
    function: Any,
    *,
    live: bool = False,
    caller: Callable[..., list[Reply]] | None = None,
    seed: int | None = None,
) -> Report:
    """Check one function.

    Parameters
    ----------
    exercise : str or Exercise
        Id, such as ``"07.softmax"``.
    function : callable
        The learner's function, or `MISSING`.
    live : bool
        Compute TensorFlow's values now, for the random cases too, in place of the recorded ones.
    caller : callable or None
        ``caller(cases) -> list of Reply``; by default the function is called, guarded, in this process.
    seed : int or None
        For the random cases; None draws new ones each time.

    Returns
    -------
    Report
        Whatever `function` does. A fault of the grader itself gives ``GRADER_ERROR``.

    Raises
    ------
    nnlab.exceptions.UnknownExercise
        When there is no such exercise.
    """
    if not isinstance(exercise, Exercise):
        exercise = find_exercise(exercise)
    try:
        # What the learner set for the notebook, such as np.seterr(all="raise"), is not for the grader's sums.
        with np.errstate(all="ignore"), warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return _grade(exercise, function, live, caller, seed)
    except Exception as error:
        problem = f"{type(error).__name__}: {error}"
        return stopped(exercise, Outcome.GRADER_ERROR, say("status", "grader_error", problem=problem))


def _grade(exercise: Exercise, function: Any, live: bool, caller: Any, seed: int | None) -> Report:
    if caller is None:
        refusal = refuse(exercise, function)
        if refusal is not None:
            return refusal
        if exercise.returns == "model" and not oracle.available():
            return stopped(exercise, Outcome.GRADER_ERROR, say("status", "tensorflow_missing"))
        caller = _caller(exercise, function)
    calls = _plan(exercise, np.random.default_rng(seed))
    expected = expectations(exercise, exercise.reference, calls)
    oracles = oracle.values(exercise, calls, live=live)
    _confirm(exercise, expected, oracles)
    repeats = [] if exercise.returns == "model" else _repeats(exercise, calls)
    replies = caller([*calls, *repeats])
    if len(replies) != len(calls) + len(repeats):
        raise RuntimeError(f"{len(replies)} replies came to {len(calls) + len(repeats)} calls")
    first, again = replies[: len(calls)], replies[len(calls) :]
    ended = early(exercise, first, replies)
    if ended is not None:
        return ended
    impure = impurity(exercise, calls, first, repeats, again)
    judgement = best_judgement(exercise, calls, first, expected, impure)
    return write_report(exercise, calls, first, judgement, oracles, live)


def _caller(exercise: Exercise, function: Any) -> Callable[..., list[Reply]]:
    """Call in this process, guarded."""
    special: dict[str, Any] = {}
    if exercise.returns == "model":
        special = {"memory_mib": None, "probe": partial(probe_model, purpose=exercise.purpose)}
    elif exercise.returns == "batches":
        function = drained(function)
    return partial(call_guarded, function, functions=FUNCTIONS, time_limit=exercise.time_limit, **special)


def _plan(exercise: Exercise, rng: np.random.Generator) -> list[Case]:
    """All cases in the order of the criteria, each once, and random ones at the end."""
    cases = list({case.name: case for case in exercise.cases}.values())
    if exercise.fresh is not None:
        cases += [Case(f"{RANDOM}{i + 1}", exercise.fresh(rng)) for i in range(_FRESH)]
    drawing = [criterion for criterion in exercise.criteria if criterion.fresh is not None]
    return cases + [Case(criterion.drawn, criterion.fresh(rng)) for criterion in drawing]


def _repeats(exercise: Exercise, calls: Sequence[Case]) -> list[Case]:
    """The first criterion's calls again, in reverse order: a function that keeps state gives itself away."""
    names = {case.name for case in exercise.criteria[0].cases}
    return [case for case in reversed(calls) if case.name in names]


def _confirm(exercise: Exercise, expected: dict[str, Any], oracles: oracle.Values) -> None:
    """Reference and TensorFlow must agree before anybody is judged by them."""
    for name, value in oracles.by_case.items():
        ours = expected[name]
        if exercise.returns == "model":
            agree = value == ours
        elif exercise.outputs:
            agree = len(value) == len(ours) and all(map(_agree, value, ours))
        else:
            agree = _agree(value, ours)
        if not agree:
            raise RuntimeError(f"the reference and TensorFlow disagree on {exercise.id}, case {name!r}")


def _agree(theirs: np.ndarray, ours: np.ndarray) -> bool:
    return theirs.shape == ours.shape and not differs(ours.astype(float), theirs, 1e-9, 1e-12).any()
