"""Submissions are found in whatever form they are handed in, and nothing is read that is not one."""

import io
import os
import zipfile
from pathlib import PurePosixPath

import pytest

from nnlab.batch.discover import discover
from nnlab.batch.students import crowded, student_of
from nnlab.exceptions import NotebookError


@pytest.mark.parametrize(
    ("path", "student"),
    [
        ("ann/07_softmax.ipynb", "ann"),
        ("ann/deep/er/07_softmax.ipynb", "ann"),
        ("ann_07_softmax.ipynb", "ann"),
        ("ann_lee_07_softmax.ipynb", "ann_lee"),
        ("Ann Lee_123456_assignsubmission_file_/07_softmax.ipynb", "Ann Lee_123456"),
        ("Ann Lee_123456_assignsubmission_file/x.ipynb", "Ann Lee_123456"),
        ("leeann_12345_67890_07_softmax-1.ipynb", "leeann_12345"),
        ("leeann_LATE_12345_67890_07_softmax.ipynb", "leeann_12345"),
        ("submission_123/07_softmax.ipynb", "submission_123"),
        ("Ann Lee_123456_assignsubmission_file_07_softmax.ipynb", "Ann Lee_123456"),
        ("submissions (1).zip/leeann_12345_67890_07_softmax.ipynb", "leeann_12345"),
        ("submissions/ann/07_softmax.ipynb", "ann"),
        ("leeann_12345_67890_lab.zip/07_softmax.ipynb", "leeann_12345"),
        ("ann.zip/07_softmax.ipynb", "ann"),
        ("homework.ipynb", "homework"),
        (" _07_softmax.ipynb", "unknown"),
        ("Łukasz/lab.ipynb", "Łukasz"),
        ("a\nb/lab.ipynb", "a?b"),
    ],
)
def test_the_student_is_read_from_the_path(path, student):
    assert student_of(PurePosixPath(path)) == student


def make(folder, *names):
    for name in names:
        place = folder / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text("{}")


def found(*paths):
    return [(item.student, item.submission) for item in discover(paths)]


def test_a_folder_is_searched_in_the_order_of_names(tmp_path):
    make(
        tmp_path,
        "bob/07_softmax.ipynb",
        "ann/07_softmax.ipynb",
        "ann/02_forward_propagation.ipynb",
        "ann/notes.txt",
    )
    make(
        tmp_path,
        "ann/.ipynb_checkpoints/07_softmax-checkpoint.ipynb",
        "ann/.hidden.ipynb",
        "__MACOSX/ann/x.ipynb",
    )
    assert found(tmp_path) == [
        ("ann", "ann/02_forward_propagation.ipynb"),
        ("ann", "ann/07_softmax.ipynb"),
        ("bob", "bob/07_softmax.ipynb"),
    ]


def test_zips_are_read_without_unpacking_and_zips_in_them_too(tmp_path):
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w") as archive:
        archive.writestr("07_softmax.ipynb", "inner")
    with zipfile.ZipFile(tmp_path / "class.zip", "w") as archive:
        archive.writestr("bob/07_softmax.ipynb", "outer")
        archive.writestr("ann.zip", inner.getvalue())
        archive.writestr("../../evil.ipynb", "slip")
    submissions = discover([tmp_path / "class.zip"])
    assert [item.student for item in submissions] == ["ann", "bob", "evil"]
    assert [item.read() for item in submissions] == [b"inner", b"outer", b"slip"]
    assert [path.name for path in tmp_path.iterdir()] == ["class.zip"]
    assert not any(".." in item.submission for item in submissions)


HANDED_IN = {
    "canvas": ("leeann_12_345_07_softmax.ipynb", "raybob_13_346_07_softmax.ipynb"),
    "moodle": (
        "Ann Lee_12_assignsubmission_file_/07_softmax.ipynb",
        "Bob Ray_13_assignsubmission_file_/my/07.ipynb",
    ),
    "gradescope": ("export/submission_12/07_softmax.ipynb", "export/submission_13/07_softmax.ipynb"),
}


@pytest.mark.parametrize("packed", [True, False])
@pytest.mark.parametrize("platform", HANDED_IN)
def test_downloads_of_several_assignments_lie_side_by_side(tmp_path, platform, packed):
    for lab in ("Lab 2-4711", "Lab 7 (1)"):
        if packed:
            with zipfile.ZipFile(tmp_path / f"{lab}.zip", "w") as archive:
                for name in HANDED_IN[platform]:
                    archive.writestr(name, "{}")
        else:
            make(tmp_path / lab, *HANDED_IN[platform])
    students = [student for student, _ in found(tmp_path)]
    assert len(students) == 4
    assert len({*students}) == 2, "each student has two notebooks"
    assert not any(student.startswith(("Lab", "export")) for student in students)


def test_what_a_student_names_as_a_platform_does_stays_the_students(tmp_path):
    theirs = "Mal Ory_9_assignsubmission_file_"
    make(tmp_path, f"{theirs}/leeann_12_345_07_softmax.ipynb", f"{theirs}/raybob_13_346_07_softmax.ipynb")
    assert {student for student, _ in found(tmp_path)} == {"Mal Ory_9"}


@pytest.mark.parametrize("above", ["", "submissions/"])
@pytest.mark.parametrize(
    "names",
    [
        ("leeann_12_345_07_softmax.ipynb", "raybob_13_346_07_softmax.ipynb"),
        ("submission_12.ipynb", "submission_13.ipynb"),
    ],
)
def test_a_student_among_others_makes_no_class_of_a_folder(tmp_path, above, names):
    make(tmp_path, *(f"{above}mallory/{name}" for name in names), f"{above}ann/07_softmax.ipynb")
    assert {student for student, _ in found(tmp_path)} == {"ann", "mallory"}


def test_a_folder_of_a_class_that_is_taken_for_a_student_is_noticed(tmp_path):
    make(tmp_path, *(f"lab 7/{name}_07_softmax.ipynb" for name in "abcdefg"), "ann/07_softmax.ipynb")
    assert crowded((item.student, item.name) for item in discover([tmp_path])) == [("lab 7", 7)]


def test_links_are_not_followed(tmp_path):
    secret = tmp_path / "secret.ipynb"
    secret.write_text("secret")
    (tmp_path / "in" / "ann").mkdir(parents=True)
    (tmp_path / "in" / "ann" / "07_softmax.ipynb").symlink_to(secret)
    (tmp_path / "in" / "bob").symlink_to(tmp_path)
    (only,) = discover([tmp_path / "in"])
    with pytest.raises(NotebookError, match="links are not followed"):
        only.read()


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 no zip", b"x" * 100])
def test_a_damaged_zip_is_one_submission_that_cannot_be_read(tmp_path, content):
    (tmp_path / "ann.zip").write_bytes(content)
    (only,) = discover([tmp_path])
    assert only.student == "ann"
    with pytest.raises(NotebookError, match=r"ann\.zip"):
        only.read()


def test_a_member_that_holds_more_than_it_says_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr("nnlab.batch.files.MAX_BYTES", 1000)
    with zipfile.ZipFile(tmp_path / "bomb.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("ann/07_softmax.ipynb", b"0" * 100_000)
    (only,) = discover([tmp_path])
    with pytest.raises(NotebookError, match="larger than"):
        only.read()


def test_a_fifo_is_no_notebook_and_nobody_waits_for_it(tmp_path):
    os.mkfifo(tmp_path / "ann_07_softmax.ipynb")
    (only,) = discover([tmp_path])
    with pytest.raises(NotebookError, match="no regular file"):
        only.read()


def test_equal_paths_of_two_folders_are_two_submissions(tmp_path):
    make(tmp_path, "a/ann/07_softmax.ipynb", "b/ann/07_softmax.ipynb")
    assert len({item.submission for item in discover([tmp_path / "a", tmp_path / "b"])}) == 2


def test_a_file_that_is_named_twice_is_graded_once(tmp_path):
    make(tmp_path, "ann/07_softmax.ipynb")
    assert len(discover([tmp_path, tmp_path / "ann"])) == 1


@pytest.mark.parametrize("name", ["nothing", "notes.txt"])
def test_a_path_without_submissions_is_said(tmp_path, name):
    (tmp_path / "notes.txt").write_text("x")
    with pytest.raises(NotebookError, match=name):
        discover([tmp_path / name])


def test_a_zip_in_a_zip_that_is_packed_too_tightly_is_not_unpacked(tmp_path):
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w") as archive:
        archive.writestr("x.bin", bytes(8 * 2**20))
    with zipfile.ZipFile(tmp_path / "ann.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("inner.zip", inner.getvalue())
    [found] = discover([tmp_path])
    assert (found.student, "packed more tightly" in found.problem) == ("ann", True)


def test_a_zip_that_is_exchanged_is_read_anew(tmp_path):
    place = tmp_path / "ann.zip"
    for text, changed in ((b"1", 1), (b"2", 2)):
        with zipfile.ZipFile(place, "w") as archive:
            archive.writestr("07_softmax.ipynb", text)
        os.utime(place, ns=(changed, changed))
        [found] = discover([place])
        assert found.read() == text


def zipped(members):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return packed.getvalue()


@pytest.mark.parametrize("name", ["//bob/x.ipynb", "\\\\bob\\x.ipynb", "/bob/x.ipynb", "../../bob/x.ipynb"])
def test_a_path_in_a_students_zip_makes_nobody_of_it(tmp_path, name):
    (tmp_path / "ann").mkdir()
    (tmp_path / "ann" / "work.zip").write_bytes(zipped({name: "{}"}))
    assert found(tmp_path) == [("ann", "ann/work.zip/bob/x.ipynb")]


def flood(count):
    return {f"{i}.ipynb": "" for i in range(count)}


@pytest.mark.parametrize(
    "members",
    [
        flood(501),
        {f"{i}.zip": zipped(flood(100)) for i in range(6)},
        {"a.zip": zipped({"b.zip": zipped(flood(501))})},
    ],
)
def test_a_zip_of_very_many_notebooks_costs_its_student_alone(tmp_path, members):
    (tmp_path / "eve.zip").write_bytes(zipped(members))
    make(tmp_path, "zoe/07_softmax.ipynb")
    eve, zoe = discover([tmp_path])
    assert (eve.student, eve.submission) == ("eve", "eve.zip")
    assert "more than 500 notebooks" in eve.problem
    assert (zoe.student, zoe.problem) == ("zoe", "")


def test_what_a_platform_packed_may_hold_any_number_of_notebooks_and_a_students_zip_in_it_may_not(tmp_path):
    inner = {"eve_1234_5678_work.zip": zipped(flood(501)), "zoe_1235_5679_work.zip": zipped(flood(2))}
    (tmp_path / "class.zip").write_bytes(zipped(flood(600) | inner))
    submissions = {item.submission: item for item in discover([tmp_path / "class.zip"])}
    assert len(submissions) == 600 + 1 + 2
    assert "more than 500" in submissions["eve_1234_5678_work.zip"].problem


def test_zips_nested_too_deeply_have_a_row_that_says_so(tmp_path):
    data = zipped({"07_softmax.ipynb": "{}"})
    for _ in range(4):
        data = zipped({"more.zip": data})
    (tmp_path / "ann.zip").write_bytes(data)
    [only] = discover([tmp_path])
    assert (only.student, "nested too deeply" in only.problem) == ("ann", True)


def test_a_fifo_or_a_link_that_is_named_zip_is_told_and_nobody_waits_for_it(tmp_path):
    os.mkfifo(tmp_path / "ann.zip")
    (tmp_path / "bob.zip").symlink_to("/etc/passwd")
    assert [item.problem for item in discover([tmp_path])] == [
        "it is no regular file.",
        "it is a link, and links are not followed.",
    ]
