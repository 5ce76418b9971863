"""The pages of the course: complete and whole, no answer in them, nothing fetched from elsewhere."""

import json
import re
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from site_pages import built

from nnlab import _resources, widgets
from nnlab.grader.course import LABS, START
from nnlab.notebooks.read import read_notebook
from nnlab.questions import ids
from nnlab.release import cells as kinds
from nnlab.release.leaks import leaks_in_text
from nnlab.release.pages import widgets_of

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]
every_lab = pytest.mark.parametrize("lab", [START, *LABS], ids=lambda lab: lab.number)

# Attributes whose address the browser loads by itself.
LOADED = {"src", "srcset", "poster", "data", "action"}
LOADING_LINKS = {
    "stylesheet",
    "icon",
    "preload",
    "modulepreload",
    "prefetch",
    "preconnect",
    "dns-prefetch",
    "manifest",
}
OUTSIDE = re.compile(r"^(?:https?:)?//", re.IGNORECASE)
IN_STYLE = re.compile(r"""(?:\burl\(|@import)\s*["']?(?:https?:)?//""")
IN_SCRIPT = re.compile(r"""(?:\bimport\b\s*\(?|\bfrom\b|\bfetch\()\s*["'`](?:https?:)?//""")


class Page(HTMLParser):
    """What a page loads, links to and says."""

    def __init__(self, path):
        super().__init__()
        self.loaded, self.links, self.anchors, self.images, self.code, self.words = [], [], set(), [], [], []
        self._inside = ""
        self.source = path.read_text(encoding="utf-8")
        self.feed(self.source)

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        self.anchors |= {given[name] for name in ("id", "name") if given.get(name)}
        self.loaded += [given[name] for name in LOADED if given.get(name)]
        if tag == "link" and LOADING_LINKS & set((given.get("rel") or "").split()):
            self.loaded.append(given["href"])
        if tag == "a" and given.get("href"):
            self.links.append(given["href"])
        if tag == "img":
            self.images.append(given)
        self.code.append(given.get("style") or "")
        self._inside = tag if tag in ("script", "style") else ""

    def handle_endtag(self, tag):
        self._inside = ""

    def handle_data(self, data):
        (self.code if self._inside else self.words).append(data)


@pytest.fixture(scope="module")
def site():
    return built()


@pytest.fixture(scope="module")
def pages(site):
    return {path: Page(path) for path in site.rglob("*.html") if "_static" not in path.parts}


@pytest.fixture
def page(site, pages, lab):
    return pages[site / "labs" / f"{lab.stem}.html"]


@pytest.fixture
def solution(lab):
    return read_notebook(_resources.solutions_dir() / f"{lab.stem}.ipynb")


def test_the_first_page_leads_to_every_lab_and_says_how_long_it_takes(site, pages):
    first = pages[site / "index.html"]
    words = " ".join(" ".join(first.words).split())
    for lab in (START, *LABS):
        assert f"labs/{lab.stem}.html" in first.links
        assert re.search(rf"{lab.number} {re.escape(lab.title)} .{{0,120}}? {lab.minutes} ", words)


def test_nothing_is_loaded_from_elsewhere(site, pages):
    found = [
        f"{path.relative_to(site)}: {address}"
        for path, page in pages.items()
        for address in page.loaded
        if OUTSIDE.match(address)
    ]
    for path, page in pages.items():
        code = "\n".join(page.code)
        found += [
            f"{path.relative_to(site)}: {it[0]}"
            for look in (IN_STYLE, IN_SCRIPT)
            for it in look.finditer(code)
        ]
    for path in site.rglob("*.css"):
        found += [f"{path.name}: {it[0]}" for it in IN_STYLE.finditer(path.read_text(encoding="utf-8"))]
    assert not found


def test_every_link_leads_somewhere(site, pages):
    broken = []
    for path, page in pages.items():
        for address in (*page.links, *page.loaded):
            parts = urlsplit(address)
            if parts.scheme or parts.netloc:
                continue
            target = (path.parent / unquote(parts.path)).resolve() if parts.path else path
            if not target.is_file() or not target.is_relative_to(site):
                broken.append(f"{path.relative_to(site)}: {address}")
            elif parts.fragment and target in pages and unquote(parts.fragment) not in pages[target].anchors:
                broken.append(f"{path.relative_to(site)}: {address}: no such place")
    assert not broken


@every_lab
def test_no_answer_stands_on_a_page(page, solution):
    assert leaks_in_text(solution, "".join(page.words)) == []
    assert leaks_in_text(solution, page.source) == []


@every_lab
def test_every_question_is_asked_with_its_answer_folded(page, lab):
    asked = re.findall(r'aria-label="Question ([\w.]+)"', page.source)
    assert sorted(asked) == sorted(ids(lab.number))
    assert "<details open" not in page.source


@every_lab
def test_every_widget_and_figure_is_shown_and_has_its_text(page, solution):
    moving = [cell for cell in solution["cells"] if widgets_of(cell)]
    assert page.source.count('class="nnl-widget"') == len(moving)
    figures = [cell for cell in solution["cells"] if "<figure" in json.dumps(cell.get("outputs", []))]
    shown = [image for image in page.images if image["src"].startswith("figures/")]
    assert len(shown) >= len(figures)
    assert all(image.get("alt", "").strip() for image in shown)


@every_lab
def test_the_notebook_to_download_is_the_lab_as_it_is_handed_out(site, page, lab):
    (address,) = {link for link in page.links if link.endswith(f"{lab.stem}.ipynb")}
    downloaded = (site / "labs" / address).resolve()
    assert downloaded.read_bytes() == (_resources.labs_dir() / f"{lab.stem}.ipynb").read_bytes()


@every_lab
def test_every_check_is_shown(page, solution):
    checks = [cell for cell in solution["cells"] if kinds.kind_of(cell) == "check"]
    assert page.source.count('class="nnlab-report"') == len(checks)


def test_every_widget_is_described_with_its_picture(site, pages):
    page = pages[site / "library" / "widgets.html"]
    functions = {name for name in widgets.__all__ if name.islower()} - {"gallery"}
    assert {f"nnlab.widgets.{name}" for name in functions} <= page.anchors
    assert page.source.count('class="nnl-widget"') == len(functions)
    assert 'class="nnl-widget"' in pages[site / "index.html"].source, "the first page shows one too"


def test_search_knows_the_words_of_labs_and_of_the_library(site):
    text = (site / "searchindex.js").read_text(encoding="utf-8")
    index = json.loads(text.removeprefix("Search.setIndex(").removesuffix(")"))
    found = [index[where]["softmax"] for where in ("terms", "titleterms")]  # a title's words are kept apart
    names = {index["docnames"][number] for numbers in found for number in numbers}
    assert {"labs/07_softmax", "labs/08_numerical_stability"} <= names
    assert any(name.startswith("library/") for name in names)


def test_no_source_of_a_page_is_published(site):
    assert not [path for path in (site / "_sources").rglob("*") if path.is_file()]
    assert {path.suffix for path in site.rglob("*") if path.is_file()}.isdisjoint(
        {".py", ".pickle", ".doctree"}
    )


def test_no_path_of_this_machine_is_published(pages):
    here = str(Path(__file__).resolve().parents[2])
    assert not [path.name for path, page in pages.items() if here in page.source]
