"""Record TensorFlow's values for the fixed cases, or check that the record still holds."""

import json
from typing import Any

import numpy as np

from nnlab.calls.cases import digest
from nnlab.grader.compare import differs
from nnlab.grader.models import ModelSpec
from nnlab.grader.oracle.recorded import SCHEMA, decode, encode, path, read_record
from nnlab.grader.registry import LABS, exercises
from nnlab.grader.spec import Exercise


def record(check: bool = False) -> list[str]:
    """Compute TensorFlow's values for all fixed cases, and write them or compare them with the record.

    Parameters
    ----------
    check : bool
        Compare and write nothing.

    Returns
    -------
    list of str
        One line for each disagreement; empty when all is well.
    """
    from nnlab.grader.oracle.live import compute, version

    problems: list[str] = []
    for lab in LABS:
        declared = exercises(lab.number)
        if not declared:
            continue
        computed = {exercise.id: _compute(exercise, compute) for exercise in declared}
        if check:
            problems += _compare(lab.number, computed)
            continue
        content = {"schema": SCHEMA, "tensorflow": version(), "exercises": computed}
        file = path(lab.number)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(
            json.dumps(content, indent=1, ensure_ascii=False) + "\n", encoding="utf-8", newline="\n"
        )
        read_record.cache_clear()
    return problems


def _compute(exercise: Exercise, compute: Any) -> dict[str, Any]:
    cases = {case.name: case for case in exercise.cases if exercise.compared(case)}
    return {
        name: {"inputs": digest(case), "value": encode(compute(exercise, case))}
        for name, case in cases.items()
    }


def _compare(lab: str, computed: dict[str, dict]) -> list[str]:
    """Disagreements of a lab; TensorFlow may round the last bits differently on another processor."""
    known = read_record(lab)["exercises"]
    problems = [f"{key}: recorded, but no longer declared" for key in known.keys() - computed.keys()]
    for exercise_id, cases in computed.items():
        entries = known.get(exercise_id, {})
        problems += [
            f"{exercise_id}, {name!r}: no such case any more" for name in entries.keys() - cases.keys()
        ]
        for name, entry in cases.items():
            old = entries.get(name)
            if old is None or old["inputs"] != entry["inputs"]:
                problems.append(f"{exercise_id}, {name!r}: not recorded for these inputs")
            elif not _same(decode(old["value"]), decode(entry["value"])):
                problems.append(f"{exercise_id}, {name!r}: TensorFlow gives another value than recorded")
    return [f"{problem} (write the record anew with: nnlab dev record)" for problem in problems]


def _same(a: Any, b: Any) -> bool:
    if isinstance(a, ModelSpec) or isinstance(b, ModelSpec):
        return a == b
    if isinstance(a, tuple) or isinstance(b, tuple):
        same_count = isinstance(a, tuple) and isinstance(b, tuple) and len(a) == len(b)
        return same_count and all(map(_same, a, b))
    return a.shape == b.shape and not differs(np.asarray(a, float), np.asarray(b, float), 1e-12, 1e-300).any()
