"""Lay submissions out as learning platforms hand them out: Canvas, Moodle, nbgrader, plain, and in zips."""

import io
import random
import zipfile
from collections.abc import Callable
from pathlib import Path

from nnlab.grader import registry

_FIRST = ("Ann", "Zoë", "Li", "Māra", "Jean-Luc", "O'Neil", "Ngọc", "ann", "Иван", "María José", "con", "a.b")
_LAST = ("Lee", "Åström", "van der Berg", "Çelik", "Smith", "lee", "Nguyễn", "Doe")


def _canvas(first: str, last: str, i: int, stem: str) -> tuple[str, str]:
    name = "".join(c for c in f"{last}{first}".lower() if c.isalnum())
    late = "LATE_" if i % 7 == 0 else ""
    return (
        f"{name}_{1000 + i}",
        f"{name}_{late}{1000 + i}_{90000 + i}_{stem}{'-1' if i % 5 == 0 else ''}.ipynb",
    )


def _moodle(first: str, last: str, i: int, stem: str) -> tuple[str, str]:
    student = f"{first} {last}_{4000 + i}"
    return student, f"{student}_assignsubmission_file_/{stem}.ipynb"


def _nbgrader(first: str, last: str, i: int, stem: str) -> tuple[str, str]:
    student = f"{first}.{last}.{i}".replace(" ", "").lower()
    return student, f"{student}/{stem}/{stem}.ipynb"


def _plain(first: str, last: str, i: int, stem: str) -> tuple[str, str]:
    student = f"{first} {last} {i}"
    return student, f"{student}/{stem}.ipynb"


def _flat(first: str, last: str, i: int, stem: str) -> tuple[str, str]:
    student = f"{first}-{last}-{i}"
    return student, f"{student}_{stem}.ipynb"


def _own_zip(first: str, last: str, i: int, stem: str) -> tuple[str, str]:
    student = f"{first}~{last}~{i}"
    return student, f"{student}.zip/{stem}.ipynb"


#: Name, whether the whole folder comes as a zip, and how a student and a path come about.
SCHEMES: tuple[tuple[str, bool, Callable[[str, str, int, str], tuple[str, str]]], ...] = (
    ("canvas", False, _canvas),
    ("canvas.zip", True, _canvas),
    ("moodle", False, _moodle),
    ("moodle.zip", True, _moodle),
    ("nbgrader", False, _nbgrader),
    ("plain", False, _plain),
    ("flat", False, _flat),
    ("own-zips", False, _own_zip),
)


def lay_out(home: Path, handed_in: list[tuple[str, bytes]], seed: int) -> tuple[list[Path], list[str]]:
    """Write notebooks in all schemes in turn.

    Parameters
    ----------
    home : Path
    handed_in : list of (str, bytes)
        The lab's number and the notebook's bytes.
    seed : int
        For the names.

    Returns
    -------
    (list of Path, list of str)
        What `nnlab grade` is to be given, and whose each notebook is, as it must find out.
    """
    rng = random.Random(seed)
    files: dict[str, dict[str, bytes]] = {name: {} for name, _, _ in SCHEMES}
    students = []
    for i, (lab, raw) in enumerate(handed_in):
        scheme, _, place = SCHEMES[i % len(SCHEMES)]
        student, path = place(rng.choice(_FIRST), rng.choice(_LAST), i, registry.lab(lab).stem)
        files[scheme][path] = raw
        students.append(student)
    paths = []
    for scheme, packed, _ in SCHEMES:
        if files[scheme]:
            paths.append(home / scheme)
            (_write_zip if packed else _write_folder)(home / scheme, files[scheme])
    return paths, students


def _write_zip(file: Path, files: dict[str, bytes]) -> None:
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, raw in files.items():
            archive.writestr(name, raw)


def _write_folder(folder: Path, files: dict[str, bytes]) -> None:
    for name, raw in files.items():
        above, zipped, member = name.partition(".zip/")
        if zipped:
            packed = io.BytesIO()
            with zipfile.ZipFile(packed, "w") as archive:
                archive.writestr(member, raw)
            name, raw = f"{above}.zip", packed.getvalue()
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(raw)
