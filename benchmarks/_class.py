"""A class of many hands: right, wrong, hostile and damaged submissions, each with what must come of it."""

import json
import random
import re
from collections.abc import Callable, Iterator
from itertools import count
from typing import Any

from _mutants import mutants
from _programs import CORPUS, HandedIn, Programs, Want, as_bytes, full, notebook_of, solution

from nnlab import _resources
from nnlab.exceptions import NotebookError
from nnlab.grader import grade, registry
from nnlab.notebooks.check import lab_of
from nnlab.notebooks.read import parse_notebook

#: Labs whose models take TensorFlow; their other functions are graded in the rest of the class.
WITH_MODELS = ("05", "07", "12", "13")


def right_ones(programs: Programs, rng: random.Random, quick: bool) -> Iterator[HandedIn]:
    """Solutions with their Keras models, unless it must be quick, and programs in all manners of writing."""
    for lab in () if quick else WITH_MODELS:
        want = {item.id: full(item) for item in registry.exercises(lab)}
        yield HandedIn("right", f"solution of {lab}, with its model", lab, as_bytes(solution(lab)), want)
    items = [(e, name, source) for e, name, source in programs.table("RIGHT")]
    items += [(programs.id_of(item), item["id"], item["code"]) for item in programs.corpus("right")]
    for exercise, name, source in _shuffled(rng, items):
        notebook, want = programs.around(exercise, source)
        want[exercise] = full(programs.exercises[exercise])
        yield HandedIn("right", f"{exercise}: {name}", exercise[:2], as_bytes(notebook), want)


def wrong_ones(programs: Programs, rng: random.Random, seed: int) -> Iterator[HandedIn]:
    """Known misconceptions, each in another one of its forms, wrong programs, and mutants of right ones."""
    known = json.loads((CORPUS / "names.json").read_text(encoding="utf-8"))["names"]
    named = _shuffled(rng, programs.table("NAMED"))
    first = {name: (exercise, name, source, (name,)) for exercise, name, source in named}
    corpus = [
        (
            programs.id_of(item),
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
        (programs.id_of(item), f"mutant of {item['id']}, {what}", source, ())
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
    if report is None or report.outcome == "TIMED_OUT":
        return None
    if name.startswith("mutant") and report.points == report.max_points:
        return None
    notebook, want = programs.around(exercise, source)
    want[exercise] = Want(
        points=report.points,
        outcomes=(str(report.outcome),),
        less_than_full=True,
        named=fitting,
        misconceptions=tuple(report.misconceptions),
    )
    return HandedIn("wrong", f"{exercise}: {name}", exercise[:2], as_bytes(notebook), want)


def hostile_ones(quick: bool) -> Iterator[HandedIn]:
    """All hostile functions of the tests: no point, the named outcome, and the honest one passes."""
    from test_hostile import ALL, HONEST

    honest = registry.exercise("02.sequential")
    for name, (code, outcomes) in ALL.items():
        if quick and outcomes & {"TIMED_OUT", "OUT_OF_MEMORY"}:
            continue
        want = {"02.dense": Want(points=0, outcomes=tuple(outcomes)), honest.id: full(honest)}
        yield HandedIn("hostile", name, "02", as_bytes(notebook_of(code, HONEST)), want)


def damaged_ones(rng: random.Random) -> Iterator[HandedIn]:
    """Notebooks cut, spliced or overwritten: where nothing can be read, a note and no point."""
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
            yield HandedIn("damaged", what, found if open_ones else "", raw, open_ones)


def _shuffled(rng: random.Random, items: Any) -> list[Any]:
    mixed = [*items]
    rng.shuffle(mixed)
    return mixed


def mixed(size: int, seed: int, quick: bool = False) -> list[HandedIn]:
    """Make a class: of 13 submissions 3 are right, 5 wrong, 4 hostile (if any are left) and one damaged."""
    rng = random.Random(seed)
    programs = Programs()
    sources = {
        "right": right_ones(programs, rng, quick),
        "wrong": wrong_ones(programs, rng, seed),
        "hostile": iter(_shuffled(rng, hostile_ones(quick))),
        "damaged": damaged_ones(rng),
    }
    shares = {"right": 3, "wrong": 5, "hostile": 4, "damaged": 1}
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
