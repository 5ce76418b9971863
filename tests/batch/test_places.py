"""No two rows share a page, and no name of a student or of a file stops a run."""

import os
import unicodedata
from pathlib import Path

import pytest

from nnlab.batch.discover import discover
from nnlab.batch.places import feedback_path, safe_name
from nnlab.notebooks.check import lab_of

STEM = "02_forward_propagation"


def pages(submissions):
    found = []
    for item in submissions:
        row = {
            "student": item.student,
            "submission": item.submission,
            "lab": lab_of({"metadata": {}, "cells": []}, item.name),
        }
        found.append(feedback_path(Path("out"), row))
    return found


def touch(*paths):
    for path in paths:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"{}")


@pytest.mark.parametrize(
    "name",
    [
        f"ann/{STEM}",
        f"ann_{STEM}",
        f"ann/{STEM}/{STEM}",
        f"Ann_7_assignsubmission_file_/{STEM}",
        f"Ann_7_assignsubmission_file_{STEM}",
        f"leeann_12_345_{STEM}",
        f"leeann_LATE_12_345_{STEM}-1",
        f"submissions (1)/leeann_12_345_{STEM}",
    ],
)
def test_a_notebook_in_its_expected_place_has_the_labs_page(tmp_path, name):
    touch(tmp_path / f"{name}.ipynb")
    assert [page.name for page in pages(discover([tmp_path]))] == ["02.html"]


def test_no_two_rows_share_a_page(tmp_path):
    names = (f"ann/{STEM}", f"ann/old/{STEM}", f"ann_{STEM}", f"ann/my_{STEM}", f"ann/{STEM}-1")
    touch(*(tmp_path / "a" / f"{name}.ipynb" for name in names), tmp_path / "b" / "ann" / f"{STEM}.ipynb")
    found = pages(discover([tmp_path / "a", tmp_path / "b"]))
    assert len({*found}) == len(found) == 6
    assert [page.name for page in found].count("02.html") == 1


def test_files_of_no_lab_have_pages_of_their_own():
    rows = [{"student": "ann", "submission": f"ann/{name}.ipynb", "lab": ""} for name in "xy"]
    assert len({feedback_path(Path("out"), row) for row in rows}) == 2


@pytest.mark.parametrize(
    "name",
    [
        "..",
        "a/b",
        "=cmd()",
        "CON",
        "con",
        "nul.txt",
        "\U00020000" * 80,
        "中" * 300,
        "x" * 5000,
        "n\nl",
        " ",
        "",
        "\u202ex",
    ],
)
def test_any_name_makes_a_folder(tmp_path, name):
    safe = safe_name(name)
    assert len(os.fsencode(safe)) <= 255
    (tmp_path / safe).mkdir()
    assert [path.name for path in tmp_path.iterdir()] == [safe]
    assert safe.partition(".")[0].upper() not in ("CON", "NUL", "")


def test_students_that_look_alike_have_folders_of_their_own():
    names = ["ann", "\u0430nn", "ann.", " ann", "a/nn", "a_nn", "CON", "con-"]
    names += ["Ann", "ANN", "zo\u00eb", "zoe\u0308", "Zo\u00eb", "stra\u00dfe", "strasse"]
    on_any_disk = {unicodedata.normalize("NFC", safe_name(name)).casefold() for name in names}
    assert len(on_any_disk) == len(names)
    assert [safe_name(name) for name in ("ann", "zo\u00eb", "lee_4711")] == ["ann", "zo\u00eb", "lee_4711"]
    assert safe_name("Ann Lee").startswith("Ann Lee-")
