"""A report as an HTML fragment: JupyterLab's own colours, so that light and dark themes both work.

Everything is escaped. Passed and failed differ by mark and word, never by colour alone.
"""

from html import escape
from typing import TYPE_CHECKING

from nnlab.grader.feedback.explain import Explanation
from nnlab.grader.feedback.sentences import say
from nnlab.grader.feedback.text import AS_CODE, explanation_rows, headline
from nnlab.grader.outcome import Outcome

if TYPE_CHECKING:
    from nnlab.grader.report import Report

_FONT = "font-family:var(--jp-ui-font-family,system-ui,sans-serif);font-size:14px;line-height:1.5"
_INK = "color:var(--jp-ui-font-color1,#1a1a1a)"
_SOFT = "color:var(--jp-ui-font-color2,#555)"
_CODE = (
    "margin:0;padding:0;background:none;border:0;white-space:pre-wrap;overflow-wrap:break-word;"
    "font-family:var(--jp-code-font-family,monospace);font-size:13px;line-height:1.4;color:inherit"
)
#: Blue and vermilion of the Okabe-Ito palette: told apart by every kind of colour vision.
_EDGE = {Outcome.PASSED: "#0072b2", Outcome.NOT_ATTEMPTED: "#999999", Outcome.GRADER_ERROR: "#cc79a7"}
_FAILED_EDGE = "#d55e00"


def report_html(report: "Report") -> str:
    """The report as HTML.

    Parameters
    ----------
    report : Report

    Returns
    -------
    str
    """
    edge = _EDGE.get(report.outcome, _FAILED_EDGE)
    parts = [f'<p style="margin:0;font-weight:600">{escape(headline(report))}</p>']
    if report.message:
        parts.append(f'<p style="margin:6px 0 0">{prose(report.message)}</p>')
    if report.explanation is not None:
        parts.append(_rows(explanation_rows(report)))
        if report.explanation.drawing:
            parts.append(_figure(report.explanation))
    if report.criteria:
        parts.append(_criteria(report))
    for text in filter(None, (report.agreement, *report.remarks)):
        parts.append(f'<p style="margin:6px 0 0;{_SOFT}">{prose(text)}</p>')
    if not report.passed and report.outcome is not Outcome.GRADER_ERROR and report.max_points:
        hint = f'nnlab.hint("{report.exercise}")'
        parts.append(
            f'<p style="margin:6px 0 0;{_SOFT}">{escape(say("labels", "hint"))}: '
            f'<code style="{_INK}">{escape(hint)}</code></p>'
        )
    label = escape(f"{report.exercise}: {say('outcomes', report.outcome)}", quote=True)
    return (
        f'<section class="nnlab-report" data-outcome="{report.outcome}" data-points="{report.points}" '
        f'aria-label="{label}" style="{_FONT};{_INK};border-left:4px solid {edge};'
        f'padding:8px 14px;margin:4px 0;max-width:52em">{"".join(parts)}</section>'
    )


def prose(text: str) -> str:
    """Escape a sentence and set what stands in backticks as code."""
    parts = text.split("`")
    return "".join(
        f'<code style="{_INK}">{escape(part)}</code>' if i % 2 else escape(part)
        for i, part in enumerate(parts)
    )


def _rows(rows: list[tuple[str, str, str]]) -> str:
    """A description list, whose labels stand above their texts where the page is narrow."""
    return f'<dl style="margin:8px 0 0">{"".join(_entry(*row) for row in rows)}</dl>'


def _entry(name: str, text: str, note: str) -> str:
    body = f'<pre style="{_CODE}">{escape(text)}</pre>' if name in AS_CODE else prose(text)
    if note:
        body += f'<span style="{_SOFT}">({prose(note)})</span>'
    return (
        '<div style="display:flex;flex-wrap:wrap;gap:0 14px;padding:2px 0">'
        f'<dt style="flex:0 0 6.5em;margin:0;font-weight:400;{_SOFT}">{escape(say("labels", name))}</dt>'
        f'<dd style="flex:1 1 18em;min-width:0;margin:0;{_INK}">{body}</dd></div>'
    )


def _figure(explanation: Explanation) -> str:
    """The picture of a wrong result, with its key; a text report says where the result differs instead."""
    return (
        f'<figure style="margin:8px 0 0">{explanation.drawing}<figcaption style="{_SOFT};font-size:12px">'
        f"{prose(explanation.picture)}</figcaption></figure>"
    )


def _criteria(report: "Report") -> str:
    items = []
    for criterion in report.criteria:
        points = say("labels", "points", points=criterion.points, max_points=criterion.max_points)
        state = say("labels", "criterion_passed" if criterion.passed else "criterion_failed")
        mark = "✓" if criterion.passed else "✗"
        message = criterion.message if criterion.message != report.message else ""
        detail = f'<div style="{_SOFT}">{prose(message)}</div>' if message else ""
        sign = f'<span aria-hidden="true" style="position:absolute;left:0">{mark}</span>'
        note = f'<span style="{_SOFT}">({escape(points)}, {escape(state)})</span>'
        line = f"{sign}{escape(criterion.title)} {note}{detail}"
        items.append(f'<li style="margin:2px 0;padding-left:1.4em;position:relative">{line}</li>')
    return f'<ul style="list-style:none;margin:8px 0 0;padding:0">{"".join(items)}</ul>'
