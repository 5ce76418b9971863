"""The report and a feedback page in a real browser: light and dark, wide and narrow, for everybody."""

import numpy as np
import pytest
from rows import entry, row, write

from nnlab.batch.feedback import POLICY, page
from nnlab.batch.summary import write_summary
from nnlab.grader import grade

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture(scope="module")
def pages(tmp_path_factory):
    """Return the files of a report with all of its sections, and of a feedback page with a picture."""
    folder = tmp_path_factory.mktemp("results")
    rows, prints = [], {}
    for i in range(25):
        wrong = entry(
            "02.dense", i % 7, misconception=f"dense.{i % 3}", called="dense(" + "x" * 300, cause="b"
        )
        faulty = entry("02.sequential", 0, "GRADER_ERROR") if i == 3 else entry("02.sequential", i % 11)
        rows.append(
            row(f"s{i:02d}", "02", wrong, faulty, notes=["dense is defined 2 times"] if i % 4 else [])
        )
        prints[f"s{i:02d}/02.ipynb"] = {"02.dense": [f"h{i // 2 if i < 9 else 9}", 90 + (i >= 9)]}
    rows.append(row("zoe", "", submission="zoe/x.ipynb", notes=["zoe/x.ipynb: this is not a notebook"]))
    write_summary(write(folder, *rows, prints=prints))
    reports = (grade("07.softmax", np.exp), grade("04.relu", np.abs))
    (folder / "feedback.html").write_text(page("ann", "07", reports, ["a note"]), encoding="utf-8")
    return [folder / "report.html", folder / "feedback.html"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 340])
def test_it_can_be_read_by_everybody(browser, pages, root, scheme, width):
    from axe_playwright_python.sync_playwright import Axe

    for path in pages:
        context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
        tab, said, asked = context.new_page(), [], []
        tab.on("console", lambda message, said=said: said.append(message.text))
        tab.on("request", lambda request, asked=asked: asked.append(request.url))
        tab.goto(path.as_uri())
        assert asked == [path.as_uri()], "it asks for nothing else"
        assert not said
        folder = root / "test-results" / "batch"
        folder.mkdir(parents=True, exist_ok=True)
        tab.screenshot(path=folder / f"{path.stem}-{scheme}-{width}.png", full_page=True)
        assert tab.evaluate("document.documentElement.scrollWidth") <= width, "it need not be moved sideways"
        # Axe is a script, and the page's own policy lets none run.
        tab.set_content(path.read_text(encoding="utf-8").replace(POLICY, "default-src * 'unsafe-inline'"))
        tab.evaluate("document.querySelectorAll('details').forEach(part => part.open = true)")
        found = Axe().run(tab).response["violations"]
        assert not [(rule["id"], rule["nodes"][0]["html"][:200]) for rule in found]
        context.close()
