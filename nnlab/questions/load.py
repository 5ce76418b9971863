"""Read the questions of a lab from its file, and refuse one that could mislead a learner."""

import tomllib
from functools import lru_cache
from pathlib import Path

from nnlab._language import LANGUAGE
from nnlab.exceptions import DataError, UnknownQuestion
from nnlab.questions.spec import Question
from nnlab.questions.validate import question_of

FOLDER = Path(__file__).parent
"""Where the folders of the languages are."""


def find(question_id: str) -> Question:
    """Return the question with this id.

    Parameters
    ----------
    question_id : str
        Lab and name, such as ``"02.shape_of_w"``.

    Returns
    -------
    Question

    Raises
    ------
    UnknownQuestion
        If there is none.
    DataError
        If the lab's file is damaged.
    """
    lab = question_id.partition(".")[0] if isinstance(question_id, str) else ""
    if lab in labs():
        for question in questions(lab):
            if question.id == question_id:
                return question
    raise UnknownQuestion(question_id, [each for number in labs() for each in _names(number)])


def ids(lab: str) -> tuple[str, ...]:
    """Return the ids of a lab's questions in the order of its file; empty if it has none.

    Raises
    ------
    DataError
        If the lab's file is damaged.
    """
    return tuple(question.id for question in questions(lab))


def labs() -> tuple[str, ...]:
    """Return the numbers of the labs that have questions."""
    files = (FOLDER / LANGUAGE).glob("lab_*.toml")
    return tuple(sorted(file.stem.removeprefix("lab_") for file in files))


def questions(lab: str) -> tuple[Question, ...]:
    """Return the questions of a lab, all of them checked.

    Raises
    ------
    DataError
        If the lab's file cannot be read or breaks a rule; the message names every fault in it.
    """
    file = FOLDER / LANGUAGE / f"lab_{lab}.toml"
    try:
        # The time of the last change is part of the key: an author's edit is seen at once.
        return _read(file, lab, file.stat().st_mtime_ns)
    except FileNotFoundError:
        return ()
    except OSError as error:
        raise DataError(f"{file.name}: the questions of lab {lab} cannot be read: {error}") from None


def _names(lab: str) -> tuple[str, ...]:
    """The ids of a lab's questions, for a suggestion; a damaged file has none to suggest."""
    try:
        return ids(lab)
    except DataError:
        return ()


@lru_cache(maxsize=64)
def _read(file: Path, lab: str, changed: int) -> tuple[Question, ...]:  # noqa: ARG001 - a key
    try:
        table = tomllib.loads(file.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise DataError(f"{file.name}: it must be TOML in UTF-8. Received: {error}.") from None
    found, faults = [], []
    for name, entry in table.items():
        try:
            found.append(question_of(f"{lab}.{name}", entry))
        except ValueError as error:
            faults.append(f"[{name}] {error}")
    if faults:
        raise DataError(f"{file.name}: {' '.join(faults)}")
    return tuple(found)
