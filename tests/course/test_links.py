"""Every link leads somewhere: files and headings are there, other addresses are whole. None is fetched."""

import re
from urllib.parse import unquote, urlsplit

import pytest
from prose import ROOT, Page, Text, page, pages

_INLINE = re.compile(r"\]\(\s*<?([^)\s>]+)>?(?:\s+[\"'][^)]*)?\)")
_REFERENCE = re.compile(r"^ {0,3}\[[^\]]+\]: *<?(\S+?)>?(?: .*)?$", re.MULTILINE)
_HTML = re.compile(r"""<(?:a|img)\b[^>]*?\b(?:href|src)\s*=\s*["']([^"']+)""", re.IGNORECASE)
_ANCHOR = re.compile(r"""\b(?:id|name)\s*=\s*["']([^"']+)""")
_HOST = re.compile(r"(?:[a-z0-9-]+\.)+[a-z]{2,}")


def links(text):
    """The targets of all links and pictures of a text."""
    return [target for form in (_INLINE, _REFERENCE, _HTML) for target in form.findall(text.prose)]


def anchors(shown):
    """What a link may name after its #: headings, as JupyterLab and as GitHub write them, and HTML ids."""
    found = set()
    for heading in shown.headings:
        found.add(re.sub(r"\s", "-", heading.strip()))
        found.add(re.sub(r"[^\w\- ]", "", heading.strip().lower()).replace(" ", "-"))
    return found | {name for text in shown.texts for name in _ANCHOR.findall(text.source)}


def faults(shown):
    """A sentence for each link of a page that leads nowhere."""
    for text in shown.texts:
        for target in links(text):
            if fault := _fault(target, text, shown):
                yield f"{text.where}: {target}: {fault}"


def _fault(target, text, shown):
    parts = urlsplit(target)
    if parts.scheme == "attachment":
        return "" if unquote(parts.path) in text.attached else "no such attachment"
    if parts.scheme or parts.netloc:
        whole = parts.scheme == "https" and _HOST.fullmatch(parts.netloc) and " " not in target
        return "" if whole else "a link to another site must be a whole https address"
    if parts.path.startswith("/"):
        return "it must be relative"
    other = shown
    if parts.path:
        path = (shown.path.parent / unquote(parts.path)).resolve()
        if not path.exists() or not path.is_relative_to(ROOT.resolve()):
            return "there is no such file in the project"
        other = page(path) if parts.fragment and path.suffix in (".md", ".ipynb") else shown
    if parts.fragment and unquote(parts.fragment) not in anchors(other):
        return "there is no such heading"
    return ""


@pytest.mark.parametrize("path", pages(), ids=lambda path: f"{path.parent.name}/{path.name}")
def test_links(path):
    assert list(faults(page(path))) == []


BROKEN = {
    "[a](no_such_lab.ipynb)": "there is no such file",
    "[a](../../elsewhere.md)": "there is no such file",
    "[a](#no-such-heading)": "there is no such heading",
    "[a](README.md#no-such-heading)": "there is no such heading",
    "[a](/README.md)": "it must be relative",
    "[a](http://example.org)": "a whole https address",
    "[a](https://localhost/x)": "a whole https address",
    "![a](attachment:a.png)": "no such attachment",
    '<a href="nowhere.md">a</a>': "there is no such file",
    "[a]: nowhere.md": "there is no such file",
    "[a](nowhere.md 'a title')": "there is no such file",
}
WHOLE = (
    "[a](LICENSE) [b](data/README.md) [c](#a-heading) [d](#A-heading)",
    "[a](https://keepachangelog.com/en/1.1.0/)",
    "`[a](nowhere.md)` and\n\n```\n[a](nowhere.md)\n```\n",
    "[a](README.md#the-labs)",
    "![a](attachment:b.png)",
)


def small(source):
    return Page(ROOT / "small.md", (Text("small", source + "\n\n## A heading\n", frozenset({"b.png"})),))


@pytest.mark.parametrize("source", BROKEN)
def test_a_broken_link_is_found(source):
    (fault,) = faults(small(source))
    assert BROKEN[source] in fault


@pytest.mark.parametrize("source", WHOLE)
def test_a_whole_one_is_not(source):
    assert list(faults(small(source))) == []
