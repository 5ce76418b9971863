"""What Canvas, Moodle and Gradescope get is in their form, and holds each grade once, of the right person."""

import csv
import io
import json
import re

import pytest
from rows import entry, lab_02, row, write

from nnlab.batch import platforms
from nnlab.batch.gradescope import results_json
from nnlab.cli import main
from nnlab.exceptions import ResultsError

CANVAS = "leeann_LATE_123456_789_02_forward_propagation-1.ipynb"
GRADEBOOK = (
    "Student,ID,SIS User ID,SIS Login ID,Section,Forward (5),Current Score\n"
    "    Points Possible,,,,,20,(read only)\n"
    '"Lee, Ann",123456,U1,alee,A,,90\n'
    '"Ray, Bob",7,U2,bob,B,,\n'
    '"Ray, Sam",8,U3,sam1,B,,\n'
    '"Ray, Sam",9,U4,sam2,B,,\n'
)


def table(text):
    return [*csv.reader(io.StringIO(text))]


def lab_07(student, points, **more):
    return row(student, "07", entry("07.softmax", points), **more)


@pytest.fixture
def results(tmp_path):
    return write(
        tmp_path / "results",
        lab_02("leeann_123456", 10, 4, submission=CANVAS),
        lab_02("bob", 10, 10),
        lab_02("bob", 0, 0, submission="bob/old/02.ipynb"),
        lab_07("bob", 6),
        lab_02("=cmd|'/c calc'!A0", 1, 1),
    )


def test_canvas_gets_the_columns_of_its_own_export(results):
    found = table(platforms.canvas(results, ["02", "07"], {}).text)
    assert found[0][:5] == ["Student", "ID", "SIS User ID", "SIS Login ID", "Section"]
    assert found[0][5:] == ["02 Forward propagation", "07 Softmax"]
    assert found[1] == ["    Points Possible", "", "", "", "", "20", "25"]
    rows = {line[0]: line[1:] for line in found[2:]}
    assert rows["leeann_123456"] == ["123456", "", "", "", "14", ""], (
        "Canvas's number, from Canvas's file name"
    )
    assert rows["bob"] == ["", "", "bob", "", "20", "6"], "the best of two; no login is guessed from a number"
    assert len(found) == 5


def test_a_folder_that_ends_in_a_number_is_no_user_of_canvas(tmp_path):
    folder = write(tmp_path, lab_02("ann_2024", submission="ann_2024/02_forward_propagation.ipynb"))
    assert table(platforms.canvas(folder, ["02"], {}).text)[2][:4] == ["ann_2024", "", "", "ann_2024"]


def test_a_gradebook_of_canvas_tells_who_is_who(results, tmp_path):
    roster = tmp_path / "gradebook.csv"
    roster.write_text(GRADEBOOK, encoding="utf-8-sig")
    written = platforms.canvas(results, ["02"], {"02": "Forward (5)"}, roster)
    found = table(written.text)
    assert found[0][5:] == ["Forward (5)"]
    assert ["Lee, Ann", "123456", "U1", "alee", "A", "14"] in found
    assert ["Ray, Bob", "7", "U2", "bob", "B", "20"] in found
    assert written.unknown == ["=cmd|'/c calc'!A0"]


def test_no_cell_takes_a_grade_away_that_canvas_has(tmp_path):
    """Canvas takes an empty cell for "no grade"."""
    (tmp_path / "g.csv").write_text(GRADEBOOK.replace('"Ray, Bob",7,U2,bob,B,,', '"Ray, Bob",7,U2,bob,B,EX,'))
    folder = write(tmp_path / "r", lab_02("Ann Lee"), lab_07("bob", 6))
    written = platforms.canvas(folder, ["02", "07"], {"02": "Forward (5)"}, tmp_path / "g.csv")
    assert {line[1]: line[5:] for line in table(written.text)[2:]} == {"123456": ["20", ""], "7": ["EX", "6"]}
    assert written.empty == 0, "lab 07 is new in Canvas, and nothing is there to be lost"
    assert platforms.canvas(folder, ["02", "07"], {}).empty == 2, "without the gradebook nobody knows"


def test_assignments_that_canvas_does_not_have_as_they_are_written_are_told(tmp_path):
    (tmp_path / "g.csv").write_text(GRADEBOOK.replace("Possible,,,,,20,", "Possible,,,,,50.00,"))
    folder = write(tmp_path / "r", lab_02("Ann Lee"), lab_07("Ann Lee", 6))
    told = platforms.canvas(folder, ["02", "07"], {"02": "Forward (5)"}, tmp_path / "g.csv").warnings
    assert "'Forward (5)' has 50.00 points in Canvas, and lab 02 has 20" in told[0]
    assert told[1].startswith("'07 Softmax' is no assignment of the gradebook, so Canvas makes a new one.")
    assert told[1].endswith('--title "07=NAME" names one of these: Forward (5)')
    (tmp_path / "g.csv").write_text(GRADEBOOK)
    assert not platforms.canvas(folder, ["02"], {"02": "Forward (5)"}, tmp_path / "g.csv").warnings


def test_who_has_two_names_in_the_run_is_one_person_in_canvas(tmp_path):
    (tmp_path / "g.csv").write_text(GRADEBOOK)
    folder = write(tmp_path / "r", lab_02("alee", 10, 2), lab_02("leeann_123456", 1, 1, submission=CANVAS))
    written = platforms.canvas(folder, ["02"], {}, tmp_path / "g.csv")
    assert [line[1:6:4] for line in table(written.text)[2:]] == [["123456", "12"]]
    assert "one person" in " ".join(written.warnings)


@pytest.mark.parametrize("inner", ["07", "raybob_77_790_02_forward_propagation"])
def test_a_zip_that_was_handed_in_to_canvas_is_its_senders(tmp_path, inner):
    (tmp_path / "g.csv").write_text(GRADEBOOK.replace(",7,", ",77,"))
    sent = lab_02("leeann_123456", submission=f"leeann_123456_789_work.zip/{inner}.ipynb")
    written = platforms.canvas(write(tmp_path / "r", sent), ["02"], {}, tmp_path / "g.csv")
    assert (written.unknown, [line[1] for line in table(written.text)[2:]]) == ([], ["123456"])


def test_no_student_can_name_a_file_for_another_user_of_canvas(tmp_path):
    (tmp_path / "g.csv").write_text(GRADEBOOK.replace(",7,", ",77,"))
    sent = lab_02("alee", submission="alee/raybob_77_790_02_forward_propagation.ipynb")
    written = platforms.canvas(write(tmp_path / "r", sent), ["02"], {}, tmp_path / "g.csv")
    assert [line[1] for line in table(written.text)[2:]] == ["123456"]


def test_a_gradebook_with_first_and_last_names_is_read(tmp_path):
    (tmp_path / "g.csv").write_text("LastName,FirstName,ID,SIS Login ID,Section\nLee,Ann,12,alee,A\n")
    written = platforms.canvas(write(tmp_path / "r", lab_02("Ann Lee")), ["02"], {}, tmp_path / "g.csv")
    assert table(written.text)[2][:4] == ["Lee, Ann", "12", "", "alee"]


def test_signs_that_file_names_cannot_hold_do_not_matter(tmp_path):
    (tmp_path / "p.csv").write_text("First name,Last name,Email address\nEve,O'Neil,e@x.org\n")
    written = platforms.moodle(write(tmp_path / "r", lab_02("Eve ONeil_47")), ["02"], {}, tmp_path / "p.csv")
    assert table(written.text)[1] == ["Eve", "O'Neil", "e@x.org", "20"]


def test_of_two_with_one_name_neither_gets_the_grade(tmp_path):
    (tmp_path / "g.csv").write_text(GRADEBOOK)
    folder = write(tmp_path / "r", lab_02("Sam Ray"), lab_02("Ann Lee"), lab_02("sam2", 1, 1))
    written = platforms.canvas(folder, ["02"], {}, tmp_path / "g.csv")
    assert written.unknown == ["Sam Ray"]
    assert [(line[1], line[5]) for line in table(written.text)[2:]] == [("123456", "20"), ("9", "2")]


@pytest.mark.parametrize("form", ["canvas", "moodle"])
def test_no_cell_is_run_by_a_spreadsheet(results, form):
    text = getattr(platforms, form)(results, ["02", "07"], {}).text
    cells = [cell for line in table(text) for cell in line]
    assert not [cell for cell in cells if re.match(r"[=+\-@\t\r]", cell)]
    assert "'=cmd|'/c calc'!A0" in cells


@pytest.mark.parametrize("form", ["canvas", "moodle"])
def test_what_the_grader_failed_on_is_left_to_a_person(tmp_path, form):
    broken = row("cy", "02", entry("02.dense"), entry("02.sequential", 0, "ISOLATION_FAULT"))
    written = getattr(platforms, form)(write(tmp_path, lab_02("ann"), broken), ["02"], {})
    assert written.unjudged == ["cy/02.ipynb"]
    assert "cy" not in written.text


def test_moodle_gets_usernames(results):
    found = table(platforms.moodle(results, ["02", "07"], {}).text)
    assert found[0] == ["Username", "02 Forward propagation", "07 Softmax"]
    assert ["bob", "20", "6"] in found


def test_people_that_moodle_exported_tell_who_is_who(tmp_path):
    people = tmp_path / "people.csv"
    people.write_text(
        "First name;Last name;ID number;Email address;Course total\nAnn;Lee;17;ann@x.org;3\n"
        "Bob;Ray;18;bob@x.org;\n"
    )
    folder = write(tmp_path / "r", lab_02("Ann Lee_4711"), lab_02("bob@x.org", 1, 1), lab_02("eve"))
    written = platforms.moodle(folder, ["02"], {}, people)
    assert table(written.text) == [
        ["First name", "Last name", "ID number", "Email address", "02 Forward propagation"],
        ["Ann", "Lee", "17", "ann@x.org", "20"],
        ["Bob", "Ray", "18", "bob@x.org", "2"],
    ]
    assert written.unknown == ["eve"]


SHEET = (
    "Identifier,Full name,Email address,Status,Grade,Maximum grade,Last modified (grade),Feedback comments\n"
    'Participant 4711,Ann Lee,a@x.org,Submitted,,{most},-,"two\nlines"\n'
    "Participant 4712,Ann Lee,b@x.org,No submission,,{most},-,\n"
)


def test_a_grading_worksheet_of_moodle_comes_back_filled_in(tmp_path):
    sheet = tmp_path / "sheet.csv"
    sheet.write_text(SHEET.format(most="20.00"))
    folder = write(tmp_path / "r", lab_02("Ann Lee_4711", 10, 3), lab_07("Ann Lee_4711", 2))
    found = table(platforms.moodle(folder, ["02"], {}, sheet).text)
    assert found[1] == [
        "Participant 4711",
        "Ann Lee",
        "a@x.org",
        "Submitted",
        "13",
        "20.00",
        "-",
        "two\nlines",
    ]
    assert found[2][4] == "", "another one of the same name keeps an empty grade"
    with pytest.raises(ResultsError, match="--labs"):
        platforms.moodle(folder, ["02", "07"], {}, sheet)


def test_a_worksheet_with_another_maximum_is_refused(tmp_path):
    sheet = tmp_path / "sheet.csv"
    sheet.write_text(SHEET.format(most="100"))
    with pytest.raises(ResultsError, match="set the maximum grade of the assignment to 20"):
        platforms.moodle(write(tmp_path / "r", lab_02("Ann Lee_4711")), ["02"], {}, sheet)


@pytest.mark.parametrize("text", ["", "a,b\n1,2\n", b"\xff\xfe\x00"])
def test_a_list_that_is_none_is_said(results, tmp_path, text):
    (tmp_path / "x.csv").write_bytes(text if isinstance(text, bytes) else text.encode())
    for form in (platforms.canvas, platforms.moodle):
        with pytest.raises(ResultsError, match=r"x\.csv"):
            form(results, ["02"], {}, tmp_path / "x.csv")


def test_gradescope_gets_a_test_for_each_exercise_and_no_hidden_input():
    hidden = entry("02.sequential", 3, misconception="x.y", case="random 1", called="sequential(secret)")
    made = results_json(row("ann", "02", entry("02.dense"), hidden, notes=["dense is defined twice"]))
    assert made["score"] == 13
    assert [(t["name"], t["score"], t["max_score"], t["status"]) for t in made["tests"]] == [
        ("02.dense", 10, 10, "passed"),
        ("02.sequential", 3, 10, "failed"),
    ]
    assert made["output"] == "dense is defined twice"
    assert {t["visibility"] for t in made["tests"]} == {"visible"}
    assert "secret" not in json.dumps(made)


def test_the_command_writes_what_it_says(results, tmp_path, capsys):
    assert main(["export", "canvas", str(results), "--title", "02=Forward (5)"]) == 0
    assert "Forward (5)" in (results / "canvas.csv").read_text()
    assert main(["export", "moodle", str(results), "--labs", "07", "--out", str(tmp_path / "m.csv")]) == 0
    assert table((tmp_path / "m.csv").read_text())[0] == ["Username", "07 Softmax"]
    assert main(["export", "gradescope-results", str(results)]) == 0
    files = {str(p.relative_to(results / "gradescope")) for p in results.rglob("results.json")}
    assert {"bob/07/results.json", "bob/02/results.json"} < {re.sub(r"-[0-9a-f]{8}/", "/", f) for f in files}
    assert len(files) == 5
    one = tmp_path / "results.json"
    assert main(["export", "gradescope-results", str(results), "--labs", "02", "--out", str(one)]) == 0
    assert json.loads(one.read_text())["score"] == 20
    capsys.readouterr()


def test_empty_cells_are_told(results, capsys):
    assert main(["export", "moodle", str(results)]) == 0
    assert "2 cells are empty" in capsys.readouterr().err
    assert main(["export", "moodle", str(results), "--labs", "02"]) == 0
    assert not capsys.readouterr().err


def test_a_student_who_is_not_in_the_list_is_named(results, tmp_path, capsys):
    (tmp_path / "g.csv").write_text(GRADEBOOK)
    assert main(["export", "canvas", str(results), "--roster", str(tmp_path / "g.csv")]) == 1
    assert "=cmd|" in capsys.readouterr().err


def test_nothing_handed_in_is_a_result_too(tmp_path):
    out = tmp_path / "results.json"
    folder = write(tmp_path / "r")
    assert main(["export", "gradescope-results", str(folder), "--out", str(out)]) == 0
    assert json.loads(out.read_text())["score"] == 0


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["canvas", "nowhere"], "no results are here"),
        (["nbgrader", "x", "--roster", "y"], "--roster has no meaning for nbgrader"),
        (["canvas", "x", "--title", "7"], "NN=NAME"),
        (["canvass", "x"], "canvas"),
    ],
)
def test_wrong_use_is_said(arguments, said, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    assert main(["export", *arguments]) == 2
    assert said in capsys.readouterr().err
