"""The words around every question, from ``words.toml`` in the language in force."""

import tomllib
from functools import cache
from pathlib import Path

from nnlab._language import LANGUAGE


@cache
def words() -> dict[str, str]:
    """Return all words by name, read once."""
    with (Path(__file__).parent / LANGUAGE / "words.toml").open("rb") as file:
        return tomllib.load(file)


def say(name: str, **details: object) -> str:
    """Return one of the sentences, filled in."""
    return words()[name].format_map(details)
