"""All labs and exercises, by id; modules are read when they are first asked for."""

from functools import cache
from importlib import import_module, util

from nnlab.exceptions import UnknownExercise
from nnlab.grader.course import LABS, START, Lab
from nnlab.grader.spec import Exercise

__all__ = ["LABS", "START", "Lab", "exercise", "exercises", "lab"]


def lab(number: str) -> Lab:
    """The lab with this number.

    Parameters
    ----------
    number : str
        ``"07"`` or ``"7"``.

    Returns
    -------
    Lab

    Raises
    ------
    KeyError
        When there is no such lab.
    """
    wanted = str(number).zfill(2)
    for candidate in LABS:
        if candidate.number == wanted:
            return candidate
    raise KeyError(
        f"registry.lab: number must be one of 01 to {LABS[-1].number}. Received: number={number!r}."
    )


@cache
def _declared(number: str) -> tuple[Exercise, ...]:
    name = f"nnlab.grader.exercises.lab_{number}"
    return import_module(name).EXERCISES if util.find_spec(name) else ()


def exercises(lab: str | None = None) -> tuple[Exercise, ...]:
    """The exercises of one lab, or of all labs in order."""
    numbers = [entry.number for entry in LABS] if lab is None else [str(lab).zfill(2)]
    return tuple(item for number in numbers for item in _declared(number))


def exercise(exercise_id: str) -> Exercise:
    """The exercise with this id.

    Parameters
    ----------
    exercise_id : str
        Such as ``"07.softmax"``.

    Returns
    -------
    Exercise

    Raises
    ------
    nnlab.exceptions.UnknownExercise
        When there is none; the message names the closest one.
    """
    number = str(exercise_id).partition(".")[0]
    if number.isdigit() and any(entry.number == number for entry in LABS):
        for item in _declared(number):
            if item.id == exercise_id:
                return item
    raise UnknownExercise(exercise_id, [item.id for item in exercises()])
