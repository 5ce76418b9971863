"""What can be said before a comparison: refusals, limits that were hit, functions not written yet."""

from collections.abc import Sequence
from typing import Any

from nnlab.calls.describe import Description, describe
from nnlab.calls.reply import Reply
from nnlab.grader.feedback.sentences import say
from nnlab.grader.outcome import Outcome
from nnlab.grader.report import Report
from nnlab.grader.spec import Exercise

_LIMITS = {
    "timed_out": Outcome.TIMED_OUT,
    "out_of_memory": Outcome.OUT_OF_MEMORY,
    "output_limit": Outcome.OUTPUT_LIMIT,
    "crashed": Outcome.CRASHED,
    "isolation_fault": Outcome.ISOLATION_FAULT,
}


class _Missing:
    """Stands for a function that does not exist."""

    def __repr__(self) -> str:
        return "MISSING"


MISSING = _Missing()


def refuse(exercise: Exercise, function: Any) -> Report | None:
    """What can be said of a function before any call."""
    if function is MISSING:
        return refusal(exercise, None)
    return refusal(exercise, describe(function, exercise.forbidden, exercise.parameters))


def refusal(exercise: Exercise, described: Description | None) -> Report | None:
    """What can be said of a described function before any call; None stands for one that is missing."""
    if described is None:
        return stopped(exercise, Outcome.MISSING, say("status", "missing", function=exercise.function))
    if not described.can_be_called:
        kind = {"array": "an array", "number": "a number", "text": "a string", "none": "None"}.get(
            described.kind, f"of type {described.type_name}"
        )
        text = say("status", "not_callable", function=exercise.function, kind=kind, id=exercise.id)
        return stopped(exercise, Outcome.MISSING, text)
    offence = described.offence
    if offence is not None:
        key = "forbidden" if offence.line else "forbidden_itself"
        text = say("status", key, name=offence.name, line=offence.line, source=offence.source)
        return stopped(exercise, Outcome.FORBIDDEN, text)
    if described.problem:
        text = say(
            "status",
            "signature",
            function=exercise.function,
            signature=exercise.signature,
            problem=described.problem,
        )
        return stopped(exercise, Outcome.FAILED, text)
    return None


def stopped(exercise: Exercise, outcome: Outcome, message: str, remarks: tuple[str, ...] = ()) -> Report:
    """Make the report of a check that ended before any comparison."""
    return Report(exercise.id, outcome, 0, exercise.points, message=message, remarks=remarks)


def early(exercise: Exercise, first: Sequence[Reply], replies: Sequence[Reply]) -> Report | None:
    """Find what ends the whole check; `first` answers distinct calls, `replies` the repeated ones too."""
    for reply in replies:
        if reply.status in _LIMITS:
            text = say("status", reply.status, seconds=exercise.time_limit)
            remarks = (say("status", "left_behind"),) if reply.left_behind else ()
            return stopped(exercise, _LIMITS[reply.status], text, remarks)
    untouched = all(
        (reply.status == "raised" and reply.fault.type_name == "NotImplementedError")
        or (reply.status == "returned" and reply.value.kind in ("none", "ellipsis"))
        for reply in first
    )
    if untouched:
        if any(reply.status == "raised" for reply in first):
            key = "not_attempted"
        elif all(reply.value.kind == "ellipsis" for reply in first):
            key = "ellipsis_returned"
        else:
            key = "nothing_returned"
        text = say("status", key, function=exercise.function)
        return stopped(exercise, Outcome.NOT_ATTEMPTED, text)
    return None
