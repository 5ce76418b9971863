"""Data files: found, checked against their hash, read once."""

from __future__ import annotations

import functools
import hashlib
import io
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

import numpy as np

from nnlab import _resources
from nnlab.exceptions import DataError

# The hashes stand here and not beside the files, so that no accident can change both.
SHA256 = {
    "coffee_network.npz": "7752acd88cfce1f2eb1d11ccdf3c51fbe90115d21f8da028b56b11f48425b5b5",
    "digits_8x8.npz": "35ca2870ddda628aecd42364588fe5012bdb3df9ce91b9b943752b82b02f04c9",
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
    way_out = (
        f"Put it back: `git checkout -- data/{path.name}` in a clone of the project, or reinstall nnlab from "
        "its wheel (`python -m pip install --force-reinstall --no-deps nnlab-VERSION-py3-none-any.whl`)."
    )
    try:
        content = path.read_bytes()
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise DataError(f"the data file {path} cannot be read ({reason}). {way_out}") from error
    found, expected = hashlib.sha256(content).hexdigest(), SHA256[path.name]
    if found != expected:
        raise DataError(
            f"the data file {path} is damaged: its sha256 is {found} ({len(content)} bytes), "
            f"expected {expected}. {way_out}"
        )
    # From the very bytes that were checked, and never by unpickling.
    with np.load(io.BytesIO(content), allow_pickle=False) as archive:
        arrays = {key: archive[key] for key in archive.files}
    for array in arrays.values():
        array.flags.writeable = False
    return MappingProxyType(arrays)
