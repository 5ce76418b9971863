"""A learner's feedback page: what each check said, without the inputs that are kept for grading.

The fixed cases are those of the lab's own check cells and can be shown. The random ones are the same for all
submissions of a run: of these only the fact is told.
"""

from dataclasses import replace
from html import escape

from nnlab.grader.feedback.explain import Explanation
from nnlab.grader.feedback.sentences import say
from nnlab.grader.registry import exercise as find_exercise
from nnlab.grader.registry import lab as find_lab
from nnlab.grader.report import CriterionResult, Report
from nnlab.grader.spec import is_random

POLICY = "default-src 'none'; style-src 'unsafe-inline'"
_STYLE = """
:root { color-scheme: light dark; --jp-ui-font-color1: light-dark(#1a1a1a, #e8e8e8);
  --jp-ui-font-color2: light-dark(#555, #b5b5b5); }
body { margin: 2rem auto; max-width: 46rem; padding: 0 1rem; font: 16px/1.5 system-ui, sans-serif;
  background: light-dark(#fff, #161616); color: var(--jp-ui-font-color1); }
h1 { font-size: 1.5rem; margin-bottom: 0.25rem; }
h2 { font-size: 1.125rem; margin-bottom: 0; }
section { margin: 1.25rem 0; }
"""


def page(student: str, lab: str, reports: tuple[Report, ...], notes: list[str]) -> str:
    """Write one submission's feedback as a page that needs nothing else.

    Parameters
    ----------
    student : str
    lab : str
        Number, or empty when the file belongs to none.
    reports : tuple of Report
    notes : list of str

    Returns
    -------
    str
        HTML.
    """
    title = f"Lab {lab} · {find_lab(lab).title}" if lab else say("feedback_page", "no_lab")
    points, most = sum(r.points for r in reports), sum(r.max_points for r in reports)
    earned = say("feedback_page", "points", points=points, max_points=most)
    parts = [
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">',
        # The page quotes a stranger's code. It is escaped, and nothing could run or be loaded if it were not.
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{escape(title)} – {escape(student)}</title><style>{_STYLE}</style></head><body><main>",
        f"<h1>{escape(title)}</h1>",
        f"<p>{escape(student)} · {escape(earned)}</p>",
    ]
    if notes:
        items = "".join(f"<li>{escape(note)}</li>" for note in notes)
        parts.append(f"<h2>{escape(say('feedback_page', 'notes'))}</h2><ul>{items}</ul>")
    parts += [shown(report).to_html() for report in reports]
    return "\n".join([*parts, "</main></body></html>\n"])


def shown(report: Report) -> Report:
    """The report as its learner may see it: nothing of a random case but that it failed."""
    told = say("feedback_page", "random")
    criteria = tuple(
        replace(item, message=told) if _hidden(item) and item.message else item for item in report.criteria
    )
    explanation = report.explanation
    if explanation is None:
        return replace(report, criteria=criteria)
    if not _hidden(explanation):
        if find_exercise(report.exercise).elementwise:
            # A curve is drawn through all calls, the random ones too.
            explanation = replace(explanation, drawing="", picture="")
        return replace(report, criteria=criteria, explanation=explanation)
    kept = Explanation(
        message=told,
        misconception=explanation.misconception,
        cause=explanation.cause,
        question=explanation.question,
        place=explanation.place,
    )
    return replace(report, criteria=criteria, explanation=kept, message=told)


def _hidden(item: Explanation | CriterionResult) -> bool:
    return is_random(item.case)
