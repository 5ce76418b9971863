"""Hints and the summary of progress, as text and as HTML."""

from html import escape

from nnlab.grader.feedback.html import prose

_FONT = (
    "font-family:var(--jp-ui-font-family,system-ui,sans-serif);font-size:14px;"
    "color:var(--jp-ui-font-color1,#1a1a1a)"
)


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


class Summary:
    """Progress over all labs; shown as an HTML table in a notebook and as text elsewhere."""

    def __init__(self, title: str, rows: list[tuple[str, str, str]], closing: str) -> None:
        self.title = title
        self.rows = rows
        self.closing = closing

    def __repr__(self) -> str:
        width = max((len(name) for _, name, _ in self.rows), default=0)
        lines = [f"  {mark} {name:<{width}}   {state}" for mark, name, state in self.rows]
        return "\n".join(filter(None, [self.title, *lines, self.closing]))

    def _repr_html_(self) -> str:
        cells = "".join(
            f'<tr><td aria-hidden="true" style="padding:2px 10px 2px 0">{mark}</td>'
            f'<th scope="row" style="text-align:left;font-weight:400;padding-right:20px">{escape(name)}</th>'
            f'<td style="text-align:left;padding:2px 0">{escape(state)}</td></tr>'
            for mark, name, state in self.rows
        )
        return (
            f'<section class="nnlab-summary" style="{_FONT}"><strong>{escape(self.title)}</strong>'
            f'<table style="border-collapse:collapse;margin:6px 0;font-size:inherit">{cells}</table>'
            f"{escape(self.closing)}</section>"
        )
