"""Grade one function of one submission: its part of the notebook goes in, plain replies come back."""

import signal
from dataclasses import replace
from typing import Any

from nnlab.batch import functions
from nnlab.batch.sandbox import Sandbox
from nnlab.batch.session import Session
from nnlab.batch.wire import Silence, Violation
from nnlab.calls.capture import Value
from nnlab.calls.cases import Case
from nnlab.calls.describe import Description
from nnlab.calls.reply import Reply, printable
from nnlab.grader import grade
from nnlab.grader.feedback.sentences import say
from nnlab.grader.gates import refusal
from nnlab.grader.report import Report
from nnlab.grader.spec import Exercise, is_random
from nnlab.notebooks.extract import Extract

#: Packages that are really there, where a function needs TensorFlow.
_WITH_TENSORFLOW = ["tensorflow", "keras"]
_PROBE_SECONDS = 120.0
#: What a model may take beside its function's own time: TensorFlow's start, twice, and its probing.
MODEL_SECONDS = 2 * 120.0 + _PROBE_SECONDS


class RemoteFunction:
    """A learner's function in the sandbox.

    Parameters
    ----------
    exercise : Exercise
    part : Extract
        What of the notebook it needs.
    session : Session
        The submission's world.
    sandbox : Sandbox
        Where a model can be probed apart from it.
    seconds : float
        For loading and all calls together.
    memory_mib : int
    """

    def __init__(
        self,
        exercise: Exercise,
        part: Extract,
        session: Session,
        sandbox: Sandbox,
        seconds: float,
        memory_mib: int,
    ) -> None:
        self._exercise = exercise
        self._part = part
        self._session = session
        self._sandbox = sandbox
        self._seconds = seconds
        self._memory_mib = memory_mib
        self.notes: list[str] = []

    def report(self, seed: int) -> Report:
        """Load, describe and judge the function.

        Raises
        ------
        IsolationError
            When the sandbox itself fails.
        """
        try:
            first = self._session.run(self._job(), seconds=self._seconds, memory_mib=self._memory_mib)
            refused = self._refused(first)
        except (Silence, Violation) as error:
            reply = self._stopped(error)
            report = grade(self._exercise, None, caller=lambda cases: _rest(reply, cases), seed=seed)
        else:
            report = refused or grade(self._exercise, None, caller=self._replies, seed=seed)
        finally:
            self._session.end()
        return report

    def _job(self) -> dict[str, Any]:
        exercise = self._exercise
        names = functions.named_in([*exercise.cases])
        offered = functions.offered(exercise)
        return {
            "pieces": [(piece.cell, piece.line, piece.source) for piece in self._part.pieces],
            "function": exercise.function,
            "forbidden": exercise.forbidden,
            "parameters": exercise.parameters,
            "returns": exercise.returns,
            "sources": functions.sources(names | set(offered)),
            "activations": offered,
            "present": _WITH_TENSORFLOW if self._session.tensorflow else [],
        }

    def _refused(self, first: Any) -> Report | None:
        """Read the first answer; a report when it says already how the check ends."""
        if _out_of_memory(first):  # while loading
            return grade(self._exercise, None, caller=lambda cases: _rest(Reply("out_of_memory"), cases))
        if type(first) is not dict or "found" not in first:
            raise Violation("a first answer of no known kind")
        notes, found = first.get("notes"), first["found"]
        if type(notes) is list:
            # Each begins as `load` begins it, so that none passes for a note of the grader's own.
            told = [note for note in notes[:20] if type(note) is str and note.startswith("cell ")]
            self.notes += [printable(note[:400]) for note in told]
        if found is not None and type(found) is not Description:
            raise Violation("a description of no known kind")
        report = refusal(self._exercise, found)
        reason = first.get("reason")
        if report is not None and type(reason) is str and reason:
            report = replace(report, remarks=(*report.remarks, printable(reason[:400])))
        return report

    def _replies(self, cases: list[Case]) -> list[Reply]:
        """Ask for the calls; for the random ones when all others are answered.

        What a call says, such as its error, is shown to the learner, unless the call is a random one: so that
        none can tell of a random one, those come later.
        """
        shown = self._asked([case for case in cases if not is_random(case.name)])
        hidden = [case for case in cases if is_random(case.name)]
        told = {False: iter(shown), True: iter(self._asked_too(hidden, shown))}
        return [next(told[is_random(case.name)]) for case in cases]

    def _asked_too(self, cases: list[Case], before: list[Reply]) -> list[Reply]:
        """Ask for some more calls, if there are any and the ones before have not ended the check."""
        if any(reply.status not in ("returned", "raised") for reply in before):
            return [Reply("not_run")] * len(cases)
        return self._asked(cases) if cases else []

    def _asked(self, cases: list[Case]) -> list[Reply]:
        """Ask for some calls; whatever comes instead of replies becomes one that ends the check."""
        try:
            replies = self._session.ask(cases)
            if _out_of_memory(replies):  # while the answer was put together
                return _rest(Reply("out_of_memory"), cases)
            if type(replies) is not list or not all(type(reply) is Reply for reply in replies):
                raise Violation("replies of no known kind")
            if len(replies) != len(cases) or not all(map(_fits, replies, cases)):
                raise Violation("replies that no function gives")
        except (Silence, Violation) as error:
            return _rest(self._stopped(error), cases)
        if any(reply.value.kind == "model_plan" for reply in replies):
            return self._probed(replies)
        return replies

    def _stopped(self, error: Silence | Violation) -> Reply:
        """What it means that no answer came, or none that can be read."""
        ending = self._session.end()
        if isinstance(error, Violation):
            return Reply("isolation_fault")
        if str(error) == "timed out" or ending.signal == signal.SIGXCPU:
            return Reply("timed_out")
        return Reply("crashed")

    def _probed(self, replies: list[Reply]) -> list[Reply]:
        """Let each model be rebuilt and probed where no learner's code has run."""
        self._session.end()
        plans = [reply.value.data for reply in replies if reply.value.kind == "model_plan"]
        with self._sandbox.open() as clean:
            job = {"probe": plans, "purpose": self._exercise.purpose}
            try:
                values = clean.run(job, seconds=_PROBE_SECONDS, memory_mib=1024)
            except Silence as error:
                return _rest(Reply("timed_out" if str(error) == "timed out" else "out_of_memory"), replies)
            except Violation:
                values = None
        if type(values) is not list or len(values) != len(plans) or not all(type(v) is Value for v in values):
            return _rest(Reply("isolation_fault"), replies)
        probed = iter(values)
        return [replace(r, value=next(probed)) if r.value.kind == "model_plan" else r for r in replies]


def _out_of_memory(first: Any) -> bool:
    return type(first) is list and [getattr(item, "status", "") for item in first] == ["out_of_memory"]


def _fits(reply: Reply, case: Case) -> bool:
    """Whether a function can have answered this call so: a model comes taken apart, or not at all."""
    return reply.value.kind != "model" and all(place < len(case.args) for place in reply.changed)


def _rest(reply: Reply, cases: list) -> list[Reply]:
    return [reply, *[Reply("not_run")] * (len(cases) - 1)]


def missing(exercise: Exercise) -> Report:
    """The report of a function that the notebook does not define."""
    return refusal(exercise, None) or grade(exercise, None)


def unjudged(exercise: Exercise, problem: str) -> Report:
    """The report of a function that could not be judged by the grader's own fault."""
    from nnlab.grader.gates import stopped
    from nnlab.grader.outcome import Outcome

    return stopped(exercise, Outcome.GRADER_ERROR, say("status", "grader_error", problem=problem))
