"""The class report: its figures are those of the results, and it is a page that nothing can get out of."""

import re
from html.parser import HTMLParser

import numpy as np
import pytest
from rows import entry, lab_02, row, write

from nnlab.batch.report.charts import by_share
from nnlab.batch.report.gather import MOST_NAMED, gather, quantile
from nnlab.batch.results import read_rows
from nnlab.batch.summary import write_summary
from nnlab.batch.tables import counting


def figures(folder):
    return gather(read_rows(folder), counting(folder))


def page(folder):
    write_summary(folder)
    return (folder / "report.html").read_text(encoding="utf-8")


def plain(html):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", html.partition("</style>")[2]))


def test_facility_and_discrimination_are_what_they_are_said_to_be(tmp_path):
    rng = np.random.default_rng(3)
    scores = np.stack([rng.integers(0, 11, 40), rng.integers(0, 11, 40)], axis=1)
    scores[:, 1] = (scores[:, 0] + scores[:, 1]) // 2  # so that the two go together
    rows = [lab_02(f"s{i:02d}", int(a), int(b)) for i, (a, b) in enumerate(scores)]
    items = figures(write(tmp_path, *rows)).labs["02"].items
    for name, column in (("02.dense", 0), ("02.sequential", 1)):
        assert items[name].facility == pytest.approx(scores[:, column].mean() / 10)
        rest = scores.sum(axis=1) - scores[:, column]
        expected = np.corrcoef(scores[:, column], rest)[0, 1]
        assert items[name].discrimination == pytest.approx(expected)
        assert f"{expected:.2f}" in plain(page(tmp_path))


def test_without_a_spread_discrimination_is_not_defined(tmp_path):
    write(tmp_path, *(lab_02(f"s{i}", 10, i) for i in range(5)))
    assert figures(tmp_path).labs["02"].items["02.dense"].discrimination is None
    assert figures(write(tmp_path, lab_02("ann"))).labs["02"].items["02.dense"].discrimination is None


def test_only_the_submission_that_counts_enters_the_figures(tmp_path):
    write(
        tmp_path,
        lab_02("ann", 0, 0),
        lab_02("ann", 10, 4, submission="ann/again.ipynb"),
        lab_02("bob", 10, 10),
    )
    found = figures(tmp_path)
    assert dict(found.labs["02"].points) == {14: 1, 20: 1}
    assert (found.submissions, found.students, found.several.count) == (3, 2, 1)
    assert "ann/02.ipynb" in page(tmp_path), "the one that does not count is named"


def test_a_fault_of_the_grader_lowers_no_figure(tmp_path):
    broken = row("cy", "02", entry("02.dense"), entry("02.sequential", 0, "GRADER_ERROR"))
    write(tmp_path, lab_02("ann"), lab_02("bob"), broken)
    item = figures(tmp_path).labs["02"].items["02.sequential"]
    assert (item.n, item.facility) == (2, 1.0)
    assert item.outcomes == {"PASSED": 2, "GRADER_ERROR": 1}
    text = plain(page(tmp_path))
    assert re.search(r"GRADER_ERROR .*Grade these again, or by hand\. cy/02\.ipynb", text)


def test_misconceptions_by_frequency_with_an_example(tmp_path):
    rare = entry("02.dense", 0, misconception="dense.rare", called="dense(7)", returned="1", expected="2")
    often = [
        entry("02.dense", 0, misconception="dense.often", case="random 1", called="dense(secret)"),
        entry("02.dense", 0, misconception="dense.often", called="dense(open)", cause="b is left out"),
    ]
    write(tmp_path, *(row(f"s{i}", "02", e, entry("02.sequential")) for i, e in enumerate([rare, *often])))
    text = plain(page(tmp_path))
    assert text.index("2 × dense.often") < text.index("1 × dense.rare")
    assert "dense(open)" in text, "an input of the lab itself is shown where there is one"
    assert "b is left out" in text
    assert "secret" not in text
    assert "do not show it" not in text


def test_an_example_that_is_kept_for_grading_says_so(tmp_path):
    hidden = entry("02.dense", 0, misconception="dense.x", case="random 2", called="dense(secret)")
    write(tmp_path, row("ann", "02", hidden, entry("02.sequential")))
    text = plain(page(tmp_path))
    assert "dense(secret)" in text
    assert "do not show it to them" in text


def test_what_must_be_looked_at_is_named_once_and_counted(tmp_path):
    rows = [
        row(
            f"s{i:03d}",
            "",
            submission=f"s{i:03d}/x.ipynb",
            notes=[f"s{i:03d}/x.ipynb: this is not a notebook"],
        )
        for i in range(MOST_NAMED + 7)
    ]
    found = figures(write(tmp_path, *rows))
    assert found.no_lab.count == MOST_NAMED + 7
    assert found.notes["this is not a notebook"].count == MOST_NAMED + 7
    text = plain(page(tmp_path))
    assert "and 7 more" in text
    assert text.count("this is not a notebook") == 1


def test_a_note_that_many_have_is_told_once_wherever_it_was(tmp_path):
    notes = [[f"cell {i}, line {i + 1} was skipped: invalid syntax"] for i in range(3)]
    found = figures(write(tmp_path, *(lab_02(f"s{i}", notes=note) for i, note in enumerate(notes))))
    assert {text: named.count for text, named in found.notes.items()} == {
        "cell …, line … was skipped: invalid syntax": 3
    }


def test_a_file_that_cannot_be_read_is_named_though_its_name_names_a_lab(tmp_path):
    missing = [entry(f"02.{name}", 0, "MISSING") for name in ("dense", "sequential")]
    broken = row("bob", "02", *missing, notes=["bob/02.ipynb: this is not a notebook"])
    found = figures(write(tmp_path, lab_02("ann", notes=["dense is defined 2 times"]), broken))
    assert [name for _, _, name in found.no_lab.names] == ["bob/02.ipynb"]
    assert {*found.notes} == {"dense is defined 2 times", "this is not a notebook"}


def test_how_the_run_was_made(tmp_path):
    text = plain(page(write(tmp_path, lab_02("ann", seconds=0.0), settings={"seed": 77, "version": "9.9"})))
    assert "For instructors" in text
    assert "77" in text
    assert "9.9" in text
    assert "full: learners' code ran shut in".replace("'", "&#x27;") in text
    assert "Not kept" in text
    assert "holds no fingerprints.jsonl" in text


@pytest.mark.parametrize(
    "evil", ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "</style><b>"]
)
def test_what_strangers_wrote_stays_text(tmp_path, evil):
    bad = entry("02.dense", 0, misconception=evil, called=evil, cause=evil)
    write(
        tmp_path,
        row(evil, "02", bad, entry("02.sequential"), submission=f"{evil}/02.ipynb", notes=[evil]),
        row("bob", "", submission=f"bob/{evil}.ipynb", notes=[evil]),
        prints={f"{evil}/02.ipynb": {"02.dense": ["h", 99]}},
    )
    html = page(tmp_path)

    tags = set()

    class Tags(HTMLParser):
        def handle_starttag(self, tag, attributes):
            tags.add(tag)
            assert not any(name.startswith("on") or name in ("src", "srcset") for name, _ in attributes)
            href = dict(attributes).get("href", "#")
            assert href.startswith(("#", "feedback/")), href

    Tags().feed(html)
    assert not {"script", "img", "b", "link", "iframe"} & tags
    assert "default-src 'none'" in html
    assert "http" not in html.replace("http-equiv", "")


def test_the_links_lead_to_the_feedback_pages(tmp_path):
    write(tmp_path, row("a b", "", submission="a b/x.ipynb"), lab_02("ann"))
    assert 'href="feedback/a%20b/no-lab' in page(tmp_path)


def test_the_same_results_give_the_same_page_in_any_order(tmp_path):
    rows = [lab_02(f"s{i}", i % 11, (3 * i) % 11) for i in range(20)]
    assert page(write(tmp_path / "a", *rows)) == page(write(tmp_path / "b", *reversed(rows)))


def test_an_empty_run_has_a_report(tmp_path):
    assert "Class report" in page(write(tmp_path, prints={}))


def test_steps_of_the_distribution():
    steps = dict(by_share({0: 1, 1: 2, 10: 3, 19: 4, 20: 5}, 20))
    assert steps["0"] == 1
    assert steps["0–10"] == 2
    assert steps["50–60"] == 3
    assert steps["90–100"] == 4
    assert steps["100"] == 5
    assert sum(steps.values()) == 15


def test_quantiles_are_values_that_occur():
    from collections import Counter

    counts = Counter({1: 5, 2: 4, 9: 1})
    assert [quantile(counts, share) for share in (0.5, 0.9, 1.0)] == [1, 2, 9]
