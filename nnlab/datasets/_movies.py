"""16,680 films and their genres, the data of lab 12: as features for a network, and as a table to read."""

from __future__ import annotations

import csv
import functools
import io
import math
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

import numpy as np

from nnlab.datasets._files import Pairs, find, load_arrays, opened, read_arrays

Table = Mapping[str, np.ndarray]

_NUMBERS = ("year", "runtime_min", "oscars", "tomatometer", "n_reviews", "box_office_usd")


def load_movies() -> Pairs:
    """Load films as features, and which of twelve genres each one has.

    Returns
    -------
    (x_train, y_train), (x_test, y_test) : pair of pairs of ndarrays
        Features of shape (13344, 530) and (3336, 530), float32; genres of shape (13344, 12) and (3336, 12),
        uint8, 1 where the film has the genre. A film has one genre at least, and often several.
        `class_names("movies")` names the genres, `movie_features()` the features.

        The arrays are read-only, since every call gives the same ones; ``x_train.copy()`` is yours to change.

    Raises
    ------
    nnlab.exceptions.DataError
        If a file is missing or damaged.

    Notes
    -----
    The first five features are numbers, not scaled: year, runtime in minutes, the share of good reviews in
    percent, their number, and the box office in US dollars; −1 stands for an unknown one. The other 525 are 0
    or 1: countries, languages, studios, words of the title, directors, actors.

    The films were divided at random, four to one. `load_movie_table` has their titles, in the same order.
    `data/movie_genres.npz.provenance.txt` tells where the file comes from.

    Examples
    --------
    >>> (x_train, y_train), (x_test, y_test) = load_movies()
    >>> x_train.shape, y_train.shape, x_test.shape
    ((13344, 530), (13344, 12), (3336, 530))
    >>> y_train[0]
    array([0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0], dtype=uint8)
    """
    return _features(find("movie_genres.npz"))


def movie_features() -> tuple[str, ...]:
    """Name the columns of the features of `load_movies`.

    Returns
    -------
    tuple of str
        530 names, such as ``"year"``, ``"country:France"`` and ``"title:love"``.

    Raises
    ------
    nnlab.exceptions.DataError
        If the file is missing or damaged.

    Examples
    --------
    >>> movie_features()[:6]
    ('year', 'runtime_min', 'tomatometer', 'n_reviews', 'box_office_usd', 'country:United States')
    """
    arrays = load_arrays(find("movie_genres.npz"))
    # The file's own names of the numbers add how a missing one is written.
    numbers = (name.partition("(")[0] for name in arrays["num_names"].tolist())
    return (*numbers, *arrays["bin_names"].tolist())


def load_movie_table() -> tuple[Table, Table]:
    """Load what is known of each film, in the order of `load_movies`.

    Returns
    -------
    train, test : pair of mappings from column to ndarray
        Of 13,344 and 3,336 films. ``title``, ``genres``, ``country``, ``language``, ``director`` and
        ``production`` hold text, with ``|`` between the parts of a list and ``""`` for an unknown one;
        ``year``, ``runtime_min``, ``oscars``, ``tomatometer``, ``n_reviews`` and ``box_office_usd`` are
        float64, NaN for an unknown one; ``id`` is int64. The arrays are read-only.

    Raises
    ------
    nnlab.exceptions.DataError
        If a file is missing or damaged.

    Notes
    -----
    Here are all genres of a film, also the rarer ones that `load_movies` leaves out.

    Examples
    --------
    >>> train, test = load_movie_table()
    >>> train["title"][0], train["genres"][0], float(train["year"][0])
    ('We Live in Public', 'Documentary', 2009.0)
    """
    return _table(find("movies_wikidata.csv"), find("movie_genres.npz"))


@functools.cache
def _features(path: Path) -> Pairs:
    arrays = read_arrays(path)
    pairs = []
    for rows in (arrays["split"] == 0, arrays["split"] == 1):
        x = np.concatenate([arrays["x_num"][rows], arrays["x_bin"][rows]], axis=1, dtype=np.float32)
        y = arrays["y"][rows]
        x.flags.writeable = y.flags.writeable = False
        pairs.append((x, y))
    return tuple(pairs)


@functools.cache
def _table(table: Path, features: Path) -> tuple[Table, Table]:
    with opened(table) as file, io.TextIOWrapper(file, encoding="utf-8", newline="") as lines:
        films = list(csv.DictReader(lines))
    split = load_arrays(features)["split"]
    return tuple(
        MappingProxyType({name: _column(name, films, split == part) for name in films[0]}) for part in (0, 1)
    )


def _column(name: str, films: list[dict[str, str]], rows: np.ndarray) -> np.ndarray:
    texts = [film[name] for film, wanted in zip(films, rows, strict=True) if wanted]
    if name in _NUMBERS:
        column = np.array([float(text) if text else math.nan for text in texts])
    elif name == "id":
        column = np.array(texts, dtype=np.int64)
    else:
        column = np.array(texts, dtype=np.dtypes.StringDType())
    column.flags.writeable = False
    return column
