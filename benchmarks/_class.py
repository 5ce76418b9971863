"""A class of many hands: right, wrong, hostile and damaged submissions, each with what must come of it."""

import inspect
import json
import random
import re
import sys
import textwrap
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any

from _mutants import mutants

from nnlab import _resources
from nnlab.exceptions import NotebookError
from nnlab.grader import grade, registry
from nnlab.grader.spec import Exercise
from nnlab.notebooks.check import lab_of
from nnlab.notebooks.read import parse_notebook

ROOT = Path(__file__).parents[1]
CORPUS = ROOT / "tests" / "corpus"
sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "batch")]
#: Labs whose models take TensorFlow; their other functions are graded in the rest of the class.
WITH_MODELS = ("05", "07", "12", "13")
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


def _full(exercise: Exercise) -> Want:
    return Want(points=exercise.points, outcomes=("PASSED",), misconceptions=())


def _notebook(*cells: str) -> dict[str, Any]:
    made = [
        {"cell_type": "code", "id": f"cell-{i}", "metadata": {}, "source": source, "outputs": []}
        | {"execution_count": None}
        for i, source in enumerate(cells)
    ]
    return {"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": made}


def _solution(lab: str) -> dict[str, Any]:
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
        self.solutions = {item.lab: _solution(item.lab) for item in registry.exercises()}

    def table(self, kind: str) -> Iterator[tuple[str, str, str]]:
        """Exercise, name and source of the tables' items; the name of a ``NAMED`` one is its misconception."""
        for table in self.tables:
            for exercise, entries in getattr(table, kind, {}).items():
                for name, sources in entries.items():
                    for source in [sources] if isinstance(sources, str) else sources:
                        text = source if source.startswith("\n") else f"{_function(exercise)} = {source}"
                        yield exercise, name, textwrap.dedent(text)

    def corpus(self, kind: str) -> Iterator[dict[str, Any]]:
        """Items of the corpus."""
        for line in (CORPUS / f"{kind}.jsonl").read_text(encoding="utf-8").splitlines():
            yield json.loads(line)

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
        return names.get(_function(exercise))

    def around(self, exercise: str, source: str) -> tuple[dict[str, Any], dict[str, Want]]:
        """The solution with one function written anew; functions that call it, and models, are left out."""
        lab, function = exercise[:2], _function(exercise)
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
                want[item.id] = _full(item)
        return {**notebook, "cells": cells}, want


def _function(exercise: str) -> str:
    return exercise.partition(".")[2]


def _bytes(notebook: dict[str, Any]) -> bytes:
    return json.dumps(notebook).encode()


def right_ones(programs: Programs, rng: random.Random) -> Iterator[HandedIn]:
    """Whole solutions, and right programs in all manners of writing."""
    for lab in WITH_MODELS:
        want = {item.id: _full(item) for item in registry.exercises(lab)}
        yield HandedIn("right", f"solution of {lab}, with its model", lab, _bytes(_solution(lab)), want)
    items = [(e, name, source) for e, name, source in programs.table("RIGHT")]
    items += [
        (programs.by_function[item["function"]].id, item["id"], item["code"])
        for item in programs.corpus("right")
    ]
    for exercise, name, source in _shuffled(rng, items):
        notebook, want = programs.around(exercise, source)
        want[exercise] = _full(programs.exercises[exercise])
        yield HandedIn("right", f"{exercise}: {name}", exercise[:2], _bytes(notebook), want)


def wrong_ones(programs: Programs, rng: random.Random, seed: int) -> Iterator[HandedIn]:
    """Known misconceptions, each in another one of its forms, wrong programs, and mutants of right ones."""
    known = json.loads((CORPUS / "names.json").read_text(encoding="utf-8"))["names"]
    named = _shuffled(rng, programs.table("NAMED"))
    first = {name: (exercise, name, source, (name,)) for exercise, name, source in named}
    corpus = [
        (
            programs.by_function[item["function"]].id,
            item["id"],
            item["code"],
            tuple(known.get(item["id"], ())),
        )
        for item in programs.corpus("wrong")
    ]
    tables = [(*item, ()) for item in programs.table("WRONG")]
    turns = [iter(_shuffled(rng, items)) for items in (first.values(), corpus, tables, _mutated(programs))]
    for turn in (turns[i % 2 and i // 2 % 3 + 1] for i in count()):  # every second one a misconception
        item = next(turn, None)
        if item is None:
            return
        made = _wrong(programs, *item, seed)
        if made is not None:
            yield made


def _mutated(programs: Programs) -> list[tuple[str, str, str, tuple[str, ...]]]:
    return [
        (programs.by_function[item["function"]].id, f"mutant of {item['id']}, {what}", source, ())
        for item in programs.corpus("right")
        for what, source in mutants(item["code"])
    ]


def _wrong(
    programs: Programs, exercise: str, name: str, source: str, fitting: tuple[str, ...], seed: int
) -> HandedIn | None:
    """A wrong submission; None for a mutant that is right, and where chance or the clock plays a part."""
    if re.search(r"\btime\.|\brandom\b(?!\()|default_rng", source):
        return None
    function = programs.built(exercise, source)
    item = programs.exercises[exercise]
    report = grade(item, function, seed=seed) if function is not None else None
    if report is None or (name.startswith("mutant") and report.points == report.max_points):
        return None
    notebook, want = programs.around(exercise, source)
    want[exercise] = Want(
        points=report.points,
        outcomes=(str(report.outcome),),
        less_than_full=True,
        named=fitting,
        misconceptions=tuple(report.misconceptions),
    )
    return HandedIn("wrong", f"{exercise}: {name}", exercise[:2], _bytes(notebook), want)


def hostile_ones() -> Iterator[HandedIn]:
    """All that `tests/batch/hostile.py` holds: no point, the named outcome, and the honest function passes."""
    from hostile import HOSTILE
    from test_hostile import HONEST

    honest = registry.exercise("02.sequential")
    for name, (code, outcomes) in HOSTILE.items():
        want = {"02.dense": Want(points=0, outcomes=tuple(outcomes)), honest.id: _full(honest)}
        yield HandedIn("hostile", name, "02", _bytes(_notebook(code, HONEST)), want)


def damaged_ones(rng: random.Random) -> Iterator[HandedIn]:
    """Notebooks that were cut, spliced or overwritten: a note where nothing can be read, and no point then."""
    import test_fuzz as fuzz

    damages: tuple[Callable, ...] = (
        *(fuzz.flipped, fuzz.cut, fuzz.spliced),
        *(fuzz.with_odd_json, fuzz.with_odd_code, fuzz.with_cells_moved),
    )
    labs = [item for item in registry.LABS if registry.exercises(item.number)]
    plain = [item for item in labs if item.number not in WITH_MODELS]
    for number in count():
        damage, lab = damages[number % len(damages)], rng.choice(plain)
        raw = damage(rng, (_resources.solutions_dir() / f"{lab.stem}.ipynb").read_bytes())
        exercises = registry.exercises(lab.number)
        what = f"{damage.__name__}, lab {lab.number}"
        try:
            found = lab_of(parse_notebook(raw, f"{lab.stem}.ipynb"), f"{lab.stem}.ipynb")
        except NotebookError:
            want = {item.id: Want(points=0, outcomes=("MISSING",)) for item in exercises}
            yield HandedIn("damaged", what, lab.number, raw, want, noted=True)
        else:
            open_ones = {item.id: Want() for item in registry.exercises(found)}
            yield HandedIn("damaged", what, found, raw, open_ones)


def _shuffled(rng: random.Random, items: Any) -> list[Any]:
    mixed = [*items]
    rng.shuffle(mixed)
    return mixed


def mixed(size: int, seed: int) -> list[HandedIn]:
    """A class: of twelve submissions four right, five wrong, two hostile (while there are any), one damaged."""
    rng = random.Random(seed)
    programs = Programs()
    sources = {
        "right": right_ones(programs, rng),
        "wrong": wrong_ones(programs, rng, seed),
        "hostile": iter(_shuffled(rng, hostile_ones())),
        "damaged": damaged_ones(rng),
    }
    shares = {"right": 4, "wrong": 5, "hostile": 2, "damaged": 1}
    turns = [kind for kind, share in shares.items() for _ in range(share)]
    handed_in: list[HandedIn] = []
    for i in range(100 * size):
        item = next(sources[turns[i % len(turns)]], None)
        if item is not None:
            handed_in.append(item)
        if len(handed_in) == size:
            break
    rng.shuffle(handed_in)
    return handed_in
