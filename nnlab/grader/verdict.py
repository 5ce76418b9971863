"""From replies to a report: what holds, which criterion earns its points, what to say first."""

from collections.abc import Sequence
from typing import Any

from nnlab.calls.capture import as_array
from nnlab.calls.cases import Case, size
from nnlab.calls.reply import Reply
from nnlab.grader.compare import Finding, examine, same_reply
from nnlab.grader.diagnose import Diagnosis, diagnose
from nnlab.grader.feedback import explain
from nnlab.grader.feedback.explain import finding_text
from nnlab.grader.feedback.sentences import say
from nnlab.grader.functions import FUNCTIONS
from nnlab.grader.oracle import Values
from nnlab.grader.outcome import Outcome
from nnlab.grader.report import CriterionResult, Report
from nnlab.grader.spec import Criterion, Exercise


def impurity(
    exercise: Exercise,
    calls: Sequence[Case],
    replies: Sequence[Reply],
    repeats: Sequence[Case],
    again: Sequence[Reply],
) -> Finding | None:
    """An argument that was changed, or a repeated call that answered differently."""
    for case, reply in sorted(zip(calls, replies, strict=True), key=lambda pair: size(pair[0])):
        if reply.changed:
            return Finding("changed", {"position": reply.changed[0]}, case, reply)
    first = {case.name: reply for case, reply in zip(calls, replies, strict=True)}
    for case, reply in zip(repeats, again, strict=True):
        before = first[case.name]
        if not same_reply(before, reply, exercise.rtol * 1e-3, exercise.atol) and _comparable(before, reply):
            before_value = as_array(before.value) if before.status == "returned" else None
            return Finding("state", {}, case, reply, before_value)
    return None


def _comparable(a: Reply, b: Reply) -> bool:
    """Whether two replies can differ in a way that is worth telling: objects of no known kind cannot."""
    return a.status != b.status or a.status != "returned" or as_array(a.value) is not None


def judge(
    exercise: Exercise,
    calls: Sequence[Case],
    replies: dict[str, Reply],
    expected: dict[str, Any],
    impure: Finding | None,
) -> tuple[list[tuple[Criterion, Finding | None]], list[Finding]]:
    """The smallest failing call of each criterion, and all failing calls."""
    fresh = [case for case in calls if case.name not in {c.name for c in exercise.cases}]
    results, findings = [], []
    for index, criterion in enumerate(exercise.criteria):
        cases = [*criterion.cases, *(fresh if index == 0 else ())]
        found = [
            finding
            for case in sorted(cases, key=size)
            if (finding := _hold(exercise, criterion, case, replies[case.name], expected[case.name]))
        ]
        findings += found
        if criterion.rule == "purity" and impure is not None:
            found = [impure, *found]
            findings.append(impure)
        results.append((criterion, found[0] if found else None))
    return results, findings


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
    else:
        finding = examine(reply.value, expected, exercise.rtol, exercise.atol)
    return finding and Finding(finding.gate, finding.detail, case, reply, expected)


def write_report(
    exercise: Exercise,
    calls: Sequence[Case],
    replies: Sequence[Reply],
    results: list[tuple[Criterion, Finding | None]],
    findings: list[Finding],
    oracles: Values,
    live: bool,
) -> Report:
    """Give points by criteria, explain the first fault, and name it where a known mistake fits."""
    essential = results[0][1] is None
    first_title = say("criteria", results[0][0].name)
    criteria = []
    for criterion, finding in results:
        if (
            criterion.rule == "purity"
            and not essential
            and finding
            and finding.gate not in ("changed", "state")
        ):
            finding = None  # a wrong value says nothing about purity
        waits = finding is None and not essential
        message = finding_text(exercise, finding) if finding else ""
        if waits:
            message = say("labels", "criterion_waits", first=first_title)
        points = criterion.points if finding is None and essential else 0
        title = say("criteria", criterion.name)
        criteria.append(
            CriterionResult(criterion.name, title, not message, points, criterion.points, message)
        )
    remarks = _remarks(replies)
    total = sum(criterion.points for criterion in criteria)
    if not findings:
        key = "live" if live else "agree" if oracles.by_case else "agree_reference"
        agreement = say("labels", key, version=oracles.version)
        return Report(
            exercise.id,
            Outcome.PASSED,
            total,
            exercise.points,
            tuple(criteria),
            remarks=remarks,
            agreement=agreement,
        )
    main = next(finding for _, finding in results if finding is not None)
    diagnosis = diagnose(exercise, calls, replies, findings, FUNCTIONS)
    if main.gate in ("changed", "state"):
        diagnosis = Diagnosis()
    known = main.case is not None and main.case.name in oracles.by_case and main.gate != "state"
    explanation = explain(exercise, main, diagnosis, tensorflow=known)
    crashed = results[0][1] is not None and results[0][1].gate == "raised"
    return Report(
        exercise.id,
        Outcome.CRASHED if crashed else Outcome.FAILED,
        total,
        exercise.points,
        tuple(criteria),
        diagnosis.misconceptions,
        explanation.message,
        explanation,
        remarks,
    )


def _remarks(replies: Sequence[Reply]) -> tuple[str, ...]:
    remarks = []
    for reply in replies:
        if reply.value.kind == "sequence" and as_array(reply.value) is not None:
            remarks.append(say("remarks", "list", type_name=reply.value.type_name))
    if any(reply.printed for reply in replies):
        remarks.append(say("remarks", "printed"))
    return tuple(dict.fromkeys(remarks))
