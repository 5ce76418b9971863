"""From a judgement to a report: which criterion earns its points, and what to say first."""

from collections.abc import Sequence

from nnlab.calls.capture import as_array
from nnlab.calls.cases import Case
from nnlab.calls.reply import Reply
from nnlab.grader.diagnose import GENERAL, Diagnosis, diagnose
from nnlab.grader.feedback import explain
from nnlab.grader.feedback.explain import finding_text
from nnlab.grader.feedback.sentences import say
from nnlab.grader.functions import FUNCTIONS
from nnlab.grader.imitate import explained_in_place
from nnlab.grader.judge import Judgement
from nnlab.grader.oracle import Values
from nnlab.grader.outcome import Outcome
from nnlab.grader.report import CriterionResult, Report
from nnlab.grader.spec import Exercise


def write_report(
    exercise: Exercise,
    calls: Sequence[Case],
    replies: Sequence[Reply],
    judgement: Judgement,
    oracles: Values,
    live: bool,
) -> Report:
    """Give points by criteria, explain the first fault, and name it where a known mistake fits."""
    results, findings = judgement.results, judgement.findings
    essential = results[0][1] is None
    first_title = say("criteria", results[0][0].name, exercise.lab)
    criteria = []
    for criterion, finding in results:
        if criterion.rule == "purity" and not essential and finding and finding.gate not in GENERAL:
            finding = None  # a wrong value says nothing about purity
        waits = finding is None and not essential
        message = finding_text(exercise, finding) if finding else ""
        if waits:
            message = say("labels", "criterion_waits", first=first_title)
        points = criterion.points if finding is None and essential else 0
        title = say("criteria", criterion.name, exercise.lab)
        case = finding.case.name if finding and finding.case and not waits else ""
        criteria.append(
            CriterionResult(criterion.name, title, not message, points, criterion.points, message, case)
        )
    remarks = _remarks(exercise, replies, judgement)
    total = sum(criterion.points for criterion in criteria)
    if not findings:
        key = ("live" if live else "agree") if oracles.by_case else "agree_reference"
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
    if main.gate in ("value", "not_finite"):  # what is kept between calls explains wrong numbers
        main = next((finding for finding in findings if finding.gate == "state"), main)
    diagnosis = diagnose(exercise, calls, replies, findings, FUNCTIONS)
    general = [GENERAL[finding.gate] for finding in (main, *findings) if finding.gate in GENERAL]
    if main.gate in GENERAL:  # no known mistake is told when such a fault comes first
        diagnosis = Diagnosis((GENERAL[main.gate],))
    elif general and not diagnosis.misconceptions and explained_in_place(main, findings):
        diagnosis = Diagnosis((general[0],))
    known = main.case is not None and main.case.name in oracles.by_case and main.gate != "state"
    known = known and judgement.convention is None
    explanation = explain(exercise, main, diagnosis, tensorflow=known, others=findings)
    crashed = results[0][1] is not None and results[0][1].gate == "raised"
    return Report(
        exercise.id,
        Outcome.CRASHED if crashed else Outcome.FAILED,
        total,
        exercise.points,
        tuple(criteria),
        tuple(dict.fromkeys([*diagnosis.misconceptions, *general])),
        explanation.message,
        main.gate,
        explanation,
        remarks,
    )


def _remarks(exercise: Exercise, replies: Sequence[Reply], judgement: Judgement) -> tuple[str, ...]:
    remarks = []
    if judgement.convention is not None:
        remarks.append(say("conventions", judgement.convention.id, exercise.lab))
    one_array = not exercise.outputs and exercise.returns != "batches"
    for reply in replies:
        if one_array and reply.value.kind == "sequence" and as_array(reply.value) is not None:
            remarks.append(say("remarks", "list", type_name=reply.value.type_name))
    if any(reply.printed for reply in replies):
        remarks.append(say("remarks", "printed"))
    return tuple(dict.fromkeys(remarks))
