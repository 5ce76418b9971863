"""Make a question from its table in the file, or say which rule the table breaks."""

import math
import re
from typing import Any

from nnlab.questions.markup import fault
from nnlab.questions.numbers import agree, tolerance_of
from nnlab.questions.spec import LETTERS, Choice, Question, Slip

_FEWEST = 3


def question_of(question_id: str, entry: Any) -> Question:
    """Return the question that a table describes.

    Parameters
    ----------
    question_id : str
        Lab and name.
    entry : object
        What stands under the name in the file.

    Returns
    -------
    Question

    Raises
    ------
    ValueError
        If it breaks a rule; the message says which, and what was found.
    """
    name = question_id.partition(".")[2]
    if not re.fullmatch(r"[a-z][a-z0-9_]*", name):
        raise ValueError(f"a name must be small letters, digits and _. Received: {name!r}.")
    if not isinstance(entry, dict):
        raise ValueError(f"it must be a table. Received: {entry!r}.")
    if ("choices" in entry) == ("answer" in entry):
        raise ValueError(f"it must have either choices or an answer. Received: {', '.join(entry)}.")
    prompt = _text(entry, "prompt", "the question")
    if "choices" in entry:
        _only(entry, {"prompt", "choices"}, "a question with choices")
        return Question(question_id, prompt, choices=_choices(entry["choices"]))
    _only(entry, {"prompt", "answer", "tolerance", "why", "slips"}, "a question for a number")
    answer = _number(entry, "answer", "the question")
    tolerance = _number(entry, "tolerance", "the question") if "tolerance" in entry else tolerance_of(answer)
    if tolerance < 0 or math.isinf(tolerance):
        raise ValueError(f"tolerance must be a number of 0 or more. Received: {tolerance}.")
    slips = _slips(entry.get("slips", []), answer, tolerance)
    why = _text(entry, "why", "the question")
    return Question(question_id, prompt, answer=answer, tolerance=tolerance, why=why, slips=slips)


def _choices(entries: Any) -> tuple[Choice, ...]:
    tables = _tables(entries, "choices")
    if not _FEWEST <= len(tables) <= len(LETTERS):
        raise ValueError(f"it must have {_FEWEST} to {len(LETTERS)} choices. Received: {len(tables)}.")
    choices = []
    for letter, table in zip(LETTERS, tables, strict=False):
        _only(table, {"text", "why", "right"}, f"choice {letter}")
        right = table.get("right", False)
        if not isinstance(right, bool):
            raise ValueError(f"right of choice {letter} must be true or false. Received: {right!r}.")
        text, why = (_text(table, key, f"choice {letter}") for key in ("text", "why"))
        choices.append(Choice(text, why, right))
    count = sum(choice.right for choice in choices)
    if count != 1:
        raise ValueError(f"exactly one choice must have right = true. Received: {count}.")
    if len({choice.text.strip() for choice in choices}) < len(choices):
        raise ValueError("two choices have the same text. Make each say something else.")
    return tuple(choices)


def _slips(entries: Any, answer: float, tolerance: float) -> tuple[Slip, ...]:
    slips: list[Slip] = []
    for table in _tables(entries, "slips"):
        _only(table, {"value", "why"}, "a slip")
        slip = Slip(_number(table, "value", "a slip"), _text(table, "why", "a slip"))
        if agree(slip.value, answer, tolerance):
            raise ValueError(
                f"a slip's value must not count as right (answer {answer:g}, tolerance {tolerance:g}). "
                f"Received: {slip.value:g}."
            )
        if any(slip.value == other.value for other in slips):
            raise ValueError(f"two slips have the same value. Received: {slip.value:g}.")
        slips.append(slip)
    return tuple(slips)


def _tables(entries: Any, key: str) -> list[dict[str, Any]]:
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise ValueError(f"{key} must be written as [[name.{key}]] tables. Received: {entries!r}.")
    return entries


def _text(table: dict[str, Any], key: str, whose: str) -> str:
    text = table.get(key)
    if not isinstance(text, str) or not text.strip():
        raise ValueError(f"{key} of {whose} must be a text that is not empty. Received: {text!r}.")
    if fault(text):
        raise ValueError(f"{key} of {whose} {fault(text)}. Received: {text!r}.")
    return text.strip()


def _number(table: dict[str, Any], key: str, whose: str) -> float:
    value = table.get(key)
    if isinstance(value, bool) or not isinstance(value, int | float) or math.isnan(value):
        raise ValueError(f"{key} of {whose} must be a number. Received: {value!r}.")
    return value


def _only(table: dict[str, Any], known: set[str], whose: str) -> None:
    if unknown := sorted(set(table) - known):
        raise ValueError(f"{whose} has {', '.join(sorted(known))}. Received: {', '.join(unknown)}.")
