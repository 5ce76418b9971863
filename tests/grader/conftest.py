"""What the grader's tests share."""

import json
from pathlib import Path

import numpy as np
import pytest

CORPUS = Path(__file__).parents[1] / "corpus"


def corpus(kind: str) -> list[dict]:
    """The items of one corpus whose function is declared."""
    from nnlab.grader import registry

    declared = {item.function: item.id for item in registry.exercises()}
    with (CORPUS / f"{kind}.jsonl").open(encoding="utf-8") as lines:
        items = [json.loads(line) for line in lines]
    return [
        {**item, "exercise": declared[item["function"]]} for item in items if item["function"] in declared
    ]


def define(item: dict) -> object:
    """The function of a corpus item."""
    names: dict = {"np": np}
    exec(compile(item["code"], f"<{item['id']}>", "exec"), names)
    return names[item["function"]]


@pytest.fixture(autouse=True)
def _fresh_session(monkeypatch: pytest.MonkeyPatch) -> None:
    """No test sees another's progress or hints."""
    from nnlab import progress
    from nnlab.check import _given

    monkeypatch.setenv("NNLAB_PROGRESS", "off")
    monkeypatch.delenv("NBGRADER_EXECUTION", raising=False)
    progress._session.clear()
    progress._answered.clear()
    _given.clear()
