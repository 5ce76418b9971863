"""A report as an HTML fragment: JupyterLab's own colours, so that light and dark themes both work.

Everything is escaped. Passed and failed differ by mark and word, never by colour alone.
"""

from html import escape
from typing import TYPE_CHECKING

from nnlab.grader.feedback.sentences import say
from nnlab.grader.feedback.text import explanation_rows, headline
from nnlab.grader.outcome import Outcome

if TYPE_CHECKING:
    from nnlab.grader.report import Report

_FONT = "font-family:var(--jp-ui-font-family,system-ui,sans-serif);font-size:14px;line-height:1.5"
_INK = "color:var(--jp-ui-font-color1,#1a1a1a)"
_SOFT = "color:var(--jp-ui-font-color2,#555)"
_CODE = (
    "margin:0;padding:0;background:none;border:0;white-space:pre-wrap;overflow-wrap:anywhere;"
    "font-family:var(--jp-code-font-family,monospace);font-size:13px;line-height:1.4;color:inherit"
)
#: Blue and vermilion of the Okabe-Ito palette: told apart by every kind of colour vision.
_EDGE = {Outcome.PASSED: "#0072b2", Outcome.NOT_ATTEMPTED: "#999999", Outcome.GRADER_ERROR: "#cc79a7"}
_FAILED_EDGE = "#d55e00"
_AS_CODE = ("called", "returned", "expected")


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
    if report.criteria:
        parts.append(_criteria(report))
    for text in filter(None, (report.agreement, *report.remarks)):
        parts.append(f'<p style="margin:6px 0 0;{_SOFT}">{prose(text)}</p>')
    if not report.passed and report.outcome is not Outcome.GRADER_ERROR and report.max_points:
        hint = f'nnlab.hint("{report.exercise}")'
        parts.append(
            f'<p style="margin:6px 0 0;{_SOFT}">{escape(say("labels", "hint"))}: '
            f'<code style="color:inherit">{escape(hint)}</code></p>'
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
        f'<code style="color:inherit">{escape(part)}</code>' if i % 2 else escape(part)
        for i, part in enumerate(parts)
    )


def _rows(rows: list[tuple[str, str]]) -> str:
    code = {say("labels", label) for label in _AS_CODE}
    body = "".join(
        f'<tr><th scope="row" style="text-align:left;vertical-align:top;padding:2px 14px 2px 0;'
        f'white-space:nowrap;font-weight:400;{_SOFT}">{escape(label)}</th>'
        f'<td style="text-align:left;padding:2px 0;{_INK}">{_cell(text, label in code)}</td></tr>'
        for label, text in rows
    )
    return f'<table style="border-collapse:collapse;margin:8px 0 0;font-size:inherit">{body}</table>'


def _cell(text: str, code: bool) -> str:
    return f'<pre style="{_CODE}">{escape(text)}</pre>' if code else prose(text)


def _criteria(report: "Report") -> str:
    items = []
    for criterion in report.criteria:
        points = say("labels", "points", points=criterion.points, max_points=criterion.max_points)
        state = say("labels", "criterion_passed" if criterion.passed else "criterion_failed")
        mark = "✓" if criterion.passed else "✗"
        message = criterion.message if criterion.message != report.message else ""
        detail = f'<div style="{_SOFT};padding-left:1.4em">{prose(message)}</div>' if message else ""
        sign = f'<span aria-hidden="true" style="display:inline-block;width:1.4em">{mark}</span>'
        note = f'<span style="{_SOFT}">({escape(points)}, {escape(state)})</span>'
        items.append(f'<li style="margin:2px 0">{sign}{escape(criterion.title)} {note}{detail}</li>')
    return f'<ul style="list-style:none;margin:8px 0 0;padding:0">{"".join(items)}</ul>'
