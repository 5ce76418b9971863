"""Hints and the summary of progress, as text and as HTML."""

from html import escape
from typing import NamedTuple

from nnlab.grader.feedback.html import prose

_FONT = (
    "font-family:var(--jp-ui-font-family,system-ui,sans-serif);font-size:14px;"
    "color:var(--jp-ui-font-color1,#1a1a1a)"
)
_CELL = "text-align:left;vertical-align:top;padding:2px 14px 2px 0"


class Hint:
    """One hint; shown as HTML in a notebook and as text elsewhere."""

    def __init__(self, title: str, text: str) -> None:
        self.title = title
        self.text = text

    def __repr__(self) -> str:
        return f"{self.title}\n{self.text}"

    def _repr_html_(self) -> str:
        body = "<br>".join(prose(line) for line in self.text.splitlines())
        return (
            f'<section class="nnlab-hint" style="{_FONT};line-height:1.5;border-left:4px solid #e69f00;'
            f'padding:8px 14px;margin:4px 0;max-width:52em"><strong>{escape(self.title)}</strong>'
            f"<br>{body}</section>"
        )


class Row(NamedTuple):
    """A lab in an `Overview`: how far it is as a mark, its name and notebook, and what else is told."""

    mark: str
    name: str
    file: str
    cells: tuple[str, ...]


class Overview:
    """A table of labs; shown as HTML, with links, in a notebook and as text elsewhere.

    Parameters
    ----------
    title : str
    rows : list of Row
    closing : str
        What comes next.
    file : str
        The notebook that `closing` speaks of.
    head : tuple of str
        Headings of the columns, if any.
    notes : tuple of str
        Sentences below the table.
    """

    def __init__(
        self,
        title: str,
        rows: list[Row],
        closing: str,
        *,
        file: str = "",
        head: tuple[str, ...] = (),
        notes: tuple[str, ...] = (),
    ) -> None:
        self.title = title
        self.rows = rows
        self.closing = closing
        self.file = file
        self.head = head
        self.notes = notes

    def __repr__(self) -> str:
        table = [("", *self.head)] if self.head else []
        table += [(row.mark, row.name, *row.cells) for row in self.rows]
        widths = [max(map(len, column)) for column in zip(*table, strict=True)][1:-1]
        lines = [
            "  ".join(
                [f" {mark or ' '}", *(f"{c:<{w}}" for c, w in zip(cells, widths, strict=False)), cells[-1]]
            )
            for mark, *cells in table
        ]
        return "\n".join(filter(None, [self.title, *lines, *self.notes, self.closing]))

    def _repr_html_(self) -> str:
        head = "".join(
            f'<th scope="col" style="{_CELL};font-weight:600">{escape(name)}</th>' for name in self.head
        )
        if head:
            head = f'<thead><tr><td style="{_CELL}"></td>{head}</tr></thead>'
        body = "".join(map(_row, self.rows))
        notes = "".join(f'<p style="margin:4px 0">{escape(note)}</p>' for note in self.notes)
        return (
            f'<section class="nnlab-summary" style="{_FONT};overflow-x:auto">'
            f"<strong>{escape(self.title)}</strong>"
            f'<table style="border-collapse:collapse;margin:6px 0;font-size:inherit">{head}'
            f"<tbody>{body}</tbody></table>"
            f'{notes}<p style="margin:4px 0">{_linked(self.closing, self.file)}</p></section>'
        )


def _row(row: Row) -> str:
    cells = "".join(f'<td style="{_CELL}">{escape(cell)}</td>' for cell in row.cells)
    return (
        f'<tr><td aria-hidden="true" style="{_CELL}">{row.mark}</td>'
        f'<th scope="row" style="{_CELL};font-weight:400">{_linked(row.name, row.file)}</th>{cells}</tr>'
    )


def _linked(text: str, file: str) -> str:
    """A link that JupyterLab opens as it opens a file, since it leads to a file beside the notebook."""
    return f'<a href="{escape(file, quote=True)}">{escape(text)}</a>' if file else escape(text)
