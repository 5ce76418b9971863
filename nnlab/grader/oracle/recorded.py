"""TensorFlow's values for the cases of an exercise.

Recorded values stand in ``data/tensorflow/NN.json``, one file a lab, each beside a fingerprint of its inputs:
a check then needs no import of TensorFlow. Numbers are written so that float64 comes back to the last bit.
"""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from functools import cache
from importlib import util
from pathlib import Path
from typing import Any

import numpy as np

from nnlab._resources import data_dir
from nnlab.calls.cases import Case, digest
from nnlab.exceptions import DataError
from nnlab.grader.models import ModelSpec
from nnlab.grader.spec import Exercise

SCHEMA = 1


@dataclass(frozen=True)
class Values:
    """Values by case name, and the version of TensorFlow that gave them."""

    version: str = ""
    by_case: dict[str, Any] = field(default_factory=dict)


def available() -> bool:
    """Whether TensorFlow is installed here; it is not imported."""
    return util.find_spec("tensorflow") is not None


def values(exercise: Exercise, cases: Sequence[Case], *, live: bool = False) -> Values:
    """TensorFlow's value for each case that it has one for.

    Parameters
    ----------
    exercise : Exercise
    cases : sequence of Case
    live : bool
        Compute them now; otherwise the recorded ones are read, and cases without one are left out.

    Returns
    -------
    Values
    """
    wanted = [case for case in cases if exercise.compared(case)]
    if live:
        from nnlab.grader.oracle.live import compute, version

        return Values(version(), {case.name: compute(exercise, case) for case in wanted})
    recording = read_record(exercise.lab)
    entries = recording["exercises"].get(exercise.id, {})
    known = {}
    for case in wanted:
        entry = entries.get(case.name)
        if entry is not None and entry["inputs"] == digest(case):
            known[case.name] = decode(entry["value"])
    return Values(recording["tensorflow"], known)


def path(lab: str) -> Path:
    """The file that holds a lab's recorded values."""
    return data_dir() / "tensorflow" / f"{lab}.json"


@cache
def read_record(lab: str) -> dict:
    """A lab's recording.

    Raises
    ------
    nnlab.exceptions.DataError
        When the file is missing or damaged.
    """
    file = path(lab)
    try:
        content = json.loads(file.read_text(encoding="utf-8"))
        if content["schema"] == SCHEMA and isinstance(content["exercises"], dict) and content["tensorflow"]:
            return content
    except FileNotFoundError:
        raise DataError(
            f"TensorFlow's recorded values must be in {file}, but the file is missing. "
            "Install nnlab again, or make the file with: nnlab dev record"
        ) from None
    except (OSError, ValueError, KeyError, TypeError):
        pass
    raise DataError(
        f"TensorFlow's recorded values in {file} must be readable, but the file is damaged. "
        "Install nnlab again, or make the file with: nnlab dev record"
    )


def encode(value: Any) -> dict[str, Any]:
    """Arrays or a model's description as JSON data; floats as hexadecimal text, exact to the last bit."""
    if isinstance(value, ModelSpec):
        return {"model": asdict(value)}
    if isinstance(value, tuple):
        return {"outputs": [encode(part) for part in value]}
    flat = [float(x).hex() if value.dtype.kind == "f" else int(x) for x in value.ravel()]
    return {"dtype": value.dtype.name, "shape": list(value.shape), "data": flat}


def decode(entry: dict[str, Any]) -> Any:
    """The value that `encode` wrote."""
    if "model" in entry:
        return ModelSpec.from_dict(entry["model"])
    if "outputs" in entry:
        return tuple(decode(part) for part in entry["outputs"])
    data = [float.fromhex(x) if isinstance(x, str) else x for x in entry["data"]]
    return np.array(data, dtype=entry["dtype"]).reshape(entry["shape"])
