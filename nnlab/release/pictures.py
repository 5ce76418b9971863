"""Pictures of a lab: each has a text that stands for it, and none is fetched from the network."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

_MARKDOWN_IMAGE = re.compile(r"!\[(?P<alt>[^\]]*)\](?:\((?P<source>[^)\s]*)|\[)")
_HTML_IMAGE = re.compile(r"<img\b(?P<attributes>[^>]*)>", re.IGNORECASE)
_ALT = re.compile(r"""\balt\s*=\s*(?:"[^"]*\S[^"]*"|'[^']*\S[^']*')""")
_SVG = re.compile(r"<svg\b(?P<attributes>[^>]*)>(?P<start>.{0,300})", re.IGNORECASE | re.DOTALL)
_LABEL = re.compile(r"""\baria-label(?:ledby)?\s*=\s*["'][^"']*\S|\baria-hidden\s*=\s*["']true""")
# What makes a browser fetch something; a link that a reader may follow is another matter.
_FETCH = re.compile(
    r"""(?:\b(?:src|srcset|data|poster|action)\s*=\s*["']?|\burl\(\s*["']?|@import\s+["']?|
        <link\b[^>]*\bhref\s*=\s*["']?|\bimport\s*\(?\s*["']|\bfrom\s+["']|\bfetch\(\s*["'`]|
        \b(?:urlopen|urlretrieve|get_file|requests\.get|read_csv)\([^)\n]{0,80}?["'])(?:https?:)?//[^\s"')>]+""",
    re.VERBOSE | re.IGNORECASE,
)


def faults(cell: dict[str, Any]) -> Iterator[str]:
    """Yield a sentence for each picture of `cell` without a text, and for what it loads from the network.

    Parameters
    ----------
    cell : dict
        A cell of a solution, with its saved outputs.
    """
    if cell["cell_type"] == "markdown":
        yield from _markdown_faults(cell["source"])
    yield from _html_faults(cell["source"] if cell["cell_type"] == "markdown" else "")
    fetched = _FETCH.search(cell["source"])
    if fetched:
        yield f"it loads from the network: {fetched.group()[:80]}"
    for output in cell.get("outputs", []):
        data = output.get("data")
        if not isinstance(data, dict):
            continue
        if any(mime.startswith("image/") for mime in data):
            yield "its picture has no text that stands for it: show it with nnlab.plotting.show(fig, alt=…)"
        html = data.get("text/html", "")
        html = "".join(html) if isinstance(html, list) else str(html)
        yield from (f"in its output, {fault}" for fault in _html_faults(html))
        fetched = _FETCH.search(html)
        if fetched:
            yield f"its output loads from the network: {fetched.group()[:80]}"


def _markdown_faults(text: str) -> Iterator[str]:
    text = re.sub(r"`[^`\n]*`", "", re.sub(r"^```.*?^```", "", text, flags=re.MULTILINE | re.DOTALL))
    for image in _MARKDOWN_IMAGE.finditer(text):
        if not image["alt"].strip():
            yield f"the image {image.group()[:60]!r} has no alternative text"
        if re.match(r"(?:https?:)?//", image["source"] or ""):
            yield f"it loads from the network: {image['source'][:80]}"


def _html_faults(text: str) -> Iterator[str]:
    for image in _HTML_IMAGE.finditer(text):
        if not _ALT.search(image["attributes"]):
            yield f"an image has no alternative text: <img{image['attributes'][:60]}>"
    for drawing in _SVG.finditer(text):
        if not _LABEL.search(drawing["attributes"]) and "<title" not in drawing["start"]:
            yield "a drawing (svg) has neither aria-label nor title"
