"""Weights in a file: an ``.npz`` of plain arrays. Nothing is ever pickled or unpickled."""

from __future__ import annotations

import os
import zipfile
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from nnlab._validation import complaint
from nnlab.exceptions import DataError, WrongType

if TYPE_CHECKING:
    from nnlab.models.sequential import Sequential


def save_weights(model: Sequential, filepath: str | PathLike[str], overwrite: bool) -> None:
    """Write the weights of a built model."""
    path = _path(filepath, "save_weights")
    if not model.built:
        raise ValueError(f"save_weights: {model.name} has no weights yet. Build it, or fit it first.")
    if not overwrite and path.exists():
        rule, way_out = "name a file that does not exist, with overwrite=False", "Pass another name."
        raise ValueError(complaint("save_weights", "filepath", rule, str(path), way_out))
    # Written beside and then renamed: a full disk or a Ctrl-C leaves the old file whole.
    partial = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with open(partial, "wb") as file:
            np.savez(file, **dict(zip(model.weight_names, model.weights, strict=True)))
        os.replace(partial, path)
    finally:
        partial.unlink(missing_ok=True)


def load_weights(model: Sequential, filepath: str | PathLike[str]) -> None:
    """Read them again; all of them, or none if something does not fit."""
    path = _path(filepath, "load_weights")
    if not model.built:
        raise ValueError(
            f"load_weights: {model.name} has no weights yet. Begin it with an Input, or build it."
        )
    try:
        with open(path, "rb") as raw:
            if not zipfile.is_zipfile(raw):
                raise zipfile.BadZipFile("not a zip archive")
            raw.seek(0)
            with np.load(raw, allow_pickle=False) as file:
                stored = {key: file[key] for key in file.files}
    except FileNotFoundError:
        raise
    except (OSError, ValueError, EOFError, zipfile.BadZipFile) as error:
        raise DataError(
            f"{path} is not a file of weights, or is damaged: {error}. Save the weights again."
        ) from error
    expected = dict(zip(model.weight_names, model.weights, strict=True))
    if stored.keys() != expected.keys():
        rule = f"hold the weights of {model.name}: {', '.join(expected)}. It holds {', '.join(stored)}"
        way_out = "Build the model as it was when it was saved."
        raise ValueError(complaint("load_weights", "filepath", rule, str(path), way_out))
    model.set_weights([stored[key] for key in expected])


def _path(filepath: str | PathLike[str], function: str) -> Path:
    try:
        path = Path(filepath)
    except TypeError:
        raise WrongType(
            complaint(function, "filepath", "be a path", filepath, 'Pass e.g. "w.npz".')
        ) from None
    if path.suffix != ".npz":
        rule, way_out = "end in .npz: nnlab writes NumPy's files, not HDF5", 'Pass e.g. "model.weights.npz".'
        raise ValueError(complaint(function, "filepath", rule, str(filepath), way_out))
    return path
