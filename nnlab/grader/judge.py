"""Hold the replies against what is expected: which criterion fails, and at which of its calls."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from nnlab.calls.capture import leaves
from nnlab.calls.cases import Case, size
from nnlab.calls.reply import Reply
from nnlab.grader.compare import Finding, examine, examine_outputs, same_reply
from nnlab.grader.expected import expectations
from nnlab.grader.spec import Convention, Criterion, Exercise


@dataclass(frozen=True)
class Judgement:
    """What the calls of one function came to.

    Parameters
    ----------
    results : tuple of (Criterion, Finding or None)
        The smallest failing call of each criterion.
    findings : tuple of Finding
        All failing calls.
    convention : Convention or None
        The other published way that the function follows.
    """

    results: tuple[tuple[Criterion, Finding | None], ...]
    findings: tuple[Finding, ...]
    convention: Convention | None = None

    @property
    def lost(self) -> tuple[int, int]:
        """Points lost and calls that fail: the smaller, the better."""
        return sum(c.points for c, finding in self.results if finding), len(self.findings)


def best_judgement(
    exercise: Exercise,
    calls: Sequence[Case],
    replies: Sequence[Reply],
    expected: dict[str, Any],
    impure: Finding | None,
) -> Judgement:
    """Judge by the reference and, where that fails, by the conventions that are right as well.

    Parameters
    ----------
    exercise : Exercise
    calls : sequence of Case
    replies : sequence of Reply
        One for each call.
    expected : dict
        The reference's values by the names of the cases.
    impure : Finding or None
        From `impurity`.

    Returns
    -------
    Judgement
        That of the way that the function follows most closely.
    """
    by_name = dict(zip((case.name for case in calls), replies, strict=True))
    best = _judge(exercise, calls, by_name, expected, impure)
    for convention in exercise.conventions if best.findings else ():
        other = expectations(exercise, convention.reference, calls)
        judgement = _judge(exercise, calls, by_name, other, impure)
        if judgement.lost < best.lost:
            best = replace(judgement, convention=convention)
    return best


def impurity(
    exercise: Exercise,
    calls: Sequence[Case],
    replies: Sequence[Reply],
    repeats: Sequence[Case],
    again: Sequence[Reply],
) -> Finding | None:
    """An argument that was changed, a repeated call that answered differently, a result that was reused."""
    for case, reply in sorted(zip(calls, replies, strict=True), key=lambda pair: size(pair[0])):
        if reply.changed:
            return Finding("changed", {"position": reply.changed[0]}, case, reply)
    first = {case.name: reply for case, reply in zip(calls, replies, strict=True)}
    for case, reply in zip(repeats, again, strict=True):
        before = first[case.name]
        if not same_reply(before, reply, exercise.rtol * 1e-3, exercise.atol) and _comparable(before, reply):
            numbers = leaves(before.value) if before.status == "returned" else None
            return Finding("state", {}, case, reply, numbers[0] if numbers and len(numbers) == 1 else None)
    for case, reply in zip(calls, replies, strict=True):
        if reply.overwritten:
            return Finding("overwritten", {}, case, reply)
    return None


def _comparable(a: Reply, b: Reply) -> bool:
    """Whether two replies can differ in a way that is worth telling: objects of no known kind cannot."""
    return a.status != b.status or a.status != "returned" or leaves(a.value) is not None


def _judge(
    exercise: Exercise,
    calls: Sequence[Case],
    replies: dict[str, Reply],
    expected: dict[str, Any],
    impure: Finding | None,
) -> Judgement:
    named = {case.name for case in exercise.cases} | {criterion.drawn for criterion in exercise.criteria}
    fresh = [case for case in calls if case.name not in named]
    results, findings = [], []
    for index, criterion in enumerate(exercise.criteria):
        own = [case for case in calls if case.name == criterion.drawn]
        cases = [*criterion.cases, *own, *(fresh if index == 0 else ())]
        found = [
            finding
            for case in sorted(cases, key=size)
            if (finding := _hold(exercise, criterion, case, replies[case.name], expected[case.name]))
        ]
        if not found and criterion.together is not None:
            values = {case.name: replies[case.name].value for case in criterion.cases}
            finding = criterion.together(values)
            found = [finding] if finding else []
        findings += found
        if criterion.rule == "purity" and impure is not None:
            found = [impure, *found]
            findings.append(impure)
        results.append((criterion, found[0] if found else None))
    return Judgement(tuple(results), tuple(findings))


def _hold(
    exercise: Exercise, criterion: Criterion, case: Case, reply: Reply, expected: Any
) -> Finding | None:
    """One call against what is expected of it."""
    if reply.status == "raised":
        fault = reply.fault
        detail = {
            "type_name": fault.type_name,
            "message": fault.message,
            "line": fault.line,
            "source": fault.source,
            "inside": fault.inside,
        }
        return Finding("raised", detail, case, reply, None if exercise.returns == "model" else expected)
    if criterion.judge is not None:
        finding = criterion.judge(reply.value, expected)
    elif exercise.outputs:
        finding = examine_outputs(reply.value, expected, exercise.outputs, exercise.rtol, exercise.atol)
    else:
        finding = examine(reply.value, expected, exercise.rtol, exercise.atol)
    if finding is None:
        return None
    wanted = expected if finding.expected is None else finding.expected
    return replace(finding, case=case, reply=reply, expected=wanted, value=finding.value or reply.value)
