"""The pages of the course in a real browser: wide and narrow, light and dark, with the network cut."""

import pytest
from site_pages import built
from site_server import Site

from nnlab.grader.course import LABS, START

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]

pytest.importorskip("playwright", reason="Playwright is not installed", exc_type=ImportError)

GUIDES = (
    "index.html",
    "learners.html",
    "instructors.html",
    "grading.html",
    "changelog.html",
    "labs/index.html",
)
LIBRARY = ("library/index.html", "library/layers.html", "library/losses.html", "library/widgets.html")
EVERY_LAB = tuple(f"labs/{lab.stem}.html" for lab in (START, *LABS))
# A whole lab takes axe long, so it is asked about one in one colour; the first page has all that a lab has.
SMALL = (
    "index.html",
    "labs/00_start_here.html",
    "library/utils.html",
    "grading.html",
    "search.html?q=softmax",
)
LOOKED_THROUGH = {"light": (*SMALL, "labs/07_softmax.html"), "dark": SMALL}

# What makes the whole page scroll sideways; parts that scroll by themselves do not.
TOO_WIDE = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
BROKEN_IMAGES = """
async () => {
  const images = [...document.querySelectorAll("img")];
  for (const image of images) image.loading = "eager";
  await Promise.all(images.map((image) => image.decode().catch(() => null)));
  return images.filter((image) => !image.naturalWidth).map((image) => image.src);
}
"""


@pytest.fixture(scope="module")
def lab(browser):
    """Serve the built pages; after every test it is held that the browser complained of nothing."""
    site = Site(built())
    yield site
    site.stop()


@pytest.mark.parametrize("name", [*GUIDES, *LIBRARY, *EVERY_LAB])
def test_a_page_fits_wide_and_narrow(lab, browser, name):
    page = lab.open(browser, name)
    assert page.locator("h1").count() == 1
    for width in (1400, 390):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate(TOO_WIDE) <= 0, f"it scrolls sideways at {width} pixels"
    assert page.evaluate(BROKEN_IMAGES) == []
    assert page.locator("mjx-merror").count() == 0


def test_formulas_are_set(lab, browser):
    page = lab.open(browser, "labs/07_softmax.html")
    assert page.locator("mjx-container").count() > 50
    assert "$" not in page.locator(".bd-article p").first.inner_text()
    assert page.evaluate("document.fonts.check('16px MJXTEX-I')"), "MathJax's own letters are not there"


def test_a_learner_finds_a_lab_by_searching(lab, browser, expect):
    page = lab.open(browser, "index.html")
    page.get_by_role("button", name="Search").first.click()
    page.get_by_role("searchbox").last.fill("softmax")
    page.keyboard.press("Enter")
    found = page.locator("#search-results a", has_text="Softmax").filter(has_text="Lab 07")
    found.first.click()
    expect(page.locator("h1")).to_contain_text("Lab 07")


def test_an_answer_is_shown_when_it_is_asked_for(lab, browser, expect):
    page = lab.open(browser, "labs/07_softmax.html")
    question = page.locator(".nnlab-question").first
    answer = question.locator("details > :not(summary)")
    expect(answer).to_be_hidden()
    question.get_by_text("Answer", exact=True).click()
    expect(answer).to_be_visible()


def test_what_a_prediction_asks_for_is_folded(lab, browser, expect):
    page = lab.open(browser, "labs/07_softmax.html")
    text = page.get_by_text("softmax of the logits    [0.3  0.2  0.15 0.35]")
    expect(text).to_be_hidden()
    page.locator("details.hide.below-input", has=text).locator("summary").click()
    expect(text).to_be_visible()


def test_the_narrow_page_opens_the_list_of_labs(lab, browser, expect):
    page = lab.open(browser, "labs/07_softmax.html", width=390)
    page.locator("button.primary-toggle").click()
    link = page.get_by_role("link", name="Lab 08 · Numerical stability").locator("visible=true").first
    link.click()
    expect(page.locator("h1")).to_contain_text("Numerical stability")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_bars_the_way(lab, browser, scheme):
    """Ask axe; it names the rule, the element and what to do."""
    from obstacles import obstacles

    faults = []
    for name in LOOKED_THROUGH[scheme]:
        page = lab.open(browser, name, scheme=scheme)
        # `preload` would fetch style sheets once more, from where they are not.
        faults += [f"{name}: {fault}" for fault in obstacles(page, preload=False)]
    assert not faults, "\n\n".join(faults)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_photographs_for_people_to_look_at(lab, browser, root, scheme):
    folder = root / "test-results" / "site"
    folder.mkdir(parents=True, exist_ok=True)
    for name in ("index.html", "labs/07_softmax.html", "library/layers.html", "search.html?q=softmax"):
        page = lab.open(browser, name, scheme=scheme)
        for width in (1400, 390):
            page.set_viewport_size({"width": width, "height": 900})
            stem = name.partition(".")[0].replace("/", "-")
            page.screenshot(path=folder / f"{stem}-{scheme}-{width}.png")
