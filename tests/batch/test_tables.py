"""The table of grades: what the grader could not judge is left open, not a 0."""

from rows import entry, lab_02, row, write

from nnlab.batch.tables import harmless, write_tables


def test_what_was_not_judged_has_an_empty_cell(tmp_path):
    broken = row("bob", "02", entry("02.dense"), entry("02.sequential", 0, "GRADER_ERROR"))
    write_tables(write(tmp_path, lab_02("ann"), broken, lab_02("cy", 10, 0)))
    assert (tmp_path / "grades.csv").read_text().splitlines()[1:] == [
        "ann,10,10,20,20",
        "bob,10,,10,20",
        "cy,10,0,10,20",
    ]


def test_of_several_submissions_the_best_counts(tmp_path):
    first, second = lab_02("ann", submission="ann/a.ipynb"), lab_02("ann", 10, 0, submission="ann/b.ipynb")
    write_tables(write(tmp_path, first, second))
    assert (tmp_path / "grades.csv").read_text().splitlines()[1:] == ["ann,10,10,20,20"]


def test_no_name_is_a_formula():
    assert [harmless(name)[0] for name in ("=1+1", "@SUM(A1)", "-2", "+2", "\uff1d1+1", "\t=1")] == ["'"] * 6
    assert harmless("ann=1") == "ann=1"
