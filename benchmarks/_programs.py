"""Programs of the corpus and of the tests, notebooks that hold them, and what must come of each."""

import inspect
import json
import re
import sys
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from nnlab import _resources
from nnlab.grader import registry
from nnlab.grader.spec import Exercise

ROOT = Path(__file__).parents[1]
CORPUS = ROOT / "tests" / "corpus"
sys.path[:0] = [str(ROOT), str(ROOT / "tests"), str(ROOT / "tests" / "batch")]
#: What the tests' programs may use, beside `np`.
_IMPORTS = "import functools\nimport math\nimport time\n\nimport numpy as np\n"


@dataclass(frozen=True)
class Want:
    """What must come of one exercise; what is None or empty is left open."""

    points: float | None = None
    outcomes: tuple[str, ...] = ()
    less_than_full: bool = False
    named: tuple[str, ...] = ()
    misconceptions: tuple[str, ...] | None = None


@dataclass
class HandedIn:
    """One submission before it has a name: its bytes, and what must come of it."""

    kind: str
    what: str
    lab: str
    raw: bytes
    want: dict[str, Want] = field(default_factory=dict)
    noted: bool = False
    student: str = ""


def full(exercise: Exercise) -> Want:
    """Every point, and nothing to say."""
    return Want(points=exercise.points, outcomes=("PASSED",), misconceptions=())


def notebook_of(*cells: str) -> dict[str, Any]:
    """A notebook of these cells."""
    made = [
        {"cell_type": "code", "id": f"cell-{i}", "metadata": {}, "source": source, "outputs": []}
        | {"execution_count": None}
        for i, source in enumerate(cells)
    ]
    return {"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": made}


def solution(lab: str) -> dict[str, Any]:
    """The lab's solution without its outputs."""
    path = _resources.solutions_dir() / f"{registry.lab(lab).stem}.ipynb"
    notebook = json.loads(path.read_text(encoding="utf-8"))
    for cell in notebook["cells"]:
        if cell["cell_type"] == "code":
            cell["outputs"] = []
    return notebook


class Programs:
    """The programs of the corpus and of the tests, and what builds a whole notebook around one of them."""

    def __init__(self) -> None:
        from tests.grader import adversary_tools
        from tests.grader.test_adversary import TABLES

        self.tools = adversary_tools.TOOLS
        self.tables = TABLES
        self.exercises = {item.id: item for item in registry.exercises()}
        self.by_function = {item.function: item for item in registry.exercises()}
        self.solutions = {item.lab: solution(item.lab) for item in registry.exercises()}

    def table(self, kind: str) -> Iterator[tuple[str, str, str]]:
        """Exercise, name and source of the tables' items; a ``NAMED`` one's name is its misconception."""
        for table in self.tables:
            for exercise, entries in getattr(table, kind, {}).items():
                for name, sources in entries.items():
                    for source in [sources] if isinstance(sources, str) else sources:
                        text = source if source.startswith("\n") else f"{function_of(exercise)} = {source}"
                        yield exercise, name, textwrap.dedent(text)

    def corpus(self, kind: str) -> Iterator[dict[str, Any]]:
        """Items of the corpus."""
        for line in (CORPUS / f"{kind}.jsonl").read_text(encoding="utf-8").splitlines():
            yield json.loads(line)

    def id_of(self, item: dict[str, Any]) -> str:
        """Id of the exercise of an item of the corpus."""
        return self.by_function[item["function"]].id

    def setting(self, source: str) -> str:
        """Imports and short functions that a program of the tables needs."""
        needed = [tool for name, tool in self.tools.items() if re.search(rf"\b{name}\(", source)]
        texts = {inspect.getsource(tool) for tool in needed}
        for tool in self.tools.values():  # what the tools themselves use
            if any(re.search(rf"\b{tool.__name__}\(", text) for text in [*texts]):
                texts.add(inspect.getsource(tool))
        return "\n\n".join([_IMPORTS, *sorted(texts)])

    def built(self, exercise: str, source: str) -> Any:
        """The function that a program defines, run here, or None."""
        names: dict[str, Any] = {"__name__": "__main__"}
        try:
            exec(compile(f"{self.setting(source)}\n{source}", "<cell>", "exec"), names)
        except Exception:
            return None
        return names.get(function_of(exercise))

    def around(self, exercise: str, source: str) -> tuple[dict[str, Any], dict[str, Want]]:
        """The solution with one function written anew; functions that call it, and models, are left out."""
        lab, function = exercise[:2], function_of(exercise)
        notebook = json.loads(json.dumps(self.solutions[lab]))
        written = {item.function: item for item in registry.exercises(lab)}
        texts = {cell.get("id"): "".join(cell["source"]) for cell in notebook["cells"]}
        without = {function}  # this one, and what calls it, itself or through others
        for _ in written:
            without |= {name for name in written if any(re.search(rf"\b{n}\(", texts[name]) for n in without)}
        want, cells = {}, []
        for cell in notebook["cells"]:
            item = written.get(cell.get("id"))
            if item is None:
                cells.append(cell)
            elif item.function == function:
                before = {**cell, "id": "my-imports", "source": self.setting(source)}
                cells += [before, {**cell, "source": source}]
            elif item.returns == "model" or item.function in without:
                want[item.id] = Want(points=0, outcomes=("MISSING",))
            else:
                cells.append(cell)
                want[item.id] = full(item)
        return {**notebook, "cells": cells}, want


def function_of(exercise: str) -> str:
    """The name of an exercise's function."""
    return exercise.partition(".")[2]


def as_bytes(notebook: dict[str, Any]) -> bytes:
    """The file of a notebook."""
    return json.dumps(notebook).encode()
