"""Look up sentences by id: those of every report in ``report.toml``, those of a lab in ``lab_NN.toml``."""

import tomllib
from functools import cache
from pathlib import Path

from nnlab._language import LANGUAGE


@cache
def table(lab: str = "") -> dict:
    """The sentences of every report, or those of one lab, in the language in force, read once."""
    name = f"lab_{lab}.toml" if lab else "report.toml"
    with (Path(__file__).parent / LANGUAGE / name).open("rb") as file:
        return tomllib.load(file)


@cache
def labs() -> tuple[str, ...]:
    """Numbers of the labs that have sentences."""
    files = (Path(__file__).parent / LANGUAGE).glob("lab_*.toml")
    return tuple(sorted(file.stem.removeprefix("lab_") for file in files))


def say(section: str, key: str, lab: str = "", **details: object) -> str:
    """One sentence, filled in.

    Parameters
    ----------
    section, key : str
        Where it stands in the file.
    lab : str
        A lab whose own sentence of this name comes first, such as ``"07"``.
    **details
        Values for the names in braces; names that the sentence leaves out are ignored.

    Returns
    -------
    str
    """
    own = table(lab).get(section, {}) if lab else {}
    sentence = own[key] if key in own else table()[section][key]
    return sentence.format_map(details)


def exercise(exercise_id: str) -> dict:
    """Task and hints of an exercise."""
    return table(exercise_id.partition(".")[0])["exercises"][exercise_id]


def misconception(misconception_id: str) -> dict[str, str]:
    """Cause and question of a misconception, whichever lab declares it, or of a fault of any function."""
    for lab in ("", *labs()):
        known = table(lab).get("misconceptions", {})
        if misconception_id in known:
            return known[misconception_id]
    raise KeyError(misconception_id)
