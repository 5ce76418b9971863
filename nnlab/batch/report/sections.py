"""The sections of the report, each from the figures to HTML."""

from html import escape
from typing import Any

from nnlab.batch.report import charts
from nnlab.batch.report.gather import Figures, Item, LabFigures, Mistake, quantile
from nnlab.batch.report.parts import Link, named, paragraph, submission, table, text
from nnlab.batch.report.similar import LEAST_NODES, MOST_SHARED, Similar
from nnlab.batch.results import OF_THE_GRADER
from nnlab.grader import registry
from nnlab.grader.feedback.sentences import say
from nnlab.grader.outcome import Outcome

#: With fewer submissions a correlation says little; below this one it is called low.
FEW, LOW = 30, 0.2
_MOST_MISTAKES = 60


def head(figures: Figures, settings: dict[str, Any]) -> str:
    """Whose page this is, and how the run was made."""
    levels = [text(f"isolation_{level}") for level in sorted(figures.isolation)]
    facts = {
        "submissions": f"{figures.submissions:,}",
        "students": f"{figures.students:,}",
        "isolation": "; ".join(levels),
        "seed": str(settings.get("seed", "–")),
        "version": str(settings.get("version", "–")),
    }
    rows = "".join(f"<dt>{escape(text(key))}</dt><dd>{escape(value)}</dd>" for key, value in facts.items())
    return (
        f'{paragraph("for_instructors", "notice")}<dl class="facts">{rows}</dl>{paragraph("counts", "soft")}'
    )


def _title(number: str) -> str:
    return escape(text("lab", number=number, title=registry.lab(number).title))


def points(figures: Figures) -> str:
    """The distribution of points in each lab."""
    parts = []
    for number, lab in sorted(figures.labs.items()):
        total = sum(value * count for value, count in lab.points.items())
        steps = charts.by_share(lab.points, lab.max_points)
        words = ", ".join(text("step", name=name, count=count) for name, count in steps if count)
        label = text("chart", number=number, steps=words)
        parts += [
            f"<div><h3>{_title(number)}</h3>",
            charts.histogram(steps, label, text("axis")),
            paragraph(
                "summary",
                n=lab.n,
                mean=total / lab.n,
                max_points=lab.max_points,
                median=quantile(lab.points, 0.5),
                full=steps[-1][1],
                none=steps[0][1],
            ),
            "</div>",
        ]
    return f'{paragraph("steps_mean", "soft")}<div class="labs">{"".join(parts)}</div>'


def exercises(figures: Figures) -> str:
    """Facility, discrimination and outcomes of each exercise."""
    parts = [paragraph("facility_means"), paragraph("discrimination_means", few=FEW)]
    for number, lab in sorted(figures.labs.items()):
        parts += [f"<h3>{_title(number)}</h3>", _exercise_table(number, lab)]
    return "".join(parts)


def _exercise_table(number: str, lab: LabFigures) -> str:
    present = [o for o in Outcome if any(item.outcomes[o] for item in lab.items.values())]
    columns = [text(key) for key in ("exercise", "graded", "facility", "discrimination")]
    columns += [say("outcomes", outcome) for outcome in present]
    rows = [
        [
            f"<code>{escape(name)}</code>",
            f"{item.n:,}",
            _facility(item),
            _discrimination(item),
            *(f"{item.outcomes[outcome]:,}" for outcome in present),
        ]
        for name, item in lab.items.items()
    ]
    return table(text("table_exercises", number=number), columns, rows, range(1, len(columns)))


def _facility(item: Item) -> str:
    share = item.facility
    return "–" if share is None else f"{charts.share_bar(share)}{100 * share:.0f} %"


def _discrimination(item: Item) -> str:
    value = item.discrimination
    if value is None:
        return "–"
    flag = "negative" if value < 0 else "low" if value < LOW else ""
    shown = f"{value:.2f}".replace("-", "−")
    return f'<span class="flag">{escape(text(flag))}</span> {shown}' if flag else shown


def mistakes(figures: Figures) -> str:
    """The misconceptions by frequency, each with an example."""
    ordered = sorted(figures.mistakes.items(), key=lambda item: (-item[1].exercises.total(), item[0]))
    if not ordered:
        return paragraph("no_mistakes")
    parts = [paragraph("mistakes_mean")]
    parts += [_mistake(name, mistake) for name, mistake in ordered[:_MOST_MISTAKES]]
    if len(ordered) > _MOST_MISTAKES:
        parts.append(paragraph("more_mistakes", count=len(ordered) - _MOST_MISTAKES))
    return "".join(parts)


def _mistake(name: str, mistake: Mistake) -> str:
    where = text("in_exercises", exercises=", ".join(sorted(mistake.exercises)))
    title = escape(text("mistake", count=mistake.exercises.total(), name=name))
    cause = mistake.example.get("cause", "")
    said = f"<br>{escape(cause)}" if cause else ""
    parts = [f'<summary>{title} <span class="soft">{escape(where)}</span>{said}</summary>']
    if mistake.hidden:
        parts.append(paragraph("hidden_example", "notice"))
    rows = []
    for key in ("called", "returned", "expected", "where", "question", "place"):
        value = mistake.example.get(key)
        if value:
            shown = escape(value)
            shown = f"<pre>{shown}</pre>" if key in ("called", "returned", "expected") else shown
            rows.append(f"<dt>{escape(say('labels', key))}</dt><dd>{shown}</dd>")
    return f'<details>{"".join(parts)}<dl class="example">{"".join(rows)}</dl></details>'


def by_hand(figures: Figures, link: Link) -> str:
    """What the instructor should look at: faults, unreadable files, notes."""
    parts = []
    for key in (*OF_THE_GRADER, "no_lab", "several"):
        found = figures.faults.get(key) if key in OF_THE_GRADER else getattr(figures, key)
        if found and found.count:
            heading = f"<h3>{escape(key)}</h3>" if key in OF_THE_GRADER else ""
            parts.append(f"{heading}{paragraph(key)}<p>{named(found, link)}</p>")
    if figures.notes:
        ordered = sorted(figures.notes.items(), key=lambda item: (-item[1].count, item[0]))
        rows = [(escape(note), named(found, link, most=5)) for note, found in ordered]
        parts.append(f"<h3>{escape(text('notes'))}</h3>")
        parts.append(table(text("notes"), [text("note"), text("where")], rows))
    if figures.more_notes:
        parts.append(paragraph("more_notes", count=figures.more_notes))
    return "".join(parts) or paragraph("nothing_by_hand")


def alike(found: Similar, students: dict[str, str], link: Link) -> str:
    """Groups of students with functions of the same shape."""
    parts = [paragraph("alike_means", "notice", least=LEAST_NODES)]

    if not found.groups:
        parts.append(paragraph("no_groups"))
    else:
        head = [text(key) for key in ("exercises", "size", "shared_by")]
        rows = [
            (
                "<br>".join(f"<code>{escape(name)}</code>" for name in group.exercises),
                str(group.nodes),
                ", ".join(
                    submission(
                        (students[path], group.exercises[0].partition(".")[0], path), link, students[path]
                    )
                    for path in group.submissions
                ),
            )
            for group in found.groups
        ]
        parts += [f"<h3>{escape(text('groups'))}</h3>", table(text("groups"), head, rows, [1])]
    if found.groups_found > len(found.groups):
        parts.append(paragraph("more_groups", count=found.groups_found - len(found.groups)))
    if found.forms:
        title = text("forms", most=MOST_SHARED)
        rows = [
            (f"<code>{escape(form.exercise)}</code>", str(form.nodes), f"{len(form.submissions):,}")
            for form in found.forms
        ]
        parts += [f"<h3>{escape(title)}</h3>", paragraph("forms_mean")]
        parts.append(table(title, [text("exercise"), text("nodes"), text("submissions")], rows, [1, 2]))
    return "".join(parts)


def unknown() -> str:
    """In the place of `alike` where the run kept no shapes."""
    return paragraph("no_prints")


def times(figures: Figures, *, timed: bool) -> str:
    """How long submissions took."""
    if not timed:
        return paragraph("times_not_kept")
    rows = [
        [_title(number), *(text("seconds", value=quantile(lab.seconds, share)) for share in (0.5, 0.9, 1.0))]
        for number, lab in sorted(figures.labs.items())
        if lab.seconds
    ]
    head = [text(key) for key in ("a_lab", "median", "most_take", "longest")]
    return paragraph("times_mean") + table(text("table_times"), head, rows, [1, 2, 3])
