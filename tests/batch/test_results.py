"""Rows are kept one by one, a broken run is resumed, and what cannot be kept is said."""

import json
import sqlite3

import pytest

from nnlab._files import replace_file
from nnlab.batch.results import Results, read_rows
from nnlab.batch.summary import write_summary
from nnlab.exceptions import ResultsError

SETTINGS = {
    "labs": [],
    "timeout": None,
    "memory_mib": 512,
    "isolation": "full",
    "version": "1",
    "seed": 3,
    "timed": True,
}


def row(student, lab="07"):
    return {"student": student, "submission": f"{student}/{lab}.ipynb", "lab": lab, "points": 1}


def test_rows_are_on_the_disk_as_they_come(tmp_path):
    with Results(tmp_path, SETTINGS, resume=False) as results:
        results.append(row("bob"))
        assert json.loads((tmp_path / "results.jsonl").read_text()) == row("bob")
        results.append(row("ann"))
        results.put_in_order()
    assert [
        json.loads(line)["student"] for line in (tmp_path / "results.jsonl").read_text().splitlines()
    ] == ["ann", "bob"]


def test_a_row_is_kept_once(tmp_path):
    with Results(tmp_path, SETTINGS, resume=False) as results:
        results.append(row("ann"))
        results.append(row("ann"))
    assert len([*read_rows(tmp_path)]) == 1


@pytest.mark.parametrize(
    "torn", [b'{"student": "bob", "subm', b'{"student": "bob"}\n', b"\x00\x00\x00", b'{"submission": "b"}']
)
def test_a_line_that_a_crash_left_unfinished_is_cut_off(tmp_path, torn):
    with Results(tmp_path, SETTINGS, resume=False) as results:
        results.append(row("ann"))
    with open(tmp_path / "results.jsonl", "ab") as file:
        file.write(torn)
    with Results(tmp_path, {**SETTINGS, "seed": 9}, resume=True) as results:
        assert results.done == {"ann/07.ipynb"}
        assert results.settings["seed"] == 3, "the random inputs stay those of the first half"
        results.append(row("bob"))
    assert [r["student"] for r in read_rows(tmp_path)] == ["ann", "bob"]


def test_results_are_not_mixed_with_those_of_another_run(tmp_path):
    with Results(tmp_path, SETTINGS, resume=False) as results:
        results.append(row("ann"))
    with pytest.raises(ResultsError, match="--resume"):
        Results(tmp_path, SETTINGS, resume=False)
    with pytest.raises(ResultsError, match="labs was"):
        Results(tmp_path, {**SETTINGS, "labs": ["07"]}, resume=True)


def test_two_runs_do_not_write_into_one_folder(tmp_path):
    with Results(tmp_path, SETTINGS, resume=False), pytest.raises(ResultsError, match="another run"):
        Results(tmp_path, SETTINGS, resume=True)


def test_a_row_that_cannot_be_written_leaves_the_file_whole(tmp_path, monkeypatch):
    with Results(tmp_path, SETTINGS, resume=False) as results:
        results.append(row("ann"))

        def full(_):
            raise OSError(28, "No space left on device")

        monkeypatch.setattr("nnlab.batch.results.os.fsync", full)
        with pytest.raises(ResultsError, match="No space left.*--resume"):
            results.append(row("bob"))
    assert [r["student"] for r in read_rows(tmp_path)] == ["ann"]


def test_a_folder_that_is_a_file_is_said(tmp_path):
    (tmp_path / "x").write_text("")
    with pytest.raises(ResultsError, match="cannot be written"):
        Results(tmp_path / "x", SETTINGS, resume=False)


def test_text_that_is_no_unicode_is_written_all_the_same(tmp_path):
    with Results(tmp_path, SETTINGS, resume=False) as results:
        results.append({**row("ann"), "notes": ["a \ud800 b"]})
    assert [r["notes"] for r in read_rows(tmp_path)] == [["a ? b"]]


def test_a_full_disk_is_said_when_the_tables_are_made(tmp_path, monkeypatch):
    with Results(tmp_path, SETTINGS, resume=False) as results:
        results.append(row("ann"))

    def full(*_):
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr("nnlab.batch.summary.write_tables", full)
    with pytest.raises(ResultsError, match="disk is full.*--resume"):
        write_summary(tmp_path)


def test_what_a_killed_run_has_left_of_a_file_goes_with_the_next_one(tmp_path):
    (tmp_path / ".02.html.tmp").write_bytes(b"hal")
    replace_file(tmp_path / "02.html", b"whole", alone=True)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"02.html": b"whole"}
