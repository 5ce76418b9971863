"""Data files: found, checked against their hash, read once."""

from __future__ import annotations

import contextlib
import functools
import hashlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import BinaryIO

import numpy as np

from nnlab import _resources
from nnlab.exceptions import DataError

Pair = tuple[np.ndarray, np.ndarray]
Pairs = tuple[Pair, Pair]  # (x_train, y_train), (x_test, y_test), as Keras's `load_data` gives them

# The hashes stand here and not beside the files, so that no accident can change both.
SHA256 = {
    "clothes.npz": "1af65b627195d65391e597ac15584a82ef35d6d044608b581b2e6420d3f1fb18",
    "coffee_network.npz": "7752acd88cfce1f2eb1d11ccdf3c51fbe90115d21f8da028b56b11f48425b5b5",
    "digits_8x8.npz": "35ca2870ddda628aecd42364588fe5012bdb3df9ce91b9b943752b82b02f04c9",
    "ecg5000_i16.npz": "091cb3e0db636f49d9886a996bedadcd56c0b297ddf1ad03e0ea08c1764aac23",
    "fashion_mnist.npz": "ca18a0be86e82d9736ffdf8e5bae7a78b4fe0b24d06c4fbdf6fdf70d9af59e28",
    "mnist_10k.npz": "ea45af4947afdc8cb96fb0f572c196380efa4058c65c30e2434d195ab1f976a9",
    "movie_genres.npz": "c4a05676d576979bf1ea13e6634ecff6b0ad526efc39784ad6af19344ed389ed",
    "movies_wikidata.csv": "9e81fcaddf2a130fe5cf7d47844118dc5369b5ff85305bf8ae6a1aa56e557ed7",
}


def find(name: str) -> Path:
    """Return where the data file of this name should be.

    Raises
    ------
    DataError
        If there is no folder of data files at all.
    """
    try:
        return _resources.data_dir() / name
    except FileNotFoundError as error:
        raise DataError(str(error)) from error


@functools.cache
def load_arrays(path: Path) -> Mapping[str, np.ndarray]:
    """Return the arrays of a data file, read-only.

    A file is read and checked once; every later call gives the same arrays. They are read-only because they
    are shared: a change by one caller would be a change for all.

    Raises
    ------
    DataError
        If the file is missing, cannot be read, or is not the one whose hash is known.
    """
    arrays = read_arrays(path)
    for array in arrays.values():
        array.flags.writeable = False
    return MappingProxyType(arrays)


def read_arrays(path: Path) -> dict[str, np.ndarray]:
    """Read and check the arrays of a data file; the caller may make something else of them, and keep that.

    Raises
    ------
    DataError
        As `load_arrays` does.
    """
    # Never by unpickling.
    with opened(path) as file, np.load(file, allow_pickle=False) as archive:
        return {key: archive[key] for key in archive.files}


@contextlib.contextmanager
def opened(path: Path) -> Iterator[BinaryIO]:
    """Open a data file at its beginning, after its hash was found to be right.

    The hash is taken in pieces from the open file, so that even a large one is never in memory as a whole.

    Raises
    ------
    DataError
        As `load_arrays` does.
    """
    way_out = (
        f"Put it back: `git checkout -- data/{path.name}` in a clone of the project, or reinstall nnlab from "
        "its wheel (`python -m pip install --force-reinstall --no-deps nnlab-VERSION-py3-none-any.whl`)."
    )
    try:
        file = path.open("rb")
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise DataError(f"the data file {path} cannot be read ({reason}). {way_out}") from error
    with file:
        found, expected = hashlib.file_digest(file, "sha256").hexdigest(), SHA256[path.name]
        if found != expected:
            raise DataError(
                f"the data file {path} is damaged: its sha256 is {found} ({file.tell()} bytes), "
                f"expected {expected}. {way_out}"
            )
        file.seek(0)
        yield file
