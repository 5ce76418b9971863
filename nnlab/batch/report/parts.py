"""Small pieces of HTML that the sections share. Whatever comes from a submission is escaped here."""

from collections.abc import Callable, Iterable, Sequence
from html import escape
from typing import Any

from nnlab.batch.report.gather import Named
from nnlab.grader.feedback.sentences import say

#: Columns that a narrow screen cannot show side by side: such a table keeps its width and is scrolled.
_MANY = 4
Link = Callable[[dict[str, str]], str]


def text(key: str, **details: Any) -> str:
    """A sentence of the report, not escaped."""
    return say("class_report", key, **details)


def paragraph(key: str, kind: str = "", **details: Any) -> str:
    """A sentence of the report as a paragraph."""
    mark = f' class="{kind}"' if kind else ""
    return f"<p{mark}>{escape(text(key, **details))}</p>"


def table(label: str, head: Sequence[str], rows: Iterable[Sequence[str]], numbers: Sequence[int] = ()) -> str:
    """A table that scrolls by itself where the page is narrow.

    Parameters
    ----------
    label : str
        What it shows.
    head : sequence of str
        Texts above the columns.
    rows : iterable of sequence of str
        HTML of the cells; the first of each row is its heading.
    numbers : sequence of int
        Columns that hold numbers.
    """
    marks = ['class="number"' if i in numbers else "" for i in range(len(head))]
    top = "".join(
        f'<th scope="col" {mark}>{escape(name)}</th>' for name, mark in zip(head, marks, strict=True)
    )
    body = "".join(
        f'<tr><th scope="row">{row[0]}</th>'
        + "".join(f"<td {mark}>{cell}</td>" for cell, mark in zip(row[1:], marks[1:], strict=True))
        + "</tr>"
        for row in rows
    )
    many = ' class="many"' if len(head) > _MANY else ""
    return (
        f'<div class="wide" role="region" tabindex="0" aria-label="{escape(label, quote=True)}">'
        f"<table{many}><thead><tr>{top}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def submission(name: tuple[str, str, str], link: Link, shown: str = "") -> str:
    """A link to the feedback page of a submission, with its path or what is `shown` in its place."""
    student, lab, path = name
    place = link({"student": student, "lab": lab, "submission": path})
    return f'<a href="{escape(place, quote=True)}">{escape(shown or path)}</a>'


def named(names: Named, link: Link, most: int = 50) -> str:
    """A list of submissions, and how many more there are."""
    shown = [submission(name, link) for name in names.names[:most]]
    left = names.count - len(shown)
    return ", ".join([*shown, *([escape(text("and_more", count=left))] if left else [])])
