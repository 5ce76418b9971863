"""The list of a class as a learning platform exports it, and who of it a student of a run is."""

import csv
import io
import re
from collections.abc import Iterable
from pathlib import Path

from nnlab.exceptions import ResultsError

_NOT_IN_FILES = r"[&<>\"`|':\\/’]"


class Roster:
    """A CSV of a platform with one row a person.

    Parameters
    ----------
    path : Path
    names : tuple of tuple of str
        Columns, any of which may name a person; of several columns the texts are put together.
    needed : str
        What the file is and where it comes from, for the message when no such column is there.

    Raises
    ------
    ResultsError
        When it cannot be read, or has none of these columns.
    """

    def __init__(self, path: Path, names: tuple[tuple[str, ...], ...], needed: str) -> None:
        try:
            with open(path, encoding="utf-8-sig", newline="") as file:
                text = file.read()
        except (OSError, UnicodeDecodeError) as error:
            raise ResultsError(f"{path}: it cannot be read ({error}). Save it as CSV, UTF-8.") from None
        lines = csv.reader(io.StringIO(text), delimiter=_delimiter(text))
        self.header = [cell.strip() for cell in next(lines, [])]
        self.rows = [row + [""] * (len(self.header) - len(row)) for row in lines if any(row)]
        places = {name.lower(): place for place, name in enumerate(self.header)}
        self._columns = [[places[n.lower()] for n in group] for group in names if _all_in(group, places)]
        if not self._columns:
            shown = ", ".join(self.header)
            raise ResultsError(f"{path}: it must be {needed}. Received the columns: {shown}.")
        self._found: dict[str, int | None] = {}
        for number, row in enumerate(self.rows):
            for group in self._columns:
                self._note(" ".join(row[place] for place in group), number)

    def _note(self, name: str, number: int) -> None:
        for key in _keys(name):
            known = self._found.setdefault(key, number)
            if known != number:
                self._found[key] = None  # two people of this name: neither is meant

    def column(self, name: str) -> int | None:
        """Place of the column with this name, whatever its capitals."""
        lower = [each.lower() for each in self.header]
        return lower.index(name.lower()) if name.lower() in lower else None

    def find(self, names: Iterable[str]) -> int | None:
        """Row number of the person whom one of `names` means, or None.

        Parameters
        ----------
        names : iterable of str
            The surest first.
        """
        for name in names:
            for key in _keys(name):
                if self._found.get(key) is not None:
                    return self._found[key]
        return None


def _keys(name: str) -> list[str]:
    """The ways in which a name is compared: as it is, and ``Lee, Ann`` turned round.

    Without the signs that platforms leave out of the names of files, such as that in ``O'Neil``.
    """
    name = re.sub(_NOT_IN_FILES, "", name)
    name = re.sub(r"\s+", " ", name).strip().casefold()
    last, comma, first = name.partition(",")
    turned = f"{first.strip()} {last.strip()}" if comma else ""
    return [key for key in (name, turned) if key]


def _delimiter(text: str) -> str:
    """The sign between the cells: platforms in some languages write semicolons."""
    head = text.partition("\n")[0]
    return max(",;\t", key=head.count)


def _all_in(group: tuple[str, ...], places: dict[str, int]) -> bool:
    return all(name.lower() in places for name in group)
