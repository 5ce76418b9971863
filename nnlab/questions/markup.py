"""The marks that a question's texts may hold: `code`, **bold** and *italics*. All else is shown as it is."""

import re
from html import escape

_BOLD = re.compile(r"\*\*(?=\S)(.+?)(?<=\S)\*\*", re.DOTALL)
# A product such as 2 * 3 * 4, or a*b*c, is no italics.
_ITALICS = re.compile(r"(?<![\w*])\*(?=[^\s*])(.+?)(?<=[^\s*])\*(?![\w*])", re.DOTALL)


def to_html(text: str) -> str:
    """Return a text as HTML, with everything escaped but the marks.

    Examples
    --------
    >>> to_html("**Each** row of `W` is < *one* input.")
    '<strong>Each</strong> row of <code>W</code> is &lt; <em>one</em> input.'
    """
    parts = text.split("`")
    codes = iter(parts[1::2])
    # A mark may stand around code, so code comes back in once the marks are set; "`" is in no text by then.
    html = escape("`".join(parts[::2]))
    html = _ITALICS.sub(r"<em>\1</em>", _BOLD.sub(r"<strong>\1</strong>", html))
    return re.sub("`", lambda _: f"<code>{escape(next(codes, ''))}</code>", html)


def to_text(text: str) -> str:
    """Return a text for a terminal: code keeps its backticks, the other marks go.

    Examples
    --------
    >>> to_text("**Each** row of `W`.")
    'Each row of `W`.'
    """
    parts = text.split("`")
    plain = _ITALICS.sub(r"\1", _BOLD.sub(r"\1", "`".join(parts[::2])))
    codes = iter(parts[1::2])
    return re.sub("`", lambda _: f"`{next(codes, '')}`", plain)


def fault(text: str) -> str:
    """Say what is wrong with the marks of a text; empty if nothing is."""
    if text.count("`") % 2:
        return "has a ` without its partner"
    if "".join(text.split("`")[::2]).count("**") % 2:
        return "has ** without its partner"
    return ""
