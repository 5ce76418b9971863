"""Look up sentences by id."""

import tomllib
from functools import cache
from pathlib import Path

LANGUAGE = "en"


@cache
def table() -> dict:
    """All sentences of the language in force, read once."""
    with (Path(__file__).parent / f"{LANGUAGE}.toml").open("rb") as file:
        return tomllib.load(file)


def say(section: str, key: str, **details: object) -> str:
    """One sentence, filled in.

    Parameters
    ----------
    section, key : str
        Where it stands in the file.
    **details
        Values for the names in braces; names that the sentence leaves out are ignored.

    Returns
    -------
    str
    """
    return table()[section][key].format_map(details)


def exercise(exercise_id: str) -> dict:
    """Task and hints of an exercise."""
    return table()["exercises"][exercise_id]


def misconception(misconception_id: str) -> dict[str, str]:
    """Cause and question of a misconception."""
    return table()["misconceptions"][misconception_id]
